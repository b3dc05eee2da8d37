"""Acts that a noun says: "the US's support for India", "talks between A and B", "the A–B accord",
and "imposed sanctions on A", where the verb only carries the noun."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.events import circumstances
from helpers.annotation.events.circumstances import Circumstances
from helpers.annotation.events.event import Event, class_of, pairs
from helpers.annotation.events.parties import (
    DASHES,
    TOUCHES_OWNER,
    Parties,
    Party,
    unique,
    unnamed,
)
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import Frame, words

BETWEEN = frozenset("between among amongst".split())
# What ending an act is: ended cooperation is a sanction, ended conflict a concession or retreat.
ENDED = {
    **dict.fromkeys(("agree", "consult", "support", "cooperate", "aid"), "sanction"),
    **dict.fromkeys(("assault", "coerce", "mobilize"), "retreat"),
    **dict.fromkeys(("sanction", "accuse", "reject", "threaten", "protest"), "concede"),
}
# "received US aid": whose it is gives it.
RECEIVED = frozenset("support aid accuse".split())
# "called for talks" are no talks yet.
WISHES = frozenset("call push press appeal say".split())
JOINT = frozenset("consult agree cooperate assault other".split())


def of_noun(noun: Token, parties: Parties) -> Iterator[Event]:
    """Yield the acts that a noun says."""
    if noun.dep_ in {"compound", "amod", "nmod"}:
        return
    for name, frames in _readings(noun):
        for frame in frames:
            found = _Nominal(noun, name, frame, parties).events()
            if found:
                yield from found
                return


def is_event_noun(token: Token) -> bool:
    """Can this token say an act?"""
    return token.pos_ in {"NOUN", "PROPN"} and bool(acts.frames("noun", token.lemma_.lower()))


def _readings(noun: Token) -> Iterator[tuple[str, tuple[Frame, ...]]]:
    lemma = noun.lemma_.lower()
    for child in noun.lefts:
        if child.dep_ == "compound":
            name = f"{child.lower_} {lemma}"
            yield name, acts.frames("noun", name)
    yield lemma, acts.frames("noun", lemma)


class _Nominal:
    """One noun in one of its uses."""

    def __init__(self, noun: Token, name: str, frame: Frame, parties: Parties):
        self.noun, self.name, self.frame, self.parties = noun, name, frame, parties
        self.carrier, self.effect = _carrier(noun, frame)
        self.is_state = frame.thing == "carrier" and self.carrier is None

    def events(self) -> list[Event]:
        if self.is_state:
            return []
        pair = self._named_pair() or self._between()
        if pair:
            return self._with(pairs(pair))
        received = self._received()
        if received:
            return self._with(received)
        targets = self._targets()
        if self.passive_owner and not self._by():
            targets = unique([*self.passive_owner, *targets])
        sources = self._sources(targets)
        # "the conflicts of Syria and Yemen" may be two, "Syria's and Yemen's talks" are one.
        joint = "reciprocal" in self.frame.slots and not self._of() and self._is_joined()
        if not targets and joint and len(sources) > 1:
            return self._with(pairs(sources))
        if not targets or (not sources and not self.passive_owner):
            return []
        return self._with([(s, t) for s in sources or [None] for t in targets])

    def _with(self, found: list[tuple[Party | None, Party]]) -> list[Event]:
        how, action, event_class = self._circumstances(), self.name, self.frame.event_class
        tokens = [self.noun]
        if self.carrier is not None and self.carrier.pos_ == "VERB":
            if self.effect == "ended":
                action = self.carrier.lemma_.lower()
                event_class = ENDED.get(event_class, event_class)
            tokens = [self.carrier, self.noun]
        return [
            Event(s, tokens, action, t, class_of(self.noun, event_class, s, t), how)
            for s, t in found
        ]

    def _received(self) -> list[tuple[Party, Party]]:
        """ "won the endorsement of X", "came under attack from X", "with help from X".

        The subject is who the act is done to.
        """
        verb = self._receiver()
        if verb is None or grammar.is_passive(verb):
            return []
        givers = self.parties.after(self.noun, {"of", "from", "by"} - self._only_targets())
        if not givers and self.frame.event_class in RECEIVED:
            givers = self.parties.modifiers(self.noun)
        takers = self.parties.named(grammar.subject_of(verb))
        return [(giver, taker) for giver in givers for taker in takers]

    def _receiver(self) -> Token | None:
        """The verb whose subject the act is done to."""
        if self.carrier is not None and self.carrier.lemma_.lower() in words("receiving"):
            return self.carrier
        preposition = self.noun.head
        verb = preposition.head
        if self.noun.dep_ != "pobj" or preposition.dep_ != "prep" or verb.pos_ not in grammar.VERBS:
            return None
        helped = preposition.lower_ == "with" and self.frame.event_class in {"support", "aid"}
        return verb if helped or preposition.lower_ == "under" else None

    def _only_targets(self) -> set[str]:
        """ "of", where it could be the target just as well: "won control of X" """
        return {"of"} if self.frame.event_class not in {"support", "aid"} else set()

    def _named_pair(self) -> list[Party]:
        """ "the Egypt–Sudan accord", "the US-China trade war" """
        doc, noun = self.noun.doc, self.noun
        if "reciprocal" not in self.frame.slots:
            return []
        for i in range(noun.i - 1, max(noun.left_edge.i, noun.i - 6), -1):
            if doc[i].text in DASHES:
                one, other = self._ending(i), self._starting(i + 1)
                if one and other:
                    return unique([*one, *other])
        return []

    def _ending(self, end: int) -> list[Party]:
        return [
            Party(s.start, s.end, s.kb_id_)
            for i in range(max(0, end - 4), end)
            for s in self.parties.mentions.get(i, ())
            if s.end == end
        ]

    def _starting(self, start: int) -> list[Party]:
        return [
            Party(s.start, s.end, s.kb_id_)
            for i in range(start, self.noun.i)
            for s in self.parties.mentions.get(i, ())
            if s.start == start
        ]

    def _between(self) -> list[Party]:
        for word in (self.noun, self.carrier):
            for child in word.rights if word is not None else ():
                if child.dep_ == "prep" and child.lower_ in BETWEEN:
                    return self.parties.after(word, {child.lower_})
        return []

    def _targets(self) -> list[Party]:
        prepositions = [s for s in self.frame.slots if s not in {"reciprocal", "poss", *BETWEEN}]
        for word in (self.noun, self.carrier):
            for preposition in prepositions if word is not None else ():
                # After a verb, "for" and "to" mostly belong to the verb itself.
                if word is self.carrier and preposition in {"of", "for"}:
                    continue
                for thing in grammar.prepositional_objects(word, preposition):
                    found = self.parties.named(thing)
                    if not found and self.frame.event_class in TOUCHES_OWNER:
                        found = self.parties.owners(thing, self.frame.event_class)
                    if found:
                        return found
        return []

    def _sources(self, targets: list[Party]) -> list[Party]:
        found = self._by()
        if not found and not self.passive_owner:
            found = self.parties.modifiers(self.noun)
            if not found and "of" not in self.frame.slots:
                found = self._of()
        if not found and self.carrier is not None:
            found = self._carriers()
        taken = {party.actor_id for party in targets}
        return [party for party in found if party.actor_id not in taken or not party.actor_id]

    @property
    def passive_owner(self) -> list[Party]:
        """ "Mendez's arrest": the owner is who it is done to."""
        if "poss" not in self.frame.slots or (self._targets() and not self._by()):
            return []
        return self.parties.named(grammar.possessor(self.noun))

    def _is_joined(self) -> bool:
        """Do the actors before the noun, if any, stand there as one phrase?"""
        named = [c for c in self.noun.lefts if c.i in self.parties.mentions]
        return len(named) < 2

    def _of(self) -> list[Party]:
        return self.parties.after(self.noun, {"of", "from"} - set(self.frame.slots))

    def _by(self) -> list[Party]:
        return self.parties.after(self.noun, {"by"})

    def _carriers(self) -> list[Party]:
        """The subject of the verb that carries the noun."""
        word = grammar.doer_of(self.carrier)
        return self.parties.named(word) or list(unnamed(word))

    def _circumstances(self) -> Circumstances:
        how = Circumstances(time=circumstances.time_of(self.noun))
        if self.carrier is not None:
            verb = circumstances.of_verb(self.carrier)
            how = verb._replace(time=how.time or verb.time).under(self.effect)
        else:
            how = how.under(self._expectation())
            verb = self.noun.head
            if self.noun.dep_ in grammar.SUBJECTS and verb.lemma_.lower() in words("happening"):
                how = how._replace(time=how.time or circumstances.time_of(verb))
        for child in self.noun.lefts:
            lemma = child.lemma_.lower()
            if child.lower_ == "no" and self.carrier is None:
                how = how.under("negated")
            elif lemma in words("future_adjective"):
                how = how.under("future")
            elif lemma in words("possible_adjective"):
                how = how.under("hypothetical")
        return how

    def _expectation(self) -> str | None:
        """What a verb says that has the act for its object or passive subject."""
        verb = self.noun.head
        passive = self.noun.dep_ == "nsubjpass"
        if verb.pos_ == "VERB" and (passive or self.noun.dep_ == "dobj"):
            what = acts.effect("noun", verb.lemma_.lower())
            return what if what in {"future", "hypothetical", "denied"} else None
        return None


def _carrier(noun: Token, frame: Frame) -> tuple[Token | None, str | None]:
    """The verb that only carries the noun, and its effect: "held talks", "was in talks"."""
    head = grammar.first_conjunct(noun)
    for clause in head.rights:
        # "the accord that Japan signed with Peru"
        if clause.dep_ == "relcl" and acts.effect("noun", clause.lemma_.lower()):
            thing = grammar.direct_object(clause)
            if thing == head or (thing is not None and thing.tag_ in grammar.RELATIVE):
                return clause, acts.effect("noun", clause.lemma_.lower())
    verb = head.head
    if verb.pos_ in grammar.VERBS and (
        head.dep_ == "dobj" or (head.dep_ == "nsubjpass" and grammar.is_passive(verb))
    ):
        what = acts.effect("noun", _name(verb)) or acts.effect("noun", verb.lemma_.lower())
        return (verb, what) if what else (None, None)
    if (
        head.dep_ == "pobj"
        and verb.lower_ in words("governed_preposition")
        and verb.head.pos_ in grammar.VERBS
        and frame.event_class in JOINT
        and "reciprocal" in frame.slots
        and acts.effect("noun", verb.head.lemma_.lower()) not in {"hypothetical", "negated"}
        and verb.head.lemma_.lower() not in WISHES
    ):
        return verb.head, "asserted"
    return None, None


def _name(verb: Token) -> str:
    return " ".join([verb.lemma_.lower(), *(p.lower_ for p in grammar.particles(verb))])
