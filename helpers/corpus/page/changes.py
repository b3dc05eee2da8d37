"""What changed when: the day on which the tone towards an actor, or its coverage, changed."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd

from helpers.corpus.page.bootstrap import difference
from helpers.corpus.page.compared import (
    FEWEST,
    LEAST_SHARE,
    LEAST_TONE,
    Compared,
    CorpusFinding,
    Link,
    Test,
    crossed,
    detail,
    holds_within,
    part_of,
    points,
    shares_of,
)
from helpers.corpus.turning_point import turning_points
from helpers.wording import signed

MOST_DAYS = 60  # that are tested for a change
DAY_ZERO = pd.Timestamp("1970-01-01")


class Changes(Compared):
    """Tests of changes; each p-value allows for all days on which the change could have been."""

    def tone_changes(self) -> Iterator[Test]:
        """Yield a test for each actor, of the day on which the tone towards it changes most."""
        turns = turning_points(self._tones())
        number = {actor_id: place for place, actor_id in enumerate(self.actors["actor_id"])}
        for turn in turns.itertuples():
            actor, split = number[turn.actor_id], (turn.date - DAY_ZERO).days
            own = self.judged(actor)
            days = self.day[own["document"]]
            own, days = own[~np.isnan(days)], days[~np.isnan(days)]
            if min((days < split).sum(), (days >= split).sum()) >= FEWEST:
                yield Test(turn.p_value, partial(self._tone_change, actor, own, days, split))

    def _tones(self) -> pd.DataFrame:
        """The tone of each dated article towards each actor, as `turning_points` takes it."""
        documents, present = self.model.documents, self.model.present
        own = present[(present["judged"] > 0) & (present["actor"] < len(self.actors))]
        of = documents.iloc[own["document"]].reset_index(drop=True)
        actor = self.actors.iloc[own["actor"]].reset_index(drop=True)
        tones = pd.DataFrame(
            {
                **{name: actor[name] for name in ("actor_id", "name", "kind")},
                **{name: of[name] for name in ("doc_id", "title", "date")},
                "group": of["source"].astype("str"),
                "n": own["judged"].to_numpy(),
                "tone": (own["tone"] / own["judged"]).to_numpy(),
            }
        )
        return tones.dropna(subset="date").sort_values(["date", "doc_id"], ignore_index=True)

    def _tone_change(self, actor, own, days, split) -> CorpusFinding | None:
        tone, judged = own["tone"].to_numpy(), own["judged"].to_numpy()
        before, after = days < split, days >= split
        change, low, high = difference((tone[after], judged[after]), (tone[before], judged[before]))
        if low <= 0 <= high or abs(change) < LEAST_TONE:
            return None
        if not holds_within(tone, judged, after, self.source[own["document"]]):
            return None
        means = [tone[side].sum() / judged[side].sum() for side in (before, after)]
        return CorpusFinding(
            f"From {_date(split)} on the tone towards {self.name(actor)} is "
            f"{'friendlier' if change > 0 else 'harsher'}: {signed(means[1])} after "
            f"{signed(means[0])}.",
            (
                Link("before", "tone", actor, until=int(split) - 1),
                Link("after", "tone", actor, since=int(split)),
            ),
            detail=detail(signed, change, low, high, before.sum(), after.sum()),
        )

    def coverage_changes(self) -> Iterator[Test]:
        """Yield a test for each actor, of the day on which its coverage changes most."""
        from scipy.stats import fisher_exact

        dated = ~np.isnan(self.day)
        splits = _splits(self.day[dated])
        for actor in range(len(self.actors)) if len(splits) else ():
            has = self.has(actor)
            chances = [
                fisher_exact(crossed(has, dated & (self.day < s), dated & (self.day >= s))).pvalue
                for s in splits
            ]
            best = int(np.argmin(chances))
            yield Test(
                min(1.0, chances[best] * len(splits)),
                lambda a=actor, h=has, s=splits[best]: self._coverage_change(a, h, s),
            )

    def _coverage_change(self, actor, has, split) -> CorpusFinding | None:
        sides = [~np.isnan(self.day) & side for side in (self.day < split, self.day >= split)]
        shares, change, low, high = shares_of(has, *sides)
        if low <= 0 <= high or abs(change) < LEAST_SHARE:
            return None
        dated = sides[0] | sides[1]
        if not holds_within(
            has[dated].astype("float64"), np.ones(dated.sum()), sides[1][dated], self.source[dated]
        ):
            return None
        return CorpusFinding(
            f"{self.name(actor, start=True)} {'gained' if change > 0 else 'lost'} coverage from "
            f"{_date(split)} on: named in {part_of(shares[1])} of the articles since, in "
            f"{part_of(shares[0])} before.",
            (
                Link("before", "mentions", actor, until=int(split) - 1),
                Link("after", "mentions", actor, since=int(split)),
            ),
            detail=detail(points, change, low, high, *(side.sum() for side in sides)),
        )


def _splits(days: np.ndarray) -> np.ndarray:
    """The days on which a change can be tested, with enough articles on either side."""
    if len(days) < 2 * FEWEST:
        return np.array([])
    ordered = np.sort(days)
    possible = np.unique(ordered[FEWEST : len(ordered) - FEWEST + 1])
    possible = possible[
        [(ordered < d).sum() >= FEWEST and (ordered >= d).sum() >= FEWEST for d in possible]
    ]
    if len(possible) > MOST_DAYS:
        possible = possible[np.linspace(0, len(possible) - 1, MOST_DAYS).astype("int64")]
    return possible


def _date(day: float) -> str:
    when = DAY_ZERO + pd.Timedelta(days=int(day))
    return f"{when.day} {when:%B} {when.year}"
