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
    if not (verb.dep_ == "conj" or _joined(verb)):
        return None
    words = _words(verb, mention)
    kept = {token.i for token in words}
    sentence = range(mention.sent.start, mention.sent.end)
    outside = any(o.start in sentence and not kept & set(range(o.start, o.end)) for o in others)
    whole = kept >= set(range(mention.start, mention.end))
    if not outside or not whole or len(words) < FEWEST_WORDS:
        return None
    return _written(words, mention)


def _verb_of(word: Token) -> Token:
    """The verb of the clause that a word is in, coordinated or the main verb."""
    while word.head != word and not (word.pos_ in VERBS and word.dep_ == "conj"):
        word = word.head
    return word


def _joined(verb: Token) -> list[Token]:
    """The verbs whose clauses are joined to that of `verb`, at any depth."""
    return [token for token in verb.subtree if token.dep_ == "conj" and token.pos_ in VERBS]


def _words(verb: Token, mention: Span) -> list[Token]:
    """The clause without those joined to it, after the subject that it shares."""
    dropped = {
        below.i
        for other in _joined(verb)
        if other != verb and mention.root not in other.subtree
        for below in other.subtree
    }
    own = {token for token in verb.subtree if token.i not in dropped and not token.is_space}
    if verb.dep_ == "conj" and first_child(verb, "nsubj", "nsubjpass") is None:
        subject = subject_of(verb)
        own |= set(subject.subtree) if subject is not None else set()
    return _trimmed(sorted(own, key=lambda token: token.i))


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
