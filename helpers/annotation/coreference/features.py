"""The features of a pronoun and each of its candidates, for the learned scorer."""

from collections.abc import Mapping, Sequence
from math import expm1, log1p

import numpy as np
from spacy.tokens import Doc, Token

from helpers.annotation.actor_ids import PERSON, kind_of
from helpers.annotation.coreference import place
from helpers.annotation.coreference.candidates import DEFINITE, Candidate
from helpers.annotation.coreference.place import role

REACH = 5  # sentences back
MOST = 8  # higher counts say nothing new

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
        for candidate in self.candidates:
            self.chain_at.setdefault(candidate.head, candidate.chain)
        for candidate in self.candidates:
            self.chain_at.setdefault(place.top(doc[candidate.head]).i, candidate.chain)

    def add(self, token: Token, chain: str, gender: str | None) -> None:
        """Count a resolved pronoun as a mention of its chain, and learn its gender if given."""
        mention = Candidate(token.i, token.i + 1, token.i, chain, gender, False)
        self.chains[chain].append(mention)
        self.chains[chain].sort(key=lambda m: m.start)
        self.chain_at.setdefault(token.i, chain)
        if gender:
            self.genders.setdefault(chain, gender)

    def features(self, token: Token, chains: Sequence[str], gender: str) -> np.ndarray:
        """Return the features of `token` with each of `chains`, float32 of (n, len(FEATURES))."""
        rows = [self._row(token, chain, gender) for chain in chains]
        self._compare(token, chains, rows)
        values = [[row.get(name, 0.0) for name in FEATURES] for row in rows]
        return np.array(values, np.float32).reshape(len(rows), len(FEATURES))

    def _row(self, token: Token, chain: str, gender: str) -> Row:
        mentions = self.chains[chain]
        before = [m for m in mentions if m.end <= token.i]
        near = before[-1] if before else mentions[0]
        row = {
            **self._of_mention(near),
            **self._of_pronoun(token),
            **self._of_distance(token, near),
            **self._of_verbs(token, near),
            **self._of_grammar(token, mentions),
            **self._of_chain(token, mentions, before),
        }
        known = self.genders.get(chain)
        row["gender_known"], row["gender_unknown"] = float(known == gender), float(known is None)
        return row

    def _of_mention(self, near: Candidate) -> Row:
        head = self.doc[near.head]
        before = [word.text for word in self.doc[head.sent.start : head.i]]
        row = _roles(head, "subject object complement possessor".split())
        row |= {
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
        return _numbers(row)

    def _of_pronoun(self, token: Token) -> Row:
        start = token.sent.start
        values = _roles(token, "subject object complement possessor".split())
        row = {f"pronoun_{name}": value for name, value in values.items()}
        row["pronoun_possessive"] = row.pop("pronoun_possessor")
        row |= {
            "pronoun_depth": place.depth(token),
            "pronoun_first": token.i - start < 2,
            "pronoun_in_clause": any(a.dep_ in CLAUSES for a in token.ancestors),
            "pronoun_quoted": token.i in self.quotation_of,
            "plural_context": any(w.lower_ in THEY for w in self.doc[start : token.i]),
        }
        return _numbers(row)

    def _of_distance(self, token: Token, near: Candidate) -> Row:
        low, high = sorted((token.i, near.head))
        between = self.doc[low:high]
        sentences = abs(self.sentence_of[token.i] - self.sentence_of[near.start])
        quotation = self.quotation_of.get(token.i)
        row = {
            "sentences": min(sentences, REACH + 1),
            "tokens": log1p(high - low),
            "clauses_between": sum(w.pos_ == "VERB" for w in between),
            "commas_between": min(sum(w.text == "," for w in between), MOST),
            "unnamed_between": min(
                sum(low < c.head < high and not c.named for c in self.candidates), MOST
            ),
            "same_quotation": quotation is not None
            and quotation == self.quotation_of.get(near.head),
            "same_paragraph": self._paragraph(near.start) == self._paragraph(token.i),
        }
        return _numbers(row)

    def _of_verbs(self, token: Token, near: Candidate) -> Row:
        head = self.doc[near.head]
        verb, other = place.clause(token), place.clause(head)
        row = {
            "parallel": role(head) == role(token),
            "noun_similarity": _similarity(token.head, head.head),
        }
        if verb is not None and other is not None:
            row |= {
                "same_verb": verb == other,
                "same_lemma": verb.lemma == other.lemma,
                "verb_similarity": _similarity(verb, other),
                "conjoined_clause": verb in other.conjuncts,
            }
        return _numbers(row)

    def _of_grammar(self, token: Token, mentions: list[Candidate]) -> Row:
        heads = {m.head for m in mentions} | {place.top(self.doc[m.head]).i for m in mentions}
        levels = place.governing_subjects(token)
        level = next((n for n, subjects in enumerate(levels, start=1) if subjects & heads), 0)
        subjects, objects = _speech_frame(token)
        later = [m for m in mentions if m.head > token.i and self._is_near(m, token)]
        row = {
            "subject_of_governing": level > 0,
            "governing_levels": level,
            "possessive_of_subject": level == 1 and token.dep_ == "poss",
            "fronted": any(i > token.i for subjects in levels for i in subjects & heads),
            "commanded": role(token) == "subject"
            and any(token.head in self.doc[m.head].ancestors for m in later),
            "speech_subject": bool(subjects & heads),
            "speech_object": bool(objects & heads),
        }
        return _numbers(row)

    def _of_chain(self, token: Token, mentions: list[Candidate], before: list[Candidate]) -> Row:
        sentence = self.sentence_of[token.i]
        subjects = [m for m in before if role(self.doc[m.head]) == "subject"]
        previous = [m for m in before if self.sentence_of[m.start] == sentence - 1]
        back = sentence - self.sentence_of[subjects[-1].start] if subjects else REACH + 1
        row = {
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
        }
        return {**_numbers(row), **self._of_sentence(token, mentions)}

    def _of_sentence(self, token: Token, mentions: list[Candidate]) -> Row:
        here = [m for m in mentions if self._is_near(m, token)]
        row = {
            "mentions_here": len(here),
            "subjects_here": sum(role(self.doc[m.head]) == "subject" for m in here),
            "after_in_sentence": any(m.start > token.i for m in here),
        }
        return _numbers(row)

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
            row |= _numbers(
                {
                    "rank": min(order.index(n), MOST),
                    "between": min(sum(start <= c.start < token.i for c in self.candidates), 12)
                    if before
                    else 13,
                    "share": expm1(row["mentions"]) / total,
                    "most_mentioned": row["mentions"] == most,
                    "candidates": min(len(rows), 12),
                    "same_sentence_candidates": here,
                    "only_in_sentence": here == 1 and _is_here(row),
                    "lone_gender": known == 1 and row["gender_known"] > 0,
                    "gender_others": known - row["gender_known"],
                }
            )

    def _is_near(self, mention: Candidate, token: Token) -> bool:
        return self.sentence_of[mention.start] == self.sentence_of[token.i]

    def _is_first(self, mention: Candidate) -> bool:
        return self.first_of_sentence.get(self.sentence_of[mention.start]) == mention.head

    def _paragraph(self, i: int) -> str:
        return self.paragraph_of[self.sentence_of[i]]


def _roles(token: Token, names: Sequence[str]) -> dict[str, bool]:
    return {name: role(token) == name for name in names}


def _numbers(row: Mapping[str, float]) -> Row:
    return {name: float(value) for name, value in row.items()}


def _is_here(row: Row) -> bool:
    return row["sentences"] == 0 and not row["after_only"]


def _similarity(one: Token, other: Token) -> float:
    return float(one.similarity(other)) if one.has_vector and other.has_vector else 0.0


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
