"""The texts of a corpus for its page, in parts: each article with sentences, actors, statements.

Offsets count UTF-16 code units, as JavaScript does. Numbers that grow along the text are kept as
the steps between them, which compress better.
"""

from collections import defaultdict
from collections.abc import Iterator

import duckdb
import numpy as np

from helpers.corpus.page.model import Model
from helpers.corpus.page.packing import packed

PART_CHARS = 1_500_000
AT_ONCE = 500  # articles
SPOKEN = ("direct", "indirect", "mixed")
NO_TONE = -101
NOBODY = -1
MOST_ACTS = 6  # per article, in plain words


def parts_of(corpus: duckdb.DuckDBPyConnection, model: Model) -> Iterator[tuple[int, str]]:
    """Yield packed parts, each with its number of articles, in the order of the model."""
    waiting, chars = [], 0
    for start in range(0, len(model.documents), AT_ONCE):
        for text, article in _articles(corpus, start, start + AT_ONCE):
            waiting.append(article)
            chars += len(text)
            if chars >= PART_CHARS:
                yield len(waiting), packed(waiting)
                waiting, chars = [], 0
    if waiting:
        yield len(waiting), packed(waiting)


def _articles(corpus, first: int, after: int) -> Iterator[tuple[str, dict]]:
    """The texts of articles, each with what is packed with it."""
    texts = corpus.execute(
        "SELECT d.document, t.text FROM documents t JOIN page_documents d USING (doc_id) "
        "WHERE d.document >= ? AND d.document < ? ORDER BY d.document",
        [first, after],
    ).fetchall()
    sentences = _rows(
        corpus, "SELECT d.document, start_char, end_char, paragraph_id FROM sentences t", first,
        after, "ORDER BY d.document, sentence_id",
    )  # fmt: skip
    mentions = _rows(corpus, _MENTIONS, first, after, "ORDER BY d.document, t.start_char, end_char")
    acts = _rows(
        corpus, _ACTS, first, after, "AND summary IS NOT NULL ORDER BY d.document, event_id"
    )
    statements = _rows(corpus, _STATEMENTS, first, after, "ORDER BY d.document, content_start_char")
    for document, text in texts:
        place = _utf16(text)
        yield (
            text,
            {
                "t": text,
                "s": _sentences(sentences[document], place),
                "m": _mentions(mentions[document], place),
                "q": _statements(statements[document], place),
                "e": [list(act) for act in acts[document][:MOST_ACTS]],
            },
        )


_MENTIONS = """
    SELECT d.document, t.start_char, t.end_char, a.actor, s.positive - s.negative FROM mentions t
    JOIN identities i ON i.doc_id = t.doc_id AND i.actor_id = t.actor_id
    JOIN page_actors a ON a.actor_id = i.corpus_actor_id
    LEFT JOIN actor_sentiment s ON s.doc_id = t.doc_id AND s.mention_id = t.mention_id
"""
_STATEMENTS = """
    SELECT d.document, t.content_start_char, t.content_end_char, a.actor, t.kind, t.sentence_id
    FROM statements t
    LEFT JOIN identities i ON i.doc_id = t.doc_id AND i.actor_id = t.source_actor_id
    LEFT JOIN page_actors a ON a.actor_id = i.corpus_actor_id
"""
_ACTS = """
    SELECT d.document, t.sentence_id, t.summary
    FROM (SELECT * FROM events WHERE modality = 'asserted' AND NOT negated) t
"""


def _rows(corpus, query: str, first: int, after: int, order: str) -> dict[int, list[tuple]]:
    found = corpus.execute(
        f"{query} JOIN page_documents d ON d.doc_id = t.doc_id "
        f"WHERE d.document >= ? AND d.document < ? {order}",
        [first, after],
    )
    rows = defaultdict(list)
    for document, *row in found.fetchall():
        rows[document].append(row)
    return rows


def _utf16(text: str):
    """A function that turns an offset in the text into JavaScript's."""
    if not text or max(text) <= "\uffff":
        return lambda offset: offset
    wide = np.concatenate([[0], np.cumsum([character > "\uffff" for character in text])])
    return lambda offset: int(offset + wide[offset])


def _sentences(rows: list, place) -> list[int]:
    """For each sentence: step from the end of the previous one, length, step in paragraphs."""
    found, end, paragraph = [], 0, 0
    for start, stop, number in rows:
        start, stop = place(start), place(stop)
        found += [start - end, stop - start, number - paragraph]
        end, paragraph = stop, number
    return found


def _mentions(rows: list, place) -> list[int]:
    """For each mention: step from the previous one's start, length, actor, tone in percent."""
    found, before = [], 0
    for start, end, actor, tone in rows:
        start, end = place(start), place(end)
        found += [
            start - before,
            end - start,
            actor,
            NO_TONE if tone is None else round(100 * tone),
        ]
        before = start
    return found


def _statements(rows: list, place) -> list[int]:
    """For each statement: step from the previous one's start, length, actor, kind, sentence."""
    found, before = [], 0
    for start, end, actor, kind, sentence_id in rows:
        start, end = place(start), place(end)
        found += [
            start - before,
            end - start,
            NOBODY if actor is None else actor,
            SPOKEN.index(kind),
            sentence_id,
        ]
        before = start
    return found
