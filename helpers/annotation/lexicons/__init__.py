"""Readers of the word lists under data/lexicons."""
