"""Tables of articles: any columns, separators and encodings; a bad row affects nothing else."""

import csv
import io
import json
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from reading_texts import FERRY

from helpers.reading.articles import Article, Rejected, read_article, read_articles

STORY = "The ferry to Brenholm will sail again on Friday, said Nora Lind.\n\nThe café opens too."
OTHER = "A bakery in Ostervik has to close, and its owner asked the council for help."


def read(path, **options):
    """Return the articles of a file, and why the others were rejected."""
    found = list(read_articles(path, **options))
    return [f for f in found if isinstance(f, Article)], [
        f for f in found if isinstance(f, Rejected)
    ]


def table(rows, separator=","):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize(
    "header",
    [
        ["text", "title", "date", "source", "author", "url"],
        ["Full Text", "Headline", "Publication Date", "Publication", "Byline", "Link"],
        ["Body", "article_title", "publish_date", "media_name", "authors", "web-address"],
        ["Volltext", "Überschrift", "Datum", "Zeitung", "Autor", "Adresse"],
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_columns_of_usual_names_in_any_order_are_known(write, header, order):
    row = [
        STORY,
        "Ferry sails",
        "11 March 2026",
        "The Pier Post",
        "Ann Lee",
        "https://pier.example/1",
    ]
    path = write("news.csv", table([header[::order], row[::order]]))
    ((article,), rejected) = read(path)
    assert not rejected
    assert (article.title, article.text) == ("Ferry sails", STORY)
    assert article.metadata == {
        "date": "2026-03-11", "source": "The Pier Post", "author": "Ann Lee",
        "url": "https://pier.example/1",
    }  # fmt: skip


def test_a_column_of_any_name_can_be_said_and_long_texts_show_themselves(write):
    rows = [["A", "B", "C"], [STORY, "Ferry sails", "2026-03-11"]]
    path = write("news.csv", table(rows))
    ((article,), _) = read(path, columns={"text": "A", "title": "b", "date": "C"})
    assert (article.title, article.metadata["date"]) == ("Ferry sails", "2026-03-11")
    assert "say which holds the texts" in str(read(path)[1][0])
    assert "has no column “Z”" in str(read(path, columns={"text": "Z"})[1][0])
    ((article,), _) = read(write("long.csv", table([["A", "B"], [f"{STORY} " * 9, "x"]])))
    assert article.text.startswith("The ferry")


@pytest.mark.parametrize(
    ("encoding", "separator", "end", "name"),
    [
        ("utf-8", ",", "\n", "a.csv"),
        ("utf-8-sig", ";", "\r\n", "a.csv"),
        ("windows-1252", ";", "\r\n", "a.csv"),
        ("mac-roman", ",", "\r", "a.csv"),
        ("utf-16", "\t", "\r\n", "a.txt"),
        ("utf-16-le", "\t", "\n", "a.tsv"),
        ("cp850", "|", "\r\n", "a.csv"),
    ],
)
def test_any_common_encoding_separator_and_end_of_line(write, encoding, separator, end, name):
    rows = [
        ["id", "Title", "Text"],
        ["7", "Café opens", "José said it costs £5."],
        ["8", "b", OTHER],
    ]
    text = table(rows, separator).replace("\r\n", end)
    articles, rejected = read(write(name, text.encode(encoding)))
    assert not rejected
    assert [a.text for a in articles] == ["José said it costs £5.", OTHER]
    assert articles[0].title == "Café opens"


def test_a_bad_row_costs_itself_alone(write):
    lines = [
        "id,text", f'1,"{OTHER}"', "2,one,too many", '3,"never closed', f'4,"{OTHER}"',
        "5," + "x" * 20_000_001, f'6,"{OTHER}",,', "7,",
    ]  # fmt: skip
    articles, rejected = read(write("news.csv", "\n".join(lines)))
    assert [a.doc_id for a in articles] == ["1", "4", "6"]
    assert [(r.line, r.reason) for r in rejected] == [
        (3, "has 3 cells where the header has 2"),
        (4, "not CSV: a quotation mark is not closed"),
        (6, "line is longer than 20,000,000 bytes"),
        (8, "has no text"),
    ]
    assert [a.origin for a in articles] == [
        f"{write('x', '').parent}/news.csv#{n}" for n in (2, 5, 7)
    ]


def test_lines_above_the_header_and_excels_own_first_line(write):
    above = f"Search for ferries\nFound: 1\nHeadline;Full text\nFerry;{OTHER}\n"
    for text in (above, f"sep=;\nHeadline;Full text\nFerry;{OTHER}\n"):
        ((article,), _) = read(write("a.csv", text))
        assert (article.title, article.text) == ("Ferry", OTHER)


def test_dates_in_numbers_are_read_if_the_column_says_how(write):
    rows = [["text", "date"], [OTHER, "11/03/2026"], [OTHER, "13/03/2026"]]
    assert [a.metadata["date"] for a in read(write("a.csv", table(rows)))[0]] == [
        "2026-03-11", "2026-03-13",
    ]  # fmt: skip
    assert read(write("b.csv", table(rows[:2])))[0][0].metadata["date"] == "11/03/2026"


def test_a_workbook_yields_the_rows_of_its_sheets_with_articles(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Title", "Published", "Content", "Outlet"])
    sheet.append(["Ferry sails", datetime(2026, 3, 11), STORY, "The Pier Post"])
    sheet.append(["A formula", None, '=CONCATENATE("a","b")', None])
    notes = workbook.create_sheet("Notes")
    notes.append(["Coder", "Hours"])
    notes.append(["Ann", 3])
    workbook.save(path := tmp_path / "news.xlsx")
    ((article,), (rejected,)) = read(path)
    assert (article.title, article.metadata["date"], article.text) == (
        "Ferry sails", "2026-03-11", STORY,
    )  # fmt: skip
    assert (rejected.line, rejected.reason) == (3, "has no text")


def test_parquet_with_what_python_cannot_hold(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(
        pa.table(
            {
                "Body": [OTHER.encode(), b"\xff\xfe"],
                "published": pa.array([2**62, 1773230400000000], pa.timestamp("us")),
            }
        ),
        path := tmp_path / "a.parquet",
    )
    ((article,), (rejected,)) = read(path)
    assert article.text == OTHER
    assert rejected.reason == "has no text"


@pytest.mark.parametrize(
    "content",
    [
        [{"headline": "Ferry", "body": OTHER, "source": {"id": 1, "name": "The Pier Post"}}],
        {"articles": [{"title": "Ferry", "text": OTHER, "source": {"name": "The Pier Post"}}]},
        {"response": {"results": [{"webTitle": "x", "title": "Ferry", "source": "The Pier Post",
                                   "fields": {"bodyText": OTHER}}]}},
    ],
)  # fmt: skip
def test_json_as_services_return_it(write, content):
    ((article,), _) = read(write("a.json", json.dumps(content)))
    assert (article.title, article.text) == ("Ferry", OTHER)
    assert article.metadata["source"] == "The Pier Post"


def test_what_services_cut_off_or_mark_up(write):
    lines = [
        {"text": "Rain will … [+123 chars]"},
        {"text": f"<p>{OTHER}</p><p>It <b>rained</b>.</p>"},
    ]
    path = write("a.jsonl", "\n".join(map(json.dumps, lines)))
    ((article,), (rejected,)) = read(path)
    assert article.text == f"{OTHER}\n\nIt rained."
    assert "only the beginning" in rejected.reason


def test_a_file_is_what_is_in_it(tmp_path):
    pd.DataFrame({"text": [OTHER]}).to_parquet(path := tmp_path / "a.csv")
    assert read(path)[0][0].text == OTHER


@pytest.mark.parametrize(
    "article",
    [
        {"headline": {"main": "Ferry sails again"}, "body": {"text": "\n".join(FERRY)},
         "byline": {"original": "By Ann Lee"}},
        {"article": {"title": "Ferry sails again", "content": [
            {"type": "p", "text": paragraph} for paragraph in FERRY]},
         "authors": [{"name": "Ann Lee"}]},
        {"title": {"rendered": "Ferry sails again"}, "author": "Ann Lee", "content": {
            "rendered": "".join(f"<p>{paragraph}</p>" for paragraph in FERRY)}},
        {"title": "Ferry sails again", "paragraphs": [*FERRY], "author": {"name": "Ann Lee"}},
    ],
    ids=["objects", "blocks", "WordPress", "list"],
)  # fmt: skip
def test_json_with_texts_in_inner_objects(write, article):
    found = read_article(write("one.jsonl", json.dumps(article)))
    assert (found.title, found.metadata["author"]) == ("Ferry sails again", "Ann Lee")
    assert found.text.split("\n\n") == list(FERRY)
