"""Whether words cut out of a sentence still say what it says: nothing that they need is missing."""

from itertools import pairwise

from spacy.tokens import Token

from helpers.annotation.grammar import NOMINAL, RELATIVE, VERBS, first_child

NEEDED_BY_VERB = frozenset("dobj ccomp xcomp attr acomp oprd prt neg agent dative pobj".split())
NEEDED_BY_NOUN = frozenset("det poss amod compound nummod nmod case pobj".split())
OBJECTS = frozenset("dobj ccomp xcomp conj".split())


def is_whole(words: list[Token], rest: list[Token]) -> bool:
    """Say whether the words up to a verb and the rest make a clause that lacks no word."""
    both = words + rest
    return _is_joined(words) and _is_joined(rest) and not (_is_cut_short(both) or _lacks(both))


def _is_joined(words: list[Token]) -> bool:
    """Is every joined word preceded by an "and" or a comma?"""
    joints = [word.i for word in words if word.dep_ == "cc" or word.text == ","]
    if any(a.dep_ == "cc" and b.i > a.i + 1 for a, b in pairwise(words)):
        return False
    return all(
        any(word.head.i < i < word.i for i in joints)
        for word in words
        if word.dep_ == "conj" and word.head in words
    )


def _lacks(words: list[Token]) -> bool:
    """Is a word missing that one of the others needs: "sees it *as a threat*", "ready *to go*"?"""
    kept, start = set(words), words[0].i
    return any(
        child not in kept and child.i > start and _needs(word, child)
        for word in words
        for child in word.children
        if child.tag_ not in RELATIVE
    )


def _needs(word: Token, child: Token) -> bool:
    if word.pos_ in VERBS:
        if child.dep_ in {"dobj", "attr"} and first_child(word, child.dep_) != child:
            # A second object is something that a parser could not place.
            return False
        return child.dep_ in NEEDED_BY_VERB or (child.i > word.i and child.lower_ == "as")
    if word.pos_ == "ADJ":
        return child.i > word.i and child.dep_ in {"xcomp", "ccomp", "prep"}
    of = child.lower_ == "of" and child.dep_ == "prep"
    return of or child.dep_ in NEEDED_BY_NOUN or (child.dep_ == "conj" and child.pos_ in NOMINAL)


def _is_cut_short(words: list[Token]) -> bool:
    """Does it end in a verb without its object, or in half of a word with a hyphen?"""
    last, doc = words[-1], words[-1].doc
    auxiliary = last.lemma_ in {"be", "have"}
    open_verb = last.pos_ in VERBS and any(
        auxiliary or child.dep_ in OBJECTS for child in last.rights if child not in words
    )
    halves = any(
        b.i > a.i + 1 and "-" in {doc[a.i + 1].text, doc[b.i - 1].text} and not a.whitespace_
        for a, b in pairwise(words)
    )
    return open_verb or halves
