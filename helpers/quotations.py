"""Where a text quotes: the tokens between quotation marks."""

from spacy.tokens import Doc

OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
EITHER = frozenset(['"', "''", "``"])


def find_quotations(doc: Doc) -> list[tuple[int, int]]:
    """Return the quotations of `doc` as token indices, the marks included, end exclusive.

    Double quotation marks count; single ones are apostrophes too often. A quotation that is not
    closed ends with its paragraph, as it does where each paragraph of a long one is opened anew.
    """
    quotations, start = [], None
    for token in doc:
        if start is None:
            if token.text in OPENING or token.text in EITHER:
                start = token.i
        elif token.text in CLOSING or token.text in EITHER:
            quotations.append((start, token.i + 1))
            start = None
        elif token.is_space and "\n" in token.text:
            quotations.append((start, token.i))
            start = None
    if start is not None:
        quotations.append((start, len(doc)))
    return quotations
