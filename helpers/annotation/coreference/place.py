"""The place of a word in its sentence: its role, its clause, and the subjects above it."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from helpers.annotation.coordination import first_conjunct
from helpers.annotation.grammar import SUBJECTS, VERBS, subject_of
from helpers.annotation.lexicons.person_nouns import person_noun
from helpers.annotation.lexicons.speech import is_speech

OBJECTS = frozenset("dobj dative".split())
OBJECT_FORMS = frozenset("him her them".split())
# What stands below the subject of a verb, and does not say who it is.
BELOW_SUBJECT = frozenset({*OBJECTS, "xcomp"})
COMPLEMENTS = frozenset("pobj pcomp agent".split())
DESCRIPTIONS = frozenset("appos relcl".split())
DEEPEST = 8
# What belongs to one noun phrase with its head: "her friend Paul", "her mother, Anna".
SAME_PHRASE = frozenset("appos compound nmod".split())


def top(token: Token) -> Token:
    """Return the noun that a name is in apposition to, or the token: "the *mayor*, Anna Reed"."""
    while token.dep_ == "appos":
        token = token.head
    return token


def role(token: Token) -> str:
    """Return "subject", "object", "possessor", "complement" (of a preposition) or "other"."""
    token = first_conjunct(top(token))
    if token.dep_ in SUBJECTS:
        return "subject"
    if token.dep_ in OBJECTS:
        return "object"
    if token.dep_ == "poss":
        return "possessor"
    return "complement" if token.dep_ in COMPLEMENTS else "other"


def depth(token: Token) -> int:
    """Return how many words are above the token in its sentence, eight at most."""
    return min(sum(1 for _ in token.ancestors), DEEPEST)


def clause(token: Token) -> Token | None:
    """Return the verb of the clause that the token is in."""
    return next((above for above in token.ancestors if above.pos_ in VERBS), None)


def subjects_of(verb: Token) -> list[Token]:
    """Return the written subjects of a verb."""
    return [child for child in verb.children if child.dep_ in SUBJECTS]


def parallel_subjects(token: Token) -> set[int]:
    """Return the subjects of the clauses joined to the one whose subject the token is.

    "Reed" for "Baker" in "Anna said that Baker fell and that Reed ran".
    """
    token = first_conjunct(top(token))
    clauses = token.head.conjuncts if token.dep_ in SUBJECTS else ()
    return _heads(subject for verb in clauses for subject in subjects_of(verb))


def is_speaker(token: Token) -> bool:
    """Say whether the token is the subject of a verb that reports speech."""
    return token.dep_ in SUBJECTS and is_speech(token.head)


def governing_subjects(token: Token) -> list[set[int]]:
    """Return the subjects, as token indices, of each verb above the token, the nearest first.

    A verb without one shares that of the verb it is joined to or depends on.
    """
    levels = []
    for verb in token.ancestors:
        if verb.pos_ not in VERBS:
            continue
        subjects = [s for s in subjects_of(verb) if s.i != token.i]
        above = verb
        while not subjects and above.dep_ in {"conj", "xcomp"} and above.head.pos_ in VERBS:
            above = above.head
            subjects = [s for s in subjects_of(above) if s.i != token.i]
        if subjects:
            levels.append(_heads(subjects))
    return levels


def joined(token: Token) -> Iterator[int]:
    """Yield the indices of the token and of the words joined to it by "and"."""
    yield token.i
    yield from (conjunct.i for conjunct in token.conjuncts)


def phrase(head: Token) -> set[int]:
    """Return the heads that are one noun phrase with `head`: names, titles and appositions."""
    found, new = {head.i}, [head]
    while new:
        word = new.pop()
        near = [c for c in word.children if c.dep_ in SAME_PHRASE and not _is_next_subject(c)]
        near += [word.head] if word.dep_ in SAME_PHRASE and not _is_next_subject(word) else []
        new += [other for other in near if other.i not in found]
        found |= {other.i for other in near}
    return found


def _is_next_subject(noun: Token) -> bool:
    """ "With her mother's help, *Anna* won": a parser takes the subject for an apposition."""
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if noun.dep_ != "appos" or start == 0 or noun.doc[start - 1].text != ",":
        return False
    is_fronted = noun.head.dep_ == "pobj" and noun.head.head.left_edge.i <= noun.sent.start + 1
    return is_fronted or (end < len(noun.doc) and noun.doc[end].pos_ in VERBS)


def disjoint(token: Token) -> set[int]:
    """Return the heads that a personal pronoun can't mean, by the grammar of its sentence.

    They are those joined to it ("she and Anna"), what it possesses ("her friend Paul and Eva"), and
    the other parties of its verb. For a reflexive, only those joined to it.
    """
    excluded = {conjunct.i for conjunct in token.conjuncts}
    if token.dep_ == "poss":
        return excluded | _possessed(token)
    if token.lower_.endswith("self"):
        return excluded
    return excluded | _other_parties(token)


def _possessed(token: Token) -> set[int]:
    """ "friend", "Paul" and "Eva" in "her friend Paul and Eva"; "Anna" in "Anna is her aunt" """
    noun = token.head
    after = [other for other in noun.conjuncts if other.i > token.i]
    found = {i for other in (noun, *after) for i in phrase(other)}
    return found | (_heads(subjects_of(noun.head)) if _names_another(noun) else set())


def _names_another(noun: Token) -> bool:
    """Does the noun say what somebody is to another: "is her aunt", but not "his own boss"?"""
    is_own = any(child.lower_ == "own" for child in noun.children)
    return noun.dep_ == "attr" and not is_own and person_noun(noun) is not None


def _other_parties(token: Token) -> set[int]:
    """The other parties of a pronoun's verb, stated or understood (Chomsky 1981, principle B).

    "Anna thanked her", "Anna rose and thanked her", "Anna looked at her", "she thanked Anna",
    "Anna saw her leave".
    """
    above = token.head
    if token.dep_ in OBJECTS:
        return _heads(_doers(above))
    if token.dep_ in SUBJECTS:
        objects = {child.i for child in above.children if child.dep_ in OBJECTS}
        is_object = token.lower_ in OBJECT_FORMS and above.dep_ in {"ccomp", "xcomp", "prt"}
        return objects | (_heads(_doers(above.head)) if is_object else set())
    if token.dep_ == "pobj" and above.dep_ in {"prep", "dative", "agent"}:
        return _heads(subjects_of(above.head)) - {token.i}
    return set()


def _heads(subjects: Iterable[Token]) -> set[int]:
    """The heads of subjects, with those joined to them by "and"."""
    return {i for subject in subjects for i in joined(subject)}


def _doers(verb: Token) -> list[Token]:
    """The subjects of a verb, stated or understood."""
    subjects = subjects_of(verb)
    # Who beat them, "earning her a win", is not clear: what happened may have done so.
    if subjects or verb.pos_ not in VERBS or verb.dep_ == "advcl":
        return subjects
    understood = subject_of(verb)
    return [understood] if understood is not None else []


def described_by(token: Token) -> Token | None:
    """Return the noun whose apposition or relative clause the token is part of, or None.

    "Brand" in "Mark Stamp, Brand's son" and "Mark Stamp, who beat Brand", but not "son" itself.
    """
    for above in token.ancestors:
        if above.dep_ in DESCRIPTIONS:
            return above.head
    return None


def named_below(token: Token) -> set[int]:
    """Return the nouns in what the verb with this subject says, does or is about.

    The pronoun can't mean them: "she said Anna won", "she saved the life of the girl" (Chomsky
    1981, principle C).
    """
    if token.dep_ not in SUBJECTS:
        return set()
    clauses = [c for c in token.head.children if c.dep_ == "ccomp" and _is_object(c, token)]
    clauses += [c for c in token.head.rights if c.dep_ in BELOW_SUBJECT]
    return {word.i for clause in clauses for word in clause.subtree if word.pos_ != "PRON"}


def _is_object(clause: Token, subject: Token) -> bool:
    """ "she said Anna won", "Anna won, she said"; but not "Anna won; she was glad" """
    if clause.i > subject.i:
        return True
    return is_speech(subject.head) and subject.i > 1 and subject.nbor(-1).text == ","
