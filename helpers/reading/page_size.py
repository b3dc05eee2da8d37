"""Web pages as trees: parsed, without scripts, neither too deep nor too large.

No page takes more than a few seconds: if a page is too large, first the elements that mark words
are removed, then everything beyond a number of elements, and that is reported.
"""

import re
from collections import Counter
from copy import deepcopy
from itertools import islice

from lxml import etree, html
from lxml.html import HtmlElement

from helpers.reading.page_tree import drop, links_in, reason_of

MAX_TAG_CHARS = 20_000  # of a start tag, such as one with a picture in it
MAX_DEPTH = 200  # libraries that walk a tree recurse for each level
MAX_ATTRIBUTES = 200  # per element; the parser's time grows with their square
MAX_ELEMENTS = 8_000  # of an article; news pages have one or two thousand
MOST_LOOKED_AT = 100_000  # elements of a page; the text of the rest becomes one paragraph
REST = "rest-of-the-page"  # the id of that paragraph
MAX_TEXT = 1_200_000  # characters of a page, including its frame; an article may have a million
MAX_CELL_WORDS = 40  # in a table of figures; a cell with more holds part of the page
WITHOUT_TEXT = {
    "script", "style", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video",
    "map", "math", "noscript",
}  # fmt: skip
MARKING = {
    "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "tt", "u", "var", "wbr",
}  # fmt: skip
INLINE = {*MARKING, "a", "data", "img", "time"}
MAX_INLINE = 500  # of these in a paragraph
# What is kept of a page that is too deep; every other tag separates paragraphs.
KEPT_WHEN_FLAT = (
    "html|head|body|title|meta|link|base|script|style|template|noscript|p|h[1-6]|a|img|br|time|"
    "nav|aside|footer|figcaption|form|button"
)
# Possessive, so that no page makes the search backtrack.
LONG_TAG = re.compile(
    rf"<([a-zA-Z][\w:-]{{0,100}}+)"
    rf"(?=[^<>]{{{MAX_TAG_CHARS}}}|(?:[^<>=]*+=){{{MAX_ATTRIBUTES}}}|(?:\s++[\w-]++){{{MAX_ATTRIBUTES}}})"
    rf"[^<>]*+>"
)
MARKING_TAG = re.compile(rf"</?(?:{'|'.join(sorted(MARKING))})(?:\s[^<>]*)?/?>", re.IGNORECASE)
OTHER_TAG = re.compile(
    rf"</?(?!(?:{KEPT_WHEN_FLAT})[\s/>])[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>", re.IGNORECASE
)
PLAIN = "plain"
MAX_LINKED = 0.5  # share of a paragraph's letters that are in links, for the links to be in prose
CELLS = ("td", "th")
# The first texts in an element and behind it.
TEXTS = "::text()[normalize-space() and not(parent::script)][position() <= 1000]"
WITHIN = etree.XPath(f"descendant{TEXTS}", smart_strings=False)
BEHIND = etree.XPath(f"following{TEXTS}", smart_strings=False)
IN_TABLES = ("table", "thead", "tbody", "tfoot", "tr", *CELLS)


