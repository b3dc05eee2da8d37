"""What tests on events share: the events between known actors as plain rows."""

from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables.interactions import between_actors, named_events


def classed(text):
    """Return (source, class, target) of each event, with the actors' names."""
    doc = annotate(article_of(text))
    known = between_actors(named_events(tables.actors(doc), tables.events(doc)))
    return list(zip(known["source"], known["event_class"], known["target"], strict=True))


def told(text):
    """Return (source, act, target, how certain) of each event, with the ends of the actors' ids."""
    events = tables.events(annotate(article_of(text)))
    known = events.dropna(subset=["source_actor_id", "target_actor_id"])
    return [
        (
            row.source_actor_id.split(":")[1],
            row.action,
            row.target_actor_id.split(":")[1],
            ("not " if row.negated else "") + row.modality,
        )
        for row in known.itertuples()
    ]
