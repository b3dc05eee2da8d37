"""Exports of databases: split into their articles, in each of their forms."""

import pytest
from docx import Document

from helpers.reading.articles import Article, Rejected, read_articles

FERRY = [
    "The harbour master said that the ferry to Brenholm would sail again on Friday.",
    "“We are ready,” Nora Lind told the crew, and thanked the engineers for their work.",
]
BAKERY = [
    "A bakery in Ostervik has to close because nobody wants to get up so early.",
    "Its owner, Per Holm, asked the council for help, but the council has declined.",
]
ARTICLES = [("Ferry sails again", "Ann Lee", FERRY), ("Bakery to close", "Bo Poe", BAKERY)]
SOURCE, DAY = "The Pier Post", "2026-03-11"


def check(path, n=2):
    """Check that a file yields the articles with their metadata, and nothing else."""
    found = list(read_articles(path))
    assert all(isinstance(article, Article) for article in found), found
    assert len(found) == n
    for article, (title, author, paragraphs) in zip(found, ARTICLES, strict=False):
        assert article.title == title
        assert article.text.split("\n\n") == paragraphs
        known = {part: article.metadata[part] for part in ("source", "date", "author")}
        assert known == {"source": SOURCE, "date": DAY, "author": author}
    return found


# -- LexisNexis ------------------------------------------------------------------------------------

HEAD = "\n\nDownload Request: Selected Items: 1-2\nTime Of Request: Friday, March 13, 2026\n\n\n"
LABELS = {
    "en": ("{n} of 2 DOCUMENTS", "March 11, 2026 Wednesday", "BYLINE", "LENGTH", "HEADLINE",
           "BODY", "LOAD-DATE", "27 words"),
    "de": ("Dokument {n} von 2", "11. März 2026 Mittwoch 9:50 PM GMT+1", "AUTOR", "LÄNGE", "TITEL",
           "TEXT", "UPDATE", "27 Wörter"),
    "fr": ("{n} of 2 DOCUMENTS", "11 mars 2026", "AUTEUR", "LONGUEUR", "TITRE", "TEXTE",
           "DATE-CHARGEMENT", "27 mots"),
    "nl": ("Document {n} van 2", "11 maart 2026", "AUTEUR", "LENGTE", "KOP", "TEKST", "LOAD-DATE",
           "27 woorden"),
}  # fmt: skip


def centred(*lines):
    return "\n".join(line.center(78).rstrip() for line in lines)


