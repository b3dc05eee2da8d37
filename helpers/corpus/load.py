"""A corpus opened for queries: a DuckDB connection with a view for each table.

DuckDB reads only the columns and rows of the Parquet files that a query needs, and keeps on disk
what does not fit into memory, so a year's articles take no more memory than the answer.
"""

from hashlib import blake2b
from pathlib import Path

import duckdb
from slugify import slugify

from helpers.atomic import stopping, temporary_path
from helpers.corpus.fingerprint import fingerprint
from helpers.corpus.parquet import ABOUT, IDENTITIES, TABLES, empty
from helpers.reading.articles import ArticleError
from helpers.reading.chosen_article import PROJECT, located

STORY = PROJECT / "data" / "stories" / "port_strike"
KEPT = PROJECT / "build" / "corpora"
MEMORY = "2GB"


class DatasetError(ArticleError):
    """A folder does not hold a corpus; the message is one line that says what to do."""


def load_corpus(place: str | Path = "") -> duckdb.DuckDBPyConnection:
    """Return what is at `place` as a corpus: one made before, or a folder or file of articles.

    The default is the invented story in `data/stories`. Articles are annotated on first use and
    kept in `build/corpora`, so that later only new and changed ones are annotated. Those that can't
    be read are in the table `rejected`. Copies are left out, so that a report run by many papers
    counts once; see `open_corpus`. Raises `DatasetError` if there is nothing to compare.
    """
    from helpers.corpus import CorpusError, annotate_corpus

    place = Path(located(str(place)) if place else STORY)
    if (place / ABOUT).is_file():
        return open_corpus(place)
    if not place.exists():
        raise DatasetError(
            f"{place}: does not exist; name a folder of articles, or one made by python -m helpers "
            "corpus"
        )
    digest = blake2b(str(place.resolve()).encode(), digest_size=4).hexdigest()
    out = KEPT / f"{slugify(place.stem)}-{digest}"
    fingerprint.cache_clear()  # in a Lab, corrections may have been added since
    try:
        made = annotate_corpus([str(place)], out, workers=0, progress=False)
    except CorpusError as error:
        raise DatasetError(str(error)) from None
    if not made.n_documents:
        raise DatasetError(f"{place}: has no article that can be read")
    return open_corpus(out)


def open_corpus(folder: str | Path, *, copies: bool = False) -> duckdb.DuckDBPyConnection:
    """Return the corpus that `annotate_corpus` made in `folder`, with a view for each table.

    The views leave out articles that are copies of others, unless `copies` is true. A table that
    the corpus lacks is empty. Raises `DatasetError` if the folder is not a corpus.
    """
    folder = Path(folder)
    if not (folder / ABOUT).is_file():
        raise DatasetError(
            f"{folder}: is not a corpus; make one with "
            f"python -m helpers corpus INPUT… --out {folder}"
        )
    corpus = connect()
    for table in (*TABLES, IDENTITIES):
        if any((folder / table).glob("*.parquet")):
            files = _files(folder, table)
            kept = "" if copies or table == "rejected" else _no_copy(_files(folder, "documents"))
            corpus.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{files}'){kept}")  # noqa: S608
        else:
            corpus.register(table, empty(table))
    return corpus


def _files(folder: Path, table: str) -> str:
    return str(folder / table / "*.parquet").replace("'", "''")


def _no_copy(documents: str) -> str:
    copies = f"SELECT doc_id FROM read_parquet('{documents}') WHERE duplicate_of IS NOT NULL"  # noqa: S608
    return f" WHERE doc_id NOT IN ({copies})"


def connect() -> duckdb.DuckDBPyConnection:
    """Return a connection that uses little memory and can access only local files.

    What does not fit into memory is kept in the system's folder for temporary files. A run that is
    stopped interrupts its queries.
    """
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(temporary_path()),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
    stopping.interruptible.add(connection)
    return connection
