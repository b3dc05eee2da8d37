"""A corpus cut into parts: which records each part has, and the names of its files.

The plan is made in the process that was started; workers get a part as a file and a place in it,
and read the records themselves. What a part is called depends on the pipeline and on the bytes of
its records, so that a part made before is known again, and one that is out of date is not.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from helpers.corpus.input_files import InputError, Row, find_files, has_rows, rows
from helpers.corpus.records import Rejected, own_id

# Articles that a killed worker loses at most.
PART_SIZE = 32


@dataclass
class Part:
    """Consecutive records of one file, or files with a record each.

    `renamed` has, by number in the part, the ids of records whose own id was taken.
    """

    name: str = ""
    paths: list[str] = field(default_factory=list)
    at: int = 0
    line: int = 1
    n: int = 0
    renamed: dict[int, str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, Row, str]]:
        """Yield file, record and doc_id of each record; the files are read as this is consumed."""
        found = (
            ((self.paths[0], row) for row in rows(self.paths[0], self.at, self.line))
            if has_rows(self.paths[0])
            else ((path, row) for path in self.paths for row in rows(path))
        )
        for number, (path, row) in zip(range(self.n), found, strict=False):
            yield path, row, self.renamed.get(number) or own_id(path, row)


def plan(
    inputs: Iterable[str], fingerprint: str, size: int = PART_SIZE
) -> tuple[list[Part], list[Rejected]]:
    """Return the parts of a corpus, and the inputs and files that can't be read at all.

    A file that several inputs name counts once. An id that a record has but another had before gets
    `-2`, `-3` and so on, in the order of the inputs.
    """
    parts: list[Part] = []
    rejected: list[Rejected] = []
    with closing(_Ids()) as ids:
        files = _files(inputs, rejected)
        singles = _Builder(fingerprint, size, ids)
        for path in files:
            builder = _Builder(fingerprint, size, ids) if has_rows(path) else singles
            try:
                for row in rows(path):
                    parts += builder.add(path, row)
            except InputError as error:
                rejected.append(Rejected(path, None, None, str(error)))
            if builder is not singles:
                parts += builder.end()
        parts += singles.end()
    return parts, rejected


class _Builder:
    """Records gathered to parts of `size`."""

    def __init__(self, fingerprint: str, size: int, ids: "_Ids"):
        self._fingerprint, self._size, self._ids = fingerprint, size, ids
        self._start()

    def _start(self) -> None:
        self._part, self._digest = Part(), blake2b(self._fingerprint.encode(), digest_size=8)

    def add(self, path: str, row: Row) -> Iterator[Part]:
        part = self._part
        if not part.n:
            part.at, part.line = row.at, row.line or 1
        if row.line is None or not part.paths:
            part.paths.append(path)
            self._digest.update(f"\0{path}\0{row.line}\0".encode(errors="surrogateescape"))
        doc_id = own_id(path, row)
        if row.reason is None and (unique := self._ids.unique(doc_id)) != doc_id:
            part.renamed[part.n] = unique
            self._digest.update(f"\0{part.n}\0{unique}\0".encode(errors="surrogateescape"))
        self._digest.update(row.raw)
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
    files: dict[Path, str] = {}
    for origin in inputs:
        try:
            for path in find_files(origin):
                files.setdefault(Path(path).resolve(), path)
        except InputError as error:
            rejected.append(Rejected(origin, None, None, str(error)))
    return list(files.values())
