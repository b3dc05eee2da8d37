"""Whatever is in a file, it is an article or a reason on one line, and others are read."""

import csv
import io
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import yaml
from generated import SENTENCE, articles, damaged, is_sound, lines, texts
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.reading.article import Article, Rejected
from helpers.reading.articles import read_article, read_articles, write_article

GOOD = {"title": "Good", "text": SENTENCE}


def read(name: str, data: bytes, **options) -> list:
    """Return what is read from a file, after checking each item."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        found = list(read_articles(path, **options))
    for one in found:
        is_sound(one)
    return found


@given(damaged())
def test_a_damaged_file_yields_articles_and_reasons(file):
    assert read(*file)


@given(st.lists(damaged(), min_size=1, max_size=3))
def test_a_bad_file_affects_nothing_else(files):
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(files):
            Path(folder, f"{number}-{name}").write_bytes(data)
        Path(folder, "good.txt").write_text(SENTENCE)
        found = list(read_articles(folder))
    assert "good" in {one.doc_id for one in found if isinstance(one, Article)}


@given(
    st.sampled_from([".txt", ".md", ".html", ".csv", ".jsonl", ".json", ".ris", ".rss", ""]),
    st.sampled_from(["utf-8", "utf-16", "utf-16-be", "windows-1252", "utf-32"]),
    texts,
)
def test_any_text_in_any_encoding_gives_articles_and_reasons(suffix, encoding, text):
    read(f"x{suffix}", text.encode(encoding, "replace"))


@given(articles, st.dictionaries(lines, lines, max_size=4), lines)
def test_an_article_reads_back_as_it_was_written(text, metadata, title):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "story.txt")
        front = yaml.safe_dump({**metadata, "title": title or "x"}, allow_unicode=True)
        path.write_bytes(f"---\n{front}---\n\n{text}".encode("utf-8", "replace"))
        (article,) = read_articles(path)
        assume(isinstance(article, Article))
        is_sound(article)
        copy = str(Path(folder, "copy.txt"))
        write_article(article, copy)
        assert read_article(copy) == replace(article, origin=copy)


@given(texts)
def test_any_front_matter_is_metadata_or_a_reason(front):
    read("x.txt", f"---\n{front}\n---\n\n{SENTENCE}".encode("utf-8", "surrogatepass"))


json_values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.floats(), st.integers(-(10**40), 10**40), lines,
        st.sampled_from([10**35, 1e308, "2019", "1" + "0" * 35]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(lines, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
names = st.one_of(
    st.sampled_from(["text", "title", "date", "url2", "id", "author", "source", "body"]), lines
)


@given(
    st.lists(st.one_of(st.dictionaries(names, json_values, max_size=5), json_values), max_size=5)
)
def test_no_record_costs_another_one(values):
    rows = [row for value in values for row in (value, GOOD)] or [GOOD]
    data = "\n".join(map(json.dumps, rows)).encode()
    found = read("x.jsonl", data)
    good = [one for one in found if isinstance(one, Article) and one.text == SENTENCE]
    assert len(good) >= rows.count(GOOD)
    assert len(found) == len(rows)


@given(
    st.lists(st.tuples(lines, articles.map(lambda text: " ".join(text.split()))), min_size=1,
             max_size=5),
    st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)  # fmt: skip
def test_each_row_of_a_table_is_an_article_or_a_reason(rows, separator, end, encoding):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator=end)
    writer.writerow(["title", "text"])
    writer.writerows([*rows, ("Good", SENTENCE)])
    found = read("x.csv", file.getvalue().encode(encoding, "replace"))
    assert len(found) == len(rows) + 1
    assert found[-1].text == SENTENCE


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1,
               max_size=40), st.binary(max_size=6))  # fmt: skip
def test_a_file_of_any_name_is_read_and_shown_as_it_is(name, more):
    with tempfile.TemporaryDirectory() as folder:
        raw = os.fsencode(name) + more.replace(b"/", b"").replace(b"\0", b"") + b".txt"
        path = os.fsdecode(os.path.join(os.fsencode(folder), raw))
        try:
            Path(path).write_text(SENTENCE)
        except OSError:  # longer than the system allows
            assume(False)
        (found,) = read_articles(path)
    is_sound(found)
    assert isinstance(found, Article)
    assert str(Rejected(path, None, None, "x")).isprintable()
