"""Subjects where a parser has something else: a fronted phrase, a name beside them, a dateline."""

import re

from spacy.tokens import Token

from helpers.annotation.lexicons.person_nouns import person_noun

TENSED = frozenset("VBD VBZ VBP MD".split())
NOUNS = frozenset("NOUN PROPN PRON".split())
# Between two subjects: no word, unless in brackets, "LIMA (Reuters) -- Peru".
SIDE_BY_SIDE = re.compile(r"(?:\([^)]*\)|[^\w,])*")
SUBJECTS = frozenset("nsubj nsubjpass".split())
FRONTED = frozenset("advcl prep".split())
AFTER_DATELINE = frozenset("– — -- -".split())


def behind_fronted(verb: Token) -> Token | None:
    """Return the subject after a fronted phrase: "After talks on arms, *Peru* and Chile will meet".

    If a main verb has no subject, it is the phrase between the last comma and the verb.
    """
    first = min([verb, *(c for c in verb.lefts if c.dep_ in {"aux", "auxpass", "neg"})])
    commas = [token.i for token in verb.sent if token.i < first.i and token.text == ","]
    if first.tag_ not in TENSED or not commas or first.i - 1 <= commas[-1]:
        return None
    word = verb.doc[first.i - 1]
    while commas[-1] < word.head.i < first.i and word.head != word:
        word = word.head
    joined = word.dep_ in {"conj", "appos"} and word.head.i < commas[-1]
    return word if joined and word.pos_ in NOUNS else None


def on_auxiliary(verb: Token) -> Token | None:
    """Return a subject that a parser attaches to an auxiliary: "*Peru* remains targeted"."""
    auxiliaries = (child for child in verb.lefts if child.dep_ in {"aux", "auxpass"})
    return next((c for aux in auxiliaries for c in aux.lefts if c.dep_ in SUBJECTS), None)


def last_of_neighbours(words: list[Token]) -> Token | None:
    """Return the second of two subjects side by side, which names the first: "the union *Verdi*".

    Likewise, the place in a dateline is not the subject: "LIMA -- Peru's army attacked"; nor are
    names that continue a list in a fronted phrase.
    """
    first, second = (*words, None, None)[:2]
    if second is None:
        return first if first is None else _thing_behind(first) or _behind_dateline(first)
    between = first.doc[first.i + 1 : second.left_edge.i]
    if not SIDE_BY_SIDE.fullmatch(between.text):
        return second if _continues_fronted(first, second) else first
    return second if second.is_alpha and second.lower_ != "both" else first


def _continues_fronted(first: Token, second: Token) -> bool:
    """ "Speaking to Berg and his men, *Vale and Lund*, *a dog* was requested": Berg's men"""
    return second.left_edge.nbor(-1).text == "," and _is_after_participle(first)


def _thing_behind(subject: Token) -> Token | None:
    """ "Speaking to Berg and his men, Vale and Lund, *a dog* was requested": not another name"""
    before = subject.head.nbor(-1) if subject.head.i > subject.i + 1 else subject
    while before.dep_ in {"aux", "auxpass", "neg"} and before.head == subject.head:
        before = before.nbor(-1)
    thing = before.dep_ == "appos" and before.pos_ == "NOUN" and person_noun(before) is None
    return before if thing and _is_after_participle(subject) else None


def _is_after_participle(name: Token) -> bool:
    """Is it the name of a subject, set off by a comma from a participle before it?"""
    named = name.pos_ == "PROPN" and name.dep_ in SUBJECTS and name.left_edge.i > 0
    if not named or name.left_edge.nbor(-1).text != ",":
        return False
    before = (child for child in name.head.lefts if child.i < name.i)
    return any(_has_participle(phrase) for phrase in before if phrase.dep_ in FRONTED)


def _has_participle(phrase: Token) -> bool:
    """ "*speaking* to Berg", "after *speaking* to Berg" """
    return any(word.tag_ == "VBG" for word in (phrase, *phrase.rights))


def _behind_dateline(subject: Token) -> Token:
    """ "LIMA, Peru -- *A judge* ruled": a parser takes the judge for another name of the place."""
    if not subject.is_upper or subject.left_edge.i != subject.sent.start:
        return subject
    named = (child for child in subject.rights if child.dep_ == "appos")
    return next((c for c in named if c.left_edge.nbor(-1).text in AFTER_DATELINE), subject)
