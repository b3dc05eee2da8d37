"""Names that a text itself says to be one: acronyms in brackets, "also known as", nicknames."""

import re
from itertools import pairwise

from spacy.tokens import Doc

from helpers.annotation.actors.name_span import Name, text_of


def introduced_acronyms(doc: Doc, names: list[Name]) -> dict[str, str]:
    """ "European Space Agency (ESA)", "ESA (European Space Agency)": short to long."""
    acronyms = {}
    for one, other in pairwise(names):
        between = doc[one.end : other.start].text.strip()
        if between not in {"(", ", or", "or"} or other.start - one.end > 3:
            continue
        first, second = text_of(doc, one), text_of(doc, other)
        for short, long in ((second, first), (first, second)):
            label = one.label if long == first else other.label
            if _is_acronym_of(short, long) and (label != "PERSON" or _has_letters(long, short)):
                acronyms[short] = long
                break
    return acronyms


def other_names(doc: Doc, persons: list[Name]) -> dict[str, str]:
    """ "Rosa Fell, formerly known as Rosa Grau", "Carlos 'Tito' Vega": other name to name."""
    others = {}
    for one, other in pairwise(persons):
        between = doc[one.end : other.start].text.lower()
        if re.fullmatch(r",? (?:who |was |also |formerly |better |previously )*known as ", between):
            others[text_of(doc, other)] = text_of(doc, one)
    for name in persons:
        quoted = re.search(r"\s['\"‘“]([\w ]+)['\"’”]\s", doc[name.start : name.end].text)
        if quoted:
            others[quoted.group(1)] = text_of(doc, name)
    return others


def _is_acronym_of(short: str, long: str) -> bool:
    """Do the letters of `short` stand in the words of `long`, in order, at least the first?"""
    letters = [letter for letter in short if letter.isalpha()]
    if not re.fullmatch(r"[A-Za-z][\w&-]{1,9}", short) or sum(map(str.isupper, letters)) < 2:
        return False
    return " " in long and len(letters) <= 10 and long.replace(" ", "")[0].isalpha()


def _has_letters(long: str, short: str) -> bool:
    """Stand the letters of `short` in `long`, in order? "Anna Keller (SPD)" is no acronym."""
    letters = iter(long.upper())
    return all(letter in letters for letter in short.upper() if letter.isalpha())
