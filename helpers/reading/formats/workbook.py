"""Workbooks of Excel and LibreOffice (.xlsx, .xlsm, .xlsb, .xls, .ods): a row is an article.

Library: python-calamine. Cells have their values; formulas have those last computed.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from helpers.reading.formats.columns import SAMPLE, columns_of, is_given, named_parts, told_apart
from helpers.reading.formats.record import MAX_FILE_BYTES, Record, Unreadable

MAX_PREAMBLE = 10


def read(
    file: BinaryIO, at: int = 0, line: int = 1, said: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """Yield the rows of all sheets that have articles, from number `at`.

    A row's `line` is its number in its sheet. Sheets without articles are skipped, unless no sheet
    has any.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    if file.seek(0, 2) > MAX_FILE_BYTES:
        raise Unreadable("is too large; save it as CSV in UTF-8")
    file.seek(0)
    number, problem, read_any = 0, None, False
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        for name in workbook.sheet_names:
            try:
                sheet = list(_sheet(workbook.get_sheet_by_name(name), said))
            except Unreadable as error:
                problem = problem or error
                continue
            place = f"{name}!" if read_any else ""
            read_any = True
            for row, values in sheet:
                if number >= at:
                    raw = json.dumps([name, row, values], default=str).encode(errors="replace")
                    yield Record(f"{place}{row}", row, number, raw, values)
                number += 1
    except CalamineError as error:
        raise Unreadable(f"is not a readable workbook ({error}); save it again") from None
    if not read_any:
        raise problem or Unreadable("has no sheet with articles")


def _sheet(sheet, said: Mapping[str, str] | None) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of each row that is not empty, and its parts."""
    first = sheet.start[0] if sheet.start else 0
    rows = [
        (number, cells)
        for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=first + 1)
        if any(map(is_given, cells))
    ]
    if not rows:
        raise Unreadable("has no rows; put a table of articles into it")
    above = _n_above([cells for _, cells in rows])
    names = [str(cell).strip() or f"column {n}" for n, cell in enumerate(rows[above][1], start=1)]
    header = told_apart(names)
    found = [
        (number, dict(zip(header, cells, strict=False))) for number, cells in rows[above + 1 :]
    ]
    columns = columns_of(header, [row for _, row in found[:SAMPLE]], said)
    for number, row in found:
        yield number, columns.values(row)


def _n_above(rows: list[list]) -> int:
    for n, cells in enumerate(rows[:MAX_PREAMBLE]):
        parts = named_parts(map(str, cells))
        if {"text", "url"} & {*parts} and len(parts) > 1:
            return n
    return 0
