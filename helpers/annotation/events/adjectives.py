"""Acts and positions expressed by an adjective: "Peru is opposed to Chile's plan"."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.events import circumstances
from helpers.annotation.events.event import Event
from helpers.annotation.events.owners import owners_of
from helpers.annotation.events.parties import Parties
from helpers.annotation.lexicons import acts

PREDICATE = frozenset("acomp oprd".split())


def is_act(token: Token) -> bool:
    """Say whether a token is a predicative adjective of the lexicon."""
    return token.dep_ in PREDICATE and bool(acts.frames("adjective", token.lower_))


def of_adjective(adjective: Token, parties: Parties) -> Iterator[Event]:
    """Yield the acts that a predicative adjective expresses."""
    verb, lemma = adjective.head, adjective.lower_
    if verb.pos_ not in grammar.VERBS:
        return
    sources = parties.named(grammar.subject_of(verb))
    how = circumstances.of_verb(verb)
    for frame in acts.frames("adjective", lemma):
        for slot in frame.slots:
            for thing in grammar.prepositional_objects(adjective, slot):
                targets = parties.named(thing) or owners_of(thing, frame.event_class, parties)
                for source in sources:
                    for target in targets:
                        action = f"{lemma} {slot}"
                        yield Event(source, [adjective], action, target, frame.event_class, how)
