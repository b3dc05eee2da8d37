"""Accuracy of reading saved news pages: the text, the headline, the date and the authors.

    python benchmarks/pages.py GOLD.jsonl [--json]

Reads the pages in `html/ID.html.gz` beside GOLD.jsonl like a user's saved pages, and scores them
with `page_scorer`, whose docstring defines every measure.
"""

import argparse
import gzip
import json
import tempfile
from pathlib import Path

import page_scorer

from helpers.reading.article import ArticleError
from helpers.reading.articles import read_article


def prediction(page: Path, page_id: str) -> dict:
    """Return what is read from a page, in the scorer's format."""
    try:
        article = read_article(page)
    except ArticleError as error:
        return {"id": page_id, "refused": str(error)}
    known = article.metadata.get
    return {
        "id": page_id,
        "text": article.text,
        "title": article.title,
        "date": known("date"),
        "author": known("author"),
    }


def main() -> None:
    """Read and score the pages of a file of gold articles."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--json", action="store_true", help="the measures as JSON")
    options = parser.parse_args()
    gold = page_scorer.read(options.gold)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for row in gold:
            packed = options.gold.parent / "html" / f"{row['id']}.html.gz"
            page = Path(folder) / f"{row['id']}.html"
            page.write_bytes(gzip.decompress(packed.read_bytes()))
            rows.append(prediction(page, row["id"]))
    result = page_scorer.score(gold, rows)
    print(json.dumps(result) if options.json else page_scorer.table(result))


if __name__ == "__main__":
    main()
