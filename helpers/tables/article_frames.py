"""All frames of one article by name: what a report exports and a corpus keeps."""

import pandas as pd
from spacy.tokens import Doc

from helpers.tables import from_doc, records_from_doc
from helpers.tables.network.cooccurrence import pairs
from helpers.tables.schema import frame


def article_frames(doc: Doc, *, words: bool = True) -> dict[str, pd.DataFrame]:
    """Return all frames of one article by name, in the order of `helpers.tables.schema.COLUMNS`.

    If `words` is false, tokens and entities, which are as large as the text itself, are left out.
    """
    return {name: frame(name, rows) for name, rows in article_rows(doc, words=words).items()}


def article_rows(doc: Doc, *, words: bool = True) -> dict[str, list[dict]]:
    """Return the rows of `article_frames`, for making one frame from many articles."""
    rows = {
        "sentences": [*from_doc.sentences.rows(doc)],
        **(
            {
                "tokens": [*from_doc.tokens.rows(doc)],
                "entities": [*from_doc.entities.rows(doc)],
            }
            if words
            else {}
        ),
        "actors": [*from_doc.actors.rows(doc)],
        "mentions": [*from_doc.mentions.rows(doc)],
        "sentence_sentiment": [*from_doc.sentence_sentiment.rows(doc)],
        "actor_sentiment": [*from_doc.actor_sentiment.rows(doc)],
        "statements": [*records_from_doc.statements.rows(doc)],
        "events": [*records_from_doc.events.rows(doc)],
    }
    rows["cooccurrence"] = pairs(rows)
    rows["corrections"] = [*from_doc.corrections.rows(doc)]
    rows["removed"] = [*from_doc.removed.rows(doc)]
    return rows
