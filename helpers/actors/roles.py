"""Titles and offices: where they stand in a text, and what they say of who bears them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers import gazetteers

LONGEST_TITLE = 6
LONGEST_APPOSITION = 8
FEMININE = frozenset(
    "mrs ms miss madam madame mme mlle frau signora señora doña lady dame queen princess duchess "
    "countess viscountess baroness empress sister actress mother".split()
)
MASCULINE = frozenset(
    "mr monsieur herr signor señor sir lord king prince duke count viscount baron emperor pope "
    "father brother imam".split()
)
# What ministers, secretaries and their like can be "of". The longest is tried first.
PORTFOLIOS = (
    "State|Foreign Affairs|External Affairs|Home Affairs|Internal Affairs|Defense|Defence|Interior|"
    "the Interior|Justice|Finance|Treasury|the Treasury|the Exchequer|Health|Education|Energy|"
    "Labor|Labour|Commerce|Trade|Transport|Transportation|Agriculture|Culture|Homeland Security|"
    "Veterans Affairs|National Intelligence|the Economy|Economy|Public Security|the Environment"
).split("|")
# Words that a title may begin with, in lower case as well: "the former deputy prime minister".
MODIFIERS = frozenset(
    "acting assistant associate caretaker chief co deputy designate elect ex former general grand "
    "interim joint lead national new outgoing prime senior state then under vice".split()
)
# Titles that are common words for people: only in capitals, or right before a name, a title.
HEAD_POS = {"NOUN", "PROPN"}


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
        kind = _head_kinds().get(token.lower_.rstrip("."))
        if kind is None or (token.pos_ not in HEAD_POS and not token.text[:1].isupper()):
            continue
        start, end = _leftmost(token), _rightmost(token)
        if titles and start < titles[-1].end:
            if end <= titles[-1].end:
                continue
            start = titles.pop().start
        titles.append(Title(start, end, kind))
    return titles


def _leftmost(token: Token) -> int:
    """Extend to the words before that are part of the title."""
    doc, start = token.doc, token.i
    while start > max(0, token.i - LONGEST_TITLE + 1):
        before = doc[start - 1]
        if before.text in {"-", "–"} and start > 1 and not before.whitespace_:
            start -= 2
            continue
        if (
            before.is_punct
            or before.is_space
            or before.is_stop
            or before.like_num
            or gazetteers.country(before.text)
            or gazetteers.bloc(before.text)
        ):
            break
        modifies = before.lower_ in MODIFIERS or before.lower_ in _portfolio_words()
        if before.text[:1].isupper() and token.text[:1].isupper():
            if before.pos_ not in {"PROPN", "ADJ", "NOUN"} or (
                before.is_sent_start and not modifies
            ):
                break
        elif not modifies:
            break
        start -= 1
    return start


def _rightmost(token: Token) -> int:
    """Extend to "of" and a portfolio: "Secretary of State", "minister for foreign affairs"."""
    doc, end = token.doc, token.i + 1
    if end < len(doc) - 1 and doc[end].lower_ in {"of", "for"}:
        for portfolio in sorted(PORTFOLIOS, key=len, reverse=True):
            words = portfolio.lower().split()
            if [t.lower_ for t in doc[end + 1 : end + 1 + len(words)]] == words:
                return end + 1 + len(words)
    while (
        end < len(doc) - 1
        and doc[end].text == "-"
        and doc[end + 1].lower_
        in {
            "general",
            "elect",
            "designate",
            "in",
        }
    ):
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


def strip_titles(words: list[str]) -> list[str]:
    """Return the words of a name without the titles before it; a title alone stays.

    >>> strip_titles(["Defence", "Minister", "Rajnath", "Singh"])
    ['Rajnath', 'Singh']
    """
    titles = gazetteers.titles()
    stripped = True
    while stripped and len(words) > 1:
        stripped = False
        for length in range(min(LONGEST_TITLE, len(words) - 1), 0, -1):
            if " ".join(words[:length]).lower().rstrip(".") in titles:
                words, stripped = words[length:], True
                break
    return words


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


def role_of(name: Span, titles: dict[int, Title]) -> dict | None:
    """Return `role`, `affiliation` and `role_span` of the person named, or None.

    Read are titles before the name ("Indian Defence Minister Rajnath Singh") and appositions after
    it ("Anna Keller, the head of the Red Cross"). `role_span` is the evidence, as token indices.
    """
    return _role_before(name, titles) or _role_after(name, titles)


def country_before(name: Span) -> str | None:
    """Return the country or international body right before a name: "the US Defense Department"."""
    i = name.start - 1
    if i > 0 and name.doc[i].tag_ == "POS":
        i -= 1
    found = i >= 0 and (gazetteers.country(name.doc[i].text) or gazetteers.bloc(name.doc[i].text))
    return getattr(found, "country", found).name if found else None


def _role_before(name: Span, titles: dict[int, Title]) -> dict | None:
    doc, title = name.doc, title_of(name.doc, name.start, titles)
    if title is None:
        return None
    role = doc[title.start : title.end].text
    if title.kind == "honorific":
        return None
    start, affiliation = title.start, None
    while start and (doc[start - 1].tag_ == "POS" or doc[start - 1].lower_ in MODIFIERS):
        start -= 1
    country = start and (
        gazetteers.country(doc[start - 1].text) or gazetteers.bloc(doc[start - 1].text)
    )
    if country:
        affiliation = getattr(country, "country", country).name
        start -= 1
    return {"role": role, "affiliation": affiliation, "role_span": [start, title.end]}


def _role_after(name: Span, titles: dict[int, Title]) -> dict | None:
    doc, i = name.doc, name.end
    if i >= len(doc) or doc[i].text != ",":
        return None
    limit = min(i + LONGEST_APPOSITION, len(doc))
    for title in titles.values():
        if not i < title.start < limit or title.kind == "honorific":
            continue
        between = doc[i + 1 : title.start]
        if any(token.is_punct or token.pos_ in {"VERB", "AUX"} for token in between):
            return None
        end, affiliation = title.end, None
        for token in between:
            found = gazetteers.country(token.text) or gazetteers.bloc(token.text)
            if found:
                affiliation = getattr(found, "country", found).name
        if end < len(doc) and doc[end].lower_ in {"of", "for", "at"}:
            words = _noun_run(doc, end + 1)
            if words:
                affiliation = doc[words[0] : words[1]].text
                found = gazetteers.country(affiliation)
                affiliation = found.country.name if found else affiliation
                end = words[1]
        role = doc[title.start : title.end].text
        return {"role": role, "affiliation": affiliation, "role_span": [i + 1, end]}
    return None


def _noun_run(doc: Doc, start: int) -> tuple[int, int] | None:
    """The name that follows, without its article."""
    if start < len(doc) and doc[start].lower_ in {"the", "a"}:
        start += 1
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


def _portfolio_forms() -> Iterator[str]:
    yield from (portfolio.removeprefix("the ") for portfolio in PORTFOLIOS)
    yield from ("Foreign", "External", "Home", "Internal", "Justice", "Treasury", "Business")
    yield from (
        "Press",
        "Police",
        "Party",
        "Opposition",
        "Security",
        "Prime",
        "Attorney",
        "Special",
    )


@cache
def _portfolio_words() -> frozenset[str]:
    return frozenset(word.lower() for form in _portfolio_forms() for word in re.split(r"\W+", form))


@cache
def _head_kinds() -> dict[str, str]:
    """The last word of each title that is one word or ends in its head."""
    kinds: dict[str, str] = {}
    for form, kind in gazetteers.titles().items():
        head = re.split(r"[\s-]", form)[-1]
        if " of " not in f" {form} " and (form == head or head in gazetteers.titles()):
            kinds.setdefault(head, gazetteers.titles().get(head, kind))
    return kinds
