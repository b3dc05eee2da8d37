"""Web addresses as inputs of a corpus: by themselves, and in lists."""

import pytest
from web_server import serving

from helpers.corpus.plan import plan
from helpers.corpus.records import article
from helpers.corpus.resume import _places
from helpers.reading.articles import Article, Rejected

PAGE = (
    "<html><head><title>Ferry sails</title></head><body><article>{}</article></body></html>".format(
        "<p>The harbour master said that the ferry to Brenholm would sail again on Friday.</p>" * 2
    )
)


PAGES = {path: (200, "text/html", PAGE.encode()) for path in ("/ferry.html", "/a/ferry.html")}


@pytest.fixture(scope="module")
def host():
    """Return the host and port of a news site on this machine."""
    with serving(PAGES) as address:
        yield address.removeprefix("http://")


def articles(inputs):
    parts, unreadable = plan([str(one) for one in inputs], "x")
    return [*unreadable, *(article(*found) for part in parts for found in part.records())]


def test_a_bare_address_and_a_list_are_fetched(host, tmp_path):
    (tmp_path / "links.txt").write_text(f"http://{host}/a/ferry.html\nhttp://{host}/gone.html\n")
    listed, gone, bare = articles([f"http://ann:secret@{host}/ferry.html", tmp_path / "links.txt"])
    assert isinstance(bare, Article)
    assert (bare.doc_id, bare.title) == ("ferry", "Ferry sails")
    assert bare.origin == bare.metadata["url"] == f"http://{host}/ferry.html"
    assert (listed.doc_id, listed.title) == ("links-1", "Ferry sails")
    assert isinstance(gone, Rejected)
    assert "answered 404" in gone.reason


def test_the_inputs_of_a_corpus_are_recorded_without_passwords():
    assert _places(["https://ann:secret@news.example/a"]) == ["https://news.example/a"]
