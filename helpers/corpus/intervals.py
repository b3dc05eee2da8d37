"""Means and shares over articles, with confidence intervals.

Articles are the sampling units, since mentions in one article are not independent of each other:
the mean is the ratio estimator of a cluster sample (Cochran, Sampling Techniques, 1977, chapter 6),
and its 95% interval uses Student's t with one degree of freedom less than there are articles.
"""

import numpy as np
import pandas as pd

from helpers.corpus.columns import ESTIMATE
from helpers.tables.tone import TOO_FEW

CONFIDENCE = 0.95


def with_interval(sums: pd.DataFrame, lowest: float, highest: float) -> pd.DataFrame:
    """Return the `mean`, `low` and `high` of sums over articles, kept within what is possible.

    `sums` has a row for each estimate: `x` and `total` (numerator and denominator, summed over the
    articles), `xx`, `xn`, `nn` (sums of x², x·n and n², where n is an article's part of `total`),
    `n` and `n_documents`.
    """
    from scipy.stats import t

    x, total, n = (sums[c].astype("float64") for c in ("x", "total", "n_documents"))
    mean = x / total.where(total > 0)
    squares = sums["xx"] - 2 * mean * sums["xn"] + mean**2 * sums["nn"]
    enough = n.where(n >= TOO_FEW)
    error = np.sqrt(enough / (enough - 1) * squares.clip(lower=0).astype("float64")) / total
    reach = t.ppf((1 + CONFIDENCE) / 2, enough - 1) * error
    estimated = sums.assign(
        mean=mean,
        low=(mean - reach).clip(lower=lowest),
        high=(mean + reach).clip(upper=highest),
        n=sums["n"].astype("int64"),
    )
    return estimated[[*(c for c in ("actor_id", "group", "period") if c in sums), *ESTIMATE]]
