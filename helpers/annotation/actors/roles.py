"""Titles and offices: where they stand in a text, and what they say of who bears them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers
from helpers.annotation.gazetteers import context_words

# In tokens, set on DWIE's training part.
LONGEST_TITLE = 6
LONGEST_APPOSITION = 8
FEMININE, MASCULINE = context_words("feminine title"), context_words("masculine title")
# What ministers, secretaries and their like can be "of". The longest is tried first.
PORTFOLIOS = tuple(
    sorted((p.lower().split() for p in context_words("portfolio")), key=lambda p: (-len(p), p))
)
PORTFOLIO_WORDS = frozenset(
    word
    for form in context_words("portfolio") | context_words("word of a portfolio")
    for word in re.split(r"\W+", form.removeprefix("the ").lower())
)
# Words that a title may begin with, in lower case as well: "the former deputy prime minister".
MODIFIERS = context_words("word before a title")
AFTER_HYPHEN = frozenset("general elect designate in".split())
# Titles that are common words for people: only in capitals, or right before a name, a title.
HEAD_POS = frozenset({"NOUN", "PROPN"})


class Title(NamedTuple):
    """A title in a text, as token indices, end exclusive, and its kind in titles.csv."""

    start: int
    end: int
    kind: str


def find_titles(doc: Doc) -> list[Title]:
    """Return the titles in `doc`, in order, none overlapping.

    A title is a form of the table, with what it is chief, deputy or minister of: "deputy foreign
    minister", "Minister of Foreign Affairs", "External Affairs Minister". Country names before it
    are no part of it.
    """
    titles: list[Title] = []
    for token in doc:
        kind, start = _kind_and_start(token)
        if kind is None or (token.pos_ not in HEAD_POS and not token.text[:1].isupper()):
            continue
        start, end = min(start, _leftmost(token)), _rightmost(token)
        if titles and start < titles[-1].end:
            if end <= titles[-1].end:
                continue
            start = titles.pop().start
        titles.append(Title(start, end, kind))
    return titles


def _kind_and_start(token: Token) -> tuple[str | None, int]:
    """The kind of the title whose head the token is, and where the table's form of it begins."""
    for words, kind in _phrases().get(token.lower_, ()):
        start = token.i - len(words) + 1
        if start >= 0 and [t.lower_ for t in token.doc[start : token.i + 1]] == words:
            return kind, start
    return _head_kinds().get(token.lower_.rstrip(".")), token.i


def _leftmost(token: Token) -> int:
    """Extend to the words before that are part of the title."""
    doc, start = token.doc, token.i
    while start > max(0, token.i - LONGEST_TITLE + 1):
        before = doc[start - 1]
        if before.text in {"-", "–"} and start > 1 and not before.whitespace_:
            start -= 2
        elif _ends_title(before) or not _extends(before, token):
            break
        else:
            start -= 1
    return start


def _ends_title(before: Token) -> bool:
    """Is a word before a title certainly no part of it?"""
    if before.is_punct or before.is_space or before.is_stop or before.like_num:
        return True
    return bool(gazetteers.country(before.text) or gazetteers.bloc(before.text))


def _extends(before: Token, token: Token) -> bool:
    """Is a word before the head of a title a part of the title?"""
    modifies = before.lower_ in MODIFIERS or before.lower_ in PORTFOLIO_WORDS
    if not (before.text[:1].isupper() and token.text[:1].isupper()):
        return modifies
    return before.pos_ in {"PROPN", "ADJ", "NOUN"} and (modifies or not before.is_sent_start)


def _rightmost(token: Token) -> int:
    """Extend to "of" and a portfolio: "Secretary of State", "minister for foreign affairs"."""
    doc, end = token.doc, token.i + 1
    if end < len(doc) - 1 and doc[end].lower_ in {"of", "for"}:
        for words in PORTFOLIOS:
            if [t.lower_ for t in doc[end + 1 : end + 1 + len(words)]] == words:
                return end + 1 + len(words)
    while end < len(doc) - 1 and doc[end].text == "-" and doc[end + 1].lower_ in AFTER_HYPHEN:
        end += 2
    if end < len(doc) and doc[end].lower_ == "general" and token.lower_ == "secretary":
        end += 1
    return end