def batch(language, *, is_labelled):
    """Return a batch as text, in the form with a bare headline or with all labels."""
    number, date, byline, length, headline, body, after, words = LABELS[language]
    found = HEAD
    for n, (title, author, paragraphs) in enumerate(ARTICLES, start=1):
        mark = ["Copyright 2026 Pier Media Ltd", "All Rights Reserved"]
        text = "\n\n".join(paragraph.replace(" to ", "\nto ", 1) for paragraph in paragraphs)
        blocks = [centred(number.format(n=n)), ""]
        if is_labelled:
            blocks += [centred(*mark), centred(SOURCE), centred(date, "Late Edition")]
            blocks += [f"SECTION: NEWS; Pg. 1\n\n{length}: {words}\n\n{headline}: {title}"]
            blocks += [f"{byline}: By {author}", f"{body}:", text, f"{after}: March 12, 2026"]
        else:
            blocks += [centred(SOURCE), centred(date), title, f"{byline}: {author}"]
            blocks += [f"{length}: {words}", text, f"{after}: March 12, 2026", centred(*mark)]
        found += "\n\n".join(blocks) + "\n\n\n"
    return found


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("is_labelled", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1252", "utf-16"])
def test_a_batch_of_nexis_in_both_forms(write, language, is_labelled, encoding):
    text = batch(language, is_labelled=is_labelled).replace("\n", "\r\n")
    check(write("export.TXT", text.encode(encoding)))


def test_a_batch_of_nexis_as_page_and_rtf(write):
    documents = ""
    for n, (title, author, paragraphs) in enumerate(ARTICLES, start=1):
        text = "".join(f'<P CLASS="c9"><SPAN CLASS="c2">{p}</SPAN></P>' for p in paragraphs)
        parts = [
            f"{n} of 2 DOCUMENTS", SOURCE, '<SPAN CLASS="c4">March</SPAN> 11, 2026 Wednesday',
            title, f"BYLINE: </SPAN>{author}", "LENGTH: 27 words",
        ]  # fmt: skip
        documents += "<!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->"
        for part in parts:
            documents += f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN>{part}</SPAN></P>\n</DIV>'
        documents += f'<BR><DIV CLASS="c5">{text}</DIV><BR><DIV><P>LOAD-DATE: March 12, 2026</P>'
        documents += "</DIV><DIV><P>Copyright 2026 Pier Media<BR>All Rights Reserved</P></DIV>"
    check(write("export.HTML", f"<HTML><HEAD></HEAD><BODY>{documents}</BODY></HTML>"))
    lines = batch("en", is_labelled=True).replace("“", "\\'93").replace("”", "\\'94").split("\n")
    rtf = "\n".join(f"\\par \\pard {line}" for line in lines)
    check(
        write(
            "export.rtf", "{\\rtf1\\ansi{\\colortbl;\\red0;}\n" + rtf.replace("\nto", " to") + "}"
        )
    )


def uni(articles, *, cover=True):
    """Return the paragraphs of an export of Nexis Uni."""
    found = []
    if cover:
        found += ["Date and Time: Friday, March 13, 2026 9:31:00 AM GMT", "Job Number: 21447"]
        found += ["Documents (2)", "1. Ferry sails again", "Client/Matter: -None-"]
        found += ["Search Terms: ferry", "Search Type: Natural Language", "Narrowed by:"]
        found += ["Content Type", "Narrowed by", "News", "Sources: The Pier Post"]
    for title, author, paragraphs in articles:
        found += [title, SOURCE, "March 11, 2026 Wednesday 9:30 AM GMT", ""]
        found += ["Copyright 2026 Pier Media All Rights Reserved", "Section:\xa0NEWS; Pg. 1"]
        found += ["Length:\xa027 words", f"Byline:\xa0By {author}", "Body", "", *paragraphs]
        found += ["Graphic", "A photo.", "Classification", "Language:\xa0ENGLISH"]
        found += ["Load-Date:\xa0March 12, 2026", "End of Document"]
    return found


@pytest.mark.parametrize("cover", [True, False])
def test_nexis_uni_as_word_rtf_and_text(tmp_path, write, cover):
    lines = uni(ARTICLES, cover=cover)
    document = Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for word in line.split(" "):  # search terms are in runs of their own
            paragraph.add_run(f"{word} ")
    document.save(path := tmp_path / "export.DOCX")
    check(path)
    check(write("export.txt", "\n".join(lines)))
    rtf = "\\par\n".join(lines).replace("\xa0", "\\~").replace("“", "\\'93").replace("”", "\\'94")
    check(write("export.rtf", "{\\rtf1\\ansi\n" + rtf + "}"))


@pytest.mark.parametrize("form", ["batch", "uni"])
def test_an_export_that_is_cut_off_keeps_its_whole_articles(write, form):
    text = batch("en", is_labelled=True) if form == "batch" else "\n".join(uni(ARTICLES))
    article, cut = list(read_articles(write("export.txt", text[: text.index("asked the council")])))
    assert article.title == "Ferry sails again"
    assert isinstance(cut, Rejected)
    assert cut.reason == "is cut off before its end; export it again"
    assert cut.origin.endswith("export.txt#2")


# -- Factiva ---------------------------------------------------------------------------------------

NUMBERS = [f"PIERP000020260311em3b0000{n}" for n in (1, 2)]


def factiva_head(author, words="27 words", date="11 March 2026"):
    return [f"By {author}", words, date, "09:14", SOURCE, "PIERP", "3", "English",
            "Copyright 2026 Pier Media. All Rights Reserved."]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words", "date"),
    [("en", "27 words", "11 March 2026"), ("de", "27 Wörter", "11 März 2026"),
     ("fr", "27 mots", "11 mars 2026"), ("es", "27 palabras", "11 marzo 2026")],
)  # fmt: skip
def test_factiva_as_page(write, language, words, date):
    page = "<html><head><title>Factiva</title></head><body><h1>Dow Jones Factiva</h1>"
    for (title, author, paragraphs), number in zip(ARTICLES, NUMBERS, strict=True):
        by, *rest = factiva_head(author, words, date)
        text = "".join(
            f'<p class="articleParagraph {language}articleParagraph">{p}</p>' for p in paragraphs
        )
        page += (
            f'<div class="article {language}Article"><p>\n</p><div>News</div><div id="hd"><span '
            f"class='{language}Headline'>{title.replace('sails', '<b>sails</b>')}</span></div>"
            f'<div class="author">{by}</div>{"".join(f"<div>{line}</div>" for line in rest)}'
            f"<p></p>{text}<p>Pier Media Ltd</p><p>Document {number}</p></div>"
        )
    check(write("Factiva.html", f"{page}</body></html>"))


def codes(title, author, paragraphs, number):
    return [
        ("SE", "News"), ("HD", title), ("BY", f"By {author}"), ("WC", "27 words"),
        ("PD", "11 March 2026"), ("SN", SOURCE), ("SC", "PIERP"), ("LA", "English"),
        ("CY", "Copyright 2026"), ("LP", paragraphs[0]), ("TD", "\n".join(paragraphs[1:])),
        ("NS", "gcat : News"), ("PUB", "Pier Media Ltd"), ("AN", f"Document {number}"),
    ]  # fmt: skip


