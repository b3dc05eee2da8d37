"""Many articles: annotated on all cores or a cluster, written as one Parquet dataset per table.

A corpus is made from scratch or resumed: a part that is complete and that the same pipeline would
make again is kept. Nothing is lost on the way: every record is either an article in `documents` or
listed in `rejected` with the reason.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import duckdb
import pandas as pd
from pyarrow import ArrowException

from helpers.atomic import FolderError, only_writer, replacing_file
from helpers.corpus.copies import find_copies
from helpers.corpus.fingerprint import fingerprint
from helpers.corpus.identities import resolve_identities
from helpers.corpus.load import open_corpus
from helpers.corpus.parquet import (
    ABOUT,
    IDENTITIES,
    part_counts,
    remove_half_written,
    write,
    write_part,
)
from helpers.corpus.plan import PART_SIZE, Part, plan
from helpers.corpus.resume import check_folder, keep_made, read_about, write_about
from helpers.corpus.scheduler import CorpusError, run
from helpers.corpus.worker import rejected_frame
from helpers.reading.articles import Rejected
from helpers.reading.corrections import Correction, describe_unmatched

__all__ = ["MOST_ON_PAGE", "Corpus", "CorpusError", "annotate_corpus", "write_views"]

MOST_ON_PAGE = 100_000  # articles; more are for DuckDB


@dataclass(frozen=True)
class Corpus:
    """A corpus that was made: where it is, how many articles it has, and what it lacks."""

    out: Path
    n_documents: int
    n_rejected: int
    n_made_before: int
    n_copies: int = 0

    def reasons(self) -> dict[str, int]:
        """Return why records were rejected, and how many for each reason, most first."""
        rejected = pd.read_parquet(self.out / "rejected", columns=["reason"])
        return dict(Counter(rejected["reason"]).most_common())

    def unread_dates(self) -> list[str]:
        """Return a line for each article whose date is kept as written because it is ambiguous."""
        columns = ["date", "metadata", "origin", "line"]
        documents = pd.read_parquet(self.out / "documents", columns=columns)
        return [
            f"{row.origin}{'' if pd.isna(row.line) else f', line {row.line:.0f}'}: {date}"
            for row in documents[documents["date"].isna()].itertuples()
            if (date := json.loads(row.metadata).get("date"))
        ]

    def unmatched_corrections(self) -> list[str]:
        """Return a description of each correction that matched nothing in any article.

        So are those that could mean several actors in one of them, with the question.
        """
        rows = (
            open_corpus(self.out, copies=True)
            .execute(
                "SELECT line, '', action, name, value, coalesce(question, ''), sum(n_mentions) "
                "FROM corrections GROUP BY ALL ORDER BY ALL"
            )
            .fetchall()
        )
        return describe_unmatched((Correction(*fields), n) for *fields, n in rows)


def annotate_corpus(
    inputs: Iterable[str],
    out: str | Path,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    part_size: int = PART_SIZE,
    columns: dict[str, str] | None = None,
    progress: bool = True,
) -> Corpus:
    """Annotate all articles in `inputs` and write their tables to the folder `out`.

    `inputs` are folders, patterns such as `news/*.txt`, files of any format that
    `helpers.reading.articles.read_articles` reads, and web addresses; `columns` names the columns
    of input tables, as there. Metadata other than `title`, `date`, `source`, `author` and `url` is
    kept in `documents.metadata`. In `out` each table is a folder of Parquet files with the columns
    of `helpers.tables.schema`.

    The work is done by the Dask cluster at `scheduler`, or by `workers` processes here (default:
    one for each core; 0: in this process). `part_size` is the number of articles in a file, which
    is also the most that a killed worker loses. Raises `CorpusError` if `out` is not a corpus,
    holds inputs that are not among these, or is being written by another run.
    """
    inputs, out = list(inputs), Path(out)
    check_folder(out, inputs)
    with _claimed(out):
        check_folder(out, inputs)  # again, as another run may have written to it meanwhile
        parts, unreadable = plan(inputs, fingerprint(), part_size, columns)
        n_records = sum(part.n for part in parts) + len(unreadable)
        write_about(out, set(inputs) - {one.origin for one in unreadable}, n_records)
        names = [part.name for part in parts]
        before = keep_made(names, _write_rejected(unreadable, out), out)
        todo = [part for part in parts if part.name not in before]
        counts = before | _annotated(todo, parts, out, scheduler, workers, progress)
        n_documents = _total(counts, "documents")
        n_copies = _join(out) if n_documents else 0
    n_rejected = _total(counts, "rejected") + len(unreadable)
    return Corpus(out, n_documents, n_rejected, _total(before, "documents"), n_copies)


def write_views(out: str | Path) -> Path:
    """Write the page and the exports of the corpus in `out`; return the path of the page.

    They show what is there, even if the run was stopped. Raises `CorpusError` if `out` is not a
    corpus, has no article, or is being written by another run.
    """
    from helpers.corpus.exports import export_corpus
    from helpers.corpus.page import write_page

    out = Path(out)
    if not (out / ABOUT).is_file():
        raise CorpusError(f"{out}: is not a corpus; name the articles to make one from")
    read_about(out)
    with _claimed(out):
        with open_corpus(out) as corpus:
            if corpus.execute("SELECT count(*) FROM documents").fetchone() == (0,):
                raise CorpusError(f"{out}: has no article; run the command that makes it again")
        if not (out / IDENTITIES).is_dir():
            _join(out)
        export_corpus(out)
        return write_page(out)


def _join(out: Path) -> int:
    """Find what needs all parts together, copies and identities; return the number of copies."""
    n_copies = _mark_copies(out)
    _write_identities(out)
    return n_copies


@contextmanager
def _claimed(out: Path) -> Iterator[None]:
    """Lock `out` against other runs; at the end remove what killed workers left half-written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with only_writer(out):
            try:
                yield
            finally:
                remove_half_written(out)
    except FolderError as error:
        raise CorpusError(str(error)) from None
    except duckdb.InterruptException:
        raise
    except (duckdb.Error, ArrowException, KeyError):  # of a table that is not as it was written
        raise CorpusError(
            f"{out}: was made by another version of the program, or is damaged; remove it, and run "
            "the command that makes it again"
        ) from None
    except OSError as error:
        raise CorpusError(f"{out}: can't be written ({error.strerror})") from None


