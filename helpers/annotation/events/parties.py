"""The actors that a noun phrase means: the one that it names, those that it joins, and the one
whose troops or officials it mentions."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers
from helpers.annotation.actor_ids import COUNTRY, ORGANISATION, PERSON, kind_of
from helpers.annotation.coordination import coordinated, joined_names
from helpers.annotation.events import appositions, members
from helpers.annotation.events.acting_nouns import (
    acting_noun,
    acts_for,
    is_in_service,
    prepositions_of,
)
from helpers.annotation.events.members import NAME_MODIFIERS, is_of_a_nameless
from helpers.annotation.grammar import (
    RELATIVE,
    SUBJECTS,
    antecedent_of,
    first_child,
    object_of,
)
from helpers.annotation.lexicons.acts import words
from helpers.annotation.mentions import actor_records, read_mentions
from helpers.annotation.parse_doubts import is_in_inner_quotes
from helpers.annotation.places import find_place

DASHES = frozenset("- – — / ‑".split())
WITHIN = frozenset("in of from at across near".split())
OWNED = frozenset("NOUN PROPN ADJ NUM".split())
NOT_OWNERS = frozenset("dobj pobj nsubj nsubjpass".split())
DEEPEST = 6
LONGEST = 8
GROUPS = frozenset("country organisation bloc".split())
FIRST_PERSON = frozenset(("i", "we"))
# Mentions of these kinds with a lower confidence are no parties: one of two Bergs, "both sides".
UNSURE = frozenset("name nominal pronoun".split())
LEAST_SURE = 0.75
SPEAKERS = {"it": GROUPS, "they": GROUPS}


class Party(NamedTuple):
    """An actor as a party to an act, and the words that name it as token indices.

    `actor_id` is "" for somebody who is not a known actor.
    """

    start: int
    end: int
    actor_id: str


class Parties:
    """The mentions of a Doc, by their head word."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.mentions: dict[int, list[Span]] = defaultdict(list)
        for mention in read_mentions(doc):
            sure = mention.confidence >= LEAST_SURE or mention.kind not in UNSURE
            sure = sure and not members.is_cut_out(mention.span)
            sure = sure and not (mention.kind == "name" and members.is_called_the(mention.span))
            if sure and not (mention.kind == "pronoun" and is_of_a_nameless(mention.span.root)):
                self.mentions[mention.span.root.i].append(mention.span)
        self.speakers = _speakers(doc)
        self._named: dict[tuple[int, int], list[Party]] = {}

    def named(self, token: Token | None, depth: int = 0) -> list[Party]:
        """Return the actors that the phrase around `token`, and those joined to it, mean."""
        if token is None:
            return []
        key = token.i, depth
        if key not in self._named:
            joined = [*joined_names(token, self.mentions), *_joined(token)]
            self._named[key] = unique(p for word in joined for p in self._of(word, depth))
        return self._named[key]

    def stands_for(self, token: Token) -> bool:
        """Does the noun only represent its actor: "Clinton's campaign", "Hezbollah fighters"?"""
        return token.i not in self.mentions and bool(self._represented(token))

    def modifiers(
        self, noun: Token, depth: int = DEEPEST - 2, possessive: bool = True
    ) -> list[Party]:
        """Return the actors named before a noun: "the US troops", and "Russia's army"."""
        found = []
        before = NAME_MODIFIERS | {"poss"} if possessive else NAME_MODIFIERS
        for child in noun.lefts:
            if child.dep_ in before and not self._is_hyphenated(child):
                # "a German award" need not be Germany's.
                if child.dep_ == "amod" and noun.lemma_.lower() in words("award"):
                    continue
                # "Spanish and Moroccan troops"
                for word in [child] if child.dep_ == "poss" else coordinated(child):
                    found += self.named(word, depth + 1) if child.dep_ == "poss" else self._at(word)
                if not found and child.lemma_.lower() in words("acting"):
                    # "a Peruvian government office"
                    found += self.named(child, depth + 1)
        return unique(found)

    def leading(self, noun: Token) -> list[Party]:
        """Return the leader of what a noun expresses: "the *US*-led invasion"."""
        led = (child for child in noun.lefts if child.lower_ == "led" and child.dep_ == "amod")
        return [p for word in led for child in word.lefts for p in self._at(child)]

    def after(self, noun: Token, prepositions: Iterable[str]) -> list[Party]:
        """Return the actors after one of the prepositions that follow a noun."""
        return [
            party
            for child in noun.rights
            if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions
            for party in self.named(object_of(child))
        ]

    def _of(self, token: Token, depth: int) -> list[Party]:
        """The actors that a phrase means, without those joined to it."""
        if depth > DEEPEST:
            return []
        if token.tag_ in RELATIVE:
            return self._relative(token, depth)
        named = self._at(token)
        if self._is_nobody_known(token, bool(named)):
            return []
        if named and not members.is_one_of_a_people(token, self.mentions[token.i]):
            return self._explained_by(token) or named
        return self._explained(token) or self._unnamed(token, depth)

    def _explained_by(self, token: Token) -> list[Party]:
        """ "*Jeff Vale*, the senator" """
        return self._at(token.head) if appositions.is_noun(token) else []

    def _is_nobody_known(self, token: Token, is_named: bool) -> bool:
        """ "a Republican", "the next president": somebody, but not the actor that is named"""
        if not is_named:
            return appositions.is_of_a_thing(token)
        later = token.pos_ == "NOUN" and any(c.lower_ in words("later") for c in token.lefts)
        return later or members.is_of_a_party(token, self.mentions[token.i])

    def _relative(self, pronoun: Token, depth: int) -> list[Party]:
        """ "the minister *who* resigned" """
        antecedent = antecedent_of(pronoun)
        if antecedent is None:
            return []
        found = self._of(antecedent, depth + 1)
        if pronoun.lower_ == "which":
            return [p for p in found if kind_of(p.actor_id) != PERSON]
        # "allies in Peru, who", "Peruvians who"
        inside = antecedent.dep_ == "pobj" and antecedent.head.lower_ in WITHIN
        spans = self.mentions.get(antecedent.i, ())
        people = bool(spans) and (inside or members.are_a_people(antecedent, spans))
        return [p for p in found if not (people and kind_of(p.actor_id) == COUNTRY)]

    def _explained(self, token: Token) -> list[Party]:
        """ "the minister, *Anna Berg*", "the operator *Blueway*" """
        for name in appositions.names_beside(token):
            several = coordinated(name) if token.tag_ == "NNS" else [name]
            found = [party for word in several for party in self._at(word)]
            if found:
                return found
        return []

    def is_explained(self, token: Token | None) -> bool:
        """Is it a noun without an actor of its own, followed by the names of several?"""
        if token is None or token.i in self.mentions or token.pos_ == "PROPN":
            return False
        return any(c.dep_ == "appos" and len(coordinated(c)) > 1 for c in token.rights)

    def _unnamed(self, token: Token, depth: int) -> list[Party]:
        """The actor that a phrase without a name means, if any."""
        if token.dep_ == "appos" and token.head != token:
            return self._represented(token, depth) or self._at(token.head)
        return self._represented(token, depth) or self._who_speaks(token) or self._capital(token)

    def _at(self, token: Token) -> list[Party]:
        if token.lower_.endswith(("self", "selves")):
            return []
        if token.dep_ in NOT_OWNERS and self._is_owner(token):
            return []
        return [Party(s.start, s.end, s.kb_id_) for s in self.mentions.get(token.i, ())]

    def _represented(self, noun: Token, depth: int = 0) -> list[Party]:
        """The actor that troops, officials or a government act for."""
        lemma = acting_noun(noun)
        of = next((object_of(c) for c in noun.rights if c.lower_ == "of"), None)
        if lemma in words("group") and of is not None:
            # "a group of Peruvian officials", but not "thousands of Peruvians"
            return self._represented(of, depth)
        if lemma in words("kind_of_organisation") | words("means"):
            return self._named_before(noun, depth)
        if not is_in_service(noun, lemma):
            return []
        found = self.modifiers(noun, depth) or self.after(noun, prepositions_of(lemma))
        found = found or self._under(noun) or self._in_city(noun, lemma)
        return [with_head(party, noun) for party in found if acts_for(lemma, party.actor_id)]

    def _in_city(self, noun: Token, lemma: str) -> list[Party]:
        """ "a court in *Lima*": of a country that is an actor of the text

        Those of the United States are mostly the states' own.
        """
        if lemma not in words("in_its_country"):
            return []
        where = (object_of(child) for child in noun.rights if child.lower_ == "in")
        places = (find_place(word.text) for word in where if word is not None)
        codes = [place.alpha_3 for place in places if place is not None]
        ids = [f"country:{code}" for code in codes if code != "USA"]
        known = actor_records(self.doc)
        return [Party(noun.i, noun.i + 1, actor) for actor in ids if actor in known]

    def _under(self, noun: Token) -> list[Party]:
        """ "troops led by Peru", "forces loyal to Peru" """
        agents = (
            child
            for clause in noun.rights
            for child in clause.rights
            if (clause.lower_ == "loyal" and child.lower_ == "to")
            or (clause.lemma_ in words("in_charge") and child.lower_ == "by")
        )
        return [party for agent in agents for party in self.named(object_of(agent))]

    def _named_before(self, noun: Token, depth: int) -> list[Party]:
        """ "killed by *Peruvian* fire", "the *Red Hand* network" """
        if noun.lemma_.lower() in words("means"):
            return [with_head(party, noun) for party in self.modifiers(noun, depth)]
        if noun.tag_ == "NNS" and noun.lemma_.lower() in words("group"):
            # "two outside Labour groups" are not the party.
            return []
        return [
            party
            for child in noun.lefts
            if child.dep_ in {"compound", "nmod"} and not self._is_hyphenated(child)
            for party in self._at(child)
            if kind_of(party.actor_id) == ORGANISATION
        ]

    def _capital(self, token: Token) -> list[Party]:
        """ "Washington pressed": a capital or seat for a country that is an actor of the text."""
        if token.pos_ != "PROPN" or token.ent_type_ not in {"GPE", "FAC"}:
            return []
        if any(child.dep_ in NAME_MODIFIERS for child in token.lefts):
            return []
        match = gazetteers.country(token.text)
        actor_id = f"country:{match.country.alpha_3}" if match else ""
        known = actor_id in actor_records(self.doc)
        return [Party(token.i, token.i + 1, actor_id)] if known else []

    def _who_speaks(self, pronoun: Token) -> list[Party]:
        """ "Acme said *it* would sue": a pronoun that nothing else explains means the speaker."""
        if pronoun.dep_ not in SUBJECTS:
            return []
        if pronoun.lower_ in FIRST_PERSON:
            speaker = self.speakers.get(pronoun.i)
            return [Party(pronoun.i, pronoun.i + 1, speaker)] if speaker else []
        return self._who_reports(pronoun) if pronoun.lower_ in SPEAKERS else []

    def _who_reports(self, pronoun: Token) -> list[Party]:
        kinds, clause = SPEAKERS[pronoun.lower_], pronoun.head
        speaker = first_child(clause.head, "nsubj") if clause.dep_ == "ccomp" else None
        if speaker is None or speaker.i > clause.i:
            return []
        said = self._at(speaker) or self._represented(speaker)
        together = self.named(speaker)
        if pronoun.lower_ == "they" and len(together) > 1:
            return together
        # "the Novak regime said it": a group, though named after a person.
        group = self.stands_for(speaker)
        return [party for party in said if group or kind_of(party.actor_id) in kinds]

    def _is_hyphenated(self, token: Token) -> bool:
        """ "Russian-backed", "US-led": the name is part of an adjective."""
        i = token.i + 1
        if i < len(self.doc) and self.doc[i].text in DASHES and i < token.head.i:
            return True
        # "pro-European Union", "anti-US"
        start = min([token.i, *(s.start for s in self.mentions.get(token.i, ()))])
        before = self.doc[max(0, start - 2) : start]
        return len(before) == 2 and before[1].text in DASHES and before[0].lower_ in words("prefix")

    def _is_owner(self, token: Token) -> bool:
        """ "missed the Union*'s* 15 percent mark", where a parser takes the owner for the object"""
        ends = [span.end for span in self.mentions.get(token.i, ())]
        after = (self.doc[end : end + 2] for end in ends)
        return any(
            len(two) == 2 and two[0].dep_ == "case" and two[1].pos_ in OWNED for two in after
        )

    def is_some_of_a_people(self, token: Token) -> bool:
        """Say whether a phrase names some of a country's people: "three Germans"."""
        return members.are_some_of_a_people(token, self.mentions.get(token.i, ()))


