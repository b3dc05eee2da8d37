"""What the learned scorer reads of a pronoun and of each candidate for it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log1p

import numpy as np
from spacy.tokens import Doc, Token

from helpers.annotation.coreference.candidates import SUBJECTS, Candidate

OBJECTS = frozenset("dobj dative".split())
COMPLEMENTS = frozenset("pobj pcomp agent".split())
CLAUSES = frozenset("VERB AUX".split())
REACH = 5  # sentences back

FEATURES = (
    "sentences tokens between rank before after_in_sentence recency_subject "
    "subject object complement possessor conjunct apposed depth first_in_sentence "
    "pronoun_subject pronoun_object pronoun_complement pronoun_possessive pronoun_depth "
    "pronoun_first pronoun_in_clause parallel same_verb same_lemma verb_similarity "
    "subject_of_governing governing_levels clause_mate possessive_of_subject "
    "mentions share most_mentioned first_in_text subject_share mentions_after chain_subjects "
    "subject_before topic_before gender_known gender_others named full_name definite "
    "quoted same_quotation pronoun_quoted speaker paragraph same_paragraph "
    "candidates same_sentence_candidates only_in_sentence lone_gender linked linked_subject "
    "pronouns_before speech_object speech_subject after_subordinate plural_context "
    "fronted commanded in_brackets of_noun mentions_here subjects_here last_subject sentence_start "
    "clauses_between commas_between conjoined_clause gender_unknown given_name after_only "
    "noun_similarity same_paragraph_mentions unnamed_between".split()
)


class Reader:
    """A text and its candidates, for which it gives the features of each pronoun."""

    def __init__(
        self,
        doc: Doc,
        candidates: Sequence[Candidate],
        sentence_of: dict[int, int],
        quotation_of: dict[int, int],
    ):
        self.doc = doc
        self.sentence_of = sentence_of
        self.quotation_of = quotation_of
        self.candidates = [c for c in candidates if c.start in sentence_of]
        self.chains: dict[str, list[Candidate]] = {}
        for candidate in self.candidates:
            self.chains.setdefault(candidate.chain, []).append(candidate)
        self.first_of_sentence: dict[int, int] = {}
        for candidate in self.candidates:
            sentence = sentence_of[candidate.start]
            self.first_of_sentence.setdefault(sentence, candidate.head)
        self.paragraph_of = [int(span.label_ or 0) for span in doc.spans["sentences"]]

    def add(self, candidate: Candidate) -> None:
        """Count a resolved pronoun as a mention of its chain."""
        self.chains[candidate.chain].append(candidate)
        self.chains[candidate.chain].sort()

    def features(self, token: Token, chains: Sequence[str], gender: str | None) -> np.ndarray:
        """Return the features of `token` with each of `chains`, float32 of shape (n, FEATURES)."""
        rows = [self._row(token, chain, gender) for chain in chains]
        self._compare(token, chains, rows, gender)
        return np.array([[row[name] for name in FEATURES] for row in rows], np.float32)

    def _row(self, token: Token, chain: str, gender: str | None) -> dict[str, float]:
        mentions = self.chains[chain]
        before = [m for m in mentions if m.end <= token.i]
        after = [m for m in mentions if m.start > token.i]
        near = before[-1] if before else after[0]
        sentence = self.sentence_of[token.i]
        row = dict.fromkeys(FEATURES, 0.0)
        distance = sentence - self.sentence_of[near.start]
        row["sentences"] = float(min(abs(distance), REACH + 1))
        row["tokens"] = log1p(abs(token.i - near.head))
        row["before"] = float(bool(before))
        row["after_in_sentence"] = float(any(self.sentence_of[m.start] == sentence for m in after))
        row |= self._of_mention(near)
        row |= self._of_pronoun(token)
        row |= self._of_pair(token, near, mentions, sentence)
        row |= self._of_chain(token, chain, before, after, sentence)
        row |= self._of_place(token, near, mentions, sentence)
        row["gender_known"] = float(near.gender is not None and near.gender == gender)
        return row

    def _of_mention(self, near: Candidate) -> dict[str, float]:
        head = self.doc[near.head]
        role = _role(head)
        return {
            "subject": float(role == "subject"),
            "object": float(role == "object"),
            "complement": float(role == "complement"),
            "possessor": float(role == "possessor"),
            "conjunct": float(head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children)),
            "apposed": float(head.dep_ == "appos"),
            "depth": float(min(_depth(head), 8)),
            "first_in_sentence": float(
                self.first_of_sentence.get(self.sentence_of[near.start]) == near.head
            ),
            "named": float(near.named),
            "full_name": float(near.end - near.start > 1),
            "definite": float(self.doc[near.start].lower_ in {"the", "this", "that"}),
            "quoted": float(near.head in self.quotation_of),
        }

    def _of_pronoun(self, token: Token) -> dict[str, float]:
        role = _role(token)
        sent = token.sent
        return {
            "pronoun_subject": float(role == "subject"),
            "pronoun_object": float(role == "object"),
            "pronoun_complement": float(role == "complement"),
            "pronoun_possessive": float(role == "possessor"),
            "pronoun_depth": float(min(_depth(token), 8)),
            "pronoun_first": float(token.i - sent.start < 2),
            "pronoun_in_clause": float(
                any(a.dep_ in {"advcl", "ccomp", "relcl"} for a in token.ancestors)
            ),
            "pronoun_quoted": float(token.i in self.quotation_of),
            "plural_context": float(
                any(w.lower_ in {"they", "their", "them"} for w in self.doc[sent.start : token.i])
            ),
        }

    def _of_pair(
        self, token: Token, near: Candidate, mentions: list[Candidate], sentence: int
    ) -> dict[str, float]:
        head, verb = self.doc[near.head], _clause(token)
        other = _clause(head)
        levels = _governing(token)
        heads = {m.head for m in mentions}
        level = next(
            (n for n, subject in enumerate(levels, start=1) if subject & heads),
            0,
        )
        similarity = 0.0
        if verb is not None and other is not None and verb.has_vector and other.has_vector:
            similarity = float(verb.similarity(other))
        frames = self._speech_frames(token)
        return {
            "parallel": float(_role(head) == _role(token)),
            "same_verb": float(verb is not None and verb == other),
            "same_lemma": float(verb is not None and other is not None and verb.lemma == other.lemma),
            "verb_similarity": similarity,
            "subject_of_governing": float(level > 0),
            "governing_levels": float(level),
            "clause_mate": float(level == 1),
            "possessive_of_subject": float(level == 1 and _role(token) == "possessor"),
            "same_quotation": float(
                token.i in self.quotation_of
                and self.quotation_of[token.i] == self.quotation_of.get(near.head)
            ),
            "paragraph": float(self._paragraph(near.start) == self._paragraph(token.i)),
            "speech_subject": float(bool(frames[0] & heads)),
            "speech_object": float(bool(frames[1] & heads)),
            "after_subordinate": float(
                near.start < token.i and other is not None and other.dep_ in {"advcl", "relcl"}
            ),
        }

    def _of_place(
        self, token: Token, near: Candidate, mentions: list[Candidate], sentence: int
    ) -> dict[str, float]:
        heads = {m.head for m in mentions}
        here = [m for m in mentions if self.sentence_of[m.start] == sentence]
        low, high = sorted((token.i, near.head))
        between = self.doc[low:high]
        head = self.doc[near.head]
        verb, other = _clause(token), _clause(head)
        return {
            "fronted": float(any(i > token.i for level in _governing(token) for i in level & heads)),
            "commanded": float(
                _role(token) == "subject"
                and any(
                    m.head > token.i and token.head in self.doc[m.head].ancestors for m in here
                )
            ),
            "in_brackets": float(
                sum((w.text == "(") - (w.text == ")") for w in self.doc[head.sent.start : head.i]) > 0
            ),
            "of_noun": float(head.dep_ == "pobj" and head.head.head.pos_ in {"NOUN", "PROPN"}),
            "mentions_here": float(len(here)),
            "subjects_here": float(sum(_role(self.doc[m.head]) == "subject" for m in here)),
            "sentence_start": float(near.start - head.sent.start < 2),
            "clauses_between": float(sum(w.pos_ == "VERB" for w in between)),
            "commas_between": float(min(sum(w.text == "," for w in between), 6)),
            "conjoined_clause": float(
                verb is not None and other is not None and (verb in other.conjuncts)
            ),
            "gender_unknown": float(near.gender is None),
            "given_name": float(near.named and near.end - near.start == 1),
            "after_only": float(not any(m.end <= token.i for m in mentions)),
            "noun_similarity": (
                float(token.head.similarity(head.head))
                if token.head.has_vector and head.head.has_vector
                else 0.0
            ),
            "unnamed_between": float(
                min(sum(not c.named and low < c.head < high for c in self.candidates), 6)
            ),
        }

    def _paragraph(self, i: int) -> int:
        return self.paragraph_of[self.sentence_of[i]]

    def _speech_frames(self, token: Token) -> tuple[set[int], set[int]]:
        """The subjects and objects of the verb that the pronoun's clause depends on."""
        verb = _clause(token)
        while verb is not None and verb.dep_ not in {"ccomp", "xcomp", "advcl", "ROOT"}:
            verb = _clause(verb)
        if verb is None or verb.dep_ == "ROOT":
            return set(), set()
        children = list(verb.head.children)
        return (
            {c.i for c in children if c.dep_ in SUBJECTS},
            {c.i for c in children if c.dep_ in OBJECTS},
        )

    def _of_chain(
        self,
        token: Token,
        chain: str,
        before: list[Candidate],
        after: list[Candidate],
        sentence: int,
    ) -> dict[str, float]:
        subjects = [m for m in before if _role(self.doc[m.head]) == "subject"]
        previous = [m for m in before if self.sentence_of[m.start] == sentence - 1]
        return {
            "mentions": log1p(len(before)),
            "mentions_after": log1p(len(after)),
            "chain_subjects": log1p(len(subjects)),
            "subject_share": len(subjects) / max(len(before), 1),
            "recency_subject": float(
                min(sentence - self.sentence_of[subjects[-1].start], REACH + 1)
                if subjects
                else REACH + 1
            ),
            "subject_before": float(
                any(_role(self.doc[m.head]) == "subject" for m in previous)
            ),
            "topic_before": float(
                any(m.head == self.first_of_sentence.get(sentence - 1) for m in previous)
            ),
            "first_in_text": float(
                bool(before) and self.candidates[0].chain == chain
            ),
            "pronouns_before": log1p(
                sum(m.end - m.start == 1 and self.doc[m.head].pos_ == "PRON" for m in before)
            ),
        }

    def _compare(
        self,
        token: Token,
        chains: Sequence[str],
        rows: list[dict[str, float]],
        gender: str | None,
    ) -> None:
        """Add what a candidate is among the others."""
        sentence = self.sentence_of[token.i]
        order = sorted(
            range(len(rows)), key=lambda n: (1 - rows[n]["before"], rows[n]["tokens"])
        )
        for rank, n in enumerate(order):
            rows[n]["rank"] = float(min(rank, 8))
        total = sum(np.expm1(row["mentions"]) for row in rows) or 1.0
        most = max((row["mentions"] for row in rows), default=0.0)
        here = sum(row["sentences"] == 0 and row["before"] for row in rows)
        known = sum(row["gender_known"] for row in rows)
        for row, chain in zip(rows, chains, strict=True):
            row["share"] = float(np.expm1(row["mentions"]) / total)
            row["most_mentioned"] = float(row["mentions"] == most)
            row["candidates"] = float(min(len(rows), 12))
            row["same_sentence_candidates"] = float(here)
            row["only_in_sentence"] = float(here == 1 and row["sentences"] == 0 and row["before"])
            row["lone_gender"] = float(known == 1 and row["gender_known"])
            row["gender_others"] = float(known - row["gender_known"])
            nearest = [m for m in self.chains[chain] if m.end <= token.i]
            row["between"] = float(
                min(sum(nearest[-1].end <= c.start < token.i for c in self.candidates), 12)
                if nearest
                else 13
            )
        self._link(token, chains, rows, sentence)

    def _link(
        self, token: Token, chains: Sequence[str], rows: list[dict[str, float]], sentence: int
    ) -> None:
        """The chains that a pronoun of the same form stands for in this sentence or before."""
        for row, chain in zip(rows, chains, strict=True):
            pronouns = [
                m
                for m in self.chains[chain]
                if m.end <= token.i
                and self.doc[m.head].pos_ == "PRON"
                and sentence - self.sentence_of[m.start] <= 1
            ]
            row["linked"] = float(bool(pronouns))
            row["linked_subject"] = float(
                any(_role(self.doc[m.head]) == "subject" for m in pronouns)
            )


