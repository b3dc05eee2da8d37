"""Hostile articles: a page shows them as text and runs none of them."""

import unicodedata
from pathlib import Path

import html5lib
import nbformat
import pandas as pd
import pytest
from hostile import HOSTILE, article_text

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.findings import Finding
from helpers.reading.articles import article_from_text
from helpers.report import show
from helpers.report.chapters import chapter, chapter_exporter
from helpers.report.page import index_html, page_html, summary
from helpers.report.page_data import page_parts

KNOWN = {
    *"html head meta title style body a nav ul ol li header h1 h2 h3 h4 p span main".split(),
    *"div figure figcaption strong svg circle rect polygon line text details summary table".split(),
    *"section thead tbody tr th td aside button article dl dt dd small code q script pre".split(),
    *"em br g path blockquote".split(),
}


@pytest.fixture(scope="module")
def exporter():
    return chapter_exporter()


def notebook_on(text, table):
    """Return an executed notebook that shows the text in every kind of output we have."""
    finding = show.Findings([Finding(text, (0,))])._repr_mimebundle_()
    outputs = [
        nbformat.v4.new_output("execute_result", {"text/html": show.table_html(table)}),
        nbformat.v4.new_output("execute_result", finding),
        nbformat.v4.new_output("execute_result", {"text/plain": text}),
        nbformat.v4.new_output("stream", name="stdout", text=text),
    ]
    cells = [
        nbformat.v4.new_markdown_cell("# Who?"),
        *(nbformat.v4.new_code_cell("1", outputs=[output]) for output in outputs),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def page_of(payload, exporter):
    """Return an article that has the payload everywhere, and its page."""
    article = article_from_text(
        article_text(payload), {"title": payload, "source": payload, "author": payload}
    )
    doc = annotate(article)
    sentences = tables.sentences(doc)
    table = pd.DataFrame({"name": sentences["text"], "sentence_id": sentences["sentence_id"]})
    part = chapter(exporter, Path("03_who.ipynb"), notebook_on(article.text, table))
    html = page_html(article, page_parts(doc), [part], about={})
    return article, html


def elements(html):
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return list(tree.iter())


def local(tag):
    return tag.rpartition("}")[2] if isinstance(tag, str) else "comment"


def is_safe(html):
    """Assert that nothing in a page comes from the article except text."""
    found = elements(html)
    tags = [local(element.tag) for element in found]
    assert set(tags) <= KNOWN
    assert tags.count("script") == 1
    assert tags.count("style") == 1
    assert tags.count("h1") == 1
    for element in found:
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (name, value)
            assert local(name) not in {"src", "srcset", "srcdoc", "action", "formaction", "data"}
            if local(name) == "href":
                assert value.startswith(("#", "../index.html")) or "/" not in value, value
    assert not [c for c in set(html) if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]
    assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def text_of_article(html):
    """Return the article's text as the page shows it, without numbers, signs and white space."""
    body = next(e for e in elements(html) if "article-text" in e.get("class", ""))
    for parent in list(body.iter()):
        for child in list(parent):
            if child.get("class") in {"n", "sign"}:
                child.text = ""
                for inner in list(child):
                    child.remove(inner)
    return "".join("".join(body.itertext()).split())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_shows_it_as_text_and_runs_none_of_it(name, exporter):
    article, html = page_of(HOSTILE[name], exporter)
    is_safe(html)
    assert text_of_article(html) == "".join(article.text.split())


def test_there_are_at_least_forty_of_them():
    assert len(HOSTILE) >= 40


def test_an_index_page_shows_them_as_text(exporter):
    reports = []
    for i, payload in enumerate(HOSTILE.values()):
        article = article_from_text(article_text(payload), {"title": payload, "source": payload})
        parts = {
            "actors": [{"id": "a", "name": payload, "kind": "person", "n_mentions": 1}],
            "findings": [{"text": article.text}],
        }
        report = summary(article, parts)
        reports.append({**report, "folder": f"{i}-{article.doc_id}"})
    html = index_html(reports)
    found = elements(html)
    assert {local(element.tag) for element in found} <= KNOWN
    assert sum(local(element.tag) == "script" for element in found) == 1
    assert not any(name.startswith("on") for element in found for name in element.attrib)


def test_a_title_never_leads_out_of_the_folder():
    for payload in HOSTILE.values():
        doc_id = article_from_text(article_text(payload), {"title": payload}).doc_id
        assert doc_id
        assert len(doc_id) <= 80
        assert all(c.isalnum() or c == "-" for c in doc_id)
