"""The clause that a mention is in, if its sentence joins it to a clause about somebody else.

"They admire Marsh, but they do not trust Crane": each half has its own tone.
"""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from helpers.annotation.grammar import VERBS, first_child, subject_of
from helpers.annotation.tone_model import Target

FEWEST_WORDS = 3
JOINTS = frozenset(("cc", "mark"))


def own_clause(mention: Span, others: Iterable[Span]) -> Target | None:
    """Return the words of the clause of `mention`, and its position in them.

    None if the sentence has no coordinated clause, or if none of the `others`, which are mentions
    of other actors, is outside the clause. A clause that shares its subject with the previous one
    includes it.
    """
    verb = _verb_of(mention.root)
    if not (verb.dep_ == "conj" or any(map(_is_joined, verb.subtree))):
        return None
    words = _words(verb)
    kept = {token.i for token in words}
    sentence = range(mention.sent.start, mention.sent.end)
    outside = any(o.start in sentence and not kept & set(range(o.start, o.end)) for o in others)
    whole = kept >= set(range(mention.start, mention.end))
    if not outside or not whole or len(words) < FEWEST_WORDS:
        return None
    return _written(words, mention)


def _verb_of(word: Token) -> Token:
    """The verb of the clause that a word is in, coordinated or the main verb."""
    while word.head != word and not _is_joined(word):
        word = word.head
    return word


def _is_joined(word: Token) -> bool:
    """Whether a word is the verb of a clause that is joined to another one."""
    return word.dep_ == "conj" and word.pos_ in VERBS


def _words(verb: Token) -> list[Token]:
    """The clause without those joined to it, after the subject that it shares."""
    own, waiting = set(), [verb]
    while waiting:
        word = waiting.pop()
        own.add(word)
        waiting += [below for below in word.children if not (below.is_space or _is_joined(below))]
    if verb.dep_ == "conj" and first_child(verb, "nsubj", "nsubjpass") is None:
        subject = subject_of(verb)
        own |= set(subject.subtree) if subject is not None else set()
    return _trimmed(sorted(own, key=lambda word: word.i))


def _trimmed(words: list[Token]) -> list[Token]:
    """The words without punctuation and conjunctions at the ends."""
    while words and (words[0].is_punct or words[0].dep_ in JOINTS):
        words = words[1:]
    while words and (words[-1].is_punct or words[-1].dep_ in JOINTS):
        words = words[:-1]
    return words


def _written(words: list[Token], mention: Span) -> Target:
    text, start, end = "", 0, 0
    for token in words:
        if token.i == mention.start:
            start = len(text)
        text += token.text
        if token.i == mention.end - 1:
            end = len(text)
        text += " "
    return text.rstrip(), start, end
