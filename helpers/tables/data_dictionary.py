"""Every column of every table, as a table: to read before the first query."""

import pandas as pd

from helpers.tables.docstrings import Columns, documented, typed
from helpers.tables.schema import COLUMNS, CORPUS_COLUMNS

DICTIONARY: Columns = {
    "table": ("str", "the frame, and the name of its file"),
    "column": ("str", "the column"),
    "dtype": ("str", "its pandas dtype"),
    "meaning": ("str", "what it holds, with unit and range, and when it is missing"),
}


@documented(DICTIONARY, tables="only these tables; none: all of an article")
def describe(*tables: str) -> pd.DataFrame:
    """Return every column of every table with its type and meaning.

    Raises `ValueError` for a table that does not exist.

    Examples
    --------
    >>> describe("sentences")["column"].tolist()
    ['doc_id', 'paragraph_id', 'sentence_id', 'start_char', 'end_char', 'text', 'n_tokens']
    """
    known = {**COLUMNS, **CORPUS_COLUMNS}
    if unknown := [table for table in tables if table not in known]:
        raise ValueError(f"there is no table {unknown[0]!r}, only {', '.join(known)}")
    rows = (
        (table, column, dtype, meaning)
        for table in tables or COLUMNS
        for column, (dtype, meaning) in known[table].items()
    )
    return typed(rows, DICTIONARY)
