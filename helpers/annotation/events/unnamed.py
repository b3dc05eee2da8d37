"""Parties that are not known actors: "the rebels in Darfur", "she"."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation.events.parties import LONGEST, Party
from helpers.annotation.grammar import RELATIVE, object_of
from helpers.annotation.lexicons.acts import words

PERSONAL = frozenset("i we he she they me us him her them".split())
DESCRIBES = frozenset("det amod compound nummod nmod quantmod poss advmod".split())


def unnamed(token: Token | None) -> Iterator[Party]:
    """Yield the person that a noun or pronoun means, if it is not a known actor."""
    if token is None or token.tag_ in RELATIVE:
        return
    lemma = token.lemma_.lower()
    people = words("acting") | words("staff") | words("people")
    if lemma in people or (token.tag_ == "PRP" and token.lower_ in PERSONAL):
        start = token.i
        for child in reversed(list(token.lefts)):
            if child.dep_ in DESCRIBES and child.right_edge.i == start - 1:
                start = child.left_edge.i
        yield Party(start, _end_with_place(token), "")


def _end_with_place(noun: Token) -> int:
    """ "rebels *in Darfur*", "fighters *loyal to Anna Berg*" """
    for child in noun.rights:
        near = child.i == noun.i + 1
        if near and child.dep_ in {"amod", "acl"}:
            child = next((c for c in child.rights if c.i == child.i + 1), child)
        place = object_of(child) if near and child.lower_ in {"in", "of", "to"} else None
        if place is not None and place.ent_type_:
            return place.right_edge.i + 1 if place.right_edge.i - noun.i < LONGEST else place.i + 1
    return noun.i + 1