def title_of(doc: Doc, start: int, titles: dict[int, Title]) -> Title | None:
    """Return the title that ends right before the name at token `start`.

    `titles` are those of the text by their end. A comma or quotation mark may stand between.
    """
    while start and doc[start - 1].text in {",", '"', "“", "‘", "'"}:
        start -= 1
    return titles.get(start)


def gender(title: str) -> str | None:
    """Return what a title says of the gender of who bears it: "Masc", "Fem" or None.

    >>> gender("Mrs."), gender("Prime Minister"), gender("spokeswoman")
    ('Fem', None, 'Fem')
    """
    last = title.lower().rstrip(".").split()[-1]
    if last in FEMININE or last.endswith("woman"):
        return "Fem"
    if last in MASCULINE or last.endswith("man"):
        return "Masc"
    return None


class Party(NamedTuple):
    """A mention of an actor by name, whose role or affiliation may stand beside it."""

    span: Span
    kind: str
    name: str


class Parties:
    """The mentions by name of a text, by the tokens that they start and end at."""

    def __init__(self, parties: Iterable[Party]):
        parties = list(parties)
        self.starting = {party.span.start: party for party in parties}
        self.ending = {party.span.end: party for party in parties}


def role_of(name: Span, titles: dict[int, Title], parties: Parties) -> dict | None:
    """Return `role`, `affiliation` and `role_span` of the person named, or None.

    Read are titles before the name ("Indian Defence Minister Rajnath Singh") and appositions after
    it ("Anna Keller, the head of the Red Cross"; "the head of the Red Cross, Anna Keller"), and
    whom the person is of ("Anna Keller of the Red Cross"; the role is None then). `role_span` is
    the evidence, as token indices.
    """
    return (
        _role_before(name, titles, parties)
        or _role_after(name, titles, parties)
        or _role_of_party_before(name, titles, parties)
        or _party_after(name, parties)
    )


def country_before(name: Span) -> str | None:
    """Return the country or international body right before a name: "the US Defense Department"."""
    i = name.start - 1
    if i > 0 and name.doc[i].tag_ == "POS":
        i -= 1
    found = i >= 0 and (gazetteers.country(name.doc[i].text) or gazetteers.bloc(name.doc[i].text))
    return getattr(found, "country", found).name if found else None


def _role_before(name: Span, titles: dict[int, Title], parties: Parties) -> dict | None:
    doc, title = name.doc, title_of(name.doc, name.start, titles)
    if title is None or title.kind == "honorific":
        return None
    start = title.start
    while start and (doc[start - 1].tag_ == "POS" or doc[start - 1].lower_ in MODIFIERS):
        start -= 1
    role = doc[start + (doc[start].tag_ == "POS") : title.end].text
    party = parties.ending.get(start)
    if party and party.kind != "person":
        return _record(role, party.name, party.span.start, title.end)
    return _record(role, _shared_affiliation(doc, start, titles, parties), start, title.end)


def _shared_affiliation(
    doc: Doc, start: int, titles: dict[int, Title], parties: Parties
) -> str | None:
    """ "US Secretary of Defense Anna Keller and Secretary of State Paul Brandt" """
    if not start or doc[start - 1].lower_ != "and":
        return None
    first = parties.ending.get(start - 1)
    role = first and first.kind == "person" and _role_before(first.span, titles, parties)
    return role["affiliation"] if role else None


def _record(role: str | None, affiliation: str | None, start: int, end: int) -> dict:
    return {"role": role, "affiliation": affiliation, "role_span": [start, end]}


