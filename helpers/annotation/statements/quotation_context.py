"""A quotation, the clauses around it, and the verbs in these that may introduce it."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.annotation.grammar import FINITE
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.speech import is_speech
from helpers.annotation.quotations import DOUBLE, SINGLE
from helpers.annotation.statements.sources import subject_of
from helpers.annotation.statements.token_ranges import Piece

ENDS = frozenset(". ! ?".split())
DASHES = frozenset("— – - --".split())
PAUSES = DASHES | frozenset(", : ;".split())
UNFINISHED = DASHES | frozenset(", ? ! … ...".split())
MARKS = DOUBLE | SINGLE.keys() | set(SINGLE.values())
# Further from its quotation, in tokens, a verb introduces something else.
LONGEST_CLAUSE = 45
NEXT_TO_QUOTATION = 4


class Quoted(NamedTuple):
    """A quotation, and the tokens around it in its paragraph up to the next quotations.

    `introduction` is what stands before it from the last end of a sentence on, `rest` what follows
    up to the next one.
    """

    start: int
    end: int
    paragraph: int
    introduction: Piece
    rest: Piece

    def words(self, doc: Doc) -> list[Token]:
        """Return its tokens without quotation marks and white space."""
        return [t for t in doc[self.start : self.end] if t.text not in MARKS and not t.is_space]


def surroundings(doc: Doc, quotations: list[Piece]) -> Iterator[Quoted]:
    """Yield each quotation that has a word in it with what stands around it."""
    paragraphs = [(p.start, p.end) for p in doc.spans["paragraphs"]]
    number = 0
    for n, (start, end) in enumerate(quotations):
        while number + 1 < len(paragraphs) and paragraphs[number][1] <= start:
            number += 1
        left, right = paragraphs[number]
        if n:
            left = max(left, quotations[n - 1][1])
        if n + 1 < len(quotations):
            right = min(right, quotations[n + 1][0])
        quoted = Quoted(
            start, end, number, last_clause(doc, left, start), _first_clause(doc, end, right)
        )
        if quoted.words(doc):
            yield quoted


def last_clause(doc: Doc, start: int, end: int) -> Piece:
    """Return the last sentence between `start` and `end`, or what is begun of one."""
    while end > start and doc[end - 1].is_space:
        end -= 1
    i = end
    while i > start and end - i < LONGEST_CLAUSE and not (i < end and ends_sentence(doc, i - 1)):
        i -= 1
    return i, end


def _first_clause(doc: Doc, start: int, end: int) -> Piece:
    i = start
    while i < end and i - start < LONGEST_CLAUSE and not ends_sentence(doc, i):
        i += 1
    return start, i


def ends_sentence(doc: Doc, i: int) -> bool:
    """Does a sentence end at this token? With "(R-Ohio.), said" none does."""
    if doc[i].text not in ENDS:
        return False
    after = doc[i + 1] if i + 1 < len(doc) else None
    return after is None or not (after.text in {",", ")", ";"} or after.is_lower)


def goes_on(doc: Doc, quoted: Quoted) -> bool:
    """Does the sentence that the quotation is part of go on with a clause that introduces it?"""
    if quoted.rest[0] >= quoted.rest[1]:
        return False
    last, first = quoted.words(doc)[-1].text, doc[quoted.rest[0]]
    if first.text == ",":
        return True
    if last == ".":
        return first.is_lower and is_speech(first)
    if last in UNFINISHED or first.text in DASHES:
        return True
    return is_speech(first) or (first.pos_ in {"PRON", "PROPN"} and is_speech(first.head))


def verb_after(doc: Doc, quoted: Quoted) -> Token | None:
    """Return the verb in the rest of the sentence that says who speaks: “Q,” she said."""
    rest = doc[slice(*quoted.rest)]
    speech = [t for t in rest if is_speech(t)]
    main = [t for t in speech if t.dep_ not in {"relcl", "acl"} and t.tag_ != "VBG"]
    if speech:
        return (main or speech)[0]
    return next((t for t in rest[: NEXT_TO_QUOTATION + 1] if _has_speaker(t, quoted.rest)), None)


def _has_speaker(verb: Token, clause: Piece) -> bool:
    """Can any verb right after a quotation introduce it: “Q,” *she* demurred?"""
    if verb.pos_ != "VERB" or verb.tag_ not in FINITE or verb.dep_ == "relcl":
        return False
    speaker = subject_of(verb)
    return speaker is not None and clause[0] <= speaker.i < clause[1]


def verb_before(doc: Doc, clause: Piece, quoted_tokens: set[int]) -> Token | None:
    """Return the verb in a clause that introduces the quotation right after it: She said: “Q”."""
    if clause[0] >= clause[1]:
        return None
    last = doc[clause[1] - 1]
    if last.text not in PAUSES and not _is_saying(last):
        return None
    tokens = [t for t in doc[slice(*clause)] if t.i not in quoted_tokens]
    speech = [t for t in tokens if is_speech(t)]
    if speech:
        return speech[-1]
    return _last_verb(tokens) if last.text == ":" else None


def _is_saying(token: Token) -> bool:
    """Is it a speech verb that does not merely give a name: "which she called “a mess”"?"""
    return is_speech(token) and token.lemma_ not in statement_words("naming")


def _last_verb(tokens: list[Token]) -> Token | None:
    """Return the last verb, that of a main clause if there is one."""
    verbs = [t for t in tokens if t.pos_ == "VERB" and t.tag_ != "VBN"]
    main = [t for t in verbs if t.dep_ in {"ROOT", "conj", "ccomp"}]
    return (main or verbs or [None])[-1]


def is_part(doc: Doc, verb: Token, quoted: Quoted) -> bool:
    """Is it only a part of what the verb governs: She said the talks went “well”?"""
    if any(c.dep_ == "ccomp" and verb.i < c.i < quoted.start for c in verb.children):
        return True
    if verb.i != quoted.start - 1 or quoted.rest[0] >= quoted.rest[1]:
        return False
    after = doc[quoted.rest[0]]
    return quoted.words(doc)[-1].text[-1].isalnum() and after.is_alpha and after.pos_ != "CCONJ"


def is_reported(verb: Token, clause: Piece) -> bool:
    """Does the verb stand in what another speech verb before it governs?"""
    below = verb
    for above in verb.ancestors:
        if below.dep_ == "ccomp" and clause[0] <= above.i < verb.i and is_speech(above):
            return True
        below = above
    return False
