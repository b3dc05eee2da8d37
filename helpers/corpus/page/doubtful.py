"""Joins of single articles' actors into actors of the corpus: doubtful ones and certain ones."""

from textwrap import shorten

import duckdb

MOST = 60
MOST_NAMED = 3  # joined actors that a finding names
WORDS = 260  # characters shown of a sentence


def doubtful_joins(corpus: duckdb.DuckDBPyConnection) -> tuple[list[dict], int]:
    """Return the doubtful joins with most mentions, and how many actors they concern in all.

    Each has `name` (in the articles), `same` (the actor that it was taken for, empty if it was
    joined to none), `rule`, `title` and `sentence` (from the first article that names it), `n`
    (number of articles) and `documents`, the numbers of the articles that a correction has to name:
    none if an organisation's name means the same everywhere. A person's short name may mean
    somebody else in other articles.
    """
    (total,) = corpus.execute("SELECT count(*) FROM identities WHERE NOT certain").fetchone()
    found = corpus.execute(
        """
        WITH everywhere AS (SELECT actor_id, count(*) AS n FROM identities GROUP BY actor_id)
        SELECT any_value(a.name), i.rule,
            coalesce(CASE WHEN i.corpus_actor_id != i.actor_id
                AND NOT contains(i.corpus_actor_id, '@') THEN any_value(p.name) END, '') AS same,
            arg_min(d.title, i.doc_id), arg_min(s.text, i.doc_id), count(*),
            CASE WHEN i.actor_id NOT LIKE 'person:%' AND count(*) = any_value(e.n) THEN []
                ELSE list(n.document ORDER BY n.document) END
        FROM identities i JOIN documents d USING (doc_id) JOIN page_documents n USING (doc_id)
        JOIN actors a ON a.doc_id = i.doc_id AND a.actor_id = i.actor_id
        JOIN everywhere e ON e.actor_id = i.actor_id
        LEFT JOIN page_names p ON p.actor_id = i.corpus_actor_id
        LEFT JOIN sentences s ON s.doc_id = i.doc_id AND s.sentence_id = a.first_sentence_id
        WHERE NOT i.certain GROUP BY i.actor_id, i.corpus_actor_id, i.rule
        ORDER BY same = '', sum(a.n_mentions) DESC, i.actor_id, i.corpus_actor_id LIMIT ?
        """,
        [MOST],
    )
    keys = ("name", "rule", "same", "title", "sentence", "n", "documents")
    rows = [dict(zip(keys, row, strict=True)) for row in found.fetchall()]
    for row in rows:
        row["sentence"] = shorten(row["sentence"] or "", WORDS, placeholder=" …")
    return rows, int(total)


def joined_names(corpus: duckdb.DuckDBPyConnection) -> tuple[list[tuple[str, list[str]]], int]:
    """Return the actors with other names in some articles, and how many actors were joined.

    Each comes with those names. Only certain joins count; the most frequent come first.
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
