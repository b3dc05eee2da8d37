"""Actors of single articles that became actors of the corpus: for certain, or to be decided."""

import duckdb

MOST = 60
MOST_NAMED = 3  # joined actors that a finding names
WORDS = 260  # characters of a sentence that is shown


def doubtful_joins(corpus: duckdb.DuckDBPyConnection) -> tuple[list[dict], int]:
    """Return the doubtful joins with most mentions, and how many there are in all.

    Each has `doc_id`, `title`, `name` (in the article), `same` (the actor that it was taken for, or
    empty if it stays by itself), `rule` and `sentence`, the first that names it.
    """
    (total,) = corpus.execute("SELECT count(*) FROM identities WHERE NOT certain").fetchone()
    found = corpus.execute(
        """
        SELECT i.doc_id, d.title, a.name, i.rule,
            CASE WHEN i.corpus_actor_id = i.actor_id OR contains(i.corpus_actor_id, '@') THEN ''
                ELSE p.name END AS same, s.text AS sentence
        FROM identities i JOIN documents d USING (doc_id)
        JOIN actors a ON a.doc_id = i.doc_id AND a.actor_id = i.actor_id
        LEFT JOIN page_names p ON p.actor_id = i.corpus_actor_id
        LEFT JOIN sentences s ON s.doc_id = i.doc_id AND s.sentence_id = a.first_sentence_id
        WHERE NOT i.certain
        ORDER BY same = '', a.n_mentions DESC, i.doc_id, i.actor_id LIMIT ?
        """,
        [MOST],
    )
    keys = ("doc_id", "title", "name", "rule", "same", "sentence")
    rows = [dict(zip(keys, row, strict=True)) for row in found.fetchall()]
    for row in rows:
        row["same"] = row["same"] or ""
        row["sentence"] = " ".join((row["sentence"] or "").split())[:WORDS]
    return rows, int(total)


def joined_names(corpus: duckdb.DuckDBPyConnection) -> tuple[list[tuple[str, list[str]]], int]:
    """Return who has other names in some articles, with these, and how many actors were joined.

    Only joins that are certain count; the actors in most articles come first.
    """
    found = corpus.execute(
        """
        SELECT p.name, list(DISTINCT a.name ORDER BY a.name), count(*) AS n
        FROM identities i JOIN actors a ON a.doc_id = i.doc_id AND a.actor_id = i.actor_id
        JOIN page_names p ON p.actor_id = i.corpus_actor_id
        WHERE i.certain AND i.corpus_actor_id != i.actor_id AND a.name != p.name
        GROUP BY p.name ORDER BY n DESC, p.name
        """
    ).fetchall()
    named = [(name, names) for name, names, _ in found[:MOST_NAMED]]
    return named, sum(n for _, _, n in found)
