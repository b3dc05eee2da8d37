"""The elements of a web page: a budget for them, and those that are not the article's.

What an element is shows in its tag and role, in whether it is hidden, and in the words of its
classes and id (`data/rules/page_parts.csv`). The element that holds most of the prose is never
taken out, nor are those around it.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement

RULES = Path(__file__).resolve().parents[2] / "data" / "rules" / "page_parts.csv"
MAX_TAG_CHARS = 20_000  # of a start tag, such as one with a picture in it
MAX_ELEMENTS = 6_000  # news pages have one or two thousand
CONDENSED = {"p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "li", "time"}
WITHOUT_TEXT = {
    "script", "style", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video",
    "map", "math", "noscript",
}  # fmt: skip
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
# Of the page's prose: an element with more of it is no insertion, whatever its classes say.
MAX_SHARE = 0.3
SHORT = 60  # words; below them the share does not count
# Comments may be longer than the article.
NEVER_PROSE = {"share and comment line"}
NEARLY_ALL = 0.85
WHOLE_PAGE = {"html", "body", "main", "article"}  # their classes say what else the page has
HIDDEN_STYLE = re.compile(r"(?:^|;|\s)(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
LONG_TAG = re.compile(rf"<([a-zA-Z][\w:-]*)(?=[^<>]{{{MAX_TAG_CHARS}}})[^<>]*>")


@dataclass
class Part:
    """An element that was taken out: its text, the reason, and the paragraph that follows it."""

    text: str
    reason: str
    following: str = ""


def parsed(source: str) -> HtmlElement | None:
    """Return the elements of a page, or None if it has none.

    No page takes more than a few seconds: start tags longer than 20,000 characters lose their
    attributes, and of a page of more than 6,000 elements the first 6,000 paragraphs, headings and
    list items are kept. What is nested more than some 250 deep is lost in parsing.
    """
    source = LONG_TAG.sub(r"<\1>", re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for element in list(tree.iter(*WITHOUT_TEXT)):
        if element.tag != "script" or "ld+json" not in (element.get("type") or ""):
            _drop(element)
    n_elements = sum(1 for _ in tree.iter())
    return tree if n_elements <= MAX_ELEMENTS else _condensed(tree)


def _condensed(tree: HtmlElement) -> HtmlElement:
    """A page of the head of `tree` and its first paragraphs that are not parts of other things."""
    page, body = html.Element("html"), html.Element("body")
    article = html.Element("article")
    for head in tree.iter("head"):
        head[MAX_ELEMENTS:] = []
        page.append(head)
        break
    page.append(body)
    body.append(article)
    waiting, n_kept = [tree], 0
    while waiting and n_kept < MAX_ELEMENTS:
        element = waiting.pop()
        if element.tag in CONDENSED:
            kept = html.Element(element.tag, dict(element.attrib))
            kept.text = element.text_content()
            linked = _words(element) == 0
            if kept.text.strip() and not linked:
                article.append(kept)
                n_kept += 1
            continue
        if element is tree or _reason(element) is None:
            waiting += [child for child in reversed(element) if len(child) or child.text]
    return page


def without_parts(tree: HtmlElement) -> list[Part]:
    """Take out of `tree` what is not the article's, and return it in the order of the page.

    Only parts within or beside the article's prose are returned; the frame of a page, such as its
    menus, says nothing of the article.
    """
    prose = _prose(tree)
    body = main_element(tree)
    protected = set() if body is None else {body, *body.iterancestors()}
    region = _region(body)
    parts, unplaced, inside = [], [], region is None
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        inside = inside or element is region
        reason = None if element in protected else _reason(element)
        if reason and (reason in NEVER_PROSE or prose[element] <= _limit(prose[tree])):
            text = " ".join(element.text_content().split())
            if inside and text:
                unplaced.append(Part(text, reason))
            _drop(element)
            continue
        if element.tag == "p" and unplaced and (text := " ".join(element.text_content().split())):
            for part in unplaced:
                part.following = text
            parts += unplaced
            unplaced = []
        waiting += [child for child in reversed(element) if isinstance(child.tag, str)]
    return parts + unplaced


def main_element(tree: HtmlElement) -> HtmlElement | None:
    """Return the element whose own paragraphs hold most words, or None if there are none."""
    prose = _prose(tree)
    words: Counter[HtmlElement] = Counter()
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        reason = _reason(element)
        if reason in NEVER_PROSE and next(element.iter("h1"), None) is None:
            continue
        if reason and prose[element] <= _limit(prose[tree]):
            continue
        parent = element.getparent()
        if element.tag == "p" and parent is not None and (n := _words(element)):
            words[parent] += n
            if parent.getparent() is not None:
                words[parent.getparent()] += n // 2
        waiting += [child for child in element if isinstance(child.tag, str)]
    return max(words, key=words.get) if words else None


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
    """The `<article>` or `<main>` around the prose, or what holds it."""
    if body is None:
        return None
    for element in (body, *body.iterancestors()):
        if element.tag in {"article", "main"}:
            return element
    return body.getparent() if body.getparent() is not None else body


def _reason(element: HtmlElement) -> str | None:
    """Why an element is not the article's by its tag, role, classes or style, or None."""
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
    """How many words of prose an element may have and still be no more than an insertion."""
    return max(SHORT, MAX_SHARE * total)


def _prose(tree: HtmlElement) -> Counter[HtmlElement]:
    """How many words of paragraphs each element holds, links left out."""
    prose: Counter[HtmlElement] = Counter()
    for element in reversed(list(tree.iter())):
        if element.tag == "p":
            prose[element] += _words(element)
        parent = element.getparent()
        if parent is not None and prose[element]:
            prose[parent] += prose[element]
    return prose


def _words(paragraph: HtmlElement) -> int:
    """The words of a paragraph that are not links."""
    linked = sum(len((link.text_content() or "").split()) for link in paragraph.iter("a"))
    return max(0, len(paragraph.text_content().split()) - linked)


def _drop(element: HtmlElement) -> None:
    """Take an element out, and leave the text behind it."""
    if element.getparent() is not None:
        element.drop_tree()
