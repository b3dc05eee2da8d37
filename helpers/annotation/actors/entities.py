"""The named entities of a text, repaired: every name, whether it is an actor or not."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from spacy.tokens import Doc, Span

from helpers.annotation import gazetteers, places
from helpers.annotation.actor_ids import BLOC, ORGANISATION, PERSON, kind_of
from helpers.annotation.actors.evidence import stands_as_place
from helpers.annotation.actors.kinds import NO_ACTOR
from helpers.annotation.actors.name_span import NAME_LABELS, PLACE_LABELS, Name, text_of
from helpers.annotation.actors.names_from_context import INSTITUTIONS
from helpers.annotation.actors.resolution import TEAM_RULE
from helpers.annotation.gazetteers import Bloc, Match, NoActor, Organisation
from helpers.annotation.mentions import Mention

LABEL_OF_KIND = MappingProxyType({PERSON: "PERSON", ORGANISATION: "ORG", BLOC: "ORG"})
LABEL_OF_NO_ACTOR = MappingProxyType({"region": "LOC", "religion or people": "NORP"})
OF_ACTORS = frozenset({"PERSON", "ORG"})
OF = frozenset({"of", "of the"})
DIRECTIONS = gazetteers.context_words("direction")
GEOGRAPHIC = gazetteers.context_words("word of a place")
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
    entities = list(_with_their_countries(doc, entities))
    taken = {i for ent in entities for i in range(ent.start, ent.end)}
    return entities + [
        ent
        for ent in doc.ents
        if ent.label_ not in NAME_LABELS and not taken.intersection(range(ent.start, ent.end))
    ]


def _with_their_countries(doc: Doc, entities: list[Span]) -> Iterator[Span]:
    """The entities, where "Czech Senate" and "Government of Guyana" are one, and two mentions."""
    of_model = {token.i: ent for ent in doc.ents for token in ent if ent.label_ == "ORG"}
    waiting: Span | None = None
    for ent in map(_with_direction, entities):
        if waiting is not None and waiting.end > ent.start:
            waiting = None  # "Southern", which the model saw apart
        if waiting is not None and _is_one_body(waiting, ent, of_model):
            waiting = Span(doc, waiting.start, ent.end, label="ORG")
            continue
        if waiting is not None:
            yield waiting
        waiting = ent
    if waiting is not None:
        yield waiting


def _with_direction(ent: Span) -> Span:
    """ "Southern Peru", "North African" """
    before = ent.doc[ent.start - 1] if ent.start else None
    if before is None or before.text not in DIRECTIONS or ent.label_ not in PLACE_LABELS:
        return ent
    return Span(ent.doc, before.i, ent.end, label=ent.label_)


def _is_one_body(one: Span, other: Span, of_model: Mapping[int, Span]) -> bool:
    """Are a country and an institution, one after the other, the name of one body?"""
    between = one.doc[one.end : other.start].text.lower()
    whole = of_model.get(one.start)
    is_one = whole is not None and other.start < whole.end
    if other.label_ == "ORG" and gazetteers.bloc(one.text) and not between:
        return is_one
    if other.label_ == "ORG" and gazetteers.country(one.text) and not between:
        body = other
    elif one.label_ == "ORG" and gazetteers.country(other.text) and between in OF:
        body = one
    else:
        return False
    if gazetteers.organisation(body.text):
        return False
    return bool(INSTITUTIONS.match(body.text)) or is_one


class _Labels:
    def __init__(
        self,
        doc: Doc,
        names: list[Name],
        kind_of_form: Mapping[str, str],
        mentions: list[Mention],
    ):
        self.doc, self.kind_of_form = doc, kind_of_form
        # A country that stands for its team is still named by the name of a country.
        self.kind_at = {
            mention.span.start: kind_of(mention.actor_id)
            for mention in mentions
            if mention.rule != TEAM_RULE
        }
        self.of_form: dict[str, Counter] = defaultdict(Counter)
        self.located: set[str] = set()
        for name in names:
            if name.label and name.label not in OF_ACTORS:
                self.of_form[text_of(doc, name)][name.label] += 1
            if stands_as_place(doc, name):
                self.located.add(text_of(doc, name))

    def of(self, name: Name) -> str | None:
        """Return the label of a name; None if only our tables have it, and for things."""
        kind = self.kind_at.get(name.start)
        if kind in LABEL_OF_KIND:
            return LABEL_OF_KIND[kind]
        label = _label_of_known(name.known)
        if label:
            return label
        form = text_of(self.doc, name)
        if name.label in OF_ACTORS and (name.known or self.kind_of_form.get(form) == NO_ACTOR):
            others = self.of_form[form]
            if others:
                return others.most_common(1)[0][0]
            return "GPE" if places.is_certain(form) or form in self.located else OTHER
        if name.label == "FAC" and GEOGRAPHIC.intersection((form.split()[0], form.split()[-1])):
            return "LOC"
        return name.label or None


def _label_of_known(known) -> str | None:
    """The label of what a gazetteer has, if its entry decides that."""
    if isinstance(known, Match):
        return "NORP" if known.kind == "demonym" else "GPE"
    if isinstance(known, Organisation | Bloc):
        return "ORG"  # the agency of a dateline
    return LABEL_OF_NO_ACTOR.get(known.kind) if isinstance(known, NoActor) else None
