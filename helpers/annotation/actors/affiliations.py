"""The country or body that an organisation belongs to, as stated beside its name."""

from spacy.tokens import Doc, Span, Token

from helpers.annotation.actor_ids import BLOC, COUNTRY
from helpers.annotation.actors.parties import Parties, Party
from helpers.annotation.gazetteers import context_words

LONGEST_GAP = 4  # words between a country and an organisation: "the Peruvian news agency"
WHOLES = frozenset({COUNTRY, BLOC})


def affiliation_of(name: Span, parties: Parties) -> str | None:
    """Return the country or international body that an organisation belongs to, or None."""
    party = _before(name, parties) or _after(name, parties)
    return party.name if party else None


def _before(name: Span, parties: Parties) -> Party | None:
    """ "Peru's powerful Defence Ministry", "the Peruvian bank Lima", "the Peru-based Union" """
    doc, has_noun = name.doc, False
    for i in range(name.start, max(name.start - LONGEST_GAP - 1, 0), -1):
        party = parties.ending.get(i)
        if party:
            is_near = i >= name.start - 1 or doc[i].tag_ == "POS"
            is_whole = party.kind in WHOLES and (is_near or has_noun)
            return party if is_whole else None
        before = doc[i - 1]
        if (
            before.lower_ in context_words("organisation noun")
            or before.lower_ == "based"
            or before.text == "-"
        ):
            has_noun = True
        elif not _describes(before):
            return None
    return None


def _describes(token: Token) -> bool:
    return token.tag_ == "POS" or (token.is_lower and token.pos_ in {"ADJ", "NOUN", "ADV", "NUM"})


def _after(name: Span, parties: Parties) -> Party | None:
    """ "the Harbour Union of Peru", "the Harbour Union, a Peruvian bank" """
    doc, i = name.doc, name.end
    if i >= len(doc):
        return None
    if doc[i].lower_ in {"of", "in"}:
        return _whole_at(doc, i + 1, parties)
    if doc[i].text in {",", "("} and i + 1 < len(doc):
        party = _whole_at(doc, i + 1, parties)
        return party if party and _is_apposition(doc, party) else None
    return None


def _whole_at(doc: Doc, i: int, parties: Parties) -> Party | None:
    i += i < len(doc) and doc[i].lower_ in {"the", "a", "an"}
    party = parties.starting.get(i)
    return party if party and party.kind in WHOLES else None


def _is_apposition(doc: Doc, party: Party) -> bool:
    """Does a noun for an organisation follow: "Peruvian state bank"?"""
    for token in doc[party.span.end : party.span.end + LONGEST_GAP]:
        if token.lower_ in context_words("organisation noun"):
            return True
        if not _describes(token):
            return False
    return False
