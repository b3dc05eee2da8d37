"""The actors that the source of a statement means."""

from spacy.tokens import Doc, Span, Token

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.gazetteers import context_words
from helpers.annotation.grammar import antecedent_of, object_of, owner_of
from helpers.annotation.lexicons import statement_words
from helpers.annotation.mentions import actor_records
from helpers.annotation.statements.assemble import Statement
from helpers.annotation.statements.interviews import label_speakers
from helpers.annotation.statements.source_naming import PRONOUNS
from helpers.annotation.statements.token_ranges import Piece

RELATIVE = frozenset("who which that".split())
SPOKEN_FOR_AFTER = frozenset("for at in with".split())
PARTS = frozenset("compound amod nmod poss".split())


class Speakers:
    """The mentions of a Doc, by their head token."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.at: dict[int, list[str]] = {}
        self.people_ending: dict[int, list[Span]] = {}
        self.in_people: dict[int, str] = {}
        for span in doc.spans.get("mentions", ()):
            self.at.setdefault(span.root.i, []).append(span.kb_id_)
            if kind_of(span.kb_id_) == PERSON:
                self.people_ending.setdefault(span.end, []).append(span)
                self.in_people.update(dict.fromkeys(range(span.start, span.end), span.kb_id_))
        self.paragraph_of = {
            i: number
            for number, p in enumerate(doc.spans["paragraphs"])
            for i in range(p.start, p.end)
        }
        self._before: tuple[int | None, list[str]] = (None, [])
        for start, actor_id in label_speakers(doc).items():
            self.at.setdefault(start, [actor_id])

    def resolve(self, statement: Statement) -> tuple[list[str], bool]:
        """Return the actors that the source of a statement means, and whether it names them.

        Call it for each statement in order. A source that only speaks for an actor does not name
        it: "a spokesman for Acme".
        """
        source = statement.source
        actors = self.of(source)
        named = source is not None and bool(self._own(self._head(source)) or self._set_off(source))
        place = self.paragraph_of.get(statement.content[0][0])
        if not actors and place == self._before[0] and self._goes_on(statement):
            actors, named = self._before[1], True
        self._before = place, actors
        return actors, named

    def of(self, source: Piece | None) -> list[str]:
        """Return the ids of the actors that a source means: those that its words name, in order."""
        if source is None:
            return []
        found = self._of_head(self._head(source)) or self._set_off(source)
        return list(dict.fromkeys(found))

    def _goes_on(self, statement: Statement) -> bool:
        """ "Novak left, he said. ... “Q,” *he added*": is it the one person who spoke before?"""
        if statement.source is None or statement.head is None or len(self._before[1]) != 1:
            return False
        start, end = statement.source
        gender = PRONOUNS.get(self.doc[start].lower_)
        known = actor_records(self.doc).get(self._before[1][0], {})
        adds = self.doc[statement.head].lemma_ in statement_words("going on")
        if not adds or end - start > 1 or gender is None or known.get("kind") != PERSON:
            return False
        return known.get("gender") in {None, gender}

    def _head(self, source: Piece) -> Token:
        head = self.doc[source[0] : source[1]].root
        if head.lower_ not in RELATIVE:
            return head
        antecedent = antecedent_of(head) or head
        last = self.doc[max(0, head.i - 2) : head.i]
        # "Anna Novak, Tom Baker and Jo Lind, *who* said": of several it is the last one.
        if len(last) == 2 and last[1].text == "," and self._is_person_in_list(last[0], antecedent):
            return last[0]
        return antecedent

    def _is_person_in_list(self, name: Token, antecedent: Token) -> bool:
        """Is it the head of a person's name that is joined to the antecedent?"""
        person = any(kind_of(actor_id) == PERSON for actor_id in self.at.get(name.i, ()))
        return person and any(above == antecedent for above in [name.head, *name.conjuncts])

    def _set_off(self, source: Piece) -> list[str]:
        """ "the bank's chief executive, *Clara Novak*": a person's name at the source's end."""
        return [
            name.kb_id_
            for name in self.people_ending.get(source[1], ())
            if name.start > source[0]
            and (self.doc[name.start - 1].text == "," or self._follows_country(name, source))
        ]

    def _follows_country(self, name: Span, source: Piece) -> bool:
        """ "an aide, former envoy to Peru *Clara Novak*", not "an aide to Novak": who it is"""
        before = self.doc[source[0] : name.start]
        set_off = before.text.count(",") == 1 and before[-1].ent_type_ == "GPE"
        return set_off and before[-1].i in self.at

    def _own(self, head: Token) -> list[str]:
        found = list(self.at.get(head.i, ()))
        if not found and head.text in context_words("letters after a name"):
            found = [name.kb_id_ for name in self.people_ending.get(head.i, ())]
        if not found and head.pos_ == "PROPN" and head.i in self.in_people:
            found = [self.in_people[head.i]]  # "Dilip" in "Dilip More", which a parser cuts
        if found:
            return found
        # "the minister, Clara Novak, said", "her aunt, the novelist Clara Novak, said"
        return [a for c in head.rights if c.dep_ == "appos" for a in self._own(c)]

    def _of_head(self, head: Token) -> list[str]:
        found = self._own(head)
        if not found and head.lemma_.lower() in statement_words("speaks for another"):
            found = self._spoken_for(head)
        for child in head.children:
            if child.dep_ == "conj":
                found += self._of_head(child)
        return found

    def _spoken_for(self, noun: Token) -> list[str]:
        for child in noun.children:
            if child.dep_ in PARTS and child.i in self.at:
                return list(self.at[child.i])
        owner = owner_of(noun)
        if owner is None:
            prepositions = [
                c for c in noun.children if c.dep_ == "prep" and c.lower_ in SPOKEN_FOR_AFTER
            ]
            owner = next(filter(None, map(object_of, prepositions)), None)
        return list(self.at.get(owner.i, ())) if owner is not None else []
