"""Which common nouns name people and groups, and their gender."""

from functools import cache

from spacy.tokens import Token

from helpers.annotation.data_tables import read_table
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.acts import frames

TABLE = "gazetteers/person_nouns.csv"
WHO = frozenset("who whom".split())
# Pronouns that do not mean people: what they refer to does not speak.
THINGS = frozenset("there this that these those what".split())
PARTS = frozenset("all both many most much none some".split())
NAMED = frozenset("PERSON ORG GPE NORP".split())
NO_MEN = frozenset("human german roman".split())


def person_noun(token: Token) -> str | None:
    """Return what a common noun names: a "person", a "group" of people, or None.

    A noun that the table lacks is a person if "who" follows it.
    """
    lemma = token.lemma_.lower()
    for word in (token.lower_, lemma, lemma.rpartition("-")[2]):
        if word in _nouns():
            return _nouns()[word]["kind"]
    clauses = (child for child in token.children if child.dep_ == "relcl")
    return "person" if any(w.lower_ in WHO for c in clauses for w in c.children) else None


def is_person_noun(noun: Token) -> bool:
    """Does it name somebody who acts: "Peru's *nominee* to lead it", but not "Peru's *plan*"?"""
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and lemma in _nouns() and not frames("noun", lemma)


def can_speak(head: Token) -> bool:
    """Can it speak: somebody, a group, or a document, but not a thing?"""
    parts = (of for c in head.rights if c.lower_ == "of" for of in c.children if of.dep_ == "pobj")
    whole = next(parts, None)
    if head.lower_ in PARTS and whole is not None:
        return can_speak(whole)  # "all of this talk"
    if head.pos_ == "PRON":
        return head.lower_ not in THINGS
    if head.pos_ in {"NUM", "PROPN"} or head.ent_type_ in NAMED or head.tag_ not in {"NN", "NNS"}:
        return True
    spoken = statement_words("speaks for another") | statement_words("document")
    return person_noun(head) is not None or head.lemma_.lower() in spoken | {"other"}


def is_person(lemma: str) -> bool:
    """Say whether a noun names a person.

    >>> is_person("linguist"), is_person("army")
    (True, False)
    """
    return lemma in _nouns() and _nouns()[lemma]["kind"] == "person"


def gender_of_noun(noun: str) -> str | None:
    """Return "Masc" or "Fem" if the noun shows it, or None.

    >>> gender_of_noun("mother"), gender_of_noun("policeman"), gender_of_noun("doctor")
    ('Fem', 'Masc', None)
    """
    known = _nouns().get(noun)
    if known and known["gender"]:
        return known["gender"]
    if noun.endswith("woman"):
        return "Fem"
    return "Masc" if noun.endswith("man") and noun not in NO_MEN else None


@cache
def _nouns() -> dict[str, dict[str, str]]:
    return read_table(TABLE, "noun")
