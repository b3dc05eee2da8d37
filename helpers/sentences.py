"""Paragraphs and sentences of a text, as spaCy components.

`paragraph_breaks` runs before the parser, so that no sentence crosses a paragraph; `sentences`
runs after it and records both as span groups without the white space around them.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup


@Language.component("paragraph_breaks", assigns=["token.is_sent_start"])
def paragraph_breaks(doc: Doc) -> Doc:
    """Start a sentence after each token that holds a line break.

    spaCy's parser keeps boundaries that are set before it runs.
    """
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@Language.component("sentences", requires=["token.is_sent_start"], assigns=["doc.spans"])
def sentences(doc: Doc) -> Doc:
    """Record `doc.spans["paragraphs"]` and `doc.spans["sentences"]`.

    Both hold spans without leading or trailing white space, in order of the text, numbered from 0
    in `id_`; spans of white space alone are left out. A sentence's `label_` is the number of its
    paragraph.
    """
    breaks = [token.i for token in doc if token.is_space and "\n" in token.text]
    bounds = [0, *(i + 1 for i in breaks), len(doc)]
    paragraphs = _numbered(doc, zip(bounds[:-1], bounds[1:], strict=True), label=lambda span: "")
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
    """Return the number of the sentence that each token of `doc` stands in, by token index.

    White space between sentences belongs to none and is left out.
    """
    return {
        token.i: sentence_id
        for sentence_id, span in enumerate(doc.spans["sentences"])
        for token in span
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