def parsed(source: str) -> HtmlElement | None:
    """Return the elements of a page, or None if it has none.

    Start tags longer than 20,000 characters lose their attributes. A page nested more than 200
    deep, such as one whose tags are not closed, is flattened. Tables used only for layout become
    blocks. In a page with very many elements, those that mark words within a text are removed.
    """
    source = LONG_TAG.sub(r"<\1>", re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    tree = _parsed(source)
    if tree is not None and _is_deep(tree):
        tree = _parsed(OTHER_TAG.sub("<p>", MARKING_TAG.sub("", source)))
    if tree is None:
        return None
    for element in list(tree.iter(*WITHOUT_TEXT)):
        if element.tag != "script" or "ld+json" not in (element.get("type") or ""):
            drop(element)
    if (beyond := _element_at(tree, MOST_LOOKED_AT)) is not None and (rest := _cut_from(beyond)):
        last = etree.SubElement(tree, "p", id=REST)
        last.text = rest
    _without_layout_tables(tree)
    return _without_marking(tree) if _element_at(tree, MAX_ELEMENTS) is not None else tree


def copied(tree: HtmlElement) -> HtmlElement:
    """Return a copy of a page for libraries that change it.

    Paragraphs in it have at most 500 marked words, links and pictures, or none: the time that
    libraries take grows with the square of their number.
    """
    copy = deepcopy(tree)
    for element in copy.xpath(f"//*[count(*) > {MAX_INLINE}]"):
        tags = Counter(child.tag for child in element)
        # Among blocks, links stay: many of them are a list of links.
        inline = INLINE if tags.keys() <= INLINE | {"br"} else INLINE - {"a"}
        if sum(tags[tag] for tag in inline) <= MAX_INLINE:
            continue
        for child in [child for child in element if child.tag in inline]:
            for marked in list(child.iter(*inline)):
                marked.tag = PLAIN
        etree.strip_tags(element, PLAIN)
        element.text = element.text  # which has many pieces
        for child in element:
            child.tail = child.tail
    return copy


def rest_of(tree: HtmlElement) -> str:
    """Remove the text that was not parsed from a page, and return it."""
    for element in tree.xpath(f"//p[@id='{REST}']"):
        element.getparent().remove(element)
        return element.text or ""
    return ""


def cut(tree: HtmlElement, most: int = MAX_ELEMENTS) -> str:
    """Remove what is beyond the first `most` elements or `MAX_TEXT` characters of a page.

    The beginning of the removed text is returned.
    """
    beyond = None
    if len(tree.text_content()) > MAX_TEXT:
        beyond = _element_after(tree, MAX_TEXT, most)
    if beyond is None and (beyond := _element_at(tree, most)) is None:
        return ""
    return _cut_from(beyond)


def _cut_from(beyond: HtmlElement) -> str:
    """Remove an element and all that follows; return how their text begins."""
    # By slices and XPath, since an object for each of a million elements takes seconds.
    texts = " ".join([*WITHIN(beyond), *BEHIND(beyond)]).split()
    for element in [beyond, *beyond.iterancestors()]:
        if (parent := element.getparent()) is not None:
            del parent[parent.index(element) + (element is not beyond) :]
    return " ".join(texts)


def _element_after(tree: HtmlElement, room: int, most: int) -> HtmlElement | None:
    """An element put where a page has `room` characters; None if `most` elements have fewer.

    It splits a text if need be. Repeated spaces do not count: some pages have megabytes of them.
    """
    for event, element in islice(etree.iterwalk(tree, events=("start", "end")), 2 * most):
        text = (element.text if event == "start" else element.tail) or ""
        n = len(" ".join(text.split()))
        if n <= room:
            room -= n
            continue
        mark = etree.Element("span")
        kept, mark.tail = text[:room], text[room:]
        if event == "start":
            element.text = kept
            element.insert(0, mark)
        else:
            element.tail = kept
            element.getparent().insert(element.getparent().index(element) + 1, mark)
        return mark
    return None


def _parsed(source: str) -> HtmlElement | None:
    # Without `huge_tree`, everything nested more than 255 deep is lost.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _is_deep(tree: HtmlElement) -> bool:
    return tree.xpath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def _element_at(tree: HtmlElement, number: int) -> HtmlElement | None:
    return next(islice(tree.iter(), number, None), None)


def _without_marking(tree: HtmlElement) -> HtmlElement | None:
    """A page without the elements that mark words; a table row becomes one paragraph."""
    for element in list(tree.iter(*MARKING)):
        if not element.attrib or reason_of(element) is None:
            element.tag = PLAIN
    for paragraph in tree.xpath("//p[.//a]"):
        n_linked = sum(len(link.text_content()) for link in links_in(paragraph))
        if n_linked < MAX_LINKED * len(paragraph.text_content()):
            for link in list(paragraph.iter("a")):
                link.tag = PLAIN
    for row in list(tree.iter("tr")):
        cells = row.findall("td") + row.findall("th")
        for cell in cells:
            cell.tag, cell.tail = PLAIN, ", " if cell is not cells[-1] else None
        row.tag = "p"
    etree.strip_tags(tree, PLAIN, "table", "thead", "tbody", "tfoot")
    # Libraries take very long if a text is in many pieces, as it is at this point.
    return _parsed(etree.tostring(tree, encoding="unicode", method="html"))


def _without_layout_tables(tree: HtmlElement) -> None:
    """Turn tables whose cells contain whole paragraphs into blocks."""
    for table in [t for t in tree.iter("table") if any(map(_is_block, t.iter(*CELLS)))]:
        own = [e for e in table.iter(*IN_TABLES) if next(e.iterancestors("table"), None) is table]
        for element in [table, *(e for e in own if e.tag != "table")]:
            element.tag = "div"


def _is_block(cell: HtmlElement) -> bool:
    return len(cell.text_content().split()) > MAX_CELL_WORDS
