"""A corpus divided into parts: which records each part has, and the names of its files.

The plan is made in the main process; workers get a part as a file and a position in it, and read
the records themselves. A part's name depends on the pipeline and on the bytes of its records, so
that one made earlier is recognised, unless it is out of date (see `helpers.corpus.resume`).
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b

from helpers.corpus.input_files import find_files
from helpers.corpus.records import own_id
from helpers.reading.articles import Rejected, is_url, records_of
from helpers.reading.formats import Record

# The most articles that a killed worker loses.
PART_SIZE = 32


@dataclass
class Part:
    """Consecutive records of one file, or files with a record each.

    `renamed` has the new ids of records whose own id was taken, by number in the part. `columns`
    are the columns of input tables that the user named.
    """

    name: str = ""
    paths: list[str] = field(default_factory=list)
    at: int = 0
    line: int = 1
    n: int = 0
    renamed: dict[int, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    def records(self) -> Iterator[tuple[str, Record, str]]:
        """Yield file, record and doc_id of each record; files are read lazily."""
        found = (
            (path, record)
            for path in self.paths
            for record in records_of(path, at=self.at, line=self.line, columns=self.columns)
            if isinstance(record, Record)
        )
        for number, (path, record) in zip(range(self.n), found, strict=False):
            yield path, record, self.renamed.get(number) or own_id(path, record)


def plan(
    inputs: Iterable[str],
    fingerprint: str,
    size: int = PART_SIZE,
    columns: dict[str, str] | None = None,
) -> tuple[list[Part], list[Rejected]]:
    """Return the parts of a corpus, and the inputs and files that can't be read.

    A file that several inputs name counts once. An id that an earlier record has gets `-2`, `-3`
    and so on, in the order of the inputs. A file that can't be read to its end has parts up to
    that point, and is among the rejected. `columns` are the columns of input tables that the user
    named.
    """
    columns = columns or {}
    start = f"{fingerprint}{sorted(columns.items())}" if columns else fingerprint
    parts: list[Part] = []
    rejected: list[Rejected] = []
    with closing(_Ids()) as ids:
        singles = _Builder(start, size, ids, columns)
        for path in _files(inputs, rejected):
            own = _Builder(start, size, ids, columns)
            for record in records_of(path, columns=columns):
                if isinstance(record, Rejected):
                    rejected.append(record)
                else:
                    builder = own if record.place else singles
                    parts += builder.add(path, record)
            parts += own.end()
        parts += singles.end()
    return parts, rejected


class _Builder:
    """Collects records into parts of `size`."""

    def __init__(self, start: str, size: int, ids: "_Ids", columns: dict[str, str]):
        self._begin, self._size, self._ids, self._columns = start, size, ids, columns
        self._start()

    def _start(self) -> None:
        self._part = Part(columns=self._columns)
        self._digest = blake2b(self._begin.encode(), digest_size=8)

    def add(self, path: str, record: Record) -> Iterator[Part]:
        part = self._part
        if not part.n:
            part.at, part.line = record.at, record.line or 1
        if not record.place or not part.paths:
            part.paths.append(path)
            self._digest.update(f"\0{path}\0{record.line}\0".encode(errors="surrogateescape"))
        doc_id = own_id(path, record)
        if record.reason is None and (unique := self._ids.unique(doc_id)) != doc_id:
            part.renamed[part.n] = unique
            self._digest.update(f"\0{part.n}\0{unique}\0".encode(errors="surrogateescape"))
        self._digest.update(record.raw)
        part.n += 1
        if part.n == self._size:
            yield from self.end()

    def end(self) -> Iterator[Part]:
        if self._part.n:
            self._part.name = f"part-{self._digest.hexdigest()}"
            yield self._part
        self._start()


class _Ids:
    """The ids used so far, on disk, as a corpus may have more than memory should hold."""

    def __init__(self):
        # With an empty name, SQLite uses a temporary file of its own.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def unique(self, doc_id: str) -> str:
        """Return `doc_id`, with a number appended if it is taken, and mark the result as taken."""
        candidate, number = doc_id, 2
        while not self._database.execute(
            "INSERT OR IGNORE INTO ids VALUES (?)", (candidate,)
        ).rowcount:
            candidate, number = f"{doc_id}-{number}", number + 1
        return candidate

    def close(self) -> None:
        self._database.close()


def _files(inputs: Iterable[str], rejected: list[Rejected]) -> list[str]:
    """All files of the inputs, once each."""
    files: dict[str, str] = {}
    for origin in inputs:
        for found in find_files(origin):
            if isinstance(found, Rejected):
                rejected.append(found)
            else:
                files.setdefault(found if is_url(found) else os.path.realpath(found), found)
    return list(files.values())
