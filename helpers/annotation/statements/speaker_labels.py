"""Speakers' labels: "Novak: No deal this year", in headings, interviews and transcripts."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from helpers.annotation.grammar import FINITE
from helpers.annotation.statements.quotation_context import ENDS
from helpers.annotation.statements.token_ranges import Piece, trimmed

LONGEST_LABEL = 7
NAMES = frozenset("PROPN NOUN".split())
WORDS_OF_LABELS = NAMES | {"ADJ", "DET", "PART", "ADP", "PUNCT", "NUM"}


def labelled(doc: Doc) -> Iterator[tuple[Piece, int, Piece]]:
    """Yield label, colon and what follows in the paragraph, where a paragraph begins with a label.

    In a heading a name or noun is one; elsewhere it has to name an actor, since a paragraph can
    begin with any word and a colon.
    """
    heads = {span.root.i for span in doc.spans.get("mentions", ())}
    for number, paragraph in enumerate(doc.spans["paragraphs"]):
        colon = _colon(paragraph)
        if colon is None:
            continue
        label = trimmed(doc, paragraph.start, colon)
        content = trimmed(doc, colon + 1, paragraph.end)
        if label[0] == label[1] or not _is_speech(doc[slice(*content)], heading=number == 0):
            continue
        named = doc[slice(*label)].root.i in heads
        if named or (number == 0 and doc[label[1] - 1].pos_ in NAMES):
            yield label, colon, content


def _is_speech(content: Span, heading: bool) -> bool:
    """Is it a sentence, and no entry of a list: "Novak: 41 percent"?"""
    if not any(token.tag_ in FINITE or token.tag_ == "MD" for token in content):
        return False
    doc, end = content.doc, content.end
    stop = doc[end].text if end < len(doc) else ""
    return heading or stop == "." or doc[end - 1].text in ENDS


def _colon(paragraph: Span) -> int | None:
    """Return where the colon of a label stands at the beginning of a paragraph, if any."""
    for token in paragraph[: LONGEST_LABEL + 1]:
        if token.text == ":":
            return token.i
        if token.pos_ not in WORDS_OF_LABELS:
            return None
    return None
