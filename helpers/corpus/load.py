"""A corpus opened for questions: a DuckDB connection with a view for each table.

DuckDB reads of the Parquet files only the columns and rows that a question needs, and keeps what
does not fit into memory on disk, so that a year's articles take no more memory than the answer.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pandas as pd

from helpers.annotation.pipeline import annotate_many
from helpers.corpus.identities import resolve_identities
from helpers.corpus.parquet import ABOUT, IDENTITIES, TABLES, empty
from helpers.corpus.worker import article_tables
from helpers.reading.articles import Article, ArticleError, find_articles, read_article
from helpers.reading.chosen_article import ARTICLES

MEMORY = "2GB"


class DatasetError(ArticleError):
    """A folder holds no corpus; the message is one line that says what to do."""


def load_corpus(folder: str | Path = "") -> duckdb.DuckDBPyConnection:
    """Return the corpus in a folder, or without one the bundled articles as a corpus.

    Copies are left out, so that a report that many papers ran counts once; see `open_corpus`.
    """
    if folder:
        return open_corpus(folder)
    return corpus_of(read_article(path) for path in find_articles(ARTICLES))


def open_corpus(folder: str | Path, *, copies: bool = False) -> duckdb.DuckDBPyConnection:
    """Return the corpus that `annotate_corpus` made in `folder`, with a view for each table.

    Articles that are copies of others are in none of the views, unless `copies` is true. A table
    that the corpus lacks is there without rows. Raises `DatasetError` if it is no corpus.
    """
    folder = Path(folder)
    if not (folder / ABOUT).is_file():
        raise DatasetError(
            f"{folder}: is no corpus; make one with python -m helpers corpus INPUT… --out {folder}"
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


def corpus_of(articles: Iterable[Article]) -> duckdb.DuckDBPyConnection:
    """Return articles as a corpus in memory, with the same tables."""
    found: dict[str, list[pd.DataFrame]] = {table: [] for table in TABLES}
    for article, doc in _annotated(articles):
        for table, rows in article_tables(doc, article, None, None).items():
            found[table].append(rows)
    corpus = connect()
    for table, pieces in found.items():
        corpus.register(table, pd.concat(pieces, ignore_index=True) if pieces else empty(table))
    resolve_identities(corpus)
    return corpus


def _files(folder: Path, table: str) -> str:
    return str(folder / table / "*.parquet").replace("'", "''")


def _no_copy(documents: str) -> str:
    copies = f"SELECT doc_id FROM read_parquet('{documents}') WHERE duplicate_of IS NOT NULL"  # noqa: S608
    return f" WHERE doc_id NOT IN ({copies})"


def connect() -> duckdb.DuckDBPyConnection:
    """Return a connection that takes little memory and reaches nothing but local files."""
    return duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )


def _annotated(articles: Iterable[Article]):
    kept = list(articles)
    return zip(kept, annotate_many(kept), strict=True)
