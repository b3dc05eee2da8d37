"""Which column of a table holds which part of an article.

Columns are recognised by their names (`data/formats/columns.yaml`), named by the user, or, only for
the text, recognised by their contents.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from helpers.reading.dates import day_first_of, read_date
from helpers.reading.formats.labels import BY
from helpers.reading.formats.record import Unreadable

NAMES = Path(__file__).resolve().parents[3] / "data" / "formats" / "columns.yaml"
# Rows that are checked for what their columns hold and how they write dates.
SAMPLE = 500
# A column whose cells have this many words on average is the text, whatever its name.
WORDS_OF_A_TEXT = 60
ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)


class Columns(NamedTuple):
    """The column of each part of an article, and whether the table's dates begin with the day."""

    parts: Mapping[str, str]
    day_first: bool | None = None

    def values(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row with the parts of an article under their own names, the rest as it is.

        Empty cells are left out. A date that can be read becomes an ISO date; others stay as is.
        """
        used = set(self.parts.values())
        found = {key: row.get(column) for key, column in self.parts.items()}
        if (day := read_date(found.get("date"), day_first=self.day_first)) is not None:
            found["date"] = day.isoformat()
        if isinstance(author := found.get("author"), str):
            found["author"] = BY.sub("", author.strip(), count=1)
        for key, value in row.items():
            if key not in used:
                found.setdefault(key, value)
        return {key: value for key, value in found.items() if is_given(value)}


def columns_of(
    header: Sequence[str], sample: Sequence[Mapping[str, Any]], said: Mapping[str, str] | None
) -> Columns:
    """Return the columns of a table by its header, its first rows, and what the user said.

    Raises `Unreadable` if it has neither texts nor addresses, or lacks a column that the user
    named.
    """
    parts = {**named_parts(header), **_as_said(header, said or {})}
    if "text" not in parts and (column := _longest(header, parts, sample)):
        parts["text"] = column
    if "text" not in parts and "url" not in parts:
        raise Unreadable(
            f"has no column with texts or addresses; its columns are {_listed(header)}; say which "
            "holds the texts, for example --columns text=Body"
        )
    date = parts.get("date")
    return Columns(parts, day_first_of(row.get(date) for row in sample) if date else None)


def named_parts(header: Iterable[str]) -> dict[str, str]:
    """Return the column of each part of an article, using the column names alone.

    >>> named_parts(["Headline", "Publication Date", "Full text", "Words"])
    {'text': 'Full text', 'title': 'Headline', 'date': 'Publication Date'}
    """
    by_name: dict[str, str] = {}
    for column in header:
        by_name.setdefault(_plain(column), column)
    parts = {}
    for part, names in _known_names().items():
        column = next((by_name[name] for name in names if name in by_name), None)
        if column is not None and column not in parts.values():
            parts[part] = column
    return parts


def told_apart(header: Sequence[str]) -> list[str]:
    """Return column names of which repeated ones have a number.

    >>> told_apart(["text", "text", "", ""])
    ['text', 'text 2', '', '']
    """
    times: Counter[str] = Counter()
    names = []
    for name in header:
        times[name] += 1
        names.append(f"{name} {times[name]}" if name and times[name] > 1 else name)
    return names


def is_given(value: Any) -> bool:
    """Return whether a cell has a value: not a missing or infinite one and not an empty text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return False
    try:
        return bool(value == value) and not (isinstance(value, float) and math.isinf(value))
    except (TypeError, ValueError):  # lists of numbers compare item by item
        return True


def _as_said(header: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    by_name = {_plain(column): column for column in reversed(header)}
    for part, column in said.items():
        if part not in _known_names():
            raise Unreadable(f"“{part}” is not part of an article; say {', '.join(_known_names())}")
        if _plain(column) not in by_name:
            raise Unreadable(f"has no column “{column}”; its columns are {_listed(header)}")
    return {part: by_name[_plain(column)] for part, column in said.items()}


def _longest(
    header: Sequence[str], parts: Mapping[str, str], sample: Sequence[Mapping[str, Any]]
) -> str | None:
    """The column whose cells have by far the most words, if they are texts."""
    free = [column for column in header if column not in parts.values()]
    words = {
        column: sum(len(v.split()) for row in sample if isinstance(v := row.get(column), str))
        / max(1, len(sample))
        for column in free
    }
    longest = max(words, key=words.__getitem__, default=None)
    return longest if longest is not None and words[longest] >= WORDS_OF_A_TEXT else None


def _listed(header: Sequence[str]) -> str:
    return ", ".join(str(column) for column in header)[:200] or "without names"


def _plain(name: Any) -> str:
    """A name without case, accents and word separators."""
    letters = unicodedata.normalize("NFKD", str(name)).casefold()
    return "".join(char for char in letters if char.isalnum())


@cache
def _known_names() -> dict[str, list[str]]:
    import yaml

    read = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    return {part: [_plain(name) for name in names] for part, names in read.items()}
