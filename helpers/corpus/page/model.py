"""The data that the page of a corpus counts: arrays with a row per article, actor, statement, act.

The page contains these arrays, so that it can recount for any dates, sources and actors without a
server; its findings are counted here from the same arrays.
"""

from dataclasses import dataclass, field

import duckdb
import numpy as np
import pandas as pd

from helpers.annotation import personal_names
from helpers.annotation.actor_ids import kind_of
from helpers.corpus.comparison import UNKNOWN
from helpers.corpus.own_words import said_by_others
from helpers.corpus.roles import roles_query
from helpers.tables.interactions import QUAD_CLASSES

KINDS = ("person", "organisation", "country", "bloc")
GENDERS = ("unknown", "Fem", "Masc")
MOST_ROLES = 3  # of an actor
CLEAR = 0.75  # share of a person's pronouns that must be of one gender to decide it
FEWEST_PRONOUNS = 3
_PRONOUNS = {
    "Masc": ("he", "him", "his", "himself"),
    "Fem": ("she", "her", "hers", "herself"),
}


@dataclass
class Model:
    """A corpus as frames of numbers; articles and actors are rows of `documents` and `actors`."""

    documents: pd.DataFrame  # doc_id, title, date, day, source (number), url, copies
    sources: list[str]
    actors: pd.DataFrame  # actor_id, name, kind, gender, n_documents, n_mentions, roles
    present: pd.DataFrame  # document, actor, n, judged, tone (sum): an actor in an article
    statements: pd.DataFrame  # document, actor, sentence_id, direct
    # document, source, target, action, event_class, quad, mutual, done, sentence_id
    acts: pd.DataFrame
    copies_of: dict[str, list[str]] = field(default_factory=dict)  # by doc_id: who ran copies


def read_model(corpus: duckdb.DuckDBPyConnection, folder_documents: str = "") -> Model:
    """Return the model of a corpus opened by `helpers.corpus.load`, without its copies.

    `folder_documents` is the pattern of the Parquet files with the copies, if there are any.
    """
    documents = corpus.execute(
        "SELECT doc_id, title, date, source, url, n_sentences FROM documents "
        "ORDER BY date DESC NULLS LAST, doc_id"
    ).df()
    copies_of = _copies(corpus, folder_documents)
    sources, documents["source"] = _sources(documents)
    days = (documents["date"] - pd.Timestamp("1970-01-01")).dt.days
    documents["day"] = days.astype("Int64")
    documents["copies"] = documents["doc_id"].map(lambda doc_id: copies_of.get(doc_id, []))
    corpus.register("page_documents", _numbered(documents, "doc_id", "document"))
    actors = _actors(corpus)
    corpus.register("page_actors", _numbered(actors, "actor_id", "actor"))
    return Model(
        documents,
        sources,
        actors,
        _present(corpus),
        _statements(corpus),
        _acts(corpus),
        copies_of,
    )


def _numbered(table: pd.DataFrame, key: str, name: str) -> pd.DataFrame:
    return pd.DataFrame({key: table[key], name: np.arange(len(table), dtype="int64")})


def _sources(documents: pd.DataFrame) -> tuple[list[str], np.ndarray]:
    """The sources, those with most articles first, and the number of each article's source."""
    named = documents["source"].fillna(UNKNOWN).astype("str")
    order = named.value_counts(sort=False).rename("n").rename_axis("source").reset_index()
    order = order.sort_values(["n", "source"], ascending=[False, True])["source"].tolist()
    place = {source: number for number, source in enumerate(order)}
    return order, named.map(place).to_numpy(dtype="int64")


def _copies(corpus: duckdb.DuckDBPyConnection, pattern: str) -> dict[str, list[str]]:
    if not pattern:
        return {}
    found = corpus.execute(
        "SELECT duplicate_of, list(coalesce(source, ?) ORDER BY date NULLS LAST, doc_id) "
        "FROM read_parquet(?) WHERE duplicate_of IS NOT NULL GROUP BY duplicate_of",
        [UNKNOWN, pattern],
    )
    return dict(found.fetchall())


