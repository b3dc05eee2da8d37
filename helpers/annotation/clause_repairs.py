"""Clauses that a parser joins to the wrong one, joined to the one that they belong to."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from helpers.annotation.grammar import FINITE, NOMINAL, SUBJECTS, first_child, object_of
from helpers.annotation.lexicons.person_nouns import can_speak
from helpers.annotation.lexicons.speech import entries

AUXILIARIES = frozenset(("aux", "auxpass"))
WHEN = frozenset("after as before once since until when while".split())
QUOTES = frozenset("\"“”‘’'")
BESIDE = frozenset("acl advcl".split())
SHORTEST_GAP = 4  # words between two verbs: "after Novak, too,"
PAST = frozenset(("VBD", "VBN"))


def repair_clauses(sentence: Span) -> None:
    """Join misplaced verbs of a sentence to the clause, the noun or the sentence they belong to."""
    verb = _after_relative_clause(sentence.root)
    if verb is not None:
        _make_root(verb, sentence.root)
    for verb in sentence:
        if verb.dep_ == "csubj" and verb.pos_ == "PROPN":
            _repair_named_subject(verb)
        elif _is_beyond_semicolon(verb):
            _part_at_semicolon(verb)
        elif verb.dep_ == "ROOT" and (first := _clause_before_semicolon(verb)) is not None:
            first.head, first.dep_ = first, "ROOT"
            verb.head, verb.dep_ = first, "conj"
        elif verb.dep_ == "conj" and verb.pos_ == "VERB":
            _repair_joined(verb)
        elif verb.dep_ == "dep" and (noun := _joined_to_verb(verb)) is not None:
            verb.dep_ = "conj"
            noun.head, noun.dep_ = verb, "nsubj"


def _after_relative_clause(root: Token) -> Token | None:
    """ "Acme, which owns a third, *called* on Novak", which a parser takes for a participle"""
    clauses = [child for child in root.rights if child.dep_ == "relcl"]
    verbs = [child for child in root.rights if child.dep_ in BESIDE and child.tag_ in PAST]
    if root.pos_ not in NOMINAL or (len(clauses), len(verbs)) != (1, 1):
        return None
    clause, verb = clauses[0], verbs[0]
    if clause.left_edge.i != root.i + 2 or first_child(verb, *SUBJECTS, *AUXILIARIES):
        return None
    set_off = root.nbor().text == "," and verb.left_edge.nbor(-1).text == ","
    return verb if set_off and verb.i > clause.right_edge.i and _is_last(verb, root) else None


def _is_last(verb: Token, root: Token) -> bool:
    return all(child.i <= verb.i or child.is_punct for child in root.rights)


def _make_root(verb: Token, subject: Token) -> None:
    later = [child for child in subject.rights if child.i > verb.i]
    earlier = [child for child in subject.lefts if child.dep_ in {"prep", "advmod", "npadvmod"}]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    subject.head, subject.dep_ = verb, "nsubj"
    for child in (*earlier, *later):
        child.head = verb


def _repair_named_subject(name: Token) -> None:
    """ "*Harbour* Council's leader, Anna Novak, said": a name that a parser takes for a verb"""
    noun = first_child(name, "dobj")
    owner = first_child(noun, "poss") if noun is not None else None
    if owner is None or owner.pos_ != "PROPN" or name.head.pos_ != "VERB" or owner.i < name.i:
        return
    noun.head, noun.dep_ = name.head, "nsubj"
    name.head, name.dep_ = owner, "compound"


def _is_beyond_semicolon(verb: Token) -> bool:
    """ "Novak said it was over; a spokesman *said* it was not": not part of what Novak said"""
    speaks, subject = verb.head, first_child(verb, "nsubj")
    if verb.dep_ != "ccomp" or verb.i < speaks.i or subject is None or not can_speak(subject):
        return False
    between = verb.doc[speaks.i + 1 : subject.left_edge.i]
    return (
        len(between) > 1
        and between[-1].text == ";"
        and verb.tag_ in FINITE
        and (verb.lemma_, "verb") in entries()
        and not any(token.text in QUOTES for token in between)
    )


def _clause_before_semicolon(verb: Token) -> Token | None:
    """ "*They met* on Monday; both deny that it was late", taken for what they deny"""
    subject, clause = first_child(verb, "nsubj"), first_child(verb, "ccomp")
    if subject is None or clause is None or clause.i > subject.i or clause.tag_ not in FINITE:
        return None
    between = verb.doc[clause.i + 1 : subject.left_edge.i]
    quoted = any(token.text in QUOTES for token in between)
    return clause if not quoted and len(between) and between[-1].text == ";" else None


def _joined_to_verb(verb: Token) -> Token | None:
    """ "It rained, and *the minister*, Ida Lund, never once answered", joined to "rained" """
    between = [t for t in verb.head.rights if t.i < verb.i and t.dep_ == "conj"]
    noun = between[-1] if between else None
    if noun is None or noun.pos_ not in NOMINAL or verb.tag_ not in FINITE:
        return None
    return noun if first_child(verb, *SUBJECTS, *AUXILIARIES) is None else None


def _part_at_semicolon(verb: Token) -> None:
    """Leave to the verb before a semicolon what is said before it."""
    speaks, start = verb.head, verb.head.i
    mark = first_child(verb, "nsubj").left_edge.i - 1
    for child in list(verb.lefts):
        if start < child.i <= mark:
            child.head = speaks
    verb.dep_ = "conj"


def _repair_joined(verb: Token) -> None:
    """Join a verb without a subject to the clause before it, or give it the one it has."""
    if first_child(verb, *SUBJECTS, *AUXILIARIES) is not None or verb.i < verb.head.i:
        return
    other = _relative_clause_before(verb) or _said_before(verb)
    if other is not None:
        verb.head = other
        return
    subject = _subject_after_preposition(verb)
    if subject is not None:
        when = subject.head
        when.dep_, when.head = "mark", verb
        verb.dep_ = "advcl"
        subject.dep_, subject.head = "nsubj", verb
        for name in _names_between(subject, verb):
            name.head, name.dep_ = subject, "appos"


def _relative_clause_before(verb: Token) -> Token | None:
    """ "will travel with Novak, who has won and *says* so": the tense is that of "who has won" """
    tense = _tense(verb.head)
    if verb.tag_ != "VBZ" or tense == "VBZ":
        return None
    between = verb.doc[verb.head.i + 1 : verb.i]
    if not between or between[-1].dep_ != "cc":
        return None
    clauses = [t for t in between if t.dep_ == "relcl" and _is_of_who(t)]
    last = clauses[-1] if clauses else None
    follows = last is not None and last.right_edge.i <= verb.i and _tense(last) == "VBZ"
    return last if follows else None


def _said_before(verb: Token) -> Token | None:
    """ "*said* Peru had been right, but *warned* Chile": a further verb of saying after a pause"""
    clause, mark = verb.head, verb.nbor(-2)
    if verb.nbor(-1).lower_ != "but" or mark.text != "," or (verb.lemma_, "verb") not in entries():
        return None
    speaks = clause.head
    had = clause.tag_ == "VBN" and any(c.lemma_ == "have" for c in clause.lefts)
    told = clause.dep_ == "ccomp" and clause.i > speaks.i and speaks.tag_ == verb.tag_ == "VBD"
    return speaks if had and told and (speaks.lemma_, "verb") in entries() else None


def _is_of_who(clause: Token) -> bool:
    subject = first_child(clause, *SUBJECTS)
    return subject is not None and subject.lower_ in {"who", "which", "that"}


def _tense(verb: Token) -> str:
    """The tag of the first word of a verb, as of "has" in "has said"."""
    return min([verb, *(c for c in verb.lefts if c.dep_ in AUXILIARIES)]).tag_


def _subject_after_preposition(verb: Token) -> Token | None:
    """ "raised it after *the owner*, Acme, said no": the owner said so, and did not raise it"""
    between = verb.doc[verb.head.i + 1 : verb.i]
    if verb.tag_ != "VBD" or verb.nbor(-1).text != "," or len(between) < SHORTEST_GAP:
        return None
    if any(token.dep_ == "cc" and token.head == verb.head for token in between):
        return None
    phrases = (t for t in between if t.lower_ in WHEN and (t.dep_, t.head) == ("prep", verb.head))
    nouns = filter(None, map(object_of, phrases))
    return next((noun for noun in nouns if can_speak(noun) and _is_set_off(noun, verb)), None)


def _is_set_off(noun: Token, verb: Token) -> bool:
    """Is what stands between a noun and a verb between two commas, and nothing else is?"""
    between = verb.doc[noun.i + 1 : verb.i]
    commas = [token.i for token in between if token.text == ","]
    return commas == [noun.i + 1, verb.i - 1]


def _names_between(noun: Token, verb: Token) -> Iterator[Token]:
    words = list(noun.doc[noun.i + 1 : verb.i])
    outside = [word for word in words if word.head not in words and not word.is_punct]
    yield from (word for word in outside if word.pos_ in NOMINAL)
