"""Files of all formats as records, one for each article in them.

A file's kind is decided by its content first, and by its name where contents are alike
(`kind_of`). Each format has its own module, imported when needed. `records` reads any of them.
"""

import io
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain, islice
from typing import BinaryIO

from helpers.reading.formats.kinds import SEVERAL, SINGLE, SUFFIXES, TABLES, kind_of
from helpers.reading.formats.record import (
    MAX_BYTES,
    MAX_FILE_BYTES,
    Inner,
    Record,
    Text,
    Unreadable,
)

__all__ = ["MAX_BYTES", "SUFFIXES", "Inner", "Record", "Text", "Unreadable", "records", "text_of"]

MAX_DEPTH = 3  # archives within archives


def records(
    file: BinaryIO,
    name: str,
    *,
    at: int = 0,
    line: int = 1,
    said: Mapping[str, str] | None = None,
    depth: int = 0,
) -> Iterator[Record]:
    """Yield the records of a file from the one that starts at `at`, whose line is `line`.

    `name` is the file's name, and `said` the columns that the user named for tables. Raises
    `Unreadable` at the first record if the file as a whole can't be read.
    """
    kind = kind_of(file, name)
    file.seek(0)
    if kind in TABLES:
        module, function = TABLES[kind]
        yield from getattr(_module(module), function)(file, at, line, said)
        return
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(f"is larger than {MAX_FILE_BYTES // 1_000_000} MB; split it")
    if kind in SINGLE:
        yield Record("", None, 0, data, inner=Inner(name, data, kind))
        return
    found = _numbered(_module(SEVERAL[kind]).documents(data), said, depth)
    for number, record in enumerate(islice(found, at, None), start=at):
        yield record._replace(at=number)


def text_of(inner: Inner) -> Text:
    """Return the article in a document that is neither plain text nor a page."""
    return _module(inner.suffix).read(inner.data)


def _numbered(
    items: Iterator[Inner | Text | Unreadable], said: Mapping[str, str] | None, depth: int
) -> Iterator[Record]:
    """The records of the articles and files within a file; a single one needs no number."""
    begun = list(islice(items, 2))
    is_alone = len(begun) == 1
    for number, item in enumerate(chain(begun, items), start=1):
        if not isinstance(item, Inner):
            yield _record("" if is_alone else str(number), None if is_alone else number, item)
        elif depth >= MAX_DEPTH:
            yield Record(item.name, None, 0, item.data, reason="is nested in too many archives")
        else:
            yield from _within(item, said, depth)


def _within(item: Inner, said: Mapping[str, str] | None, depth: int) -> Iterator[Record]:
    try:
        name = f"x{item.suffix}" if item.suffix else item.name
        for record in records(io.BytesIO(item.data), name, said=said, depth=depth + 1):
            place = "/".join(filter(None, (item.name, record.place)))
            if record.inner:
                record = record._replace(inner=_as_known(record.inner, item))
            elif record.values is not None:
                record = record._replace(values={**item.known, **record.values})
            yield record._replace(place=place)
    except Unreadable as error:
        yield Record(item.name, None, 0, item.data, reason=str(error))


def _as_known(inner: Inner, item: Inner) -> Inner:
    """A file with what its container says about it."""
    return inner._replace(
        name=item.name or inner.name,
        charset=inner.charset or item.charset,
        known={**inner.known, **item.known},
    )


def _record(place: str, line: int | None, item: Text | Unreadable) -> Record:
    if isinstance(item, Unreadable):
        return Record(item.place or place, line, 0, b"", reason=str(item))
    raw = repr((item.text, sorted(item.metadata.items()))).encode(errors="surrogatepass")
    text = {"text": item.text} if item.text else {}
    return Record(place, line, 0, raw, values={**item.metadata, **text})


def _module(name: str):
    return import_module(f"helpers.reading.formats.{name}")
