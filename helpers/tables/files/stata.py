"""Frames as Stata files, with the meaning of the columns as labels."""

import re
from pathlib import Path

import pandas as pd

from helpers.reading.dates import now
from helpers.tables.docstrings import Columns
from helpers.tables.files.cells import flat

VERSION = 118  # of the format: for Stata 14 and later, the first with Unicode
LONGEST_LABEL = 80
LONGEST_NAME = 32
LONGEST_FIXED = 2045  # bytes of a text that is not a strL


def write_stata(table: pd.DataFrame, path: str | Path, columns: Columns) -> None:
    """Write a frame as a Stata file; `columns` gives the meaning of its columns.

    Lists become texts as in CSV, true and false become 1 and 0, and blanks in column names become
    underscores. Missing texts are empty, as usual in Stata.
    """
    plain = flat(table).rename(columns=_variable)
    for column in plain.columns:
        kind = plain[column].dtype
        if kind == "str":
            plain[column] = plain[column].fillna("").map(_storable).astype("object")
        elif kind == "bool":
            plain[column] = plain[column].astype("int8")
        elif kind == "Int64":
            plain[column] = plain[column].astype("float64")
    texts = [column for column in plain.columns if plain[column].dtype == "object"]
    long = [
        column
        for column in texts
        if plain[column].map(lambda words: len(words.encode())).max() > LONGEST_FIXED
    ]
    meanings = {_variable(name): meaning[:LONGEST_LABEL] for name, (_, meaning) in columns.items()}
    labels = {name: meanings[name] for name in plain if name in meanings}
    plain.to_stata(
        path, write_index=False, version=VERSION, variable_labels=labels, convert_strl=long,
        time_stamp=now().replace(tzinfo=None),
    )  # fmt: skip


def _variable(name: str) -> str:
    """A column name that Stata accepts."""
    return re.sub(r"\W", "_", name)[:LONGEST_NAME]


def _storable(words: str) -> str:
    """Text that UTF-8 can hold, without the byte that ends a text in Stata."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
