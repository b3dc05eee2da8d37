"""Frames as Stata files, with what the columns mean as their labels."""

import warnings
from pathlib import Path

import pandas as pd

from helpers.reading.dates import now
from helpers.tables.docstrings import Columns
from helpers.tables.files.cells import flat

VERSION = 118  # of the format: Stata 14 and later, the first with Unicode
LONGEST_LABEL = 80
LONGEST_FIXED = 2045  # bytes of a text that is no strL


def write_stata(table: pd.DataFrame, path: str | Path, columns: Columns) -> None:
    """Write a frame as a Stata file; `columns` say what its columns mean.

    Lists become texts as in CSV, true and false 1 and 0. Missing texts are empty, as Stata has it.
    """
    plain = flat(table)
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
    labels = {name: columns[name][1][:LONGEST_LABEL] for name in plain if name in columns}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pd.errors.ValueLabelTypeMismatch)
        plain.to_stata(
            path, write_index=False, version=VERSION, variable_labels=labels, convert_strl=long,
            time_stamp=now().replace(tzinfo=None),
        )  # fmt: skip


def _storable(words: str) -> str:
    """What UTF-8 can hold, without the byte that ends a text in Stata."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
