"""Articles compared: the same actors in different sources and times, as frames.

Every function takes a corpus opened by `helpers.corpus.load`, which is a DuckDB connection with a
view for each table, lets DuckDB count and sum, and returns a small frame. Call `choose_documents`
first: it decides which articles the other functions use and how they are grouped. Actors are those
of the corpus (`helpers.corpus.identities`).
"""

import duckdb
import pandas as pd

from helpers.corpus import columns
from helpers.corpus.intervals import with_interval
from helpers.corpus.own_words import said_by_others
from helpers.corpus.roles import roles_query
from helpers.tables.docstrings import documented, typed
from helpers.tables.parameters import ParameterError, day, one_of

# Up to this many articles are compared one by one; more are grouped by source.
SINGLE = 8
MAX_GROUPS = 6
OTHERS = "all others"
UNKNOWN = "source unknown"
PERIODS = ("day", "week", "month", "quarter", "year")
MAX_PERIODS = 24


@documented(
    columns.GROUPS,
    corpus=columns.CORPUS,
    since="first day, such as 2026-03-01; articles without a date are left out",
    until="last day; articles without a date are left out",
    by="title (each article is a group) or source; empty: depends on their number",
)
def choose_documents(
    corpus: duckdb.DuckDBPyConnection, *, since: str = "", until: str = "", by: str = ""
) -> pd.DataFrame:
    """Choose the articles to compare and group them; a row is a group, the largest first.

    Up to 8 articles are compared one by one; more are grouped by source. If there are more than 6
    groups, the smallest are merged into one, "all others". Raises `ParameterError` for a day or a
    grouping that does not exist, and if no article is left.
    """
    by = one_of("BY", by, ["source", "title", ""])
    since, until = day("SINCE", since), day("UNTIL", until)
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
    if corpus.execute("SELECT count(*) FROM chosen").fetchone() == (0,):
        raise ParameterError(
            f"no article is from {since or 'the beginning'} to {until or 'the end'}; the first and "
            "last are from {} to {}".format(
                *corpus.execute("SELECT min(date)::DATE, max(date)::DATE FROM documents").fetchone()
            )
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


@documented(columns.ACTORS)
def corpus_actors(corpus: duckdb.DuckDBPyConnection, top: int = 40) -> pd.DataFrame:
    """Return the actors of the chosen articles, those in most articles first."""
    return corpus.execute(
        f"""
        WITH forms AS (
            SELECT i.corpus_actor_id AS actor_id, a.name,
                i.actor_id = i.corpus_actor_id AS is_own, count(*) AS n,
                sum(a.n_mentions) AS mentions
            FROM chosen c JOIN actors a ON a.doc_id = c.doc_id
            JOIN identities i ON i.doc_id = a.doc_id AND i.actor_id = a.actor_id
            GROUP BY ALL
        ), counts AS (
            SELECT i.corpus_actor_id AS actor_id, count(DISTINCT i.doc_id) AS n_documents,
                count(DISTINCT c."group") AS n_groups
            FROM chosen c JOIN identities i ON i.doc_id = c.doc_id GROUP BY ALL
        ), roles AS ({roles_query("chosen")})
        SELECT actor_id,
            arg_max(name, (is_own, n, name)) AS name,
            split_part(actor_id, ':', 1) AS kind, any_value(n_documents) AS n_documents,
            any_value(n_groups) AS n_groups, CAST(sum(mentions) AS BIGINT) AS n_mentions,
            coalesce(array_to_string(any_value(roles), '; '), '') AS roles
        FROM forms JOIN counts USING (actor_id) LEFT JOIN roles USING (actor_id)
        GROUP BY actor_id ORDER BY n_documents DESC, n_mentions DESC, actor_id LIMIT ?
        """,  # noqa: S608
        [top],
    ).df()


@documented(columns.SHARES, actors=columns.COMPARED)
def actor_shares(corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame) -> pd.DataFrame:
    """Return each actor's share of all mentions of actors, in each group."""
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
    return _named(with_interval(sums, 0, 1), actors, columns.SHARES)


@documented(columns.TONES, actors=columns.COMPARED)
def actor_tones(
    corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame, *, voices: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Return the mean tone towards each actor in each group that mentions it.

    What actors say about themselves does not count. Empty for a corpus without judged mentions.
    """
    if not _has(corpus, "actor_sentiment"):
        return typed([], columns.TONES)
    sums = corpus.execute(_tone_sums(corpus, '"group"'), _tone_values(actors, voices)).df()
    return _named(with_interval(sums, -1, 1), actors, columns.TONES)


@documented(
    columns.TIMES,
    actors=columns.COMPARED,
    period="day, week, month, quarter or year; empty: the shortest of which there are at most 24",
)
def tone_over_time(
    corpus: duckdb.DuckDBPyConnection,
    actors: pd.DataFrame,
    *,
    period: str = "",
    voices: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Return the mean tone towards each actor in each period in which it is mentioned.

    Articles without a date are left out, and what actors say about themselves. Raises `ValueError`
    for an unknown period.
    """
    length = period or _period(corpus)
    if length not in PERIODS:
        raise ValueError(f"period is {length!r}, expected one of {', '.join(PERIODS)}")
    if not _has(corpus, "actor_sentiment"):
        return typed([], columns.TIMES)
    sums = corpus.execute(
        _tone_sums(corpus, f"date_trunc('{length}', date)"), _tone_values(actors, voices)
    ).df()
    sums = sums.rename(columns={"group": "period"}).dropna(subset=["period"])
    return _named(with_interval(sums, -1, 1), actors, columns.TIMES)


@documented(columns.QUOTED, actors=columns.COMPARED)
def quoted_actors(corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame) -> pd.DataFrame:
    """Return how many statements by each actor each group reports.

    Empty for a corpus without statements.
    """
    if not _has(corpus, "statements"):
        return typed([], columns.QUOTED)
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
    return _named(found, actors, columns.QUOTED)


@documented(columns.FIRSTS, actors=columns.COMPARED)
def first_appearances(corpus: duckdb.DuckDBPyConnection, actors: pd.DataFrame) -> pd.DataFrame:
    """Return when and where each actor is first mentioned, the earliest first.

    Articles without a date are left out.
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


@documented(columns.JOINED)
def joined_actors(corpus: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the rules by which articles' actors became actors of the corpus, most used first."""
    return corpus.execute(
        """
        SELECT rule, certain, count(*) AS n, count(*) / sum(count(*)) OVER () AS share,
            min(actor_id || CASE WHEN actor_id = corpus_actor_id THEN ''
                ELSE ' → ' || corpus_actor_id END) AS example
        FROM chosen JOIN identities USING (doc_id) GROUP BY rule, certain ORDER BY n DESC, rule
        """
    ).df()


def _tone_sums(corpus: duckdb.DuckDBPyConnection, group: str) -> str:
    """The query for sums of tones by actor and `group`, an SQL expression of this module."""
    return f"""
        WITH by_document AS (
            SELECT i.corpus_actor_id AS actor_id, {group} AS "group", s.doc_id, count(*) AS n,
                sum(s.positive - s.negative) AS x
            FROM {said_by_others(corpus)} s JOIN chosen c ON c.doc_id = s.doc_id
            JOIN identities i ON i.doc_id = s.doc_id AND i.actor_id = s.actor_id
            WHERE i.corpus_actor_id IN (SELECT unnest($actors))
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


def _has(corpus: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the corpus has a table: one made by an earlier version may lack it."""
    found = corpus.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = ?", [table]
    )
    return found.fetchone() != (0,)


def _named(found: pd.DataFrame, actors: pd.DataFrame, shown: columns.Columns) -> pd.DataFrame:
    """The frame with names and kinds of the actors, sorted in their order, then by group."""
    named = actors[["actor_id", "name", "kind"]].reset_index(drop=True)
    named = named.assign(place=named.index).merge(found, on="actor_id")
    order = ["place", "period" if "period" in shown else "group"]
    return typed(named.sort_values(order, ignore_index=True), shown)
