"""People called by their nationality: "a Frenchman", "the Argentine", "one Iraqi"."""

import re

from spacy.tokens import Token

from helpers.annotation import gazetteers
from helpers.annotation.gazetteers import Country
from helpers.annotation.grammar import SUBJECTS

ONE_PERSON = re.compile(r"(?:ch|sh|ts)(?:wo)?man$")
ONE = frozenset("a an another one the this that".split())
SINGULAR = frozenset("NN NNP".split())
# A tagger may take one that stands like a noun for an adjective: "the Bulgarian is a candidate".
LIKE_A_NOUN = frozenset({*SUBJECTS, "dobj", "dative", "pobj", "poss"})
# A demonym that describes a noun: "the Argentine striker", "the Iraqi's brother" is his.
DESCRIBING = frozenset("amod compound nmod".split())


def nationality(token: Token) -> Country | None:
    """Return the country of the single person that a word means; None for a people or a state.

    "The French" is not one: only a demonym that has a plural can mean one person.
    """
    match = gazetteers.country(token.text)
    if match is None or match.kind != "demonym":
        return None
    if ONE_PERSON.search(token.text):
        return match.country
    counted = gazetteers.country(f"{token.text}s")
    is_noun = token.tag_ in SINGULAR or (token.tag_ == "JJ" and token.dep_ in LIKE_A_NOUN)
    is_one = is_noun and any(child.lower_ in ONE for child in token.lefts)
    if counted and is_one and token.dep_ not in DESCRIBING:
        return match.country
    return None
