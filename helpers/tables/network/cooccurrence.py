"""Co-occurrence of actors: how often two appear together, and whether that is beyond chance."""

from math import log

import numpy as np
import pandas as pd

from helpers.tables.docstrings import Columns, documented, typed
from helpers.tables.network.connections import connections
from helpers.tables.schema import COLUMNS, frame

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
    units = _units(sentences, unit, window)
    counted = mentions if pronouns else mentions[mentions["kind"] != "pronoun"]
    standing = counted[["actor_id", "sentence_id"]].drop_duplicates().merge(units, on="sentence_id")
    tone = _tone(standing, counted, sentence_sentiment, actor_sentiment)
    present = standing[["actor_id", "unit_id"]].drop_duplicates()
    present = present.merge(tone, on=["actor_id", "unit_id"], how="left")
    meetings = present.merge(present, on="unit_id", suffixes=("_source", "_target"))
    meetings = meetings[meetings["actor_id_source"] < meetings["actor_id_target"]]
    if meetings.empty:
        return frame("cooccurrence", [])
    pairs = _pairs(meetings, present["actor_id"].value_counts())
    pairs["unit"] = unit
    n_units = number_of_units(sentences, unit=unit, window=window)
    _add_statistics(pairs, n_units, n_actors=present["actor_id"].nunique())
    pairs["sentence_ids"] = _sentence_lists(meetings, standing)
    connected = connections(counted, events, statements)
    pairs["actions"] = [
        connected.get(pair, []) for pair in zip(pairs["source_id"], pairs["target_id"], strict=True)
    ]
    pairs["doc_id"] = sentences["doc_id"].iloc[0]
    table = frame("cooccurrence", pairs.to_dict("records"))
    return table.sort_values(
        ["n", "p_value", "source_id", "target_id"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )


def number_of_units(
    sentences: pd.DataFrame, *, unit: str = "sentence", window: int = WINDOW
) -> int:
    """Return how many units of text `cooccurrence` counts: N in its formulas."""
    return int(_units(sentences, unit, window)["unit_id"].nunique())


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


def _units(sentences: pd.DataFrame, unit: str, window: int) -> pd.DataFrame:
    """Which sentences are in which unit: a row for each sentence in a unit."""
    if unit not in UNITS:
        raise ValueError(f"unit is {unit!r}; it can be {', '.join(UNITS)}")
    if window < 1:
        raise ValueError(f"window is {window}; it counts sentences and is at least 1")
    ids = sentences["sentence_id"].to_numpy()
    n = len(ids)
    if unit == "paragraph":
        units, places = pd.factorize(sentences["paragraph_id"])[0], np.arange(n)
    else:
        size = 1 if unit == "sentence" else min(window, max(n, 1))
        units = np.repeat(np.arange(max(n - size + 1, 0)), size)
        places = units + np.tile(np.arange(size), len(units) // size)
    return pd.DataFrame({"unit_id": units.astype("int64"), "sentence_id": ids[places]})


def _tone(
    standing: pd.DataFrame,
    counted: pd.DataFrame,
    sentence_sentiment: pd.DataFrame | None,
    actor_sentiment: pd.DataFrame | None,
) -> pd.DataFrame:
    """The mean tone of each actor in each unit: `actor_id`, `unit_id`, `tone`."""
    if actor_sentiment is not None and not actor_sentiment.empty:
        judged = actor_sentiment[actor_sentiment["mention_id"].isin(counted["mention_id"])]
        tone = judged["positive"] - judged["negative"]
        scores = judged[["actor_id", "sentence_id"]].assign(tone=tone)
        scores = scores.merge(standing, on=["actor_id", "sentence_id"])
    elif sentence_sentiment is not None:
        compound = sentence_sentiment.set_index("sentence_id")["compound"]
        scores = standing.assign(tone=standing["sentence_id"].map(compound))
    else:
        scores = standing.assign(tone=np.nan)
    return scores.groupby(["actor_id", "unit_id"], as_index=False)["tone"].mean()


def _pairs(meetings: pd.DataFrame, n_units_of: pd.Series) -> pd.DataFrame:
    """A row for each pair, in the order of their ids: `n`, `n_source`, `n_target` and `tone`."""
    both = meetings[["tone_source", "tone_target"]]
    grouped = meetings.assign(total=both.sum(axis=1), judged=both.notna().sum(axis=1)).groupby(
        ["actor_id_source", "actor_id_target"]
    )
    pairs = grouped.agg(n=("unit_id", "size"), total=("total", "sum"), judged=("judged", "sum"))
    pairs = pairs.reset_index().rename(
        columns={"actor_id_source": "source_id", "actor_id_target": "target_id"}
    )
    pairs["n_source"] = pairs["source_id"].map(n_units_of)
    pairs["n_target"] = pairs["target_id"].map(n_units_of)
    pairs["tone"] = pairs.pop("total") / pairs.pop("judged").where(lambda judged: judged > 0)
    return pairs


def _add_statistics(pairs: pd.DataFrame, n_units: int, n_actors: int) -> None:
    n, a, b = (pairs[column].tolist() for column in ("n", "n_source", "n_target"))
    pairs["expected"] = pairs["n_source"] * pairs["n_target"] / n_units
    pairs["npmi"] = [npmi(*counts, n_units) for counts in zip(n, a, b, strict=True)]
    pairs["p_value"] = _at_least(pairs["n"], n_units, pairs["n_source"], pairs["n_target"])
    n_possible = n_actors * (n_actors - 1) // 2
    pairs["p_adjusted"] = adjusted(pairs["p_value"].to_numpy(), n_possible)


def npmi(n: int, n_source: int, n_target: int, n_units: int) -> float:
    """Return the normalised pointwise mutual information of a pair that shares `n` > 0 units."""
    if n == n_units:
        return 1.0
    score = log(n * n_units / (n_source * n_target)) / -log(n / n_units)
    return min(1.0, max(-1.0, score))


def _sentence_lists(meetings: pd.DataFrame, standing: pd.DataFrame) -> list[list[int]]:
    """For each pair, in the order of their ids, the sentences of shared units with either actor."""
    keys = ["actor_id_source", "actor_id_target"]
    evidence = pd.concat(
        meetings[[*keys, "unit_id"]].merge(
            standing, left_on=[key, "unit_id"], right_on=["actor_id", "unit_id"]
        )[[*keys, "sentence_id"]]
        for key in keys
    )
    evidence = evidence.drop_duplicates().sort_values([*keys, "sentence_id"])
    ends = evidence.groupby(keys).size().cumsum().tolist()
    ids = evidence["sentence_id"].tolist()
    return [ids[start:end] for start, end in zip([0, *ends], ends, strict=False)]
