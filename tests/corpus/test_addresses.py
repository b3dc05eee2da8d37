"""Web addresses as inputs of a corpus: bare, and in lists."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from helpers.corpus import _places
from helpers.corpus.plan import plan
from helpers.corpus.records import article
from helpers.reading.articles import Article, Rejected

PAGE = (
    "<html><head><title>Ferry sails</title></head><body><article>{}</article></body></html>".format(
        "<p>The harbour master said that the ferry to Brenholm would sail again on Friday.</p>" * 2
    )
)


class Site(BaseHTTPRequestHandler):
    """A news site on this machine with one page."""

    def do_GET(self):
        found = self.path.endswith("/ferry.html")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.encode() if found else b"")

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def site():
    """Return the address of a web server of our own."""
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def articles(inputs):
    parts, unreadable = plan([str(one) for one in inputs], "x")
    return [*unreadable, *(article(*found) for part in parts for found in part.records())]


def test_a_bare_address_and_a_list_are_fetched(site, tmp_path):
    (tmp_path / "links.txt").write_text(f"http://{site}/a/ferry.html\nhttp://{site}/gone.html\n")
    listed, gone, bare = articles([f"http://ann:secret@{site}/ferry.html", tmp_path / "links.txt"])
    assert isinstance(bare, Article)
    assert (bare.doc_id, bare.title) == ("ferry", "Ferry sails")
    assert bare.origin == bare.metadata["url"] == f"http://{site}/ferry.html"
    assert (listed.doc_id, listed.title) == ("links-1", "Ferry sails")
    assert isinstance(gone, Rejected)
    assert "answered 404" in gone.reason


def test_what_a_corpus_is_made_of_is_told_without_passwords():
    assert _places(["https://ann:secret@news.example/a"]) == ["https://news.example/a"]
