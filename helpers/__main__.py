"""The command line: `python -m helpers report PATH_OR_URL…`, `choose PATH`, `corpus INPUT…`,
`agreement FILE…`.
"""

import argparse
import signal
import sys
from pathlib import Path

_INTERRUPTED = 130  # the exit status of shells after Ctrl-C


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 1 if an article had to be left out."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers",
        description="Find actors, tone and network in news articles.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    report = commands.add_parser("report", help="make an HTML report of each article")
    report.add_argument(
        "articles",
        nargs="*",
        metavar="PATH_OR_URL",
        help="files of any format that README.md lists, folders of them, or web addresses "
        "(default: the article chosen for the notebooks)",
    )
    report.add_argument(
        "--out", default="reports", metavar="DIR", help="folder for reports (default: %(default)s)"
    )
    choose = commands.add_parser("choose", help="choose the article for all notebooks")
    choose.add_argument("article", metavar="PATH_OR_URL")
    corpus = commands.add_parser("corpus", help="make Parquet tables from many articles")
    corpus.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="folders, patterns, or files of any format that README.md lists",
    )
    corpus.add_argument("--out", required=True, metavar="DIR", help="folder for the tables")
    corpus.add_argument(
        "--scheduler", metavar="ADDRESS", help="address of a Dask cluster (default: none)"
    )
    corpus.add_argument(
        "--workers", type=_positive, help="number of local processes (default: all cores)"
    )
    corpus.add_argument(
        "--part-size",
        type=_positive,
        metavar="N",
        help="articles per Parquet file (default: 32; use 1000 for millions)",
    )
    for command in (report, corpus):
        command.add_argument(
            "--columns",
            type=_columns,
            metavar="PART=COLUMN,…",
            help="which column of a table holds what, for example text=Body,date=Published",
        )
    agreement = commands.add_parser(
        "agreement", help="score the results against annotations that people corrected"
    )
    agreement.add_argument(
        "files",
        nargs="+",
        metavar="CORRECTED",
        help="exports of INCEpTION (UIMA CAS JSON, XMI, ZIP) or Label Studio (JSON)",
    )
    agreement.add_argument("--csv", metavar="FILE", help="also write the table to a CSV file")
    options = parser.parse_args(arguments)
    run = {"report": _report, "choose": _choose, "corpus": _corpus, "agreement": _agreement}
    try:
        return run[options.command](options)
    except KeyboardInterrupt:
        print("\nStopped; nothing half-made is left.", file=sys.stderr)
        return _INTERRUPTED


def _stop(number: int, frame) -> None:
    """Leave by an exception, so that all that is half-made is removed on the way out."""
    raise KeyboardInterrupt


def _report(options: argparse.Namespace) -> int:
    from helpers.reading.chosen_article import chosen
    from helpers.reading.corrections import CorrectionsError
    from helpers.report.run import make_reports, unmatched_corrections

    try:
        reports, left_out = make_reports(
            options.articles or [chosen()],
            options.out,
            columns=options.columns,
            progress=sys.stderr.isatty(),
        )
    except CorrectionsError as error:
        print(error, file=sys.stderr)
        return 1
    for report in reports:
        print(f"\n{report.page}")
        for finding in report.findings:
            print(f"  - {finding}")
    if len(reports) > 1:
        print(f"\nAll reports: {Path(options.out) / 'index.html'}")
    if lost := unmatched_corrections(reports):
        print("\nCorrections that matched nothing:")
        for line in lost:
            print(f"  {line}")
    if left_out:
        print(f"\nLeft out ({len(left_out)}):", file=sys.stderr)
        for line in left_out:
            print(f"  {line}", file=sys.stderr)
    return 1 if left_out else 0


def _corpus(options: argparse.Namespace) -> int:
    from helpers.annotation.pipeline import PipelineError
    from helpers.corpus import CorpusError, annotate_corpus
    from helpers.wording import count

    size = {"part_size": options.part_size} if options.part_size else {}
    try:
        corpus = annotate_corpus(
            options.inputs,
            options.out,
            scheduler=options.scheduler,
            workers=options.workers,
            columns=options.columns,
            progress=sys.stderr.isatty(),
            **size,
        )
    except (CorpusError, PipelineError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{corpus.out}: {count(corpus.n_documents, 'article')}", end="")
    print(f", {corpus.n_made_before:,} of them made earlier" if corpus.n_made_before else "")
    if corpus.n_copies:
        print(
            f"{count(corpus.n_copies, 'article is a copy', 'articles are copies')} of others, and "
            "left out of comparisons: see duplicate_of in documents"
        )
    if corpus.n_rejected:
        print(f"Rejected ({corpus.n_rejected:,}), see {corpus.out}/rejected:", file=sys.stderr)
        for reason, n in list(corpus.reasons().items())[:10]:
            print(f"  {n:,} × {reason}", file=sys.stderr)
    return 1 if corpus.n_rejected else 0


def _columns(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(part.strip() and column.strip() for part, _, column in pairs):
        raise ValueError
    return {part.strip(): column.strip() for part, _, column in pairs}


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _choose(options: argparse.Namespace) -> int:
    from helpers.reading.articles import ArticleError
    from helpers.reading.chosen_article import choose_article

    try:
        article = choose_article(options.article)
    except ArticleError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"All notebooks now read “{article.title}”.")
    return 0


def _agreement(options: argparse.Namespace) -> int:
    from helpers.tables.agreement import agreement, found_in
    from helpers.tables.files import annotations, write_csv
    from helpers.wording import count

    gold, left_out = [], []
    for name in options.files:
        try:
            gold += annotations.read_annotated(name)
        except annotations.AnnotationError as error:
            left_out.append(str(error))
    if gold:
        table = agreement(gold, [found_in(one) for one in gold])
        print(f"{count(len(gold), 'article')} that people corrected, against what is found now:")
        shown = table.drop(columns=["n_right"]).to_string(
            index=False, na_rep="", float_format=lambda share: f"{share:.2f}"
        )
        print(shown if len(table) else "Nothing is marked in either.")
        if options.csv:
            write_csv(table, options.csv)
    for line in left_out:
        print(line, file=sys.stderr)
    return 1 if left_out else 0


if __name__ == "__main__":
    # By default SIGTERM skips all `finally` clauses, and asyncio makes Ctrl-C an ordinary error.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _stop)
    sys.exit(main())
