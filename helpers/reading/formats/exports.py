"""Exports of databases, in whatever format: which database it is, and its articles.

`database_of` recognises them by their content; `documents` splits them.
"""

import io
import re
from collections.abc import Iterator

from helpers.reading.formats import docx, europresse, factiva, nexis, pdf, proquest, rtf
from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.markup import is_html, paragraphs_of, soup_of, text_of_blocks
from helpers.reading.formats.record import Text, Unreadable

PAGES = {
    "nexis": re.compile(r"<DOC NUMBER=|Hide XML section from browser|LXNComment"),
    "factiva": re.compile(r"class=.[^'\">]*(?:enHeadline|\b[a-z]{2}Article\b|articleParagraph)"),
    "proquest": re.compile(r"name=.DocID_|ProQuest document (?:link|ID)"),
    "europresse": re.compile(r"DocPublicationName"),
}
TEXTS = {
    "proquest": proquest.is_proquest,
    "factiva": factiva.is_factiva,
    "nexis": lambda text: nexis.is_batch(text) or nexis.is_uni(text),
}


def database_of(text: str, *, is_page: bool = False) -> str | None:
    """Return the database that a text or a page is an export of, if it is one."""
    if is_page:
        return next((name for name, sign in PAGES.items() if sign.search(text)), None)
    return next((name for name, is_one in TEXTS.items() if is_one(text)), None)


def documents(data: bytes) -> Iterator[Text | Unreadable]:
    """Yield each article of an export."""
    if data.lstrip().startswith(b"{\\rtf"):
        yield from _of_rtf(rtf.marked(data))
    elif data.startswith(b"PK"):
        yield from _of_text("\n\n".join(docx.lines(data)))
    elif b"%PDF-" in data[:1024]:
        yield from _of_text("\n\n".join(pdf.lines(data)))
    else:
        text = data.decode(encoding_of(data), "replace").removeprefix("\ufeff")
        text = io.StringIO(text, newline=None).read()
        yield from _of_page(text) if is_html(text) else _of_text(text)


def _of_text(text: str) -> Iterator[Text | Unreadable]:
    database = database_of(text)
    if database == "nexis":
        yield from _of_nexis(text)
        return
    lines = [" ".join(line.split()) for line in text.split("\n")]
    if database == "factiva":
        yield from factiva.from_lines(factiva.Line(line) for line in lines if line)
    else:
        yield from proquest.documents(lines)


def _of_nexis(text: str) -> Iterator[Text | Unreadable]:
    text = text.replace("\xa0", " ")
    if nexis.is_batch(text):
        return nexis.batch(text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return nexis.uni([line for line in lines if line])


def _of_rtf(marked: str) -> Iterator[Text | Unreadable]:
    plain = marked.translate({ord(rtf.BOLD): None, ord(rtf.CELL): "\n", ord(rtf.ROW): "\n"})
    rows = [row.rstrip(rtf.CELL).split(rtf.CELL) for row in marked.split(rtf.ROW)]
    coded = [(_code(cells), cells) for cells in rows]
    if sum(code is not None for code, _ in coded) > 3:
        yield from factiva.from_rows((code, _lines(cells[1:])) for code, cells in coded if code)
    elif database_of(plain) == "factiva":
        lines = (
            line.strip() for line in re.sub(f"[{rtf.CELL}{rtf.ROW}]", "\n", marked).split("\n")
        )
        yield from factiva.from_lines(
            factiva.Line(
                " ".join(line.replace(rtf.BOLD, "").split()),
                "headline" if line.startswith(rtf.BOLD) else "",
            )
            for line in lines
            if line.strip(rtf.BOLD + " ")
        )
    else:
        yield from _of_text(plain)


def _code(cells: list[str]) -> str | None:
    """The code in the first cell of a row, if it has one."""
    code = cells[0].replace(rtf.BOLD, "").split("\n")[-1].strip()
    return code if len(cells) > 1 and factiva.is_code(code) else None


def _lines(cells: list[str]) -> list[str]:
    lines = (" ".join(line.split()) for line in "\n".join(cells).replace(rtf.BOLD, "").split("\n"))
    return [line for line in lines if line]


def _of_page(html: str) -> Iterator[Text | Unreadable]:
    database = database_of(html, is_page=True)
    soup = soup_of(html)
    if database == "factiva":
        return factiva.from_page(soup)
    if database == "europresse":
        return europresse.documents(soup)
    if database == "nexis":
        return nexis.batch(text_of_blocks(soup).replace("\xa0", " "))
    return _of_proquest(soup)


def _of_proquest(soup) -> Iterator[Text | Unreadable]:
    """The documents of ProQuest's pages: a block each, that begins with an anchor."""
    anchors = soup.find_all("a", attrs={"name": re.compile("^DocID_")})
    for block in [anchor.parent for anchor in anchors] or [soup]:
        yield proquest.document(paragraphs_of(block))
