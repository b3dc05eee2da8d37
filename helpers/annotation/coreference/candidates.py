"""Whom a reference can mean: every person and group that a text mentions, with or without a name.

The unnamed ones (the man, a victim, her mother, police, officials) compete with the actors for
every pronoun, so that what is theirs is not given to the nearest name. They become no actors.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.annotation import gazetteers
from helpers.annotation.gazetteers import TABLES

SUBJECTS = frozenset("nsubj nsubjpass".split())
SINGULAR = frozenset("NN NNP".split())
PLURAL = frozenset("NNS NNPS".split())
DEFINITE = frozenset("the this that these those both".split())
# What a noun phrase's head hangs on the name by that it describes.
DESCRIBING = frozenset("compound nmod appos amod".split())
COPULAS = frozenset("be become remain".split())
UNNAMED = "unnamed:"


class Candidate(NamedTuple):
    """A mention of a candidate, as token indices, end exclusive, and its syntactic head.

    `chain` is the actor's id, or `unnamed:` and the head of the first mention of somebody without
    a name; `gender` is "Masc", "Fem" or None where nothing tells it.
    """

    start: int
    end: int
    head: int
    chain: str
    gender: str | None
    plural: bool

    @property
    def named(self) -> bool:
        """Say whether it is an actor."""
        return not self.chain.startswith(UNNAMED)


def find_candidates(doc: Doc) -> list[Candidate]:
    """Return the mentions of people and groups in `doc`, in order: the named ones, then the rest.

    A description that stands with a name in one noun phrase, in apposition or after a form of "be"
    is part of that mention and no candidate of its own.
    """
    actors = doc.spans["mentions"].attrs["actors"]
    named = [
        Candidate(
            span.start,
            span.end,
            span.root.i,
            span.kb_id_,
            actors[span.kb_id_].get("gender"),
            False,
        )
        for span in doc.spans["mentions"]
    ]
    taken = {i for c in named for i in range(c.start, c.end)}
    heads = {c.head for c in named}
    return sorted([*named, *_unnamed(doc, taken, heads)])


def _unnamed(doc: Doc, taken: set[int], heads: set[int]) -> Iterator[Candidate]:
    chains: dict[tuple[str, bool], str] = {}
    for token in doc:
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN"} or _describes(token, heads):
            continue
        noun = person_noun(token)
        plural = token.tag_ in PLURAL or noun == "group"
        if noun is None or (noun == "group" and not _acts(token)):
            continue
        key = token.lemma_.lower(), plural
        if key not in chains or not _is_definite(token):
            chains[key] = f"{UNNAMED}{token.i}"
        start = token.left_edge.i if token.left_edge.i >= token.i - 8 else token.i
        gender = None if plural else gender_of_noun(token.lower_)
        yield Candidate(start, token.i + 1, token.i, chains[key], gender, plural)


def person_noun(token: Token) -> str | None:
    """Return what a common noun is the name of: a "person", a "group" of people, or None.

    A noun that no list has is a person if "who" follows it.
    """
    lemma = token.lemma_.lower()
    for word in (token.lower_, lemma, lemma.rpartition("-")[2]):
        kind = _person_nouns().get(word)
        if kind:
            return kind.kind
    if any(
        c.dep_ == "relcl" and any(w.lower_ in {"who", "whom"} and w.head == c for w in c.children)
        for c in token.children
    ):
        return "person"
    return None


def gender_of_noun(noun: str) -> str | None:
    """Return "Masc" or "Fem" if the noun says so, or None.

    >>> gender_of_noun("mother"), gender_of_noun("policeman"), gender_of_noun("doctor")
    ('Fem', 'Masc', None)
    """
    known = _person_nouns().get(noun)
    if known and known.gender:
        return known.gender
    if noun.endswith("woman"):
        return "Fem"
    return "Masc" if noun.endswith("man") and noun not in {"human", "german"} else None


class _Noun(NamedTuple):
    kind: str
    gender: str | None


@cache
def _person_nouns() -> dict[str, _Noun]:
    with (TABLES / "person_nouns.csv").open(encoding="utf-8", newline="") as lines:
        return {r["noun"]: _Noun(r["kind"], r["gender"] or None) for r in csv.DictReader(lines)}


def _describes(token: Token, heads: set[int]) -> bool:
    """Is the noun part of the mention of an actor: "striker Tom Baker", "Baker, the striker"?"""
    if token.dep_ in {"compound", "nmod", "amod", "npadvmod"}:
        return True
    if token.dep_ == "appos" or any(c.dep_ == "appos" and c.i in heads for c in token.children):
        return True
    if token.dep_ == "attr" and token.head.lemma_ in COPULAS:
        return True
    # "as a teacher", "a job as manager": what somebody is.
    return token.dep_ == "pobj" and token.head.lower_ == "as"


def _is_definite(token: Token) -> bool:
    return any(c.lower_ in DEFINITE for c in token.children)


def _acts(token: Token) -> bool:
    """Is the group a subject or the object of speech, and not a place or thing?"""
    return token.dep_ in SUBJECTS or token.dep_ in {"agent", "conj"}
