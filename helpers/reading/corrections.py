"""Corrections made by a person: the file data/corrections.csv.

It has one correction per line, with the columns

* `doc_id`: the article that it applies to; empty for all articles;
* `action`: `merge`, `split`, `rename`, `retype`, `ignore`, `add`, `alias` or `mention`;
* `name`: an actor, by name or `actor_id`, or one of the forms in which it is written;
* `value`: for `merge` the actor that it belongs to, for `split` the actor that this form alone
  means, for `rename` the name to show, for `retype` person, organisation, country or bloc; empty
  for `ignore`. For `add`, `name` is an actor that was missed, as the text writes it, and `value`
  its kind. For `alias`, `name` is another name of the actor in `value`, even in articles that have
  no other name of that actor. For `mention`, `name` is a form and its number in the article, as in
  `Keller #3`, and `value` the actor that this one mention means.

Deleting a line undoes the correction, and `add_correction` does not write it again.
`undo_correction` removes a line as well, and `tried_correction` previews one.

A line that begins with # is a comment. `helpers.annotation.corrections` applies the corrections.
"""

import csv
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from helpers.atomic import replacing_file, write_whole
from helpers.reading.plain_text import visible

FILE = Path(__file__).resolve().parents[2] / "data" / "corrections.csv"
FILE_VARIABLE = "NEWS_ACTORS_CORRECTIONS"
COLUMNS = ["doc_id", "action", "name", "value"]
ACTIONS = ("merge", "split", "rename", "retype", "ignore", "add", "alias", "mention")
KINDS = ("person", "organisation", "country", "bloc")
MENTION = re.compile(r"(?P<form>.+?) ?#(?P<number>[1-9]\d*)")


class CorrectionsError(ValueError):
    """The corrections file can't be used; the message names the line and what to do."""


class Correction(NamedTuple):
    """A line of the corrections file."""

    line: int
    doc_id: str
    action: str
    name: str
    value: str
    # Set if the correction could mean several actors: the question, with the choices.
    question: str = ""

    def __str__(self) -> str:
        """The correction in words, with its line in the file, and the open question if any."""
        words = {
            "merge": f"“{self.name}” belongs to “{self.value}”",
            "split": f"“{self.name}” is “{self.value}”, a separate actor",
            "rename": f"“{self.name}” is called “{self.value}”",
            "retype": f"“{self.name}” is of the kind {self.value}",
            "ignore": f"“{self.name}” is not an actor",
            "add": f"“{self.name}” is an actor of the kind {self.value}",
            "alias": f"“{self.name}” is another name of “{self.value}”",
            "mention": f"“{self.name}” means “{self.value}” there",
        }[self.action]
        question = f": {self.question}" if self.question else ""
        return f"{words} (line {self.line}){question}"


def corrections_file() -> Path:
    """Return where corrections are kept: `data/corrections.csv`, or `NEWS_ACTORS_CORRECTIONS`."""
    return Path(os.environ.get(FILE_VARIABLE) or FILE)


def read_corrections() -> tuple[Correction, ...]:
    """Return all corrections in the order of the file; none if there is no file.

    Raises `CorrectionsError` if the file is malformed. The result is cached until the file
    changes.
    """
    path = corrections_file()
    try:
        stamp = path.stat()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _unopened(path, error) from None
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


def _unopened(path: Path, error: OSError) -> CorrectionsError:
    return CorrectionsError(
        f"{path.name}: can't be opened ({error.strerror}); check what it is, and its permissions"
    )


def add_correction(action: str, name: str, value: str = "", doc_id: str = "") -> None:
    """Add a line to the corrections file, unless it is there; an empty `name` adds nothing.

    A line that was added this way before and has been deleted by a person is not added again.

    Raises `CorrectionsError`, and leaves the file as it was, if `action`, `name` and `value` are
    not a valid correction.
    """
    if not name.strip():
        return
    fields = [_plain(field) for field in (doc_id, action, name, value)]
    path = corrections_file()
    known = read_corrections()
    if any([*correction[1:5]] == fields for correction in known):
        return
    _checked("this correction", fields)
    if fields in _added(path):
        return
    text = path.read_text(encoding="utf-8") if path.exists() else ",".join(COLUMNS) + "\n"
    with replacing_file(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        file.write(text if text.endswith("\n") else f"{text}\n")
        csv.writer(file, lineterminator="\n").writerow(fields)
    with _log(path).open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(fields)


def undo_correction(action: str, name: str, value: str = "", doc_id: str = "") -> None:
    """Remove a line from the corrections file; one that is not there changes nothing.

    Afterwards `add_correction` can write it again.
    """
    fields = [" ".join(field.split()) for field in (doc_id, action, name, value)]
    path = corrections_file()
    for file in (path, _log(path)):
        if file.exists():
            rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [row for row in rows if next(csv.reader([row.rstrip("\n")]), []) != fields]
            if kept != rows:
                write_whole(file, "".join(kept))


@contextmanager
def tried_correction(action: str, name: str, value: str = "", doc_id: str = "") -> Iterator[None]:
    """Apply one more correction while the block runs, without writing it to the file.

    Raises `CorrectionsError` as `add_correction` does.
    """
    path, given = corrections_file(), os.environ.get(FILE_VARIABLE)
    with TemporaryDirectory() as folder:
        tried = Path(folder) / path.name
        if path.exists():
            tried.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        os.environ[FILE_VARIABLE] = str(tried)
        try:
            add_correction(action, name, value, doc_id)
            yield
        finally:
            os.environ.pop(FILE_VARIABLE)
            if given is not None:
                os.environ[FILE_VARIABLE] = given


def _log(path: Path) -> Path:
    """The hidden file beside it that lists the lines written by `add_correction`."""
    return path.with_name(f".{path.stem}.added{path.suffix}")


def _added(path: Path) -> list[list[str]]:
    try:
        with _log(path).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))
    except FileNotFoundError:
        return []


