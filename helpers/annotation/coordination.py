"""Words joined by "and", "or" or commas in spaCy's dependency parse."""

from collections.abc import Mapping

from spacy.tokens import Span, Token

from helpers.annotation.grammar import NOMINAL, VERBS, object_of
from helpers.annotation.misplaced_subjects import joined_to_object

# Only the first items of a longer coordination are taken, so that a list of hundreds stays a list.
MOST_COORDINATED = 6


def coordinated(token: Token) -> list[Token]:
    """Return a word and those joined to it by "and", "or" or commas, the first six."""
    found = [token]
    for word in found:
        found += [
            child
            for child in word.rights
            if child.dep_ == "conj" and child.pos_ in NOMINAL | {"ADJ"}
            if not (_is_gapped(child) or _begins_a_clause(child) or _is_excepted(child))
        ]
        if len(found) >= MOST_COORDINATED:
            break
    return found[:MOST_COORDINATED]


def _is_gapped(name: Token) -> bool:
    """ "Acme was advised by Nordbank and *Blueway* by Ostbank": the subject of a verb left out"""
    first = first_conjunct(name)
    if name.pos_ != "PROPN" or first.dep_ != "pobj":
        return False
    after = name.nbor() if name.i + 1 < len(name.doc) else name
    again = after.pos_ == "ADP" and after.lower_ == first.head.lower_
    noun = object_of(after) if again else None
    return noun is not None and noun.pos_ == "PROPN" and noun.ent_type_ not in {"DATE", "TIME"}


def _is_excepted(noun: Token) -> bool:
    """ "thanked Berg, but *not Vale*" """
    start = noun.left_edge.i
    near = noun.doc[max(start - 1, 0) : noun.i]
    return any(token.lower_ == "not" and token.i > noun.head.i for token in near)


def _begins_a_clause(noun: Token) -> bool:
    """ "praised Berg and *Vale* left": the subject of the verb after it"""
    after = noun.doc[noun.right_edge.i + 1 :][:1]
    verbs = (token.head if token.dep_ in {"aux", "auxpass"} else token for token in after)
    return any(joined_to_object(verb) == noun for verb in verbs if verb.pos_ in VERBS)


def first_conjunct(noun: Token) -> Token:
    """Return the first of the nouns joined to a noun."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def joined_names(token: Token, mentions: Mapping[int, list[Span]]) -> list[Token]:
    """Return the names before one that a parser takes for its beginning: "*Nokia* and Google Maps".

    `mentions` are those of the Doc by their head word.
    """
    starts = {span.start - 1 for span in mentions.get(token.i, ())}
    return [
        child
        for child in token.lefts
        if child.dep_ in {"nmod", "compound"}
        and any(s.end in starts and s.doc[s.end].dep_ == "cc" for s in mentions.get(child.i, ()))
    ]
