"""The learned scorer: the probability that a pronoun means each candidate.

Gradient-boosted trees (Friedman 2001, "Greedy Function Approximation"), trained by
`benchmarks/train_coreference.py` and run here with numpy alone; the model card is
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


class ScorerError(RuntimeError):
    """The model can't be used; the message names the file and says what to do."""


class Scorer:
    """The model in a file.

    `threshold` is the confidence below which a pronoun stays open.
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
        self._weights = np.array(model["confidence"], float)
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

    def confidence(self, probabilities: Sequence[float]) -> float:
        """Return the probability that the best candidate is right, given those of all candidates.

        This is a logistic regression, fitted on pronouns that the trees had not seen.
        """
        return float(1 / (1 + np.exp(-self._weights @ calibration_row(probabilities))))


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


@cache
def scorer() -> Scorer:
    """Return the model that comes with the project, loaded once per process."""
    return Scorer()
