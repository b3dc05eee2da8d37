"""Pages saved with everything they need: Chromium's MHTML, Safari's web archives.

Standard library `email` and `plistlib`.
"""

import plistlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from helpers.reading.formats.record import Inner, Unreadable

PAGES = {"text/html", "application/xhtml+xml"}


def documents(data: bytes) -> Iterator[Inner]:
    """Yield the page of an archive."""
    if data.startswith(b"bplist") or b"<plist" in data[:1000]:
        yield _of_webarchive(data)
    else:
        yield _of_mhtml(data)


def _of_mhtml(data: bytes) -> Inner:
    from email import policy
    from email.parser import BytesParser

    message = BytesParser(policy=policy.compat32).parsebytes(data)
    url = message.get("Snapshot-Content-Location")
    parts = [part for part in message.walk() if part.get_content_type() in PAGES]
    page = next((part for part in parts if part.get("Content-Location") == url), None)
    page = page or next(iter(parts), None)
    html = page.get_payload(decode=True) if page else None
    if not html:
        raise Unreadable("has no page in it; save the page again")
    url = str(url or page.get("Content-Location") or "")
    charset = page.get_content_charset()
    return Inner("", html, ".html", charset, {"url": url} if url.startswith("http") else {})


def _of_webarchive(data: bytes) -> Inner:
    try:
        main = plistlib.loads(data)["WebMainResource"]
        html, url = main["WebResourceData"], str(main.get("WebResourceURL", ""))
        charset = main.get("WebResourceTextEncodingName")
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError,
            AttributeError, OverflowError, IndexError):  # fmt: skip
        raise Unreadable("is a damaged web archive; save the page again") from None
    if not isinstance(html, bytes):
        raise Unreadable("has no page in it; save the page again")
    return Inner("", html, ".html", charset, {"url": url} if url.startswith("http") else {})
