"""Acts expressed by a noun: "the US's support for India", "talks between A and B", "the A–B
accord", and "imposed sanctions on A", where the verb only carries the noun."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.events import circumstances
from helpers.annotation.events.carriers import asks, has_owner, readings
from helpers.annotation.events.event import Event, class_of, is_mutual, pairs
from helpers.annotation.events.noun_circumstances import is_planned, of_act
from helpers.annotation.events.noun_receivers import ReceivedNoun
from helpers.annotation.events.noun_targets import BETWEEN
from helpers.annotation.events.owners import is_of_state
from helpers.annotation.events.parties import (
    DASHES,
    Parties,
    Party,
    unique,
)
from helpers.annotation.events.slots import particles
from helpers.annotation.events.unnamed import unnamed
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import words

# The class of ending an act: ended cooperation is a sanction, conflict a concession or retreat.
ENDED = {
    **dict.fromkeys(("agree", "consult", "support", "cooperate", "aid"), "sanction"),
    **dict.fromkeys(("assault", "coerce", "mobilize"), "retreat"),
    **dict.fromkeys(("sanction", "accuse", "reject", "threaten", "protest"), "concede"),
}


def of_noun(noun: Token, parties: Parties) -> Iterator[Event]:
    """Yield the acts that a noun expresses."""
    if noun.dep_ in {"compound", "amod", "nmod"}:
        return
    for name, frames in readings(noun):
        for frame in frames:
            found = _Nominal(noun, name, frame, parties).events()
            if found:
                yield from found
                return


def is_event_noun(token: Token) -> bool:
    """Can this token express an act?"""
    return token.pos_ in {"NOUN", "PROPN"} and any(frames for _, frames in readings(token))


class _Nominal(ReceivedNoun):
    """A noun in one of its uses: who acts on whom."""

    def events(self) -> list[Event]:
        if self.is_state:
            return []
        pair = self._named_pair() or self._between() or self._merged()
        said = self._with(pairs(pair)) or self._with(self._received(), self._receiver())
        said = said or self._asked() or self._wished_free()
        return said or self._with([] if self._joins_others() else self._done())

    def _done(self) -> list[tuple[Party | None, Party]]:
        """Source and target, unless both are named as a pair."""
        targets = self._targets()
        if self.passive_owner and not self._by():
            targets = unique([*self.passive_owner, *targets])
        sources = self._sources(targets)
        joint = self._is_joint()
        sources = sources[:1] if joint and self._is_explained() else sources
        if not targets and joint:
            return pairs(sources)
        if not sources and not self.passive_owner:
            return []
        return [(source, target) for source in sources or [None] for target in targets]

    def _is_joint(self) -> bool:
        """ "Syria's and Yemen's talks" are joint; "the conflicts of Syria and Yemen" may be two."""
        if "reciprocal" not in self.frame.slots or self._of() or not self._is_joined():
            return False
        if self.carrier is not None and self._is_with_others(self.carrier):
            return False
        owner = grammar.possessor(self.noun)
        if owner is not None and owner.tag_ == "WP$":
            # "the union, whose fight": with somebody else
            return False
        theirs = owner is not None and owner.tag_ == "PRP$"
        if self.noun.tag_ == "NNS" and (theirs or self._is_listed()):
            # "had their best debates", "the Syrian and Yemeni wars"; but "their talks"
            return self.name in words("plural")
        return not self._is_organised() and not self._is_when()

    def _is_with_others(self, carrier: Token) -> bool:
        """ "A and B planned *violence*", "A and B *secured contracts*": not with each other"""
        return self.name in words("committed") or acts.lemma_of(carrier) in words("obtaining")

    def _with(
        self, found: list[tuple[Party | None, Party]], receiver: Token | None = None
    ) -> list[Event]:
        verb = self.carrier or (None if self._is_done_anyway(receiver) else receiver)
        event_class, how = self._opposed(of_act(self.noun, verb, self.effect))
        action = self.name
        mutual = is_mutual(self.frame) and self.effect != "ended"
        tokens, ending = [self.noun], [*self.above[-1:]]
        if self.carrier is not None and self.carrier.pos_ == "VERB":
            tokens = [self.carrier, self.noun]
            ending = ending or [self.carrier]
        if self.effect == "ended" and is_planned(self.noun):
            # "called off the planned invasion"
            how = how.under("negated")
        elif self.effect == "ended":
            beside = [p.lower_ for p in particles(ending[0]) if p.dep_ == "prt"]
            action = " ".join([acts.lemma_of(ending[0]), *beside])
            event_class = ENDED.get(event_class, event_class)
        return [
            Event(s, tokens, action, t, class_of(self.noun, event_class, s, t), how, mutual)
            for s, t in found
        ]

    def _opposed(self, how: circumstances.Circumstances) -> tuple[str, circumstances.Circumstances]:
        """ "opposed *her appointment*" is an act against her, no want of support."""
        opposes = self.carrier is not None and acts.lemma_of(self.carrier) in words("opposing")
        if opposes and how.negated and self.frame.event_class == "support":
            return "reject", how._replace(negated=False)
        return self.frame.event_class, how

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
        if "reciprocal" not in self.frame.slots:
            return []
        reported = [self.noun.head] if self._is_told_of() else []
        for word in (*self._words(), *reported):
            for child in word.rights:
                denied = word.doc[child.i - 1].lower_ == "not"
                if child.dep_ == "prep" and child.lower_ in BETWEEN and not denied:
                    # Not "between the parents, Anna and Carl Berg, and the mayor"
                    explained = self.parties.is_explained(grammar.object_of(child))
                    return [] if explained else self.parties.after(word, {child.lower_})
        return []

    def _is_told_of(self) -> bool:
        """ "*fighting* was reported between", "*a row* broke out between" """
        happens = acts.lemma_of(self.noun.head) in words("happening")
        return self.noun.dep_ == "nsubjpass" or (self.noun.dep_ == "nsubj" and happens)

    def _asked(self) -> list[Event]:
        """ "demanded the withdrawal of Peru's forces": the one who has to act is the target."""
        verb = self.carrier
        if verb is None or self.effect != "hypothetical" or not asks(verb):
            return []
        if {"reciprocal", "poss"} & set(self.frame.slots) or grammar.is_passive(verb):
            return []
        theirs = is_of_state(self.noun, [self.frame])
        doers = self.parties.modifiers(self.noun) if theirs else []
        if not doers and "of" not in self.frame.slots:
            doers = self.parties.after(self.noun, {"of"})
        askers = self._carriers()
        how = circumstances.of_verb(verb)
        return [
            Event(asker, [verb, self.noun], acts.lemma_of(verb), doer, "request", how)
            for asker in askers
            for doer in doers
        ]

    def _sources(self, targets: list[Party]) -> list[Party]:
        taken = {party.actor_id for party in targets} - {""}
        for found in self._possible_sources():
            left = [party for party in found if party.actor_id not in taken]
            if left:
                return left
        return []

    def _possible_sources(self) -> Iterator[list[Party]]:
        yield self._by()
        if not self.passive_owner:
            yield self.parties.named(grammar.possessor(self.noun)) or self._before_it()
            if "of" not in self.frame.slots:
                yield self._of()
        # "*Peru's* imposition of tariffs"
        yield [p for noun in self.above for p in self.parties.named(grammar.possessor(noun))]
        if self.carrier is not None and not (self._is_of_another() and not self._is_decided()):
            yield [] if self._is_for_others_to_grant() else self._carriers()

    def _is_for_others_to_grant(self) -> bool:
        """ "called for *her release*": by those who hold her"""
        asked = self.carrier is not None and asks(self.carrier)
        decided = asked and acts.lemma_of(self.carrier) in words("deciding")
        return asked and not decided and self.frame.event_class == "concede"

    def _wished_free(self) -> list[Event]:
        """ "called for *her release*" stands up for her"""
        if not self._is_for_others_to_grant() or self.noun.lemma_.lower() not in words("freeing"):
            return []
        how = circumstances.of_verb(self.carrier)
        return [
            Event(source, [self.carrier, self.noun], self.name, target, "support", how)
            for source in self._carriers()
            for target in self.passive_owner or self._targets()
            if kind_of(target.actor_id) == PERSON
        ]

    def _before_it(self) -> list[Party]:
        """ "the *US* ban", but not "US Lifts Ban", which a parser may take for a name"""
        return [
            party
            for party in self.parties.modifiers(self.noun)
            if not any(
                token.pos_ == "PROPN" and acts.effect("noun", token.lower_.removesuffix("s"))
                for token in self.noun.doc[party.end : self.noun.i]
            )
        ]

    @property
    def passive_owner(self) -> list[Party]:
        """ "Mendez's arrest": the owner is the target."""
        if "poss" not in self.frame.slots or (self._targets() and not self._by()):
            return []
        return self.parties.named(grammar.possessor(self.noun))

    def _is_listed(self) -> bool:
        """ "the Syrian *and* Yemeni wars" """
        return any(grammar.first_child(child, "cc") is not None for child in self.noun.lefts)

    def _is_joined(self) -> bool:
        """Are the actors before the noun, if any, one phrase?"""
        named = [c for c in self.noun.lefts if c.i in self.parties.mentions]
        return len(named) < 2

    def _is_of_another(self) -> bool:
        """ "approved *the airline's* purchase of it": the subject is not the agent."""
        return has_owner(self.noun)

    def _is_decided(self) -> bool:
        """ "ordered *Anna Berg's* release", "threw out *Anna Berg's* conviction" """
        ordered = acts.lemma_of(self.carrier) in words("deciding")
        return bool(self.passive_owner) and (ordered or self.effect == "ended")

    def _joins_others(self) -> bool:
        """ "negotiated the merger of A and B": the subject is not a party to it."""
        joined = "reciprocal" in self.frame.slots and "of" in self.frame.slots
        several = len(self.parties.after(self.noun, {"of"})) > 1 or self._is_of_two()
        return joined and self.carrier is not None and several

    def _is_of_two(self) -> bool:
        of = any(child.lower_ == "of" for child in self.noun.rights)
        near = [*self.noun.subtree, *(self.carrier.rights if self.carrier is not None else ())]
        return of and any(token.lower_ == "with" and token.i > self.noun.i for token in near)

    def _merged(self) -> list[Party]:
        """ "announced the merger *of Acme with Nordbank*" """
        if not {"reciprocal", "of"} <= set(self.frame.slots) or not self._is_of_two():
            return []
        found = unique(self.parties.after(self.noun, {"of", "with"}))
        return found if len(found) > 1 else []

    def _is_organised(self) -> bool:
        """ "a discussion organised by A and B": the organisers need not talk to each other."""
        return self.carrier is not None and acts.lemma_of(self.carrier) in words("organising")

    def _is_explained(self) -> bool:
        """ "the union Solidarnosc (Solidarity)": one actor under two names."""
        return any(
            token.text == "(" for token in self.noun.doc[self.noun.left_edge.i : self.noun.i]
        )

    def _of(self) -> list[Party]:
        return self.parties.after(self.noun, {"of", "from"} - set(self.frame.slots))

    def _by(self) -> list[Party]:
        """ "the invasion by the US", "the US-led invasion" """
        found = self.parties.after(self.noun, {"by"}) or self.parties.leading(self.noun)
        if found or "of" not in self.frame.slots:
            return found
        # "the arrest of Anna Berg *by Peru*", which a parser hangs on the nearest noun
        things = grammar.prepositional_objects(self.noun, "of")
        return [party for thing in things for party in self.parties.after(thing, {"by"})]

    def _carriers(self) -> list[Party]:
        """The subject of the verb that carries the noun; also "*they* were locked in talks"."""
        verb = self.carrier
        part = verb.lemma_.lower() in words("taking_part")
        word = grammar.subject_of(verb) if part else grammar.doer_of(verb)
        return self.parties.named(word) or list(unnamed(word))
