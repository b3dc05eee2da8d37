"""The actors of a text, as a spaCy component: people, organisations, countries and international
bodies, and each mention of them by name.

The component starts from the model's named entities and from our tables, decides what each name is,
and assigns the names of an actor to that actor. It stores on the Doc

* `doc.ents`: the named entities, repaired;
* `doc.spans["model_entities"]`: the model's own entities;
* `doc.spans["mentions"]`: the mentions, and what is known about each actor; see
  `helpers.annotation.mentions`.
"""

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from helpers.annotation.actor_ids import PERSON, actor_id_of
from helpers.annotation.actors import kinds
from helpers.annotation.actors.aliases import (
    Aliases,
    introduced_acronyms,
    other_names,
    with_other_names,
    without_other_meanings,
)
from helpers.annotation.actors.entities import named_entities
from helpers.annotation.actors.institutions import with_countries
from helpers.annotation.actors.names import find_names
from helpers.annotation.actors.names_repeated import add_repetitions
from helpers.annotation.actors.records import make_records
from helpers.annotation.actors.resolution import find_mentions
from helpers.annotation.actors.shared_surnames import shared_surnames
from helpers.annotation.actors.states import without_states
from helpers.annotation.actors.titles import find_titles
from helpers.annotation.mentions import write_mentions

__all__ = ["actors"]


@Language.component(
    "actors",
    requires=["doc.ents", "token.dep", "token.pos"],
    assigns=["doc.ents", "doc.spans"],
)
def actors(doc: Doc) -> Doc:
    """Find the actors of `doc` and their mentions by name; see the module's docstring."""
    model_entities = list(doc.ents)
    titles = find_titles(doc)
    titles_by_end = {title.end: title for title in titles}
    names = find_names(doc, titles)
    acronyms = introduced_acronyms(doc, names)
    names = without_states(doc, without_other_meanings(doc, names, acronyms))
    kind_of_form = kinds.kinds(doc, names, titles_by_end, acronyms)
    others = other_names(doc, names)
    kind_of_form = with_other_names(kind_of_form, others)
    names, kind_of_form = add_repetitions(doc, names, kind_of_form)
    shared = shared_surnames(doc, names, kind_of_form, titles_by_end)
    aliases = Aliases(acronyms, others, shared)
    mentions = find_mentions(doc, names, kind_of_form, titles_by_end, aliases)
    mentions, institutions = with_countries(mentions)
    names_of = institutions | {actor_id_of(PERSON, name): name for name in shared.values()}
    write_mentions(doc, mentions, actors=make_records(mentions, titles_by_end, names_of))
    doc.spans["model_entities"] = SpanGroup(doc, spans=model_entities)
    doc.ents = named_entities(doc, names, kind_of_form, mentions)
    return doc
