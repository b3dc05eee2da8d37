"""E-books (.epub): saved articles, and issues of papers with several. Standard library and lxml.

The chapters with a heading are articles if there are several; otherwise the whole book is one.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from helpers.reading.dates import read_date
from helpers.reading.formats.markup import paragraphs_of, soup_of
from helpers.reading.formats.record import Text, Unreadable

MIN_WORDS = 40  # a chapter with fewer is a cover, a title page or a table of contents
HEADINGS = ("h1", "h2")


def documents(data: bytes) -> Iterator[Text | Unreadable]:
    """Yield each article in a book."""
    known, pages = _opened(data)
    chapters = [chapter for page in pages if (chapter := _chapter(page))]
    if not chapters:
        raise Unreadable("has no text; an e-book of pictures can't be read")
    if sum(title is not None for title, _ in chapters) < 2:
        yield _whole(chapters, known)
        return
    book = known.pop("title", "")
    for title, lines in chapters:
        own = {"title": title} if title else {}
        yield Text("\n\n".join(lines), {"source": book, **known, **own})


def _opened(data: bytes) -> tuple[dict[str, str], list[bytes]]:
    """What a book says about itself, and its pages in order."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package, folder = _package(archive)
            return _metadata(package), [archive.read(path) for path in _spine(package, folder)]
    except (KeyError, zipfile.BadZipFile, AttributeError, TypeError, ValueError, RuntimeError):
        raise Unreadable("is a damaged e-book; save it again") from None


def _whole(chapters: list[tuple[str | None, list[str]]], known: dict[str, str]) -> Text:
    """All chapters as one article, with the book's title or the first chapter's."""
    text = [line for _, lines in chapters for line in lines]
    title = known.get("title") or next((title for title, _ in chapters if title), None)
    return Text("\n\n".join(text), {**known, "title": title} if title else known)


def _package(archive: zipfile.ZipFile):
    container = soup_of(archive.read("META-INF/container.xml"))
    path = container.find("rootfile")["full-path"]
    return soup_of(archive.read(path)), posixpath.dirname(path)


def _spine(package, folder: str) -> list[str]:
    """The paths of the pages in reading order, without tables of contents and covers."""
    items = {item["id"]: item for item in package.find_all("item") if item.get("id")}
    kept = []
    for reference in package.find_all("itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no":
            continue
        if {"nav", "cover-image"} & {*(item.get("properties") or "").split()}:
            continue
        if "html" in (item.get("media-type") or ""):
            kept.append(posixpath.normpath(posixpath.join(folder, unquote(item["href"]))))
    return kept


def _metadata(package) -> dict[str, str]:
    names = {
        "dc:title": "title",
        "dc:creator": "author",
        "dc:publisher": "source",
        "dc:date": "date",
    }
    found = {}
    for tag, part in names.items():
        element = package.find(tag)
        value = " ".join(element.get_text().split()) if element else ""
        if part == "date" and (day := read_date(value)):
            value = day.isoformat()
        if value:
            found[part] = value
    return found


def _chapter(page: bytes) -> tuple[str | None, list[str]] | None:
    """The heading and paragraphs of a page, if it has text that is not only links."""
    soup = soup_of(page)
    body = soup.body or soup
    linked = sum(len(link.get_text().split()) for link in body.find_all("a"))
    heading = body.find(HEADINGS)
    title = " ".join(heading.get_text(" ").split()) if heading else None
    lines = paragraphs_of(body)
    n_words = sum(len(line.split()) for line in lines)
    if n_words < MIN_WORDS or linked > n_words / 2:
        return None
    if title and lines[0] == title:
        del lines[0]
    return title, lines
