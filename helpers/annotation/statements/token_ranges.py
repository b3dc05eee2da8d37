"""Pieces of text that belong to a statement, as pairs of token indices, end exclusive."""

from collections.abc import Iterable

from spacy.tokens import Doc

Piece = tuple[int, int]

LEFT_OUT = frozenset(", ; : – — -- - ― ( )".split())


def runs(tokens: Iterable[int]) -> tuple[Piece, ...]:
    """Return the pieces that `tokens` make up.

    >>> runs({1, 2, 5})
    ((1, 3), (5, 6))
    """
    found: list[Piece] = []
    for i in sorted(tokens):
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return tuple(found)


def pieces(doc: Doc, tokens: Iterable[int]) -> tuple[Piece, ...]:
    """Return the runs of `tokens`, without white space and framing punctuation at their ends.

    Punctuation and white space between two tokens do not separate them. Runs without a word are
    left out.
    """
    joined: list[Piece] = []
    for start, end in runs(i for i in tokens if not doc[i].is_space):
        if joined and all(doc[j].is_punct or doc[j].is_space for j in range(joined[-1][1], start)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    cut = (trimmed(doc, *piece) for piece in joined)
    return tuple(piece for piece in cut if has_word(doc, *piece))


def trimmed(doc: Doc, start: int, end: int) -> Piece:
    """Return the piece without white space, commas and dashes at its ends, and without a full stop.

    The stop of a sentence in quotation marks comes before the closing mark and stays.
    """
    while start < end and (doc[start].is_space or doc[start].text in LEFT_OUT):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in LEFT_OUT):
        end -= 1
    if end - start > 1 and doc[end - 1].text == ".":
        end -= 1
    if end - start > 2 and doc[end - 1].pos_ == "CCONJ":
        return trimmed(doc, start, end - 1)
    return start, end


def has_word(doc: Doc, start: int, end: int) -> bool:
    """Does the piece contain a letter or digit?"""
    return any(char.isalnum() for token in doc[start:end] for char in token.text)
