"""Pages fetched from the web because the user gave their addresses: politely, and within limits."""

import re
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from helpers.reading.formats.record import MAX_BYTES, Inner, Unreadable
from helpers.reading.url_secrets import without_secrets

USER_AGENT = "Mozilla/5.0 (compatible; news-actors; reads articles for its user)"
TIMEOUT = 20  # seconds without a byte
DEADLINE = 60  # seconds for a whole page
DELAY = 1.0  # seconds between two requests to one host
MAX_REDIRECTS = 10
REDIRECTS = {301, 302, 303, 307, 308}
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
NO_ADDRESS = "is not a web address; it has to begin with http:// or https://"


class _Answer(NamedTuple):
    data: bytes
    content_type: str
    charset: str | None


class _Hosts:
    """When each host may be contacted again."""

    def __init__(self):
        self._lock, self._free = threading.Lock(), {}

    def wait(self, host: str) -> None:
        """Wait until `host` may be contacted, which is a second after the previous request."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._free.get(host, 0.0))
            self._free[host] = at + DELAY
        time.sleep(at - now)


_HOSTS = _Hosts()


def fetch(url: str) -> Inner:
    """Return the page at an address as a file; raise `Unreadable` if there is none.

    Redirects are followed only to other http and https addresses. A page that does not arrive
    within a minute is given up.
    """
    parts = _parts(url)
    answer = _within_deadline(url)
    suffix = Path(unquote(parts.path)).suffix.lower()
    kind = SUFFIXES.get(answer.content_type)
    if kind is None:
        raise Unreadable(
            f"is not a web page but {answer.content_type or 'of unknown type'}; give the address "
            "of the article's page"
        )
    if kind == ".txt" and suffix in {".md", ".markdown"}:
        kind = ".md"
    name = Path(unquote(parts.path)).stem or parts.hostname
    return Inner(name, answer.data, kind, answer.charset, {"url": without_secrets(url)})


def _parts(url: str):
    try:
        parts = urlsplit(url)
        hostname = parts.hostname
    except ValueError:
        raise Unreadable(NO_ADDRESS) from None
    if parts.scheme not in {"http", "https"} or not hostname:
        raise Unreadable(NO_ADDRESS)
    return parts


def _within_deadline(url: str) -> _Answer:
    """The answer, or an error after `DEADLINE` seconds, whatever the server does.

    No library aborts a request whose header arrives one byte at a time, so it runs in its own
    thread, which is then abandoned.
    """
    result: list[_Answer | Exception] = []

    def run():
        try:
            result.append(_requested(url))
        except Exception as error:  # passed on to the caller
            result.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(DEADLINE)
    if not result:
        raise Unreadable(f"did not come within {DEADLINE} seconds; save the page and give the file")
    if isinstance(result[0], Exception):
        raise result[0]
    return result[0]


def _requested(url: str) -> _Answer:
    import requests

    try:
        with requests.Session() as session:
            for _ in range(MAX_REDIRECTS + 1):
                parts = _parts(url)
                _HOSTS.wait(parts.hostname)
                with session.get(
                    url,
                    timeout=TIMEOUT,
                    stream=True,
                    allow_redirects=False,
                    headers={"User-Agent": USER_AGENT},
                ) as answer:
                    if answer.status_code in REDIRECTS and "Location" in answer.headers:
                        url = urljoin(url, answer.headers["Location"])
                        continue
                    return _content(answer)
    except (requests.RequestException, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            "does not answer; check the address and the connection, or save the page and give the "
            "saved file"
        ) from None
    raise Unreadable("redirects without end; save the page and give the file")


def _content(answer) -> _Answer:
    if not answer.ok:
        reason = "".join(char for char in str(answer.reason) if char.isprintable())[:100]
        raise Unreadable(
            f"the server answered {answer.status_code} {reason}; open the page in a browser, save "
            "it, and give the saved file"
        )
    data = b""
    for chunk in answer.iter_content(65_536):
        data += chunk
        if len(data) > MAX_BYTES:
            raise Unreadable(f"is longer than {MAX_BYTES // 1_000_000} MB; give the article's page")
    kind, _, parameters = answer.headers.get("Content-Type", "").partition(";")
    charset = re.search(r"charset=[\"']?([\w-]+)", parameters)
    return _Answer(data, kind.strip().lower(), charset and charset[1])
