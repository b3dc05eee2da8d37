"""Indirect speech without a verb of saying: nouns, adjectives and "according to"."""

from collections.abc import Iterator

from spacy.tokens import Token

from helpers.annotation.grammar import FINITE, SUBJECTS, VERBS, has_to, owner_of, subtree_indices
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import can_speak
from helpers.annotation.quotations import DOUBLE
from helpers.annotation.statements.sources import (
    cue_of,
    is_passive,
    same_actor,
    subject_of,
)

# Frame, cue and content as token indices, and the head of the source.
Governed = tuple[str, set[int] | frozenset[int], set[int], Token | None]

WH = frozenset("how what when where whether which who whom whose why if whatever".split())
CLAUSES_OF_NOUNS = frozenset("acl ccomp relcl".split())
# "Raised grave doubts": the most tokens between a verb and the noun that it carries.
LONGEST_CUE = 5


def noun(word: Token) -> Iterator[Governed]:
    """Yield what a noun such as "claim" or "support" governs."""
    owner = owner_of(word) or _named_owner(word)
    source, cue = (owner, {word.i}) if owner is not None else _carried(word)
    if owner is not None and owner.tag_ == "PRP$" and same_actor(owner, _carried(word)[0]):
        source, cue = _carried(word)
    for child in word.rights:
        of_owner = child.dep_ == "prep" and owner is not None and owner.head == child
        if not of_owner:
            yield from ((frame, cue, content, source) for frame, content in _complements(child))
    if owner is not None and word.dep_ == "nsubj" and word.head.lemma_ == "be":
        yield from _after_being(word.head, cue, source)


def _complements(child: Token) -> Iterator[tuple[str, set[int]]]:
    """The frame and the tokens of a clause, or of the phrases of a preposition, after a noun."""
    if child.dep_ in CLAUSES_OF_NOUNS:
        frame = _clause_of_noun(child)
        if frame:
            yield frame, subtree_indices(child)
    elif child.dep_ == "prep":
        yield from ((f"n {child.lower_}", content) for content in _behind(child))


def _after_being(verb: Token, cue: set[int], source: Token | None) -> Iterator[Governed]:
    """ "Novak's claim *is that it is over*" """
    for child in verb.rights:
        if child.dep_ == "ccomp" and _clause_of_noun(child) == "n that":
            yield "n that", {*cue, verb.i}, subtree_indices(child), source


def _named_owner(noun: Token) -> Token | None:
    """ "a *Harbour Post* report that it is over" """
    names = [c for c in noun.lefts if c.dep_ == "compound" and c.ent_type_ in {"ORG", "PERSON"}]
    return names[-1] if names and names[-1].i == noun.i - 1 and noun.pos_ == "NOUN" else None


def _carried(word: Token) -> tuple[Token | None, set[int]]:
    """The source and the cue of a noun under a verb: "she raised grave *doubts*"."""
    verb = word.head
    while verb.pos_ == "ADP" and verb.head != verb:
        verb = verb.head
    if word.dep_ not in {"dobj", "pobj"} or verb.pos_ not in VERBS or _is_of_others(word, verb):
        return None, {word.i}
    subject = None if is_passive(verb) else subject_of(verb)
    if verb.lemma_ in statement_words("receiving") or subject is None or not can_speak(subject):
        return None, {word.i}  # "she faced criticism": it is others who criticise
    near = 0 < word.i - verb.i <= LONGEST_CUE
    return subject, {word.i, *(range(verb.i, word.i) if near else ())}


def _is_of_others(word: Token, verb: Token) -> bool:
    """Does the subject of the verb not say it: "closed a case over a claim that"?

    After another verb it is unclear whose it is: "Rowe voiced, and Novak rejected, the claim that".
    """
    behind = word.dep_ == "pobj" and word.head.lower_ not in {"in", "with"}
    between = any(token.tag_ in FINITE for token in word.doc[verb.i + 1 : word.i])
    return behind or between or verb.lemma_ in statement_words("handling")


def _behind(preposition: Token) -> Iterator[set[int]]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield subtree_indices(child)


def _clause_of_noun(clause: Token) -> str | None:
    if has_to(clause):
        return "n inf"
    first = first_word(clause)
    is_that = first is not None and first.lower_ == "that" and first.dep_ == "mark"
    return "n that" if is_that else None


def adjective(word: Token) -> Iterator[Governed]:
    """Yield what an adjective such as "confident" or "critical" governs."""
    head = word.head
    cue, source = {word.i}, None
    if head.pos_ in VERBS and head.lemma_ in statement_words("raising"):
        cue |= cue_of(head)  # "she seems willing": nobody says so
    elif head.pos_ in VERBS:
        source = subject_of(head)
        if word.dep_ in {"acomp", "oprd"}:
            cue |= cue_of(head)
    elif head.pos_ in {"NOUN", "PROPN"}:
        source = head
    if source is None or source.lower_ not in {"it", "there"}:
        for frame, content in _of_adjective(word):
            yield frame, cue, content, source


def _of_adjective(word: Token) -> Iterator[tuple[str, set[int]]]:
    for child in word.children:
        if child.dep_ in {"ccomp", "csubj"}:
            first = first_word(child)
            if first is None or first.lower_ not in WH:
                yield "a that", subtree_indices(child)
        elif child.dep_ in {"xcomp", "advcl"} and has_to(child):
            yield "a inf", subtree_indices(child)
        elif child.dep_ == "prep":
            for content in _behind(child):
                yield f"a {child.lower_}", content


def according(word: Token) -> Iterator[Governed]:
    """Yield the clause whose source "according to" names."""
    to = next((c for c in word.children if c.lower_ == "to"), None)
    source = None if to is None else next((c for c in to.children if c.dep_ == "pobj"), None)
    head = word.head
    while head.dep_ in {"pcomp", "prep"} and head.head != head:
        head = head.head
    if head.dep_ in SUBJECTS and word.nbor(-1).text == ",":
        head = head.head  # "One of them, according to Novak, left": that he left, too
    if source is not None and head != word:
        yield "according to", {word.i, to.i}, subtree_indices(head) - subtree_indices(word), source


def in_words(word: Token) -> Iterator[Governed]:
    """Yield the clause whose source "in Novak's words" or "in the view of Novak" names."""
    preposition = word.head
    owner = owner_of(word)
    clause = preposition.head
    if owner is None or preposition.lower_ != "in" or word.dep_ != "pobj":
        return
    if not can_speak(owner) or clause.pos_ not in VERBS:
        return
    # Words that a parser joins to the owner after a comma or a quotation mark are the content.
    phrase = {
        i
        for i in subtree_indices(preposition)
        if not any(t.text == "," or t.text in DOUBLE for t in word.doc[owner.i + 1 : i + 1])
    }
    yield "according to", {preposition.i, word.i}, subtree_indices(clause) - phrase, owner


def first_word(token: Token) -> Token | None:
    """Return the first word of the phrase or clause of `token`."""
    return next((t for t in token.subtree if not t.is_punct and not t.is_space), None)