def _mark_copies(out: Path) -> int:
    """Mark articles in `documents` that are copies of others; return how many are.

    Finding copies needs all parts together, so it is repeated on each run.
    """
    with open_corpus(out, copies=True) as corpus:
        copies = find_copies(corpus)
    for path in sorted((out / "documents").glob("*.parquet")):
        documents = pd.read_parquet(path)
        earlier = documents.dropna(subset="duplicate_of").set_index("doc_id")["duplicate_of"]
        here = {doc_id: copies[doc_id] for doc_id in documents["doc_id"] if doc_id in copies}
        if earlier.to_dict() != here:
            write(documents.assign(duplicate_of=documents["doc_id"].map(here)), path)
    return len(copies)


def _write_identities(out: Path) -> None:
    """Write the table `identities`, which needs all parts and so is rewritten on each run."""
    path = out / IDENTITIES / f"{IDENTITIES}.parquet"
    with open_corpus(out, copies=True) as corpus, replacing_file(path) as new:
        corpus.execute(f"DROP VIEW IF EXISTS {IDENTITIES}")
        resolve_identities(corpus)
        target = str(new).replace("'", "''")
        corpus.execute(f"COPY {IDENTITIES} TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def _write_rejected(rejected: list[Rejected], out: Path) -> list[str]:
    """Write the inputs that can't be read at all; return the name of the part holding them."""
    if not rejected:
        return []
    digest = blake2b(repr((fingerprint(), rejected)).encode(errors="replace"), digest_size=8)
    name = f"part-{digest.hexdigest()}"
    if part_counts(name, out) is None:
        write_part(name, {"rejected": [rejected_frame(rejected)]}, out)
    return [name]


def _annotated(
    todo: list[Part], parts: list[Part], out: Path, scheduler, workers, progress: bool
) -> dict[str, dict[str, int]]:
    """Annotate the parts `todo` of all `parts`; return the row counts of each, by table."""
    from tqdm import tqdm

    if not todo:
        return {}
    counts = {}
    total, left = (sum(part.n for part in some) for some in (parts, todo))
    with tqdm(
        total=total,
        initial=total - left,
        unit=" articles",
        disable=not progress,
        file=sys.stderr,
        smoothing=0.1,
    ) as bar:
        for part, rows in run(todo, out, scheduler, workers):
            counts[part.name] = rows
            bar.update(part.n)
    return counts


def _total(counts: dict[str, dict[str, int]], table: str) -> int:
    return sum(rows[table] for rows in counts.values())
