"""E-mails with an article, such as newsletters (.eml). Standard library `email`."""

import re
from functools import cache

from helpers.reading.dates import read_date
from helpers.reading.formats.labels import labels_of
from helpers.reading.formats.markup import paragraphs_of
from helpers.reading.formats.record import Text, Unreadable
from helpers.reading.plain_text import paragraphs

HEADERS = re.compile(rb"(?mi)^(from|to|subject|date|message-id|mime-version|received|return-path|"
                     rb"delivered-to|reply-to|list-unsubscribe):")  # fmt: skip
FORWARDED = re.compile(r"^((fwd?|re|wg|tr)\s*:\s*)+", re.IGNORECASE)
# Lines of a mail's head, below which the article begins.
MAX_HEAD = 6


def is_mail(head: bytes) -> bool:
    """Return whether a file begins with the headers of an e-mail."""
    first = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    found = {match[1].lower() for match in HEADERS.finditer(first)}
    begins = re.match(rb"[A-Za-z-]+:|From ", first) is not None
    return begins and {b"from", b"date"} <= found | {b"from"} and len(found) >= 3


def read(data: bytes) -> Text:
    """Return the text of a mail, with its subject as title and its sender as source."""
    from email import policy
    from email.parser import BytesParser

    message = BytesParser(policy=policy.default).parsebytes(data)
    found = [_content(message, kind) for kind in ("html", "plain")]
    text = next(filter(None, found), None)
    if not text:
        raise Unreadable("has no text; save the article from the mail as .txt or .html")
    title = FORWARDED.sub("", _header(message, "subject"))
    day = read_date(_header(message, "date"))
    known = {
        "title": title,
        "source": _sender(message),
        "date": day.isoformat() if day else _header(message, "date"),
    }
    text = _without_furniture(text, title)
    return Text("\n\n".join(text), {part: value for part, value in known.items() if value})


def _content(message, kind: str) -> list[str] | None:
    """The paragraphs of the mail's part of a given kind, if it has one with text."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    try:
        content = part.get_content()
    except (LookupError, ValueError):  # an unknown encoding
        content = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    found = paragraphs_of(content) if kind == "html" else paragraphs(content).split("\n\n")
    return found if sum(len(line.split()) for line in found) > 20 or kind == "plain" else None


def _header(message, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, TypeError, AttributeError):  # headers that break email's rules
        return ""


def _sender(message) -> str:
    from email.utils import parseaddr

    name, address = parseaddr(_header(message, "from"))
    return name or address.rpartition("@")[2]


def _without_furniture(lines: list[str], title: str) -> list[str]:
    above, below = _furniture()
    head = lines[:MAX_HEAD]
    begin = next((n + 1 for n, line in enumerate(head) if line.casefold() == title.casefold()), 0)
    kept = []
    for number, line in enumerate(lines[begin:]):
        if below.fullmatch(line) and number >= len(lines[begin:]) / 2:
            break
        if not above.match(line) or len(line) > 150:
            kept.append(line)
    return kept


@cache
def _furniture() -> tuple[re.Pattern, re.Pattern]:
    lines = labels_of("mail")
    above, below = ("|".join(lines[name]) for name in ("above", "below"))
    return re.compile(above, re.IGNORECASE), re.compile(below, re.IGNORECASE)
