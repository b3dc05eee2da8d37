"""Names that the model missed, but that a word beside them, or a name beside them, gives away."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from helpers.annotation.actors.name_span import Name
from helpers.annotation.gazetteers import Match

# Words of an institution that needs a country before it to say which one is meant.
INSTITUTION = (
    "Ministry|Department|Parliament|Congress|Senate|House|Police|"
    "Treasury|Cabinet|Council|Government|Embassy|Consulate|Bureau|Agency|Survey|Service|"
    "Administration|Commission|Committee|Intelligence|Assembly"
)
INSTITUTIONS = re.compile(rf"(?:[\w'’-]+ ){{0,3}}(?:{INSTITUTION})(?: (?:of|for) [\w' ’]+)?$")
NOUNS_AFTER = frozenset(
    "newspaper daily tabloid magazine weekly broadcaster airline party militia agency".split()
)
NOUNS_BEFORE = frozenset(
    "newspaper daily tabloid magazine weekly broadcaster airline carmaker automaker giants "
    "startup retailer".split()
)


def missed_names(doc: Doc, names: list[Name]) -> list[Name]:
    """Return `names` and those that the model missed, in order."""
    for more in (_called_organisations, _acronyms_in_brackets, _institutions, _in_lists):
        names = sorted([*names, *more(doc, names)], key=lambda name: name.start)
    return names


def _called_organisations(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed, but a noun next to it calls an organisation: "the Echo newspaper"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for token in doc:
        if token.lower_ in NOUNS_AFTER and token.i not in taken:
            start = end = token.i - (token.lower_ == "agency")
            if token.lower_ == "agency" and doc[end].lower_ != "news":
                continue
            while start and (
                _is_free_proper_noun(doc[start - 1], taken)
                or (doc[start - 1].text == "-" and _is_free_proper_noun(doc[start - 2], taken))
            ):
                start -= 1
            if start < end and doc[start - 1].lower_ in {"the", "daily", "weekly", "local"}:
                yield Name(start, end, "ORG")
                taken.update(range(start, end))
        elif token.lower_ in NOUNS_BEFORE and token.i + 1 < len(doc):
            start = end = token.i + 1
            if doc[start].text in {'"', "“", "‘", "'"}:
                start = end = start + 1
            while end < len(doc) and _is_free_proper_noun(doc[end], taken):
                end += 1
            if start < end:
                yield Name(start, end, "ORG")
                taken.update(range(start, end))


def _acronyms_in_brackets(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed: "Coastal Relief Fund (CRF)"."""
    taken = {name.start for name in names}
    for name in names:
        i = name.end + 1
        if (
            i + 1 < len(doc)
            and i not in taken
            and doc[name.end].text == "("
            and doc[i + 1].text in {")", ",", ";"}
            and re.fullmatch(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*", doc[i].text)
        ):
            yield Name(i, i + 1, "")


def _institutions(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed after a country's name: "British Parliament"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for name in names:
        if not isinstance(name.known, Match):
            continue
        start = end = name.end + (name.end < len(doc) and doc[name.end].tag_ == "POS")
        while end < len(doc) and _is_free_proper_noun(doc[end], taken):
            end += 1
        if end > start and INSTITUTIONS.match(doc[start:end].text):
            yield Name(start, end, "ORG")


def _in_lists(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """What the model missed between two names of a list: "Volvo, Saab and Ericsson"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for one, other in pairwise(names):
        start, end = one.end + 1, one.end + 1
        while end < other.start and _is_free_proper_noun(doc[end], taken):
            end += 1
        if (
            start < end < other.start
            and doc[one.end].text == ","
            and doc[end].lower_ in {",", "and", "or"}
            and other.start - end <= 2
            and one.label == other.label
            and one.label in {"PERSON", "ORG"}
        ):
            yield Name(start, end, one.label)


def _is_free_proper_noun(token: Token, taken: set[int]) -> bool:
    return token.pos_ == "PROPN" and token.i not in taken and token.text[:1].isupper()
