"""Exports of LexisNexis in the formats that it offers: text, RTF, Word, PDF."""

import io
from collections.abc import Iterator

from helpers.reading.formats import docx, nexis, pdf, rtf
from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.record import Text, Unreadable


def documents(data: bytes) -> Iterator[Text | Unreadable]:
    """Yield each article of an export."""
    if data.lstrip().startswith(b"{\\rtf"):
        text = rtf.marked(data).translate(
            {ord(rtf.BOLD): None, ord(rtf.CELL): "\n", ord(rtf.ROW): "\n"}
        )
        yield from _split(text)
    elif data.startswith(b"PK"):
        yield from _split("\n\n".join(docx.lines(data)))
    elif b"%PDF-" in data[:1024]:
        yield from _split("\n\n".join(pdf.lines(data)))
    else:
        text = data.decode(encoding_of(data), "replace").removeprefix("\ufeff")
        yield from _split(io.StringIO(text, newline=None).read())


def _split(text: str) -> Iterator[Text | Unreadable]:
    if nexis.is_batch(text):
        return nexis.batch(text.replace("\xa0", " "))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return nexis.uni([line for line in lines if line])
