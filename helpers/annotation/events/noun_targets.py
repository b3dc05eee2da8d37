"""The target of an act expressed by a noun: "talks *with Peru*", "gave *Peru* permission"."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import COUNTRY, kind_of
from helpers.annotation.events.carriers import carrier_of
from helpers.annotation.events.owners import owners_of
from helpers.annotation.events.parties import Parties, Party
from helpers.annotation.events.slots import embedded_subject
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import Frame, words

BETWEEN = frozenset("between among amongst".split())
# With these, "for X to" and "that X" name the one who has to act: "its demand that Peru pay".
DIRECTED = frozenset("request concede threaten support".split())
# "Hallett's India tour", but not "Hallett's Senate campaign".
TO_THOSE_BEFORE = frozenset("consult assault coerce sanction aid".split())
HELP = frozenset("aid support".split())
HARM = frozenset("assault coerce sanction".split())
PLACES = frozenset("to from into against".split())
GIVING = frozenset("give grant offer hand deny award issue send lend pay show extend".split())


class NounInUse:
    """A noun in one of its uses: what carries it, and the target of the act."""

    def __init__(self, noun: Token, name: str, frame: Frame, parties: Parties):
        self.noun, self.name, self.frame, self.parties = noun, name, frame, parties
        found = carrier_of(noun, frame)
        self.carrier, self.effect, self.above = found.verb, found.effect, found.above
        had = self.carrier is not None and acts.lemma_of(self.carrier) in words("having")
        lost = self.carrier is not None and acts.lemma_of(self.carrier) in words("losing")
        stands = name in words("standing") and (had or self.carrier is None)
        # "lost the support of Peru"
        lost = lost and frame.event_class in HELP
        self.is_state = stands or lost or (frame.thing == "carrier" and self.carrier is None)

    def _is_when(self) -> bool:
        """ "spoke *during* talks" """
        return self.noun.head.lower_ in words("when")

    def _words(self) -> list[Token]:
        """The words that a party can depend on: the noun, those above it, and the verb."""
        # "restrictions *imposed* on Peru"
        given = [
            child
            for child in self.noun.rights
            if child.dep_ == "acl" and child != self.carrier and acts.effect_of_verb(child)
            # "an offer *to take* her back to Peru"
            if not (grammar.has_to(child) and grammar.first_child(child, "dobj"))
        ]
        apart = self.carrier is None or self._is_when()
        carrier = [] if apart else [self.carrier]
        return [self.noun, *given, *self.above, *carrier]

    def _addressed(self) -> list[Party]:
        """ "gave Peru permission", "its demand that Peru pay", "permission for Peru to fish" """
        verb = self.carrier
        top = self.above[-1] if self.above else self.noun
        given = top.dep_ in {"dobj", "nsubjpass"} and top.head == verb
        if given and acts.lemma_of(verb) in GIVING:
            found = self._given(verb)
            if found:
                return found
        if self.frame.event_class in DIRECTED:
            for word in self._words():
                if word is not verb or self.noun.dep_ == "dobj":
                    found = embedded_subject(word, finite=self._is_request)
                    if found is not None:
                        return self.parties.named(found)
        return []

    def _given(self, verb: Token) -> list[Party]:
        """ "gave *Peru* permission", "gave permission to *Peru*" """
        if grammar.is_passive(verb) and self.noun.dep_ == "dobj":
            # "*Peru* was offered help"
            return self.parties.named(grammar.subject_of(verb))
        for child in verb.rights:
            if child.dep_ == "dative":
                taker = grammar.object_of(child) if child.pos_ == "ADP" else child
                return self.parties.named(taker)
        # "gave *the Peruvian government* permission", which a parser may take for one name
        governments = (c for c in self.noun.lefts if c.dep_ == "compound")
        return [p for c in governments if self.parties.stands_for(c) for p in self.parties.named(c)]

    @property
    def _is_request(self) -> bool:
        return self.frame.event_class == "request"

    def _targets(self) -> list[Party]:
        return self._behind_prepositions() or self._addressed() or self._before() or self._against()

    def _before(self) -> list[Party]:
        """ "Hallett's *India* tour", "Russia's *Ukraine* invasion" """
        done_there = self.frame.event_class in TO_THOSE_BEFORE
        if not done_there or "reciprocal" in self.frame.slots or not grammar.possessor(self.noun):
            return []
        # "the union's *Sophia* operation" is not directed against Sophia.
        before = self.parties.modifiers(self.noun, possessive=False)
        return [party for party in before if kind_of(party.actor_id) == COUNTRY]

    def _behind_prepositions(self) -> list[Party]:
        outside = {"reciprocal", "poss"} | (BETWEEN if "reciprocal" in self.frame.slots else set())
        prepositions = [slot for slot in self.frame.slots if slot not in outside]
        for word in self._words():
            for preposition in prepositions:
                for thing in self._after(word, preposition):
                    if word is self.carrier and not self._is_of_noun(thing.head):
                        continue
                    threat = self.frame.event_class == "threaten"
                    if threat and self.parties.is_some_of_a_people(thing):
                        # "a travel warning to Germans abroad"
                        continue
                    found = self.parties.named(thing)
                    found = found or self._owners(thing)
                    found = found or self._beyond(thing)
                    if found:
                        return found
        return []

    def _after(self, word: Token, preposition: str) -> Iterator[Token]:
        """The nouns after a preposition, also if a parser attaches it to the thing that is moved.

        "the withdrawal of troops *from Peru*"
        """
        yield from grammar.prepositional_objects(word, preposition)
        if word is self.noun and preposition in PLACES:
            for thing in grammar.prepositional_objects(word, "of"):
                if thing.pos_ == "NOUN" and not acts.frames("noun", thing.lemma_.lower()):
                    yield from grammar.prepositional_objects(thing, preposition)

    def _is_of_noun(self, preposition: Token) -> bool:
        """Can a preposition after the carrier belong to the noun?

        "of" and "for" usually belong to the verb, unless they are right after the noun.
        """
        if preposition.lower_ not in {"of", "for"}:
            return True
        return preposition.i == self.noun.right_edge.i + 1

    def _owners(self, thing: Token) -> list[Party]:
        people = self.name in words("of_people")
        return owners_of(thing, self.frame.event_class, self.parties, people)

    def _against(self) -> list[Party]:
        """ "filed a suit in a court of appeal *against Peru*": attached to the nearest noun"""
        if "against" not in self.frame.slots:
            return []
        for token in (self.carrier or self.noun).subtree:
            far = token.lower_ == "against" and token.dep_ == "prep" and token.i > self.noun.i
            if far and token.head.dep_ == "pobj" and not acts.frames("noun", token.head.lemma_):
                noun = grammar.object_of(token)
                return self.parties.named(noun) or (self._owners(noun) if noun else [])
        return []

    def _beyond(self, thing: Token) -> list[Party]:
        """ "restrictions on aid *to Peru*", "a ban on trade *with Peru*" """
        uses = acts.frames("noun", thing.lemma_.lower())
        if self.frame.event_class in HELP and any(use.event_class in HARM for use in uses):
            # "support for the war *against Peru*" is no help to Peru.
            return []
        slots = {slot for use in uses for slot in use.slots}
        return self.parties.after(thing, slots - {"of", "for", "poss", "reciprocal"})
