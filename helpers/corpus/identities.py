"""One actor across articles: which actors of single articles are the same one in a corpus.

DuckDB gathers the evidence about each name in the corpus, `helpers.corpus.same_actor` has the rule
that decides, and the result is the table `identities`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

import duckdb
import pandas as pd

from helpers.annotation import personal_names
from helpers.corpus.same_actor import (
    CLEARLY_MORE,
    COMPANIONS,
    KIND,
    OWN,
    Actor,
    join_short_names,
    join_variants,
)

AT_ONCE = 20_000  # short names in memory at a time
MORE = 2  # A name is taken for another kind if this many times as many articles have it as that.

_LAST_WORD = (
    "lower(strip_accents(list_last(string_split("
    "regexp_replace(name, ' (Jr|Sr|II|III|IV)\\.?$', ''), ' '))))"
)
_PARTICLES = "|".join(sorted(personal_names.PARTICLES))
_IS_SHORT = f"(NOT contains(name, ' ') OR regexp_matches(lower(name), '^({_PARTICLES}) '))"


def resolve_identities(corpus: duckdb.DuckDBPyConnection) -> None:
    """Create the table `identities` in `corpus`, which has a table or view `actors`.

    A row is one actor of one article: see `helpers.tables.schema` for the columns and
    `helpers.corpus.same_actor` for the rule.
    """
    _gather(corpus)
    (n,) = corpus.execute("SELECT count(*) FROM short_names").fetchone()
    buckets = n // AT_ONCE + 1
    for bucket in range(buckets):
        short, full = _bucket(corpus, bucket, buckets)
        variants = {
            variant.actor_id: variant
            for bearers in full.values()
            for variant in join_variants(bearers)
        }
        joined = [
            identity
            for key, actors in short.items()
            for identity in join_short_names(
                actors, [b for b in full[key] if b.actor_id not in variants]
            )
        ]
        _insert(corpus, "variants", variants.values())
        _insert(corpus, "joined", joined)
    _decide_kinds(corpus)
    corpus.execute(
        """
        CREATE OR REPLACE TABLE identities AS
        SELECT a.doc_id, a.actor_id,
            coalesce(j.corpus_actor_id, v.corpus_actor_id, kv.corpus_actor_id, k.corpus_actor_id,
                alone.corpus_actor_id, a.actor_id) AS corpus_actor_id,
            coalesce(j.rule, v.rule, k.rule, alone.rule, ?) AS rule,
            coalesce(j.certain, v.certain, k.certain, alone.certain, true) AS certain
        FROM actors a
        LEFT JOIN joined j ON j.doc_id = a.doc_id AND j.actor_id = a.actor_id
            AND j.corpus_actor_id != a.actor_id
        LEFT JOIN variants v ON v.actor_id = a.actor_id
        LEFT JOIN other_kinds k ON k.doc_id = a.doc_id AND k.actor_id = a.actor_id
        LEFT JOIN variants kv ON kv.actor_id = k.corpus_actor_id
        LEFT JOIN joined alone ON alone.doc_id = a.doc_id AND alone.actor_id = a.actor_id
        ORDER BY a.doc_id, a.actor_id
        """,
        [OWN],
    )


def _decide_kinds(corpus: duckdb.DuckDBPyConnection) -> None:
    """Make the table `other_kinds`: actors whose name is of another kind in most other articles.

    A name should be one actor, not a person here and a company there. If its own article gives it a
    role, its kind stays; and a single word may well be both, so joining those takes more evidence.
    """
    corpus.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE other_kinds AS
        WITH counted AS (
            SELECT actor_id, split_part(actor_id, ':', 2) AS slug, count(DISTINCT doc_id) AS n
            FROM actors WHERE kind IN ('person', 'organisation', 'bloc') GROUP BY actor_id
        ), chosen AS (
            SELECT slug, arg_max(actor_id, (n, actor_id)) AS actor_id, max(n) AS n FROM counted
            GROUP BY slug HAVING count(*) > 1
        )
        SELECT a.doc_id, a.actor_id, c.actor_id AS corpus_actor_id, '{KIND}' AS rule,
            c.n >= {CLEARLY_MORE} * o.n AND contains(o.slug, '-') AS certain
        FROM actors a JOIN counted o ON o.actor_id = a.actor_id JOIN chosen c ON c.slug = o.slug
        WHERE a.actor_id != c.actor_id AND a.role IS NULL
            AND c.n >= o.n * CASE WHEN contains(o.slug, '-') THEN {MORE} ELSE {CLEARLY_MORE} END
        """  # noqa: S608
    )


