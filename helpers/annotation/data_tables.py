"""Reads the tables of knowledge under data/, which people edit."""

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"


class DataError(ValueError):
    """A table under data/ can't be used; the message names the file, the line and what to do."""


def read_table(path: str, key: str) -> dict[str, dict[str, str]]:
    """Return the rows of a CSV file under data/ by the value of a column, in the file's order.

    Raises `DataError` if the file lacks that column, or if a row has too few or too many fields, no
    value in that column, or the same value as another row.
    """
    rows: dict[str, dict[str, str]] = {}
    with (DATA / path).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, restval=None)
        if key not in (reader.fieldnames or ()):
            raise DataError(f"data/{path}, line 1: has no column {key}; add it")
        for row in reader:
            where = f"data/{path}, line {reader.line_num}"
            if None in row or None in row.values():
                raise DataError(f"{where}: needs {len(reader.fieldnames)} fields, as line 1 has")
            if not row[key]:
                raise DataError(f"{where}: has no {key}; write one, or delete the line")
            if row[key] in rows:
                raise DataError(f"{where}: “{row[key]}” has a line before; delete one of them")
            rows[row[key]] = row
    return rows
