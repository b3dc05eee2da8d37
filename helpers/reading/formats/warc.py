"""Crawlers' web archives (.warc, .warc.gz): each page that was received. Library: warcio."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr

from helpers.reading.formats.record import MAX_BYTES, Inner, Unreadable

PAGES = {"text/html", "application/xhtml+xml"}


def documents(data: bytes) -> Iterator[Inner | Unreadable]:
    """Yield each page, in the order of the archive."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in _silent(ArchiveIterator(io.BytesIO(data))):
            if record.rec_type not in {"response", "resource"} or not _is_page(record):
                continue
            number += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            html = record.content_stream().read(MAX_BYTES + 1)
            if len(html) > MAX_BYTES:
                yield Unreadable(f"is longer than {MAX_BYTES:,} bytes", place=str(number))
            else:
                yield Inner(str(number), html, ".html", None, {"url": url.strip("<>")})
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        problem = " ".join(str(error).split())[:100]
        yield Unreadable(
            f"is damaged from here on ({problem}); get it again", place=str(number + 1)
        )


def _silent(records: Iterator) -> Iterator:
    """The records, without what warcio prints about damaged ones."""
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record) -> bool:
    headers = record.http_headers
    if headers is None:
        kind, status = record.rec_headers.get_header("Content-Type") or "", "200"
    else:
        kind, status = headers.get_header("Content-Type") or "", headers.get_statuscode()
    return status == "200" and kind.partition(";")[0].strip().lower() in PAGES
