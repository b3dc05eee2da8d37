"""HTML as paragraphs: fragments that are already an article, in feeds, mails and exports."""

import re

from helpers.reading.plain_text import BLOCKS

PARTS = [*BLOCKS, "div", "td", "th", "table", "section", "article", "header", "footer", "ul", "ol",
         "dl", "dd", "dt", "figure", "address", "aside", "main", "body"]  # fmt: skip
NO_TEXT = ["script", "style", "head", "template", "nav", "noscript", "svg", "figcaption", "form"]
TAGS = re.compile(r"</(?:p|div|h\d|li|span|em|strong|a)>|<br\s*/?>|<p[ >]", re.IGNORECASE)

PAGE = re.compile(r"<(?:!doctype html|html|head|body|article|div)[\s>]", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Return whether a file is a page or a fragment of one, by its first lines."""
    return bool(PAGE.search(text[:2000]))


def has_tags(text: str) -> bool:
    """Return whether a text is HTML: it has closing tags or line breaks."""
    return bool(TAGS.search(text))


def soup_of(html: str | bytes):
    """Return a page or fragment as BeautifulSoup, parsed by lxml."""
    from warnings import catch_warnings, simplefilter

    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with catch_warnings():
        # XHTML, as in EPUB, is parsed as the HTML that it is meant to be.
        simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(html, "lxml")


def paragraphs_of(element) -> list[str]:
    """Return the texts of the blocks in an element or a fragment of HTML, which is changed.

    >>> paragraphs_of("<p>It rained.<br>Hard.</p><div>Nobody <b>minded</b>.</div>")
    ['It rained.', 'Hard.', 'Nobody minded.']
    """
    return [line for line in text_of_blocks(element).split("\n") if line]


def text_of_blocks(element) -> str:
    """Return the text of an element or a fragment of HTML, with an empty line between its blocks.

    A `<br>` is only a line break. The element is changed.
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
        if block.name == "br":
            block.insert_before("\n")
        else:
            block.insert_before("\n\n")
            block.insert_after("\n\n")
    return "\n".join(" ".join(line.split()) for line in element.get_text().split("\n"))
