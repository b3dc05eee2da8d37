"""Records of a corpus made articles: their ids, their dates, and what makes them unfit."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from helpers.corpus.input_files import Row
from helpers.reading.articles import (
    MAX_CHARS,
    Article,
    ArticleError,
    doc_id_of,
    make_article,
    read_article,
)
from helpers.reading.plain_text import cleaned

MADE_COLUMNS = ("title", "date", "source", "author", "url")
# More characters lost than this share, and the text was decoded wrongly somewhere before.
MAX_LOST = 0.01
LOST = "\ufffd"


@dataclass(frozen=True)
class Rejected:
    """A record that can't be annotated, and why."""

    origin: str
    line: int | None
    doc_id: str | None
    reason: str


def given_id(row: Row) -> str | None:
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
    given = given_id(row)
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
