"""A spaCy component that repairs frequent errors of the parser.

It joins a name to the noun that says who it is. "The mayor of Malvo, Bram Oster, asked": the name
belongs to the mayor, not to the place. "They blamed the operator Blueway": Blueway is the operator.
And it finds the main verb if the parser did not. "Troops backed by jets killed rebels": the troops
killed. "Peru said talks had failed and blamed Chile": Peru blamed it, since talks blame nobody.
"Accused Oster of hiding letters that proved it": the charge belongs to the verb, the clause to the
letters.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from helpers.annotation.clause_repairs import repair_clauses
from helpers.annotation.gazetteers import titles
from helpers.annotation.grammar import FINITE, NOMINAL, SUBJECTS, first_child
from helpers.annotation.lexicons.person_nouns import can_speak, person_noun
from helpers.annotation.lexicons.speech import entries
from helpers.annotation.request_repairs import repair_requests
from helpers.annotation.speech_repairs import repair_speech

NAMES = frozenset("PERSON ORG GPE NORP FAC PRODUCT".split())
PAST = frozenset(("VBD", "VBN"))
BESIDE_A_VERB = frozenset("npadvmod dep oprd advmod".split())


@Language.component(
    "parse_repairs", requires=["token.dep", "doc.ents"], assigns=["token.dep", "token.tag"]
)
def parse_repairs(doc: Doc) -> Doc:
    """Make names appositions of the nouns that they explain, and misattached verbs main verbs."""
    for sentence in list(doc.sents):
        repair_clauses(sentence)
        repair_speech(sentence)
        repair_requests(sentence)
        subject = _without_its_verb(sentence.root)
        verb = _hung_verb(subject) if subject is not None else None
        if verb is not None:
            _make_main(verb, subject)
        for verb in sentence:
            if _is_said_by_a_thing(verb):
                verb.head, verb.tag_ = verb.head.head, verb.head.head.tag_
            charge = _charge_after_name(verb)
            if charge is not None:
                charge.head = verb
            noun = _noun_before_that(verb)
            if noun is not None:
                verb.head, verb.dep_ = noun, "relcl"
    for name in doc.ents:
        noun = _office_before(name) or _noun_beside(name) or _office_after_verb(name)
        if noun is not None:
            name.root.head = noun
            name.root.dep_ = "appos"
    return doc


def _without_its_verb(root: Token) -> Token | None:
    """The root if it is a noun, or the first subject of a verb of saying with two."""
    if root.pos_ in NOMINAL:
        return root
    subjects = [child for child in root.lefts if child.dep_ == "nsubj"]
    return subjects[0] if len(subjects) > 1 else None


def _hung_verb(subject: Token) -> Token | None:
    """ "troops backed by jets *killed* rebels", which the parser takes for a clause about jets."""
    agents = (a for c in subject.rights if c.dep_ == "acl" for a in c.rights if a.dep_ == "agent")
    nouns = (noun for agent in agents for noun in agent.rights if noun.dep_ == "pobj")
    verbs = (verb for noun in nouns for verb in noun.rights if verb.dep_ == "acl")
    return next((v for v in verbs if v.tag_ in PAST and first_child(v, "dobj")), None)


def _is_said_by_a_thing(verb: Token) -> bool:
    """ "Peru said talks had failed and *blamed* Chile": a verb of saying, joined to what is said"""
    clause = verb.head
    if verb.dep_ != "conj" or (verb.lemma_, "verb") not in entries():
        return False
    speaks, subject = clause.head, first_child(clause, *SUBJECTS)
    told = verb.tag_ == "VBN" and first_child(verb, "dobj") is not None
    return (
        clause.dep_ == "ccomp"
        and speaks.tag_ in FINITE
        and speaks.tag_ == ("VBD" if told else verb.tag_)
        and speaks.i < clause.i < verb.i
        and (speaks.lemma_, "verb") in entries()
        and first_child(verb, *SUBJECTS, "aux", "auxpass") is None
        and subject is not None
        and not can_speak(subject)
    )


def _charge_after_name(verb: Token) -> Token | None:
    """ "accused Oster *of* lying": it is no part of the name, as in "the Bank of Peru"."""
    found = entries().get((verb.lemma_, "verb")) if verb.pos_ == "VERB" else None
    name = first_child(verb, "dobj") if found and "np of" in found.frames else None
    of = verb.doc[name.i + 1] if name is not None and name.i + 1 < len(verb.doc) else None
    if of is None or of.lower_ != "of" or of.head != name or of.ent_type_ or name.pos_ != "PROPN":
        return None
    return of if all(child.is_lower for child in of.rights) else None


def _noun_before_that(verb: Token) -> Token | None:
    """ "hid letters *that proved* him right": a relative clause, and nothing that is said"""
    subject = first_child(verb, "nsubj") if verb.dep_ == "ccomp" else None
    if subject is None or subject.tag_ != "WDT" or subject.i - 1 <= verb.head.i:
        return None
    before = subject.nbor(-1)
    return before if before.pos_ == "NOUN" and verb not in before.ancestors else None


def _make_main(verb: Token, subject: Token) -> None:
    later = [child for child in subject.rights if child.i > verb.i]
    said = subject.head != subject
    verb.head, verb.dep_ = (subject.head, "ccomp") if said else (verb, "ROOT")
    verb.tag_ = "VBD"
    subject.head, subject.dep_ = verb, "nsubj"
    for child in later:
        child.head = verb


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


def _office_after_verb(name: Span) -> Token | None:
    """ "praised the mediator, Judge Ada Pell": the mediator, if it is the object."""
    root, start = name.root, name.root.left_edge.i
    beside = root.dep_ == "dobj" or root.dep_ in BESIDE_A_VERB
    if name.label_ != "PERSON" or not beside or start < 2 or name.doc[start - 1].text != ",":
        return None
    noun = name.doc[start - 2]
    is_object = noun.dep_ == "dobj" and noun.head == root.head and noun.pos_ == "NOUN"
    return noun if is_object and person_noun(noun) else None
