"""PDF with a text layer. Library: pypdfium2.

A page is a set of lines with positions. What repeats at the top or bottom of pages is a running
head; columns are recognised by a gutter; paragraphs by space, indent and short lines.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise, takewhile
from statistics import median, median_low
from typing import NamedTuple

from helpers.reading.formats.record import Text, Unreadable
from helpers.reading.hyphenation import join_lines, words_of
from helpers.reading.running_heads import PAGE_NUMBER, shape

MAX_PAGES = 2_000
MIN_LETTERS = 20  # a document with fewer has only pictures of pages
# Share of the page's height, at the top and bottom, where running heads are.
MARGIN = 0.12
MAX_TITLE = 250  # characters
MIN_COLUMN = 3  # lines
# If fewer than one line in this many begins a paragraph by space or indent, short lines end one.
MAX_LINES = 25
SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")
PRINTED_BY_BROWSER = re.compile(r"https?://\S+(\s+\d+/\d+)?$|\d+/\d+$", re.IGNORECASE)


class Line(NamedTuple):
    """A line of a page, or a piece of one: its text, position and font size in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int

    @property
    def top(self) -> float:
        """The top of its capitals."""
        return self.base + 0.7 * self.size


def read(data: bytes) -> Text:
    """Return the text of a document and its title, the largest line at the top of the first page.

    Raises `Unreadable` for a document that needs a password, is damaged, or has no text layer.
    """
    found = paragraphs(data)
    return Text("\n\n".join(found[1]), {"title": found[0]} if found[0] else {})


def lines(data: bytes) -> list[str]:
    """Return the paragraphs of a document, including its title."""
    title, found = paragraphs(data)
    return [title, *found] if title else found


def sample(data: bytes) -> str:
    """Return the text of the first and last page, to see what kind of document it is."""
    try:
        document = _opened(data)
        pages = [document[0], document[len(document) - 1]]
        return "\n".join(page.get_textpage().get_text_bounded() for page in pages).replace("\r", "")
    except (Unreadable, IndexError):
        return ""


def paragraphs(data: bytes) -> tuple[str | None, list[str]]:
    """Return the title, if one stands out, and the paragraphs of a document."""
    document = _opened(data)
    if len(document) > MAX_PAGES:
        raise Unreadable(f"has more than {MAX_PAGES:,} pages; split it into single articles")
    pages = [_lines(document[number], number) for number in range(len(document))]
    if sum(char.isalpha() for page in pages for line in page for char in line.text) < MIN_LETTERS:
        raise Unreadable(
            "has pictures of pages only and no text layer, as a scan has; make one by OCR, for "
            "example with ocrmypdf"
        )
    heights = [document[number].get_height() for number in range(len(document))]
    pages = _without_running_heads(pages, heights)
    title, pages = _title(pages)
    ordered = [line for page in pages for line in _in_reading_order(page)]
    words = words_of(line.text for line in ordered)
    return title, [join_lines(block, words) for block in _blocks(ordered)]


def _opened(data: bytes):
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                "asks for a password; open it, and save or print it as a PDF without one"
            ) from None
        raise Unreadable("is a damaged PDF; open it and save it again") from None
    return document


def _lines(page, number: int) -> list[Line]:
    """The lines of a page from top to bottom; pieces of a line that are close are joined."""
    import pypdfium2

    try:
        text_page = page.get_textpage()
        pieces = [_piece(text_page, index, number) for index in range(text_page.count_rects())]
    except pypdfium2.PdfiumError:
        return []
    found: list[Line] = []
    for piece in sorted(filter(None, pieces), key=lambda line: (-round(line.base), line.left)):
        last = found[-1] if found else None
        if last and _same_line(last, piece):
            gap = "" if piece.left - last.right < 0.1 * piece.size else " "
            found[-1] = last._replace(
                text=f"{last.text}{gap}{piece.text}",
                right=max(last.right, piece.right),
                size=max(last.size, piece.size),
            )
        else:
            found.append(piece)
    return found


