"""Whom a text speaks of at a place, and so means even if a scorer is unsure."""

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Token

from helpers.annotation.coreference.context import Context, gender_of

# For somebody mentioned four times or more, and last in the two preceding sentences, the scorer is
# right even if it is unsure, provided that the next candidate is eight times less likely.
FEWEST_OF_TOPIC, NEAR, LEAD, LEAST_OF_TOPIC, SMALLEST = 4, 2, 8, 0.1, 0.001


class Topic:
    """Who of a text's people is spoken of where."""

    def __init__(self, context: Context):
        self._context, self._reader = context, context.reader

    def is_meant(
        self, token: Token, chain: str, chains: Sequence[str], ordered: np.ndarray
    ) -> bool:
        """Say whether somebody is meant: mentioned again and again, and far ahead of all others.

        `ordered` are the probabilities of `chains`, highest first.
        """
        sentence = self._context.sentence_of[token.i]
        before = [m for m in self._reader.chains[chain] if m.end <= token.i]
        if len(before) < FEWEST_OF_TOPIC or not before[0].named:
            return False
        back = sentence - self._context.sentence_of[before[-1].start]
        second = max(ordered[1], SMALLEST) if len(ordered) > 1 else SMALLEST
        knows = self._reader.genders.get(chain) == gender_of(token)
        if knows and back <= NEAR and ordered[0] >= LEAST_OF_TOPIC:
            return bool(ordered[0] >= LEAD * second) or self._is_only_near(token, chain, chains)
        return False

    def _is_only_near(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """Is there no other possible candidate in this sentence or the previous one?"""
        sentence = self._context.sentence_of[token.i]
        near = {
            other
            for other in chains
            for m in self._reader.chains[other]
            if self._reader.in_same_sentence(m, token)
            or (m.end <= token.i and sentence - self._context.sentence_of[m.start] == 1)
        }
        return near == {chain}
