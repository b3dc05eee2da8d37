"""Words beside a noun that say who or what it is: "the minister, *Anna Berg*"."""

from spacy.tokens import Token

from helpers.annotation.grammar import object_of
from helpers.annotation.lexicons.acts import frames, words
from helpers.annotation.lexicons.person_nouns import is_person_noun, person_noun

LOOSE = frozenset("npadvmod dep oprd nmod".split())


def is_noun(token: Token) -> bool:
    """Say whether it is a noun that explains another word: "Jeff Vale, *the senator*"."""
    return token.dep_ == "appos" and token.pos_ == "NOUN"


def is_of_a_thing(token: Token) -> bool:
    """Say whether it explains what happened: "a 2-0 loss to Arsenal, *a result* which hurt".

    Nor is a thing a person: "Speaking to Anna Berg and Carl Vale, *a dog* was requested".
    """
    if not is_noun(token):
        return False
    lemma = token.lemma_.lower()
    nobody = token.head.ent_type_ == "PERSON" and person_noun(token) is None
    return nobody or bool(frames("noun", lemma)) or lemma in words("abstract")


def names_beside(token: Token) -> list[Token]:
    """Return the words that may name what a noun means, the likeliest first."""
    beside = [c for c in _appositions(token) if not _is_hedged(c) and not _is_apart(c)]
    return [*beside, *_names_after_place(token), *_names_next_to(token)]


def _names_after_place(token: Token) -> list[Token]:
    """ "the mayor of Lima, *Anna Berg*,": a name that a parser attaches to the place"""
    if token.tag_ != "NN" or not is_person_noun(token):
        return []
    places = (object_of(child) for child in token.rights if child.lower_ == "of")
    return [name for place in places if place is not None for name in _appositions(place)]


def _names_next_to(noun: Token) -> list[Token]:
    """ "blamed the operator *Blueway*": a name that a parser attaches to the verb"""
    if noun.tag_ == "NNS" and is_person_noun(noun):
        return _joined_names_after(noun)
    if noun.pos_ != "NOUN" or all(child.lower_ != "the" for child in noun.lefts):
        return []
    siblings = (child for child in noun.head.rights if child.dep_ in LOOSE)
    return [child for child in siblings if child.left_edge.i == noun.i + 1]


def _joined_names_after(noun: Token) -> list[Token]:
    """ "congratulated rivals *Anna Berg and Carl Vale*", which a parser takes for the object"""
    above = {noun.head, noun.head.head}
    words_after = (t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.head in above)
    return [
        name
        for name in words_after
        if name.left_edge.i == noun.i + 1
        and name.ent_type_ == "PERSON"
        and any(child.dep_ == "conj" for child in name.rights)
    ]


def _appositions(token: Token) -> list[Token]:
    return [child for child in token.rights if child.dep_ == "appos"]


def _is_hedged(word: Token) -> bool:
    """ "ships, *perhaps* the Peruvians as well" """
    return any(child.dep_ == "advmod" for child in word.lefts)


def _is_apart(name: Token) -> bool:
    """ "The letter called on him to go, *Anna Berg* said": a past tense parsed as a participle"""
    between = (child for child in name.head.rights if child.i < name.i)
    return any(child.dep_ == "acl" and child.tag_ == "VBD" for child in between)
