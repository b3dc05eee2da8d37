"""Fit how the trees and the network of references are joined, and write it into their model.

    python benchmarks/join_coreference.py DEV.tsv [--to FOLDER]

DEV.tsv has GAP's form. Both regressions, that of the candidates and that of the confidence, learn
from the texts of the fold that the network had not seen, with what trees say that learned from the
other folds. The confidence has the offset of the trees' for news. Figures are by folds of these
texts, without the rules of third_person.py.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from reference_windows import gap
from sklearn.linear_model import LogisticRegression
from train_coreference import (
    COPIES,
    FOLDS,
    Item,
    by_folds,
    calibrated,
    fitted,
    fold_of,
    item_of,
    items_of,
    judged,
    measured,
)

from helpers.annotation.coreference.scorer import MODEL, joining_rows
from helpers.annotation.reference_encoder import encoder

LEFT_OUT = 0  # the fold that train_references.py leaves out
OFFSET = 0.5  # on the logit; train_coreference.py prints it
# In news, of the 14 that it gives between 0.6 and 0.7, 12 are right; with all rules, 90% on GAP.
THRESHOLD = 0.6
CUTS = (0.0, 0.5, 0.6, 0.7, 0.8)


def weights_of(items: list[Item], said: list[np.ndarray]) -> np.ndarray:
    """Return the weights of the probability that a candidate is meant."""
    rows, right = [], []
    for item, probabilities in zip(items, said, strict=True):
        if not len(item.chains):
            continue
        for chain, row in zip(item.chains, joining_rows(probabilities, item.read), strict=True):
            if item.right or chain in item.wrong:
                rows.append(row)
                right.append(chain in item.right)
    regression = LogisticRegression(fit_intercept=False, max_iter=2000)
    return regression.fit(np.array(rows), np.array(right)).coef_[0]


def joined(item: Item, probabilities: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the probabilities of an item's candidates by both."""
    if not len(item.chains):
        return probabilities
    return 1 / (1 + np.exp(-joining_rows(probabilities, item.read) @ weights))


def by_others(items: list[Item], said: list[np.ndarray]) -> list[np.ndarray]:
    """Return the probabilities by both, with weights from other texts."""
    found: list[np.ndarray] = [np.zeros(0)] * len(items)
    fold = [fold_of(n, FOLDS) for n in range(len(items))]
    for one in range(FOLDS):
        learned = [n for n in range(len(items)) if fold[n] != one]
        weights = weights_of([items[n] for n in learned], [said[n] for n in learned])
        for n in range(len(items)):
            if fold[n] == one:
                found[n] = joined(items[n], said[n], weights)
    return found


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dev", type=Path)
    parser.add_argument("--to", type=Path, default=MODEL.parent)
    args = parser.parse_args()
    rows, docs = map(list, zip(*gap(args.dev), strict=True))
    first = by_folds(items_of(rows, docs, [None]))
    items = items_of(rows, docs, first)
    trees = fitted(item for n, item in enumerate(items) if fold_of(n, FOLDS) != LEFT_OUT)
    new = [
        item_of(row, doc, first[LEFT_OUT], encoder())
        for n, (row, doc) in enumerate(zip(rows, docs, strict=True))
        if fold_of(n, FOLDS) == LEFT_OUT
    ]
    said = [judged(item, trees) for item in new]
    both = by_others(new, said)
    weights, _ = calibrated(new, both)
    for kind, answers in (("trees", said), ("both", both)):
        sure = calibrated(new, answers)[1]
        for n in range(COPIES):
            for cut in CUTS:
                figures = measured(new[n::COPIES], answers[n::COPIES], sure[n::COPIES], cut)
                print(f"{kind}, copies {bool(n)}, confidence {cut:.2f}: {figures}", flush=True)
    weights[0] += OFFSET
    path = args.to / MODEL.name
    model = json.loads(path.read_text(encoding="utf-8"))
    model["joined"] = {
        "threshold": THRESHOLD,
        "weights": [round(float(weight), 5) for weight in weights_of(new, said)],
        "confidence": [round(float(weight), 5) for weight in weights],
    }
    path.write_text(json.dumps(model, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
