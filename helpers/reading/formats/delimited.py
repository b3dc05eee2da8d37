"""Tables as text: CSV and its relatives, with any separator, encoding and line endings.

Excel writes them with semicolons or tabs, in Windows-1252 or UTF-16; old Macs end lines with `\\r`.
Standard library `csv`.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from helpers.reading.formats.columns import (
    ADDRESS,
    SAMPLE,
    Columns,
    columns_of,
    named_parts,
    told_apart,
)
from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.record import MAX_BYTES, MAX_FILE_BYTES, Record, Unreadable

SEPARATORS = ",;\t|"
SAMPLE_BYTES = 2_000_000
# Lines above the header that describe the table.
MAX_PREAMBLE = 10
csv.field_size_limit(MAX_BYTES)


class _TooLongError(Exception):
    """A line, or a cell that is never closed, is longer than any article."""


class _Layout(NamedTuple):
    encoding: str
    separator: str
    header: list[str]
    columns: Columns
    first: int  # where the first row starts
    first_line: int


def read(
    file: BinaryIO, at: int = 0, line: int = 1, said: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """Yield the rows from the one that starts at byte `at` of the file, whose line is `line`.

    Files in UTF-16 and those with only `\\r` at line ends are converted to UTF-8 first, and `at`
    counts bytes of the result. A row that can't be read is a record with the reason.
    """
    file, encoding = _with_plain_lines(file)
    layout = _layout(file, encoding, said)
    lines = _Lines(file, layout.encoding)
    lines.go(*((at, line) if at else (layout.first, layout.first_line)))
    for start, number, raw, cells, reason in _rows(lines, layout.separator):
        values = None
        if cells is not None:
            values, reason = _values(layout, cells)
        yield Record(f"{number}", number, start, raw, values, reason)


def is_table(text: str) -> bool:
    """Return whether a text is a table of articles: its first line has known column names."""
    first, *rest = re.split(r"\r\n?|\n", text.lstrip("\ufeff\r\n"), maxsplit=1)
    separator = _separator(first)
    header = next(csv.reader([first], delimiter=separator), [])
    parts = named_parts(header)
    return len(header) > 1 and len(parts) > 1 and bool({"text", "url"} & {*parts}) and any(rest)


def _with_plain_lines(file: BinaryIO) -> tuple[BinaryIO, str]:
    """The file and its encoding, converted so that lines end in the byte for `\\n`."""
    head = file.read(SAMPLE_BYTES)
    encoding = encoding_of(head)
    wide = encoding.startswith(("utf-16", "utf-32"))
    old_mac = not wide and b"\r" in head and b"\n" not in head
    if wide or old_mac:
        data = head + file.read(MAX_FILE_BYTES)
        if len(data) > MAX_FILE_BYTES:
            raise Unreadable("is too large for its encoding; save it as UTF-8")
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        return io.BytesIO(text.replace("\r\n", "\n").replace("\r", "\n").encode()), "utf-8"
    file.seek(0)
    return file, encoding


def _layout(file: BinaryIO, encoding: str, said: Mapping[str, str] | None) -> _Layout:
    """What the first rows say about the whole file, the same wherever reading starts."""
    file.seek(0)
    lines = _Lines(file, encoding)
    first, *others = lines.peek()
    if first.lstrip("\ufeff").lower().startswith("sep="):
        separator = first.lstrip("\ufeff").strip()[4:5] or "\t"
        next(lines)
    else:
        separator = _separator(first, *others)
    begun = []  # (where a row starts and its line, where the following one does, its cells)
    for start, number, _, cells, _ in _rows(lines, separator):
        if cells is not None:
            begun.append(((start, number), (lines.at, lines.line), cells))
        if len(begun) > SAMPLE or lines.at > SAMPLE_BYTES:
            break
    if not begun:
        raise Unreadable("has no row that can be read; save it as CSV in UTF-8")
    n_above = _n_above(begun)
    header = told_apart([cell.lstrip("\ufeff").strip() for cell in begun[n_above][2]])
    rows, first = begun[n_above + 1 :], begun[n_above][1]
    if _has_no_header(header):
        rows, first = begun[n_above:], begun[n_above][0]
        header = [f"column {n}" for n in range(1, len(header) + 1)]
        said = {**_addresses(header, rows[0][2]), **(said or {})}
    sample = [dict(zip(header, cells, strict=False)) for _, _, cells in rows]
    return _Layout(encoding, separator, header, columns_of(header, sample, said), *first)


def _separator(*lines: str) -> str:
    """The separator that gives a line most known columns, or else the most frequent one."""
    unquoted = ["".join(line.split('"')[::2]) for line in lines]

    def fit(separator: str) -> tuple[int, int]:
        named = max(
            len(named_parts(line.strip("\ufeff\r\n").split(separator))) for line in unquoted
        )
        return named if named > 1 else 0, unquoted[0].count(separator)

    return max(SEPARATORS, key=fit)


def _n_above(rows: list) -> int:
    """How many rows are above the header, which is the first row that names known columns."""
    for n, (_, _, cells) in enumerate(rows[:MAX_PREAMBLE]):
        parts = named_parts(cells)
        if {"text", "url"} & {*parts} and len(parts) > 1:
            return n
    return 0


def _has_no_header(header: list[str]) -> bool:
    return not named_parts(header) and any(ADDRESS.match(cell) for cell in header)


def _addresses(header: list[str], cells: list[str]) -> dict[str, str]:
    places = (n for n, cell in enumerate(cells) if ADDRESS.match(cell.strip("\ufeff ")))
    return {"url": header[next(places)]}


def _rows(
    lines: "_Lines", separator: str
) -> Iterator[tuple[int, int, bytes, list[str] | None, str | None]]:
    """Where each row starts, its line, its bytes, and its cells or why it has none."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        start, number = lines.at, lines.line
        lines.forget()
        cells, reason, is_whole = None, None, True
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _TooLongError as error:
            reason, is_whole = str(error), lines.skip_row(separator)
        except csv.Error as error:
            reason, is_whole = f"not CSV: {error}", len(lines.read) == 1
        raw = b"".join(lines.read)
        if not is_whole:
            # An unclosed quotation mark must not swallow the rows below.
            raw, reason = lines.read[0], "not CSV: a quotation mark is not closed"
            lines.go(start + len(raw), number + 1)
        if reason:
            reader = csv.reader(lines, delimiter=separator, strict=True)
        if cells == [] or (cells and not any(cell.strip() for cell in cells)):
            continue
        yield start, number, raw, cells, reason