def _role_after(name: Span, titles: dict[int, Title], parties: Parties) -> dict | None:
    """ "Anna Keller, the French head of the Red Cross" """
    doc, i = name.doc, name.end
    if i >= len(doc) or doc[i].text != ",":
        return None
    limit = min(i + LONGEST_APPOSITION + LONGEST_TITLE, len(doc))
    for title in filter(None, map(titles.get, range(i + 2, limit + 1))):
        if not i < title.start < i + LONGEST_APPOSITION or title.kind == "honorific":
            continue
        between = doc[i + 1 : title.start]
        if any(token.is_punct or token.pos_ in {"VERB", "AUX"} for token in between):
            return None
        affiliation, end = _affiliation_after(doc, title.end, parties)
        role = doc[title.start : title.end].text
        return _record(role, affiliation or _party_in(between, parties), i + 1, end)
    return None


def _party_in(span: Span, parties: Parties) -> str | None:
    """The first country, body or organisation named in a span."""
    found = (parties.starting.get(token.i) for token in span)
    return next((party.name for party in found if party and party.kind != "person"), None)


def _affiliation_after(doc: Doc, end: int, parties: Parties) -> tuple[str | None, int]:
    """ "of the Red Cross" at `end`: whom a title is of, if anybody, and where that ends."""
    if end >= len(doc) or doc[end].lower_ not in {"of", "for", "at"}:
        return None, end
    start = end + 1 + (end + 1 < len(doc) and doc[end + 1].lower_ in {"the", "a"})
    party = parties.starting.get(start)
    if party:
        return party.name, party.span.end
    words = _noun_run(doc, start)
    return (doc[slice(*words)].text, words[1]) if words else (None, end)


def _role_of_party_before(name: Span, titles: dict[int, Title], parties: Parties) -> dict | None:
    """ "A spokeswoman for the Red Cross, Anna Keller" """
    doc = name.doc
    party = parties.ending.get(name.start - 1)
    if party is None or party.kind == "person" or doc[name.start - 1].text != ",":
        return None
    start = party.span.start
    while start > 1 and doc[start - 1].lower_ in {"the", "for", "of", "at"}:
        start -= 1
    title = titles.get(start)
    if title is None or start == party.span.start:
        return None
    role = doc[title.start : title.end].text
    return _record(role, party.name, title.start, party.span.end)


def _party_after(name: Span, parties: Parties) -> dict | None:
    """ "Anna Keller of the Red Cross" """
    doc, i = name.doc, name.end
    if i >= len(doc) or doc[i].lower_ not in {"of", "from"}:
        return None
    party = parties.starting.get(i + 1 + (i + 1 < len(doc) and doc[i + 1].lower_ == "the"))
    if party is None or party.kind not in {"organisation", "bloc"}:
        return None
    return _record(None, party.name, i, party.span.end)


def _noun_run(doc: Doc, start: int) -> tuple[int, int] | None:
    """The words in capitals from `start` on, as token indices."""
    end = start
    while end < len(doc) and (
        doc[end].text[:1].isupper()
        or (
            doc[end].lower_ in {"of", "and", "for"}
            and doc[min(end + 1, len(doc) - 1)].text[:1].isupper()
        )
    ):
        end += 1
    return (start, end) if end > start else None


@cache
def _phrases() -> dict[str, list[tuple[list[str], str]]]:
    """The titles of several words by their last: "chief executive"."""
    phrases: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for form, kind in gazetteers.titles().items():
        words = form.split()
        if len(words) > 1 and words[-1] not in gazetteers.titles():
            phrases[words[-1]].append((words, kind))
    return dict(phrases)


@cache
def _head_kinds() -> dict[str, str]:
    """The last word of each title that is one word or ends in its head."""
    kinds: dict[str, str] = {}
    for form, kind in gazetteers.titles().items():
        head = re.split(r"[\s-]", form)[-1]
        if " of " not in f" {form} " and (form == head or head in gazetteers.titles()):
            kinds.setdefault(head, gazetteers.titles().get(head, kind))
    return kinds