def unmatched(docs_corrections: list[list[dict]]) -> list[str]:
    """Return descriptions of the corrections that matched nothing in any of several articles.

    So are those that could mean several actors in one of them, with the question. Each item of
    `docs_corrections` is the list that the component stored on an article's Doc.
    """
    return describe_unmatched(
        (Correction(**{field: record[field] for field in Correction._fields}), record["n"])
        for records in docs_corrections
        for record in records
    )


def describe_unmatched(changed: Iterable[tuple[Correction, int]]) -> list[str]:
    """Return descriptions of the corrections that changed nothing anywhere, or are in question.

    `changed` has a correction for each article that it was tried on, and the mentions it changed.
    """
    n: dict[Correction, int] = defaultdict(int)
    questions: dict[Correction, str] = {}
    for correction, changes in changed:
        plain = correction._replace(question="")
        n[plain] += changes
        if correction.question:
            questions.setdefault(plain, correction.question)
    return [
        str(plain._replace(question=questions.get(plain, "")))
        for plain in sorted(n)
        if not n[plain] or plain in questions
    ]


@lru_cache(maxsize=4)
def _read(path: Path, _mtime: int, _size: int) -> tuple[Correction, ...]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CorrectionsError(f"{path.name}: is not UTF-8; save it as CSV in UTF-8") from None
    except OSError as error:
        raise _unopened(path, error) from None
    found, head = [], None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for row in reader:
            fields = [_plain(field) for field in row]
            if not any(fields) or fields[0].startswith("#"):
                continue
            if head is None:
                head = fields
                if head != COLUMNS:
                    raise CorrectionsError(
                        f"{path.name}, line {reader.line_num}: the first line has to be "
                        f"{','.join(COLUMNS)}"
                    )
                continue
            found.append(
                _checked(f"{path.name}, line {reader.line_num}", fields)._replace(
                    line=reader.line_num
                )
            )
    except csv.Error as error:
        raise CorrectionsError(
            f"{path.name}, line {reader.line_num}: is not valid CSV ({error}); put a field that "
            "has a comma or quotation marks between quotation marks, and double those within"
        ) from None
    return tuple(found)


def _plain(field: str) -> str:
    return " ".join(visible(field).split())


def _checked(where: str, fields: list[str]) -> Correction:
    """The correction in the fields of a line, or an error that says how to write it."""
    fields = fields + [""] * (len(COLUMNS) - len(fields))
    if len(fields) > len(COLUMNS):
        raise CorrectionsError(
            f"{where}: has {len(fields)} fields instead of {len(COLUMNS)}; put a name that has a "
            "comma between quotation marks"
        )
    correction = Correction(0, *fields)
    problem = _problem(correction)
    if problem:
        raise CorrectionsError(f"{where}: {problem}")
    return correction


def _problem(correction: Correction) -> str | None:
    """What is wrong with a correction, and what to write instead."""
    _, doc_id, action, name, value, _ = correction
    if action not in ACTIONS:
        return f"“{action}” is not an action; write {_choices(ACTIONS)}"
    if not name:
        return "names no actor; write one in the column name"
    if action == "mention":
        return _problem_of_mention(doc_id, name, value)
    if action == "ignore":
        return "ignore takes no value; leave the last column empty" if value else None
    if not value:
        return f"{action} needs something in the column value"
    if action in {"retype", "add"} and value not in KINDS:
        return f"“{value}” is not a kind of actor; write {_choices(KINDS)} in the column value"
    return None


def _problem_of_mention(doc_id: str, name: str, value: str) -> str | None:
    if not MENTION.fullmatch(name):
        return (
            f"“{name}” is not a single mention; write a form and its number in the article, as in "
            "Keller #3"
        )
    if not doc_id:
        return "mention applies to one article; write it in the column doc_id"
    return None if value else "mention needs something in the column value"


def _choices(items: tuple[str, ...]) -> str:
    return f"{', '.join(items[:-1])} or {items[-1]}"
