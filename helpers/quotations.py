"""Where a text quotes: the tokens between quotation marks."""

from spacy.tokens import Doc, Token

# What closes a quotation that is opened with it.
CLOSED_BY = {
    "“": "”“",
    "„": "“”",
    "«": "»",
    "»": "«",
    '"': '"”',
    "''": ("''", '"', "”"),
    "``": ("''", "``", '"'),
    "‘": "’",
    "'": "'",
}
OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
EITHER = frozenset(['"', "''", "``"])
SINGLE = frozenset("‘'")
# A quotation in single marks that is longer than this is an apostrophe that was taken for one.
LONGEST_IN_SINGLE = 80


def find_quotations(doc: Doc) -> list[tuple[int, int]]:
    """Return the quotations of `doc` as token indices, the marks included, end exclusive.

    A quotation that is not closed ends with its paragraph, as it does where each paragraph of a
    long one is opened anew. Single marks count where they stand like quotation marks and not like
    apostrophes, and where no other quotation is open. Quotations within quotations are left out.
    """
    quotations, start = [], None
    for token in doc:
        if start is not None and token.i < start:
            continue
        if start is None:
            if token.text in CLOSED_BY and token.text not in SINGLE and token.text != "»":
                start = token.i
            elif token.text in SINGLE and (not quotations or quotations[-1][1] <= token.i):
                end = _end_of_single(token)
                if end is not None:
                    quotations.append((token.i, end))
        elif quotations and quotations[-1][1] > token.i:
            continue
        elif token.text in CLOSED_BY[doc[start].text]:
            quotations.append((start, token.i + 1))
            start = None
        elif token.is_space and "\n" in token.text:
            quotations.append((start, token.i))
            start = None
    if start is not None:
        quotations.append((start, len(doc)))
    return quotations


def _end_of_single(opening: Token) -> int | None:
    """Return where the quotation in single marks ends that `opening` begins, if it begins one."""
    doc = opening.doc
    before = doc[opening.i - 1] if opening.i else None
    if before is not None and not (before.whitespace_ or before.is_space or before.text in {"(", "—", "-"}):
        return None
    if opening.whitespace_ or opening.i + 1 == len(doc) or not doc[opening.i + 1].text[0].isalnum():
        return None
    close = CLOSED_BY[opening.text]
    for token in doc[opening.i + 1 : opening.i + LONGEST_IN_SINGLE]:
        if token.is_space and "\n" in token.text:
            return None
        if token.text in CLOSED_BY and token.text not in SINGLE:
            return None
        if token.text == close and (token.whitespace_ or token.i + 1 == len(doc) or doc[token.i + 1].is_punct or doc[token.i + 1].is_space):
            # "the ministers' plan": a plural's apostrophe closes only after a mark or at an end.
            before_it = doc[token.i - 1]
            if not before_it.whitespace_ and (before_it.is_punct or not before_it.text.endswith("s") or token.tag_ != "POS"):
                return token.i + 1
    return None
