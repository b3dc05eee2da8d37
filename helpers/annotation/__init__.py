"""Article → spaCy Doc: the pipeline and its components. Light: it imports nothing."""