def _values(layout: _Layout, cells: list[str]) -> tuple[dict | None, str | None]:
    header = layout.header
    if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
        return None, "wrong encoding: not UTF-8"
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(header):
        return None, f"has {len(cells)} cells where the header has {len(header)}"
    return layout.columns.values(dict(zip(header, cells, strict=True))), None


class _Lines:
    """The lines of a file as text, with the position of the next one and the bytes read."""

    def __init__(self, file: BinaryIO, encoding: str):
        self._file, self._encoding = file, encoding.removesuffix("-sig")
        self.at, self.line = 0, 1
        self.forget()

    def forget(self) -> None:
        """Begin a row: `read` holds its lines from here on."""
        self.read, self._n_bytes, self._n_quotes = [], 0, 0

    def peek(self) -> list[str]:
        first = [self._text(self._file.readline(MAX_BYTES)) for _ in range(MAX_PREAMBLE)]
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
        self._n_quotes += raw.count(b'"')
        if len(raw) == MAX_BYTES and not raw.endswith(b"\n"):
            while rest := self._file.readline(MAX_BYTES):
                self.at += len(rest)
                self._n_quotes += rest.count(b'"')
                if rest.endswith(b"\n"):
                    break
            self.read = self.read or [raw]
            raise _TooLongError(f"line is longer than {MAX_BYTES:,} bytes")
        self.read.append(raw)
        self._n_bytes += len(raw)
        if self._n_bytes > MAX_BYTES:
            raise _TooLongError(f"is longer than {MAX_BYTES:,} bytes")
        return self._text(raw)

    def skip_row(self, separator: str) -> bool:
        """Read to the end of a row that is too long; return whether it has one.

        It has none if a quotation mark is not closed, that is, by one that ends a cell.
        """
        ends = (separator.encode(), b"\r", b"\n", b"")
        while self._n_quotes % 2:
            raw = self._file.readline(MAX_BYTES)
            single = raw.replace(b'""', b"")
            closed = single.find(b'"')
            if not raw or (closed >= 0 and single[closed + 1 : closed + 2] not in ends):
                return False
            self.at, self.line = self.at + len(raw), self.line + raw.endswith(b"\n")
            self._n_quotes += single.count(b'"')
        return True

    def _text(self, raw: bytes) -> str:
        # Bytes that are not UTF-8 are marked, so that only their row is refused.
        errors = "surrogateescape" if self._encoding == "utf-8" else "replace"
        return raw.decode(self._encoding, errors)
