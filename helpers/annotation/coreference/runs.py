"""Pronouns that mean the same person as the one before: "*He* rose, took *his* coat and left."

Two pronouns of one gender in the same sentence, or as subjects of neighbouring ones, mean the same
person if nobody else whom the later one could mean is mentioned between them, unless grammar sets
them apart ("he hit him") or one of them is a speaker ("his car was gone, he said"). All of 80 such
pairs in news did. The later one then shows nothing about who it is that the earlier one doesn't.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from helpers.annotation.coreference import place
from helpers.annotation.coreference.context import Context, gender_of
from helpers.annotation.grammar import RELATIVE, SUBJECTS

NEXT = 1  # sentences
OFTEN = 3


def same_before(context: Context, people: set[str]) -> Mapping[int, Token]:
    """Return the pronoun before for each one that means the same person, by token index.

    `people` are the chains of single people.
    """
    reader = context.reader
    starts = {
        gender: sorted(
            mention.start
            for mention in reader.candidates
            if mention.chain in people and reader.genders.get(mention.chain) in {gender, None}
        )
        for gender in ("Masc", "Fem")
    }
    last: dict[tuple[str, int | None], Token] = {}
    found: dict[int, Token] = {}
    for token in context.doc:
        gender = gender_of(token)
        if gender is None or token.i not in context.sentence_of:
            continue
        key = gender, context.quotation_of.get(token.i)
        if key in last and _continues(context, last[key], token, starts[gender]):
            found[token.i] = last[key]
        last[key] = token
    return found


def _continues(context: Context, one: Token, other: Token, starts: Sequence[int]) -> bool:
    """Does the later of two pronouns of a gender mean the same person as the earlier one?

    `starts` are the first tokens of all mentions of people who may be of that gender.
    """
    first, second = context.sentence_of[one.i], context.sentence_of[other.i]
    paragraphs = context.reader.paragraph_of
    if second - first > NEXT or paragraphs[first] != paragraphs[second]:
        return False
    if first != second and not {one.dep_, other.dep_} <= SUBJECTS:
        return False
    if bisect_left(starts, one.i) != bisect_left(starts, other.i):
        return False
    if any(token.tag_ in RELATIVE for token in context.doc[one.i : other.i]):
        return False
    if place.is_speaker(one) or place.is_speaker(other):
        return False
    return one.i not in place.disjoint(other) and other.i not in place.disjoint(one)


def is_open_before(context: Context, token: Token, chain: str) -> bool:
    """Say whether the pronoun before, of the same gender, was left open, with no name since.

    "Reed had hired the trader. *He* lost it all. Police searched *his* flat": is it Reed's? `chain`
    is who would be meant; of somebody named often before it nothing is said.
    """
    quoted = context.quotation_of.get(token.i)
    starts = {m.start for m in context.reader.chains[chain] if not gender_of(context.doc[m.head])}
    if sum(start < token.i for start in starts) >= OFTEN:
        return False
    for other in reversed(context.doc[: token.i]):
        if context.sentence_of.get(other.i, -1) < context.sentence_of[token.i] - NEXT:
            return False
        if other.i in starts:
            return False
        if gender_of(other) == gender_of(token) and context.quotation_of.get(other.i) == quoted:
            return other.i not in context.taken
    return False
