"""Which sources treat an actor differently: its tone and coverage in two sources."""

import warnings
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from helpers.corpus.page.bootstrap import difference, interval, ratios
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
    times,
)
from helpers.tables.network import SIGNIFICANT
from helpers.tables.network.cooccurrence import adjusted
from helpers.wording import listed, signed

MOST_SOURCES = 8
MOST_LEANING = 4  # sources, if it is told towards whom each of them is friendliest


class Sources(Compared):
    """Tests that compare two sources that write about the same actor."""

    def _pairs_of_sources(self) -> Iterator[tuple[int, int]]:
        sizes = np.bincount(self.source, minlength=len(self.model.sources))
        yield from combinations(
            [number for number in range(min(MOST_SOURCES, len(sizes))) if sizes[number] >= FEWEST],
            2,
        )

    def tone_by_source(self) -> Iterator[Test]:
        """Yield a test of the tone for each actor and pair of sources."""
        from scipy.stats import ttest_ind

        pairs = list(self._pairs_of_sources())
        for actor in range(len(self.actors)) if pairs else ():
            own = self.judged(actor)
            of_source = {s: own[self.source[own["document"]] == s] for s in {*sum(pairs, ())}}
            for one, other in pairs:
                a, b = of_source[one], of_source[other]
                if min(len(a), len(b)) < FEWEST:
                    continue
                with warnings.catch_warnings():
                    # If all articles of a source agree, no test is possible; the interval decides.
                    warnings.simplefilter("ignore", RuntimeWarning)
                    chance = ttest_ind(a["mean"], b["mean"], equal_var=False).pvalue
                yield Test(
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
        if low <= 0 or low == high or gap < LEAST_TONE:
            return None
        both = pd.concat(articles)
        second = np.arange(len(both)) >= len(articles[0])
        tone, judged = both["tone"].to_numpy(), both["judged"].to_numpy()
        if not holds_within(tone, judged, second, times(self.day[both["document"]])):
            return None
        kinder, harsher = (self.model.sources[source] for source in sources)
        return CorpusFinding(
            f"The tone towards {self.name(actor)} is friendlier in {kinder} ({signed(means[0])}) "
            f"than in {harsher} ({signed(means[1])}).",
            tuple(
                Link(self.model.sources[source], "tone", actor, source=int(source))
                for source in sources
            ),
            detail=detail(signed, gap, low, high, *map(len, articles)),
        )

    def leanings(self) -> Iterator[CorpusFinding]:
        """Yield up to one finding: towards whom each of a few sources is friendliest and harshest.

        A tone counts if it differs from neutral by more than chance, with all actors and sources
        tested, and its interval excludes 0.
        """
        sources = {source for pair in self._pairs_of_sources() for source in pair}
        if not sources or len(self.model.sources) > MOST_LEANING:
            return
        tones = _sure_tones(
            [
                (source, actor, own)
                for actor in range(len(self.actors))
                for source, own in self._judged_in(sources, actor).items()
                if len(own) >= FEWEST and own["mean"].nunique() > 1
            ]
        )
        told = [extreme for source in sorted(sources) for extreme in _extremes(tones, source)]
        if told:
            yield self._leaning(told)

    def _judged_in(self, sources: set[int], actor: int) -> dict[int, pd.DataFrame]:
        own = self.judged(actor)
        of = self.source[own["document"]]
        return {source: own[of == source] for source in sorted(sources)}

    def _leaning(self, told: list[tuple]) -> CorpusFinding:
        words: dict[int, list[str]] = {}
        for source, actor, mean, _ in told:
            words.setdefault(source, []).append(f"{self.name(actor)} ({signed(mean)})")
        names = {source: self.model.sources[source] for source in words}
        said = "; ".join(f"{names[source]} towards {listed(own)}" for source, own in words.items())
        reaches = listed(f"{signed(low)} to {signed(high)}" for *_, (low, high) in told)
        return CorpusFinding(
            f"The friendliest and harshest tones: {said}.",
            tuple(
                Link(f"{names[source]}, {self.name(actor)}", "tone", actor, source=source)
                for source, actor, *_ in told
            ),
            "leanings",
            f"95% {'interval' if len(told) == 1 else 'intervals'} {reaches}",
        )

    def coverage_by_source(self) -> Iterator[Test]:
        """Yield a test of the coverage for each actor and pair of sources."""
        from scipy.stats import fisher_exact

        pairs = list(self._pairs_of_sources())
        for actor in range(len(self.actors)) if pairs else ():
            has = self.has(actor)
            for one, other in pairs:
                sides = self.source == one, self.source == other
                yield Test(
                    float(fisher_exact(crossed(has, *sides)).pvalue),
                    lambda a=actor, h=has, s=(one, other): self._selection(a, h, s),
                )

    def _selection(self, actor, has, sources) -> CorpusFinding | None:
        if has[self.source == sources[0]].mean() < has[self.source == sources[1]].mean():
            sources = sources[::-1]
        shares, change, low, high = shares_of(has, *(self.source == s for s in sources))
        if low <= 0 <= high or abs(change) < LEAST_SHARE:
            return None
        both = np.isin(self.source, sources)
        second = self.source[both] == sources[1]
        if not holds_within(
            has[both].astype("float64"), np.ones(both.sum()), second, times(self.day[both])
        ):
            return None
        one, other = (self.model.sources[source] for source in sources)
        return CorpusFinding(
            f"{self.name(actor, start=True)} is named in {part_of(shares[0])} of the articles in "
            f"{one} and in {part_of(shares[1])} of those in {other}.",
            tuple(
                Link(self.model.sources[source], "mentions", actor, source=int(source))
                for source in sources
            ),
            detail=detail(
                points, -change, -high, -low, *((self.source == s).sum() for s in sources)
            ),
        )


def _sure_tones(cells: list[tuple[int, int, pd.DataFrame]]) -> list[tuple]:
    """The tones that differ from neutral, each with its source, its actor and its interval."""
    from scipy.stats import ttest_1samp

    chances = [float(ttest_1samp(own["mean"], 0).pvalue) for *_, own in cells]
    sure = adjusted(np.array(chances), len(chances)) < SIGNIFICANT
    tones = []
    for (source, actor, own), is_sure in zip(cells, sure, strict=True):
        tone, judged = own["tone"].to_numpy(), own["judged"].to_numpy()
        mean, reach = tone.sum() / judged.sum(), interval(ratios(tone, judged))
        if is_sure and abs(mean) >= LEAST_TONE and reach[0] * reach[1] > 0:
            tones.append((source, actor, mean, reach))
    return tones


def _extremes(tones: list[tuple], source: int) -> list[tuple]:
    """A source's friendliest tone above 0 and its harshest below it."""
    own = sorted((tone for tone in tones if tone[0] == source), key=lambda tone: tone[2])
    friendly, harsh = own[-1:], own[:1]
    return [t for t in friendly if t[2] > 0] + [t for t in harsh if t[2] < 0]
