"""What a text adds about a claim, which is no part of it: "was paid, a claim that he denied"."""

from spacy.tokens import Token

from helpers.annotation.grammar import subtree_indices
from helpers.annotation.lexicons import statement_words

ARTICLES = frozenset(("a", "an"))


def comments(clause: Token) -> set[int]:
    """Return the tokens after a clause that call it a claim and say what became of it."""
    return {i for noun in clause.subtree if _is_comment(noun) for i in subtree_indices(noun)}


def _is_comment(noun: Token) -> bool:
    """ "a claim which Baker dismissed", after a comma"""
    start = noun.left_edge.i
    is_claim = noun.lemma_.lower() in statement_words("what a claim is called")
    set_off = start > 1 and noun.doc[start - 1].text == "," and noun.doc[start].lower_ in ARTICLES
    is_added = noun.dep_ not in {"conj", "nsubj", "nsubjpass", "pobj"}
    return is_claim and set_off and is_added and any(c.dep_ == "relcl" for c in noun.rights)
