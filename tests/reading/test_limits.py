"""Whatever is too large, too deep or too slow is given up as a whole, and within seconds.

The time limits are many times what is needed, so that a busy machine stays within them.
"""

import socket
import threading
import time

import pytest
from reading_texts import FERRY

from helpers.reading import fetching
from helpers.reading.article import Article, Rejected
from helpers.reading.articles import read_articles

MOST = 15.0  # processor seconds; a quarter of these pages once took minutes
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in FERRY)
SIZE = 2_000_000
PAGES = {
    "attributes of one tag": "<p " + " ".join(f'a{i}="x"' for i in range(64_000)) + ">x</p>",
    "attributes of many": ("<p " + " ".join(f'a{i}="x"' for i in range(1_900)) + ">x</p>") * 120,
    "nested": "<div>" * 100_000 + "x",
    "nested marks": "<p>" + "<b>" * 100_000 + "x",
    "name of a tag": "<" + "a" * SIZE,
    "tags begun": "<a" * (SIZE // 2),
    "short paragraphs": "<p>a</p>" * (SIZE // 8),
    "links": "<p>" + '<a href="/x">word</a> ' * (SIZE // 22),
    "records": '<script type="application/ld+json">[' + ",".join(['{"a": 1}'] * 200_000)
    + "]</script>",
    "letters": "<p>" + "Tom Baker said so. " * (SIZE // 19),
    "pictures in a text": "<div>" + ("<img src=x>" + "Tom Baker said so. " * 30) * (SIZE // 581),
    "times in a text": "<p>" + "<time>2 May</time> Tom Baker said so. " * (SIZE // 38),
    "titles": f'<meta property="og:title" content="{"Ferry - sails " * 1_400}">'
    + "<h1>Ferry or no ferry sails</h1>" * (SIZE // 32),
    "dates around dates": "<div class=date>" * 190 + "Tom Baker said so. " * (SIZE // 19),
    "links in links": "<p>" + "<a href=x>" * 190 + "Tom Baker said so. " * (SIZE // 19),
    "broken records": '<script type="application/ld+json">{"author": ['
    + '{"@type": "Person", "name": "Ann Lee"},' * (SIZE // 39) + "</script>",
    "line separators": "<p>" + "a\u2028" * 300_000,
    "marks on a letter": "<p>Tom " + "\u0323\u0301" * 200_000,
    "broken letters in a line": "<p>" + "â€™Ã© so " * 80_000,
    "headlines": '<script type="application/ld+json">['
    + ",".join(['{"headline": "Ferry <b>x"}'] * 60_000) + "]</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_no_page_takes_long(tmp_path, name):
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body><article><h1>Ferry</h1>{STORY}{PAGES[name]}</article></body></html>"
    )
    start = time.process_time()
    (found,) = read_articles(path)
    assert time.process_time() - start < MOST
    assert isinstance(found, Article | Rejected)


def test_a_text_of_more_paragraphs_than_any_book_is_refused(tmp_path):
    for name, text in (("a", "Tom said so.\n\n" * 20_001), ("b", "so\n" * 50_001)):
        (tmp_path / f"{name}.txt").write_text(text)
    paragraphs, lines = read_articles(tmp_path)
    assert paragraphs.reason == "has more than 20,000 paragraphs; split it into single articles"
    assert lines.reason == "has more than 50,000 lines; split it into single articles"


def test_a_row_that_is_too_long_goes_whole_whatever_is_in_it(tmp_path):
    long = "word word, word word\n" * 1_000_000
    (path := tmp_path / "a.csv").write_text(f'title,text\nA,"{long}"\nB,It rained in Oslo.\n')
    first, second = read_articles(path)
    assert isinstance(first, Rejected)
    assert "longer than" in first.reason
    assert (second.title, second.text) == ("B", "It rained in Oslo.")


def test_a_quotation_mark_that_is_not_closed_takes_no_time_and_no_rows(tmp_path):
    rows = "B,It rained in Oslo.\n" * 40_000
    (path := tmp_path / "a.csv").write_text(f'title,text\nA,"open\n{rows}')
    found = iter(read_articles(path))
    assert "not closed" in next(found).reason
    assert next(found).text == "It rained in Oslo."


def test_a_server_that_drips_meets_one_deadline(monkeypatch):
    listening = socket.create_server(("127.0.0.1", 0))
    asked = []

    def drip():
        connection, _ = listening.accept()
        asked.append(time.monotonic())
        with connection:
            try:
                while True:
                    connection.sendall(b"H")
                    time.sleep(0.1)
            except OSError:
                return

    threading.Thread(target=drip, daemon=True).start()
    monkeypatch.setattr(fetching, "DEADLINE", 1)
    (found,) = read_articles(f"http://127.0.0.1:{listening.getsockname()[1]}/x")
    assert "did not come within 1 seconds" in found.reason
    assert len(asked) == 1
    assert time.monotonic() - asked[0] < 10
    listening.close()
