"""The elements of a web page that are not part of the article.

They are recognised by tag and role, by being hidden, and by the words in their classes and id
(`data/rules/page_parts.csv`). The element that holds most of the prose, and those around it, are
never removed.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from lxml.html import HtmlElement

RULES = Path(__file__).resolve().parents[2] / "data" / "rules" / "page_parts.csv"
TAGS = {
    "nav": "links", "aside": "aside", "footer": "site notice", "form": "form", "button": "form",
    "select": "form", "textarea": "form", "dialog": "site notice", "menu": "links",
    "figcaption": "caption",
}  # fmt: skip
ROLES = {
    "navigation": "links", "complementary": "aside", "contentinfo": "site notice",
    "dialog": "site notice", "alertdialog": "site notice", "menu": "links", "menubar": "links",
    "search": "form", "banner": "site notice", "tooltip": "site notice",
}  # fmt: skip
# Share of the page's prose: an element with more is not an insertion, whatever its classes say.
MAX_SHARE = 0.3
SHORT = 60  # words; for fewer, the share does not count
# Comments may be longer than the article.
NEVER_PROSE = {"share and comment line"}
NEARLY_ALL = 0.85
WHOLE_PAGE = {"html", "body", "main", "article"}  # their classes describe the rest of the page
HIDDEN_STYLE = re.compile(r"(?:^|;|\s)(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass
class Part:
    """An element that was removed: its text, the reason, and the paragraph that follows it."""

    text: str
    reason: str
    following: str = ""


def without_parts(tree: HtmlElement) -> list[Part]:
    """Remove from `tree` what is not part of the article, and return it in page order.

    Only parts inside or beside the article's prose are returned; the frame of a page, such as its
    menus, says nothing about the article.
    """
    prose = _prose(tree)
    body = main_element(tree, prose)
    protected = set() if body is None else {body, *body.iterancestors()}
    region = _region(body)
    parts, inside = [], region is None
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        inside = inside or element is region
        reason = None if element in protected else _part_reason(element, prose, tree)
        if reason:
            if inside and (text := _text_apart(element)):
                parts.append(Part(text, reason))
            drop(element)
            continue
        if element.tag == "p" and (text := _text(element)):
            place_before(parts, text)
        waiting += [child for child in reversed(element) if isinstance(child.tag, str)]
    return parts


def place_before(parts: list[Part], following: str) -> None:
    """Set the paragraph that follows the last parts, which have none yet."""
    for part in reversed(parts):
        if part.following:
            return
        part.following = following


def _part_reason(element: HtmlElement, prose: Counter, tree: HtmlElement) -> str | None:
    """Why an element is a part and only an insertion into the page's prose, or None."""
    reason = reason_of(element)
    if reason and (reason in NEVER_PROSE or prose[element] <= _limit(prose[tree])):
        return reason
    return None


def main_element(tree: HtmlElement, prose: Counter) -> HtmlElement | None:
    """Return the element whose own paragraphs have most words, or None if there are none."""
    words: Counter[HtmlElement] = Counter()
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        reason = _part_reason(element, prose, tree)
        is_prose = reason in NEVER_PROSE and prose[element] > _limit(prose[tree])
        if reason and not (is_prose and next(element.iter("h1"), None) is not None):
            continue
        parent = element.getparent()
        if element.tag == "p" and parent is not None and (n := prose[element]):
            words[parent] += n
            if parent.getparent() is not None:
                words[parent.getparent()] += n // 2
        waiting += [child for child in element if isinstance(child.tag, str)]
    return max(words, key=words.get) if words else None


def drop(element: HtmlElement) -> None:
    """Remove an element, but keep the text after it."""
    if element.getparent() is not None:
        element.drop_tree()


def region_of_prose(tree: HtmlElement) -> HtmlElement:
    """Return the smallest element that holds nearly all of the page's prose."""
    prose = _prose(tree)
    region = tree
    while True:
        inner = [child for child in region if prose[child] >= NEARLY_ALL * prose[tree] > 0]
        if not inner:
            return region
        region = inner[0]


def _region(body: HtmlElement | None) -> HtmlElement | None:
    """The `<article>` or `<main>` around the prose, or the element that contains it."""
    if body is None:
        return None
    for element in (body, *body.iterancestors()):
        if element.tag in {"article", "main"}:
            return element
    return body.getparent() if body.getparent() is not None else body


def reason_of(element: HtmlElement) -> str | None:
    """Why an element is not the article's, by tag, role, classes or style, or None."""
    if _is_hidden(element):
        return "hidden text"
    if element.tag in WHOLE_PAGE:
        return None
    return TAGS.get(element.tag) or ROLES.get(element.get("role", "")) or _class_reason(element)


def _is_hidden(element: HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(HIDDEN_STYLE.search(element.get("style") or ""))
    )


def _class_reason(element: HtmlElement) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _reason_of_names(names) if names != " " else None


@cache
def _reason_of_names(names: str) -> str | None:
    known = _part_words()
    for name in names.split():
        words = [word.lower() for word in WORDS.findall(name)]
        pairs = ["".join(pair) for pair in pairwise(words)]
        for word in (*words, *pairs):
            if word in known:
                return known[word]
    return None


@cache
def _part_words() -> dict[str, str]:
    with RULES.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["reason"] for row in csv.DictReader(file)}


def _limit(total: int) -> float:
    """How many words of prose an element may have and still be only an insertion."""
    return max(SHORT, MAX_SHARE * total)


def _prose(tree: HtmlElement) -> Counter[HtmlElement]:
    """How many words in paragraphs each element has, not counting links."""
    prose: Counter[HtmlElement] = Counter()
    for element in reversed(list(tree.iter())):
        if element.tag == "p":
            prose[element] += _words(element)
        parent = element.getparent()
        if parent is not None and prose[element]:
            prose[parent] += prose[element]
    return prose


def links_in(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the links in an element that are not themselves in a link."""
    return (a for a in element.iter("a") if next(a.iterancestors("a"), None) is None)


def _text_apart(element: HtmlElement) -> str:
    """The text of an element, with its child elements' texts separated."""
    return " ".join(" ".join(element.itertext()).split())


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _words(paragraph: HtmlElement) -> int:
    """The words of a paragraph that are not links."""
    linked = sum(len(link.text_content().split()) for link in links_in(paragraph))
    return max(0, len(paragraph.text_content().split()) - linked)
