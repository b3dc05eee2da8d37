"""Whether reports can be made from articles that nobody here has looked at.

    python benchmarks/robustness.py TEXTS.jsonl… [--pages 200] [--reports 20]

TEXTS.jsonl has an article per line, with its `text`. Of all files, evenly spread, `--pages`
articles are made into pages without chapters (all frames, the map, the cards, the notes), and
`--reports` articles into whole reports by the command's own function. It prints how many succeeded,
the time, the size of the largest page, and each failure with its error; the exit status is 1 if
there is one.
"""

import argparse
import json
import sys
import tempfile
import time
import traceback
from pathlib import Path

from helpers.annotation.pipeline import annotate
from helpers.reading.articles import Article, ArticleError, article_from_text, write_article
from helpers.report.page import page_html
from helpers.report.page_data import page_parts
from helpers.report.run import make_reports


def main() -> int:
    """Make the pages and the reports, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--reports", type=int, default=20)
    options = parser.parse_args()
    articles, refused = read(options.texts)
    failures = pages(spread(articles, options.pages))
    failures += reports(spread(articles, options.reports))
    print(f"Refused as no English article: {len(refused)}")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def read(paths: list[Path]) -> tuple[list[Article], list[str]]:
    """Return the articles of all files, and a line for each that is refused."""
    articles, refused = [], []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                article = article_from_text(json.loads(line)["text"], {})
            except ArticleError as error:
                refused.append(f"{path.name}, line {number}: {error}")
                continue
            articles.append(article)
    return articles, refused


def spread(articles: list[Article], n: int) -> list[Article]:
    """Return `n` of the articles, evenly spread."""
    n = min(n, len(articles))
    return [articles[i * len(articles) // n] for i in range(n)]


def pages(articles: list[Article]) -> list[str]:
    """Make the page of each article without its chapters; return what failed."""
    failures, largest, start = [], 0, time.perf_counter()
    for number, article in enumerate(articles):
        try:
            html = page_html(article, page_parts(annotate(article)), [], about={})
            largest = max(largest, len(html.encode()))
        except Exception:  # whatever it is, it has to be reported
            failures.append(f"page {number}: {traceback.format_exc(limit=-2)}")
    seconds = time.perf_counter() - start
    print(
        f"Pages: {len(articles) - len(failures)} of {len(articles)}, {seconds:.0f} s, the largest "
        f"{largest / 1e6:.2f} MB",
        flush=True,
    )
    return failures


def reports(articles: list[Article]) -> list[str]:
    """Make a whole report of each article; return what failed."""
    if not articles:
        return []
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for number, article in enumerate(articles):
            write_article(article, texts / f"{number:03}.txt")
        start = time.perf_counter()
        made, left_out = make_reports([str(texts)], Path(folder) / "reports", progress=False)
        seconds = time.perf_counter() - start
        largest = max((report.page.stat().st_size for report in made), default=0)
    print(
        f"Reports: {len(made)} of {len(articles)}, {seconds:.0f} s, the largest page "
        f"{largest / 1e6:.2f} MB",
        flush=True,
    )
    return left_out


if __name__ == "__main__":
    sys.exit(main())
