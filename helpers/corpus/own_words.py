"""The tones in a corpus that count: not those of what actors say about themselves."""

import duckdb

_BY_OTHERS = """(
    WITH own AS (
        SELECT doc_id, unnest(source_actor_ids) AS actor_id, content_start_char, content_end_char
        FROM statements WHERE form = 'speech'
    )
    SELECT s.* FROM actor_sentiment s ANTI JOIN (
        SELECT s.doc_id, s.mention_id FROM actor_sentiment s JOIN own USING (doc_id, actor_id)
        WHERE s.start_char >= content_start_char AND s.start_char < content_end_char
    ) USING (doc_id, mention_id)
)"""


def said_by_others(corpus: duckdb.DuckDBPyConnection) -> str:
    """Return the name, in SQL, for the rows of `actor_sentiment` that are not an actor's own words.

    "Arda Foods said that it had the best workers" shows how Arda Foods wants to be seen, not how a
    paper sees it. All rows count in a corpus that does not know whose words they are, as one made
    by an earlier version.
    """
    (known,) = corpus.execute(
        """
        SELECT count(*) FROM information_schema.columns WHERE (table_name, column_name) IN
            (('statements', 'source_actor_ids'), ('actor_sentiment', 'start_char'))
        """
    ).fetchone()
    return _BY_OTHERS if known == 2 else "actor_sentiment"
