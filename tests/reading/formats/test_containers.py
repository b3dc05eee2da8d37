"""Files that contain other files with articles: archives, mails, saved pages, feeds, books."""

import plistlib
import zipfile
from email.message import EmailMessage

import pytest
from reading_texts import BAKERY, FERRY

from helpers.reading.article import Rejected
from helpers.reading.articles import read_article, read_articles

PAGE = (
    "<html><head><title>Ferry sails again</title></head><body><nav>Home Sport</nav><article>"
    "<h1>Ferry sails again</h1>{}</article></body></html>"
).format("".join(f"<p>{paragraph}</p>" for paragraph in FERRY))


def articles_of(path):
    return [found for found in read_articles(path) if not isinstance(found, Rejected)]


def test_an_archive_yields_its_files_without_those_a_system_adds(tmp_path):
    with zipfile.ZipFile(path := tmp_path / "batch.zip", "w") as archive:
        archive.writestr("ferry.txt", "Ferry sails again\n\n" + "\n\n".join(FERRY))
        archive.writestr("may/bakery.txt", "Bakery closes\n\n" + "\n\n".join(BAKERY))
        archive.writestr("__MACOSX/._ferry.txt", "\0\1\2")
        archive.writestr(".DS_Store", "\0\1\2")
    assert {article.title for article in articles_of(path)} == {
        "Ferry sails again",
        "Bakery closes",
    }


def test_an_archive_that_leads_outside_writes_nothing_there(tmp_path):
    with zipfile.ZipFile(path := tmp_path / "batch.zip", "w") as archive:
        archive.writestr("../ferry.txt", "Ferry sails again\n\n" + "\n\n".join(FERRY))
    list(read_articles(path))
    assert not (tmp_path.parent / "ferry.txt").exists()


def test_an_archive_that_unpacks_to_far_too_much_is_refused_in_one_line(tmp_path):
    with zipfile.ZipFile(path := tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(20):
            archive.writestr(f"{n}.txt", b"a" * 50_000_000)
    found = list(read_articles(path))
    assert found
    assert all(isinstance(one, Rejected) for one in found)


def test_a_book_yields_its_chapters_and_no_table_of_contents(tmp_path):
    with zipfile.ZipFile(path := tmp_path / "ferry.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="o/c.opf"/></rootfiles></container>',
        )
        book.writestr(
            "o/c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ferry sails again</dc:title>'
            '</metadata><manifest><item id="n" href="nav.xhtml" properties="nav" '
            'media-type="application/xhtml+xml"/><item id="a" href="a.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="n"/>'
            '<itemref idref="a"/></spine></package>',
        )
        book.writestr(
            "o/nav.xhtml", "<html><body><nav><a href='a.xhtml'>Start</a></nav></body></html>"
        )
        book.writestr("o/a.xhtml", PAGE)
    article = read_article(path)
    assert article.title == "Ferry sails again"
    assert article.text.split("\n\n") == list(FERRY)


def test_a_page_saved_by_chromium_yields_its_article(tmp_path):
    (path := tmp_path / "ferry.mhtml").write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/ferry\r\n"
        b"Subject: Ferry sails again\r\nDate: Fri, 13 Mar 2026 08:00:00 -0000\r\n"
        b"MIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\n"
        b"Content-Location: https://post.example/ferry\r\n\r\n" + PAGE.encode() + b"\r\n--x--\r\n"
    )
    article = read_article(path)
    assert article.metadata["url"] == "https://post.example/ferry"
    assert FERRY[1] in article.text
    assert "Sport" not in article.text


def test_a_page_saved_by_safari_yields_its_article(tmp_path):
    main = {
        "WebResourceData": PAGE.encode(),
        "WebResourceURL": "https://post.example/ferry",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceMIMEType": "text/html",
    }
    (path := tmp_path / "ferry.webarchive").write_bytes(plistlib.dumps({"WebMainResource": main}))
    assert FERRY[2] in read_article(path).text


def test_a_mail_yields_its_article_once(tmp_path):
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Ferry sails again", "The Island Post <news@post.example>"
    mail["Date"] = "Fri, 13 Mar 2026 08:00:00 +0100"
    mail.set_content("\n\n".join(FERRY) + "\n\nUnsubscribe")
    mail.add_alternative(PAGE, subtype="html")
    (path := tmp_path / "ferry.eml").write_bytes(bytes(mail))
    article = read_article(path)
    assert (article.title, article.metadata["date"]) == ("Ferry sails again", "2026-03-13")
    assert article.metadata["source"] == "The Island Post"
    assert article.text.count(FERRY[0]) == 1
    assert "Unsubscribe" not in article.text


def test_a_feed_yields_each_of_its_entries(tmp_path):
    entries = "".join(
        f"<item><title>{title}</title><pubDate>Fri, 13 Mar 2026 08:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{''.join(f'<p>{p}</p>' for p in text)}]]></content:encoded>"
        "</item>"
        for title, text in (("Ferry sails again", FERRY), ("Bakery closes", BAKERY))
    )
    (path := tmp_path / "feed.rss").write_text(
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Island Post</title>{entries}</channel></rss>"
    )
    first, second = articles_of(path)
    assert (first.title, second.title) == ("Ferry sails again", "Bakery closes")
    assert first.metadata["source"] == "The Island Post"
    assert second.text.split("\n\n") == list(BAKERY)


@pytest.mark.parametrize("name", ["feed.rss", "mail.eml", "page.mhtml", "book.epub", "all.zip"])
def test_a_damaged_file_is_reported_in_one_line(write, name):
    (found,) = read_articles(write(name, b"PK\x03\x04 nothing of the kind"))
    assert isinstance(found, Rejected)
    assert "\n" not in str(found)
