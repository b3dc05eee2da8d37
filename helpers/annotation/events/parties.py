"""Which actors a noun phrase stands for: the one that it names, those that it joins, and the one
whose troops or officials it speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers
from helpers.annotation.actor_ids import COUNTRY, PERSON, kind_of
from helpers.annotation.grammar import (
    RELATIVE,
    SUBJECTS,
    antecedent_of,
    coordinated,
    first_child,
    object_of,
)
from helpers.annotation.lexicons.acts import frames, words
from helpers.annotation.mentions import actor_records

# Classes where whose a thing is makes its owner the target: "rejected Turkey's demands", "hit
# Syrian airfields", but not "bought Italian wine".
TOUCHES_OWNER = frozenset(
    "support accuse reject assault coerce sanction threaten retreat concede".split()
)
MATERIAL = frozenset("assault coerce sanction".split())
VERBAL = frozenset("accuse support reject".split())
NAME_MODIFIERS = frozenset("amod compound nmod".split())
DASHES = frozenset("- – — / ‑".split())
OWNED_BY = frozenset("of from".split())
DEEPEST = 6
PERSONAL = frozenset("i we he she they me us him her them".split())
DESCRIBES = frozenset("det amod compound nummod nmod quantmod poss advmod".split())
SINGLE = frozenset("a an one every each any another no".split())
GROUPS = frozenset("country organisation bloc".split())
SPEAKERS = {"it": GROUPS, "they": GROUPS}


class Party(NamedTuple):
    """An actor as a party to an act, and the words that name it as token indices.

    `actor_id` is "" for somebody who is no known actor.
    """

    start: int
    end: int
    actor_id: str


class Parties:
    """The mentions of a Doc by their head word."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.mentions: dict[int, list[Span]] = defaultdict(list)
        for span in doc.spans["mentions"]:
            self.mentions[span.root.i].append(span)

    def named(self, token: Token | None, depth: int = 0) -> list[Party]:
        """Return the actors that the phrase around `token` and those joined to it stand for."""
        if token is None:
            return []
        found = [p for word in coordinated(token) for p in self._of(word, depth)]
        return unique(found)

    def stands_for(self, token: Token) -> bool:
        """Does the noun only stand for its actor: "Clinton's campaign", "Hezbollah fighters"?"""
        return token.i not in self.mentions and bool(self._represented(token))

    def owners(self, token: Token | None, event_class: str) -> list[Party]:
        """Return whose the thing or act is: "Turkey's demands", "Hezbollah posts".

        Things of all kinds count where a class is about goods ("Chinese steel", "imports of Chinese
        steel"), and those of a possessor where it is about words ("mocked Keller's story").
        """
        goods, spoken = event_class in MATERIAL, event_class in VERBAL
        if token is None:
            return []
        found = []
        for word in coordinated(token):
            lemma = word.lemma_.lower()
            uses = frames("noun", lemma)
            if any("reciprocal" in frame.slots for frame in uses):
                continue
            acts = any("of" in frame.slots for frame in uses)
            prepositions = {"by", "from"} if acts else OWNED_BY
            if uses or lemma in words("belonging") | words("acting") | words("staff"):
                owners = self.modifiers(word) or self.after(word, prepositions)
                # A country's civilians are its own; a person's family are others.
                found += [
                    party
                    for party in owners
                    if lemma not in words("people") or kind_of(party.actor_id) != PERSON
                ]
            elif spoken and lemma not in words("people"):
                found += [p for c in word.lefts if c.dep_ == "poss" for p in self.named(c, 1)]
            elif goods:
                found += self._countries_before(word)
            if goods and not found:
                for child in word.rights:
                    thing = object_of(child) if child.lower_ in OWNED_BY else None
                    found += self._countries_before(thing) if thing is not None else []
        return unique(found)

    def _countries_before(self, noun: Token) -> list[Party]:
        return [p for p in self.modifiers(noun) if kind_of(p.actor_id) == COUNTRY]

    def modifiers(self, noun: Token, depth: int = DEEPEST - 2) -> list[Party]:
        """Return the actors named before a noun: "the US troops", "Russia's army"."""
        found = []
        for child in noun.lefts:
            if child.dep_ in NAME_MODIFIERS | {"poss"} and not self._is_hyphenated(child):
                found += self.named(child, depth + 1) if child.dep_ == "poss" else self._at(child)
        return found

    def after(self, noun: Token, prepositions: Iterable[str]) -> list[Party]:
        """Return the actors behind one of the prepositions after a noun."""
        return [
            party
            for child in noun.rights
            if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions
            for party in self.named(object_of(child))
        ]

    def _of(self, token: Token, depth: int) -> list[Party]:
        if depth > DEEPEST:
            return []
        if token.tag_ in RELATIVE:
            antecedent = antecedent_of(token)
            found = self._of(antecedent, depth + 1) if antecedent is not None else []
            thing = token.lower_ == "which"
            return [p for p in found if not (thing and kind_of(p.actor_id) == PERSON)]
        found = self._at(token)
        if found and not self._is_one_of_a_people(token):
            return found
        for child in token.rights:
            if child.dep_ == "appos" and self._at(child):
                return self._at(child)
        if token.dep_ == "appos" and token.head != token:
            return self._represented(token, depth) or self._at(token.head)
        return self._represented(token, depth) or self._who_speaks(token) or self._capital(token)

    def _at(self, token: Token) -> list[Party]:
        if token.lower_.endswith(("self", "selves")):
            return []
        return [Party(s.start, s.end, s.kb_id_) for s in self.mentions.get(token.i, ())]

    def _represented(self, noun: Token, depth: int = 0) -> list[Party]:
        """Whom troops, officials or a government act for."""
        lemma = noun.lemma_.lower()
        before = noun.doc[noun.i - 1].lower_ if noun.i else ""
        if f"{before} {lemma}" in words("acting"):
            lemma = f"{before} {lemma}"
        if lemma not in words("acting") and lemma not in words("staff"):
            return []
        prepositions = {*OWNED_BY, "for"} if lemma.startswith("spokes") else OWNED_BY
        found = self.modifiers(noun, depth) or self.after(noun, prepositions)
        return [party for party in found if _acts_for(lemma, party.actor_id)]

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
        """ "Acme said *it* would sue": a pronoun that nothing else explains is who says so."""
        kinds = SPEAKERS.get(pronoun.lower_)
        clause = pronoun.head
        if kinds is None or pronoun.dep_ not in SUBJECTS or clause.dep_ != "ccomp":
            return []
        speaker = first_child(clause.head, "nsubj")
        if speaker is None or speaker.i > clause.i:
            return []
        said = self._at(speaker) or self._represented(speaker)
        return [party for party in said if kind_of(party.actor_id) in kinds]

    def _is_hyphenated(self, token: Token) -> bool:
        """ "Russian-backed", "US-led": the name is part of an adjective."""
        i = token.i + 1
        return i < len(self.doc) and self.doc[i].text in DASHES and i < token.head.i

    def _is_one_of_a_people(self, token: Token) -> bool:
        """ "a German": one citizen is not the country."""
        return (
            token.tag_ in {"NN", "NNP"}
            and any(span.label_ == "demonym" for span in self.mentions[token.i])
            and any(child.lower_ in SINGLE for child in token.lefts)
        )


def unique(parties: Iterable[Party]) -> list[Party]:
    """Return each actor once."""
    by_actor: dict[str, Party] = {}
    for party in parties:
        by_actor.setdefault(party.actor_id, party)
    return list(by_actor.values())


def unnamed(token: Token | None) -> Iterator[Party]:
    """Yield the somebody that a noun or pronoun means who is no known actor, if it is a person."""
    if token is None or token.tag_ in RELATIVE:
        return
    lemma = token.lemma_.lower()
    people = words("acting") | words("staff") | words("people")
    if lemma in people or (token.tag_ == "PRP" and token.lower_ in PERSONAL):
        start = token.i
        for child in reversed(list(token.lefts)):
            if child.dep_ in DESCRIBES and child.right_edge.i == start - 1:
                start = child.left_edge.i
        yield Party(start, token.i + 1, "")


def _acts_for(lemma: str, actor_id: str) -> bool:
    kind = kind_of(actor_id)
    if kind in {"country", "bloc"}:
        return lemma in words("acting") or (kind == "bloc" and lemma in words("staff"))
    return kind == "organisation" or lemma in words("personal")
