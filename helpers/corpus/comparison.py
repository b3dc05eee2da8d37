"""Articles compared: the same actors in different sources and times, as frames.

Every function takes a corpus as `helpers.corpus.load` opens it, a DuckDB connection with a view
for each table, asks it for counts and sums alone, and returns a small frame. `choose_documents`
comes first: it says which articles the others look at, and how they are grouped. Actors are those
of the corpus (`helpers.corpus.identities`).

Intervals are 95 % intervals of a mean or share over articles drawn as wholes: mentions of one
article are not independent of each other (ratio estimator of a cluster sample, Cochran, Sampling
Techniques, 1977, chapter 6; Student's t with one degree less than there are articles). Below 3
articles there is none.
"""

import duckdb
import numpy as np
import pandas as pd

from helpers.tables.tone import TOO_FEW

# Articles up to which each is compared as such; more are grouped by their source.
SINGLE = 8
MAX_GROUPS = 6
OTHERS = "all others"
UNKNOWN = "source unknown"
PERIODS = ("day", "week", "month", "quarter", "year")
MAX_PERIODS = 24
ESTIMATE = ("n", "n_documents", "mean", "low", "high")


def choose_documents(
    corpus: duckdb.DuckDBPyConnection, *, since: str = "", until: str = "", by: str = ""
) -> pd.DataFrame:
    """Choose the articles to compare and group them; return a row a group, the largest first.

    `since` and `until` are the first and last day (ISO dates); articles without a date are left out
    if either is given. `by` is "title", so that each article is a group, or "source"; without it,
    up to 8 articles are taken one by one. Of more than 6 groups the smallest are made one.

    Columns: `group` (str), `n_documents`, `n_mentions` (int64), `first` and `last` (datetime64, the
    days of its articles, missing if they have none).
    """
    (n,) = corpus.execute("SELECT count(*) FROM documents").fetchone()
    title = (by or ("title" if n <= SINGLE else "source")) == "title"
    own = "coalesce(title, doc_id)" if title else "coalesce(source, $unknown)"
    corpus.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE chosen AS
        SELECT doc_id, date, {own} AS own_group FROM documents
        WHERE ($since = '' OR date >= CAST(nullif($since, '') AS DATE))
          AND ($until = '' OR date <= CAST(nullif($until, '') AS DATE))
        """,  # noqa: S608
        {"since": since, "until": until, **({} if title else {"unknown": UNKNOWN})},
    )
    corpus.execute(
        """
        ALTER TABLE chosen ADD COLUMN "group" TEXT;
        UPDATE chosen SET "group" = CASE WHEN own_group IN (
            SELECT own_group FROM chosen GROUP BY own_group
            ORDER BY count(*) DESC, own_group LIMIT ?
        ) THEN own_group ELSE ? END
        """,
        [MAX_GROUPS, OTHERS],
    )
    corpus.execute(
        """
        CREATE OR REPLACE TEMP VIEW known_mentions AS
        SELECT c.doc_id, c.date, c."group", i.corpus_actor_id AS actor_id, m.mention_id,
            m.sentence_id
        FROM chosen c JOIN mentions m ON m.doc_id = c.doc_id
        JOIN identities i ON i.doc_id = m.doc_id AND i.actor_id = m.actor_id
        """
    )
    return corpus.execute(
        """
        SELECT "group", count(DISTINCT c.doc_id) AS n_documents, count(m.doc_id) AS n_mentions,
            min(date) AS first, max(date) AS last
        FROM chosen c LEFT JOIN mentions m ON m.doc_id = c.doc_id
        GROUP BY "group" ORDER BY n_documents DESC, "group"
        """
    ).df()


def corpus_actors(corpus: duckdb.DuckDBPyConnection, top: int = 40) -> pd.DataFrame:
    """Return the actors of the chosen articles, those in most articles first.

    Columns: `actor_id`, `name`, `kind` (str; the name in most articles), `n_documents`, `n_groups`,
    `n_mentions` (int64), `roles` (str, every role that an article gives).
    """
    return corpus.execute(
        """
        WITH forms AS (
            SELECT i.corpus_actor_id AS actor_id, a.name, a.kind, count(*) AS n,
                sum(a.n_mentions) AS mentions, list(DISTINCT a.role) AS roles
            FROM chosen c JOIN actors a ON a.doc_id = c.doc_id
            JOIN identities i ON i.doc_id = a.doc_id AND i.actor_id = a.actor_id
            GROUP BY ALL
        ), counts AS (
            SELECT i.corpus_actor_id AS actor_id, count(DISTINCT i.doc_id) AS n_documents,
                count(DISTINCT c."group") AS n_groups
            FROM chosen c JOIN identities i ON i.doc_id = c.doc_id GROUP BY ALL
        )
        SELECT actor_id,
            arg_max(name, (actor_id NOT LIKE 'person:%' OR contains(name, ' '), n, name)) AS name,
            any_value(kind) AS kind, any_value(n_documents) AS n_documents,
            any_value(n_groups) AS n_groups, CAST(sum(mentions) AS BIGINT) AS n_mentions,
            array_to_string(list_sort(list_distinct(flatten(list(roles)))), '; ') AS roles
        FROM forms JOIN counts USING (actor_id)
        GROUP BY actor_id ORDER BY n_documents DESC, n_mentions DESC, actor_id LIMIT ?
        """,
        [top],
    ).df()


def actor_shares(corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame) -> pd.DataFrame:
    """Return what share of a group's mentions of actors each of `actors` has.

    One row is an actor and a group: `actor_id`, `name`, `kind`, `group` (str), `n`, `n_documents`
    (int64, mentions, and articles of the group), `mean`, `low`, `high` (float64, share 0 to 1).
    """
    sums = corpus.execute(
        """
        WITH lengths AS (
            SELECT c.doc_id, c."group", count(m.mention_id) AS n
            FROM chosen c LEFT JOIN known_mentions m ON m.doc_id = c.doc_id GROUP BY ALL
        ), totals AS (
            SELECT "group", count(*) AS n_documents, sum(n) AS n, sum(n * n) AS nn
            FROM lengths GROUP BY "group"
        ), own AS (
            SELECT m.actor_id, m.doc_id, any_value(l."group") AS "group", count(*) AS x,
                any_value(l.n) AS n
            FROM known_mentions m JOIN lengths l ON l.doc_id = m.doc_id
            WHERE m.actor_id IN (SELECT unnest($actors)) GROUP BY m.actor_id, m.doc_id
        )
        SELECT a.actor_id, t."group", coalesce(sum(x), 0) AS x, any_value(t.n) AS total,
            coalesce(sum(x * x), 0) AS xx, coalesce(sum(x * own.n), 0) AS xn,
            any_value(t.nn) AS nn, any_value(t.n_documents) AS n_documents
        FROM (SELECT unnest($actors) AS actor_id) a CROSS JOIN totals t
        LEFT JOIN own ON own.actor_id = a.actor_id AND own."group" = t."group"
        GROUP BY a.actor_id, t."group"
        """,
        {"actors": actors["actor_id"].tolist()},
    ).df()
    sums["n"] = sums["x"]
    return _named(_with_interval(sums, 0, 1), actors, ["group"])


def actor_tones(
    corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame, *, voices: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Return the mean tone towards each of `actors` in each group, from `actor_sentiment`.

    The tone of a mention is its probability of positive less that of negative, -1 to 1. `voices`
    keeps the mentions in these voices alone ("narrator", "quoted", "reported"). One row is an actor
    and a group that mentions it: columns as in `actor_shares`; `n_documents` are the articles that
    mention the actor. A corpus without judged mentions gives an empty frame.
    """
    if not _has(corpus, "actor_sentiment"):
        return pd.DataFrame(columns=["actor_id", "name", "kind", "group", *ESTIMATE])
    sums = corpus.execute(_tone_sums('"group"'), _tone_values(actors, voices)).df()
    return _named(_with_interval(sums, -1, 1), actors, ["group"])


