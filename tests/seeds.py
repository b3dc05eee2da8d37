"""Small complete files in every supported format, for tests that damage them."""

import io
import json
import plistlib
import zipfile
from email.message import EmailMessage

from reading_texts import BAKERY, FERRY

TEXT = "\n\n".join(FERRY)
PAGE = (
    '<html><head><title>Ferry sails again</title><meta name="author" content="Nora Lind">'
    '<meta property="article:published_time" content="2026-03-13T08:00:00Z">'
    '<script type="application/ld+json">{"headline": "Ferry sails again", "author": {"name": "Nora '
    'Lind"}}</script></head><body><nav>Home</nav><article><h1>Ferry sails again</h1>'
    f"{''.join(f'<p>{paragraph}</p>' for paragraph in FERRY)}"
    '<table><tr><td>1</td><td>2</td></tr></table><ul class="related"><li><a href="x">More</a></li>'
    "</ul></article></body></html>"
)
RSS = (
    '<rss version="2.0"><channel><title>The Post</title><item><title>Ferry</title><pubDate>Fri, 13 '
    f"Mar 2026 08:00:00 GMT</pubDate><description>{TEXT}</description></item></channel></rss>"
)
RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\uc1 {\b Ferry sails}\par " + b"\\par ".join(
    part.encode("ascii", "ignore") for part in FERRY
) + b"}"  # fmt: skip
RIS = f"TY  - NEWS\nTI  - Ferry sails again\nAU  - Lind, Nora\nAB  - {' '.join(FERRY)}\nER  - \n"
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/ferry\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: '
    f"text/html; charset=utf-8\r\n\r\n{PAGE}\r\n--x--\r\n"
)
ROWS = [
    {"title": "Ferry", "date": "2026-03-13", "text": " ".join(FERRY)},
    {"title": "Bakery", "date": "13/03/2026", "text": " ".join(BAKERY)},
]


def _seeds() -> dict[str, bytes]:
    """The content of each file, by name."""
    return {
        "a.txt": f"---\ntitle: Ferry\ndate: 2026-03-13\n---\n\n{TEXT}\n".encode(),
        "a.md": f"# Ferry *sails*\n\n{TEXT}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
        "a.html": PAGE.encode(),
        "a.mhtml": MHTML.encode(),
        "a.webarchive": plistlib.dumps({"WebMainResource": {"WebResourceData": PAGE.encode()}}),
        "a.csv": _csv().encode(),
        "utf16.csv": _csv().encode("utf-16"),
        "mac.csv": _csv().replace("\n", "\r").encode(),
        "a.json": json.dumps({"articles": ROWS}).encode(),
        "a.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
        "a.parquet": _parquet(),
        "a.xlsx": _workbook(),
        "a.docx": _docx(),
        "a.pdf": _pdf(),
        "a.rtf": RTF,
        "a.eml": _mail(),
        "a.rss": RSS.encode(),
        "a.ris": RIS.encode(),
        "a.epub": _epub(),
        "a.zip": _zip(),
        "a.warc": _warc(),
    }


def _csv() -> str:
    rows = "".join(f'{row["title"]},{row["date"]},"{row["text"]}"\n' for row in ROWS)
    return f"title,date,text\n{rows}"


def _written(write) -> bytes:
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def _parquet() -> bytes:
    import pandas as pd

    return _written(pd.DataFrame(ROWS).to_parquet)


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for cells in (ROWS[0].keys(), *(row.values() for row in ROWS)):
        book.active.append(list(cells))
    return _written(book.save)


def _docx() -> bytes:
    from docx import Document

    document = Document()
    for paragraph in ("Ferry sails again", *FERRY):
        document.add_paragraph(paragraph)
    return _written(document.save)


def _pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    for number, paragraph in enumerate(FERRY):
        canvas.drawString(40, 700 - 30 * number, paragraph)
    canvas.save()
    return file.getvalue()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Ferry sails again", "The Post <news@post.example>"
    mail["Date"] = "Fri, 13 Mar 2026 08:00:00 +0100"
    mail.set_content(TEXT)
    mail.add_alternative(PAGE, subtype="html")
    return bytes(mail)


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("ferry.txt", f"Ferry\n\n{TEXT}")
        archive.writestr("may/rows.csv", _csv())
    return file.getvalue()


def _epub() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="c.opf"/></rootfiles></container>',
        )
        book.writestr(
            "c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ferry</dc:title></metadata>'
            '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
        )
        book.writestr("a.xhtml", PAGE)
    return file.getvalue()


def _warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        "https://post.example/ferry", "response", payload=io.BytesIO(PAGE.encode()),
        http_headers=headers,
    )  # fmt: skip
    writer.write_record(record)
    return file.getvalue()


SEEDS = _seeds()
