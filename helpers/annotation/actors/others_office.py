"""Offices that the person beside them does not hold: "a friend of the mayor", "runs for mayor"."""

from spacy.tokens import Doc, Token

from helpers.annotation.gazetteers import context_words
from helpers.annotation.lexicons.person_nouns import person_noun

BESIDE = frozenset("of to for".split())
SOUGHT = frozenset("for as".split())
LONGEST_BEFORE = 4  # from the preposition to the title: "of the former deputy mayor"
LONGEST_PLACE = 6  # from "of" to the possessive: "of the city of Lakeside's"
LONGEST_BELIEVED = 6  # from "to be" to the title
LONGEST_OWNED = 3  # from the possessive to the noun: "'s eldest son"


def is_others_office(doc: Doc, start: int, end: int) -> bool:
    """Say whether a title, in tokens, is that of somebody's relative or employer, or sought."""
    before = _preposition_before(doc, start)
    is_of_person = before is not None and before.lower_ in BESIDE and _is_person(before.nbor(-1))
    return is_of_person or is_sought_office(doc, start) or _before_owned_person(doc, end)


def is_sought_office(doc: Doc, start: int) -> bool:
    """Say whether somebody only seeks the office at `start`: "candidate for governor"."""
    before = _preposition_before(doc, start)
    if before is None or before.lower_ not in SOUGHT:
        return False
    seeker = before.nbor(-1)
    return bool({seeker.lower_, seeker.lemma_.lower()} & context_words("who seeks an office"))


def is_only_believed(doc: Doc, start: int) -> bool:
    """ "a man believed to be the gang's leader": a role that somebody may not have"""
    for i in range(start - 1, max(start - LONGEST_BELIEVED, 0), -1):
        if doc[i].lower_ == "be":
            return doc[i - 1].lower_ == "to"
        if doc[i].text in {",", ";", ":"}:
            return False
    return False


def _preposition_before(doc: Doc, start: int) -> Token | None:
    """ "to" in "a close friend to the former mayor", unless the text begins with it"""
    for i in range(start - 1, max(start - LONGEST_BEFORE, 0), -1):
        if doc[i].lower_ in BESIDE | SOUGHT:
            return doc[i]
        if doc[i].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "PRON"}:
            return None
    return None


def _before_owned_person(doc: Doc, end: int) -> bool:
    """ "the minister's sister", "the mayor of Lakeside's eldest son" """
    for token in doc[end : end + LONGEST_PLACE]:
        if token.tag_ == "POS":
            is_title_owner = token.i == end
            owned = doc[token.i + 1 : token.i + 1 + LONGEST_OWNED]
            return is_title_owner or any(_is_person(noun) for noun in owned if noun.pos_ == "NOUN")
        if token.lower_ not in {"of", "the"} and token.pos_ != "PROPN":
            return False
    return False


def _is_person(noun: Token) -> bool:
    is_kin = bool({noun.lower_, noun.lemma_.lower()} & context_words("kin"))
    return is_kin or person_noun(noun) == "person"
