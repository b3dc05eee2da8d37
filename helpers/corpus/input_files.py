"""Files of a corpus: found, and read record by record.

A record is a row of a file in JSON lines, CSV or Parquet, or a file of its own in any of the
formats of `helpers.reading.articles`. Every reader takes up at any record, so that workers read
only what is theirs.
"""

import csv
import glob
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from helpers.reading.articles import MAX_BYTES, MAX_CHARS, ArticleError, find_articles, is_url

FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv"}
FORMATS |= {".parquet": "parquet", ".pq": "parquet"}
PACKED = {".gz", ".bz2", ".xz", ".zst", ".zip"}

csv.field_size_limit(MAX_BYTES)


class InputError(ValueError):
    """An input, or a whole file of it, can't be read; the message says why and what to do."""


class Row(NamedTuple):
    """A record as read: its line from 1, where it starts, its bytes, and its columns or a reason.

    Of a file of its own, `line` and `values` are None, and it is read when it is annotated.
    """

    line: int | None
    at: int
    raw: bytes
    values: dict[str, Any] | None
    reason: str | None = None


def find_files(origin: str) -> list[str]:
    """Return the files that an input names: itself, those that fit a pattern, or all in a folder.

    Raises `InputError` if there are none.
    """
    if is_url(origin):
        raise InputError("is a web address; save the page, and name the file")
    path = Path(origin)
    if path.is_dir():
        data = [p for p in sorted(path.rglob("*")) if _is_data(p, path)]
        try:
            articles = find_articles(origin)
        except ArticleError as error:
            if not data:
                raise InputError(
                    "this folder has no article; put .txt, .md, .html, .jsonl, .csv or .parquet "
                    "files into it"
                ) from error
            articles = []
        return sorted([*map(str, data), *articles], key=lambda p: Path(p).as_posix().casefold())
    if path.is_file():
        return [origin]
    fitting = sorted(glob.glob(origin, recursive=True))
    if not fitting:
        raise InputError("there is no such file or folder; check the path")
    return [file for place in fitting for file in find_files(place)]


def has_rows(path: str) -> bool:
    """Return whether a file holds a record a row, and not one article."""
    return Path(path).suffix.lower() in FORMATS


def rows(path: str, at: int = 0, line: int = 1) -> Iterator[Row]:
    """Yield the records of a file from the one that starts at `at`, whose line is `line`.

    `at` is an offset in bytes, of Parquet the number of the row. Raises `InputError` if the file as
    a whole can't be read, which shows at its first record.
    """
    suffix = Path(path).suffix.lower()
    if suffix in PACKED:
        raise InputError("is packed; unpack it first")
    if suffix == ".json":
        raise InputError("has no record a line; save it with one JSON object a line, as .jsonl")
    try:
        yield from {"jsonl": _json_rows, "csv": _csv_rows, "parquet": _parquet_rows}.get(
            FORMATS.get(suffix), _whole_file
        )(path, at, line)
    except OSError as error:
        raise InputError(
            f"can't be opened ({error.strerror or error}); check its permissions"
        ) from None


def _is_data(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
    return path.suffix.lower() in FORMATS and not hidden and path.is_file()


def _whole_file(path: str, at: int, line: int) -> Iterator[Row]:
    if Path(path).stat().st_size > MAX_BYTES:
        yield Row(None, 0, b"", None, f"is longer than {MAX_CHARS:,} characters")
    else:
        yield Row(None, 0, Path(path).read_bytes(), None)


def _json_rows(path: str, at: int, line: int) -> Iterator[Row]:
    with open(path, "rb") as file:
        file.seek(at)
        while raw := file.readline(MAX_BYTES):
            start, number = at, line
            at, line = at + len(raw), line + 1
            if len(raw) == MAX_BYTES and not raw.endswith(b"\n"):
                while rest := file.readline(MAX_BYTES):
                    at += len(rest)
                    if rest.endswith(b"\n"):
                        break
                yield Row(number, start, raw, None, f"line is longer than {MAX_BYTES:,} bytes")
            elif raw.strip(b" \t\r\n\xef\xbb\xbf"):
                yield Row(number, start, raw, *_json_values(raw))


def _json_values(raw: bytes) -> tuple[dict | None, str | None]:
    try:
        values = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return None, f"wrong encoding: not UTF-8 at byte {error.start} of the line"
    except json.JSONDecodeError as error:
        return None, f"not JSON: {error.msg} at character {error.pos + 1} of the line"
    except (RecursionError, ValueError) as error:
        return None, f"not JSON that can be read: {' '.join(str(error).split())}"
    if not isinstance(values, dict):
        return None, "not a JSON object"
    return values, None


def _csv_rows(path: str, at: int, line: int) -> Iterator[Row]:
    with open(path, "rb") as file:
        lines = _Lines(file)
        first = lines.peek().decode("utf-8-sig", "surrogateescape")
        delimiter = max(",;\t", key=first.count)
        header = next(csv.reader(lines, delimiter=delimiter), [])
        header = [name.lstrip("\ufeff").strip() for name in header]
        if "text" not in header:
            raise InputError(f"has no column text; its columns are {', '.join(header)[:200]}")
        if at:
            lines.go(at, line)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            start, number = lines.at, lines.line
            lines.read.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(number, start, b"".join(lines.read), None, f"not CSV: {error}")
                continue
            if cells:
                yield Row(number, start, b"".join(lines.read), *_csv_values(header, cells))


def _csv_values(header: list[str], cells: list[str]) -> tuple[dict | None, str | None]:
    if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
        return None, "wrong encoding: not UTF-8"
    if len(cells) != len(header):
        return None, f"has {len(cells)} cells where the header has {len(header)}"
    return dict(zip(header, cells, strict=True)), None


class _Lines:
    """The lines of a file as text, with the place of the next one and the bytes read."""

    def __init__(self, file):
        self._file = file
        self.at, self.line, self.read = 0, 1, []

    def peek(self) -> bytes:
        first = self._file.readline()
        self._file.seek(0)
        return first

    def go(self, at: int, line: int) -> None:
        self._file.seek(at)
        self.at, self.line = at, line

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(MAX_BYTES)
        if not raw:
            raise StopIteration
        self.at, self.line = self.at + len(raw), self.line + 1
        self.read.append(raw)
        return raw.decode("utf-8", "surrogateescape")


def _parquet_rows(path: str, at: int, line: int) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if "text" not in names:
                raise InputError(f"has no column text; its columns are {', '.join(names)[:200]}")
            group, before = 0, 0
            while group < file.num_row_groups and before + _size(file, group) <= at:
                before += _size(file, group)
                group += 1
            found = (
                values
                for batch in file.iter_batches(64, range(group, file.num_row_groups))
                for values in batch.to_pylist()
            )
            for number, values in enumerate(islice(found, at - before, None), start=at):
                raw = json.dumps(values, default=str).encode()
                yield Row(number + 1, number, raw, values)
    except pa.ArrowException as error:
        raise InputError(f"is no Parquet that can be read: {str(error)[:200]}") from None


def _size(file, group: int) -> int:
    return file.metadata.row_group(group).num_rows
