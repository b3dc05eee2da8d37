"""Names that the text itself equates: acronyms in brackets, "also known as", nicknames."""

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Doc

from helpers.annotation.actor_ids import PERSON
from helpers.annotation.actors.name_span import PLACE_LABELS, Name, text_of
from helpers.annotation.gazetteers import context_words

ACRONYM = re.compile(r"[A-Za-z][\w&-]{1,9}")
FEWEST_CAPITALS = 2
KNOWN_AS = re.compile(
    r",? (?:who |is |was |also |widely |formerly |better |previously )*known as "
    r"[\"'“‘]?([A-Z][\w-]+(?: [A-Z][\w-]+){0,2})"
)
BORN = context_words("word before a name at birth")
NICKNAME = re.compile(r"\s['\"‘“]([\w -]+)['\"’”]\s")
# After these the brackets hold something else: "NEW YORK (AP)".
NOT_IN_BRACKETS = PLACE_LABELS | {"PERSON"}
LONGEST_LINK = 3  # tokens between a name and its acronym: ", or ("
LONGEST_BEFORE_BORN = 1  # tokens between a name and "born": a comma or bracket


class Aliases(NamedTuple):
    """What the names in a text mean: acronyms, other names, and given names by themselves."""

    acronyms: Mapping[str, str] = MappingProxyType({})
    others: Mapping[str, str] = MappingProxyType({})
    shared: Mapping[str, str] = MappingProxyType({})


def introduced_acronyms(doc: Doc, names: list[Name]) -> dict[str, str]:
    """ "European Space Agency (ESA)", "ESA (European Space Agency)": short to long."""
    acronyms = {}
    for one, other in pairwise(names):
        between = doc[one.end : other.start].text.strip()
        if between not in {"(", ", or", "or"} or other.start - one.end > LONGEST_LINK:
            continue
        first, second = text_of(doc, one), text_of(doc, other)
        for short, long in ((second, first), (first, second)):
            label = one.label if long == first else other.label
            if _is_acronym_of(short, long) or (
                label not in NOT_IN_BRACKETS and _is_short_for_something(short, long)
            ):
                acronyms[short] = long
                break
    return acronyms


def without_other_meanings(doc: Doc, names: list[Name], acronyms: dict[str, str]) -> list[Name]:
    """Return `names` without table meanings for acronyms that the text introduces.

    "GMT" is not a time if the text has "Great Midland Trains (GMT)".
    """
    known = {text_of(doc, name) for name in names if name.known}
    own = {
        short
        for short, long in acronyms.items()
        if long not in known and _is_acronym_of(short, long)
    }
    return [name._replace(known=None) if text_of(doc, name) in own else name for name in names]


def other_names(doc: Doc, names: list[Name]) -> dict[str, str]:
    """ "Rosa Fell, formerly known as Rosa Grau", "Carlos 'Tito' Vega": other name to name."""
    others, text = _birth_names(doc, names), doc.text
    for name in names:
        known_as = KNOWN_AS.match(text, doc[name.end - 1].idx + len(doc[name.end - 1]))
        if known_as:
            others[known_as.group(1)] = text_of(doc, name)
        if name.label == "PERSON" and name.end - name.start > 1:
            others.update(dict.fromkeys(_handles(doc, name, text), text_of(doc, name)))
        quoted = NICKNAME.search(doc[name.start : name.end].text)
        if quoted:
            others[quoted.group(1)] = text_of(doc, name)
    return others


def _birth_names(doc: Doc, names: list[Name]) -> dict[str, str]:
    """ "Born Inger Moe in Oslo, she ..." in a text on Inger Hale; "Inger Hale, born Inger Moe" """
    found: dict[str, str] = {}
    full = [name for name in names if name.label == "PERSON" and name.end - name.start > 1]
    for i, name in enumerate(full):
        bearer = _bearer(doc, full[:i], name) if _is_birth_name(doc, name) else None
        if bearer is not None:
            found[text_of(doc, name)] = bearer
    return found


def _is_birth_name(doc: Doc, name: Name) -> bool:
    """Is it set off with "born" or "née": "Born Inger Moe, she", "Inger Hale (née Inger Moe)"?"""
    born = doc[name.start - 1] if name.start else None
    if born is None or born.lower_ not in BORN:
        return False
    return born.is_sent_start or doc[born.i - 1].text in {",", "("}


def _bearer(doc: Doc, before: list[Name], birth_name: Name) -> str | None:
    """Who was born under a name: somebody who shares a word of it, or whom it directly follows."""
    if not before:
        return None
    form, last = text_of(doc, birth_name), before[-1]
    same = [other for name in before if _share_a_name(form, other := text_of(doc, name))]
    if same:
        return same[0] if form not in same else None
    born = birth_name.start - 1
    follows = 0 <= born - last.end <= LONGEST_BEFORE_BORN
    return text_of(doc, last) if follows else None


def _share_a_name(one: str, other: str) -> bool:
    """Are their given names or their surnames the same?"""
    a, b = one.split(), other.split()
    return a[0] == b[0] or a[-1] == b[-1]


def _handles(doc: Doc, name: Name, text: str) -> set[str]:
    """The handles of a person in a network, in the text of `doc`: "@AnnaKeller" """
    if "@" not in text:
        return set()
    joined = "".join(token.text for token in doc[name.start : name.end] if token.is_alpha)
    return set(re.findall(rf"@{re.escape(joined)}\b", text, re.IGNORECASE))


def with_other_names(kind_of_form: dict[str, str], others: dict[str, str]) -> dict[str, str]:
    """Return the kinds of all forms, with the other names of people as people too."""
    people = {other for other, name in others.items() if kind_of_form.get(name) == PERSON}
    return {**kind_of_form, **dict.fromkeys(people, PERSON)}


def _is_acronym_of(short: str, long: str) -> bool:
    """Does `short` consist of letters of the longer name, in order, at least two in capitals?

    >>> _is_acronym_of("ESA", "European Space Agency")
    True
    >>> _is_acronym_of("QQQ", "European Space Agency")
    False
    """
    of_long = iter(long.upper())
    return _is_short_for_something(short, long) and all(
        letter in of_long for letter in short.upper() if letter.isalpha()
    )


def _is_short_for_something(short: str, long: str) -> bool:
    """Does `short` look like an acronym, and `long` like a name?

    The letters of "Agency for Culture (GFA)" come from a name in another language.
    """
    return (
        ACRONYM.fullmatch(short) is not None
        and sum(map(str.isupper, short)) >= FEWEST_CAPITALS
        and " " in long
        and long[0].isalpha()
    )
