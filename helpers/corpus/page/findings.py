"""What a corpus shows, as sentences: what changed when, who gained coverage, who is treated
differently by whom.

Articles are the units. A difference is told only if it is large, rests on enough articles on
either side, stays significant after correction for all comparisons that were made (Benjamini and
Hochberg 1995; for a change also for all days on which it could have been), and its bootstrap
interval over articles leaves out zero.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, zip_longest
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.corpus.page.bootstrap import difference, interval, ratios
from helpers.corpus.page.model import Model
from helpers.tables.network import SIGNIFICANT
from helpers.tables.network.cooccurrence import adjusted
from helpers.wording import count, listed, named, percent, signed

MOST = 9  # findings
MOST_OF_A_KIND = 2
MOST_COUNTED = 3  # findings that compare nothing, where there are enough others
MOST_ACTORS = 40  # that are compared
MOST_SOURCES = 8
MOST_DAYS = 60  # on which a change is looked for
FEWEST = 5  # articles on either side
FEWEST_QUOTES = 20
LEAST_TONE = 0.2  # difference of mean tones
LEAST_SHARE = 0.15  # difference of shares of articles
DAY_ZERO = pd.Timestamp("1970-01-01")


class Link(NamedTuple):
    """Which sentences a part of a finding was counted from."""

    label: str
    what: str  # mentions, tone, quotes or acts
    actor: int = -1
    source: int = -1
    since: int | None = None
    until: int | None = None
    target: int = -1
    gender: str = ""


class CorpusFinding(NamedTuple):
    """A sentence for the reader, with links to the sentences behind it."""

    text: str
    links: tuple[Link, ...] = ()
    kind: str = ""
    detail: str = ""  # its interval, and what it was counted in


class _Test(NamedTuple):
    """A difference that was tested: its p-value, and how it is told if it holds."""

    p_value: float
    tell: object


def corpus_findings(
    model: Model,
    joined: Sequence[tuple[str, list[str]]] = (),
    n_joined: int = 0,
    n_doubtful: int = 0,
) -> list[CorpusFinding]:
    """Return the findings of a corpus, those that say most first.

    `joined` are actors with their other names, of `n_joined` actors of single articles; of
    `n_doubtful` it is not certain who they are.
    """
    n = len(model.documents)
    if model.actors.empty:
        return [CorpusFinding(f"None of the {count(n, 'article')} names an actor.")]
    told = _Teller(model)
    compared = [
        told.holding(told.tone_by_source(), "slant"),
        told.holding(told.tone_changes(), "change"),
        told.holding(told.coverage_changes(), "coverage"),
        told.holding(told.coverage_by_source(), "selection"),
    ]
    # The surest of each kind come before the second of any.
    in_turn = [finding for turn in zip_longest(*compared) for finding in turn if finding]
    counted = [
        *_joins(joined, n_joined, n_doubtful),
        *told.acts(),
        *told.gender(),
        *told.copies(),
    ]
    room = MOST - 1 - min(len(counted), MOST_COUNTED)
    return [told.most_present(), *in_turn[:room], *counted][:MOST]


class _Teller:
    """The model with what several findings need of it."""

    def __init__(self, model: Model):
        self.model = model
        self.actors = model.actors.head(MOST_ACTORS)
        self.day = model.documents["day"].astype("float64").to_numpy()
        self.source = model.documents["source"].to_numpy()

    def name(self, actor: int, *, start: bool = False) -> str:
        row = self.model.actors.iloc[actor]
        return named(row["name"], row["kind"], start=start)

    def judged(self, actor: int) -> pd.DataFrame:
        """Articles with a judged tone towards an actor: document, tone (sum), judged, mean."""
        present = self.model.present
        own = present[(present["actor"] == actor) & (present["judged"] > 0)]
        return own.assign(mean=own["tone"] / own["judged"])

    def holding(self, tests: Iterator[_Test], kind: str) -> list[CorpusFinding]:
        """The findings of tests that hold among all that were made, the surest first."""
        made = list(tests)
        if not made:
            return []
        chances = adjusted(np.array([test.p_value for test in made]), len(made))
        order = sorted(range(len(made)), key=lambda i: (chances[i], made[i].p_value))
        found, actors = [], set()
        for i in order:
            if chances[i] >= SIGNIFICANT or len(found) == MOST_OF_A_KIND:
                break
            finding = made[i].tell()
            if finding and finding.links[0].actor not in actors:
                actors.add(finding.links[0].actor)
                found.append(finding._replace(kind=kind))
        return found

    def most_present(self) -> CorpusFinding:
        n = len(self.model.documents)
        top = self.actors.iloc[0]
        return CorpusFinding(
            f"{self.name(0, start=True)} is in most articles: {top['n_documents']:,} of {n:,} "
            f"({percent(top['n_documents'] / n)}).",
            (Link("sentences", "mentions", 0),),
            "lead",
        )

    # What changed when

    def tone_changes(self) -> Iterator[_Test]:
        from scipy.stats import ttest_ind

        for actor in range(len(self.actors)):
            own = self.judged(actor)
            days = self.day[own["document"]]
            own, days = own[~np.isnan(days)], days[~np.isnan(days)]
            splits = _splits(days)
            if not len(splits):
                continue
            values = own["mean"].to_numpy()
            with np.errstate(all="ignore"):
                chances = np.array(
                    [
                        ttest_ind(values[days < day], values[days >= day], equal_var=False).pvalue
                        for day in splits
                    ]
                )
            chances = np.nan_to_num(chances, nan=1.0)
            best = int(chances.argmin())
            yield _Test(
                min(1.0, chances[best] * len(splits)),
                lambda a=actor, o=own, d=days, s=splits[best]: self._tone_change(a, o, d, s),
            )

    def _tone_change(self, actor, own, days, split) -> CorpusFinding | None:
        tone, judged = own["tone"].to_numpy(), own["judged"].to_numpy()
        before, after = days < split, days >= split
        change, low, high = difference((tone[after], judged[after]), (tone[before], judged[before]))
        if low <= 0 <= high or abs(change) < LEAST_TONE:
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
            detail=_detail(signed, change, low, high, before.sum(), after.sum()),
        )

    # Who gained coverage

    def coverage_changes(self) -> Iterator[_Test]:
        from scipy.stats import fisher_exact

        dated = ~np.isnan(self.day)
        splits = _splits(self.day[dated])
        for actor in range(len(self.actors)) if len(splits) else ():
            has = self._has(actor)
            chances = [
                fisher_exact(_table(has, dated & (self.day < s), dated & (self.day >= s))).pvalue
                for s in splits
            ]
            best = int(np.argmin(chances))
            yield _Test(
                min(1.0, chances[best] * len(splits)),
                lambda a=actor, h=has, s=splits[best]: self._coverage_change(a, h, s),
            )

    def _has(self, actor: int) -> np.ndarray:
        has = np.zeros(len(self.model.documents), dtype=bool)
        present = self.model.present
        has[present.loc[present["actor"] == actor, "document"]] = True
        return has

    def _coverage_change(self, actor, has, split) -> CorpusFinding | None:
        sides = [~np.isnan(self.day) & side for side in (self.day < split, self.day >= split)]
        shares, change, low, high = _shares(has, *sides)
        if low <= 0 <= high or abs(change) < LEAST_SHARE:
            return None
        return CorpusFinding(
            f"{self.name(actor, start=True)} {'gained' if change > 0 else 'lost'} coverage from "
            f"{_date(split)} on: in {percent(shares[1])} of the articles after "
            f"{percent(shares[0])}.",
            (
                Link("before", "mentions", actor, until=int(split) - 1),
                Link("after", "mentions", actor, since=int(split)),
            ),
            detail=_detail(_points, change, low, high, *(side.sum() for side in sides)),
        )

    # Who is treated differently by whom

    def _pairs_of_sources(self) -> Iterator[tuple[int, int]]:
        sizes = np.bincount(self.source, minlength=len(self.model.sources))
        yield from combinations(
            [number for number in range(min(MOST_SOURCES, len(sizes))) if sizes[number] >= FEWEST],
            2,
        )

    def tone_by_source(self) -> Iterator[_Test]:
        from scipy.stats import ttest_ind

        pairs = list(self._pairs_of_sources())
        for actor in range(len(self.actors)) if pairs else ():
            own = self.judged(actor)
            of_source = {s: own[self.source[own["document"]] == s] for s in {*sum(pairs, ())}}
            for one, other in pairs:
                a, b = of_source[one], of_source[other]
                if min(len(a), len(b)) < FEWEST:
                    continue
                with np.errstate(all="ignore"):
                    chance = ttest_ind(a["mean"], b["mean"], equal_var=False).pvalue
                yield _Test(
                    1.0 if np.isnan(chance) else float(chance),
                    lambda i=actor, s=(one, other), ab=(a, b): self._slant(i, s, ab),
                )

    def _slant(self, actor, sources, articles) -> CorpusFinding | None:
        means = [own["tone"].sum() / own["judged"].sum() for own in articles]
        if means[0] < means[1]:
            sources, articles, means = sources[::-1], articles[::-1], means[::-1]
        gap, low, high = difference(
            *[(own["tone"].to_numpy(), own["judged"].to_numpy()) for own in articles]
        )
        if low <= 0 or gap < LEAST_TONE:
            return None
        kinder, harsher = (self.model.sources[source] for source in sources)
        return CorpusFinding(
            f"The tone towards {self.name(actor)} is friendlier in {kinder} ({signed(means[0])}) "
            f"than in {harsher} ({signed(means[1])}).",
            tuple(
                Link(self.model.sources[source], "tone", actor, source=int(source))
                for source in sources
            ),
            detail=_detail(signed, gap, low, high, *map(len, articles)),
        )

    def coverage_by_source(self) -> Iterator[_Test]:
        from scipy.stats import fisher_exact

        pairs = list(self._pairs_of_sources())
        for actor in range(len(self.actors)) if pairs else ():
            has = self._has(actor)
            for one, other in pairs:
                sides = self.source == one, self.source == other
                yield _Test(
                    float(fisher_exact(_table(has, *sides)).pvalue),
                    lambda a=actor, h=has, s=(one, other): self._selection(a, h, s),
                )

    def _selection(self, actor, has, sources) -> CorpusFinding | None:
        shares, change, low, high = _shares(has, *(self.source == source for source in sources))
        if low <= 0 <= high or abs(change) < LEAST_SHARE:
            return None
        one, other = (self.model.sources[source] for source in sources)
        return CorpusFinding(
            f"{self.name(actor, start=True)} is in {percent(shares[0])} of the articles of {one} "
            f"and in {percent(shares[1])} of those of {other}.",
            tuple(
                Link(self.model.sources[source], "mentions", actor, source=int(source))
                for source in sources
            ),
            detail=_detail(
                _points, -change, -high, -low, *((self.source == s).sum() for s in sources)
            ),
        )

    # What else is worth a line

    def acts(self) -> Iterator[CorpusFinding]:
        done = self.model.acts[self.model.acts["done"]]
        if done.empty:
            return
        pairs = done.groupby(["source", "target"]).agg(
            n=("document", "size"), articles=("document", "nunique")
        )
        (source, target), top = next(
            iter(pairs.sort_values(["articles", "n"], ascending=False).iterrows())
        )
        if top["articles"] < FEWEST:
            return
        own = done[(done["source"] == source) & (done["target"] == target)]
        words = listed(f"“{act}”" for act in own["action"].value_counts().index[:3])
        yield CorpusFinding(
            f"Most acts between two actors are of {self.name(source)} towards "
            f"{self.name(target)}: {count(int(top['n']), 'act')} in "
            f"{count(int(top['articles']), 'article')}, most often {words}.",
            (Link("sentences", "acts", int(source), target=int(target)),),
            "acts",
        )

    def gender(self) -> Iterator[CorpusFinding]:
        said = self.model.statements
        gender = self.model.actors["gender"].to_numpy()[said["actor"]]
        known = said.assign(woman=gender == "Fem")[np.isin(gender, ("Fem", "Masc"))]
        if len(known) < FEWEST_QUOTES or known["document"].nunique() < FEWEST:
            return
        by_article = known.groupby("document")["woman"].agg(["sum", "size"])
        low, high = interval(ratios(by_article["sum"].to_numpy(), by_article["size"].to_numpy()))
        yield CorpusFinding(
            f"Women have {percent(known['woman'].mean())} of the statements of people whose gender "
            "the articles tell.",
            (Link("of women", "quotes", gender="Fem"), Link("of men", "quotes", gender="Masc")),
            "gender",
            f"95% interval {percent(low)} to {percent(high)}; {count(len(known), 'statement')}",
        )

    def copies(self) -> Iterator[CorpusFinding]:
        copied = self.model.copies_of
        if copied:
            n = sum(map(len, copied.values()))
            yield CorpusFinding(
                f"{count(len(copied), 'report')} ran more than once; {count(n, 'copy', 'copies')} "
                "of them are left out of all counts.",
                kind="copies",
            )


def _joins(joined, n_joined: int, n_doubtful: int) -> Iterator[CorpusFinding]:
    if not joined:
        return
    names = listed(
        f"{name} is also {listed(f'“{one}”' for one in others[:3])}" for name, others in joined
    )
    doubt = f"; {count(n_doubtful, 'join')} doubtful" if n_doubtful else ""
    yield CorpusFinding(
        f"One actor under several names: {names}.",
        kind="joins",
        detail=f"{count(n_joined, 'actor')} of single articles joined for certain{doubt}",
    )


def _splits(days: np.ndarray) -> np.ndarray:
    """The days from which on a change is possible, with enough articles on either side."""
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


def _table(has: np.ndarray, one: np.ndarray, other: np.ndarray) -> list[list[int]]:
    return [[int((has & side).sum()), int((~has & side).sum())] for side in (one, other)]


def _shares(has, one, other) -> tuple[list[float], float, float, float]:
    sides = [has[side].astype("float64") for side in (one, other)]
    ones = [np.ones(len(side)) for side in sides]
    change, low, high = difference((sides[1], ones[1]), (sides[0], ones[0]))
    return [float(side.mean()) for side in sides], change, low, high


def _date(day: float) -> str:
    when = DAY_ZERO + pd.Timedelta(days=int(day))
    return f"{when.day} {when:%B} {when.year}"


def _points(share: float) -> str:
    return f"{100 * share:+.0f}".replace("-", "−") + " points"


def _detail(written, gap: float, low: float, high: float, n_one: int, n_other: int) -> str:
    """The difference with its interval, and the articles on either side.

    Where all articles of a side agree, samples of them do too, and there is no interval.
    """
    within = f", 95% interval {written(low)} to {written(high)}" if low < high else ""
    return f"difference {written(gap)}{within}; {int(n_one):,} and {int(n_other):,} articles"
