"""Pieces of text that belong to a statement, as pairs of token indices, end exclusive."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

Piece = tuple[int, int]

LEFT_OUT = frozenset(", ; : – — -- - ― ( )".split())


def below(token: Token) -> set[int]:
    """Return the indices of `token` and of all that hangs on it."""
    return {descendant.i for descendant in token.subtree}


def pieces(doc: Doc, tokens: Iterable[int]) -> tuple[Piece, ...]:
    """Return the runs of `tokens`, each without white space and marks of the frame at its ends.

    Punctuation and white space between two tokens do not part them. Runs without a word are left
    out.
    """
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if doc[i].is_space:
            continue
        if runs and all(doc[j].is_punct or doc[j].is_space for j in range(runs[-1][1], i)):
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    cut = (trimmed(doc, start, end) for start, end in runs)
    return tuple(piece for piece in cut if has_word(doc, *piece))


def trimmed(doc: Doc, start: int, end: int) -> Piece:
    """Return the piece without the white space, commas and dashes at its ends."""
    while start < end and (doc[start].is_space or doc[start].text in LEFT_OUT):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in LEFT_OUT):
        end -= 1
    return start, end


def has_word(doc: Doc, start: int, end: int) -> bool:
    """Does a letter or digit stand in the piece?"""
    return any(char.isalnum() for token in doc[start:end] for char in token.text)
