"""Who appears with whom in many articles, and how that changes over time."""

import duckdb
import numpy as np
import pandas as pd

from helpers.corpus import columns
from helpers.tables.docstrings import documented, typed
from helpers.tables.network.cooccurrence import adjusted

UNIT = "sentence"


def split_in_time(corpus: duckdb.DuckDBPyConnection) -> pd.Timestamp | None:
    """Return the first day of the later half of the chosen articles, None if all are from one day.

    The halves are as equal in size as whole days allow.
    """
    days = corpus.execute(
        "SELECT date, count(*) AS n FROM chosen WHERE date IS NOT NULL GROUP BY date ORDER BY date"
    ).df()
    if len(days) < 2:
        return None
    before = days["n"].cumsum().to_numpy()[:-1]
    place = int(np.abs(before - days["n"].sum() / 2).argmin())
    return days["date"].iloc[place + 1]


@documented(
    columns.PAIRS,
    actors=columns.COMPARED,
    since="only articles from this day on",
    before="only articles before this day",
)
def corpus_pairs(
    corpus: duckdb.DuckDBPyConnection,
    actors: pd.DataFrame,
    *,
    since: pd.Timestamp | None = None,
    before: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Return the pairs of actors that share a sentence in some chosen article, most shared first.

    `expected` adds up, over the articles that mention both, the sentences that would mention both
    if the two were independent within the article. `p_value` is the probability of n or more in a
    Poisson distribution with that mean. It is an upper bound on the exact value, so that no pair
    passes that should not: each article's count is hypergeometric, hence a sum of independent
    indicators (Vatutin and Mikhailov, Theory of Probability 27, 1982), whose upper tail is below
    that of the Poisson distribution (Hoeffding, Annals of Mathematical Statistics 27, 1956).
    `p_adjusted` is corrected for all pairs of `actors` (Benjamini and Hochberg, J. R. Stat. Soc. B
    57, 1995).
    """
    from scipy.stats import poisson

    found = corpus.execute(
        """
        WITH appearing AS (
            SELECT DISTINCT doc_id, actor_id, sentence_id FROM known_mentions
            WHERE actor_id IN (SELECT unnest($actors))
                AND ($since IS NULL OR date >= $since) AND ($before IS NULL OR date < $before)
        ), counts AS (
            SELECT doc_id, actor_id, count(*) AS n FROM appearing GROUP BY ALL
        ), shared AS (
            SELECT a.doc_id, a.actor_id AS source_id, b.actor_id AS target_id, count(*) AS n
            FROM appearing a JOIN appearing b
                ON b.doc_id = a.doc_id AND b.sentence_id = a.sentence_id AND a.actor_id < b.actor_id
            GROUP BY ALL
        )
        SELECT a.actor_id AS source_id, b.actor_id AS target_id,
            CAST(sum(coalesce(s.n, 0)) AS BIGINT) AS n, count(s.n) AS n_documents,
            sum(a.n * b.n / d.n_sentences) AS expected
        FROM counts a JOIN counts b ON b.doc_id = a.doc_id AND a.actor_id < b.actor_id
        JOIN documents d ON d.doc_id = a.doc_id
        LEFT JOIN shared s ON s.doc_id = a.doc_id AND s.source_id = a.actor_id
            AND s.target_id = b.actor_id
        GROUP BY a.actor_id, b.actor_id HAVING count(s.n) > 0
        ORDER BY sum(s.n) DESC, a.actor_id, b.actor_id
        """,
        {"actors": actors["actor_id"].tolist(), "since": since, "before": before},
    ).df()
    found.insert(2, "unit", UNIT)
    found["p_value"] = poisson.sf(found["n"] - 1, found["expected"])
    n_pairs = len(actors) * (len(actors) - 1) // 2
    found["p_adjusted"] = adjusted(found["p_value"].to_numpy(), n_pairs)
    return typed(found, columns.PAIRS)


def in_pairs(actors: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `actors` that are in one of `pairs`."""
    return actors[actors["actor_id"].isin({*pairs["source_id"], *pairs["target_id"]})]


@documented(columns.CHANGES, actors=columns.COMPARED, split="the first day of the later articles")
def pair_changes(
    corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame, split: pd.Timestamp | None
) -> pd.DataFrame:
    """Return how often pairs share a sentence before and after `split`, largest change first.

    Empty without `split`.
    """
    if split is None:
        return typed([], columns.CHANGES)
    from scipy.stats import fisher_exact

    n_before, n_after = corpus.execute(
        "SELECT count(*) FILTER (date < $1), count(*) FILTER (date >= $1) FROM chosen", [split]
    ).fetchone()
    key = ["source_id", "target_id"]
    early = corpus_pairs(corpus, actors, before=split)[[*key, "n_documents"]]
    late = corpus_pairs(corpus, actors, since=split)[[*key, "n_documents"]]
    pairs = early.merge(late, on=key, how="outer", suffixes=("_early", "_late")).fillna(0)
    names = actors.set_index("actor_id")["name"]
    before, after = (pairs[c].astype("int64") for c in ("n_documents_early", "n_documents_late"))
    found = pd.DataFrame(
        {
            "source": pairs["source_id"].map(names),
            "target": pairs["target_id"].map(names),
            "before": before,
            "after": after,
            "share_before": before / n_before,
            "share_after": after / n_after,
        }
    )
    found["change"] = found["share_after"] - found["share_before"]
    found["p_value"] = [
        fisher_exact([[a, n_before - a], [b, n_after - b]]).pvalue
        for a, b in zip(before, after, strict=True)
    ]
    found["p_adjusted"] = adjusted(found["p_value"].to_numpy(), len(found))
    return typed(found, columns.CHANGES).sort_values(
        ["change", "source", "target"], key=lambda c: -c.abs() if c.name == "change" else c,
        ignore_index=True,
    )  # fmt: skip
