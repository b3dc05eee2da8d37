"""Who says what is said around a pronoun: "he said" after somebody spoke, or before "…, X said"."""

import itertools
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from helpers.annotation.coreference import place
from helpers.annotation.coreference.candidates import Candidate
from helpers.annotation.coreference.context import Context
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons import reference_words

CLAUSES = frozenset("advcl ccomp pcomp relcl xcomp".split())
CONTENT = frozenset("ccomp xcomp dobj prep".split())
REACH_OF_SPEAKER = 6  # sentences back, most of them inside the quotation


class Speaking:
    """What the speakers of a text show about "he" and "she".

    `at` returns the chain of the mention with that head.
    """

    def __init__(self, context: Context, at: Callable[[int], str | None]):
        self.context = context
        self._at = at

    def speaks_on(self, token: Token) -> Token | None:
        """ "“…,” he said", after a sentence said by somebody: the speaker of that, who continues.

        But not "Baker said he had confessed", or "Baker asked Reed, and he replied". What else is a
        subject in the pronoun's sentence is part of what is said: "Prisons, she said, are old".
        """
        if not self._reports(token) or token.head.lemma_.lower() in reference_words("answering"):
            return None
        is_set_off = token.i > 0 and self.context.doc[token.i - 1].is_punct
        if not place.is_speaker(token) or (token.head.dep_ in CLAUSES and not is_set_off):
            return None
        for sentence in self.context.sentences_back(token, REACH_OF_SPEAKER):
            subjects = self._subjects_outside_quotations(sentence, token)
            speakers = [t for t in subjects if place.is_speaker(t)]
            if speakers:
                return speakers[-1]
            if subjects and sentence != self.context.sentence_of[token.i]:
                return None
        return None

    def _reports(self, token: Token) -> bool:
        """Does the pronoun's verb report words: "he said that", "“…,” he cried", not "he cried"?"""
        verb, quoted = token.head, self.context.quotation_of
        has_content = any(child.dep_ in CONTENT for child in verb.children)
        return has_content or verb.dep_ != "ROOT" or any(t.i in quoted for t in verb.sent)

    def says_other(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Reed denied that Baker died. “…,” he said": is it not Reed, whom the text speaks of?

        But in "Baker said he had spoken", it is Baker.
        """
        if not place.is_speaker(token) or token.head.dep_ == "ccomp":
            return False
        for sentence in self.context.sentences_back(token, 1):
            before = self._subjects_outside_quotations(sentence, token)
            roots = {self._at(t.i) for t in before if t.head.dep_ == "ROOT"} & set(chains)
            if roots:
                return chain not in roots
        return False

    def speaks_after(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Reed hid. *He* fled by car, Baker said": is it Baker, with Reed before?

        Baker is not meant if this is the first mention of him; if it isn't, he is meant only if
        nobody else is mentioned in this sentence, or is a subject of the one before.
        """
        if not self._is_speaker_after(token, chain):
            return False
        reader = self.context.reader
        is_new = reader.chains[chain][0].start > token.i
        others = itertools.chain.from_iterable(reader.chains[c] for c in chains if c != chain)
        return any(
            is_new or reader.in_same_sentence(m, token) or self._is_subject_before(m, token)
            for m in others
            if m.end <= token.i
        )

    def _is_speaker_after(self, token: Token, chain: str) -> bool:
        """Is the chain mentioned only after the pronoun in its sentence, and as a speaker?"""
        reader = self.context.reader
        here = [m for m in reader.chains[chain] if reader.in_same_sentence(m, token)]
        return all(m.start >= token.i for m in here) and any(
            place.is_speaker(self.context.doc[m.head]) for m in here
        )

    def _is_subject_before(self, mention: Candidate, token: Token) -> bool:
        """Is it a subject of the sentence before the pronoun's?"""
        sentence_of = self.context.sentence_of
        is_before = sentence_of[token.i] - sentence_of[mention.start] == 1
        return is_before and self.context.doc[mention.head].dep_ in SUBJECTS

    def _subjects_outside_quotations(self, sentence: int, token: Token) -> list[Token]:
        """The subjects of a sentence before the token that are not inside a quotation."""
        return [
            t
            for t in self.context.doc.spans["sentences"][sentence]
            if t.i < token.i and t.dep_ in SUBJECTS and t.i not in self.context.quotation_of
        ]
