"""Saved web pages: the article in them, and what they say about themselves.

What is not part of the article is removed first (`helpers.reading.page_tree`); trafilatura finds
the article in the rest, and readability does if trafilatura finds nothing. If much of the same
text is missing, as on pages that set an article in several columns, it is filled in.
"""

import logging
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html
from lxml.html import HtmlElement

from helpers.reading.cleaning import Removed
from helpers.reading.cleaning.boilerplate import MAX_LABEL_WORDS, SENTENCE_END, is_list_heading
from helpers.reading.page_metadata import page_metadata
from helpers.reading.page_paywalls import least_words
from helpers.reading.page_posts import order_posts, sign_posts, unlink_sources
from helpers.reading.page_size import copied, cut, parsed, rest_of
from helpers.reading.page_tree import Part, links_in, place_before, region_of_prose, without_parts

MIN_WORDS = 10  # a page with fewer has only a menu or a notice
# Share of an extraction's letters that may be missing from it in similar places of the page.
MISSED = 0.2
LINKED = 0.9  # share of a paragraph's letters in links that makes it a link
MAX_CAPTION_WORDS, MAX_CAPTION_CHARS = 25, 2000
MAX_PARAGRAPH = 20_000  # characters; blocks that hold others and more text are not looked at
MAX_LABELS = 5  # lines above the headline
MAX_PART_CHARS = 1000  # of a removed part that is shown
# Elements that are read, including the page's frame and comments; a news page has one or two
# thousand.
MAX_SEEN = 20_000
TOO_MUCH = "beyond what is read of one page"
SPACES = re.compile(r"\s+")
NO_WORD = re.compile(r"\W+")
NO_WORD_ASCII = bytes(code for code in range(128) if NO_WORD.match(chr(code)))
BLOCKS = (
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "td", "dd", "dt", "pre", "div",
)  # fmt: skip
CONTAINERS = {*BLOCKS, "ul", "ol", "table", "section", "article", "main", "header", "figure"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Parts before and after the article that are about it; others count only between its paragraphs.
# After it, captions and standfirsts belong to other articles.
TELLING_BEFORE = {"byline", "caption", "standfirst", "stamp", "copyright"}
TELLING_BEHIND = {"byline", "copyright"}


class Page(NamedTuple):
    """The article in a page: its text, what the page says about it, and what was left out.

    A teaser is the beginning of an article whose rest is behind a paywall.
    """

    text: str
    metadata: dict[str, str]
    removed: tuple[Removed, ...]
    is_teaser: bool


def from_page(source: str, url: str | None = None) -> Page | None:
    """Return a news page's main text and what the page says about itself, or None without text.

    `metadata` has those of `title`, `date` (ISO), `source`, `author` and `url` that are known. A
    live blog's posts are sorted by time, and a social media post is signed by its author.
    """
    tree = parsed(source)
    if tree is None:
        return None
    rest = rest_of(tree)
    beyond = f"{cut(tree, MAX_SEEN)} {rest}"
    metadata = page_metadata(tree, url)
    least = least_words(tree)
    order_posts(tree)
    sign_posts(tree)
    unlink_sources(tree)
    parts = without_parts(tree)
    beyond = f"{cut(tree)} {beyond}".strip()
    links = _link_paragraphs(tree)
    region = region_of_prose(tree)
    lines = _article_lines(tree, region, links)
    if sum(len(line.split()) for line in lines) < MIN_WORDS:
        return None
    kept, removed = _own_lines(tree, lines, links, metadata.get("title", ""))
    parts += _left_out(region, lines, links)
    removed = sorted([*_placed(parts, kept), *removed], key=lambda piece: piece.paragraph)
    if beyond:
        removed.append(Removed(len(kept), _shown(beyond), TOO_MUCH))
    text = "\n\n".join(kept)
    return Page(text, metadata, tuple(removed), len(text.split()) < least)


def _own_lines(
    tree: HtmlElement, lines: list[str], links: set[str], title: str
) -> tuple[list[str], list[Removed]]:
    """The lines that are the article's, and those that are its headline, links and captions."""
    reasons = dict.fromkeys(links, "links")
    reasons |= dict.fromkeys(_captions(tree), "caption")
    headings = _headings(tree)
    reasons = {key: reason for key, reason in reasons.items() if key not in headings}
    if (key := _key(title)) in headings:
        reasons |= dict.fromkeys(_labels(lines, key), "label above the headline")
        reasons[key] = "headline"
    kept, removed = [], []
    for line in lines:
        if reason := reasons.get(_key(line)):
            removed.append(Removed(len(kept), line, reason))
        else:
            kept.append(line)
    while kept and _key(kept[-1]) in headings:
        removed.append(Removed(len(kept) - 1, kept.pop(), "heading without text"))
    return kept, removed


def _labels(lines: list[str], headline: str) -> Iterator[str]:
    """The few words above the headline, such as a section."""
    keys = [_key(line) for line in lines[:MAX_LABELS]]
    n_above = keys.index(headline) if headline in keys else 0
    for key, line in zip(keys[:n_above], lines[:n_above], strict=True):
        if len(line.split()) <= MAX_LABEL_WORDS and not SENTENCE_END.search(line):
            yield key


def _article_lines(tree: HtmlElement, region: HtmlElement, links: set[str]) -> list[str]:
    """The paragraphs of the article, including those that the extraction missed, if many."""
    lines = _with_headings(region, _trafilatura(tree) or _readability(tree), links)
    found = {_key(line) for line in lines}
    paragraphs = [(_place(p), key) for p in region.iter("p") if (key := _key(p.text_content()))]
    places = {place for place, key in paragraphs if key in found} - {None}
    missed = {key for place, key in paragraphs if key not in found and place in places}
    if sum(map(len, missed)) <= MISSED * sum(map(len, found)):
        return lines
    fuller = [line for line in _paragraphs(region) if _key(line) in found | missed]
    return max(lines, fuller, key=lambda some: sum(map(len, some)))


def _with_headings(region: HtmlElement, lines: list[str], links: set[str]) -> list[str]:
    """Lines, with the headings between them that the extraction missed.

    Headings before the first line belong to the frame of the page.
    """
    places = {key: n for n, line in reversed(list(enumerate(lines))) if (key := _key(line))}
    missed: dict[int, list[str]] = {}
    heading = None
    for element in region.iter("p", *HEADINGS[1:]):
        text = " ".join(element.text_content().split())
        if element.tag != "p":
            heading = text
        elif (n := places.get(_key(text), 0)) and heading:
            if _key(heading) not in {*places, *links} and not is_list_heading(heading):
                missed.setdefault(n, []).append(heading)
            heading = None
    return [part for n, line in enumerate(lines) for part in (*missed.get(n, ()), line)]


def _left_out(region: HtmlElement, lines: list[str], links: set[str]) -> list[Part]:
    """The paragraphs in the region of the article that the extraction did not take."""
    keys = {_key(line): None for line in lines}
    whole = "".join(keys)  # a paragraph may have been taken as several lines
    parts: list[Part] = []
    for text in _paragraphs(region):
        key = _key(text)
        if key in keys or key in whole:
            place_before(parts, text)
        elif key:
            parts.append(Part(text, "links" if key in links else "not taken for article"))
    return parts


def _place(paragraph: HtmlElement) -> str | None:
    """What distinguishes paragraphs of one text from others: the classes around them."""
    parent = paragraph.getparent()
    names = (paragraph.get("class"), parent.get("class"), parent.get("id"))
    return " / ".join(map(str, (parent.tag, *names))) if any(names) else None


def _trafilatura(tree: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction

    page = bare_extraction(
        copied(tree),
        with_metadata=False,
        include_comments=False,
        include_tables=True,
        fast=True,
    )
    lines = (page.text or "").split("\n") if page else []
    return [plain for line in lines if (plain := _without_markup(line))]


def _without_markup(line: str) -> str:
    """A line without the marks that trafilatura adds to list items and tables."""
    if line.startswith("|"):
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        return ", ".join(cell for cell in cells if cell.strip("-: "))
    return line.strip().removeprefix("- ")


def _readability(tree: HtmlElement) -> list[str]:
    from readability import Document
    from readability.readability import Unparseable

    # It prints a stack trace for each page that it can't read, and raises as well.
    logging.getLogger("readability.readability").setLevel(logging.CRITICAL + 1)
    try:
        summary = Document(etree.tostring(tree, encoding="unicode", method="html")).summary()
        return _paragraphs(html.document_fromstring(summary))
    except (Unparseable, etree.ParserError, ValueError):
        return []


def _paragraphs(region: HtmlElement) -> list[str]:
    """The texts of the paragraphs, headings and list items of a part of the page, in order."""
    return [
        text
        for element in region.iter("p", "li", "blockquote", "pre", *HEADINGS)
        if not any(child.tag in CONTAINERS for child in element.iterdescendants())
        and (text := " ".join(element.text_content().split()))
    ]


def _link_paragraphs(tree: HtmlElement) -> set[str]:
    """The texts that occur in the page only as links."""
    linked, plain = set(), set()
    for element in tree.iter(*BLOCKS):
        if any(child.tag in CONTAINERS for child in element):
            continue
        text = element.text_content()
        if (
            len(text) > MAX_PARAGRAPH
            and next(element.iterdescendants(*CONTAINERS), None) is not None
        ):
            continue
        key = _key(text)
        if not key:
            continue
        n_linked = sum(len(_key(link.text_content())) for link in links_in(element))
        (linked if n_linked >= LINKED * len(key) else plain).add(key)
    return linked - plain


def _captions(tree: HtmlElement) -> Iterator[str]:
    """The alternative texts of pictures, and short texts in the same block as a picture."""
    seen = set()
    for image in tree.iter("img"):
        yield _key(image.get("alt") or "")
        around, text = image.getparent(), ""
        while around is not None and around not in seen and not _key(text := _start(around)):
            seen.add(around)
            around = around.getparent()
        if around is None or around in seen:
            continue
        seen.add(around)
        if next(around.iter("p", *HEADINGS), None) is not None:
            continue
        if len(text.split()) <= MAX_CAPTION_WORDS and text[-1] not in '.!?”"':
            yield _key(text)


def _start(element: HtmlElement) -> str:
    """The text of an element, or its beginning if it is far longer than a caption."""
    text = ""
    for piece in element.itertext():
        text = f"{text}{SPACES.sub(' ', piece[:MAX_PARAGRAPH])}".lstrip()
        if len(text) >= MAX_CAPTION_CHARS:
            break
    return text.rstrip()


def _headings(tree: HtmlElement) -> set[str]:
    return {_key(element.text_content()) for element in tree.iter(*HEADINGS)}


def _placed(parts: list[Part], kept: list[str]) -> Iterator[Removed]:
    """The parts that are about the article, with the paragraph that each one preceded."""
    numbers = {_key(line): number for number, line in reversed(list(enumerate(kept)))}
    seen = set()
    for part in parts:
        number = numbers.get(_key(part.following), len(kept))
        telling = TELLING_BEHIND if number == len(kept) else TELLING_BEFORE
        if part.text in seen or not (0 < number < len(kept) or part.reason in telling):
            continue
        seen.add(part.text)
        yield Removed(number, _shown(part.text), part.reason)


def _shown(text: str) -> str:
    return f"{text[:MAX_PART_CHARS]} …" if len(text) > MAX_PART_CHARS else text


def _key(text: str) -> str:
    """The letters and digits of a text in lower case, by which it is recognised elsewhere."""
    # Several times as fast as the pattern alone, on texts of megabytes.
    data = text.lower().encode("utf-8", "surrogatepass").translate(None, NO_WORD_ASCII)
    key = data.decode("utf-8", "surrogatepass")
    return key if key.isascii() else NO_WORD.sub("", key)
