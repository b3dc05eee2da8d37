"""Frames as CSV that a spreadsheet opens right, and safely."""

import re
from pathlib import Path

import pandas as pd

from helpers.tables.files.cells import flat

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where a spreadsheet takes semicolons or tabs for the ends of cells, a formula may start behind.
INNER_STARTS = re.compile(r"([;\t\r\n][ \"']*)(?=[=+\-@＝＋－＠])")
# With a signature, Excel takes a file for UTF-8; without one, for the country's old code page.
ENCODING = "utf-8-sig"


def write_csv(table: pd.DataFrame, path: str | Path) -> None:
    """Write a frame as UTF-8 CSV, with a signature, that is safe to open in a spreadsheet.

    A cell of text that a spreadsheet would run as a formula (it starts with = + - @, tab or line
    break) gets a leading apostrophe, and so does what begins so behind a semicolon, tab or line
    break, where the spreadsheets of many countries begin a new cell. Lists become their items with
    spaces between, or "; " between texts.
    """
    safe = flat(table)
    for column in safe.columns:
        if safe[column].dtype == "str":
            starts = safe[column].str.startswith(FORMULA_STARTS).fillna(False).astype(bool)
            safe[column] = safe[column].mask(starts, "'" + safe[column])
            safe[column] = safe[column].str.replace(INNER_STARTS, r"\1'", regex=True)
    safe.to_csv(path, index=False, encoding=ENCODING)
