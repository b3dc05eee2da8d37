"""Whose a surname is that several people in a text bear.

A text calls its main person by the bare surname, and a relative by the full or the given name.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

FIRST = "surname of the one called so before the others"
ONLY = "surname of the one not called otherwise"
MAIN = "surname of the one whose relatives the others are"
OFFICE = "surname of the one in that office"


class Called(NamedTuple):
    """The bearer whom a text calls by a bare surname, and the rule that says so."""

    name: str
    rule: str


def called_by_surname(
    people: Iterable[tuple[str, str | None]],
    bearers: Mapping[str, list[str]],
    relatives: Container[str] = (),
) -> dict[str, Called]:
    """Return, by surname, the bearer whom the text calls by it, where there are several.

    `people` are the names of people in text order: a bare surname's key and None, or an empty key
    and the full name of whom a full or given name means; where another's surname stands for both
    ("Anna and Paul Keller"), the given name's key and the full name. `bearers` are full names by
    the surname's key. `relatives` are those introduced as somebody's: "her son, Paul Keller".
    """
    people = list(people)
    # A headline and the first sentence often name the same one.
    runs = groupby(name for key, name in people if not key)
    times = Counter(name for name, _ in runs)
    found = {}
    for key, names in bearers.items():
        if len(names) > 1:
            named = _named_before(people, key, names)
            once = [name for name in named if times[name] == 1]
            if len(named) == 1:
                found[key] = Called(named[0], FIRST)
            elif len(once) == 1:
                found[key] = Called(once[0], ONLY)
            elif [name for name in named if name not in relatives] == named[:1]:
                found[key] = Called(named[0], MAIN)
    return found


def holder_of(office: str, bearers: list[str], offices: Mapping[str, set[str]]) -> str | None:
    """Return who of the bearers of a surname holds the office named before it.

    `bearers` are in text order, and `offices` are those that the text gives them beside their full
    names. If it gives it to none of them, it is the first one: relatives are introduced later.
    """
    holders = [name for name in bearers if office in offices.get(name, ())]
    if holders:
        return holders[0] if len(holders) == 1 else None
    others = [name for name in bearers if not offices.get(name)]
    return others[0] if others else None


def _named_before(people: list[tuple[str, str | None]], key: str, names: list[str]) -> list[str]:
    """Those of the bearers who have been named when somebody is called by the surname."""
    named: dict[str, None] = {}
    for bare, name in people:
        if name in names:
            named[name] = None
        if bare == key and named:
            break
    return list(named)
