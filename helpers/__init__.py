"""What the notebooks share: read an article, annotate it, tabulate it, chart it, report it."""
