"""Exports of databases, split into their articles."""

from reading_texts import BAKERY, FERRY

from helpers.reading.article import Rejected
from helpers.reading.articles import read_articles

RULE = "_" * 60


def read(path):
    return list(read_articles(path))


def proquest(number, title, text, date):
    return (
        f"{RULE}\n\nDocument {number} of 2\n\n{title}\n\nAuthor: Lind, Nora\n\n"
        f"ProQuest document link\n\nFull text: {chr(10).join(text)}\n\nSubject: Ferries\n\n"
        f"Title: {title}\n\nPublication title: The Island Post; Ostervik\n\n"
        f"Publication date: {date}\n\nProQuest document ID: 12345{number}\n\n"
    )


def test_a_proquest_export_yields_each_article_with_its_metadata(write):
    content = (
        f"{RULE}\n\nReport Information from ProQuest\n\n"
        + proquest(1, "Ferry sails again", FERRY, "Mar 13, 2026")
        + proquest(2, "Bakery closes", BAKERY, "Apr 2, 2026")
        + RULE
    )
    first, second = read(write("export.txt", content))
    assert (first.title, first.metadata["date"]) == ("Ferry sails again", "2026-03-13")
    assert first.metadata["source"] == "The Island Post"
    assert first.text.split("\n\n") == list(FERRY)
    assert second.text.split("\n\n") == list(BAKERY)


def factiva(title, text, date, number):
    paragraphs = "".join(f'<p class="articleParagraph">{p}</p>' for p in text)
    return (
        f'<div class="article enArticle"><div>News</div><div id="hd"><span class="enHeadline">'
        f'<b>{title}</b></span></div><div class="author">Nora Lind</div><div>120 words</div>'
        f"<div>{date}</div><div>The Island Post</div><div>ISLPST</div><div>12</div>"
        f"<div>English</div><div>© 2026 The Island Post.</div>{paragraphs}"
        f"<p>Document ISLPST00002026031{number}em3d00012</p></div>"
    )


def test_a_factiva_page_yields_each_article_without_its_labels(write):
    page = (
        "<html><body>"
        + factiva("Ferry sails again", FERRY, "13 March 2026", 3)
        + factiva("Bakery closes", BAKERY, "14 March 2026", 4)
        + "</body></html>"
    )
    first, second = read(write("factiva.html", page))
    assert (first.title, first.metadata["date"]) == ("Ferry sails again", "2026-03-13")
    assert first.text.split("\n\n") == list(FERRY)
    assert second.text.split("\n\n") == list(BAKERY)
    assert second.metadata["source"] == "The Island Post"


def test_references_give_their_abstracts_and_those_without_are_listed(write):
    content = "".join(
        f"TY  - NEWS\nTI  - {title}\nAU  - Lind, Nora\nT2  - The Island Post\n{text}"
        "DA  - 2026/03/13/\nPY  - 2026\nER  - \n\n"
        for title, text in (
            ("Ferry sails again", f"AB  - {' '.join(FERRY)}\n"),
            ("Bakery closes", ""),
        )
    )
    first, second = read(write("references.ris", content))
    assert (first.title, first.metadata["date"]) == ("Ferry sails again", "2026-03-13")
    assert isinstance(second, Rejected)
    assert "abstract" in str(second)


def test_addresses_that_do_not_answer_are_reported_line_by_line(write):
    content = "# my list\nhttp://127.0.0.1:9/ferry\nhttp://127.0.0.1:9/bakery\n"
    found = read(write("urls.txt", content))
    assert len(found) == 2
    assert all(isinstance(one, Rejected) and "does not answer" in str(one) for one in found)


def test_user_and_password_of_an_address_are_never_revealed(write):
    found = read(write("urls.txt", "http://nora:secret-word@127.0.0.1:9/ferry\n"))
    assert "secret-word" not in "".join(str(one) + str(one.origin) for one in found)
