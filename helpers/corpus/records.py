"""Records of a corpus turned into articles: their ids, and what is kept of them."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from helpers.reading.articles import Article, Rejected, article_of, doc_id_of, is_url
from helpers.reading.formats import Record
from helpers.reading.formats.columns import is_given
from helpers.reading.plain_text import cleaned
from helpers.reading.url_secrets import without_secrets
from helpers.wording import printable

MADE_COLUMNS = ("title", "date", "source", "author", "url")


def given_id(record: Record) -> str | None:
    """Return the id that a record came with, as text on one line, or None.

    For a text file that is the `doc_id` in its front matter.
    """
    if record.inner is not None:
        found = re.match(rb"---[^\S\n]*\r?\n(?:(?!---).*\n)*?doc_id:[^\S\n]*(.+)", record.raw)
        value = found[1].decode("utf-8", "replace").strip("\"' \r") if found else None
    else:
        value = (record.values or {}).get("id")
    if value is None or value != value or isinstance(value, bool | list | dict):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(cleaned(str(value)).split()) or None


def own_id(path: str, record: Record) -> str:
    """Return a record's id before it is made unique: its own, or one made of file and place.

    >>> own_id("news/may.csv", Record("17", 17, 900, b"", {"text": "It rained."}))
    'may-17'
    """
    given = given_id(record)
    stem = Path(urlsplit(path).path if is_url(path) else path).stem
    return given or doc_id_of("-".join(filter(None, (stem, record.place))))


def place_of(path: str, record: Record) -> str:
    """Return where a record is from: its file, with the place in it unless a line number says that.

    File names are shown in a form that any table can hold, and addresses without secrets.
    """
    path = without_secrets(path) if is_url(path) else path
    place = path if record.place in {"", str(record.line)} else f"{path}#{record.place}"
    return printable(place)


def article(path: str, record: Record, doc_id: str) -> Article | Rejected:
    """Return the record as an article under `doc_id`, or why it can't be one."""
    origin = place_of(path, record)
    made = article_of(record, path, name=doc_id)
    if isinstance(made, Rejected):
        known = record.values is not None or record.inner is not None
        return made._replace(origin=origin, line=record.line, doc_id=doc_id if known else None)
    others = _others(record.values or {})
    return replace(made, doc_id=doc_id, origin=origin, metadata=made.metadata | others)


def _others(values: dict[str, Any]) -> dict[str, Any]:
    """Columns that this project does not use, kept as they are."""
    return {
        key: without_secrets(value) if isinstance(value, str) else value
        for key, value in values.items()
        if key not in {*MADE_COLUMNS, "id", "text"} and is_given(value)
    }
