"""The labels in exports: what precedes a part of an article in a database's files."""

import re
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "data" / "formats"
COPYRIGHT = re.compile(
    r"(copyright|©|\(c\)|all rights reserved|alle rechte vorbehalten|tous droits réservés|"
    r"alle rechten voorbehouden|todos los derechos|tutti i diritti)",
    re.IGNORECASE,
)
BY = re.compile(r"(by|von|par|por|door|di)\s+", re.IGNORECASE)


@cache
def labels_of(name: str) -> dict[str, Any]:
    """Return the labels in the file `name` of `data/formats`."""
    import yaml

    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def one_of(words: list[str], *, ignore_case: bool = True) -> str:
    """Return a regular expression for any of several words, the longest first."""
    words = sorted((re.escape(word) for word in words), key=len, reverse=True)
    return f"(?{'i' if ignore_case else ''}:{'|'.join(words)})"


def names_of(byline: str) -> str:
    """Return the names in a byline without "By"; "last name, first name" is turned round.

    >>> names_of("By Ann Lee"), names_of("Lee, Ann; Poe, Bo")
    ('Ann Lee', 'Ann Lee, Bo Poe')
    """
    byline = BY.sub("", byline.strip(), count=1) if BY.match(byline.strip()) else byline.strip()
    people = [person.strip() for person in byline.split(";")]
    if all(re.fullmatch(r"[^,\d]+, [^,\d]+", person) for person in people):
        people = [" ".join(reversed(person.split(", "))) for person in people]
    return ", ".join(filter(None, people))
