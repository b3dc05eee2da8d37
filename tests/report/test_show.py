import pandas as pd
import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.findings import Finding
from helpers.report import show

HOSTILE = "<script>alert(1)</script> & $x$ | **b** =HYPERLINK(“x”)"


@pytest.mark.parametrize(
    "html",
    [
        show.table_html(pd.DataFrame({HOSTILE: [HOSTILE]})),
        show.Findings([Finding(HOSTILE)])._repr_mimebundle_()["text/html"],
        show.article_card(article_of(HOSTILE)).data
        + show.article(tables.sentences(annotate(article_of(HOSTILE)))).data,
    ],
    ids=["table", "findings", "article"],
)
def test_text_of_an_article_is_shown_as_text(html):
    assert "<script" not in html
    assert "alert(1)" in html
    assert "tex2jax_ignore" in html  # MathJax would typeset $x$ in JupyterLab


def test_a_card_escapes_title_and_source():
    article = article_of("x")
    article.metadata["source"] = "<b>AFP</b>"
    assert "&lt;b&gt;AFP&lt;/b&gt;" in show.article_card(article).data


def test_every_mention_is_marked_with_its_actor(meeting):
    html = show.article(
        tables.sentences(meeting), tables.mentions(meeting), tables.actors(meeting)
    ).data
    assert html.count("<mark") == len(tables.mentions(meeting))
    assert (
        '<mark class="kind-country" title="Norway (demonym of a country)">Norwegian</mark>' in html
    )


def test_sentences_have_anchors_only_where_asked(meeting):
    sentences = tables.sentences(meeting)
    assert 'id="sentence-0"' in show.article(sentences, anchors=True).data
    assert "id=" not in show.article(sentences).data


def test_a_long_table_is_cut_and_says_so():
    html = show.table_html(pd.DataFrame({"n": range(1000)}))
    assert html.count("<tr>") == 1 + show.MAX_ROWS
    assert "The first 200 of 1,000 rows." in html


def test_cells_are_written_for_readers():
    table = pd.DataFrame({"sentence_ids": [[1, 2]], "share": [0.123456], "missing": [None]})
    html = show.table_html(table)
    assert '<th scope="row" class="sentences">1, 2</th>' in html
    assert '<td class="number">0.12</td>' in html
    assert '<th scope="col" class="sentences">sentence ids</th>' in html
    assert "None" not in html
