"""Frames as one Excel workbook: a sheet for each, and one that describes the columns."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter

from helpers.reading.dates import now
from helpers.tables.docstrings import Columns
from helpers.tables.files.cells import flat

# Excel's limits (support.microsoft.com, "Excel specifications and limits").
MOST_ROWS = 1_048_576 - 1
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
NARROWEST, WIDEST = 8, 60  # characters of a column
MEASURED = 200  # rows used to choose a column's width
CONTENTS = "about"
# Text stays text: nothing in it becomes a formula, a link or a number.
_AS_WRITTEN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}


def write_workbook(
    path: str | Path,
    frames: Mapping[str, pd.DataFrame],
    meanings: Mapping[str, Columns],
    about: Mapping[str, str],
    *,
    most_rows: int = MOST_ROWS,
) -> None:
    """Write frames by name as a workbook; the first sheet describes it and its columns.

    `meanings` are the columns of each frame as in `helpers.tables.schema`, `about` is printed above
    them. Text cells stay text, whatever they begin with. A text that is too long for a cell, or a
    frame that is too long for a sheet, is cut, and the first sheet says so.
    """
    with xlsxwriter.Workbook(path, _AS_WRITTEN) as book:
        book.set_properties({"created": now()})
        sheets = {name: table.head(most_rows) for name, table in frames.items()}
        cut = {
            name: f"only the first {most_rows:,} of {len(table):,} rows are here"
            for name, table in frames.items()
            if len(table) > most_rows
        }
        formats = {
            "bold": book.add_format({"bold": True, "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _write_contents(book, sheets, meanings, about, cut, formats)
        for name, table in sheets.items():
            _write_sheet(book.add_worksheet(name[:LONGEST_NAME]), flat(table), formats)


def _write_contents(book, frames, meanings, about, cut, formats) -> None:
    sheet = book.add_worksheet(CONTENTS)
    for column, width in enumerate((22, 24, 18, 80)):
        sheet.set_column(column, column, width)
    row = 0
    for what, words in about.items():
        sheet.write_string(row, 0, what, formats["bold"])
        sheet.write_string(row, 1, _text(words))
        row += 1
    row += 1
    for column, heading in enumerate(("sheet", "column", "type", "meaning")):
        sheet.write_string(row, column, heading, formats["bold"])
    for name, table in frames.items():
        known = meanings.get(name, {})
        if name in cut:
            row += 1
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 3, cut[name], formats["wrapped"])
        for column in table.columns:
            dtype, meaning = known.get(column, (str(table[column].dtype), ""))
            row += 1
            cells = (name, column, dtype, meaning)
            for place, cell in enumerate(cells):
                sheet.write_string(row, place, cell, *([formats["wrapped"]] if place == 3 else []))


def _write_sheet(sheet, table: pd.DataFrame, formats) -> None:
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, _width(table[column].head(MEASURED), column))
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, str(column), formats["bold"])
    for row, cells in enumerate(table.itertuples(index=False, name=None), start=1):
        for number, cell in enumerate(cells):
            _write_cell(sheet, row, number, cell, formats["date"])
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _write_cell(sheet, row: int, column: int, cell, date_format) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, _text(cell))
    elif pd.isna(cell):
        return
    elif isinstance(cell, bool) or type(cell).__name__ == "bool":
        sheet.write_boolean(row, column, bool(cell))
    elif isinstance(cell, datetime):
        _write_date(sheet, row, column, cell, date_format)
    else:
        sheet.write_number(row, column, float(cell))


def _write_date(sheet, row: int, column: int, day: datetime, date_format) -> None:
    if day.year < 1900:  # Excel's calendar begins there
        sheet.write_string(row, column, day.date().isoformat())
    else:
        sheet.write_datetime(row, column, day.replace(tzinfo=None), date_format)


def _text(words: str) -> str:
    """Text that a cell can hold: complete characters, and no more than Excel accepts."""
    whole = words.encode("utf-16-le", "replace")[: 2 * LONGEST_TEXT]
    return whole.decode("utf-16-le", "ignore")


def _width(cells: pd.Series, heading: str) -> int:
    longest = cells.astype("str").str.len().max() if len(cells) else 0
    return int(min(WIDEST, max(NARROWEST, len(heading) + 3, (longest or 0) + 1)))
