"""When a pronoun may mean either of two people, whoever is the likelier one."""

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from helpers.annotation.coreference import place
from helpers.annotation.coreference.context import Context
from helpers.annotation.grammar import SUBJECTS


class Undecided:
    """The pairs of people whom grammar does not tell apart.

    `at` returns the chain of the mention with that head.
    """

    def __init__(self, context: Context, at: Callable[[int], str | None]):
        self.context = context
        self._at = at

    def is_open(self, token: Token, best: Sequence[str], chains: Sequence[str]) -> bool:
        """Say whether it may be another of `chains` than `best`, the two likeliest, best first."""
        return (
            self._are_joined(token, best[0], chains)
            or self._are_told(token, best)
            or self._act_alike(token, best[0], chains)
        )

    def _are_joined(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Baker and Reed met. He spoke.": may it be another of those who are named together?"""
        last = {other: self._last(token, other) for other in chains}
        if last[chain] is None:
            return False
        together = {word.i for word in last[chain].conjuncts}
        heads = [word.i for other, word in last.items() if other != chain and word is not None]
        return any(i in together for i in heads)

    def _last(self, token: Token, chain: str) -> Token | None:
        """The head of the chain's last mention before the pronoun."""
        heads = [m.head for m in self.context.reader.chains[chain] if m.end <= token.i]
        return self.context.doc[max(heads)] if heads else None

    def _are_told(self, token: Token, best: Sequence[str]) -> bool:
        """ "Baker told Reed that he had lost": it may be the speaker or the hearer."""
        verb = token.head
        if token.dep_ not in SUBJECTS or verb.dep_ != "ccomp":
            return False
        heads = [c.i for c in verb.head.children if c.dep_ in SUBJECTS | place.OBJECTS]
        return len(set(best) & {self._at(i) for i in heads}) > 1

    def _act_alike(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Reed said that Baker forged notes and that Roke sold oil. “He knew.”": who?"""
        last = self._last(token, chain)
        if last is None or self.context.sentence_of[last.i] == self.context.sentence_of[token.i]:
            return False
        alike = {self._at(i) for i in place.parallel_subjects(last)}
        return bool(alike & (set(chains) - {chain}))