def _piece(text_page, index: int, number: int) -> Line | None:
    """A piece of text with one baseline; pdfium gives the height of its ink, not its font size."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    left, bottom, right, top = text_page.get_rect(index)
    # pdfium returns this character for a hyphen at the end of a line.
    text = text_page.get_text_bounded(left, bottom, right, top).replace("\x02", "-")
    text = " ".join(text.replace("\ufffe", "-").split())
    if not text:
        return None
    base, size = bottom, top - bottom
    middle = (bottom + top) / 2
    char = raw.FPDFText_GetCharIndexAtPos(text_page, left + 0.5, middle, 2, size / 2)
    if char >= 0:
        x, y = c_double(), c_double()
        if raw.FPDFText_GetCharOrigin(text_page, char, byref(x), byref(y)):
            base = y.value if abs(y.value - bottom) < size else bottom
        font = raw.FPDFText_GetFontSize(text_page, char)
        size = font if 0.6 * size < font < 3 * size else size
    return Line(text, left, right, base, size, number)


def _same_line(one: Line, other: Line) -> bool:
    close = -0.5 * one.size < other.left - one.right < 1.2 * max(one.size, other.size)
    return close and abs(one.base - other.base) < 0.4 * min(one.size, other.size)


def _without_running_heads(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Pages without what repeats at their edges, page numbers, and a browser's own lines."""
    seen: Counter = Counter()
    for page, height in zip(pages, heights, strict=True):
        seen.update({shape(line.text) for line in page if _at_edge(line, height)})
    return [
        [line for line in page if not (_at_edge(line, height) and _is_head(line, page, seen))]
        for page, height in zip(pages, heights, strict=True)
    ]


def _at_edge(line: Line, height: float) -> bool:
    return line.base > (1 - MARGIN) * height or line.top < MARGIN * height


def _is_head(line: Line, page: list[Line], seen: Counter) -> bool:
    if PAGE_NUMBER.match(line.text) or PRINTED_BY_BROWSER.search(line.text):
        return True
    if seen[shape(line.text)] > 1:
        return True
    # On a single page: small, and apart from all other lines, as a running head is.
    size = _size(page)
    others = [other for other in page if abs(other.base - line.base) > 0.5 * line.size]
    distance = min((abs(other.base - line.base) for other in others), default=0)
    return line.size < 0.95 * size and distance > 2 * size