def _gather(corpus: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of short names, of the actors they could mean, and of companions."""
    corpus.execute(  # everything filled in is a constant of this module
        f"""
        CREATE OR REPLACE TEMP TABLE named AS
        SELECT doc_id, actor_id, name, kind, role, affiliation,
            CASE kind WHEN 'person' THEN {_LAST_WORD} ELSE name END AS key,
            kind = 'person' AND {_IS_SHORT} AS is_short
        FROM actors WHERE kind IN ('person', 'organisation');

        CREATE OR REPLACE TEMP TABLE called AS
        SELECT DISTINCT actor_id, form AS key FROM (
            SELECT actor_id, name, regexp_replace(
                unnest(string_split(aliases, '; ')), ' \\(\\d+\\)$', '') AS form
            FROM actors WHERE kind = 'organisation'
        ) WHERE length(form) < length(name);

        CREATE OR REPLACE TEMP TABLE short_names AS
        SELECT * FROM named WHERE is_short OR (kind = 'organisation' AND EXISTS (
            SELECT 1 FROM called WHERE called.key = named.key AND called.actor_id != named.actor_id
        ));

        CREATE OR REPLACE TEMP TABLE bearers AS
        SELECT DISTINCT key, actor_id FROM named WHERE kind = 'person' AND NOT is_short
            AND (key IN (SELECT key FROM short_names) OR key IN (
                SELECT key FROM named WHERE kind = 'person' AND NOT is_short
                GROUP BY key HAVING count(DISTINCT actor_id) > 1))
        UNION
        SELECT key, actor_id FROM called WHERE key IN (SELECT key FROM short_names);

        CREATE OR REPLACE TEMP TABLE company AS
        SELECT actor_id, list(companion) AS companions FROM (
            SELECT a.actor_id, b.actor_id AS companion
            FROM named a JOIN named b ON b.doc_id = a.doc_id AND b.actor_id != a.actor_id
            WHERE a.actor_id IN (SELECT actor_id FROM bearers) AND NOT b.is_short
            GROUP BY a.actor_id, b.actor_id
            QUALIFY row_number() OVER (PARTITION BY a.actor_id ORDER BY count(*) DESC, b.actor_id)
                <= {COMPANIONS}
        ) GROUP BY actor_id;

        CREATE OR REPLACE TEMP TABLE joined
            (doc_id TEXT, actor_id TEXT, corpus_actor_id TEXT, rule TEXT, certain BOOLEAN);
        CREATE OR REPLACE TEMP TABLE variants
            (actor_id TEXT, corpus_actor_id TEXT, rule TEXT, certain BOOLEAN);
        """  # noqa: S608
    )


def _bucket(
    corpus: duckdb.DuckDBPyConnection, bucket: int, buckets: int
) -> tuple[dict[str, list[Actor]], dict[str, list[Actor]]]:
    """The short names and bearers for a share of the keys, both by key."""
    short: dict[str, list[Actor]] = defaultdict(list)
    for key, doc_id, actor_id, name, role, affiliation, companions in corpus.execute(
        """
        SELECT s.key, s.doc_id, s.actor_id, any_value(s.name), any_value(s.role),
            any_value(s.affiliation), list(b.actor_id) FILTER (b.actor_id IS NOT NULL)
        FROM short_names s LEFT JOIN named b
            ON b.doc_id = s.doc_id AND b.actor_id != s.actor_id AND NOT b.is_short
        WHERE hash(s.key) % ? = ?
        GROUP BY s.key, s.doc_id, s.actor_id ORDER BY s.key, s.doc_id, s.actor_id
        """,
        [buckets, bucket],
    ).fetchall():
        actor = Actor(actor_id, name, doc_id, 1, _counted({role: 1}), _counted({affiliation: 1}))
        actor.companions = set(companions or ())
        short[key].append(actor)
    full: dict[str, list[Actor]] = defaultdict(list)
    for key, actor_id, name, n, roles, affiliations, companions in corpus.execute(
        """
        SELECT b.key, b.actor_id, max(n.name), count(DISTINCT n.doc_id), histogram(n.role),
            histogram(n.affiliation), any_value(c.companions)
        FROM bearers b JOIN named n USING (actor_id) LEFT JOIN company c USING (actor_id)
        WHERE hash(b.key) % ? = ?
        GROUP BY b.key, b.actor_id ORDER BY b.key, b.actor_id
        """,
        [buckets, bucket],
    ).fetchall():
        known = (_counted(roles), _counted(affiliations), set(companions or ()))
        full[key].append(Actor(actor_id, name, "", n, *known))
    return short, full


def _counted(articles: dict[str | None, int] | None) -> Counter[str]:
    return Counter({value: n for value, n in (articles or {}).items() if value})


def _insert(corpus: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple]) -> None:
    frame = pd.DataFrame(rows)
    if len(frame):
        corpus.register("new_rows", frame)
        corpus.execute(f"INSERT INTO {table} SELECT * FROM new_rows")  # noqa: S608
        corpus.unregister("new_rows")
