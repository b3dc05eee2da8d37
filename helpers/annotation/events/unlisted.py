"""Acts that are not in the lexicon: "she photographed him"."""

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Token

from helpers.annotation import gazetteers, grammar
from helpers.annotation.actor_ids import COUNTRY, ORGANISATION, PERSON, kind_of
from helpers.annotation.coordination import first_conjunct
from helpers.annotation.coreference.organisation_nouns import says_organisation
from helpers.annotation.events import circumstances
from helpers.annotation.events.event import Event
from helpers.annotation.events.parties import Parties, Party
from helpers.annotation.events.slots import has_thing, particles, words_at
from helpers.annotation.lexicons.acts import OTHER, words
from helpers.annotation.lexicons.person_nouns import is_person

# Where the target may be, apart from the object.
AGENTS = ("er", "or")
LEFT = frozenset("with without".split())
OTHER_PREPOSITIONS = ("with", "against", "into", "at")


def of_verb(verb: Token, sources: list[Party], parties: Parties) -> Iterator[Event]:
    """Yield the act of a verb that is not in the lexicon, if two actors are its arguments."""
    lemma = verb.lemma_.lower()
    if not _is_act(verb, lemma):
        return
    sources = [party for party in sources if party.actor_id]
    if not sources:
        return
    slot, targets = _other_targets(verb, parties, {_kind(p) for p in sources})
    targets = _without_destinations(lemma, targets)
    particle = [p for p in particles(verb) if p.dep_ == "prt"]
    action = " ".join(filter(None, [lemma, *(p.lower_ for p in particle), slot]))
    how = circumstances.of_verb(verb) if targets else None
    targets = [party for party in targets if _is_surely_an_actor(party, parties)]
    for source, target in product(sources, targets):
        if not _is_figurative(source, target):
            yield Event(source, [verb, *particle], action, target, OTHER, how)


def _without_destinations(lemma: str, targets: list[Party]) -> list[Party]:
    """The targets, without the country that a journey leads to."""
    if lemma not in words("journey"):
        return targets
    return [party for party in targets if kind_of(party.actor_id) != COUNTRY]


def _is_figurative(source: Party, target: Party) -> bool:
    """Does a person or firm act on a whole country: "put it on the map"?"""
    private = kind_of(source.actor_id) in {PERSON, ORGANISATION}
    return private and kind_of(target.actor_id) == COUNTRY


def _is_surely_an_actor(party: Party, parties: Parties) -> bool:
    """Is it no prize, work or model that a recogniser takes for an organisation?

    It is surely an actor if it is known, called a bank or party, or does something itself.
    """
    if kind_of(party.actor_id) != ORGANISATION:
        return True
    spans = [s for found in parties.mentions.values() for s in found if s.kb_id_ == party.actor_id]
    return any(
        gazetteers.organisation(span.text) is not None
        or says_organisation(span.text)
        or _does_something(span.root)
        for span in spans
    )


def _does_something(name: Token) -> bool:
    """ "the *Fund* lent it", but not "the *Vase* was bought", "the *Vase* is old" """
    verb = first_conjunct(name).head
    active = name.dep_ == "nsubj" or first_conjunct(name).dep_ == "nsubj"
    return active and verb.pos_ == "VERB" and not grammar.is_passive(verb)


def _is_act(verb: Token, lemma: str) -> bool:
    if not lemma.isalpha() or lemma in words("state") | words("speech"):
        return False
    if verb.tag_ in {"VBZ", "VB", "VBP"} and (is_person(lemma) or lemma.endswith(AGENTS)):
        # "the linguists Anna and Carl Berg", "Rovers stopper Carl Berg", tagged as a verb
        named = verb.nbor(1).ent_type_ if verb.i + 1 < len(verb.doc) else ""
        return verb.tag_ != "VBZ" and named != "PERSON"
    if lemma == "leave" and any(child.lower_ in LEFT for child in verb.rights):
        # "left him *with* debts", "left him *without* a post"
        return False
    return not (_is_understood(verb) or has_thing(verb, "no_gift"))


def _is_understood(verb: Token) -> bool:
    """ "recommends *wiring* it": without a subject of its own, it is unsure who does it."""
    governed = verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "ccomp", "dobj"}
    return governed and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)


def _in_person(parties: Parties, word: Token) -> list[Party]:
    """The actors in a phrase: countries through their troops, others only by name."""
    return [
        party
        for party in parties.named(word)
        if _kind(party) == "country" or not parties.stands_for(word)
    ]


def _other_targets(verb: Token, parties: Parties, kinds: set[str]) -> tuple[str, list[Party]]:
    for slot in ("dobj", "dative"):
        for word in words_at(verb, slot):
            # "deadlocked or left him": only the second verb surely has the object.
            shared = word.head != verb and word.head.dep_ == "conj" and word.head.head == verb
            found = [] if shared else _in_person(parties, word)
            if found:
                return "", found
    if any(child.dep_ in {"dobj", "xcomp", "ccomp"} for child in verb.children):
        return "", []
    for preposition in OTHER_PREPOSITIONS:
        for word in grammar.prepositional_objects(verb, preposition):
            found = [p for p in _in_person(parties, word) if _kind(p) in kinds]
            if found:
                return preposition, found
    return "", []


def _kind(party: Party) -> str:
    """A person, a country or bloc, or an organisation: each acts on its own kind."""
    kind = kind_of(party.actor_id)
    return "country" if kind == "bloc" else kind