def _role(token: Token) -> str:
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ in SUBJECTS:
        return "subject"
    if token.dep_ in OBJECTS:
        return "object"
    if token.dep_ == "poss":
        return "possessor"
    return "complement" if token.dep_ in COMPLEMENTS else "other"


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _clause(token: Token) -> Token | None:
    """The verb of the clause that the token is in."""
    return next((a for a in token.ancestors if a.pos_ in CLAUSES), None)


def _governing(token: Token) -> list[set[int]]:
    """The subjects of each verb above the token, from the nearest clause up."""
    levels = []
    for verb in token.ancestors:
        if verb.pos_ not in CLAUSES:
            continue
        subjects = {c.i for c in verb.children if c.dep_ in SUBJECTS and c.i != token.i}
        above = verb
        while not subjects and above.dep_ in {"conj", "xcomp"} and above.head.pos_ in CLAUSES:
            above = above.head
            subjects = {c.i for c in above.children if c.dep_ in SUBJECTS and c.i != token.i}
        if subjects:
            levels.append({i for s in subjects for i in _joined(token.doc[s])})
    return levels


def _joined(token: Token) -> Iterable[int]:
    yield token.i
    yield from (c.i for c in token.conjuncts)


def counts(chains: Iterable[str]) -> Counter:
    """Return how often each chain occurs."""
    return Counter(chains)
