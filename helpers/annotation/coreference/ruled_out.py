"""Whom a pronoun can't mean, whatever else is known."""

from collections.abc import Callable

from spacy.tokens import Token

from helpers.annotation.coreference import place
from helpers.annotation.coreference.context import Context, gender_of
from helpers.annotation.lexicons import reference_words
from helpers.annotation.lexicons.speech import is_speech

ADDRESSED = frozenset("prep dative".split())  # "wrote to"
INNER_MARKS = frozenset("‘ '".split())


class RuledOut:
    """The hard constraints of a text; `at` returns the chain of the mention with that head."""

    def __init__(self, context: Context, at: Callable[[int], str | None]):
        self.context = context
        self._at = at
        source_of = context.source_of
        named = (c for c in context.reader.candidates if c.named and c.head in source_of)
        self._quoted = {(self._root(source_of[c.head]), c.chain) for c in named}

    def chains(self, token: Token) -> set[str | None]:
        """Return those that grammar rules out, and the speaker of the quotation it is in."""
        heads = place.disjoint(token) | place.named_below(token)
        excluded = {self._at(i) for i in heads} - {None}
        if token.i in self.context.quotation_of:
            excluded |= {*self._speakers(token), *self._addressees(token)}
            excluded |= self._askers(token)
        excluded |= self._of_clause_before(token) | self._writers(token)
        return excluded | self._alive(token) | self._helpers(token) | self._spoken_of(token)

    def without_described(self, token: Token, gender: str, chains: list[str]) -> list[str]:
        """ "Stamp, *Brand's* son, left because his firm failed": Brand only says who Stamp is.

        This holds only if both are known to be of the pronoun's gender.
        """
        return [c for c in chains if not self._only_describes(token, gender, c, chains)]

    def _only_describes(self, token: Token, gender: str, chain: str, chains: list[str]) -> bool:
        """Is the chain's only part before the pronoun, in its sentence, to describe a subject?"""
        reader = self.context.reader
        before = [
            self.context.doc[m.head]
            for m in reader.chains[chain]
            if m.end <= token.i and reader.in_same_sentence(m, token)
        ]
        described = [place.described_by(head) for head in before]
        return bool(described) and all(
            noun is not None
            and place.role(noun) == "subject"
            and noun not in token.ancestors
            and self._at(noun.i) in set(chains) - {chain}
            and reader.genders.get(self._at(noun.i)) == gender
            for noun in described
        )

    def _addressees(self, token: Token) -> set[str | None]:
        """The hearers of the quotation, who are "you" in it: "Baker told Reed"."""
        source = self.context.source_of.get(token.i)
        if source is None:
            return set()
        verb = self.context.doc[slice(*source)].root.head
        verbs = [verb, *(c for c in verb.rights if c.dep_ in {"advcl", "xcomp"})]
        told = [c for v in verbs if is_speech(v) for c in v.rights if c.dep_ in place.OBJECTS]
        return {self._at(noun.i) for noun in told}

    def _askers(self, token: Token) -> set[str | None]:
        """ "Baker asked why. “He is ill,” she *replied*": who asked is "you" in the answer."""
        source = self.context.source_of.get(token.i)
        if source is None:
            return set()
        verb = self.context.doc[slice(*source)].root.head
        start = min(verb.sent.start, token.sent.start)
        if verb.lemma_.lower() not in reference_words("answering") or not start:
            return set()
        asking = self.context.doc[start - 1].sent.root
        is_question = asking.lemma_.lower() in reference_words("asking")
        return {self._at(s.i) for s in place.subjects_of(asking)} if is_question else set()

    def _writers(self, token: Token) -> set[str | None]:
        """ "Baker wrote to the owner, but *he* did not reply": the one written to answers."""
        verb, before = token.head, token.head.head
        answers = verb.dep_ == "conj" and verb.lemma_.lower() in reference_words("answering")
        if token.dep_ != "nsubj" or not answers:
            return set()
        told = [c for c in before.rights if c.dep_ in place.OBJECTS]
        told += [n for c in before.rights if c.dep_ in ADDRESSED for n in c.rights]
        is_told = any(self._at(noun.i) for noun in told)
        return {self._at(s.i) for s in place.subjects_of(before)} if is_told else set()

    def _spoken_of(self, token: Token) -> set[str]:
        """ "“Baker was late,” he said": those named in a quotation are not its speaker."""
        return {chain for root, chain in self._quoted if root == token.i}

    def _of_clause_before(self, token: Token) -> set[str | None]:
        """ "*He* praised Brand's plan, and *he* blamed Reed": he is neither time Brand"""
        verb = token.head
        if token.dep_ != "nsubj" or verb.dep_ != "conj":
            return set()
        same = [s for s in place.subjects_of(verb.head)[:1] if s.lower_ == token.lower_]
        return {
            self._at(word.i)
            for subject in same
            for word in verb.head.subtree
            if subject.i < word.i < verb.left_edge.i and word.pos_ == "PROPN"
        }

    def _alive(self, token: Token) -> set[str | None]:
        """ "Baker called his death a loss": whoever acts or speaks is not the one who died."""
        noun = token.head
        if token.dep_ != "poss" or noun.lemma_.lower() not in reference_words("death"):
            return set()
        while noun.dep_ == "pobj" and noun.head.lower_ == "of":
            noun = noun.head.head  # "the circumstances of his death"
        levels = place.governing_subjects(token) if noun.dep_ in {"dobj", "nsubj"} else []
        return {self._at(i) for subjects in levels for i in subjects}

    def _helpers(self, token: Token) -> set[str | None]:
        """ "Baker came to his aid": whoever helps comes to somebody else's"""
        to = token.head.head
        aid = token.dep_ == "poss" and token.head.lemma_.lower() in reference_words("aid")
        if not aid or to.lower_ != "to" or to.head.lemma_ not in reference_words("hurrying"):
            return set()
        return {self._at(subject.i) for subject in place.subjects_of(to.head)}

    def _speakers(self, token: Token) -> set[str | None]:
        verb, source = self._reporting(token), self.context.source_of.get(token.i)
        subjects = place.subjects_of(verb) if verb is not None else []
        found = {self._at(subject.i) for subject in subjects[:1]}
        return found if source is None else {*found, self._at(self._root(source))}

    def _root(self, source: tuple[int, int]) -> int:
        return self.context.doc[slice(*source)].root.i

    def _reporting(self, token: Token) -> Token | None:
        """ "Baker said Reed “has to ask his mother”": the verb whose clause is partly quoted.

        It may be inside a quotation, of another: "“Baker replied, ‘He will come.’”".
        """
        quoted = self.context.quotation_of
        for verb in token.ancestors:
            between = self.context.doc[verb.i + 1 : token.i + 1]
            is_outside = quoted.get(verb.i) != quoted[token.i]
            if is_speech(verb) and (is_outside or any(t.text in INNER_MARKS for t in between)):
                return verb
        return None

    def speaker_is_unknown(self, token: Token, gender: str) -> bool:
        """Say whether the speaker is unknown, and so may be anybody: "“He lied,” he said"."""
        if token.i not in self.context.quotation_of:
            return False
        source = self.context.source_of.get(token.i)
        if source is None:
            return False
        root = self.context.doc[slice(*source)].root
        return gender_of(root) == gender and self._at(root.i) is None
