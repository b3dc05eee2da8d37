"""A spaCy component that joins a name to the noun that says who it is, if the parser did not.

"The mayor of Malvo, Bram Oster, asked": the name belongs to the mayor, not to the place.
"They blamed the operator Blueway": Blueway is the operator.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from helpers.annotation.gazetteers import titles
from helpers.annotation.grammar import NOMINAL
from helpers.annotation.lexicons.person_nouns import person_noun

NAMES = frozenset("PERSON ORG GPE NORP FAC PRODUCT".split())
BESIDE_A_VERB = frozenset("npadvmod dep oprd advmod".split())


@Language.component("parse_repairs", requires=["token.dep", "doc.ents"], assigns=["token.dep"])
def parse_repairs(doc: Doc) -> Doc:
    """Make names appositions of the nouns that they explain."""
    for name in doc.ents:
        noun = _office_before(name) or _noun_beside(name)
        if noun is not None:
            name.root.head = noun
            name.root.dep_ = "appos"
    return doc


def _office_before(name: Span) -> Token | None:
    """ "the mayor of Malvo, Bram Oster,": the mayor; but not the brother of Bram, Carl."""
    root = name.root
    if root.dep_ != "appos" or not name.start or name.doc[name.start - 1].text != ",":
        return None
    of = root.head
    noun = of.head.head
    if of.dep_ != "pobj" or noun.pos_ != "NOUN":
        return None
    if noun.lemma_.lower() in titles():
        return noun if name.label_ in {"PERSON", "ORG"} else None
    person = name.label_ == "PERSON" and of.ent_type_ != "PERSON"
    return noun if person and person_noun(noun) else None


def _noun_beside(name: Span) -> Token | None:
    """ "blamed the operator Blueway": the operator."""
    root = name.root
    if name.label_ not in NAMES or root.dep_ not in BESIDE_A_VERB or not name.start:
        return None
    before = name.doc[name.start - 1]
    joined = before.head == root.head and before.pos_ in NOMINAL and before.dep_ in {"dobj", "pobj"}
    return before if joined and before.pos_ == "NOUN" and not before.ent_type_ else None
