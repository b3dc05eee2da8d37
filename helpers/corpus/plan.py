"""A corpus cut into parts: which records each part has, and the names of its files.

The plan is made in the process that was started; workers get a part as a file and a place in it,
and read the records themselves. What a part is called depends on the pipeline and on the bytes of
its records, so that a part made before is known again, and one that is out of date is not (see
`helpers.corpus.resume`).
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

# Articles that a killed worker loses at most.
PART_SIZE = 32


@dataclass
class Part:
    """Consecutive records of one file, or files with a record each.

    `renamed` has, by number in the part, the ids of records whose own id was taken. `columns` are
    those of tables that the user named.
    """

    name: str = ""
    paths: list[str] = field(default_factory=list)
    at: int = 0
    line: int = 1
    n: int = 0
    renamed: dict[int, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    def records(self) -> Iterator[tuple[str, Record, str]]:
        """Yield file, record and doc_id of each record; the files are read as this is consumed."""
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

    A file that several inputs name counts once. An id that a record has but another had before gets
    `-2`, `-3` and so on, in the order of the inputs. A file that can't be read to its end has parts
    as far as it goes, and is among the rejected. `columns` are those of tables, as the user named
    them.
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
    """Records gathered to parts of `size`."""

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
    """The ids given so far, on disk, as a corpus may have more than memory should hold."""

    def __init__(self):
        # An empty name is a database in a temporary file of SQLite's own.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def unique(self, doc_id: str) -> str:
        """Return `doc_id`, or with a number behind it if it is taken; the result is taken then."""
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
