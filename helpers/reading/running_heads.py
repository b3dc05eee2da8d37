"""What is printed at the edges of pages: page numbers, and heads that recur on each page.

In a text copied from a PDF they are between its lines. If page breaks were copied as well, running
heads are what repeats at the edges of pages; otherwise, lines whose number counts up and that break
a sentence at least once, with the lines beside them that recur with them.
"""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, pairwise
from typing import NamedTuple

PAGE_NUMBER = re.compile(
    r"(page|seite|p\.|pg\.)?\s*[-–—]?\s*(\d{1,4}|[ivxl]{1,6})\s*[-–—]?(\s*(of|/|von)\s*\d{1,4})?$",
    re.IGNORECASE,
)
MAX_WORDS = 15  # of a head
MAX_LINES = 2  # of heads at one edge of a page
SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
PAGE_BREAK = "\f"


class _Line(NamedTuple):
    """A line with words, and where it is: its number, and whether it is at a page's edge."""

    text: str
    number: int
    is_edge: bool


def shape(text: str) -> str:
    """Return a line with its numbers made alike, since page numbers count up.

    >>> shape("The Pier Post  3"), shape("THE PIER POST 12")
    ('the pier post 0', 'the pier post 0')
    """
    return re.sub(r"\d+", "0", " ".join(text.casefold().split()))


def without_running_heads(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a text of broken lines without running heads, and the running heads.

    Each has the number of the block of lines, separated by empty ones, that it was in or before. A
    sentence broken by the end of a page is joined again.
    """
    raw = text.replace(PAGE_BREAK, f"\n{PAGE_BREAK}\n").split("\n")
    lines = _lines(raw)
    heads = {line.number for line in (_at_edges(lines) or _counting(lines))}
    if not heads:
        return text.replace(PAGE_BREAK, "\n\n"), []
    kept: list[str] = []
    removed: list[tuple[int, str]] = []
    is_broken = False
    for number, line in enumerate(raw):
        if number in heads:
            removed.append((_block(kept), " ".join(line.split())))
            is_broken = True
        elif line == PAGE_BREAK or (is_broken and not line.strip()):
            is_broken = True
        else:
            if is_broken:
                _close_gap(kept, line)
            kept.append(line)
            is_broken = False
    return "\n".join(kept), removed


def _block(kept: list[str]) -> int:
    """The number of the block that follows `kept`."""
    filled = [bool(line.strip()) for line in kept]
    n_blocks = sum(here and not before for before, here in pairwise([False, *filled]))
    last = next((line for line in reversed(kept) if line.strip()), ".")
    return n_blocks if SENTENCE_END.search(last.rstrip()) else n_blocks - 1


def _close_gap(kept: list[str], line: str) -> None:
    """Separate the text before a page's end from `line`, unless that continues the sentence."""
    while kept and not kept[-1].strip():
        kept.pop()
    if kept and SENTENCE_END.search(kept[-1].rstrip()) and not line[:1].islower():
        kept.append("")


def _lines(raw: list[str]) -> list[_Line]:
    breaks = [number for number, line in enumerate(raw) if line == PAGE_BREAK]
    edges: set[int] = set()
    for start, end in pairwise([-1, *breaks, len(raw)]):
        filled = [number for number in range(start + 1, end) if raw[number].strip()]
        edges |= {*filled[:MAX_LINES], *filled[-MAX_LINES:]} if breaks else set()
    return [
        _Line(" ".join(line.split()), number, number in edges)
        for number, line in enumerate(raw)
        if line.strip() and line != PAGE_BREAK
    ]


def _at_edges(lines: list[_Line]) -> list[_Line]:
    """The lines that recur at the edges of pages, or are page numbers."""
    edge = [line for line in lines if line.is_edge and _is_short(line)]
    counts = Counter(shape(line.text) for line in edge)
    return [x for x in edge if counts[shape(x.text)] > 1 or PAGE_NUMBER.match(x.text)]


def _counting(lines: list[_Line]) -> list[_Line]:
    """The lines whose number counts up, if one breaks a sentence, and the lines with them."""
    again = _again(lines)
    counting = [places for places in again if _counts_up(lines[place].text for place in places)]
    numbered = {*chain(*counting)}
    beside = numbered | {place + step for place in numbered for step in (-1, 1)}
    heads = {*chain(*(places for places in again if beside.issuperset(places)))}
    others = [place for place in range(len(lines)) if place not in heads]
    if not any(_breaks_a_sentence(place, lines, others) for place in numbered):
        return []
    return [lines[place] for place in sorted(heads)]


def _again(lines: list[_Line]) -> list[list[int]]:
    """The positions of short lines that recur with only their numbers changed."""
    by_shape: defaultdict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if _is_short(line):
            by_shape[shape(line.text)].append(place)
    return [places for places in by_shape.values() if len(places) > 1]


def _counts_up(texts: Iterable[str]) -> bool:
    """Whether one number in the texts grows by one each time, and all others stay the same."""
    numbers = [[int(n) for n in re.findall(r"\d+", text)] for text in texts]
    steps = [[b - a for a, b in zip(*pair, strict=True)] for pair in pairwise(numbers)]
    return all(sorted(step)[-1:] == [1] and sum(map(abs, step)) == 1 for step in steps)


def _breaks_a_sentence(place: int, lines: list[_Line], others: list[int]) -> bool:
    """Whether a sentence stops before a line and continues after it; `others` are not heads."""
    position = bisect(others, place)
    if not 0 < position < len(others):
        return False
    before, after = lines[others[position - 1]].text, lines[others[position]].text
    return not SENTENCE_END.search(before) and after[:1].islower()


def _is_short(line: _Line) -> bool:
    return len(line.text.split()) <= MAX_WORDS
