"""Co-occurrence of actors: how often two appear together, and whether that is beyond chance."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import comb, fsum, log, nan

import numpy as np
import pandas as pd

from helpers.tables.docstrings import Columns, documented, typed
from helpers.tables.network.connections import connections
from helpers.tables.schema import COLUMNS, frame, rows_of

UNITS = ("sentence", "paragraph", "window")
WINDOW = 3
CHANCES: Columns = {
    "shared": ("int64", "number of shared units"),
    "probability": ("float64", "probability of exactly that number, 0 to 1"),
    "at_least": ("float64", "probability of that number or more, 0 to 1"),
}
SIGNIFICANT = 0.05  # adjusted p-value below which a pair counts as more than chance


@documented(
    COLUMNS["cooccurrence"],
    unit="sentence, paragraph, or window: consecutive sentences, moved by one at a time",
    window="sentences in a window",
    pronouns="whether resolved pronouns count as mentions",
    events="the frame `events`, for what one does to the other",
    statements="the frame `statements`, for what one says about the other",
)
def cooccurrence(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    sentence_sentiment: pd.DataFrame | None = None,
    *,
    unit: str = "sentence",
    window: int = WINDOW,
    pronouns: bool = True,
    actor_sentiment: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    statements: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the pairs of actors that share a unit of text, most shared first.

    An actor is in a unit if any of its mentions is. With N units, of which a mention the one, b
    the other and n both:

    * `expected` = a b / N, the shared units if the two were independent;
    * `npmi` = log(n N / (a b)) / -log(n / N), normalised pointwise mutual information (Bouma, GSCL
      2009): 1 if the two only appear together, 0 at independence; 1 by convention for n = N;
    * `p_value` = P(X >= n) with X hypergeometric in (N, a, b): Fisher's exact test, one-sided;
    * `p_adjusted`: the same after Benjamini and Hochberg (J. R. Stat. Soc. B 57, 1995), over all
      possible pairs of the actors mentioned. Pairs that never meet have p = 1 and no row, but they
      were tested: if they were not counted, two actors that are mentioned once each, in the same
      sentence, would seem surprising in every article;
    * `tone`: mean over the shared units of the tone towards both: `positive - negative` of
      `actor_sentiment`; without it, VADER's compound score of the sentences that mention them.

    Windows overlap, so they are not independent draws: their p-values are too small and serve only
    for ranking. Raises `ValueError` for an unknown unit or a window shorter than one sentence.

    Examples
    --------
    >>> from helpers import tables
    >>> pairs = cooccurrence(tables.mentions(doc), tables.sentences(doc))
    >>> pairs[["source_id", "target_id", "n", "p_value"]].values.tolist()[0]
    ['country:NOR', 'person:clara-novak', 1, 0.5]
    """
    frames = {
        "mentions": mentions,
        "sentences": sentences,
        "sentence_sentiment": sentence_sentiment,
        "actor_sentiment": actor_sentiment,
        "events": events,
        "statements": statements,
    }
    rows = {name: rows_of(table) for name, table in frames.items() if table is not None}
    return frame("cooccurrence", pairs(rows, unit, window, pronouns))


def pairs(
    rows: Mapping[str, list[dict]],
    unit: str = "sentence",
    window: int = WINDOW,
    pronouns: bool = True,
) -> list[dict]:
    """Return the rows of `cooccurrence`, from the rows of other frames by the frame's name."""
    sentences = rows["sentences"]
    counted = [m for m in rows["mentions"] if pronouns or m["kind"] != "pronoun"]
    units_of = _units(sentences, unit, window)
    evidence = _evidence(counted, units_of)
    meetings = _meetings(evidence)
    if not meetings:
        return []
    statistics = _statistics(
        meetings,
        Counter(actor_id for actor_id, _ in evidence),
        len(set().union(*units_of.values())),
    )
    tone = _tone(evidence, counted, units_of, rows)
    connected = connections(counted, rows.get("events", ()), rows.get("statements", ()))
    found = []
    for (pair, units), figures in zip(meetings.items(), statistics, strict=True):
        together = [(actor_id, unit_id) for actor_id in pair for unit_id in units]
        found.append(
            {
                "doc_id": sentences[0]["doc_id"],
                "source_id": pair[0],
                "target_id": pair[1],
                "unit": unit,
                **figures,
                "tone": _mean(tone[key] for key in together if key in tone),
                "actions": connected.get(pair, []),
                "sentence_ids": sorted(set().union(*(evidence[key] for key in together))),
            }
        )
    found.sort(key=lambda row: (-row["n"], row["p_value"], row["source_id"], row["target_id"]))
    return found


def number_of_units(
    sentences: pd.DataFrame, *, unit: str = "sentence", window: int = WINDOW
) -> int:
    """Return how many units of text `cooccurrence` counts: N in its formulas."""
    return len(set().union(*_units(rows_of(sentences), unit, window).values()))


@documented(
    CHANCES,
    n_units="units of text",
    n_source="units that mention the one",
    n_target="units that mention the other",
)
def chance_of_sharing(n_units: int, n_source: int, n_target: int) -> pd.DataFrame:
    """Return the probability of each number of shared units if chance alone places two actors.

    A row is a possible number of shared units (hypergeometric distribution).

    Examples
    --------
    >>> chance_of_sharing(4, 3, 2)["at_least"].tolist()
    [1.0, 0.5]
    """
    from scipy.stats import hypergeom

    fewest, most = max(0, n_source + n_target - n_units), min(n_source, n_target)
    shared = np.arange(fewest, most + 1, dtype="int64")
    chances = hypergeom(n_units, n_source, n_target)
    at_least = _at_least(shared, n_units, n_source, n_target)
    return typed(zip(shared, chances.pmf(shared), at_least, strict=True), CHANCES)


