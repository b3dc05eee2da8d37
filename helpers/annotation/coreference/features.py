"""The features of a pronoun and each of its candidates, for the learned scorer."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import expm1, log1p
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from helpers.annotation import personal_names
from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.coreference import place
from helpers.annotation.coreference.candidates import DEFINITE, Candidate

REACH = 5  # sentences back
MOST = 8  # higher counts say nothing new
ROLES = "subject object complement possessor".split()

# The columns of the features, in the order that the model was trained with.
FEATURES = tuple(
    # the candidate's mention nearest to the pronoun
    "subject object complement possessor conjunct apposed depth first_in_sentence named full_name "
    "definite quoted in_brackets of_noun sentence_start proper person "
    # the pronoun
    "pronoun_subject pronoun_object pronoun_complement pronoun_possessive pronoun_depth "
    "pronoun_first pronoun_in_clause pronoun_quoted plural_context "
    # both
    "sentences tokens parallel same_verb same_lemma verb_similarity noun_similarity same_quotation "
    "same_paragraph speech_subject speech_object clauses_between commas_between unnamed_between "
    "conjoined_clause subject_of_governing governing_levels possessive_of_subject fronted "
    "commanded "
    # the candidate in the text so far
    "mentions mentions_after chain_subjects subject_share recency_subject subject_before "
    "topic_before first_in_text pronouns_before mentions_here subjects_here after_only "
    "after_in_sentence gender_known gender_unknown "
    # the candidate among the others
    "rank between share most_mentioned candidates same_sentence_candidates only_in_sentence "
    "lone_gender gender_others".split()
)
CLAUSES = frozenset("advcl ccomp relcl".split())
SPEECH_CLAUSES = frozenset("ccomp xcomp advcl".split())
THEY = frozenset("they their them".split())

Row = dict[str, float]


class _Pronoun(NamedTuple):
    """What is the same for a pronoun with each of its candidates."""

    token: Token
    role: str
    verb: Token | None
    levels: list[set[int]]
    subjects: set[int]
    objects: set[int]
    row: Row


class Reader:
    """A text and its candidates: computes the features of each pronoun with each candidate.

    It grows: a resolved pronoun is a mention of its chain for later pronouns.
    """

    def __init__(
        self,
        doc: Doc,
        candidates: Sequence[Candidate],
        sentence_of: Mapping[int, int],
        quotation_of: Mapping[int, int],
    ):
        self.doc = doc
        self.sentence_of = sentence_of
        self.quotation_of = quotation_of
        self.candidates = [c for c in candidates if c.start in sentence_of]
        self.paragraph_of = [span.label_ for span in doc.spans["sentences"]]
        self.chains: dict[str, list[Candidate]] = {}
        self.genders: dict[str, str] = {}
        self.first_of_sentence: dict[int, int] = {}
        self.chain_at: dict[int, str] = {}
        for candidate in self.candidates:
            self.chains.setdefault(candidate.chain, []).append(candidate)
            self.first_of_sentence.setdefault(sentence_of[candidate.start], candidate.head)
            if candidate.gender:
                self.genders.setdefault(candidate.chain, candidate.gender)
        self._given: dict[str, str] = {}
        for chain, mentions in self.chains.items():
            self._learn_given_name(chain, mentions)
        for candidate in self.candidates:
            self.chain_at.setdefault(candidate.head, candidate.chain)
        for candidate in self.candidates:
            self.chain_at.setdefault(place.top(doc[candidate.head]).i, candidate.chain)
        self._starts = [candidate.start for candidate in self.candidates]
        self._unnamed = sorted(c.head for c in self.candidates if not c.named)
        # How many verbs and commas there are before each token.
        self._verbs = [0, *accumulate(token.pos_ == "VERB" for token in doc)]
        self._commas = [0, *accumulate(token.text == "," for token in doc)]
        self._roles: dict[int, str] = {}
        self._rows: dict[Candidate, Row] = {}
        self._vectors: dict[int, tuple[np.ndarray, float]] = {}

    def in_same_sentence(self, mention: Candidate, token: Token) -> bool:
        """Say whether a mention is in the sentence of a token."""
        return self.sentence_of[mention.start] == self.sentence_of[token.i]

    def _learn_given_name(self, chain: str, mentions: Sequence[Candidate]) -> None:
        """Learn the gender of somebody who is only called by a given name: "Natasha smiled".

        "Grant" may be a surname, and then the name only makes the other gender doubtful.
        """
        spans = (self.doc[m.start : m.end] for m in mentions if self.doc[m.head].tag_ == "NNP")
        names = {span.text for span in spans}
        name = names.pop() if len(names) == 1 else ""
        gender = personal_names.gender(name)
        if gender and kind_of(chain) == PERSON and chain not in self.genders:
            self._given[chain] = gender
            if not personal_names.is_surname(name):
                self.genders[chain] = gender

    def is_name_of_other(self, chain: str, gender: str) -> bool:
        """Say whether somebody is only called by a given name of the other gender."""
        return self._given.get(chain, gender) != gender

    def add(self, token: Token, chain: str, gender: str | None) -> None:
        """Count a resolved pronoun as a mention of its chain, and learn its gender if given."""
        mention = Candidate(token.i, token.i + 1, token.i, chain, gender, False)
        self.chains.setdefault(chain, []).append(mention)
        self.chains[chain].sort(key=lambda m: m.start)
        self.chain_at.setdefault(token.i, chain)
        if gender and not self.is_name_of_other(chain, gender):
            self.genders.setdefault(chain, gender)

    def features(self, token: Token, chains: Sequence[str], gender: str) -> np.ndarray:
        """Return the features of `token` with each of `chains`, float32 of (n, len(FEATURES))."""
        pronoun = self._pronoun(token)
        rows = [self._row(pronoun, chain, gender) for chain in chains]
        self._compare(token, chains, rows)
        values = [[row.get(name, 0.0) for name in FEATURES] for row in rows]
        return np.array(values, np.float32).reshape(len(rows), len(FEATURES))

    def _row(self, pronoun: _Pronoun, chain: str, gender: str) -> Row:
        token, mentions = pronoun.token, self.chains[chain]
        before = [m for m in mentions if m.end <= token.i]
        near = before[-1] if before else mentions[0]
        known = self.genders.get(chain)
        return {
            **self._of_mention(near),
            **pronoun.row,
            **self._of_distance(token, near),
            **self._of_verbs(pronoun, near),
            **self._of_grammar(pronoun, mentions),
            **self._of_chain(token, mentions, before),
            "gender_known": known == gender,
            "gender_unknown": known is None,
        }

    def _of_mention(self, near: Candidate) -> Row:
        if near not in self._rows:
            head = self.doc[near.head]
            before = [word.text for word in self.doc[head.sent.start : head.i]]
            self._rows[near] = {
                **{name: self._role(near.head) == name for name in ROLES},
                "conjunct": head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children),
                "apposed": head.dep_ == "appos",
                "depth": place.depth(head),
                "first_in_sentence": self._is_first(near),
                "named": near.named,
                "proper": head.pos_ == "PROPN",
                "person": kind_of(near.chain) == PERSON,
                "full_name": near.end - near.start > 1,
                "definite": self.doc[near.start].lower_ in DEFINITE,
                "quoted": near.head in self.quotation_of,
                "in_brackets": before.count("(") > before.count(")"),
                "of_noun": head.dep_ == "pobj" and head.head.head.pos_ in {"NOUN", "PROPN"},
                "sentence_start": near.start - head.sent.start < 2,
            }
        return self._rows[near]

    def _pronoun(self, token: Token) -> _Pronoun:
        start = token.sent.start
        own_role = self._role(token.i)
        row = {
            **{f"pronoun_{name}": own_role == name for name in ROLES},
            "pronoun_possessive": own_role == "possessor",
            "pronoun_depth": place.depth(token),
            "pronoun_first": token.i - start < 2,
            "pronoun_in_clause": any(a.dep_ in CLAUSES for a in token.ancestors),
            "pronoun_quoted": token.i in self.quotation_of,
            "plural_context": any(w.lower_ in THEY for w in self.doc[start : token.i]),
        }
        levels = place.governing_subjects(token)
        return _Pronoun(token, own_role, place.clause(token), levels, *_speech_frame(token), row)

    def _of_distance(self, token: Token, near: Candidate) -> Row:
        low, high = sorted((token.i, near.head))
        sentences = abs(self.sentence_of[token.i] - self.sentence_of[near.start])
        quotation = self.quotation_of.get(token.i)
        unnamed = bisect_left(self._unnamed, high) - bisect_right(self._unnamed, low)
        return {
            "sentences": min(sentences, REACH + 1),
            "tokens": log1p(high - low),
            "clauses_between": self._verbs[high] - self._verbs[low],
            "commas_between": min(self._commas[high] - self._commas[low], MOST),
            "unnamed_between": min(unnamed, MOST),
            "same_quotation": quotation is not None
            and quotation == self.quotation_of.get(near.head),
            "same_paragraph": self._paragraph(near.start) == self._paragraph(token.i),
        }

    def _of_verbs(self, pronoun: _Pronoun, near: Candidate) -> Row:
        head, verb = self.doc[near.head], pronoun.verb
        row: Row = {
            "parallel": self._role(near.head) == pronoun.role,
            "noun_similarity": self._similarity(pronoun.token.head, head.head),
        }
        other = place.clause(head)
        if verb is not None and other is not None:
            row |= {
                "same_verb": verb == other,
                "same_lemma": verb.lemma == other.lemma,
                "verb_similarity": self._similarity(verb, other),
                "conjoined_clause": verb in other.conjuncts,
            }
        return row

    def _of_grammar(self, pronoun: _Pronoun, mentions: list[Candidate]) -> Row:
        token, levels = pronoun.token, pronoun.levels
        heads = {m.head for m in mentions} | {place.top(self.doc[m.head]).i for m in mentions}
        level = next((n for n, subjects in enumerate(levels, start=1) if subjects & heads), 0)
        return {
            "subject_of_governing": level > 0,
            "governing_levels": level,
            "possessive_of_subject": level == 1 and token.dep_ == "poss",
            "fronted": any(i > token.i for subjects in levels for i in subjects & heads),
            "commanded": pronoun.role == "subject"
            and any(
                token.head in self.doc[m.head].ancestors
                for m in mentions
                if m.head > token.i and self.in_same_sentence(m, token)
            ),
            "speech_subject": bool(pronoun.subjects & heads),
            "speech_object": bool(pronoun.objects & heads),
        }

    def _of_chain(self, token: Token, mentions: list[Candidate], before: list[Candidate]) -> Row:
        sentence = self.sentence_of[token.i]
        subjects = [m for m in before if self._role(m.head) == "subject"]
        previous = [m for m in before if self.sentence_of[m.start] == sentence - 1]
        back = sentence - self.sentence_of[subjects[-1].start] if subjects else REACH + 1
        return {
            "mentions": log1p(len(before)),
            "mentions_after": log1p(sum(m.start > token.i for m in mentions)),
            "chain_subjects": log1p(len(subjects)),
            "subject_share": len(subjects) / max(len(before), 1),
            "recency_subject": min(back, REACH + 1),
            "subject_before": any(m in subjects for m in previous),
            "topic_before": any(self._is_first(m) for m in previous),
            "first_in_text": bool(before) and before[0] == self.candidates[0],
            "pronouns_before": log1p(sum(self.doc[m.head].pos_ == "PRON" for m in before)),
            "after_only": not before,
        } | self._of_chain_here(token, mentions)

    def _of_chain_here(self, token: Token, mentions: list[Candidate]) -> Row:
        """The features of a chain's mentions in the pronoun's sentence."""
        here = [m for m in mentions if self.in_same_sentence(m, token)]
        return {
            "mentions_here": len(here),
            "subjects_here": sum(self._role(m.head) == "subject" for m in here),
            "after_in_sentence": any(m.start > token.i for m in here),
        }

    def _compare(self, token: Token, chains: Sequence[str], rows: list[Row]) -> None:
        """Add the features that compare each candidate with the others."""
        order = sorted(range(len(rows)), key=lambda n: (rows[n]["after_only"], rows[n]["tokens"]))
        total = sum(expm1(row["mentions"]) for row in rows) or 1.0
        most = max((row["mentions"] for row in rows), default=0.0)
        here = sum(_is_here(row) for row in rows)
        known = sum(row["gender_known"] for row in rows)
        for n, (row, chain) in enumerate(zip(rows, chains, strict=True)):
            before = [m for m in self.chains[chain] if m.end <= token.i]
            start = before[-1].end if before else token.i
            between = bisect_left(self._starts, token.i) - bisect_left(self._starts, start)
            row |= {
                "rank": min(order.index(n), MOST),
                "between": min(between, 12) if before else 13,
                "share": expm1(row["mentions"]) / total,
                "most_mentioned": row["mentions"] == most,
                "candidates": min(len(rows), 12),
                "same_sentence_candidates": here,
                "only_in_sentence": here == 1 and _is_here(row),
                "lone_gender": known == 1 and row["gender_known"] > 0,
                "gender_others": known - row["gender_known"],
            }

    def _is_first(self, mention: Candidate) -> bool:
        return self.first_of_sentence.get(self.sentence_of[mention.start]) == mention.head

    def _paragraph(self, i: int) -> str:
        return self.paragraph_of[self.sentence_of[i]]

    def _role(self, i: int) -> str:
        if i not in self._roles:
            self._roles[i] = place.role(self.doc[i])
        return self._roles[i]

    def _similarity(self, one: Token, other: Token) -> float:
        """The cosine of two words' vectors, as spaCy's `Token.similarity`; 0 without vectors."""
        (vector, norm), (other_vector, other_norm) = self._vector(one), self._vector(other)
        if not norm or not other_norm:
            return 0.0
        same = one.orth == other.orth
        return 1.0 if same else float(vector @ other_vector / (norm * other_norm))

    def _vector(self, token: Token) -> tuple[np.ndarray, float]:
        if token.i not in self._vectors:
            self._vectors[token.i] = token.vector, token.vector_norm
        return self._vectors[token.i]


def _is_here(row: Row) -> bool:
    return row["sentences"] == 0 and not row["after_only"]


def _speech_frame(token: Token) -> tuple[set[int], set[int]]:
    """The subjects and objects of the verb on which the pronoun's clause depends."""
    verb = place.clause(token)
    while verb is not None and verb.dep_ not in {*SPEECH_CLAUSES, "ROOT"}:
        verb = place.clause(verb)
    if verb is None or verb.dep_ == "ROOT":
        return set(), set()
    children = list(verb.head.children)
    objects = {child.i for child in children if child.dep_ in place.OBJECTS}
    return {subject.i for subject in place.subjects_of(verb.head)}, objects
