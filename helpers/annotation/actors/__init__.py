"""The actors of a text, as a spaCy component: people, organisations, countries and international
bodies, and each mention of them by name.

The component starts from the named entities of the model and from our tables, decides what each
name is, and gives the names of one actor to that actor. It leaves on the Doc

* `doc.ents`: the named entities, repaired;
* `doc.spans["model_entities"]`: the same as the model gave them;
* `doc.spans["mentions"]`: the mentions and what is known of each actor, see
  `helpers.annotation.mentions`.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from helpers.annotation.actor_ids import kind_of
from helpers.annotation.actors import kinds, roles
from helpers.annotation.actors.aliases import introduced_acronyms
from helpers.annotation.actors.name_span import NAME_LABELS, Name
from helpers.annotation.actors.names import find_names
from helpers.annotation.actors.names_repeated import add_repetitions
from helpers.annotation.actors.records import make_records
from helpers.annotation.actors.resolution import find_mentions
from helpers.annotation.gazetteers import Match
from helpers.annotation.mentions import Mention, write_mentions

__all__ = ["actors"]

LABEL_OF_KIND = {"person": "PERSON", "organisation": "ORG", "bloc": "ORG"}


@Language.component(
    "actors",
    requires=["doc.ents", "token.dep", "token.pos"],
    assigns=["doc.ents", "doc.spans"],
)
def actors(doc: Doc) -> Doc:
    """Find the actors of `doc` and their mentions by name; see the module's docstring."""
    model_entities = list(doc.ents)
    titles = roles.find_titles(doc)
    titles_by_end = {title.end: title for title in titles}
    names = find_names(doc, titles)
    acronyms = introduced_acronyms(doc, names)
    kind_of_form = kinds.kinds(doc, names, titles_by_end, acronyms)
    names, kind_of_form = add_repetitions(doc, names, kind_of_form)
    mentions = find_mentions(doc, names, kind_of_form, titles_by_end, acronyms)
    write_mentions(doc, mentions, actors=make_records(mentions, titles_by_end))
    doc.spans["model_entities"] = SpanGroup(doc, spans=model_entities)
    doc.ents = _entities(doc, names, mentions)
    return doc


def _entities(doc: Doc, names: list[Name], mentions: list[Mention]) -> list[Span]:
    """The names with their labels, and the model's entities that are no names, such as dates."""
    kind_at = {mention.span.start: kind_of(mention.actor_id) for mention in mentions}
    labelled = ((name, _label(doc, name, kind_at.get(name.start))) for name in names)
    entities = [Span(doc, name.start, name.end, label=label) for name, label in labelled if label]
    taken = {i for ent in entities for i in range(ent.start, ent.end)}
    return entities + [
        ent
        for ent in doc.ents
        if ent.label_ not in NAME_LABELS and not taken.intersection(range(ent.start, ent.end))
    ]


def _label(doc: Doc, name: Name, kind: str | None) -> str | None:
    """The label of a name, by the kind of its actor if it has one, or else the model's."""
    if kind in LABEL_OF_KIND:
        return LABEL_OF_KIND[kind]
    if isinstance(name.known, Match):
        return "NORP" if name.known.kind == "demonym" else "GPE"
    return name.label if name.label != "NO_ACTOR" and name.label in doc.vocab.strings else None
