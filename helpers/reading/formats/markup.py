"""HTML as paragraphs: pieces of pages that are an article already, in feeds, mails and exports."""

import re

from helpers.reading.plain_text import BLOCKS

PARTS = [*BLOCKS, "div", "td", "th", "table", "section", "article", "header", "footer", "ul", "ol",
         "dl", "dd", "dt", "figure", "address", "aside", "main", "body"]  # fmt: skip
NO_TEXT = ["script", "style", "head", "template", "nav", "noscript", "svg", "figcaption", "form"]
TAGS = re.compile(r"</(?:p|div|h\d|li|span|em|strong|a)>|<br\s*/?>|<p[ >]", re.IGNORECASE)


def has_tags(text: str) -> bool:
    """Return whether a text is HTML: it has tags that close, or break lines."""
    return bool(TAGS.search(text))


def soup_of(html: str | bytes):
    """Return a page or a piece of one as BeautifulSoup, by lxml."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml")


def paragraphs_of(element) -> list[str]:
    """Return the texts of the blocks within an element or a piece of HTML; it is changed by that.

    >>> paragraphs_of("<p>It rained.<br>Hard.</p><div>Nobody <b>minded</b>.</div>")
    ['It rained.', 'Hard.', 'Nobody minded.']
    """
    if isinstance(element, str | bytes):
        element = soup_of(element)
    from bs4 import Comment

    for unwanted in element(NO_TEXT):
        unwanted.decompose()
    for string in element.find_all(string=True):
        if isinstance(string, Comment):
            string.extract()
        else:
            string.replace_with(re.sub(r"\s+", " ", string))
    for block in element(PARTS):
        block.insert_before("\n")
        block.insert_after("\n")
    lines = (" ".join(line.split()) for line in element.get_text().split("\n"))
    return [line for line in lines if line]
