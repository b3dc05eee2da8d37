"""Headlines and subheadings, Which Are Written Like This, or LIKE THIS.

In them the model takes any run of words for a name. Names in the article are found again later.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from helpers.annotation import personal_names
from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.actors.teams import SCORE

# A headline with at least this share of capitalised long words is in title case.
TITLE_CASE = 0.8
SHORTEST_WORD = 4  # letters of a word that is capitalised in title case
SHORTEST_TITLE = 3  # such words of a line
LONGEST_HEADING = 16  # tokens of a line inside the text
ENDS = frozenset('.!?…:;,"”’')


@lru_cache(maxsize=4)
def headline_tokens(doc: Doc) -> frozenset[int]:
    """Return the indices of the tokens in headlines, if they are less than half of the text."""
    inside = frozenset(i for start, end in _headlines(doc) for i in range(start, end))
    length = sum(len(doc[i].text_with_ws) for i in inside)
    whole = doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0
    return inside if length <= whole / 2 else frozenset()


def without_headlines(doc: Doc, names: list[Name]) -> list[Name]:
    """Return `names` without those that occur only in headlines, except full names of people."""
    inside = headline_tokens(doc)
    if not inside:
        return names
    body = "".join(token.text_with_ws for token in doc if token.i not in inside)
    lowered = body.lower()
    return [
        name
        for name in names
        if name.start not in inside
        or text_of(doc, name) in body
        or (doc[name.start].is_upper and text_of(doc, name).lower() in lowered)
        or (name.label == "PERSON" and _is_full_name(doc, name))
    ]


def _is_full_name(doc: Doc, name: Name) -> bool:
    words = doc[name.start : name.end]
    return personal_names.is_full_name([word.text for word in words]) and not any(
        word.pos_ in {"VERB", "AUX", "ADP"} or word.is_upper for word in words
    )


def _headlines(doc: Doc) -> Iterator[tuple[int, int]]:
    """Lines in title case and lines in capitals, as token indices."""
    breaks = [token.i for token in doc if token.is_space and "\n" in token.text]
    for start, end in pairwise([-1, *breaks, len(doc)]):
        line = doc[start + 1 : end]
        words = [token for token in line if token.is_alpha and len(token) >= SHORTEST_WORD]
        if not words or SCORE.search(line.text):
            continue  # "Marlow Town 3-1 Ashby Rovers"
        is_title = start < 0 or (len(line) <= LONGEST_HEADING and line[-1].text not in ENDS)
        if _share_in_capitals(words, is_title) >= TITLE_CASE:
            yield start + 1, end


def _share_in_capitals(words: list[Token], is_title: bool) -> float:
    """The share of a line's words that are in capitals, or for a title, begin with one."""
    capitals = sum(token.is_upper for token in words)
    if is_title and len(words) >= SHORTEST_TITLE:
        capitals += sum(token.is_title for token in words)
    return capitals / len(words)
