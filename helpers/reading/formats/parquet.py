"""Parquet: a row is an article. Library: pyarrow."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from typing import Any, BinaryIO

from helpers.reading.formats.columns import SAMPLE, columns_of, told_apart
from helpers.reading.formats.record import Record, Unreadable

BATCH = 64


def read(
    file: BinaryIO, at: int = 0, line: int = 1, said: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """Yield the rows from number `at`. A cell that Python can't hold becomes text or missing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file) as parquet:
            header = told_apart(parquet.schema_arrow.names)
            sample = list(islice(_rows(parquet, range(parquet.num_row_groups)), SAMPLE))
            columns = columns_of(header, sample, said)
            group, before = 0, 0
            while group < parquet.num_row_groups and before + _size(parquet, group) <= at:
                before += _size(parquet, group)
                group += 1
            found = _rows(parquet, range(group, parquet.num_row_groups))
            for number, row in enumerate(islice(found, at - before, None), start=at):
                raw = json.dumps(row, default=str).encode(errors="surrogatepass")
                yield Record(f"{number + 1}", number + 1, number, raw, columns.values(row))
    except (pa.ArrowException, OSError) as error:
        problem = " ".join(str(error).split())[:200]
        raise Unreadable(f"is not readable Parquet: {problem}") from None


def _size(parquet, group: int) -> int:
    return parquet.metadata.row_group(group).num_rows


def _rows(parquet, groups: range) -> Iterator[dict[str, Any]]:
    for found in parquet.iter_batches(BATCH, groups):
        batch = found.rename_columns(told_apart(found.schema.names))
        try:
            yield from map(_readable, batch.to_pylist())
        except (ValueError, OverflowError, KeyError):  # times and time zones that Python lacks
            yield from (
                {
                    name: _cell(column[n])
                    for name, column in zip(batch.schema.names, batch, strict=True)
                }
                for n in range(batch.num_rows)
            )


def _cell(scalar) -> Any:
    try:
        return _readable({"": scalar.as_py()})[""]
    except (ValueError, OverflowError, KeyError):
        try:
            return str(scalar)
        except (ValueError, OverflowError, KeyError):
            return None


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    """A row with bytes turned into text if they are UTF-8."""
    for key, value in row.items():
        if isinstance(value, bytes):
            try:
                row[key] = value.decode()
            except UnicodeDecodeError:
                row[key] = None
        elif isinstance(value, datetime | date | time) and key:
            continue
    return row
