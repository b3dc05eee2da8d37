"""The place of a word in its sentence: its role, its clause, and the subjects above it."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation.coordination import first_conjunct
from helpers.annotation.grammar import SUBJECTS, VERBS

OBJECTS = frozenset("dobj dative".split())
COMPLEMENTS = frozenset("pobj pcomp agent".split())
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
            levels.append({i for subject in subjects for i in joined(subject)})
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
        near = [child for child in word.children if child.dep_ in SAME_PHRASE]
        near += [word.head] if word.dep_ in SAME_PHRASE else []
        new += [other for other in near if other.i not in found]
        found |= {other.i for other in near}
    return found


def disjoint(token: Token) -> set[int]:
    """Return the heads that a personal pronoun can't mean, by the grammar of its sentence.

    They are those joined to it ("she and Anna"), the noun that it possesses ("her friend Paul"),
    and the other party of its verb ("Anna thanked her"; Chomsky 1981, principle B). For a
    reflexive, only the first two.
    """
    excluded = {conjunct.i for conjunct in token.conjuncts}
    if token.dep_ == "poss":
        return excluded | phrase(token.head)
    if token.lower_.endswith("self"):
        return excluded
    verb = token.head
    if token.dep_ in OBJECTS:
        excluded |= {i for subject in subjects_of(verb) for i in joined(subject)}
    elif token.dep_ in SUBJECTS:
        excluded |= {child.i for child in verb.children if child.dep_ in OBJECTS}
    elif token.dep_ == "pobj" and verb.dep_ in {"prep", "dative", "agent"}:
        excluded |= {i for s in subjects_of(verb.head) for i in joined(s)} - {token.i}
    return excluded
