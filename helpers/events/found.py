"""What the rules find: an act between parties."""

import re
from itertools import combinations
from typing import NamedTuple

from spacy.tokens import Token

from helpers.events.circumstances import Circumstances
from helpers.events.lexicon import OTHER, words
from helpers.events.parties import Party, object_of

SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–])")
NEAR_SCORE = 10
MUTUAL = frozenset("clash fight battle war skirmish duel".split())
FIGHTS = frozenset("fight battle war fighting".split())
NEAR = 25
REASONS = frozenset("for over as".split())


class Event(NamedTuple):
    """An act: its source and target (None if not said), its words, lemma, class, circumstances."""

    source: Party | None
    tokens: list[Token]
    action: str
    target: Party | None
    event_class: str
    circumstances: Circumstances


def pairs(partners: list[Party]) -> list[tuple[Party, Party]]:
    """Return each two of the partners, in order."""
    return list(combinations(partners, 2))


def class_of(word: Token, event_class: str, source: Party | None, target: Party | None) -> str:
    """Return the class of an act; an attack in words alone is an accusation, one in sport neither.

    An attack that the lexicon has under both is one in words if a reason follows ("attacked him for
    his record"), or if a person attacks a person or organisation and nothing around is violent.
    """
    if event_class != "assault":
        return event_class
    if SCORE.search(word.doc[word.i : word.i + NEAR_SCORE].text):
        return OTHER
    if word.lemma_.lower() not in words("verbal_attack"):
        return event_class
    if word.lemma_.lower() not in MUTUAL and any(map(_is_reason, word.rights)):
        return "accuse"
    kinds = [party.actor_id.partition(":")[0] if party else "" for party in (source, target)]
    violent = words("violent") | words("force")
    fights = word.lemma_.lower() in FIGHTS and kinds[1] == "organisation"
    if kinds[0] == "person" and kinds[1] in {"person", "organisation"} and not fights:
        near = word.doc[max(0, word.i - NEAR) : word.i + NEAR]
        return event_class if any(t.lemma_.lower() in violent for t in near) else "accuse"
    return event_class


def _is_reason(preposition: Token) -> bool:
    """ "for his record", but not "for weeks" """
    noun = object_of(preposition) if preposition.lower_ in REASONS else None
    return noun is not None and noun.ent_type_ not in {"DATE", "TIME"}
