"""Frames as CSV that a spreadsheet opens correctly, and safely."""

import re
from pathlib import Path

import pandas as pd

from helpers.tables.files.cells import flat

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# If a spreadsheet splits cells at semicolons or tabs, a formula may start after one.
INNER_STARTS = re.compile(r"([;\t\r\n][ \"']*)(?=[=+\-@＝＋－＠])")
# With a signature, Excel reads a file as UTF-8; without one, in the country's old code page.
ENCODING = "utf-8-sig"


def write_csv(table: pd.DataFrame, path: str | Path) -> None:
    """Write a frame as UTF-8 CSV, with a signature, that is safe to open in a spreadsheet.

    A text cell that a spreadsheet would run as a formula (it starts with = + - @, tab or line
    break) is prefixed with an apostrophe, as is such a text after a semicolon, tab or line break,
    where the spreadsheets of many countries begin a new cell. Lists become their items separated by
    spaces, or by "; " between texts.
    """
    safe = flat(table)
    for column in safe.columns:
        if safe[column].dtype == "str":
            starts = safe[column].str.startswith(FORMULA_STARTS).fillna(False).astype(bool)
            safe[column] = safe[column].mask(starts, "'" + safe[column])
            safe[column] = safe[column].str.replace(INNER_STARTS, r"\1'", regex=True)
    safe.to_csv(path, index=False, encoding=ENCODING)
