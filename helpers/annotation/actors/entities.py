"""The named entities of a text, repaired: every name, whether it is an actor or not."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from spacy.tokens import Doc, Span

from helpers.annotation import places
from helpers.annotation.actor_ids import BLOC, ORGANISATION, PERSON, kind_of
from helpers.annotation.actors.kinds import NO_ACTOR
from helpers.annotation.actors.name_span import NAME_LABELS, Name, text_of
from helpers.annotation.gazetteers import Match, NoActor
from helpers.annotation.mentions import Mention

LABEL_OF_KIND = MappingProxyType({PERSON: "PERSON", ORGANISATION: "ORG", BLOC: "ORG"})
LABEL_OF_NO_ACTOR = MappingProxyType({"region": "LOC", "religion or people": "NORP"})
OF_ACTORS = frozenset({"PERSON", "ORG"})
OTHER = "MISC"  # CoNLL's label for names that are neither actors nor places


def named_entities(
    doc: Doc, names: list[Name], kind_of_form: Mapping[str, str], mentions: list[Mention]
) -> list[Span]:
    """Return the names with their labels, and the model's entities that are not names (dates).

    The label of an actor's name depends on the actor's kind. A name that turned out not to be an
    actor gets the label that the model gives it elsewhere in the text, if that is not an actor's.
    """
    labels = _Labels(doc, names, kind_of_form, mentions)
    entities = [
        Span(doc, name.start, name.end, label=label) for name in names if (label := labels.of(name))
    ]
    taken = {i for ent in entities for i in range(ent.start, ent.end)}
    return entities + [
        ent
        for ent in doc.ents
        if ent.label_ not in NAME_LABELS and not taken.intersection(range(ent.start, ent.end))
    ]


class _Labels:
    def __init__(
        self,
        doc: Doc,
        names: list[Name],
        kind_of_form: Mapping[str, str],
        mentions: list[Mention],
    ):
        self.doc, self.kind_of_form = doc, kind_of_form
        self.kind_at = {mention.span.start: kind_of(mention.actor_id) for mention in mentions}
        self.of_form: dict[str, Counter] = defaultdict(Counter)
        for name in names:
            if name.label and name.label not in OF_ACTORS:
                self.of_form[text_of(doc, name)][name.label] += 1

    def of(self, name: Name) -> str | None:
        """Return the label of a name; None if only our tables have it, and for things."""
        kind = self.kind_at.get(name.start)
        if kind in LABEL_OF_KIND:
            return LABEL_OF_KIND[kind]
        if isinstance(name.known, Match):
            return "NORP" if name.known.kind == "demonym" else "GPE"
        if isinstance(name.known, NoActor) and name.known.kind in LABEL_OF_NO_ACTOR:
            return LABEL_OF_NO_ACTOR[name.known.kind]
        form = text_of(self.doc, name)
        if name.label in OF_ACTORS and (name.known or self.kind_of_form.get(form) == NO_ACTOR):
            others = self.of_form[form]
            if others:
                return others.most_common(1)[0][0]
            return "GPE" if places.is_certain(form) else OTHER
        return name.label or None
