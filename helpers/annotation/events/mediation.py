"""Mediators: "Qatar brokered a truce between Peru and Chile" is an act of Qatar towards both."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.events import circumstances
from helpers.annotation.events.event import Event
from helpers.annotation.events.parties import Parties, Party, unique
from helpers.annotation.events.slots import thing_of_verb
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import words

BETWEEN = ("between", "among")
FEWEST_SIDES = 2


def of_verb(verb: Token, parties: Parties) -> Iterator[Event]:
    """Yield what a mediator does for each side of a conflict, deal or meeting."""
    lemma = acts.lemma_of(verb)
    thing = thing_of_verb(verb)
    if lemma not in words("mediating") and not _averts_a_conflict(lemma, thing):
        return
    sides = _sides(verb, thing, parties) if thing is not None else []
    mediators = parties.named(grammar.doer_of(verb)) if len(sides) >= FEWEST_SIDES else []
    taken = {party.actor_id for party in sides}
    if any(mediator.actor_id in taken for mediator in mediators):
        return
    how = circumstances.of_verb(verb)
    for mediator in mediators:
        for side in sides:
            yield Event(mediator, [verb], f"{lemma} between", side, "consult", how)


def _averts_a_conflict(lemma: str, thing: Token | None) -> bool:
    """ "tries to *end the war* between them", but not "to prevent a deal between them" """
    if thing is None or lemma not in words("averting"):
        return False
    uses = acts.frames("noun", thing.lemma_.lower())
    return any((acts.event_classes()[f.event_class] or "").endswith("conflict") for f in uses)


def _sides(verb: Token, thing: Token, parties: Parties) -> list[Party]:
    """The actors after "between", unless they only explain who is meant."""
    for preposition in BETWEEN:
        for word in (thing, verb):
            nouns = list(grammar.prepositional_objects(word, preposition))
            if nouns and not parties.is_explained(nouns[0]):
                return unique(p for noun in nouns for p in parties.named(noun) if p.actor_id)
    return []
