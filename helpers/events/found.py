"""What the rules find: an act between parties."""

from itertools import combinations
from typing import NamedTuple

from spacy.tokens import Token

from helpers.events.circumstances import Circumstances
from helpers.events.parties import Party


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
