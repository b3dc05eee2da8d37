"""The names of countries, international bodies and well-known organisations from our tables, and
whether they have the table's meaning where they occur."""

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers
from helpers.annotation.actors import teams
from helpers.annotation.actors.evidence import is_shouted
from helpers.annotation.actors.name_span import PLACE_LABELS, Name, begins_line, ends_line, text_of
from helpers.annotation.gazetteers import Bloc, Match, NoActor, Organisation

LONGEST_KNOWN = 10
# Characters that a text can put around a form, such as a possessive or a second space.
MORE_THAN_A_FORM = 8
# Except for two plain initials, "US", "IS" and "WHO" mean something else if all is in capitals.
SHORTEST_IN_CAPITALS = gazetteers.SHORTEST_IN_CAPITALS
# Words that turn a country's name into a longer place: "New Mexico", "Mexico City".
PLACE_BEFORE = gazetteers.context_words("first word of a place")
PLACE_AFTER = gazetteers.context_words("last word of a place")
# Labels of the model that an ambiguous form of a body or organisation may have.
ORGANISATION_LABELS = frozenset("ORG NORP GPE PRODUCT".split())
IN_LIST = frozenset([",", ":", "and", "or"])
LANGUAGE_NOUNS = gazetteers.context_words("noun of a language")


def known_names(doc: Doc) -> Iterator[Name]:
    """Yield the longest forms of our tables, from left to right.

    Clubs called by the name of a city are left out unless the text is about sport.
    """
    about_sport = teams.is_about_sport(doc)
    for name in _longest(doc):
        if about_sport or not (_is_club(name) and gazetteers.is_ambiguous(text_of(doc, name))):
            yield name


def _longest(doc: Doc) -> Iterator[Name]:
    position, text = 0, doc.text
    for i, token in enumerate(doc):
        if i < position:
            continue
        compound = _first_of_compound(token)
        found = (
            [Name(i, i + 1, "", compound, certain=True)] if compound else _longest_at(token, text)
        )
        if found:
            yield from found
            position = found[-1].end


def _longest_at(token: Token, text: str) -> list[Name]:
    """The longest form that begins with a token, as one name, or as two for a body of a body."""
    room = _room(token.text)
    if not room:
        return []
    doc, i, start = token.doc, token.i, token.idx
    for end in range(_end_within(doc, i, room + MORE_THAN_A_FORM), i, -1):
        last = doc[end - 1]
        form = text[start : last.idx + len(last)]
        if "\n" in form or not _can_end(last):
            continue
        found = _look_up(form, article=token.lower_ == "the")
        if found:
            return _as_names(token, end, found)
    return []


@lru_cache(maxsize=1 << 14)
def _room(first: str) -> int:
    """The length of the longest form that can begin with a token."""
    longest = gazetteers.longest_forms()
    word = re.split(r"[.'’&+-]", first, maxsplit=1)[0]
    if word not in longest:
        return 0
    return max(longest.values()) if first.lower() == "the" else longest[word]


def _as_names(token: Token, end: int, found: Match | Bloc | Organisation | NoActor) -> list[Name]:
    whole = gazetteers.bloc(token.text) if isinstance(found, Bloc) else None
    if whole and whole != found and end > token.i + 1:
        return [Name(token.i, token.i + 1, "", whole), Name(token.i + 1, end, "", found)]
    return [Name(token.i, end, "", found)]


def _end_within(doc: Doc, start: int, room: int) -> int:
    """The position after the last token with which a form that begins at `start` could end."""
    first, end = doc[start].idx, start + 1
    while end < min(start + LONGEST_KNOWN, len(doc)) and doc[end].idx - first < room:
        end += 1
    return end


def _first_of_compound(token: Token) -> Match | None:
    """ "Sino" in "Sino-German" """
    if not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor().text == "-":
        if gazetteers.no_actor(token.doc[token.i : token.i + 3].text):
            return None  # "Indo-Pacific"
        return gazetteers.country(f"{token.text}-")
    return None


@lru_cache(maxsize=1 << 14)
def _look_up(form: str, article: bool) -> Match | Bloc | Organisation | NoActor | None:
    found = (
        gazetteers.bloc(form)
        or gazetteers.organisation(form)
        or gazetteers.country(form)
        or gazetteers.no_actor(form)
    )
    if found and article and _look_up(form[4:], article=False):
        return None
    return found


def _can_end(token: Token) -> bool:
    return not (token.tag_ == "POS" or token.is_space or (token.is_punct and token.text != "."))