def tone_over_time(
    corpus: duckdb.DuckDBPyConnection,
    actors: pd.DataFrame,
    *,
    period: str = "",
    voices: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Return the mean tone towards each of `actors` in each day, week, month, quarter or year.

    Without `period` it is the shortest of which there are at most 24. One row is an actor and a
    period in which it is mentioned: as in `actor_tones`, with `period` (datetime64, its first day)
    in place of the group. Articles without a date are left out.
    """
    length = period or _period(corpus)
    if length not in PERIODS:
        raise ValueError(f"period is {length!r}, expected one of {', '.join(PERIODS)}")
    if not _has(corpus, "actor_sentiment"):
        return pd.DataFrame(columns=["actor_id", "name", "kind", "period", *ESTIMATE])
    sums = corpus.execute(
        _tone_sums(f"date_trunc('{length}', date)"), _tone_values(actors, voices)
    ).df()
    sums = sums.rename(columns={"group": "period"}).dropna(subset=["period"])
    sums["period"] = sums["period"].astype("datetime64[us]")
    return _named(_with_interval(sums, -1, 1), actors, ["period"])


def quoted_actors(corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame) -> pd.DataFrame:
    """Return how many statements each group gives to each of `actors`, from `statements`.

    One row is an actor and a group that quotes it: `actor_id`, `name`, `kind`, `group` (str), `n`,
    `n_direct`, `n_group` (int64, statements, direct ones, and all of the group that have a known
    speaker), `mean` (float64, n / n_group). A corpus without statements gives an empty frame.
    """
    if not _has(corpus, "statements"):
        columns = ["actor_id", "name", "kind", "group", "n", "n_direct", "n_group", "mean"]
        return pd.DataFrame(columns=columns)
    found = corpus.execute(
        """
        WITH said AS (
            SELECT c."group", i.corpus_actor_id AS actor_id, s.kind
            FROM chosen c JOIN statements s ON s.doc_id = c.doc_id
            JOIN identities i ON i.doc_id = s.doc_id AND i.actor_id = s.source_actor_id
        )
        SELECT actor_id, "group", count(*) AS n, count(*) FILTER (kind = 'direct') AS n_direct,
            CAST(any_value(total) AS BIGINT) AS n_group, count(*) / any_value(total) AS mean
        FROM said JOIN (SELECT "group", count(*) AS total FROM said GROUP BY ALL) USING ("group")
        WHERE actor_id IN (SELECT unnest($actors)) GROUP BY actor_id, "group"
        """,
        {"actors": actors["actor_id"].tolist()},
    ).df()
    return _named(found, actors, ["group"])


def first_appearances(corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame) -> pd.DataFrame:
    """Return when and where each of `actors` is first mentioned, the earliest first.

    One row is an actor: `actor_id`, `name`, `kind` (str), `date` (datetime64), `title`, `source`,
    `doc_id` (str, the article; of several on that day the first by id), `last` (datetime64), `days`
    (list of datetime64, the days with an article that mentions it). Articles without a date are
    left out.
    """
    found = corpus.execute(
        """
        WITH seen AS (
            SELECT DISTINCT i.corpus_actor_id AS actor_id, c.doc_id, c.date
            FROM chosen c JOIN identities i ON i.doc_id = c.doc_id
            WHERE c.date IS NOT NULL AND i.corpus_actor_id IN (SELECT unnest($actors))
        ), firsts AS (
            SELECT actor_id, min(date) AS date, arg_min(doc_id, (date, doc_id)) AS doc_id,
                max(date) AS last, list_sort(list(DISTINCT date)) AS days
            FROM seen GROUP BY actor_id
        )
        SELECT f.actor_id, f.date, d.title, d.source, f.doc_id, f.last, f.days
        FROM firsts f JOIN documents d ON d.doc_id = f.doc_id ORDER BY f.date, f.actor_id
        """,
        {"actors": actors["actor_id"].tolist()},
    ).df()
    return (
        actors[["actor_id", "name", "kind"]]
        .merge(found, on="actor_id")
        .sort_values(["date", "name"], ignore_index=True)
    )


def joined_actors(corpus: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return by which rules actors of articles became actors of the corpus, and how many.

    One row is a rule of `helpers.corpus.identities` and whether its result is certain: `rule`
    (str), `certain` (bool), `n` (int64, actors of articles), `share` (float64, of all), `example`
    (str).
    """
    return corpus.execute(
        """
        SELECT rule, certain, count(*) AS n, count(*) / sum(count(*)) OVER () AS share,
            min(actor_id || CASE WHEN actor_id = corpus_actor_id THEN ''
                ELSE ' → ' || corpus_actor_id END) AS example
        FROM chosen JOIN identities USING (doc_id) GROUP BY rule, certain ORDER BY n DESC, rule
        """
    ).df()


def _tone_sums(group: str) -> str:
    """The question for sums of tones by actor and `group`, an expression of this module."""
    return f"""
        WITH by_document AS (
            SELECT m.actor_id, {group} AS "group", m.doc_id, count(*) AS n,
                sum(s.positive - s.negative) AS x
            FROM known_mentions m
            JOIN actor_sentiment s ON s.doc_id = m.doc_id AND s.mention_id = m.mention_id
            WHERE m.actor_id IN (SELECT unnest($actors))
                AND (len($voices) = 0 OR s.voice IN (SELECT unnest($voices)))
            GROUP BY ALL
        )
        SELECT actor_id, "group", sum(x) AS x, CAST(sum(n) AS BIGINT) AS n, sum(n) AS total,
            sum(x * x) AS xx, sum(x * n) AS xn, sum(n * n) AS nn, count(*) AS n_documents
        FROM by_document GROUP BY actor_id, "group" ORDER BY "group", actor_id
        """  # noqa: S608


def _tone_values(actors: pd.DataFrame, voices: tuple[str, ...]) -> dict:
    return {"actors": actors["actor_id"].tolist(), "voices": list(voices)}


def _period(corpus: duckdb.DuckDBPyConnection) -> str:
    """The shortest period of which the chosen articles have no more than `MAX_PERIODS`."""
    for period in PERIODS:
        (n,) = corpus.execute(
            "SELECT date_diff(?, min(date), max(date)) FROM chosen", [period]
        ).fetchone()
        if n is None or n < MAX_PERIODS:
            return period
    return PERIODS[-1]


def _with_interval(sums: pd.DataFrame, lowest: float, highest: float) -> pd.DataFrame:
    """Sums over articles as `mean`, `low` and `high`."""
    from scipy.stats import t

    x, total, n = (sums[c].astype("float64") for c in ("x", "total", "n_documents"))
    mean = x / total.where(total > 0)
    squares = sums["xx"] - 2 * mean * sums["xn"] + mean**2 * sums["nn"]
    few = n < TOO_FEW
    error = np.sqrt((n / (n - 1).where(~few)) * squares.clip(lower=0).astype("float64")) / total
    reach = t.ppf(0.975, (n - 1).where(~few)) * error
    estimated = sums.assign(
        mean=mean,
        low=(mean - reach).clip(lower=lowest),
        high=(mean + reach).clip(upper=highest),
        n=sums["n"].astype("int64"),
    )
    return estimated[[*(c for c in ("actor_id", "group", "period") if c in sums), *ESTIMATE]]


def _has(corpus: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the corpus has a table: one made by an earlier version may lack it."""
    found = corpus.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = ?", [table]
    )
    return found.fetchone() != (0,)


def _named(found: pd.DataFrame, actors: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """The frame with names and kinds of the actors, in the order of `actors`."""
    named = actors[["actor_id", "name", "kind"]].reset_index(drop=True)
    named = named.assign(place=named.index).merge(found, on="actor_id")
    return named.sort_values(["place", *order], ignore_index=True).drop(columns="place")
