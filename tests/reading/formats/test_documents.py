"""Word, RTF and PDF files with one article, written by real libraries."""

import io

import pytest
from docx import Document
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from helpers.reading.articles import ArticleError, read_article

FERRY = (
    "The harbour master said that the ferry to Brenholm would sail again on Friday, and that all "
    "of its engines had been mended by the engineers of the shipyard.",
    "“We are ready,” Nora Lind told the crew. She thanked the minister for his long-term support, "
    "and the people of the island for their patience through the winter.",
    "The café at the pier will open as well, and the mayor will be there with a brass band from "
    "Ostervik, which has not played in public for more than two years.",
)


def test_a_word_file_yields_its_paragraphs_without_headers_or_deletions(tmp_path):
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Draft"
    document.add_paragraph("Ferry sails again", style="Title")
    document.add_paragraph(FERRY[0])
    paragraph = document.add_paragraph(FERRY[1])
    _insert(paragraph, "w:ins", "w:t", " She smiled.")
    _insert(paragraph, "w:del", "w:delText", " She frowned.")
    document.add_table(1, 1).cell(0, 0).text = FERRY[2]
    document.save(path := tmp_path / "ferry.docx")
    article = read_article(path)
    assert article.title == "Ferry sails again"
    assert article.text.split("\n\n") == [FERRY[0], f"{FERRY[1]} She smiled.", FERRY[2]]


def _insert(paragraph, change, tag, text):
    from docx.oxml import OxmlElement

    element, run, words = OxmlElement(change), OxmlElement("w:r"), OxmlElement(tag)
    words.text = text
    run.append(words)
    element.append(run)
    paragraph._p.append(element)


def test_an_rtf_file_yields_its_text_however_letters_are_encoded(write):
    path = write(
        "ferry.rtf",
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\header Draft\par}\uc1 "
        rb"{\b Ferry sails again}\par It was Jos\'e9 who said \u8220?no\u8221? to {\i all} of "
        rb"it.\par\par{\field{\*\fldinst HYPERLINK x}{\fldrslt He}} left on Friday.\par}",
    )
    article = read_article(path)
    assert article.title == "Ferry sails again"
    assert article.text.split("\n\n") == [
        "It was José who said “no” to all of it.", "He left on Friday.",
    ]  # fmt: skip


def pdf(columns=1, size=10, spacing=4, password=None, pages=1):
    """Return a PDF of the story: running heads, lines broken at hyphens, one column or more."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    file = io.BytesIO()
    encrypt = StandardEncryption(password) if password else None
    canvas = Canvas(file, pagesize=A5, encrypt=encrypt)
    width, height = A5
    column = (width - 80) / columns - 10
    lines = [line for text in FERRY * pages for line in [*_lines(canvas, text, column, size), None]]
    n_lines, number = len(lines) // (columns * pages) + 1, 0
    for page in range(pages):
        canvas.setFont("Helvetica", 7)
        canvas.drawString(40, height - 20, "THE PIER POST | Friday 13 March 2026")
        canvas.drawCentredString(width / 2, 20, f"Page {page + 1}")
        top = height - 90
        if page == 0:
            canvas.setFont("Helvetica-Bold", 18)
            canvas.drawString(40, height - 60, "Ferry sails again")
        canvas.setFont("Times-Roman", size)
        for n in range(columns):
            y = top
            for line in lines[number : number + n_lines]:
                if line:
                    canvas.drawString(40 + n * (column + 20), y, line)
                y -= spacing if line is None else size * 1.2
            number += n_lines
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _lines(canvas, text, width, size):
    """Lines of a given width, with words hyphenated as a typesetter would."""
    breaks = {"engineers": "engi-neers", "minister": "minis-ter", "long-term": "long--term"}
    breaks |= {"patience": "pa-tience", "Brenholm": "Bren-holm", "Ostervik": "Oster-vik"}
    line, lines = "", []
    for word in text.split():
        head, _, tail = breaks.get(word, "").partition("-")
        if canvas.stringWidth(f"{line} {word}", "Times-Roman", size) <= width:
            line = f"{line} {word}".strip()
        elif head and canvas.stringWidth(f"{line} {head}-", "Times-Roman", size) <= width:
            lines.append(f"{line} {head}-")
            line = tail.removeprefix("-")
        else:
            lines.append(line)
            line = word
    return [*lines, line]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("size", [8, 9, 10, 11])
def test_a_pdf_yields_whole_words_and_paragraphs_in_order(write, columns, size):
    article = read_article(write("ferry.pdf", pdf(columns, size)))
    assert article.title == "Ferry sails again"
    assert article.text.split("\n\n") == list(FERRY)


def test_running_heads_of_many_pages_are_not_text(write):
    text = read_article(write("ferry.pdf", pdf(pages=3))).text
    assert "PIER POST" not in text
    assert "Page" not in text
    assert text.count("Nora Lind") == 3


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (lambda: pdf(password="secret"), "asks for a password; open it"),
        (lambda: pdf()[:700], "is a damaged PDF; open it and save it again"),
        (lambda: _scan(), "pictures of pages only and no text layer"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_what_to_do(write, content, complaint):
    with pytest.raises(ArticleError, match=complaint):
        read_article(write("ferry.pdf", content()))


def _scan():
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(10, 10, 300, 300, fill=1)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("cut.docx", b"PK\x03\x04 and no more", "is damaged"),
        ("no.docx", b"Just text.", "is not a .docx file inside"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "in an old Office format"),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "asks for a password",
        ),
        (
            "data.xml",
            b"<?xml version='1.0'?><list/>",
            "is not an RSS or Atom feed inside; save its",
        ),
        ("note.eml", b"Just text.", "is not an e-mail inside; save its articles as"),
        ("what.xyz", b"Just text.", "can't read .xyz; supported are .atom, .csv, .docx"),
    ],
)
def test_other_files_that_cannot_be_read_say_what_to_do(write, name, content, complaint):
    with pytest.raises(ArticleError, match=complaint) as caught:
        read_article(write(name, content))
    assert "\n" not in str(caught.value)
