"""Saved web pages: the article in them, and what they say of themselves."""

import re
from copy import deepcopy
from typing import NamedTuple

from lxml.html import HtmlElement

from helpers.reading.cleaning import Removed
from helpers.reading.page_metadata import page_metadata
from helpers.reading.page_tree import Part, parsed, without_parts

MIN_WORDS = 10  # a page with fewer has only a menu or a notice
BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td", "dd", "pre")


class Page(NamedTuple):
    """The article of a page: its text, what the page says of it, and what was left out."""

    text: str
    metadata: dict[str, str]
    removed: tuple[Removed, ...]


def from_page(source: str, url: str | None = None) -> Page | None:
    """Return the main text of a news page and what the page says of itself, or None without text.

    `metadata` has those of `title`, `date` (ISO), `source`, `author` and `url` that are known.
    """
    tree = parsed(source)
    if tree is None:
        return None
    metadata = page_metadata(tree, url)
    parts = without_parts(tree)
    links = _link_paragraphs(tree)
    lines = _extracted(tree)
    if lines is None:
        return None
    kept, parts = [], [*parts]
    found = []
    for line in lines:
        if _key(line) in links:
            found.append(Removed(len(kept), line, "links"))
        else:
            kept.append(line)
    return Page("\n\n".join(kept), metadata, (*_placed(parts, kept), *found))


def _extracted(tree: HtmlElement) -> list[str] | None:
    from trafilatura import bare_extraction

    for favour_recall in (False, True):
        page = bare_extraction(
            deepcopy(tree),
            with_metadata=False,
            include_comments=False,
            include_tables=True,
            favor_recall=favour_recall,
        )
        if page is not None and len((page.text or "").split()) >= MIN_WORDS:
            return [line for line in page.text.split("\n") if line.strip()]
    return None


def _link_paragraphs(tree: HtmlElement) -> set[str]:
    """The texts that stand in the page only as links."""
    linked, plain = set(), set()
    for element in tree.iter(*BLOCKS):
        text = element.text_content()
        if not text.strip() or len(text) > 2000:
            continue
        n_linked = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
        (linked if n_linked >= 0.9 * len("".join(text.split())) else plain).add(_key(text))
    return linked - plain


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text.lower()))


def _placed(parts: list[Part], kept: list[str]) -> list[Removed]:
    numbers = {_key(line): number for number, line in reversed(list(enumerate(kept)))}
    return [
        Removed(numbers.get(_key(part.following), len(kept)), part.text, part.reason)
        for part in parts
    ]