def _is_club(name: Name) -> bool:
    return isinstance(name.known, Organisation) and name.known.type == "sports club"


def has_gazetteer_meaning(doc: Doc, name: Name, label: str) -> bool:
    """Say whether a form has the table's meaning here; `label` is the model's label."""
    span = doc[name.start : name.end]
    if isinstance(name.known, NoActor):
        return True
    form = " ".join(span.text.split())
    if len(form) < SHORTEST_IN_CAPITALS and in_capitals(doc, name):
        return False
    if isinstance(name.known, Organisation) and _is_shouted_word(doc, name):
        return False
    if gazetteers.is_ambiguous(form) and not name.certain:
        if gazetteers.needs_another_name(form):
            return False
        if _is_club(name):
            return not (teams.is_place(span) or _is_heading(span))
        if not _fits_label(doc, name, label):
            return False
    return not (
        isinstance(name.known, Match)
        and (_is_part_of_place_or_language(span) or _are_people_of_two_nations(span))
    )


def _is_shouted_word(doc: Doc, name: Name) -> bool:
    """Is it "TOTAL" in "THE TOTAL cost", in a text that does not name Total?"""
    form = text_of(doc, name)
    if form in gazetteers.organisation_forms() or form.capitalize() in doc.text:
        return False
    beside = doc[max(0, name.start - 1) : name.start].text, doc[name.end : name.end + 1].text
    return is_shouted(doc, form) and any(len(word) > 1 and word.isupper() for word in beside)


def _is_heading(span: Span) -> bool:
    """Is it "VALENCIA" in capitals on a line of its own, where a report is from?"""
    doc, start, end = span.doc, span.start, span.end
    return begins_line(doc, start) and ends_line(doc, end) and span.text.isupper()


def _fits_label(doc: Doc, name: Name, label: str) -> bool:
    """Does the model's label for an ambiguous form agree with the table?"""
    if isinstance(name.known, Match):
        return label in PLACE_LABELS
    if label in ORGANISATION_LABELS:
        return True
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    is_party = isinstance(name.known, Organisation)
    return is_party and after in gazetteers.context_words("noun of a party")


def _are_people_of_two_nations(span: Span) -> bool:
    """ "Peruvian-Americans" are neither Peru nor the United States"""
    doc = span.doc
    if doc[span.end : span.end + 1].text == "-":
        return doc[span.end + 1 : span.end + 2].text.endswith("Americans")
    return span.text == "Americans" and doc[max(0, span.start - 1) : span.start].text == "-"


def _is_part_of_place_or_language(span: Span) -> bool:
    """ "New Mexico", "Mexico City", "in Spanish" """
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if before is not None and _begins_place(before, span):
        return True
    if after is not None and after.text in PLACE_AFTER:
        return True
    return _is_language(span, before, after)


def _begins_place(before: Token, span: Span) -> bool:
    """ "New Mexico", "South Australia", but not "South Australian" """
    found = gazetteers.country(span.text)
    return before.text in PLACE_BEFORE and found is not None and found.kind == "name"


def _is_language(span: Span, before: Token | None, after: Token | None) -> bool:
    """ "in German", "speaks French", "Arabic lessons": the language, not the country."""
    if after is not None and after.lower_ in LANGUAGE_NOUNS:
        return True
    found = gazetteers.country(span.text)
    if found is None or found.kind != "demonym" or before is None or span.text.endswith("s"):
        return False
    if before.text in IN_LIST and _in_list_of_languages(span):
        return True
    speaks = before.lower_ in gazetteers.context_words("word before a language")
    return speaks and (after is None or after.lower_ == "and" or not _has_noun(after))


def _has_noun(after: Token) -> bool:
    return after.pos_ in {"NOUN", "PROPN", "ADJ"} or after.text == "-"


def _in_list_of_languages(span: Span) -> bool:
    """ "Languages: English, German and French" """
    i = span.start - 1
    while i >= 0 and (
        span.doc[i].text in IN_LIST
        or gazetteers.country(span.doc[i].text)
        or gazetteers.no_actor(span.doc[i].text)
    ):
        i -= 1
    return i >= 0 and span.doc[i].lower_ in LANGUAGE_NOUNS | {"speaks", "speak", "spoke"}


def in_capitals(doc: Doc, name: Name) -> bool:
    """Say whether the words around a name are in capitals."""
    near = [
        token.text
        for token in doc[max(0, name.start - 2) : name.end + 2]
        if token.is_alpha and not name.start <= token.i < name.end
    ]
    return bool(near) and all(word.isupper() for word in near)
