"""Signs that a name is a body's: "Volkmar have lost", "shares in Volkmar", "Volkmar said it would".

The function yields pieces of evidence under their names in data/rules/kind_evidence.csv.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from helpers.annotation.actors.name_span import Name
from helpers.annotation.gazetteers import context_words
from helpers.annotation.grammar import SUBJECTS

LONGEST_OFFICE = 3  # tokens of "chief operating officer"
PLURAL = frozenset("have are were".split())
# "If Keller were here", "demanded that Keller have a lawyer": no sign of a plural.
BEFORE_SUBJUNCTIVE = frozenset("if though wish unless lest that".split())
BEFORE_VERB = frozenset("also now already still both never only just".split())
NOUNS = frozenset("NOUN PROPN PRON".split())
TIMES = frozenset(("npadvmod",))
LINKS = frozenset("and or & nor".split())
# Tags of what stands before its subject: "did Keller have".
INVERTED = frozenset("MD VBD VBZ VBP".split())


def evidence(doc: Doc, name: Name) -> Iterator[str]:
    """Yield the evidence from the office or the verb after one occurrence of a name."""
    yield from _of_owner(doc, name)
    yield from _of_subject(doc, name)
    if _is_bought(doc, name.start):
        yield "bought or sold"
    if name.label == "PERSON" and doc[name.end : name.end + 2].text == ", which":
        yield "comma and which after"
    if _is_of_a_place(doc, name.end):
        yield "place with a parliament"
    if name.label in {"PERSON", "ORG"} and _has_workers(doc, name.start):
        yield "role at"


def _is_of_a_place(doc: Doc, end: int) -> bool:
    """ "Volkmar's parliament", "Volkmar's central bank", "Volkmar's northern coast" """
    if doc[end : end + 1].text not in {"'s", "’s"}:
        return False
    words = [token.lower_ for token in doc[end + 1 : end + 3]]
    things = context_words("what only places have")
    return bool(words) and (words[0] in things or " ".join(words) in things or words[-1] in things)


def _has_workers(doc: Doc, start: int) -> bool:
    """ "workers at Volkmar", "employees of Volkmar" """
    at = doc[start - 1].lower_ if start > 1 else ""
    return at in {"at", "of"} and doc[start - 2].lower_ in context_words("noun for workers")


def _of_owner(doc: Doc, name: Name) -> Iterator[str]:
    """ "Volkmar's chief executive", "Volkmar chairman Tom Ray" """
    owns = doc[name.end : name.end + 1].text in {"'s", "’s", "'", "’"}
    start = name.end + owns
    for token in doc[start : start + LONGEST_OFFICE]:
        runs_it = token.lower_ in context_words("noun for who runs a company")
        if runs_it and (owns or doc[token.i + 1 : token.i + 2].text.istitle()):
            yield "who runs it after"
        if token.pos_ not in {"NOUN", "ADJ", "VERB"} or not token.is_lower:
            return


def _is_bought(doc: Doc, start: int) -> bool:
    """ "the takeover of Volkmar", "shares in Volkmar", "6 percent of rival Volkmar" """
    prepositions = [token for token in doc[max(0, start - 2) : start] if token.pos_ == "ADP"]
    if not prepositions or prepositions[-1].i == 0:
        return False
    noun = doc[prepositions[-1].i - 1].lower_
    return f"{noun} {prepositions[-1].lower_}" in context_words("before what is bought")


def _of_subject(doc: Doc, name: Name) -> Iterator[str]:
    """ "Volkmar have lost", "Volkmar said it would pay" """
    root, verb = doc[name.start : name.end].root, _verb_after(doc, name.end)
    if name.label in {"PERSON", "ORG"} and root.dep_ in SUBJECTS and _has_its(root):
        yield "its after"
    if root.dep_ not in {"nsubj", "nsubjpass"} or verb is None:
        return
    if verb.text in PLURAL and _is_one(doc, name, root):
        yield "plural verb after"
    if verb == root.head and _is_of_itself(verb):
        yield "says of itself"


def _has_its(subject: Token) -> bool:
    """ "Volkmar released *its* first record": nothing else stands between that it can belong to."""
    for token in subject.doc[subject.i + 1 : subject.head.right_edge.i + 1]:
        if token.lower_ == "its":
            return token.i > subject.head.i
        if token.pos_ in NOUNS and token.dep_ not in TIMES:
            return False
    return False


def _is_one(doc: Doc, name: Name, root: Token) -> bool:
    """Does a name stand for one thing, with a verb that agrees with it?"""
    if root.text.endswith("s") or any(token.dep_ in {"conj", "cc"} for token in root.children):
        return False
    before = doc[name.start - 1] if name.start else None
    return before is None or not (
        before.tag_ in INVERTED or before.lower_ in BEFORE_SUBJUNCTIVE | LINKS
    )


def _verb_after(doc: Doc, i: int) -> Token | None:
    while i < len(doc) and doc[i].lower_ in BEFORE_VERB:
        i += 1
    return doc[i] if i < len(doc) and doc[i].pos_ in {"VERB", "AUX"} else None


def _is_of_itself(verb: Token) -> bool:
    """ "said it would pay", but not "said it would rain" """
    doc, i = verb.doc, verb.i + 1
    i += i < len(doc) and doc[i].lower_ == "that"
    if i >= len(doc) or doc[i].lower_ != "it" or doc[i].dep_ != "nsubj":
        return False
    said, says = doc[i].head, verb.lemma_.lower()
    is_bare = said.lemma_.lower() in context_words("verb after an it that means nothing")
    says_so = says in context_words("verb before what one says of oneself")
    return says_so and said.is_alpha and not is_bare
