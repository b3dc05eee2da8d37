"""What a parser joins to the wrong word around a verb of saying."""

from spacy.tokens import Token

from helpers.annotation.grammar import FINITE, SUBJECTS, VERBS, first_child, subtree_indices
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import can_speak

MEASURES = frozenset("DATE TIME QUANTITY CARDINAL".split())
GOVERNED = frozenset("dobj prep ccomp xcomp acomp attr oprd".split())


def cut_subject(clause: Token, verb: Token) -> set[int]:
    """ "added *the causes of the fire* remain unclear": taken for an object of the verb"""
    noun = first_child(verb, "dobj")
    finite = _is_finite(clause) or _is_measure(clause)
    if noun is None or not finite or verb.lemma_ in statement_words("with hearer"):
        return set()
    has_own = first_child(clause, *SUBJECTS) is not None and not _is_measure(clause)
    between = verb.doc[noun.right_edge.i + 1 : clause.left_edge.i]
    adjoins = noun.i > verb.i and all(token.is_punct for token in between)
    if not adjoins or has_own or noun.i > clause.i:
        return set()
    return subtree_indices(noun) | {token.i for token in between}


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(child.tag_ == "MD" for child in verb.lefts)


def continued(clause: Token, verb: Token) -> set[int]:
    """ "said he “took the bag,” *ran to a car and drove off*": a second clause without a subject"""
    later = (child for child in verb.rights if child.dep_ == "ccomp" and child.i > clause.i)
    return {
        i
        for child in later
        if _is_finite(child) and first_child(child, *SUBJECTS, "mark") is None
        for i in subtree_indices(child)
    }


def _is_measure(clause: Token) -> bool:
    """ "recommends people above age *6 months* drink it": no subject, but the end of one"""
    subject = first_child(clause, *SUBJECTS)
    return subject is not None and subject.ent_type_ in MEASURES and not can_speak(subject)


def told(hearer: Token, verb: Token) -> Token | None:
    """Return the clause in "told the paper *that he fought with the man*", parsed as relative."""
    if verb.lemma_ not in statement_words("with hearer") or not _hears(hearer):
        return None
    clause = first_child(hearer, "relcl")
    if clause is None or first_child(clause, *SUBJECTS) is None:
        return None
    that = clause.left_edge
    whole = any(child.dep_ in GOVERNED for child in clause.rights)
    follows = that.lower_ == "that" and that.i == hearer.i + 1 and that.dep_ not in SUBJECTS
    return clause if follows and whole else None


def _hears(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    speaks = can_speak(noun) and lemma not in statement_words("document")
    return speaks or lemma in statement_words("body")


def is_distance(preposition: Token, noun: Token) -> bool:
    """ "He spoke to Novak in Odda, *about a 20-minute drive* away": the number is not exact"""
    after_pause = preposition.i > 0 and preposition.nbor(-1).text == ","
    if preposition.lower_ != "about" or not after_pause:
        return False
    return any(t.like_num and t.i <= noun.i for t in noun.subtree)


def outside_brackets(above: Token, verb: Token) -> Token:
    """Return the verb that `verb` continues: "*has* a list (some *say* a long one) and shows"."""
    doc = verb.doc
    between = [token.text for token in doc[above.i : verb.i]]
    if ")" not in between or "(" in between:
        return above
    before = doc[above.sent.start : above.i]
    opening = next((token for token in reversed(before) if token.text == "("), None)
    if opening is None or opening.i == above.sent.start:
        return above
    last = doc[opening.i - 1]
    outside = (t for t in (last, *last.ancestors) if t.pos_ in VERBS and t.i < opening.i)
    return next(outside, above)
