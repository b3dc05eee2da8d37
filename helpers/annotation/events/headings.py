"""Sentences that run on from a heading, as in text copied from a page; their parse is wrong."""

from spacy.tokens import Span, Token

from helpers.annotation.grammar import FINITE, RELATIVE, SUBJECTS, first_child
from helpers.annotation.lexicons.acts import words

QUOTES = frozenset("\"“”'’")
BEGINNINGS = frozenset(("DT", "PRP"))


def runs_on(sentence: Span) -> bool:
    """Does it run on from a heading: "A big mistake The mayor said"? Its parse is wrong then."""
    return (
        any(map(_has_no_gap, sentence))
        or any(map(_follows_a_quote, sentence[2:]))
        or any(map(_begins_a_sentence, sentence[1:-1]))
    )


def _begins_a_sentence(word: Token) -> bool:
    """Does its capital show that a sentence begins here, amid what was parsed as one?"""
    return (
        _begins_with_when(word)
        or _begins_with_name(word)
        or _begins_with_opening(word)
        or _begins_with_article_or_pronoun(word)
    )


def _begins_with_opening(word: Token) -> bool:
    """ "Talks fail *However* the mayor", but not in a title of a work, "Rain *However* Light" """
    opening = word.is_title and word.lower_ in words("opening")
    return opening and word.nbor(-1).is_alpha and not word.nbor(1).is_title


def _begins_with_article_or_pronoun(word: Token) -> bool:
    """ "A big mistake *The* mayor said", "A big mistake *She* said", but not "*The* Hague" """
    before = word.nbor(-1)
    if not word.is_title or word.tag_ not in BEGINNINGS:
        return False
    if not before.is_alpha or before.tag_ in BEGINNINGS:
        return False
    return (word.head if word.tag_ == "DT" else word.nbor(1)).is_lower


def _begins_with_when(word: Token) -> bool:
    """ "Talks on Monday *On Monday* the mayor" """
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
