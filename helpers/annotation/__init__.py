"""Article → spaCy Doc: the pipeline and its components. Importing this imports nothing else."""
