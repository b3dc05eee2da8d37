"""The command line: `python -m helpers report PATH_OR_URL…` and `python -m helpers choose PATH`."""

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 1 if an article had to be left out."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers", description="News articles: who is in them, and in which tone."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    report = commands.add_parser("report", help="make an HTML report of each article")
    report.add_argument(
        "articles",
        nargs="*",
        metavar="PATH_OR_URL",
        help=".txt, .md or .html files, folders of them, or web addresses "
        "(default: the article chosen for the notebooks)",
    )
    report.add_argument(
        "--out", default="reports", metavar="DIR", help="where reports go (default: %(default)s)"
    )
    choose = commands.add_parser("choose", help="choose the article that all notebooks read")
    choose.add_argument("article", metavar="PATH_OR_URL")
    options = parser.parse_args(arguments)
    return _report(options) if options.command == "report" else _choose(options)


def _report(options: argparse.Namespace) -> int:
    from helpers.chosen_article import chosen
    from helpers.corrections import CorrectionsError
    from helpers.report import make_reports, unmatched_corrections

    try:
        reports, left_out = make_reports(
            options.articles or [chosen()], options.out, progress=sys.stderr.isatty()
        )
    except CorrectionsError as error:
        print(error, file=sys.stderr)
        return 1
    for report in reports:
        print(f"\n{report.page}")
        for finding in report.findings:
            print(f"  - {finding}")
    if len(reports) > 1:
        print(f"\nAll of them: {Path(options.out) / 'index.html'}")
    if lost := unmatched_corrections(reports):
        print("\nCorrections that matched nothing:")
        for line in lost:
            print(f"  {line}")
    if left_out:
        print(f"\nLeft out ({len(left_out)}):", file=sys.stderr)
        for line in left_out:
            print(f"  {line}", file=sys.stderr)
    return 1 if left_out else 0


def _choose(options: argparse.Namespace) -> int:
    from helpers.articles import ArticleError
    from helpers.chosen_article import choose_article

    try:
        article = choose_article(options.article)
    except ArticleError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"All notebooks now read “{article.title}”.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
