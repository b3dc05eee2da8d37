"""Paragraphs and sentences of a text, as spaCy components.

`paragraph_breaks` runs before the parser, so that no sentence crosses a paragraph; `sentences`
runs after it and records both as span groups without the white space around them.
"""

from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

CLOSING = set("”’»)]\"'")
SINGLE_MARKS = frozenset(["'", "''", "``", "‘"])
ENDS = frozenset(".!?")


@Language.component("paragraph_breaks", assigns=["token.is_sent_start"])
def paragraph_breaks(doc: Doc) -> Doc:
    """Start a sentence after each token with a line break, but not after a bullet.

    A closing quotation mark or bracket does not start one either, nor does a lower-case letter
    after one: “Stop!” he said. spaCy's parser keeps what is decided before it runs.
    """
    after_break, opened = True, False
    for i, token in enumerate(doc[1:], start=1):
        before = doc[i - 1]
        opened = not _has_letters(before) and (opened or after_break or _opens(before))
        after_break = before.is_space and "\n" in before.text
        if after_break or _opens(token):
            token.is_sent_start = True
        elif opened or _goes_on(before, token):
            token.is_sent_start = False
    return doc


@Language.component("sentences", requires=["token.is_sent_start"], assigns=["doc.spans"])
def sentences(doc: Doc) -> Doc:
    """Record `doc.spans["paragraphs"]` and `doc.spans["sentences"]`.

    Both have spans without leading or trailing white space, in text order, numbered from 0 in
    `id_`; spans of only white space are left out. A sentence's `label_` is the number of its
    paragraph.
    """
    breaks = [token.i for token in doc if token.is_space and "\n" in token.text]
    bounds = [0, *(i + 1 for i in breaks), len(doc)]
    paragraphs = _numbered(doc, pairwise(bounds), label=lambda span: "")
    last_tokens = [span.end for span in paragraphs]
    position = 0

    def paragraph_of(span: Span) -> str:
        nonlocal position
        while last_tokens[position] < span.end:
            position += 1
        return str(position)

    doc.spans["paragraphs"] = paragraphs
    doc.spans["sentences"] = _numbered(
        doc, ((sent.start, sent.end) for sent in doc.sents), label=paragraph_of
    )
    return doc


def sentence_ids(doc: Doc) -> dict[int, int]:
    """Return the number of the sentence that each token of `doc` is in, by token index.

    White space between sentences belongs to none and is left out.
    """
    return {
        i: sentence_id
        for sentence_id, span in enumerate(doc.spans["sentences"])
        for i in range(span.start, span.end)
    }


def _numbered(doc: Doc, bounds, label) -> SpanGroup:
    spans = []
    for start, end in bounds:
        while start < end and doc[start].is_space:
            start += 1
        while start < end and doc[end - 1].is_space:
            end -= 1
        if start < end:
            span = doc[start:end]
            spans.append(Span(doc, start, end, label=label(span), span_id=str(len(spans))))
    return SpanGroup(doc, spans=spans)


def _goes_on(before: Token, token: Token) -> bool:
    """Is it a closing mark, or a lower-case letter after one?"""
    closes = token.text in CLOSING and not before.whitespace_
    return closes or (before.text in CLOSING and token.text[:1].islower())


def _opens(mark: Token) -> bool:
    """Is it a single mark that opens a quotation after the end of a sentence: She left. 'No.'

    With other marks the parser knows what to do.
    """
    if mark.text not in SINGLE_MARKS or mark.whitespace_ or not mark.i:
        return False
    before = mark.nbor(-1)
    return bool(before.whitespace_) and (before.text in ENDS or before.text in CLOSING)


def _has_letters(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)
