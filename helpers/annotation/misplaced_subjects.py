"""Subjects where a parser has something else: a fronted phrase, a name beside them, a dateline."""

import re
from collections.abc import Container

from spacy.tokens import Token

from helpers.annotation.lexicons.acts import frames, words
from helpers.annotation.lexicons.person_nouns import is_person_noun, person_noun

TENSED = frozenset("VBD VBZ VBP MD".split())
NOUNS = frozenset("NOUN PROPN PRON".split())
# Between two subjects: no word, unless in brackets, "LIMA (Reuters) -- Peru".
SIDE_BY_SIDE = re.compile(r"(?:\([^)]*\)|[^\w,])*")
OBJECTS = frozenset("dobj ccomp prep".split())
SUBJECTS = frozenset("nsubj nsubjpass".split())
NAMES = frozenset("PERSON ORG GPE NORP".split())
FRONTED = frozenset("advcl prep".split())
# Classes of acts on what others do.
ON_OTHERS = frozenset("reject accuse support sanction".split())
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


def has_it_done(participle: Token) -> bool:
    """Say whether its subject is what it is done to: "Peru had *its envoy* expelled"."""
    deps = {child.dep_ for child in participle.children}
    bare = participle.tag_ == "VBN" and participle.dep_ == "ccomp" and "aux" not in deps
    return bare and "nsubj" in deps and participle.head.lemma_ in {"have", "get"}


def behind_names(passive: Token) -> list[Token]:
    """Return what a parser attaches to a name: "a fine was imposed on *Nokia by Peru*"."""
    names = (c for word in passive.rights if word.dep_ == "prep" for c in word.rights)
    return [child for name in names if name.ent_type_ in NAMES for child in name.rights]


def joined_to_object(verb: Token) -> Token | None:
    """Return the subject that a parser joins to the object before it.

    "praised Berg and *Vale*, the founder of Acme, left", "praised Berg and *Vale* left"
    """
    first = _beginning_of_clause(verb)
    if first is None:
        return None
    noun = first.nbor(-1)
    # White space can be a root under another label than ROOT.
    while noun.head != noun and noun.dep_ != "conj" and noun.head.right_edge.i == first.i - 1:
        noun = noun.head
    before = noun
    while before.dep_ == "conj":
        before = before.head
    found = before != noun and before.dep_ in {"dobj", "pobj"} and verb.head.i < before.i
    return noun if found and noun.pos_ in NOUNS else None


def _beginning_of_clause(verb: Token) -> Token | None:
    """The first word of a verb with a tense that a parser joins to another, without a subject."""
    if verb.dep_ not in {"conj", "ccomp"} or any(c.dep_ in SUBJECTS for c in verb.lefts):
        return None
    first = min([verb, *(child for child in verb.lefts if child.dep_ in {"aux", "auxpass"})])
    return first if first.tag_ in TENSED and first.i > 0 else None


def stated(verb: Token, deps: Container[str]) -> Token | None:
    """Return the child of a verb with one of the dependency labels.

    Of two side by side, it is the second, which names the first: "the union *Verdi*". The place in
    a dateline is not the subject: "LIMA -- Peru's army attacked"; nor are names that continue a
    list in a fronted phrase.
    """
    words = (child for child in verb.children if child.dep_ in deps)
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


def without_object_before(verb: Token, subject: Token | None) -> Token | None:
    """Return the part of a subject that is not the object of the verb before it.

    "ten would choose Berg and *two* would back Vale", where a parser joins Berg to the two
    """
    if subject is None or subject.left_edge.i < 1:
        return subject
    before = subject.left_edge.nbor(-1)
    if any(c != verb and c.dep_ in OBJECTS for c in before.rights):
        return subject
    others = _beside_object(before, subject)
    return others[-1] if others else subject


def _beside_object(before: Token, subject: Token) -> list[Token]:
    """The parts of a subject that are joined to the object of the verb before it."""
    joined = [child for child in subject.rights if child.dep_ == "conj"]
    if before.tag_ == "VBG" and before.dep_ in {"advcl", "pcomp"}:
        # "after accusing Berg, *Vale* was fired"
        names = [*joined, *(child for child in subject.rights if _is_another_name(child))]
        return [child for child in names if child.left_edge.nbor(-1).text == ","]
    # "Berg met Vale and *Moss* will meet Lund", but not "said Vale and Moss will meet Lund"
    met = _has_an_object(before) and subject.head in before.children
    is_modal = before.tag_ == "VB" and any(c.tag_ == "MD" for c in before.lefts)
    return joined if met or is_modal else []


def _has_an_object(verb: Token) -> bool:
    """Is it a verb with a tense and a subject that does something to somebody, but says nothing?"""
    if verb.tag_ not in {"VBD", "VBZ"} or all(c.dep_ != "nsubj" for c in verb.lefts):
        return False
    lemma = verb.lemma_.lower()
    uses = frames("verb", lemma)
    return bool(uses) and all("dobj" in use.slots for use in uses) and lemma not in words("speech")


def _is_another_name(word: Token) -> bool:
    """Does a parser take one person for an explanation of another: "Berg, *Vale*"?"""
    return word.dep_ == "appos" and word.ent_type_ == word.head.ent_type_ == "PERSON"


def may_be_of_others(preposition: Token) -> bool:
    """Say whether a gerund need not share a party with the verb that it is attached to.

    "urged restraint *in granting* visas"; "praised the man who governed it, *for defeating* them"
    """
    governor = preposition.head
    if preposition.lower_ == "in" and is_about_others(governor):
        return True
    return governor.dep_ == "relcl" and preposition.i > 0 and preposition.nbor(-1).text == ","


def is_about_others(verb: Token) -> bool:
    """Say whether it is an act on what others do: "urged *restraint*", "criticised *delays*"."""
    thing = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if thing is None or thing.pos_ != "NOUN" or is_person_noun(thing):
        return False
    classes = {frame.event_class for frame in frames("verb", verb.lemma_.lower())}
    return bool(classes & ({*ON_OTHERS, "request"}))