def adjusted(p_values: np.ndarray, n_tests: int) -> np.ndarray:
    """Return p-values after Benjamini and Hochberg, if all other tests, up to `n_tests`, gave 1.

    >>> adjusted(np.array([0.01, 0.04]), 4).tolist()
    [0.04, 0.08]
    """
    from scipy.stats import false_discovery_control

    n = len(p_values)
    return false_discovery_control(np.append(p_values, np.ones(n_tests - n)))[:n]


def _at_least(n, n_units: int, n_source, n_target) -> np.ndarray:
    """The probability of `n` or more shared units by chance: Fisher's exact test, one-sided."""
    from scipy.stats import hypergeom  # here, as it takes half a second to import

    # In a fixed order, so that pairs with the same counts get exactly the same value.
    most, fewest = np.maximum(n_source, n_target), np.minimum(n_source, n_target)
    return np.minimum(hypergeom.sf(np.asarray(n) - 1, n_units, most, fewest), 1)


@documented(
    {
        "source": ("str", "name of one of the pair"),
        "target": ("str", "name of the other"),
        **COLUMNS["cooccurrence"],
    }
)
def pair_names(actors: pd.DataFrame, cooccurrence: pd.DataFrame) -> pd.DataFrame:
    """Return `cooccurrence` with the actors' names in front."""
    names = actors.set_index("actor_id")["name"]
    named = cooccurrence.copy()
    named.insert(0, "source", cooccurrence["source_id"].map(names))
    named.insert(1, "target", cooccurrence["target_id"].map(names))
    return named


def _units(sentences: list[dict], unit: str, window: int) -> dict[int, Sequence[int]]:
    """The numbers of the units that each sentence is in, by sentence."""
    if unit not in UNITS:
        raise ValueError(f"unit is {unit!r}; it can be {', '.join(UNITS)}")
    if window < 1:
        raise ValueError(f"window is {window}; it counts sentences and is at least 1")
    if unit == "paragraph":
        return {sentence["sentence_id"]: [sentence["paragraph_id"]] for sentence in sentences}
    ids = [sentence["sentence_id"] for sentence in sentences]
    size = 1 if unit == "sentence" else min(window, max(len(ids), 1))
    last = len(ids) - size
    return {
        sentence_id: range(max(place - size + 1, 0), min(place, last) + 1)
        for place, sentence_id in enumerate(ids)
    }


def _evidence(
    counted: list[dict], units_of: dict[int, Sequence[int]]
) -> dict[tuple[str, int], set[int]]:
    """The sentences of a unit that mention an actor, by actor and unit."""
    evidence = defaultdict(set)
    for mention in counted:
        for unit_id in units_of.get(mention["sentence_id"], ()):
            evidence[mention["actor_id"], unit_id].add(mention["sentence_id"])
    return evidence


def _meetings(present: Iterable[tuple[str, int]]) -> dict[tuple[str, str], list[int]]:
    """The units that mention both of a pair, by pair; `present` has each actor in each unit."""
    actors_in = defaultdict(list)
    for actor_id, unit_id in present:
        actors_in[unit_id].append(actor_id)
    meetings = defaultdict(list)
    for unit_id, actor_ids in actors_in.items():
        for pair in combinations(sorted(actor_ids), 2):
            meetings[pair].append(unit_id)
    return meetings


def _tone(
    evidence: dict[tuple[str, int], set[int]],
    counted: list[dict],
    units_of: dict[int, Sequence[int]],
    rows: Mapping[str, list[dict]],
) -> dict[tuple[str, int], float]:
    """The mean tone of each actor in each unit in which it has one, by actor and unit."""
    tones: dict[tuple[str, int], list[float]] = defaultdict(list)
    if judged := rows.get("actor_sentiment"):
        numbers = {mention["mention_id"] for mention in counted}
        for row in judged:
            if row["mention_id"] in numbers:
                for unit_id in units_of.get(row["sentence_id"], ()):
                    tones[row["actor_id"], unit_id].append(row["positive"] - row["negative"])
    elif rated := rows.get("sentence_sentiment"):
        compound = {row["sentence_id"]: row["compound"] for row in rated}
        tones |= {key: [compound[i] for i in sentences] for key, sentences in evidence.items()}
    return {key: _mean(scores) for key, scores in tones.items()}


def _mean(scores: Iterable[float]) -> float:
    scores = list(scores)
    return fsum(scores) / len(scores) if scores else nan


def _statistics(
    meetings: dict[tuple[str, str], list[int]], n_units_of: dict[str, int], n_units: int
) -> list[dict[str, float]]:
    """The figures of each pair, in the order of `meetings`."""
    n = np.array([len(units) for units in meetings.values()])
    a, b = np.array([[n_units_of[actor_id] for actor_id in pair] for pair in meetings]).T
    p_values = _at_least(n, n_units, a, b)
    figures = {
        "n": n,
        "n_source": a,
        "n_target": b,
        "expected": a * b / n_units,
        "npmi": [npmi(*counts, n_units) for counts in zip(n, a, b, strict=True)],
        "p_value": p_values,
        "p_adjusted": adjusted(p_values, comb(len(n_units_of), 2)),
    }
    return [dict(zip(figures, row, strict=True)) for row in zip(*figures.values(), strict=True)]


def npmi(n: int, n_source: int, n_target: int, n_units: int) -> float:
    """Return the normalised pointwise mutual information of a pair that shares `n` > 0 units."""
    if n == n_units:
        return 1.0
    score = log(n * n_units / (n_source * n_target)) / -log(n / n_units)
    return min(1.0, max(-1.0, score))
