"""The roles that the articles of a corpus give an actor."""


def roles_query(documents: str) -> str:
    """Return a query for each actor's `roles`, a list, those in most articles first.

    `documents` is a table of this package with the `doc_id` of the articles that count. A role that
    is written with and without capitals is listed once, as most articles write it.
    """
    return f"""
        SELECT actor_id, list(role ORDER BY n DESC, role) AS roles FROM (
            SELECT actor_id, arg_max(role, (n, role)) AS role, sum(n) AS n FROM (
                SELECT i.corpus_actor_id AS actor_id, a.role, count(DISTINCT a.doc_id) AS n
                FROM {documents} JOIN actors a USING (doc_id)
                JOIN identities i ON i.doc_id = a.doc_id AND i.actor_id = a.actor_id
                WHERE a.role IS NOT NULL GROUP BY ALL
            ) GROUP BY actor_id, lower(role)
        ) GROUP BY actor_id
        """  # noqa: S608