def _speakers(doc: Doc) -> dict[int, str]:
    """Return the speaker of each token in direct speech, for speakers who are actors."""
    group = doc.spans.get("statements", ())
    sources = {s.id_: s.kb_id_ for s in group if s.label_ == "source" and s.kb_id_}
    records = group.attrs["records"] if group else {}
    return {
        token.i: sources[span.id_]
        for span in group
        if span.label_ == "content" and span.id_ in sources
        if records[span.id_]["kind"] != "indirect"
        for token in span
        if not is_in_inner_quotes(span, token)
    }


def _joined(token: Token) -> list[Token]:
    """A word and those joined to it; after a preposition, not by commas alone.

    "on a visit to Lima, Secretary-General Berg": a parser may join words that are side by side.
    """
    found = coordinated(token)
    linked = any(child.dep_ == "cc" for word in found for child in word.rights)
    return found if linked or token.dep_ != "pobj" else [token]


def with_head(party: Party, noun: Token) -> Party:
    """Return a party with the noun that it owns or that acts for it: "Peruvian *troops*"."""
    start, end = min(party.start, noun.i), max(party.end, noun.i + 1)
    return party._replace(start=start, end=end) if end - start <= LONGEST else party


def unique(parties: Iterable[Party]) -> list[Party]:
    """Return each actor once."""
    by_actor: dict[str, Party] = {}
    for party in parties:
        by_actor.setdefault(party.actor_id, party)
    return list(by_actor.values())
