"""When a pronoun may mean either of two people, whoever is the likelier one."""

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from helpers.annotation.coreference import place
from helpers.annotation.coreference.candidates import UNNAMED
from helpers.annotation.coreference.context import Context, gender_of
from helpers.annotation.coreference.groups import is_reciprocal
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons import reference_words
from helpers.annotation.lexicons.speech import is_speech

FEWEST_OF_TOPIC = 4  # mentions of somebody whom a text is about
PASSIVE = frozenset("nsubjpass csubjpass".split())


class Undecided:
    """The pairs of people whom grammar does not tell apart.

    `at` returns the chain of the mention with that head.
    """

    def __init__(self, context: Context, at: Callable[[int], str | None]):
        self.context = context
        self._at = at

    def is_open(self, token: Token, best: Sequence[str], chains: Sequence[str]) -> bool:
        """Say whether it may be another of `chains` than `best`, the two likeliest, best first."""
        return (
            self._are_joined(token, best[0], chains)
            or self._are_told(token, best)
            or self._act_alike(token, best[0], chains)
            or self._speaks_of_another(token, best[0], chains)
            or self._is_acted_on(token, best[0], chains)
            or self._is_told_beside(token, best[0], chains)
            or self.is_owned(token, best[0])
            or self._follows_unknown(token, chains)
            or self._is_left_behind(token, best[0], chains)
        )

    def others_meant(self, token: Token, subject: str, chains: Sequence[str]) -> list[str]:
        """Return which others of `chains` a pronoun may mean that grammar binds to the subject."""
        others = [other for other in chains if other != subject and self._is_near(token, other)]
        return others if self._is_spoiled(token) or self._befalls(token, subject) else []

    def _is_spoiled(self, token: Token) -> bool:
        """ "Reed scored to spoil *his* record", "Reed rejected *his* plea": is it not Reed's?"""
        noun = token.head
        while noun.dep_ == "compound":  # "his shutout bid"
            noun = noun.head
        is_object = token.dep_ == "poss" and noun.dep_ == "dobj"
        verbs = reference_words("spoil") | reference_words("decide on")
        return is_object and noun.head.lemma_.lower() in verbs

    def _befalls(self, token: Token, subject: str) -> bool:
        """ "A man was found. Chief Reed said that *he* had been shot": is it not Reed?"""
        verb = token.head
        if token.dep_ not in PASSIVE and verb.lemma_.lower() not in reference_words("befall"):
            return False
        is_said = verb.dep_ == "ccomp" and token.dep_ in SUBJECTS and is_speech(verb.head)
        speakers = place.subjects_of(verb.head) if is_said else []
        speaker = next((s for s in speakers if self._at(s.i) == subject), None)
        return speaker is not None and not self._is_near(speaker, subject)

    def _are_joined(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Baker and Reed met. He spoke.": may it be another of those who are named together?"""
        last = {other: self._last(token, other) for other in chains}
        if last[chain] is None:
            return False
        together = {word.i for word in last[chain].conjuncts} | _beside(last[chain])
        heads = [word.i for other, word in last.items() if other != chain and word is not None]
        return any(i in together for i in heads)

    def _last(self, token: Token, chain: str) -> Token | None:
        """The head of the chain's last mention before the pronoun."""
        heads = [m.head for m in self.context.reader.chains[chain] if m.end <= token.i]
        return self.context.doc[max(heads)] if heads else None

    def _are_told(self, token: Token, best: Sequence[str]) -> bool:
        """ "Baker told Reed that he had lost": it may be the speaker or the hearer."""
        verb = token.head
        if token.dep_ not in SUBJECTS or verb.dep_ != "ccomp":
            return False
        heads = [c.i for c in verb.head.children if c.dep_ in SUBJECTS | place.OBJECTS]
        return len(set(best) & {self._at(i) for i in heads}) > 1

    def _act_alike(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Reed said that Baker forged notes and that Roke sold oil. “He knew.”": who?"""
        last = self._last(token, chain)
        if last is None or self.context.sentence_of[last.i] == self.context.sentence_of[token.i]:
            return False
        alike = {self._at(i) for i in place.parallel_subjects(last)}
        return bool(alike & (set(chains) - {chain}))

    def _is_acted_on(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Baker accused Reed of theft. *He* denied it.": may it be the one acted on?"""
        reader, sentence_of = self.context.reader, self.context.sentence_of
        before = [m for m in reader.chains[chain] if m.end <= token.i]
        is_subject = token.dep_ in SUBJECTS and token.head.dep_ == "ROOT"
        if not is_subject or len(before) >= FEWEST_OF_TOPIC:
            return False
        near = [m.head for m in before if sentence_of[token.i] - sentence_of[m.start] == 1]
        subjects = (self.context.doc[i] for i in near if self.context.doc[i].dep_ in SUBJECTS)
        objects = {self._at(i) for subject in subjects for i in _acted_on(subject.head)}
        return bool(objects & (set(chains) - {chain}))

    def _is_told_beside(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Baker limped off, and Reed said *he* would have a scan": may it be Baker?"""
        verb = token.head.head if token.head.dep_ == "ccomp" else token.head
        if token.dep_ not in SUBJECTS or verb.dep_ != "conj" or not is_speech(verb):
            return False
        if chain not in {self._at(s.i) for s in place.subjects_of(verb)}:
            return False
        beside = {self._at(s.i) for s in place.subjects_of(verb.head)}
        return bool(beside & (set(chains) - {chain}))

    def is_owned(self, token: Token, chain: str) -> bool:
        """ "*Her* teacher, Eva Reed, sold *her* drawings": may it be whose teacher it is?

        `chain` is that of the teacher.
        """
        last = self._last(token, chain)
        if last is None or self.context.sentence_of[last.i] != self.context.sentence_of[token.i]:
            return False
        phrase = (self.context.doc[i] for i in place.phrase(last))
        owners = (child for noun in phrase for child in noun.children if child.dep_ == "poss")
        return any(gender_of(owner) == gender_of(token) and owner != token for owner in owners)

    def _follows_unknown(self, token: Token, chains: Sequence[str]) -> bool:
        """ "All cheered Baker. He said Baker was right. *He* left.": is it not the first he?"""
        reader = self.context.reader
        firsts = (reader.chains[chain][0] for chain in chains if chain.startswith(UNNAMED))
        return any(
            gender_of(self.context.doc[first.head]) and self._is_near(token, first.chain)
            for first in firsts
            if first.start < token.i
        )

    def _is_left_behind(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """Does a paragraph name another of that gender, and not whom only those before it name?"""
        genders = self.context.reader.genders
        others = (c for c in chains if c != chain and genders.get(c) == gender_of(token))
        return not self._is_in_paragraph(token, chain) and any(
            self._is_in_paragraph(token, other) for other in others
        )

    def _is_in_paragraph(self, token: Token, chain: str) -> bool:
        """Is it mentioned in the token's paragraph, before it or in its sentence?"""
        reader, sentence_of = self.context.reader, self.context.sentence_of
        paragraph = reader.paragraph_of[sentence_of[token.i]]
        return any(
            reader.paragraph_of[sentence_of[m.start]] == paragraph
            for m in reader.chains[chain]
            if m.end <= token.i or reader.in_same_sentence(m, token)
        )

    def _speaks_of_another(self, token: Token, chain: str, chains: Sequence[str]) -> bool:
        """ "Okafor fell. Hines said that nobody had warned *her*": may the speaker not be meant?

        If the speaker is mentioned right before as well, as the other is, it is the speaker.
        """
        speaker = self._speaker_above(token, chain)
        others = [other for other in chains if other != chain]
        return (
            speaker is not None
            and not self._is_near(speaker, chain)
            and any(self._is_near(speaker, other, gender_of(token)) for other in others)
        )

    def _speaker_above(self, token: Token, chain: str) -> Token | None:
        """The subject that means `chain` and says the clause in which others act on the pronoun."""
        clause = next((word for word in token.ancestors if word.dep_ == "ccomp"), None)
        is_object = place.role(token) in {"object", "complement"}
        if not is_object or clause is None or not is_speech(clause.head):
            return None
        doers = {self._at(subject.i) for subject in place.subjects_of(clause)}
        if not doers or chain in doers:
            return None
        speakers = (s for s in place.subjects_of(clause.head) if s.i < token.i)
        return next((s for s in speakers if self._at(s.i) == chain), None)

    def _is_near(self, token: Token, chain: str, gender: str | None = None) -> bool:
        """Is it, of that gender, mentioned before the token in its sentence or the previous one?"""
        reader, sentence_of = self.context.reader, self.context.sentence_of
        return (gender is None or reader.genders.get(chain) == gender) and any(
            sentence_of[token.i] - sentence_of[m.start] <= 1
            for m in reader.chains[chain]
            if m.end <= token.i
        )


def _beside(noun: Token) -> set[int]:
    """ "charged Baker with theft and Reed with fraud": Reed, whom a parser joins to the theft."""
    prepositions = (c for c in noun.head.rights if c.dep_ == "prep" and noun.dep_ in place.OBJECTS)
    return {w.i for p in prepositions for c in p.rights for w in c.conjuncts if c.dep_ == "pobj"}


def _acted_on(verb: Token) -> Iterator[int]:
    """The objects of a verb and their owners: "Reed" in "beat Reed" and "ended Reed's run".

    After "Baker met Reed", it is Baker of whom the text speaks on.
    """
    if is_reciprocal(verb):
        return
    for noun in (c for c in verb.children if c.dep_ in place.OBJECTS):
        yield noun.i
        yield from (owner.i for owner in noun.children if owner.dep_ == "poss")
