"""What the findings of a corpus share: their form, and the articles they compare."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.corpus.page.bootstrap import difference
from helpers.corpus.page.model import Model
from helpers.wording import named, percent

MOST_ACTORS = 40  # that are compared
FEWEST = 5  # articles on either side
LEAST_TONE = 0.2  # smallest difference of mean tones
LEAST_SHARE = 0.15  # smallest difference of shares of articles
WITHIN = 0.5  # part of a difference, and of the articles, that has to be in strata with both sides


class Link(NamedTuple):
    """The sentences that a part of a finding was counted from."""

    label: str
    what: str  # mentions, tone, quotes or acts
    actor: int = -1
    source: int = -1
    since: int | None = None
    until: int | None = None
    target: int = -1
    gender: str = ""
    aimed: bool = False  # of acts: only those of a quad class that are not mutual


class CorpusFinding(NamedTuple):
    """A sentence for the reader, with links to the sentences behind it."""

    text: str
    links: tuple[Link, ...] = ()
    kind: str = ""
    detail: str = ""  # the interval, and what was counted


class Test(NamedTuple):
    """A difference that was tested: its p-value, and how it is worded if it holds."""

    p_value: float
    tell: object


class Compared:
    """The model with what several kinds of findings need from it."""

    def __init__(self, model: Model):
        self.model = model
        self.actors = model.actors.head(MOST_ACTORS)
        self.day = model.documents["day"].astype("float64").to_numpy()
        self.source = model.documents["source"].to_numpy()

    def name(self, actor: int, *, start: bool = False) -> str:
        """Return an actor's name as it is used in a sentence."""
        row = self.model.actors.iloc[actor]
        return named(row["name"], row["kind"], start=start)

    def judged(self, actor: int) -> pd.DataFrame:
        """Return the articles with a tone towards an actor: document, tone (sum), judged, mean."""
        present = self.model.present
        own = present[(present["actor"] == actor) & (present["judged"] > 0)]
        return own.assign(mean=own["tone"] / own["judged"])

    def has(self, actor: int) -> np.ndarray:
        """Return a mask of the articles that name an actor."""
        has = np.zeros(len(self.model.documents), dtype=bool)
        present = self.model.present
        has[present.loc[present["actor"] == actor, "document"]] = True
        return has


def holds_within(x: np.ndarray, n: np.ndarray, second: np.ndarray, strata: np.ndarray) -> bool:
    """Is a difference between two sides also there within strata, such as sources?

    Without this, a change could be that other sources begin, and a difference between two sources
    that they wrote at different times. `x` and `n` are as in `bootstrap.ratios`; `second` is a mask
    of the second side. Strata are weighted as in the Mantel-Haenszel risk difference (Greenland and
    Robins, Biometrics 41, 1985).
    """
    whole = x[second].sum() / n[second].sum() - x[~second].sum() / n[~second].sum()
    inner, weight, articles = 0.0, 0.0, np.zeros(2)
    for stratum in np.unique(strata):
        sides = [(strata == stratum) & side for side in (~second, second)]
        sizes, totals = (np.array([a[side].sum() for side in sides]) for a in (n > 0, n))
        if totals.min() > 0:
            own = sizes.prod() / sizes.sum()
            inner += own * (x[sides[1]].sum() / totals[1] - x[sides[0]].sum() / totals[0])
            weight += own
            articles += sizes
    if articles.min() < FEWEST or articles.sum() < WITHIN * (n > 0).sum():
        return False
    return bool(inner / weight * np.sign(whole) >= WITHIN * abs(whole))


def times(day: np.ndarray) -> np.ndarray:
    """Return the number of the fifth in time that each article is in; undated ones are together."""
    dated = ~np.isnan(day)
    number = np.full(len(day), -1)
    edges = np.quantile(day[dated], [0.2, 0.4, 0.6, 0.8]) if dated.any() else []
    number[dated] = np.searchsorted(edges, day[dated])
    return number


def crossed(has: np.ndarray, one: np.ndarray, other: np.ndarray) -> list[list[int]]:
    """Return how many articles on either side name an actor, and how many do not."""
    return [[int((has & side).sum()), int((~has & side).sum())] for side in (one, other)]


def shares_of(has, one, other) -> tuple[list[float], float, float, float]:
    """Return the share on either side, and the difference with its 95% interval."""
    sides = [has[side].astype("float64") for side in (one, other)]
    ones = [np.ones(len(side)) for side in sides]
    change, low, high = difference((sides[1], ones[1]), (sides[0], ones[0]))
    return [float(side.mean()) for side in sides], change, low, high


def part_of(share: float) -> str:
    """Return a share of articles in words."""
    return {0.0: "none", 1.0: "all"}.get(share, percent(share))


def points(share: float) -> str:
    """Return a difference of shares in words."""
    return f"{100 * share:+.0f}".replace("-", "−") + " points"


def detail(written, gap: float, low: float, high: float, n_one: int, n_other: int) -> str:
    """Return a difference in words, with its interval and the articles on either side.

    If all articles on a side agree, so do all samples of them, and there is no interval.
    """
    within = f", 95% interval {written(low)} to {written(high)}" if low < high else ""
    return f"difference {written(gap)}{within}; {int(n_one):,} and {int(n_other):,} articles"