def test_factiva_with_codes_as_page_and_rtf(write):
    page, rtf = "<html><body>", "{\\rtf1\\ansi\\ansicpg1252\\uc1\n"
    for article, number in zip(ARTICLES, NUMBERS, strict=True):
        page += '<div class="article enArticle"><table>'
        for code, value in codes(*article, number):
            lines = value.split("\n")
            cell = "".join(f"<p>{line}</p>" for line in lines) if code in {"LP", "TD"} else value
            page += f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>'
            value = "\\par ".join(lines).replace("“", "\\u8220?").replace("”", "\\u8221?")
            rtf += f"\\trowd\\cellx900\\cellx9000\\pard\\intbl{{\\b {code}}}\\cell "
            rtf += f"{value}\\cell\\row\n"
        page += "</table></div>"
        rtf += "\\pard\\par\\page\n"
    check(write("Factiva.html", f"{page}</body></html>"))
    check(write("Factiva.rtf", rtf + "}"))


def test_factiva_as_rtf_without_codes(write):
    rtf = "{\\rtf1\\ansi\\ansicpg1252\\uc1\n"
    for (title, author, paragraphs), number in zip(ARTICLES, NUMBERS, strict=True):
        text = [p.replace("“", "\\u8220?").replace("”", "\\u8221?") for p in paragraphs]
        lines = ["News", f"\\b {title}\\b0", *factiva_head(author), "", *text]
        lines += ["Pier Media Ltd", f"Document {number}"]
        rtf += "".join(f"\\pard\\plain\\fs18 {line}\\par\n" for line in lines) + "\\page\n"
    rtf += "\\pard\\b Search Summary\\b0\\par Text\\par ferry\\par \\u169? 2026 Factiva, Inc.\\par}"
    check(write("Factiva.rtf", rtf))


# -- ProQuest, Europresse --------------------------------------------------------------------------


def proquest_fields(title, author, paragraphs):
    last, first = author.split()[::-1]
    return [
        ("Author", f"{last}, {first}"),
        ("Publication info", f"{SOURCE} ; Ostervik [Ostervik]11 Mar 2026: A.1."),
        ("Abstract", "An account of what happened."),
        ("Full text", "\n".join(paragraphs)),
        ("Subject", "Transport; Councils"),
        ("Title", title),
        ("Publication title", f"{SOURCE}; Ostervik"),
        ("Publication date", "Mar 11, 2026"),
        ("ProQuest document ID", "2834441"),
        ("Last updated", "2026-03-12"),
    ]


def test_proquest_as_text_and_page(write):
    rule = f"\n\n{'_' * 60}\n\n"
    text = f"{rule}Report Information from ProQuest\nMarch 13 2026 09:14{rule}Table of contents\n\n"
    page = ""
    for n, article in enumerate(ARTICLES, start=1):
        fields = proquest_fields(*article)
        text += f"{rule}Document {n} of 2\n\n{article[0]}\n\n"
        text += "\n\n".join(f"{label}: {value}" for label, value in fields)
        page += (
            f'<div><a name="DocID_X_{n}"></a><p></p><p style="font-weight:bold">{article[0]}</p>'
        )
        for label, value in fields:
            inner = "".join(f"<p>{line}</p>" for line in value.split("\n"))
            value = f"<text>{inner}</text>" if label == "Full text" else value
            page += f"<p><strong>{label}: </strong>{value}</p>"
        page += "</div>"
    text += f"{rule}Contact ProQuest\nCopyright © 2026 ProQuest LLC."
    check(write("ProQuestDocuments.txt", text))
    check(write("ProQuestDocuments.html", page))


def test_proquest_without_full_text_is_not_an_article(write):
    fields = [field for field in proquest_fields(*ARTICLES[0]) if field[0] != "Full text"]
    text = "Document 1 of 1\n\n" + "\n\n".join(f"{label}: {value}" for label, value in fields)
    (rejected,) = read_articles(write("ProQuest.txt", text))
    assert rejected.reason == "has only an abstract and no text; export the full texts"


def test_europresse_as_page(write):
    page = "<html><body>"
    for title, author, paragraphs in ARTICLES:
        page += (
            "<article><header><div class='rdp__DocPublicationName'>"
            f"<span class='DocPublicationName'>{SOURCE}, no. 43018</span></div>"
            "<div><span class='DocHeader'>Politique, mercredi 11 mars 2026, p. 12</span></div>"
            f"<div class='titreArticle'><p class='titreArticleVisu'>{title}</p></div>"
            f"<div class='sm-margin-bottomNews'>{author}</div></header><section>"
            f"<div class='DocText clearfix'><div class='docOcurrContainer'>"
            f"{''.join(f'<p>{p}</p>' for p in paragraphs)}</div></div></section></article>"
        )
    check(write("europresse.HTML", f"{page}</body></html>"))
