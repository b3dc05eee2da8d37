"""When the tone towards an actor turned: a single change in a series of articles."""

import duckdb
import numpy as np
import pandas as pd
from scipy.stats import rankdata

from helpers.corpus import columns
from helpers.corpus.own_words import said_by_others
from helpers.tables.docstrings import documented, typed
from helpers.tables.network.cooccurrence import adjusted

FEWEST = 10  # articles: with fewer, Pettitt's test says nothing about chance


@documented(columns.BY_ARTICLE, actors=columns.COMPARED)
def tone_by_article(corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame) -> pd.DataFrame:
    """Return the mean tone of each article towards each actor, in the order of their days.

    Articles without a date are left out, and what actors say about themselves.
    """
    found = corpus.execute(
        f"""
        SELECT i.corpus_actor_id AS actor_id, s.doc_id, any_value(d.title) AS title,
            any_value(c."group") AS "group", any_value(c.date) AS date, count(*) AS n,
            avg(s.positive - s.negative) AS tone
        FROM {said_by_others(corpus)} s JOIN chosen c ON c.doc_id = s.doc_id
        JOIN identities i ON i.doc_id = s.doc_id AND i.actor_id = s.actor_id
        JOIN documents d ON d.doc_id = s.doc_id
        WHERE c.date IS NOT NULL AND i.corpus_actor_id IN (SELECT unnest($actors))
        GROUP BY i.corpus_actor_id, s.doc_id
        """,  # noqa: S608
        {"actors": actors["actor_id"].tolist()},
    ).df()
    named = actors[["actor_id", "name", "kind"]].merge(found, on="actor_id")
    return typed(named.sort_values(["date", "doc_id"], ignore_index=True), columns.BY_ARTICLE)


@documented(columns.TURNS, tones="the frame of `tone_by_article`")
def turning_points(tones: pd.DataFrame) -> pd.DataFrame:
    """Return for each actor the day on which the tone towards it changed most, surest first.

    Pettitt's test (Applied Statistics 28, 1979) looks for one change in a series: for every day on
    which it could be, it compares the ranks of the articles before that day with those from it on.
    Its p-value, 2 exp(-6 K² / (n³ + n²)), is approximate. Actors in fewer than 10 articles, or
    whose articles are all from one day, are left out.
    """
    rows = []
    for (actor_id, name, kind), own in tones.groupby(["actor_id", "name", "kind"], sort=False):
        own = own.sort_values("date", ignore_index=True)
        place, p_value = _pettitt(own)
        if place is None:
            continue
        before, after = own["tone"][:place], own["tone"][place:]
        found = (own["date"][place], len(before), len(after), before.mean(), after.mean(), p_value)
        rows.append((actor_id, name, kind, *found, np.nan))
    table = typed(rows, columns.TURNS)
    if len(table):
        table["p_adjusted"] = adjusted(table["p_value"].to_numpy(), len(table))
    return table.sort_values("p_value", kind="stable", ignore_index=True)


def _pettitt(own: pd.DataFrame) -> tuple[int | None, float]:
    """The position of the first article after the change, and the p-value of the change."""
    n = len(own)
    ends_a_day = (own["date"] != own["date"].shift(-1)).to_numpy()[:-1]
    if n < FEWEST or not ends_a_day.any():
        return None, 1.0
    in_group = own.groupby("group")["tone"]
    centred = own["tone"] - in_group.transform("mean").where(in_group.transform("size") > 1, 0)
    sums = np.cumsum(rankdata(centred))[:-1]
    change = np.abs(2 * sums - np.arange(1, n) * (n + 1)) * ends_a_day
    p_value = 2 * np.exp(-6 * change.max() ** 2 / (n**3 + n**2))
    return int(change.argmax()) + 1, float(min(p_value, 1))
