"""What the rules find: an act between parties."""

import re
from itertools import combinations
from typing import NamedTuple

from spacy.tokens import Token

from helpers.annotation.actor_ids import kind_of
from helpers.annotation.actors.teams import SPORT_WORDS, is_about_sport
from helpers.annotation.events.circumstances import Circumstances
from helpers.annotation.events.parties import Party
from helpers.annotation.grammar import object_of
from helpers.annotation.lexicons.acts import CONTEST, Frame, words

SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–])")
NEAR_SCORE = 10
MUTUAL = frozenset("clash fight fighting battle war skirmish duel".split())
NEAR = 25
FEWEST_SPORT_WORDS = 2
REASONS = frozenset("for over as".split())


class Event(NamedTuple):
    """An act: its source and target (None if not said), its words, lemma, class, circumstances.

    It is `mutual` if the target does the same to the source; `thing` is what it is about, as token
    indices, where the words of the act do not say it.
    """

    source: Party | None
    tokens: list[Token]
    action: str
    target: Party | None
    event_class: str
    circumstances: Circumstances
    mutual: bool = False
    thing: tuple[int, int] | None = None


def is_mutual(frame: Frame) -> bool:
    """Say whether partners do this to each other: talks, treaties, trade."""
    return "reciprocal" in frame.slots and frame.event_class in {"consult", "agree", "cooperate"}


def pairs(partners: list[Party]) -> list[tuple[Party, Party]]:
    """Return each two of the partners, in order."""
    return list(combinations(partners, 2))


def class_of(word: Token, event_class: str, source: Party | None, target: Party | None) -> str:
    """Return the class of an act; an attack in words alone is an accusation, one in sport neither.

    An attack that the lexicon has under both is one in words if a reason follows ("attacked him for
    his record"), or if a person attacks a person or organisation and nothing around is violent.
    """
    doc, lemma = word.doc, word.lemma_.lower()
    if event_class == CONTEST and any(child.lower_ == "death" for child in word.subtree):
        return "assault"
    if event_class == "consult" and lemma in words("encounter") and _is_sport(word):
        return CONTEST
    if event_class != "assault":
        return event_class
    before = {child.lemma_.lower() for child in word.lefts}
    scored = SCORE.search(doc[word.i : word.i + NEAR_SCORE].text)
    if scored or before & words("contested") or _is_sport(word):
        return CONTEST
    if before & words("in_words"):
        return "accuse"
    if lemma not in words("verbal_attack"):
        return event_class
    kinds = [kind_of(party.actor_id) if party else "" for party in (source, target)]
    for_a_reason = any(map(_is_reason, word.rights))
    if lemma in MUTUAL and for_a_reason:
        # "fighting for second place" is a race, "clashed over the border" a clash.
        return CONTEST if kinds == ["person", "person"] else event_class
    if for_a_reason:
        return "accuse"
    in_words = kinds == ["person", "person"] or (
        kinds == ["person", "organisation"] and lemma not in MUTUAL
    )
    violent = words("violent") | words("force")
    near = doc[max(0, word.i - NEAR) : word.i + NEAR]
    if in_words and not any(token.lemma_.lower() in violent for token in near):
        return "accuse"
    return event_class


def _is_sport(word: Token) -> bool:
    """Is the sentence about sport? A single word of it can be a figure of speech elsewhere."""
    n = sum(token.lower_ in SPORT_WORDS for token in word.sent)
    return n >= FEWEST_SPORT_WORDS or (n > 0 and is_about_sport(word.doc))


def _is_reason(preposition: Token) -> bool:
    """ "for his record", but not "for weeks" """
    noun = object_of(preposition) if preposition.lower_ in REASONS else None
    return noun is not None and noun.ent_type_ not in {"DATE", "TIME"}
