"""Paragraphs and sentences of a text, as spaCy components.

`paragraph_breaks` runs before the parser, so that no sentence crosses a paragraph; `sentences`
runs after it and records both as span groups without the white space around them.
"""

import calendar
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from helpers.annotation.lexicons import sentence_words

CLOSING = set("”’»)]\"'")
SINGLE_MARKS = frozenset(["'", "''", "``", "‘"])
ENDS = frozenset(".!?")
BEFORE_A_SENTENCE = ENDS | {":", ";", '"', "“"}
WORDS_OF_A_TIME = 5  # "Late on Friday at 2 a.m."
DAYS_AND_MONTHS = frozenset(
    name.lower()
    for names in (calendar.day_name, calendar.day_abbr, calendar.month_name, calendar.month_abbr)
    for name in names
)


@Language.component("paragraph_breaks", assigns=["token.is_sent_start"])
def paragraph_breaks(doc: Doc) -> Doc:
    """Start a sentence after each token with a line break, but not after a bullet.

    A closing quotation mark or bracket does not start one either, nor does a lower-case letter
    after one: “Stop!” he said. “2 a.m.” ends a sentence or not, by what stands before and after.
    spaCy's parser keeps what is decided before it runs.
    """
    after_break, opened = True, False
    first = 0
    for i, token in enumerate(doc[1:], start=1):
        before = doc[i - 1]
        opened = not _has_letters(before) and (opened or after_break or _opens(before))
        after_break = before.is_space and "\n" in before.text
        if after_break or _opens(token):
            token.is_sent_start = True
        elif opened or _goes_on(before, token):
            token.is_sent_start = False
        elif _is_abbreviated(before):
            _decide_after_an_abbreviation(token, before)
        elif before.lower_ in sentence_words("hour"):
            _decide_after_an_hour(token, doc[first:i])
        if token.is_sent_start or before.text in BEFORE_A_SENTENCE:
            first = i
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


def _decide_after_an_hour(token: Token, said: Span) -> None:
    """Say whether `token` starts a sentence after `said`, which ends with “2 a.m.”, if it is clear.

    The parser splits “At 6 a.m. Berg rose”, but not “They met until 2 a.m. Berg rose”.
    """
    words = [word for word in said if word.text[:1].isalnum()]
    if not token.text[:1].isupper() or len(words) < 2:
        return
    if _belongs_to_the_hour(token, words[-2]):
        token.is_sent_start = False
    elif words[0].lower_ in sentence_words("begins with an hour"):
        if len(words) <= WORDS_OF_A_TIME:
            token.is_sent_start = False
    else:
        long = [word.text for word in words if word.is_alpha and len(word) > 3]
        if not long or not all(word[0].isupper() for word in long):  # or it may be a headline
            token.is_sent_start = True


def _belongs_to_the_hour(token: Token, number: Token) -> bool:
    """ "2 a.m. *Monday*", "2 a.m. *GMT*", "2 a.m. *Oslo* time", "the 10 a.m. *Mass*" """
    word = token.lower_.rstrip(".")
    is_name = word in DAYS_AND_MONTHS or word in sentence_words("of an hour's time zone")
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    is_zone = (token.is_upper and 1 < len(token) < 5) or following == "time"
    before = number.nbor(-1).lower_ if number.i else ""
    return is_name or is_zone or before in sentence_words("has an hour before its noun")


def _is_abbreviated(token: Token) -> bool:
    return token.lower_ in sentence_words("abbreviated title") | sentence_words(
        "abbreviated amount"
    )


def _decide_after_an_abbreviation(token: Token, before: Token) -> None:
    """No sentence starts in "Atty. *Ana* Reyes", one does in "It paid £2.4m. *She* left." """
    if before.text.istitle():
        token.is_sent_start = False
    elif before.i and before.nbor(-1).text[:1].isdigit() and token.text[:1].isupper():
        token.is_sent_start = True


def _goes_on(before: Token, token: Token) -> bool:
    """Is it a closing mark, a lower-case letter after one, or a comma or "iOS" after a word?

    Nor does anything start after the first word of a line.
    """
    if _is_first_word(before):
        return True
    closes = token.text in CLOSING and not before.whitespace_
    in_lower_case = token.text[:1].islower()
    goes_on = token.text == "," or (in_lower_case and not token.is_lower)
    return closes or (before.text in CLOSING and in_lower_case) or (before.is_alpha and goes_on)


def _is_first_word(token: Token) -> bool:
    """ "*Acme* Networks says it rained", which a parser takes for two sentences"""
    is_first = token.i == 0 or "\n" in token.nbor(-1).text
    return is_first and token.is_alpha


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
