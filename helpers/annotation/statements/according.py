"""Quotations without a verb of saying: "according to" somebody, in somebody's words."""

from spacy.tokens import Doc, Token

from helpers.annotation import grammar
from helpers.annotation.statements.sources import phrase
from helpers.annotation.statements.token_ranges import Piece


def according(doc: Doc, clause: Piece, said: set[int]) -> tuple[int, Piece] | None:
    """Return the cue and the source of a phrase that ends with a comma right before a quotation.

    "According to Novak," begins a sentence; "in her words," and "in the words of Novak," can also
    be inside one.
    """
    start, end = clause
    if end - start < 3 or doc[end - 1].text != ",":
        return None
    cue, source = _cue_and_source(doc, start, end)
    if cue is None or source is None or not start <= source.i < end:
        return None
    if max(cue.i, source.right_edge.i) + 1 != end - 1 and doc[source.i + 1].text != ",":
        return None
    return cue.i, _without_rest(phrase(doc, source, {cue.i, cue.i + 1}, said), end - 1)


def _cue_and_source(doc: Doc, start: int, end: int) -> tuple[Token | None, Token | None]:
    first = next((t for t in doc[start:end] if t.is_alpha and t.lower_ not in {"and", "but"}), None)
    if first is not None and first.lower_ == "according" and doc[first.i + 1].lower_ == "to":
        return first, grammar.object_of(doc[first.i + 1])
    cue = _words(doc, start, end)
    return cue, None if cue is None else grammar.owner_of(cue)


def _words(doc: Doc, start: int, end: int) -> Token | None:
    """The "words" in "in her words," or "in the words of Novak,"."""
    for token in reversed(doc[start : end - 1]):
        if token.lower_ == "words" and token.head.lower_ == "in":
            return token
        if token.text == ",":
            return None
    return None


def _without_rest(piece: Piece, end: int) -> Piece:
    """The piece up to the comma before the quotation, which a parser may have included."""
    return piece[0], min(piece[1], end)
