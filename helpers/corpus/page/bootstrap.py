"""Bootstrap intervals. Whole articles are resampled, since mentions in one article are not
independent of each other (Efron and Tibshirani, An Introduction to the Bootstrap, 1993).
"""

import numpy as np

REPEATS = 2000
CONFIDENCE = 0.95
SEED = 0
_AT_ONCE = 4_000_000  # random numbers drawn at a time


def ratios(x: np.ndarray, n: np.ndarray, seed: int = SEED) -> np.ndarray:
    """Return sum(x) / sum(n) for `REPEATS` bootstrap samples of the articles.

    `x` and `n` have a number for each article, such as the sum of its tones and their count.
    Samples whose sum(n) is 0 are missing.
    """
    chance = np.random.default_rng(seed)
    found, size = [], max(1, _AT_ONCE // max(len(x), 1))
    for start in range(0, REPEATS, size):
        drawn = chance.integers(0, len(x), (min(size, REPEATS - start), len(x)))
        total = n[drawn].sum(axis=1).astype("float64")
        found.append(x[drawn].sum(axis=1) / np.where(total > 0, total, np.nan))
    return np.concatenate(found)


def interval(samples: np.ndarray) -> tuple[float, float]:
    """Return the 95% percentile interval of samples."""
    edge = 100 * (1 - CONFIDENCE) / 2
    low, high = np.nanpercentile(samples, [edge, 100 - edge])
    return float(low), float(high)


def difference(one: tuple, other: tuple) -> tuple[float, float, float]:
    """Return the ratio of one group of articles minus another's, with its 95% interval.

    Each group is `x` and `n` as in `ratios`.
    """
    estimate = one[0].sum() / one[1].sum() - other[0].sum() / other[1].sum()
    return float(estimate), *interval(ratios(*one, seed=SEED) - ratios(*other, seed=SEED + 1))
