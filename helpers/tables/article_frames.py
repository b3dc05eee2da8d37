"""All frames of one article by name: what a report exports and a corpus keeps."""

import pandas as pd
from spacy.tokens import Doc

from helpers.tables import from_doc, records_from_doc
from helpers.tables.network import cooccurrence


def article_frames(doc: Doc, *, words: bool = True) -> dict[str, pd.DataFrame]:
    """Return all frames of one article by name, in the order of `helpers.tables.schema.COLUMNS`.

    If `words` is false, tokens and entities, which are as large as the text itself, are left out.
    """
    frames = {
        "sentences": from_doc.sentences(doc),
        **({"tokens": from_doc.tokens(doc), "entities": from_doc.entities(doc)} if words else {}),
        "actors": from_doc.actors(doc),
        "mentions": from_doc.mentions(doc),
        "sentence_sentiment": from_doc.sentence_sentiment(doc),
        "actor_sentiment": from_doc.actor_sentiment(doc),
        "statements": records_from_doc.statements(doc),
        "events": records_from_doc.events(doc),
    }
    frames["cooccurrence"] = cooccurrence(
        frames["mentions"],
        frames["sentences"],
        frames["sentence_sentiment"],
        actor_sentiment=frames["actor_sentiment"],
        events=frames["events"],
        statements=frames["statements"],
    )
    frames["corrections"] = from_doc.corrections(doc)
    frames["removed"] = from_doc.removed(doc)
    return frames
