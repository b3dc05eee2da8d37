"""Whatever a server answers, the result is an article or a reason, in time, without secrets."""

import socket
import threading
import time
from contextlib import contextmanager
from functools import cache

from generated import SENTENCE, is_sound, odd, texts
from hypothesis import given
from hypothesis import strategies as st
from seeds import PAGE

from helpers.reading import fetching
from helpers.reading.articles import read_articles
from helpers.reading.url_secrets import without_secrets

LONGEST = 5.0  # processor seconds
SAID = {}  # what the server answers to each path


@cache
def server() -> int:
    """Start a server that answers with the bytes in `SAID`, whatever they are; return its port."""
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_serve, args=[listening], daemon=True).start()
    port = listening.getsockname()[1]
    with at_once():
        list(read_articles(f"http://127.0.0.1:{port}/first"))  # libraries are loaded, once
    return port


def _serve(listening):
    while True:
        connection, _ = listening.accept()
        with connection:
            connection.settimeout(2)
            try:
                asked = connection.recv(65_536)
                connection.sendall(SAID.get(asked.split(b" ")[1][:200], b""))
            except (OSError, IndexError):
                continue


@contextmanager
def at_once():
    """Make requests without the pause that other people's servers are given."""
    delay, fetching.DELAY = fetching.DELAY, 0.0
    try:
        yield
    finally:
        fetching.DELAY = delay


def read(address):
    start = time.process_time()
    with at_once():
        found = list(read_articles(address))
    assert time.process_time() - start < LONGEST
    for one in found:
        is_sound(one)
        assert "secret" not in f"{one.origin} {getattr(one, 'reason', '')}"
    return found


statuses = st.sampled_from(["200 OK", "301 Moved", "302 \x1b[31mFound", "404 No", "500", "999", ""])
headers = st.lists(
    st.tuples(
        st.sampled_from(
            ["Content-Type", "Location", "Content-Length", "Transfer-Encoding", "Content-Encoding",
             "Set-Cookie", "X"]
        ),
        st.one_of(
            st.sampled_from(
                ["text/html", "text/plain; charset=unicode_escape", "text/html; charset=rot13",
                 "-1", "chunked", "gzip", "br", "http://[bad", "http://\udcff.invalid/", "//", "x",
                 "http://" + "a" * 300 + ".invalid/", "http://.../", "file:///etc/passwd",
                 "http://ann:secret@localhost:1/", "99999999999999999999", "application/pdf"]
            ),
            odd,
        ),
    ),
    max_size=4,
)  # fmt: skip
bodies = st.one_of(
    st.just(PAGE.encode()), st.binary(max_size=60), st.just(SENTENCE.encode()),
    st.sampled_from([b"-5\r\nabc\r\n0\r\n\r\n", b"FFFFFFFFF\r\nabc", b"x\r\n", b"\x1f\x8b\x08\0"]),
)  # fmt: skip


@given(statuses, headers, bodies)
def test_whatever_a_server_answers_is_an_article_or_a_reason(status, fields, body):
    head = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields)
    answer = f"HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n"
    SAID[b"/x"] = answer.encode("utf-8", "replace") + body
    assert len(read(f"http://ann:secret@127.0.0.1:{server()}/x")) == 1


@given(st.sampled_from(["http://", "HTTPS://", "ftp://", "http:/", "://", "http://ann:secret@"]),
       st.text(max_size=20) | texts)  # fmt: skip
def test_any_address_is_read_or_reported(scheme, rest):
    # None of them leads anywhere but here.
    found = read(f"{scheme}127.0.0.1:1/{rest}")
    assert len(found) == 1


SECRET = ["token", "apiKey", "x-amz-signature", "user%5Bpwd%5D", "PHPSESSID"]
HARMLESS = ["id", "p", "q", "page", "author"]
values = st.text(st.characters(min_codepoint=33, codec="ascii", exclude_characters='%;&#<>"?@'))
parameters = st.lists(st.tuples(st.sampled_from(SECRET + HARMLESS), values), max_size=6)


@given(st.sampled_from(["https://news.example/a", "//news.example", "news.example/story.html"]),
       parameters, st.sampled_from(["&", "&amp;"]), st.sampled_from(["", "#top"]))  # fmt: skip
def test_of_any_address_only_the_secrets_go(start, pairs, mark, end):
    def address(some):
        query = mark.join(f"{name}={value}" for name, value in some)
        return f"{start}{'?' if some else ''}{query}{end}"

    shown = without_secrets(address(pairs))
    assert shown == address([pair for pair in pairs if pair[0] in HARMLESS])
    assert without_secrets(shown) == shown
