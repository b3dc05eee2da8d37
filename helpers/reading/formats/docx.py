"""Word documents (.docx). Library: python-docx."""

import io
import re
import zipfile

from helpers.reading.formats.record import Text, Unreadable

TITLE_STYLES = {"title"}
NO_TEXT_STYLES = {"caption", "header", "footer"}


def read(data: bytes) -> Text:
    """Return the text of a document, its paragraphs and those of its tables, and its title.

    Headers, footers, notes, comments and tracked deletions are left out. The title is a paragraph
    with the style Title, if there is one.
    """
    found, title = paragraphs(data), None
    lines = []
    for style, text in found:
        if style in TITLE_STYLES and title is None and not lines:
            title = text
        elif style not in NO_TEXT_STYLES:
            lines.append(text)
    return Text("\n\n".join(lines), {"title": title} if title else {})


def lines(data: bytes) -> list[str]:
    """Return the paragraphs of a document."""
    return [text for _, text in paragraphs(data)]


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Return the style, in lower case, and the text of each paragraph that is not empty."""
    from docx import Document
    from docx.oxml.ns import qn

    try:
        document = Document(io.BytesIO(data))
        styles = {style.style_id: style.name.lower() for style in document.styles}
        found = []
        for paragraph in document.element.body.iter(qn("w:p")):
            style = paragraph.style
            for text in _text(paragraph).split("\n"):
                if text.strip():
                    found.append((styles.get(style, "") if style else "", " ".join(text.split())))
    except Exception as error:  # lxml, zipfile and python-docx raise all kinds of exceptions
        raise Unreadable(
            f"is a damaged Word file ({type(error).__name__}); open it in Word and save it again"
        ) from None
    return found


def sample(data: bytes) -> str:
    """Return the words of a document in any order, to see what kind of document it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml").decode("utf-8", "replace")
    except (KeyError, OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""
    return re.sub(r"<[^>]*>", "", re.sub(r"</w:p>|<w:br[^>]*>", "\n", xml))


def _text(paragraph) -> str:
    """The text of a paragraph, including insertions and links, without deletions."""
    from docx.oxml.ns import qn

    own = {qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}
    passed_over = {qn("w:del"), qn("w:moveFrom"), qn("w:p"), qn("w:pPr"), qn("w:footnoteReference")}
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    pieces = []

    def walk(element):
        for child in element:
            if child.tag in passed_over or child.tag == fallback:
                continue
            if child.tag not in own:
                walk(child)
            elif child.tag == qn("w:t"):
                pieces.append(child.text or "")
            else:
                pieces.append({qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}.get(child.tag, "\n"))

    walk(paragraph)
    return "".join(pieces)
