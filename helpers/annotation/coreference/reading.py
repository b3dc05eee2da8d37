"""What the neural network reads of a text around its pronouns, and says of their candidates."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import log_softmax, logsumexp
from spacy.tokens import Doc, Token

from helpers.annotation.reference_encoder import Encoder, Window

BEFORE = 2  # sentences that are read before the pronoun's own
NOT_READ = -30.0  # the logit of a candidate that isn't mentioned in these sentences


class Reading:
    """What the network reads of a text: the sentences around each pronoun, once for all in one."""

    def __init__(self, doc: Doc, sentence_of: Mapping[int, int], encoder: Encoder):
        self._doc, self._sentence_of, self._encoder = doc, sentence_of, encoder
        self._windows: dict[int, Window] = {}

    def log_probabilities(
        self, token: Token, chains: Sequence[Sequence[tuple[int, int]]]
    ) -> np.ndarray | None:
        """Return the log of the probability that a pronoun means each chain, and nobody of them.

        A chain is the tokens, start and end, of each mention of a candidate; the last number is
        that of nobody. It is None if none of them is in the sentences that are read.
        """
        window = self._window(token)
        start = self._start_of(token)
        pronoun = window.mean(token.i - start, token.i - start + 1)
        found = [
            (n, window.mean(first - start, end - start))
            for n, spans in enumerate(chains)
            for first, end in spans
        ]
        found = [(n, vector) for n, vector in found if vector is not None]
        if pronoun is None or not found:
            return None
        logits, nobody = self._encoder.compare(pronoun, np.array([vector for _, vector in found]))
        chain_of = np.array([n for n, _ in found])
        scores = [
            logsumexp(logits[chain_of == n]) if (chain_of == n).any() else NOT_READ
            for n in range(len(chains))
        ]
        return log_softmax([*scores, nobody])

    def _start_of(self, token: Token) -> int:
        sentence = self._sentence_of[token.i]
        return self._doc.spans["sentences"][max(0, sentence - BEFORE)].start

    def _window(self, token: Token) -> Window:
        """What is read of the pronoun's sentence and those before, again if it was cut off."""
        sentence, start = self._sentence_of[token.i], self._start_of(token)
        window = self._windows.get(sentence)
        if window is None or token.i - start not in window.pieces:
            end = max(self._doc.spans["sentences"][sentence].end, token.i + 1)
            words = [word.text for word in self._doc[start:end]]
            window = self._windows[sentence] = self._encoder.read(words, token.i - start)
        return window
