"""Whose statement it is, read from the dependency parse."""

from spacy.tokens import Token

SUBJECTS = frozenset("nsubj nsubjpass".split())
OBJECTS = frozenset("dobj dative".split())
REACH = 8


def subject_of(verb: Token) -> Token | None:
    """Return the head of the noun phrase that is the subject of `verb`, understood or written.

    Climbs from an infinitive, participle or conjunct to the verb or noun that it leans on.
    """
    for _ in range(REACH):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                return child
        head = verb.head
        if head == verb:
            return None
        if verb.dep_ == "xcomp":
            # "asked him to say": who is asked is to say it.
            controllers = [c for c in head.children if c.dep_ in OBJECTS and c.i < verb.i]
            if controllers and head.lemma_ not in {"promise", "vow", "threaten"}:
                return controllers[-1]
        elif verb.dep_ in {"acl", "relcl"}:
            return head
        elif verb.dep_ in {"conj", "advcl", "pcomp", "prep", "aux", "parataxis", "ccomp", "dep", "appos", "amod", "auxpass"}:
            if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ not in {"while", "when", "after", "before", "by"} for c in verb.children) and verb.tag_ not in {"VBG","VBN","VB"}:
                return None
            if verb.dep_ == "ccomp" and verb.tag_ not in {"VBG", "VBN", "VB"}:
                return None
        else:
            if head.pos_ not in {"VERB", "AUX", "ADP"}:
                return None
        if head.pos_ in {"NOUN", "PROPN", "PRON"} and verb.dep_ != "conj":
            return possessor(head) or (head if verb.dep_ in {"acl", "appos"} else None)
        verb = head
    return None


def agent_of(verb: Token) -> Token | None:
    """Return the head of the "by" phrase of a passive."""
    for child in verb.children:
        if child.lower_ == "by" and child.dep_ in {"agent", "prep"}:
            for grandchild in child.children:
                if grandchild.dep_ in {"pobj", "pcomp"}:
                    return grandchild
    return None


def possessor(noun: Token) -> Token | None:
    """Return whose `noun` it is: "Novak's claim", "the claim of the minister", "a claim by her"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"of", "by", "from", "among"}:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None
