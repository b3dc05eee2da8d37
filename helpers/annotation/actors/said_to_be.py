"""What a noun that explains a name says about its kind: "Haki Watch, a charity", "drugs such as
Zylomax", "a horse called Biscuit".

Functions yield pieces of evidence under their names in data/rules/kind_evidence.csv.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from helpers.annotation import personal_names
from helpers.annotation.actors.evidence import (
    OPENING,
    ORGANISATION_NOUNS,
    PLACE_NOUNS,
    ROLES,
    THING_NOUNS,
    has_organisation_word,
)
from helpers.annotation.actors.name_span import Name
from helpers.annotation.gazetteers import context_words
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons.person_nouns import person_noun

NAMED_THINGS = context_words("noun for a thing that has a name")
THINGS = THING_NOUNS | PLACE_NOUNS | NAMED_THINGS
NAMING = context_words("word before what something is called")
ARTICLES = frozenset("a an".split())
CLAUSE_PARTS = SUBJECTS | {"dobj"}
BEFORE_NOUN = frozenset("ADJ NOUN PROPN NUM ADV DET PRON PART".split())
WORDS_OF_GIVING = 6  # "gave her name only as"
LONGEST_PHRASE = 8  # words of "a small clearing company"
SAID = {
    "person": "said to be a person",
    "organisation": "said to be an organisation",
    "thing": "said to be a thing or place",
}


def said_to_be(doc: Doc, name: Name) -> Iterator[str]:
    """Yield the evidence from the nouns that explain one occurrence of a name."""
    if _is_work(doc, name) or _follows_thing(doc, name):
        yield SAID["thing"]
    if _is_the_organisation(doc, name):
        yield SAID["organisation"]
    if _gives_name(doc, name):
        yield SAID["person"]
    beside = _after(doc, name.end), _example_of(doc, name), _set_off(doc, name)
    for noun in (*beside, _complement(doc, name)):
        kind = _kind_of(noun) if noun is not None else None
        if noun is not None and _is_beside_a_company(noun):
            kind = "organisation"
        if kind == "person" and has_organisation_word(doc[name.start : name.end].text):
            continue  # "Walker Brothers, a family butcher"
        if kind:
            yield SAID[kind]


def _follows_thing(doc: Doc, name: Name) -> bool:
    before = doc[name.start - 1] if name.start else None
    return before is not None and before.pos_ != "VERB" and before.lower_ in NAMED_THINGS - ROLES


def _is_beside_a_company(noun: Token) -> bool:
    """ "its *rival*, Volkmar": not "her rival, Novak" """
    known = noun.lemma_.lower() in context_words("noun for a company beside another")
    return known and any(child.lower_ == "its" for child in noun.lefts)


def _gives_name(doc: Doc, name: Name) -> bool:
    """ "who gave her name only as Anna", "a man who identified himself as Karim" """
    if not name.start or doc[name.start - 1].lower_ != "as":
        return False
    before = [token.lower_ for token in doc[max(0, name.start - WORDS_OF_GIVING) : name.start]]
    gave = "name" in before and {"gave", "giving", "given"} & set(before)
    return bool(gave) or bool({"himself", "herself", "themselves"} & set(before[-3:]))


def _is_work(doc: Doc, name: Name) -> bool:
    """ "Black Turf, directed by Anna Keller", "her role in Black Turf" """
    after = doc[name.end : name.end + 3]
    by = [token.lower_ for token in after if token.text != ","][:2]
    if len(by) > 1 and by[0] in context_words("what a work is done by") and by[1] == "by":
        return True
    i = name.start - 1
    i -= i > 0 and doc[i].text in {"A", "An", "The"}
    is_in = i > 0 and doc[i].lower_ == "in"
    return is_in and doc[i - 1].lower_ in context_words("what is had in a work")


def _kind_of(noun: Token) -> str | None:
    """What a noun is for, if it is not for several: a "star", a "publisher"."""
    words = {noun.lower_, noun.lemma_.lower()}
    if noun.i and noun.nbor(-1).dep_ == "compound":
        compound = f"{noun.nbor(-1).lower_}-{noun.lemma_.lower()}"
        words = {compound} if compound in ORGANISATION_NOUNS else words  # "think tank"
    is_thing, is_body = words & THINGS, words & ORGANISATION_NOUNS
    is_person = words & ROLES or person_noun(noun) == "person"
    if bool(words & ROLES) + bool(is_thing) + bool(is_body) > 1:
        return None
    if is_thing or is_body:
        return "thing" if is_thing else "organisation"
    is_either = bool(words & context_words("noun for people and bodies"))
    return "person" if is_person and not is_either else None


def _after(doc: Doc, end: int) -> Token | None:
    """The noun in "Haki Watch, a charity", but not in "in Lima, a newspaper says" """
    if doc[end : end + 1].text != "," or doc[end + 1 : end + 2].text not in ARTICLES:
        return None
    head = _head(doc, end + 2)
    says = head is not None and head.dep_ in SUBJECTS and head.head.i == head.i + 1
    return None if says else head


def _complement(doc: Doc, name: Name) -> Token | None:
    """The noun in "Fernhill is a record company", "Keller was a nurse" """
    root = doc[name.start : name.end].root
    if root.dep_ != "nsubj" or root.head.lemma_ != "be" or _is_unsure(root.head):
        return None
    nouns = [c for c in root.head.rights if c.dep_ == "attr" and c.tag_ == "NN"]
    return nouns[0] if nouns and nouns[0].left_edge.lower_ in ARTICLES else None


def _is_unsure(verb: Token) -> bool:
    """ "Keller is *not* a nurse", "*If* Keller were a nurse" """
    return any(child.dep_ in {"neg", "aux", "mark"} for child in verb.lefts) or any(
        child.dep_ == "neg" for child in verb.rights
    )


def _is_the_organisation(doc: Doc, name: Name) -> bool:
    """ "The record company, Fernhill, closed", "Fernhill, the record company, closed" """
    before = doc[name.start - 1].text if name.start > 1 else ""
    if personal_names.is_full_name(doc[name.start : name.end].text.split()):
        return False
    if doc[name.end : name.end + 1].text != ",":
        return False
    if before == ",":
        noun = doc[name.start - 2]
        if noun.dep_ in CLAUSE_PARTS and doc[noun.left_edge.i].lower_ == "the":
            return _kind_of(noun) == "organisation"
    noun = _head(doc, name.end + 2) if doc[name.end + 1 : name.end + 2].text == "the" else None
    is_apposed = noun is not None and noun.dep_ == "appos" and doc[noun.i + 1 :][:1].text == ","
    return is_apposed and _kind_of(noun) == "organisation"


def _head(doc: Doc, start: int) -> Token | None:
    """The last of the nouns with which a phrase begins."""
    head = None
    for token in doc[start : start + LONGEST_PHRASE]:
        if token.pos_ == "NOUN":
            head = token
        elif head is not None and token.text != "-":
            break
        elif not (token.pos_ in BEFORE_NOUN or token.tag_ in {"VBN", "VBG", "POS", "HYPH"}):
            return None
    return head


def _example_of(doc: Doc, name: Name) -> Token | None:
    """The noun in "drugs such as Zylomax", "books including Volk", "a horse called Biscuit" """
    start = name.start
    if start > 2 and doc[start - 2 : start].text == "such as":
        noun = start - 3
    elif start > 2 and _are_included(doc, name):
        noun = start - 2 - _is_article(doc[start - 1])
    elif start > 1 and doc[start - 1].lower_ in NAMING and doc[start - 1].dep_ == "acl":
        noun = start - 2
    else:
        return None
    noun -= doc[noun].text == "," and noun > 0
    return doc[noun] if doc[noun].pos_ == "NOUN" else None


def _are_included(doc: Doc, name: Name) -> bool:
    """ "including Volk", but not "including Volk's double" """
    before = doc[name.start - 1 - _is_article(doc[name.start - 1])]
    is_owner = name.end < len(doc) and doc[name.end].tag_ == "POS"
    return before.lower_ == "including" and not is_owner


def _is_article(token: Token) -> bool:
    return token.text in {"A", "An", "The"}


def _set_off(doc: Doc, name: Name) -> Token | None:
    """The noun in "her publisher, Keller & Brandt," and "a second novel, “Volk,”" """
    start = name.start - (name.start > 0 and doc[name.start - 1].text in OPENING)
    i = start - 2
    if i < 1 or doc[i + 1].text != "," or doc[name.end : name.end + 1].text not in {",", "."}:
        return None
    noun = doc[i]
    first = doc[noun.left_edge.i]
    is_one = noun.tag_ == "NN" and (first.lower_ in ARTICLES or first.tag_ in {"PRP$"})
    owned = any(child.dep_ == "poss" for child in noun.children)
    return noun if noun.pos_ == "NOUN" and (is_one or owned) else None