def _actors(corpus: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The actors of the corpus, those in most articles first."""
    actors = corpus.execute(
        f"""
        WITH forms AS (
            SELECT i.corpus_actor_id AS actor_id, a.name,
                i.actor_id = i.corpus_actor_id AS is_own, count(DISTINCT a.doc_id) AS n,
                sum(a.n_mentions) AS mentions
            FROM actors a JOIN identities i ON i.doc_id = a.doc_id AND i.actor_id = a.actor_id
            GROUP BY ALL
        ), counts AS (
            SELECT i.corpus_actor_id AS actor_id, count(DISTINCT i.doc_id) AS n_documents
            FROM identities i JOIN page_documents d USING (doc_id) GROUP BY ALL
        ), roles AS ({roles_query("page_documents")})
        SELECT actor_id,
            arg_max(name, (is_own, n, name)) AS name,
            any_value(n_documents) AS n_documents, CAST(sum(mentions) AS BIGINT) AS n_mentions,
            coalesce(array_to_string(any_value(roles)[:{MOST_ROLES}], '; '), '') AS roles
        FROM forms JOIN counts USING (actor_id) LEFT JOIN roles USING (actor_id)
        GROUP BY actor_id ORDER BY n_documents DESC, n_mentions DESC, actor_id
        """  # noqa: S608
    ).df()
    actors["kind"] = actors["actor_id"].map(kind_of)
    said = _pronouns(corpus)
    actors["gender"] = [
        _gender(row.name_, said.get(row.actor_id, {})) if row.kind == "person" else ""
        for row in actors.rename(columns={"name": "name_"}).itertuples()
    ]
    return actors


def _pronouns(corpus: duckdb.DuckDBPyConnection) -> dict[str, dict[str, int]]:
    """How often each person is called "he" and "she"."""
    forms = {form: gender for gender, own in _PRONOUNS.items() for form in own}
    found = corpus.execute(
        """
        SELECT i.corpus_actor_id, lower(m.text) AS form, count(*) FROM mentions m
        JOIN identities i ON i.doc_id = m.doc_id AND i.actor_id = m.actor_id
        WHERE m.kind = 'pronoun' AND lower(m.text) IN (SELECT unnest(?)) GROUP BY ALL
        """,
        [list(forms)],
    )
    said: dict[str, dict[str, int]] = {}
    for actor_id, form, n in found.fetchall():
        own = said.setdefault(actor_id, {})
        own[forms[form]] = own.get(forms[form], 0) + n
    return said


def _gender(name: str, said: dict[str, int]) -> str:
    """A person's gender by the pronouns in the articles; if they are too few, by the given name."""
    n = sum(said.values())
    if n >= FEWEST_PRONOUNS:
        best = max(said, key=said.get)
        return best if said[best] / n >= CLEAR else GENDERS[0]
    return personal_names.gender_of_full_name(name) or GENDERS[0]


def _present(corpus: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return corpus.execute(
        f"""
        WITH known AS (
            SELECT d.document, a.actor, m.doc_id, m.mention_id FROM mentions m
            JOIN identities i ON i.doc_id = m.doc_id AND i.actor_id = m.actor_id
            JOIN page_documents d ON d.doc_id = m.doc_id
            JOIN page_actors a ON a.actor_id = i.corpus_actor_id
        )
        SELECT k.document, k.actor, count(*) AS n, count(s.positive) AS judged,
            coalesce(sum(s.positive - s.negative), 0) AS tone
        FROM known k LEFT JOIN {said_by_others(corpus)} s
            ON s.doc_id = k.doc_id AND s.mention_id = k.mention_id
        GROUP BY ALL ORDER BY k.document, n DESC, k.actor
        """  # noqa: S608
    ).df()


def _statements(corpus: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return corpus.execute(
        """
        SELECT d.document, a.actor, s.sentence_id, s.kind = 'direct' AS direct FROM statements s
        JOIN identities i ON i.doc_id = s.doc_id AND i.actor_id = s.source_actor_id
        JOIN page_documents d ON d.doc_id = s.doc_id
        JOIN page_actors a ON a.actor_id = i.corpus_actor_id
        WHERE s.form = 'speech' ORDER BY d.document, s.statement_id
        """
    ).df()


def _acts(corpus: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    acts = corpus.execute(
        """
        SELECT d.document, s.actor AS source, t.actor AS target, e.action, e.event_class,
            e.quad_class, e.mutual, e.modality = 'asserted' AND NOT e.negated AS done, e.sentence_id
        FROM events e
        JOIN identities i ON i.doc_id = e.doc_id AND i.actor_id = e.source_actor_id
        JOIN identities j ON j.doc_id = e.doc_id AND j.actor_id = e.target_actor_id
        JOIN page_documents d ON d.doc_id = e.doc_id
        JOIN page_actors s ON s.actor_id = i.corpus_actor_id
        JOIN page_actors t ON t.actor_id = j.corpus_actor_id
        WHERE s.actor != t.actor ORDER BY d.document, e.event_id
        """
    ).df()
    quads = {quad: number for number, quad in enumerate(QUAD_CLASSES)}
    acts["quad"] = acts["quad_class"].map(quads).fillna(len(quads)).astype("int64")
    return acts.drop(columns="quad_class")
