"""Reading articles as users have them: in many encodings, formats and states of repair."""

from dataclasses import replace

import pytest
from conftest import BUNDLED
from web_server import serving

from helpers.reading.articles import ArticleError, find_articles, read_article, write_article
from helpers.reading.folders import passed_over

STORY = (
    "The harbour master said that the ferry to Brenholm would sail again on Friday. “We are "
    "ready,” she told the crew, and thanked the engineers for their work through the night.\n\n"
    "The café at the pier will open as well."
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry sails again | The Pier Post</title>
<meta property="og:title" content="Ferry sails again"><meta name="author" content="Nora Lind">
<meta property="og:site_name" content="The Pier Post">
<meta property="article:published_time" content="2026-02-03T08:00:00Z">
<link rel="canonical" href="https://pier.example/ferry-sails-again"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry sails again</h1>
{paragraphs}</article><script>alert("x")</script><footer>All rights reserved</footer></body>
</html>"""
GERMAN = (
    "Die Ministerin traf am Montag den Vorsitzenden der Firma und lobte die gute Arbeit. Er warnte "
    "vor schweren Verlusten für die Firma und ihre Leute. Das Haus ist sehr alt."
)


def page_of(text=STORY):
    return PAGE.format(paragraphs="".join(f"<p>{part}</p>" for part in text.split("\n\n")))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_all_usual_encodings_give_the_same_text(write, encoding, suffix):
    source = page_of() if suffix == ".html" else STORY
    article = read_article(write(f"story{suffix}", source.encode(encoding)))
    assert article.text == STORY


def test_a_page_declares_its_encoding(write):
    page = page_of(STORY.replace("café", "caf\u0107")).replace(
        "<head>", '<head><meta charset="iso-8859-2">'
    )
    page = page.replace("“", '"').replace("”", '"')
    assert "caf\u0107" in read_article(write("story.html", page.encode("iso-8859-2"))).text


def test_broken_quotation_marks_are_mended(write):
    broken = (
        STORY.encode("utf-8").decode("windows-1252", errors="replace").replace("\ufffd", "\x9d")
    )
    assert read_article(write("story.txt", broken)).text == STORY


def test_a_saved_page_yields_text_and_metadata(write):
    article = read_article(write("saved.html", page_of()))
    assert article.title == "Ferry sails again"
    assert article.metadata == {
        "date": "2026-02-03",
        "source": "The Pier Post",
        "author": "Nora Lind",
        "url": "https://pier.example/ferry-sails-again",
    }
    assert "Sport" not in article.text
    assert "alert" not in article.text


def test_front_matter_is_metadata_as_written(write):
    article = read_article(
        write(
            "story.txt",
            "---\ntitle: 'Ferry: again'\ndate: 2026-02-03\nflag: no\nauthor: [Ann, Bo]\n"
            f"nested: {{a: 1}}\n---\n\n{STORY}",
        )
    )
    assert article.title == "Ferry: again"
    assert article.metadata == {"date": "2026-02-03", "flag": "no", "author": "Ann, Bo"}
    assert article.text == STORY


@pytest.mark.parametrize("text", ["---\n\nIt rained.", "---\nIt rained.\n---\nIt snowed."])
def test_dashes_alone_are_not_front_matter(write, text):
    assert "It rained." in read_article(write("story.txt", text)).text


def test_markdown_becomes_prose(write):
    article = read_article(
        write(
            "story.md",
            "# A *fine* day\n\nThe [ferry](http://x.example) sails\nat **noon**. ![a](b.png)\n\n"
            "- one\n- two\n\n> Quoted.\n\n| a | b |\n| - | - |\n| c | d |\n\n<!-- hidden -->\n",
        )
    )
    assert article.title == "A fine day"
    assert article.text.split("\n\n") == [
        "The ferry sails at noon.", "one", "two", "Quoted.", "a, b", "c, d",
    ]  # fmt: skip


def test_text_keeps_what_looks_like_markup(write):
    text = 'He wrote <b>bold</b> &lt; **this** | $x$ and =HYPERLINK("a").'
    assert read_article(write("story.txt", text)).text == text


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("One line.\nAnother line.", ["One line.", "Another line."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("One.\n \t\nTwo.", ["One.", "Two."]),
        (
            "The ferry to Brenholm will sail again on Friday, said the master\nof the harbour, who "
            "thanked the crew for all their work and the\nengineers too.\n\nThe café will open.",
            [
                "The ferry to Brenholm will sail again on Friday, said the master of the harbour, "
                "who thanked the crew for all their work and the engineers too.",
                "The café will open.",
            ],
        ),
        (
            "The ferry to Brenholm will sail again on Friday.\nThe café at the pier will open too.",
            [
                "The ferry to Brenholm will sail again on Friday.",
                "The café at the pier will open too.",
            ],
        ),
        (
            "The ferry to Brenholm will sail again on Friday, said a well-\nknown captain of the "
            "harbour, who thanked the crew for all the work.",
            [
                "The ferry to Brenholm will sail again on Friday, said a well-known captain of the "
                "harbour, who thanked the crew for all the work."
            ],
        ),
    ],
)
def test_paragraphs_survive_and_hard_wrapped_lines_are_joined(write, source, paragraphs):
    assert read_article(write("story.txt", source)).text.split("\n\n") == paragraphs


def test_invisible_characters_are_removed(write):
    text = "The\u200b fer\u00adry\x07 sai\u202els\x1b[31m on\u00a0Friday\ufeff.\ufffe"
    assert read_article(write("story.txt", text)).text == "The ferry sails on Friday."


@pytest.mark.parametrize(
    ("name", "doc_id"),
    [
        ("Ferry Sails!.txt", "ferry-sails"),
        ("con.txt", "article-con"),
        ("COM1.txt", "article-com1"),
        ("über_Öl.txt", "uber-ol"),
        ("渡船.txt", "du-chuan"),
        ("!!!.txt", "article"),
        (f"{'long-' * 40}.txt", "-".join(["long"] * 16)),
    ],
)
def test_ids_are_safe_names(write, name, doc_id):
    assert read_article(write(name, STORY)).doc_id == doc_id


def test_front_matter_cannot_make_an_unsafe_id(write):
    path = write("story.txt", f"---\ndoc_id: ../../etc/passwd\n---\n{STORY}")
    assert read_article(path).doc_id == "etc-passwd"


def test_what_is_written_reads_back_as_it_was(tmp_path, write):
    hostile = write(
        "hostile.txt",
        "---\ntitle: '--- \"a\": #b'\nx: '- {y'\n---\n---\ntitle: no\n---\n\n=1+1 | $x$",
    )
    for origin in [*BUNDLED, hostile, write("saved.html", page_of())]:
        article = read_article(origin)
        write_article(article, tmp_path / "copy.txt")
        # Except its place, which a file can't state itself.
        copy = str(tmp_path / "copy.txt")
        assert read_article(copy) == replace(article, origin=copy)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("empty.txt", "", "is empty"),
        ("blank.txt", "\ufeff \n\n", "is empty"),
        ("front.txt", "---\ntitle: x\n---\n", "has no words"),
        ("numbers.txt", "1 2 3 ...", "has no words"),
        ("binary.txt", bytes(range(256)) * 20, "is not text"),
        ("renamed.txt", b"%PDF-1.7 and so on", "is a damaged PDF"),
        ("report.pdf", b"%PDF-1.7", "is a damaged PDF"),
        ("noending", STORY, "without an ending"),
        ("german.txt", GERMAN, "is in German"),
        ("page.html", "<html><body><nav>Home</nav></body></html>", "no article was found"),
        ("long.txt", "word " * 200_001, "longer than 1,000,000"),
        ("yaml.txt", f"---\ntitle: a: b\n---\n{STORY}", "not valid YAML in line 2"),
        ("deep.txt", f"---\n{'[' * 5000}\n---\n{STORY}", "not valid YAML"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(write, name, content, complaint):
    path = write(name, content)
    with pytest.raises(ArticleError, match=complaint) as caught:
        read_article(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert "; " in message  # what is wrong; what to do


@pytest.mark.parametrize("origin", ["no/such/file.txt", "a\0b", "x" * 5000])
def test_a_path_that_is_not_there(origin):
    for ask in (read_article, find_articles):
        with pytest.raises(ArticleError, match="no such file") as caught:
            ask(origin)
        assert str(caught.value).isprintable()


def test_short_or_mixed_texts_are_not_refused_for_their_language(write):
    for text in ("Bayern München siegt.", f"{STORY} „Wir sind bereit, es ist Zeit“, sagte er."):
        assert read_article(write("story.txt", text)).text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "قال مدير الميناء إن العبارة ستبحر مرة أخرى يوم الجمعة وشكر المهندسين على عملهم.",
            "Arabic",
        ),
        (
            "항만장은 금요일에 페리가 다시 출항할 것이라고 말했다.",
            "Korean",
        ),
        (
            "港務局長表示，渡輪將於週五再次啟航。她感謝工程師們徹夜工作。",
            "",
        ),
        ("Начальник порта сообщил, что паром снова отправится в пятницу, и поблагодарил всех.", ""),
    ],
)
def test_a_text_in_another_script_is_refused_however_short(write, text, language):
    with pytest.raises(ArticleError, match=rf"is in {language}.*only English"):
        read_article(write("story.txt", text))


def test_a_folder_yields_its_articles_in_order(write, tmp_path):
    for name in (
        "b.txt", "a/c.md", "A.html", "README.md", ".hidden.txt", ".git/x.txt", "picture.png",
        "A_files/frame.html", "old.PDF",
    ):  # fmt: skip
        write(name, STORY)
    names = [path.removeprefix(f"{tmp_path}/") for path in find_articles(tmp_path)]
    assert names == ["A.html", "a/c.md", "b.txt", "old.PDF"]


def test_a_folder_without_articles(tmp_path):
    with pytest.raises(ArticleError, match="has no article"):
        find_articles(tmp_path)
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)


PAGES = {
    "/news/ferry-sails.html": (200, "text/html; charset=utf-8", page_of().encode()),
    "/latin.html": (200, "text/html; charset=windows-1252", page_of().encode("windows-1252")),
    "/plain": (200, "text/plain", STORY.encode()),
    "/picture": (200, "image/png", b"\x89PNG"),
    "/huge": (200, "text/html", b"x" * 21_000_000),
    "/gone": (404, "text/html", page_of().encode()),
}


@pytest.fixture(scope="module")
def site():
    """Return the address of a news site on this machine."""
    with serving(PAGES) as address:
        yield address


def test_an_address_is_read_like_a_saved_page(site):
    article = read_article(f"{site}/news/ferry-sails.html")
    assert (article.doc_id, article.title, article.text) == (
        "ferry-sails",
        "Ferry sails again",
        STORY,
    )
    assert article.origin == f"{site}/news/ferry-sails.html"
    assert find_articles(article.origin) == [article.origin]
    assert read_article(f"{site}/latin.html").text == STORY
    assert read_article(f"{site}/plain").metadata == {"url": f"{site}/plain"}


@pytest.mark.parametrize(
    ("path", "complaint"),
    [("/gone", "answered 404"), ("/picture", "but image/png"), ("/huge", "longer than")],
)
def test_an_address_without_an_article(site, path, complaint):
    with pytest.raises(ArticleError, match=complaint):
        read_article(site + path)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("http://127.0.0.1:9/", "does not answer"),
        ("http://nowhere.invalid/x", "does not answer"),
        ("file:///etc/passwd", "is not a web address"),
        ("http://", "is not a web address"),
        ("http://[bad", "is not a web address"),
    ],
)
def test_an_address_that_leads_nowhere(url, complaint):
    with pytest.raises(ArticleError, match=complaint):
        read_article(url)


def test_a_headline_on_the_first_line_is_the_title_and_no_sentence(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Harbour tax ends\n\nThe harbour tax ended on Monday.\n", encoding="utf-8")
    article = read_article(path)
    assert (article.title, article.text) == ("Harbour tax ends", "The harbour tax ended on Monday.")


def test_a_headline_with_a_stop_shows_by_the_dateline_below_it(write):
    article = read_article(write("wire.txt", f"Ferry sails again.\n\nBRENHOLM (AP) — {STORY}"))
    assert (article.title, article.text) == ("Ferry sails again.", STORY)


def test_a_first_sentence_stays_in_the_text(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("The harbour tax ended.\n\nShips came.\n", encoding="utf-8")
    assert read_article(path).text.startswith("The harbour tax ended.")


def test_files_that_are_not_articles_are_reported(write, tmp_path):
    for name in ("b.txt", "README.md", ".git/x.txt", "picture.png", "A_files/frame.html"):
        write(name, STORY)
    told = [line.removeprefix(f"{tmp_path}/") for line in passed_over(tmp_path)]
    assert told == [
        ".git/x.txt: is hidden, or in a hidden folder",
        "A_files/frame.html: belongs to a saved page",
        "picture.png: is not an article, as it ends in .png",
        "README.md: describes the folder",
    ]
    assert passed_over(tmp_path / "b.txt") == passed_over("https://post.example/") == []
