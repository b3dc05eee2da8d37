"""Records of a corpus as they stand in files: found, read one by one, and made articles.

A record is a row of a file in JSON lines, CSV or Parquet, or a file of its own in any of the
formats of `helpers.articles`. Every reader takes up at any record, so that workers read only what
is theirs.
"""

import csv
import glob
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from helpers.articles import (
    MAX_BYTES,
    MAX_CHARS,
    Article,
    ArticleError,
    doc_id_of,
    find_articles,
    is_url,
    make_article,
    read_article,
)
from helpers.plain_text import cleaned

FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv"}
FORMATS |= {".parquet": "parquet", ".pq": "parquet"}
PACKED = {".gz", ".bz2", ".xz", ".zst", ".zip"}
MADE_COLUMNS = ("title", "date", "source", "author", "url")
# More characters lost than this share, and the text was decoded wrongly somewhere before.
MAX_LOST = 0.01
LOST = "\ufffd"

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


@dataclass(frozen=True)
class Rejected:
    """A record that can't be annotated, and why."""

    origin: str
    line: int | None
    doc_id: str | None
    reason: str


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


def given_id(path: str, row: Row) -> str | None:
    """Return the id that a record came with, as text on one line, or None.

    Of a text file that is the `doc_id` of its front matter.
    """
    if row.line is None:
        found = re.match(rb"---[^\S\n]*\r?\n(?:(?!---).*\n)*?doc_id:[^\S\n]*(.+)", row.raw)
        value = found[1].decode("utf-8", "replace").strip("\"' \r") if found else None
    else:
        value = (row.values or {}).get("id")
    if value is None or value != value or isinstance(value, bool | list | dict):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(cleaned(str(value)).split()) or None


def own_id(path: str, row: Row) -> str:
    """Return the id of a record that no other record has before it: its own, or file and line.

    >>> own_id("news/may.csv", Row(17, 900, b"", {"text": "It rained."}))
    'may-17'
    """
    given = given_id(path, row)
    if given:
        return given
    name = doc_id_of(Path(path).stem)
    return name if row.line is None else f"{name}-{row.line}"


def article(path: str, row: Row, doc_id: str) -> Article | Rejected:
    """Return the record as an article under `doc_id`, or why it can't be one."""
    reason = row.reason or _unfit_text(row)
    if reason:
        return Rejected(path, row.line, doc_id if row.values is not None else None, reason)
    try:
        if row.line is None:
            return replace(read_article(path), doc_id=doc_id, origin=path)
        values = {key: value for key, value in row.values.items() if key != "text"}
        metadata = {key: str(values[key]) for key in MADE_COLUMNS if _is_given(values.get(key))}
        made = make_article(path, row.values["text"], metadata, name="record")
        return replace(made, doc_id=doc_id, metadata=made.metadata | _others(values))
    except ArticleError as error:
        return Rejected(path, row.line, doc_id, str(error).removeprefix(f"{path}: "))


def day(value: str | None) -> date | None:
    """Return the day that a date says, in its own time zone, or None if that is not clear.

    ISO 8601, the form of e-mails and feeds (RFC 5322), and dates with the month as a word are read;
    of dates in numbers alone only those that mean one day whichever way they are read.

    >>> day("2026-03-11T23:30:00-05:00"), day("Wed, 11 Mar 2026 09:00:00 GMT"), day("11/03/2026")
    (datetime.date(2026, 3, 11), datetime.date(2026, 3, 11), None)
    """
    if not value:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(value).date()
        except (ValueError, TypeError, IndexError):
            continue
    if not re.search(r"\d{4}", value):
        return None
    from dateutil.parser import ParserError, parse

    # Two defaults: a date that lacks its day or month comes out differently.
    ways = [
        {"dayfirst": dayfirst, "default": default}
        for dayfirst in (False, True)
        for default in (datetime(2000, 1, 1), datetime(2001, 2, 2))
    ]
    try:
        days = {parse(value, **way).date() for way in ways}
    except (ParserError, OverflowError, ValueError):
        return None
    return days.pop() if len(days) == 1 else None


def has_rows(path: str) -> bool:
    """Return whether a file holds a record a row, and not one article."""
    return Path(path).suffix.lower() in FORMATS


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


def _unfit_text(row: Row) -> str | None:
    if row.values is None:
        return None
    text = row.values.get("text")
    if text is None or text == "":
        return "has no text"
    if not isinstance(text, str):
        return "its text is no text but of another type"
    if len(text) > MAX_CHARS:
        return f"is longer than {MAX_CHARS:,} characters"
    if any("\ud800" <= char <= "\udfff" for char in text) or text.count(LOST) > MAX_LOST * len(
        text
    ):
        return "wrong encoding: characters were lost before"
    return None


def _is_given(value: Any) -> bool:
    return value is not None and value == value and value != ""


def _others(values: dict[str, Any]) -> dict[str, Any]:
    """Columns that this project makes nothing of, kept as they are."""
    return {
        key: value
        for key, value in values.items()
        if key not in {*MADE_COLUMNS, "id"} and _is_given(value)
    }
