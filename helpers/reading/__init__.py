"""Any input → articles: formats, cleaning, the corrections file, and the chosen article."""
