"""What a corpus shows, as sentences: what changed when, who gained coverage, and which sources
treat an actor differently.

Articles are the units. A difference is reported only if it is large, rests on enough articles on
either side, stays significant after correction for all comparisons that were made (Benjamini and
Hochberg 1995; for a change, also for all days on which it could have happened), and its bootstrap
interval over articles excludes zero.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import numpy as np

from helpers.corpus.findings import in_most_articles, nobody
from helpers.corpus.page.bootstrap import interval, ratios
from helpers.corpus.page.changes import Changes
from helpers.corpus.page.compared import FEWEST, Compared, CorpusFinding, Link, Test
from helpers.corpus.page.model import Model
from helpers.corpus.page.sources import Sources
from helpers.tables.interactions import QUAD_CLASSES
from helpers.tables.network import SIGNIFICANT
from helpers.tables.network.cooccurrence import adjusted
from helpers.wording import count, listed, percent

MOST = 10  # findings
MOST_OF_A_KIND = 3
MOST_COUNTED = 3  # findings that compare nothing, if there are enough others
MOST_LINKED = 3  # actors with as many articles
FEWEST_QUOTES = 20


def corpus_findings(
    model: Model,
    joined: Sequence[tuple[str, list[str]]] = (),
    n_joined: int = 0,
    n_doubtful: int = 0,
) -> list[CorpusFinding]:
    """Return the findings of a corpus, the most important first.

    `joined` are actors with their other names, from `n_joined` certain joins of single articles'
    actors; `n_doubtful` joins are uncertain.
    """
    n = len(model.documents)
    if model.actors.empty:
        return [CorpusFinding(nobody(n))]
    plain, changes, sources = _Counted(model), Changes(model), Sources(model)
    compared = [
        _holding(sources.tone_by_source(), "slant"),
        _holding(changes.tone_changes(), "change"),
        _holding(changes.coverage_changes(), "coverage"),
        [*sources.leanings(), None, *_holding(sources.coverage_by_source(), "selection")],
    ]
    # The surest of each kind come before the second of any; who is merely named more comes later.
    in_turn = [finding for turn in zip_longest(*compared) for finding in turn if finding]
    counted = [
        *_joins(joined, n_joined, n_doubtful),
        *plain.acts(),
        *plain.gender(),
        *plain.copies(),
    ]
    room = MOST - 1 - min(len(counted), MOST_COUNTED)
    return [plain.most_present(), *in_turn[:room], *counted][:MOST]


def _holding(tests: Iterator[Test], kind: str) -> list[CorpusFinding]:
    """The findings whose tests hold after correction for all that were made, the surest first."""
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


class _Counted(Compared):
    """Findings that compare nothing."""

    def most_present(self) -> CorpusFinding:
        n, actors = len(self.model.documents), self.model.actors
        first = actors.iloc[0]
        if n == 1:
            return CorpusFinding(
                f"The article names {count(len(actors), 'actor')}, most often "
                f"{self.name(0)} ({count(int(first['n_mentions']), 'mention')}).",
                (Link("sentences", "mentions", 0),),
                "lead",
            )
        tied = np.flatnonzero(actors["n_documents"] == first["n_documents"])
        links = [
            Link("sentences" if len(tied) == 1 else actors["name"].iloc[i], "mentions", int(i))
            for i in tied[:MOST_LINKED]
        ]
        return CorpusFinding(in_most_articles(actors, n), tuple(links), "lead")

    def acts(self) -> Iterator[CorpusFinding]:
        acts = self.model.acts
        # Talks are of both, and contests and the like are towards nobody.
        done = acts[acts["done"] & ~acts["mutual"] & (acts["quad"] < len(QUAD_CLASSES))]
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
            f"Most acts between two actors are by {self.name(source)} towards "
            f"{self.name(target)}: {count(int(top['n']), 'act')} in "
            f"{count(int(top['articles']), 'article')}, most often {words}.",
            (Link("sentences", "acts", int(source), target=int(target), aimed=True),),
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
            f"Women make {percent(known['woman'].mean())} of the statements by people whose gender "
            "is known.",
            (Link("of women", "quotes", gender="Fem"), Link("of men", "quotes", gender="Masc")),
            "gender",
            f"95% interval {percent(low)} to {percent(high)}; {count(len(known), 'statement')}",
        )

    def copies(self) -> Iterator[CorpusFinding]:
        copied = self.model.copies_of
        if copied:
            n = sum(map(len, copied.values()))
            of = "it" if len(copied) == 1 else "them"
            are = "is" if n == 1 else "are"
            yield CorpusFinding(
                f"{count(len(copied), 'report')} ran more than once; {count(n, 'copy', 'copies')} "
                f"of {of} {are} left out of all counts.",
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
        detail=f"{count(n_joined, 'actor')} of single articles joined with certainty{doubt}",
    )
