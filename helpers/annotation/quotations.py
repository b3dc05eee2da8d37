"""Quotations in a text, as a spaCy component: the tokens between quotation marks.

It records `doc.spans["quotations"]`: the quotations in order, including their marks.
"""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
EITHER = frozenset(['"', "''", "``"])
DOUBLE = OPENING | CLOSING | EITHER
SINGLE = {"‘": "’", "'": "'"}
BEFORE_OPENING = frozenset("( [ — – - -- / :".split())
# No quotation in single marks is longer, in tokens: the second mark is an apostrophe.
LONGEST_IN_SINGLE = 80


@Language.component("quotations", requires=["token.tag"], assigns=["doc.spans"])
def quotations(doc: Doc) -> Doc:
    """Record `doc.spans["quotations"]`."""
    spans = [Span(doc, start, end) for start, end in find_quotations(doc)]
    doc.spans["quotations"] = SpanGroup(doc, spans=spans)
    return doc


def quotations_of(doc: Doc) -> list[tuple[int, int]]:
    """Return the quotations recorded on `doc` as token indices, end exclusive."""
    return [(span.start, span.end) for span in doc.spans["quotations"]]


def find_quotations(doc: Doc) -> list[tuple[int, int]]:
    """Return the quotations in `doc` as token indices, including the marks, end exclusive.

    They are in order and not nested. Marks without a direction are opening marks if white space
    precedes but does not follow them. Single marks count if they are placed like quotation marks
    rather than apostrophes, outside double ones; double ones may be inside them. A quotation that
    is not closed ends with its paragraph if the next one opens again, as the paragraphs of a long
    quotation do; otherwise its mark is taken for a slip and ignored.
    """
    found: list[tuple[int, int]] = []
    start = None
    for token in doc:
        if found and token.i < found[-1][1]:
            continue
        if _is_line_break(token):
            if start is not None and _opens_anew(token):
                found.append((start, token.i))
            start = None
        elif token.text in DOUBLE:
            opens = _opens(token, inside=start is not None)
            if start is not None and not (opens and doc[start].text != "„"):
                found.append((start, token.i + 1))
                opens = False
            start = token.i if opens else None
        elif start is None and (end := _end_of_single(token)) is not None:
            found.append((token.i, end))
    return found


def _is_line_break(token: Token) -> bool:
    return token.is_space and "\n" in token.text


def _opens(mark: Token, inside: bool) -> bool:
    """Does a double mark open a quotation, whether one is already open (`inside`) or not?"""
    free_before, free_after = _free_before(mark), _free_after(mark)
    if mark.text in OPENING:
        return not (inside and free_after)
    if mark.text in CLOSING:
        return False
    if free_before == free_after:
        return not inside
    return free_before


def _free_before(token: Token) -> bool:
    if token.i == 0:
        return True
    before = token.nbor(-1)
    return bool(before.whitespace_) or before.is_space or before.text in BEFORE_OPENING


def _free_after(token: Token) -> bool:
    if token.i + 1 == len(token.doc):
        return True
    return bool(token.whitespace_) or token.nbor(1).is_space


def _opens_anew(line_break: Token) -> bool:
    after = line_break.i + 1
    return after < len(line_break.doc) and line_break.doc[after].text in OPENING | EITHER


def _end_of_single(mark: Token) -> int | None:
    """Return the end of the quotation in single marks that `mark` opens, None if it opens none.

    It ends at the first mark that can only be a closing one, or at one that could also be the
    apostrophe of a plural ("the ministers' fault") if there is no other before the next quotation.
    """
    if not _opens_single(mark):
        return None
    doubtful = None
    for closing in _closing_marks(mark):
        if not _is_plural_possessive(closing):
            return closing.i + 1
        if closing.tag_ != "POS":
            doubtful = doubtful or closing.i + 1
    return doubtful


def _closing_marks(mark: Token) -> Iterator[Token]:
    """Yield the marks that could close what `mark` opens, outside double ones in between."""
    inside_double = False
    for token in mark.doc[mark.i + 1 : mark.i + LONGEST_IN_SINGLE]:
        if token.text in DOUBLE:
            if not inside_double and not _opens(token, inside=False):
                return
            inside_double = not inside_double
        elif _is_line_break(token) or (not inside_double and _opens_single(token)):
            return
        elif not inside_double and token.text == SINGLE[mark.text] and _closes_single(token):
            yield token


def _opens_single(mark: Token) -> bool:
    """Is it placed like the first of two single quotation marks?"""
    if mark.text not in SINGLE or not _free_before(mark) or _free_after(mark):
        return False
    after = mark.nbor(1)
    return after.text[0].isalnum() or after.text in DOUBLE


def _closes_single(mark: Token) -> bool:
    """Is it the second mark of a quotation, and not an apostrophe?"""
    if mark.nbor(-1).whitespace_:
        return False
    after = mark.nbor(1) if mark.i + 1 < len(mark.doc) else None
    ends = after is None or mark.whitespace_ or after.is_punct or after.is_space
    return bool(ends)


def _is_plural_possessive(mark: Token) -> bool:
    """Could it be the apostrophe of "the ministers' plan": after an s and before a word?"""
    after = mark.nbor(1) if mark.i + 1 < len(mark.doc) else None
    before = mark.nbor(-1).text
    return before[-1:] in {"s", "S"} and after is not None and after.text[:1].isalpha()
