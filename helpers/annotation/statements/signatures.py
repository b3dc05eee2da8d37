"""Signatures of quotations: “We lost.” – Clara Novak, minister of trade."""

from spacy.tokens import Doc, Token

from helpers.annotation.grammar import DASHES, FINITE
from helpers.annotation.statements.quotation_context import ENDS
from helpers.annotation.statements.token_ranges import Piece

LONGEST_NAME = 8  # tokens
LONGEST_SIGNATURE = 25
WORDS_OF_NAMES = frozenset("PROPN NOUN ADJ PART".split())
AFTER_NAMES = frozenset(", ( [ @ -- – —".split())


def signature(doc: Doc, paragraph: int, end: int) -> tuple[int, Piece] | None:
    """Return the dash and the name that sign a quotation ending before token `end`.

    A dash and a name follow it up to the end of its paragraph, or are the next paragraph. An
    office, a social media account or a date may follow the name, but no sentence.
    """
    paragraphs = doc.spans["paragraphs"]
    rest = _words(doc, end, paragraphs[paragraph].end)
    if not rest and paragraph + 1 < len(paragraphs):
        following = paragraphs[paragraph + 1]
        rest = _words(doc, following.start, following.end)
    if len(rest) < 2 or len(rest) > LONGEST_SIGNATURE or rest[0].text not in DASHES:
        return None
    if any(t.tag_ in FINITE | {"MD"} or t.text in ENDS for t in rest[1:-1]):
        return None
    name = rest[1:]
    for n, token in enumerate(name):
        if token.text in AFTER_NAMES or token.text[0] in "(@":
            name = name[:n]
            break
    return (rest[0].i, (name[0].i, name[-1].i + 1)) if _is_name(name) else None


def _words(doc: Doc, start: int, end: int) -> list[Token]:
    return [token for token in doc[start:end] if not token.is_space]


def _is_name(tokens: list[Token]) -> bool:
    if not tokens or len(tokens) > LONGEST_NAME or tokens[-1].pos_ != "PROPN":
        return False
    return all(token.pos_ in WORDS_OF_NAMES for token in tokens)
