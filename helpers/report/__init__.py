"""Notebooks → one HTML page, and the files beside it."""
