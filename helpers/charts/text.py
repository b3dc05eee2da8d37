"""Prepares text from articles for charts: cleaned, shortened, measured, and split into lines."""

import unicodedata
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

LABEL_COLUMNS = 28

# Control characters, surrogates and unassigned code points: XML forbids most of them.
_FORBIDDEN = {"Cc", "Cs", "Cn"}


def shorten(text: str, columns: int = LABEL_COLUMNS) -> str:
    """Return `text` on one line, at most `columns` wide, cut between words if possible.

    >>> shorten("Organisation for Security and Co-operation in Europe")
    'Organisation for Security…'
    """
    # Far more than fits; the rest need not be checked.
    text = str(text)[: 20 * columns]
    kept = (" " if c.isspace() else c for c in text)
    text = " ".join("".join(c for c in kept if unicodedata.category(c) not in _FORBIDDEN).split())
    if sum(map(_columns, text)) <= columns:
        return text
    room, cut = columns - 1, 0
    while (room := room - _columns(text[cut])) >= 0:
        cut += 1
    word_end = text.rfind(" ", 0, cut + 1)
    if word_end >= 0.6 * cut:
        cut = word_end
        words = text[:cut].split()
        while len(words) > 1 and words[-1].lower() in {"a", "and", "for", "in", "of", "the"}:
            words.pop()
        return " ".join(words) + "…"
    return text[:cut].rstrip() + "…"


@lru_cache(4096)
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of `text` in points, never less than a browser will need.

    DejaVu Sans is wider than the fonts that browsers use. Characters that it lacks count as wide as
    a W.
    """
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    known = _characters()
    measured = "".join(c if ord(c) in known else "W" for c in text)
    return text_to_path.get_text_width_height_descent(measured, font, ismath=False)[0]


def wrap(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Return `text` as lines of at most `width` points, as far as words allow.

    The last line takes a word more from a longer one before it rather than end with one alone.
    """
    # At low resolution, each letter is rounded up: by 3% of a line, as measured.
    width *= 0.96
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 1 and " " not in lines[-1] and lines[-2].count(" ") > 1:
        rest, moved = lines[-2].rsplit(" ", 1)
        if text_width(f"{moved} {lines[-1]}", size, weight) <= width:
            lines[-2:] = [rest, f"{moved} {lines[-1]}"]
    return lines


def two_lines(label: str, columns: int = 14) -> list[str]:
    """Return a label as two lines of about the same length, or one if it is short or one word."""
    cuts = [i for i, character in enumerate(label) if character == " "]
    if len(label) <= columns or not cuts:
        return [label]
    middle = min(cuts, key=lambda cut: abs(2 * cut + 1 - len(label)))
    return [label[:middle], label[middle + 1 :]]


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@cache
def _characters() -> frozenset[int]:
    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())
