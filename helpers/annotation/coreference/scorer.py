"""The learned scorer: the probability that a pronoun means each candidate.

Gradient-boosted trees (Friedman 2001, "Greedy Function Approximation"), trained by
`benchmarks/train_coreference.py` and run here with numpy alone, and a logistic regression that
joins their answers with those of the network that reads the text (reading.py); the model card is
data/models/coreference/README.md.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from helpers.annotation.coreference.features import FEATURES
from helpers.annotation.data_tables import DATA

MODEL = DATA / "models" / "coreference" / "model.json"
SMALLEST = 1e-4  # probabilities are clipped this close to 0 and 1
# Below this confidence, the best candidate has to be this many times as likely as the next. On the
# development part of GAP this finds more people, with as many wrong ones, than a higher threshold.
AHEAD, SURE = 1.5, 0.85
# In the regression, how far logits, and how far they are ahead of the next, are counted.
MOST_LOGIT, MOST_LEAD, MOST_LEAD_READ = 7.0, 6.0, 8.0
UNREAD = -2.0  # the logit that the network is taken to give to somebody it has not read of


class ScorerError(RuntimeError):
    """The model can't be used; the message names the file and says what to do."""


class Scorer:
    """The model in a file.

    `threshold` is the confidence below which a pronoun stays open, `joined_threshold` that with the
    network.
    Raises `ScorerError` if the file is missing or damaged.
    """

    def __init__(self, path: Path = MODEL):
        # Reports show the message, which should not reveal where the project is installed.
        name = path.relative_to(DATA.parent) if path.is_relative_to(DATA.parent) else path
        repair = "references stay with the rules; restore the file from the repository"
        try:
            self._read(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise ScorerError(f"{name}: the model of references is missing; {repair}") from None
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0][:80]
            raise ScorerError(
                f"{name}: the model of references is damaged ({reason}); {repair}"
            ) from None

    def _read(self, model: dict) -> None:
        if tuple(model["features"]) != FEATURES:
            raise ValueError("made for other features")
        self.threshold = float(model["threshold"])
        self._start, self._rate = float(model["start"]), float(model["rate"])
        joined = model["joined"]
        self.joined_threshold = float(joined["threshold"])
        self._confidence = {
            False: np.array(model["confidence"], float),
            True: np.array(joined["confidence"], float),
        }
        self._joined = np.array(joined["weights"], float)
        # The nodes of all trees, one after another, and where each tree's begin.
        trees = model["trees"]
        sizes = [len(tree["feature"]) for tree in trees]
        self._roots = np.cumsum([0, *sizes[:-1]])
        self._feature, self._cut, self._value = (
            np.concatenate([tree[key] for tree in trees])
            for key in ("feature", "threshold", "value")
        )
        left, right = (np.concatenate([tree[key] for tree in trees]) for key in ("left", "right"))
        self._next = np.column_stack([left, right]) + np.repeat(self._roots, sizes)[:, None]
        self._depth = int(model["depth"])
        self.probabilities(np.zeros((1, len(FEATURES)), np.float32))
        self.confidence([0.5])
        self.joined([0.5], None)
        self.confidence([0.5], joined=True)

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """Return the probability of each candidate, for features of shape (n, len(FEATURES))."""
        nodes = np.tile(self._roots, (len(features), 1))
        # `take` on flat arrays is the fastest way to look up.
        row = np.arange(len(features))[:, None] * features.shape[1]
        for _ in range(self._depth):
            is_right = features.take(row + self._feature.take(nodes)) > self._cut.take(nodes)
            nodes = self._next.take(2 * nodes + is_right)
        score = self._start + self._rate * self._value[nodes].sum(axis=1)
        return 1 / (1 + np.exp(-score))

    def joined(self, probabilities: Sequence[float], read: np.ndarray | None) -> np.ndarray:
        """Return the probability of each candidate by the trees and the network together.

        `read` are the network's log probabilities, with that of nobody last (`Reading`). This is a
        logistic regression, fitted on pronouns that neither had seen.
        """
        return 1 / (1 + np.exp(-(joining_rows(probabilities, read) @ self._joined)))

    def confidence(self, probabilities: Sequence[float], joined: bool = False) -> float:
        """Return the probability that the best candidate is right, given those of all candidates.

        This is a logistic regression, fitted on pronouns that the trees had not seen; `joined` if
        the probabilities are those of `joined`.
        """
        weights = self._confidence[joined]
        return float(1 / (1 + np.exp(-weights @ calibration_row(probabilities))))


def is_close(probabilities: Sequence[float], confidence: float) -> bool:
    """Say whether the next candidate is too likely for a choice.

    >>> is_close([0.5, 0.4], 0.6), is_close([0.5, 0.1], 0.6), is_close([0.9, 0.7], 0.9)
    (True, False, False)
    """
    best, second = (*sorted(probabilities, reverse=True), 0.0)[:2]
    return bool(confidence < SURE and best < AHEAD * second)


def calibration_row(probabilities: Sequence[float]) -> np.ndarray:
    """Return the inputs of the confidence: the two best probabilities, and how many there are."""
    best, second = (*sorted(probabilities, reverse=True), 0.0)[:2]
    logits = [np.log(p / (1 - p)) for p in np.clip([best, second], SMALLEST, 1 - SMALLEST)]
    return np.array([1.0, *logits, np.log(len(probabilities)), float(len(probabilities) == 1)])


def joining_rows(probabilities: Sequence[float], read: np.ndarray | None) -> np.ndarray:
    """Return the inputs of `Scorer.joined`, a row for each candidate.

    They are, after a constant, each candidate's logit by the trees and how far it is ahead of all
    others; the same by the network, nobody among the others, if it has read the text; whether it
    has; and how many candidates there are.
    """
    trees = _logits(np.asarray(probabilities, float), SMALLEST)
    n = len(trees)
    lead = np.clip(_leads(trees), -MOST_LEAD, MOST_LEAD)
    if read is None:
        own, own_lead = np.full(n, UNREAD), np.zeros(n)
    else:
        own = np.clip(_logits(np.exp(read[:-1]), SMALLEST), -MOST_LOGIT, MOST_LOGIT)
        own_lead = np.clip(_leads(read)[:-1], -MOST_LEAD_READ, MOST_LEAD_READ)
    return np.column_stack(
        [
            np.ones(n), trees, lead, own, own_lead, np.full(n, float(read is not None)),
            np.full(n, np.log(n)),
        ]
    )  # fmt: skip


def _logits(probabilities: np.ndarray, smallest: float) -> np.ndarray:
    clipped = np.clip(probabilities, smallest, 1 - smallest)
    return np.log(clipped / (1 - clipped))


def _leads(scores: np.ndarray) -> np.ndarray:
    """How far each score is above the highest of the others."""
    if len(scores) < 2:
        return np.full(len(scores), np.inf)
    order = np.sort(scores)[::-1]
    others = np.full(len(scores), order[0])
    others[np.argmax(scores)] = order[1]
    return scores - others


@cache
def scorer() -> Scorer:
    """Return the model that comes with the project, loaded once per process."""
    return Scorer()
