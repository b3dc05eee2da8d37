"""The bodies and countries named beside a title: "of the Red Cross", "Peru's newly elected".

Functions return the party, or where its words begin or end, as token indices.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation.actor_ids import BLOC, ORGANISATION, PERSON
from helpers.annotation.actors.evidence import has_organisation_word
from helpers.annotation.gazetteers import context_words

LONGEST_GAP = 3  # between an affiliation and the title after it
LONGEST_PHRASE = 8  # from "of" to the name of the body that a title belongs to
LONGEST_BRACKETS = 4
BODIES = frozenset({ORGANISATION, BLOC})
OF = frozenset("of for at with from in".split())
ARTICLES = frozenset("the a an its their his her".split())


class Party(NamedTuple):
    """A mention of an actor by name, possibly with a role or affiliation beside it."""

    span: Span
    kind: str
    name: str


class Parties:
    """The mentions by name in a text, by the tokens at which they start and end."""

    def __init__(self, parties: Iterable[Party]):
        parties = list(parties)
        self.starting = {party.span.start: party for party in parties}
        self.ending = {party.span.end: party for party in parties}


def party_before(doc: Doc, end: int, parties: Parties) -> Party | None:
    """The body or country right before a title, or before "newly elected" and the like."""
    for i in range(end, max(end - LONGEST_GAP - 1, 0), -1):
        party = parties.ending.get(i)
        if party:
            return party if party.kind != PERSON and not is_topic(doc, end, party) else None
        before = doc[i - 1]
        if before.text == ")":
            return _party_before_brackets(doc, i - 1, parties)
        if before.tag_ == "POS" and i - 1 not in parties.ending:
            return None  # "the Peruvian president's lawyer"
        if not (before.tag_ in {"POS", "VBN"} or _describes(before)):
            return None
    return None


def _describes(token: Token) -> bool:
    return token.pos_ in {"ADJ", "ADV"} or (token.pos_ == "NOUN" and token.is_lower)


def is_topic(doc: Doc, title: int, party: Party) -> bool:
    """ "Mali expert": what somebody knows about, not where they are"""
    if party.kind in BODIES or party.span.end != title or title >= len(doc):
        return False
    knows = doc[title].lower_ in context_words("noun for who knows a country")
    return knows and party.span.text == party.name


def _party_before_brackets(doc: Doc, closing: int, parties: Parties) -> Party | None:
    """ "the Harbour Union (HU) chairman" """
    for i in range(closing, max(closing - LONGEST_BRACKETS, 0), -1):
        if doc[i].text == "(":
            party = parties.ending.get(i)
            return party if party and party.kind != PERSON else None
    return None


def party_in(span: Span, parties: Parties) -> Party | None:
    """The last body named in a span, otherwise the last country."""
    found = [parties.starting[token.i] for token in span if token.i in parties.starting]
    found = [party for party in found if party.kind != PERSON]
    bodies = [party for party in found if party.kind in BODIES]
    return (bodies or found)[-1] if found else None


def party_of_title(doc: Doc, end: int, parties: Parties) -> tuple[str | None, bool, int]:
    """ "of the Red Cross" at `end`: the title's body or country, whether a body, and its end."""
    if end >= len(doc) or doc[end].lower_ not in OF:
        return None, False, end
    found = list(_parties_of_phrase(doc, end + 1, parties))
    body = next((party for party in found if party.kind in BODIES), None)
    if body:
        return body.name, True, body.span.end
    if found:
        return found[0].name, False, found[0].span.end
    words = _noun_run(doc, end + 1 + (end + 1 < len(doc) and doc[end + 1].lower_ in ARTICLES))
    text = doc[slice(*words)].text if words else ""
    return (text, True, words[1]) if has_organisation_word(text) else (None, False, end)


def _parties_of_phrase(doc: Doc, start: int, parties: Parties) -> Iterator[Party]:
    """The bodies and countries that a phrase from `start` on names, before people and verbs."""
    for i in range(start, min(start + LONGEST_PHRASE, len(doc))):
        party = parties.starting.get(i)
        if party is None and _ends_phrase(doc[i]):
            return
        if party is None or is_owner(party) or _is_of_others(party):
            continue
        if party.kind == PERSON or (party.kind not in BODIES and doc[i - 1].lower_ == "from"):
            return
        yield party


def is_owner(party: Party) -> bool:
    """ "leader of the Bundestag's committee" """
    end = party.span.end
    return end < len(party.span.doc) and party.span.doc[end].tag_ == "POS"


def _is_of_others(party: Party) -> bool:
    """ "vice chairman at the Peruvian carmaker", "student of Peruvian origin" """
    if party.kind in {*BODIES, PERSON} or party.span.end >= len(party.span.doc):
        return False
    noun = party.span.doc[party.span.end].lower_
    companies = context_words("company or medium before its name")
    return noun in companies or noun in context_words("noun for descent")


def _ends_phrase(token: Token) -> bool:
    if token.is_space:
        return True
    if token.is_punct:
        return token.text not in {"-", '"', "“", "‘"}
    return token.pos_ in {"VERB", "AUX", "PRON", "SCONJ"} and token.tag_ not in {"VBN", "VBG"}


def start_of_phrase(doc: Doc, party: Party) -> int:
    """Where "of the Red Cross" begins."""
    start = party.span.start
    while start > 1 and doc[start - 1].lower_ in {"the", *OF}:
        start -= 1
    return start


def _noun_run(doc: Doc, start: int) -> tuple[int, int] | None:
    """The words in capitals from `start` on, as token indices."""
    end = start
    while end < len(doc) and (doc[end].text[:1].isupper() or _links(doc, end)):
        end += 1
    return (start, end) if end > start else None


def _links(doc: Doc, i: int) -> bool:
    following = doc[i + 1].text if i + 1 < len(doc) else ""
    return doc[i].lower_ in {"of", "and", "for"} and following[:1].isupper()