def _size(lines: Iterable[Line]) -> float:
    """The usual font size, weighted by length of text."""
    sizes = [line.size for line in lines for _ in range(max(1, len(line.text) // 20))]
    return median(sizes) if sizes else 10.0


def _title(pages: list[list[Line]]) -> tuple[str | None, list[list[Line]]]:
    """The largest lines of the first page with text, if they precede the text; and the rest.

    What is above the headline is a kicker or the paper's name, not text.
    """
    first = next((page for page in pages if page), [])
    sizes = [line.size for line in first]
    largest = max(sizes, default=0)
    if largest < 1.15 * _size(line for page in pages for line in page):
        return None, pages
    start = sizes.index(largest)
    alike = takewhile(lambda size: abs(size - largest) < 0.1 * largest, sizes[start:])
    end = start + len(list(alike))
    title = join_lines(line.text for line in first[start:end])
    above = "".join(line.text for line in first[:start])
    if max(len(title), len(above)) > MAX_TITLE:
        return None, pages
    return title, [first[end:] if page is first else page for page in pages]


def _in_reading_order(page: list[Line]) -> list[Line]:
    """Lines column by column; a line across the gutter separates what is above and below."""
    gutter = _gutter(page)
    if gutter is None:
        return page
    ordered, left, right = [], [], []
    for line in page:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            ordered += [*_in_reading_order(left), *_in_reading_order(right), line]
            left, right = [], []
    return [*ordered, *_in_reading_order(left), *_in_reading_order(right)]


def _gutter(page: list[Line]) -> float | None:
    """A position that few lines cross, with columns of lines on both sides."""
    if len(page) < 6:
        return None
    leftmost, rightmost = min(line.left for line in page), max(line.right for line in page)
    width = rightmost - leftmost
    best, fewest = None, 0.2 * len(page)
    for place in sorted({line.left - 1 for line in page}):
        if not leftmost + 0.2 * width < place < rightmost - 0.15 * width:
            continue
        left = [line for line in page if line.right <= place]
        right = [line for line in page if line.left >= place]
        across = len(page) - len(left) - len(right)
        if across < fewest and _are_columns(left, right):
            best, fewest = place, across
    return best


def _are_columns(left: list[Line], right: list[Line]) -> bool:
    """Whether lines are side by side, and are more than the cells of a short table."""
    if min(len(left), len(right)) < MIN_COLUMN:
        return False
    top, bottom = max(line.base for line in right), min(line.base for line in right)
    beside = [line for line in left if bottom - line.size < line.base < top + line.size]
    return len(beside) >= MIN_COLUMN


def _blocks(lines: list[Line]) -> list[list[str]]:
    """Lines grouped into paragraphs."""
    if not lines:
        return []
    layout = _Layout(lines)
    blocks, texts = [], [lines[0].text]
    for before, line in pairwise(lines):
        if layout.begins(before, line):
            blocks.append(texts)
            texts = []
        texts.append(line.text)
    return [*blocks, texts]


class _Layout:
    """How the lines of a document are set: their font size, distance and margins."""

    def __init__(self, lines: list[Line]):
        self._size = _size(lines)
        distances = [
            before.base - line.base
            for before, line in pairwise(lines)
            if before.page == line.page and 0 < before.base - line.base < 3 * self._size
        ]
        self._distance = median_low(sorted(distances)) if distances else 1.2 * self._size
        self._margins = {
            number: _Margins([line for line in lines if line.page == number], self._size)
            for number in {line.page for line in lines}
        }
        marked = sum(self._is_marked(*pair) for pair in pairwise(lines))
        self._are_marked = marked > len(lines) / MAX_LINES

    def begins(self, before: Line, line: Line) -> bool:
        """Whether a paragraph begins with `line`; `before` is the previous line."""
        if before.text.endswith("-") and line.text[:1].islower():
            return False
        ends = bool(SENTENCE_END.search(before.text))
        if before.page != line.page or line.base > before.base:  # another page or column
            return ends and (self._is_short(before, 0.1) or self._is_indented(line))
        if self._is_marked(before, line):
            return True
        return ends and not self._are_marked and self._is_short(before, 0.15)

    def _is_marked(self, before: Line, line: Line) -> bool:
        """Whether space, an indent or another font size separates two lines of a column."""
        if before.page != line.page or line.base > before.base:
            return False
        return (
            abs(before.size - line.size) > 0.12 * self._size
            or before.base - line.base > self._distance + 0.2 * self._size
            or (self._is_indented(line) and line.left > before.left + 0.5 * self._size)
        )

    def _is_indented(self, line: Line) -> bool:
        return line.left > self._margins[line.page].of(line)[0] + 0.8 * self._size

    def _is_short(self, line: Line, share: float) -> bool:
        left, right = self._margins[line.page].of(line)
        return line.right < right - share * (right - left)


class _Margins:
    """The margins of a page's columns."""

    def __init__(self, lines: list[Line], size: float):
        self._lines, self._size = lines, size

    def of(self, line: Line) -> tuple[float, float]:
        """The left and right margin of the column that a line is in."""
        left = min(o.left for o in self._lines if abs(o.left - line.left) < 4 * self._size)
        rights = sorted(o.right for o in self._lines if o.left < line.right and o.right > line.left
                        and abs(o.left - left) < 4 * self._size)  # fmt: skip
        return left, rights[int(0.9 * (len(rights) - 1))] if rights else line.right
