"""The command line: `python -m helpers report PATH_OR_URL…`, `choose PATH`, `corpus INPUT…`,
`agreement FILE…`.
"""

import argparse
import logging
import os
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

from helpers.atomic import remove_unfinished, stopping, write_whole
from helpers.wording import printable

_STATED_TIME = "SOURCE_DATE_EPOCH"
_MOST_REASONS = 10  # printed at most
_UNREAD = "Dates kept as written, because the day is not clear"
_MANY = 20  # files listed; if there are more, all are written to a file


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 1 if an article had to be left out."""
    options = _parser().parse_args(arguments)
    try:
        return _carried_out(options)
    except (KeyboardInterrupt, stopping.Stopped):
        remove_unfinished()
        print("\nStopped; nothing half-finished is left.", file=sys.stderr)
        return stopping.STATUS


def _carried_out(options: argparse.Namespace) -> int:
    run = {"report": _report, "choose": _choose, "corpus": _corpus, "agreement": _agreement}
    try:
        return run[options.command](options)
    except BrokenPipeError:
        raise
    except OSError as error:  # of the disk, or of a folder that is not there
        _warn(_of_system(error))
        return 1
    except Exception:
        if not stopping.asked():
            raise
        raise stopping.Stopped from None  # DuckDB, for one, raises its own error if interrupted


def _of_system(error: OSError) -> str:
    what = error.strerror or str(error)
    return f"{error.filename}: {what}" if error.filename else f"{what}; check the disk"


def _parser() -> argparse.ArgumentParser:
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
    corpus = commands.add_parser("corpus", help="make Parquet tables and a page of many articles")
    corpus.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="folders, patterns, files of any format that README.md lists, or web addresses "
        "(default: none; the page is made from what the folder has)",
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
    return parser


def _report(options: argparse.Namespace) -> int:
    from helpers.reading.chosen_article import chosen
    from helpers.reading.corrections import CorrectionsError
    from helpers.report.run import ReportError, make_reports, unmatched_corrections

    try:
        reports, left_out = make_reports(
            options.articles or [chosen()],
            options.out,
            columns=options.columns,
            progress=sys.stderr.isatty(),
        )
    except (CorrectionsError, ReportError) as error:
        _warn(error)
        return 1
    for report in reports:
        _say("", report.page, *(f"  - {finding}" for finding in report.findings))
    if len(reports) > 1:
        _say("", f"All reports: {Path(options.out) / 'index.html'}")
    _print_unmatched(unmatched_corrections(reports))
    unread = [f"{one.page.parent}: {one.unread_date}" for one in reports if one.unread_date]
    _warn_of(_UNREAD, unread, Path(options.out) / "unread_dates.txt")
    _warn_of("Left out", left_out, Path(options.out) / "left_out.txt")
    _warn_of_passed_over(options.articles, Path(options.out))
    return 1 if left_out else 0


def _warn_of_passed_over(inputs: list[str], out: Path) -> None:
    """Report files in folders that were skipped, as their names show that they are not articles."""
    from helpers.reading.folders import passed_over

    lines = [line for one in inputs for line in passed_over(one)]
    _warn_of("Passed over", lines, out / "passed_over.txt")


def _warn_of(heading: str, lines: list[str], path: Path) -> None:
    """Print lines on standard error; if there are many, the first, and write all to a file."""
    if not lines:
        return
    _warn("", f"{heading} ({len(lines):,}):", *(f"  {line}" for line in lines[:_MANY]))
    if len(lines) > _MANY:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, "".join(f"{printable(line)}\n" for line in lines))
        _warn(f"  … all of them in {path}")


def _corpus(options: argparse.Namespace) -> int:
    from helpers.annotation.pipeline import PipelineError
    from helpers.corpus import MOST_ON_PAGE, CorpusError, annotate_corpus, write_views
    from helpers.wording import count

    size = {"part_size": options.part_size} if options.part_size else {}
    try:
        if not options.inputs:
            _say(write_views(options.out))
            return 0
        corpus = annotate_corpus(
            options.inputs,
            options.out,
            scheduler=options.scheduler,
            workers=options.workers,
            columns=options.columns,
            progress=sys.stderr.isatty(),
            **size,
        )
        page = write_views(options.out) if 0 < corpus.n_documents <= MOST_ON_PAGE else None
    except (CorpusError, PipelineError) as error:
        _warn(error)
        return 1
    before = f", {corpus.n_made_before:,} of them made earlier" if corpus.n_made_before else ""
    _say(f"{corpus.out}: {count(corpus.n_documents, 'article')}{before}")
    if corpus.n_copies:
        _say(
            f"{count(corpus.n_copies, 'article is a copy', 'articles are copies')} of others, and "
            "left out of comparisons: see duplicate_of in documents"
        )
    _print_unmatched(corpus.unmatched_corrections())
    if corpus.n_rejected:
        reasons = list(corpus.reasons().items())[:_MOST_REASONS]
        _warn(
            f"Rejected ({corpus.n_rejected:,}), see {corpus.out}/rejected:",
            *(f"  {n:,} × {reason}" for reason, n in reasons),
        )
    if corpus.n_documents:
        unread = corpus.unread_dates()
        _warn_of(f"{_UNREAD}, kept in documents.metadata", unread, corpus.out / "unread_dates.txt")
    _warn_of_passed_over(options.inputs, corpus.out)
    if page:
        _say("", page)
    elif corpus.n_documents:
        _say(f"No page of more than {MOST_ON_PAGE:,} articles is made; query the tables instead.")
    return 1 if corpus.n_rejected else 0


def _print_unmatched(corrections: list[str]) -> None:
    if corrections:
        _say("", "Corrections that matched nothing:", *(f"  {line}" for line in corrections))


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
        _warn(error)
        return 1
    _say(f"All notebooks now read “{article.title}”.")
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
        _say(
            f"{count(len(gold), 'article')} that people corrected, compared with what is found now:"
        )
        shown = table.drop(columns=["n_right"]).to_string(
            index=False, na_rep="", float_format=lambda share: f"{share:.2f}"
        )
        _say(*shown.split("\n") if len(table) else ["Nothing is marked in either."])
    if left_out:
        _warn(*left_out)
    if gold and options.csv:
        write_csv(table, options.csv)
    return 1 if left_out else 0


def _say(*lines: object) -> None:
    """Print lines, without anything that would be a command to the terminal."""
    print(*map(printable, lines), sep="\n")


def _warn(*lines: object) -> None:
    """Print lines on standard error, likewise."""
    print(*map(printable, lines), sep="\n", file=sys.stderr)


def _quieten() -> None:
    """Keep libraries from printing pieces of the input, and paths of this machine, as they are."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
        os.environ["PYTHONWARNINGS"] = "ignore"  # of the processes that this one starts
    logging.lastResort.setFormatter(_Printable())


class _Printable(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def _run() -> int:
    """Run the command as a process of its own, with its signals and streams."""
    stopping.listen(remove_unfinished)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started the command
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115
        getattr(sys, name).reconfigure(errors="replace")  # whatever the terminal can't show
    _quieten()
    try:
        datetime.fromtimestamp(int(os.environ.get(_STATED_TIME, 0)), UTC)
    except (ValueError, OverflowError, OSError):
        del os.environ[_STATED_TIME]  # libraries fail on what is no time
    try:
        status = main()
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(
            error, BrokenPipeError
        ):  # who has enough, as in `… | head`, needs no word
            _warn(f"the output can't be written ({error.strerror})")
        return 1
    return status


if __name__ == "__main__":
    sys.exit(_run())
