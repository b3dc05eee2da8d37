"""Exports of Factiva, split into their articles: as pages or RTF, with or without codes.

Without codes, the lines before the text have no labels: section, headline, author, number of words,
date, perhaps the time, source, its code, edition, page, language, copyright. The line with the
number of words shows where they are.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from helpers.reading.dates import read_date
from helpers.reading.formats.labels import COPYRIGHT, labels_of, names_of, one_of
from helpers.reading.formats.markup import paragraphs_of
from helpers.reading.formats.record import Text, Unreadable

CUT_OFF = "is cut off before its end; export it again"
NO_TEXT = "has no text; export the full articles"
# The number of a document: its source's code, four zeros, its date, a code of its own.
NUMBER = re.compile(r"^\s*[^\W\d_]*\s*[A-Z0-9]{2,8}0000\d{8}\w{5,12}\s*$", re.MULTILINE)
MAX_BEFORE = 4  # lines before the number of words
MAX_AFTER = 12  # lines between it and the text


class Line(NamedTuple):
    """A line of an export without codes; `role` is headline, author or text if that is known."""

    text: str
    role: str = ""


def is_factiva(text: str) -> bool:
    """Return whether a text is an export of Factiva."""
    words = _words().search(text) is not None
    return words and NUMBER.search(re.sub(r"[ \t]*AN[ \t|]+", "", text)) is not None


def from_page(soup) -> Iterator[Text | Unreadable]:
    """Yield each article of an export as a page."""
    for element in soup.find_all("div", class_=_is_article):
        if element.find("td", class_="index"):
            rows = (row.find_all("td", recursive=False) for row in element.find_all("tr"))
            yield _labelled(
                (cells[0].get_text(), paragraphs_of(cells[1])) for cells in rows if len(cells) > 1
            )
        else:
            yield _unlabelled(_lines_of(element))


def from_rows(rows: Iterable[tuple[str, list[str]]]) -> Iterator[Text | Unreadable]:
    """Yield each article of an export with codes, given as codes and their paragraphs."""
    article: list[tuple[str, list[str]]] = []
    for code, paragraphs in rows:
        article.append((code, paragraphs))
        if code.strip() == "AN":
            yield _labelled(article)
            article = []
    if any(code.strip() == "HD" for code, _ in article):
        yield Unreadable(CUT_OFF)


def from_lines(lines: Iterable[Line]) -> Iterator[Text | Unreadable]:
    """Yield each article of an export without codes."""
    article: list[Line] = []
    for line in lines:
        if NUMBER.match(line.text):
            yield _unlabelled(article)
            article = []
        elif not _page().fullmatch(line.text):
            article.append(line)
    if any(_words().fullmatch(line.text) for line in article):
        yield Unreadable(CUT_OFF)


def is_code(text: str) -> bool:
    """Return whether a cell contains one of the codes."""
    labels = labels_of("factiva")
    return text.strip() in labels["codes"] or text.strip() in labels["ignored"]


def _is_article(classes: str | None) -> bool:
    return bool(classes) and bool(re.fullmatch(r"[a-z]{0,4}Article", classes))


def _labelled(rows: Iterable[tuple[str, list[str]]]) -> Text | Unreadable:
    codes = labels_of("factiva")["codes"]
    metadata: dict[str, str] = {}
    text: list[str] = []
    for code, paragraphs in rows:
        part = codes.get(code.strip("\xa0 \n\t"))
        if part == "text":
            text += paragraphs
        elif part and paragraphs:
            metadata.setdefault(part, " ".join(paragraphs))
    return _text(text, metadata)


def _unlabelled(lines: list[Line]) -> Text | Unreadable:
    count = next((n for n, line in enumerate(lines) if _words().fullmatch(line.text)), None)
    if count is None:
        return Unreadable(NO_TEXT)
    metadata = _before(lines[max(0, count - MAX_BEFORE) : count])
    metadata["length"] = lines[count].text
    end = _end_of_head(lines, count + 1)
    for line in lines[count + 1 : end]:
        if "date" not in metadata and read_date(line.text):
            metadata["date"] = line.text
        elif re.match(r"\d{1,2}:\d\d\b", line.text):
            continue
        elif "source" not in metadata:
            metadata["source"] = line.text
        elif line.text in labels_of("factiva")["languages"]:
            metadata["language"] = line.text
    rest = lines[end:]
    text = [line.text for line in rest if line.role == "text"]
    return _text(text or _without_publisher([line.text for line in rest]), metadata)


def _before(lines: list[Line]) -> dict[str, str]:
    """Headline, section and author: by their roles, else by their order."""
    roles = {line.role: line.text for line in lines if line.role in {"headline", "author"}}
    texts = [line.text for line in lines]
    if "headline" in roles:
        place = texts.index(roles["headline"])
    else:
        place = max(range(len(texts)), key=lambda n: len(texts[n]), default=0)
    found = {"title": texts[place]} if texts else {}
    if place:
        found["section"] = texts[place - 1]
    author = roles.get("author") or " ".join(texts[place + 1 :])
    return {**found, "author": author} if author else found


def _end_of_head(lines: list[Line], start: int) -> int:
    """Where the text begins: after the copyright, else the language, else the source and code."""
    stop = min(len(lines), start + MAX_AFTER)
    for n in range(start, stop):
        if lines[n].role == "text":
            return n
    for n in range(start, stop):
        if COPYRIGHT.match(lines[n].text):
            return n + 1
    languages = labels_of("factiva")["languages"]
    for n in range(start, stop):
        if lines[n].text in languages:
            return n + 1
    return min(stop, start + 3)


def _without_publisher(text: list[str]) -> list[str]:
    """The text without its last line if that is a name rather than a sentence."""
    if len(text) > 1 and len(text[-1].split()) <= 12 and not re.search(r"[.!?][”\"’)]*$", text[-1]):
        return text[:-1]
    return text


def _text(text: list[str], metadata: dict[str, str]) -> Text | Unreadable:
    if not text:
        return Unreadable(NO_TEXT)
    if "author" in metadata:
        metadata["author"] = names_of(metadata["author"])
    if day := read_date(metadata.get("date")):
        metadata["date"] = day.isoformat()
    return Text("\n\n".join(text), metadata)


def _lines_of(element) -> list[Line]:
    """The lines of an article in a page, with their roles by the page's classes."""
    lines = []
    for block in element.find_all(["div", "p", "span", "b"]):
        classes = " ".join(block.get("class") or ())
        if re.search(r"Headline\b", classes):
            role = "headline"
        elif "author" in classes.split():
            role = "author"
        elif "articleParagraph" in classes:
            role = "text"
        elif block.name == "div" and not block.find(["div", "p", "span", "b"]):
            role = ""
        else:
            continue
        if text := " ".join(block.get_text(" " if role == "headline" else "").split()):
            lines.append(Line(text, role))
    return lines


@cache
def _words() -> re.Pattern:
    return re.compile(rf"(?m)^\s*[\d.,\xa0 ]+ ?{one_of(labels_of('factiva')['words'])}\s*$")


@cache
def _page() -> re.Pattern:
    return re.compile(labels_of("factiva")["page"])
