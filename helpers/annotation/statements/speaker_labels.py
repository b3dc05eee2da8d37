"""Speakers' labels: "Novak: No deal this year", in headings, interviews and transcripts."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation.grammar import FINITE
from helpers.annotation.lexicons import statement_words
from helpers.annotation.lexicons.person_nouns import person_noun
from helpers.annotation.statements.interviews import interview_labels, unlabelled_answers
from helpers.annotation.statements.quotation_context import ENDS
from helpers.annotation.statements.token_ranges import Piece, has_word, trimmed

LONGEST_LABEL = 7
FEWEST_TURNS = 3
NAMES = frozenset("PROPN NOUN".split())
WORDS_OF_LABELS = NAMES | {"ADJ", "DET", "PART", "ADP", "PUNCT", "NUM"}


class Turn(NamedTuple):
    """What somebody says under a label, as token indices.

    `mark` is the last token of the label, None if an answer has none; `verbatim` means that it is
    the speaker's own words, which a heading's need not be.
    """

    source: Piece
    mark: int | None
    content: list[Piece]
    verbatim: bool


def labelled(doc: Doc) -> Iterator[Turn]:
    """Yield what is said under labels.

    In a heading, a name or noun is a label; elsewhere a label has to name an actor, since a
    paragraph can begin with any word and a colon, or belong to an interview. In a transcript, a
    paragraph without a label continues what was said before.
    """
    labels = _labels(doc)
    every = list(doc.spans["paragraphs"])
    transcript = _is_transcript(sorted(number for number in labels if number))
    for number, after in pairwise([*sorted(labels), None]):
        start, mark = labels[number]
        last = after if transcript and number and after is not None else number + 1
        bounds = [(p.start, p.end) for p in every[number:last]]
        bounds[0] = (mark + 1, bounds[0][1])
        content = [trimmed(doc, *piece) for piece in bounds]
        yield Turn(
            trimmed(doc, start, max(mark, start + 1)),
            mark,
            [piece for piece in content if has_word(doc, *piece)],
            verbatim=number > 0,
        )
    if not labels:
        for source, content in unlabelled_answers(doc):
            yield Turn(source, None, [trimmed(doc, *piece) for piece in content], verbatim=True)


def _is_transcript(labelled_paragraphs: list[int]) -> bool:
    """Do most paragraphs between the first and the last label have one?"""
    if len(labelled_paragraphs) < FEWEST_TURNS:
        return False
    extent = labelled_paragraphs[-1] - labelled_paragraphs[0] + 1
    return 2 * len(labelled_paragraphs) >= extent


def _labels(doc: Doc) -> dict[int, tuple[int, int]]:
    """The first and last token of the label of each paragraph that has one."""
    names: dict[int, set[str]] = {}
    for span in doc.spans.get("mentions", ()):
        if span.label_ == "name":
            names.setdefault(span.root.i, set()).add(span.kb_id_)
    found = {label.paragraph: (label.start, label.last) for label in interview_labels(doc)}
    for number, paragraph in enumerate(doc.spans["paragraphs"]):
        colon = None if number in found else _colon(paragraph)
        if colon is not None and _is_label(doc, paragraph, colon, number == 0, names):
            found[number] = (trimmed(doc, paragraph.start, colon)[0], colon)
    return found | _repeated(doc, found)


def _repeated(doc: Doc, found: Mapping[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The labels of paragraphs without a verb, "Novak: And Oslo?", if others begin so as well."""
    known = {doc[start:colon].text for start, colon in found.values()}
    more = {}
    for number, paragraph in enumerate(doc.spans["paragraphs"]):
        colon = None if number in found or not number else _colon(paragraph)
        if colon is not None and doc[paragraph.start : colon].text in known:
            more[number] = (paragraph.start, colon)
    return more


def _is_label(
    doc: Doc, paragraph: Span, colon: int, heading: bool, names: Mapping[int, set[str]]
) -> bool:
    """Does the label name a speaker, rather than the topic of what follows?"""
    start, end = trimmed(doc, paragraph.start, colon)
    content = trimmed(doc, colon + 1, paragraph.end)
    if start == end or not _is_speech(doc[slice(*content)], heading):
        return False
    actors = names.get(doc[start:end].root.i, set())
    if heading:
        return bool(actors) or _is_speaker(doc[start:end].root)
    told = set().union(*(names.get(i, set()) for i in range(*content)))
    return bool(actors) and not actors & told


def _is_speaker(word: Token) -> bool:
    """Is it a word for people or a document, not a kind of article: "Exclusive:", "Live:"?"""
    spoken = statement_words("speaks for another") | statement_words("document")
    kind = statement_words("kind of article")
    lemma = word.lemma_.lower()
    return lemma not in kind and (person_noun(word) is not None or lemma in spoken)


def _is_speech(content: Span, heading: bool) -> bool:
    """Is it a sentence, rather than an entry in a list: "Novak: 41 percent"?"""
    if not any(token.tag_ in FINITE or token.tag_ == "MD" for token in content):
        return False
    doc, end = content.doc, content.end
    stop = doc[end].text if end < len(doc) else ""
    return heading or stop == "." or doc[end - 1].text in ENDS


def _colon(paragraph: Span) -> int | None:
    """Return the position of the colon after a label at the beginning of a paragraph, if any."""
    for token in paragraph[: LONGEST_LABEL + 1]:
        if token.text == ":":
            return token.i
        if token.pos_ not in WORDS_OF_LABELS or token.text == "(":
            return None
    return None
