"""Score the tone networks of cross-validation, each on the fold it has not learned from.

    for k in 0 1 2 3; do
        python benchmarks/train_tone.py fit MINILM fold$k.pt --fold $k/4 --seed $((k + 1)) \\
            --freeze 1 --more swapped.jsonl contrasts.jsonl
    done
    python benchmarks/tone_folds.py fold0.pt fold1.pt fold2.pt fold3.pt

It prints macro-F1 of each fold, in all sentences and in those with several targets, the temperature
that suits the other folds, and the expected calibration error with it; then mean and spread.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from tone_network import probabilities, start_from
from train_tone import DATA, fold_of, held_out, macro_f1, read, scored


def of_folds(models: list[str], rows: list[dict]) -> np.ndarray:
    """Return the probabilities that networks give rows, n × 3.

    Several networks are those of cross-validation, in the order of the folds: a row of a fold is
    judged by the network that has not learned from it, any other row by the mean of all.
    """
    folds = [fold_of(row, len(models)) for row in rows]
    said, judged = np.zeros((len(rows), 3)), np.zeros((len(rows), 1))
    for number, model in enumerate(models):
        asked = [at for at, fold in enumerate(folds) if fold in {None, number}]
        said[asked] += probabilities(*start_from(model), [rows[at] for at in asked])
        judged[asked] += 1
    return said / judged


def main() -> None:
    """Read the command line, score each network on its own fold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="+")
    parser.add_argument("--data", type=Path, default=DATA)
    args = parser.parse_args()
    torch.set_num_threads(1)
    rows = [row for row in read(args.data / "train.jsonl") if not held_out(row)]
    said = of_folds(args.models, rows)
    of = np.array([fold_of(row, len(args.models)) for row in rows])
    labels = np.array([row["label"] for row in rows]) + 1
    measures = []
    for number in range(len(args.models)):
        own = of == number
        # What is measured of a fold must not have set its temperature.
        heat = temperature(said[~own], labels[~own])
        some = [row for row, here in zip(rows, own, strict=True) if here]
        error = calibration_error(heated(said[own], heat), labels[own])
        measures.append((*macro_f1(some, said[own]), error))
        print(f"fold {number} {scored(some, said[own])} temperature {heat:.2f} ece {error:.3f}")
    for name, column in zip(("macro-F1", "several", "ece"), np.transpose(measures), strict=True):
        print(f"{name}: mean {column.mean():.4f}, spread {column.std(ddof=1):.4f}")


def heated(said: np.ndarray, heat: float) -> np.ndarray:
    """Return probabilities at a temperature: above 1 they are less sure (Guo et al., ICML 2017)."""
    powers = said ** (1 / heat)
    return powers / powers.sum(axis=1, keepdims=True)


def temperature(said: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature at which the labels are most probable."""
    tried = np.arange(0.5, 2.51, 0.05)
    at = np.arange(len(labels))
    return float(max(tried, key=lambda heat: np.log(heated(said, heat)[at, labels]).mean()))


def calibration_error(said: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """Return how far the best tone's probability is from how often it is right, over ten bins."""
    sure, right = said.max(axis=1), said.argmax(axis=1) == labels
    of = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [(of == one).mean() * abs((right - sure)[of == one].mean()) for one in np.unique(of)]
    return float(sum(gaps))


if __name__ == "__main__":
    main()
