"""Sentences that run on from a heading, as in text copied from a page; their parse is wrong."""

from spacy.tokens import Span, Token

from helpers.annotation.grammar import FINITE, RELATIVE, SUBJECTS, first_child
from helpers.annotation.lexicons.acts import words

QUOTES = frozenset("\"“”'’")


def runs_on(sentence: Span) -> bool:
    """Does it run on from a heading: "A big mistake The mayor said"? Its parse is wrong then."""
    return (
        any(map(_has_no_gap, sentence))
        or any(map(_follows_a_quote, sentence[2:]))
        or any(map(_begins_with_when, sentence[1:-1]))
        or any(map(_begins_with_name, sentence[1:-1]))
        or any(
            token.is_title
            and token.lower_ in words("opening")
            and token.nbor(-1).is_alpha
            and not token.nbor(1).is_title
            for token in sentence[1:-1]
        )
        or any(
            token.is_title
            and token.tag_ in {"DT", "PRP"}
            and token.nbor(-1).is_alpha
            and token.nbor(-1).tag_ not in {"DT", "PRP"}
            and (token.head if token.tag_ == "DT" else token.nbor(1)).is_lower
            for token in sentence[1:-1]
        )
    )


def _begins_with_when(word: Token) -> bool:
    """ "Talks on Monday *On Monday* the mayor": a capital in the middle of a sentence"""
    preposition = word.is_title and word.pos_ == "ADP" and word.nbor(-1).is_alpha
    return preposition and word.nbor(1).ent_type_ in {"DATE", "TIME"}


def _begins_with_name(word: Token) -> bool:
    """ "A way to peace *German* Minister Novak": a common noun right before somebody's title"""
    before = word.nbor(-1)
    adjective = word.is_title and word.ent_type_ == "NORP" and word.dep_ in {"amod", "compound"}
    common = before.pos_ == "NOUN" and before.is_lower and before.dep_ != "poss"
    return adjective and common and word.head.pos_ == "PROPN"


def _has_no_gap(verb: Token) -> bool:
    """ "A long deadline *the mayor said that* …": a relative clause that lacks nothing"""
    if verb.dep_ not in {"relcl", "ccomp"} or verb.tag_ not in FINITE or verb.head.i > verb.i:
        return False
    deps = {child.dep_ for child in verb.children}
    relative = any(t.tag_ in RELATIVE | {"WRB"} or t.dep_ == "mark" for t in verb.lefts)
    stated = any(c.dep_ == "ccomp" and first_child(c, "mark") for c in verb.rights)
    begins = verb.left_edge.is_title and verb.head.pos_ == "NOUN"
    return "nsubj" in deps and stated and not relative and begins


def _follows_a_quote(word: Token) -> bool:
    """ "Novak praises 'courage' *Berg* said": a subject right after a quotation without a comma"""
    subject = word if word.dep_ in SUBJECTS else word.head
    marked = word.nbor(-1).text in QUOTES and word.nbor(-2).is_alpha
    starts = word.left_edge.i == subject.left_edge.i and subject.dep_ in SUBJECTS
    return marked and word.is_title and word.pos_ == "PROPN" and starts
