import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.findings import Finding
from helpers.report import show
from helpers.report.table_html import MAX_ROWS

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


def test_a_long_table_is_cut_and_says_so():
    html = show.table_html(pd.DataFrame({"n": range(1000)}))
    assert html.count("<tr>") == 1 + MAX_ROWS
    assert "The first 200 of 1,000 rows." in html


def test_cells_are_written_for_readers():
    table = pd.DataFrame({"sentence_ids": [[1, 2]], "share": [0.123456], "missing": [None]})
    html = show.table_html(table.assign(kind="bloc"))
    assert "<td>international body</td>" in html
    soup = BeautifulSoup(html, "lxml")
    cell = soup.select_one('th[scope="row"].sentences')
    assert cell.get_text() == "1, 2"
    assert cell.span["data-sentences"] == "1 2"
    assert [a["href"] for a in cell.select("a")] == ["#sentence-1", "#sentence-2"]
    assert '<td class="number">0.12</td>' in html
    assert '<th scope="col" class="sentences">sentence ids</th>' in html
    assert "None" not in html


def test_two_actors_of_one_name_each_lead_to_their_own_card():
    table = pd.DataFrame(
        {
            "actor_id": ["person:georgia", "country:GEO", None],
            "name": ["Georgia", "Georgia", "Georgia"],
            "n": [3, 2, 1],
        }
    )
    rows = BeautifulSoup(show.table_html(table), "lxml").select("tbody tr")
    links = [row.select_one("th a") for row in rows]
    assert [link["data-actor"] for link in links[:2]] == ["person:georgia", "country:GEO"]
    assert [link["href"] for link in links[:2]] == ["#actor-person:georgia", "#actor-country:GEO"]
    assert links[2] is None, "a name without an id is no link"
    assert rows[2].th.get_text() == "Georgia"


def test_both_ends_of_a_pair_lead_to_their_cards():
    table = pd.DataFrame(
        {
            "source_id": ["person:a"], "target_id": ["person:b"], "source": ["A"], "target": ["B"],
            "sentence_ids": [list(range(12))],
        }
    )  # fmt: skip
    soup = BeautifulSoup(show.table_html(table), "lxml")
    assert [h.get_text() for h in soup.select("thead th")] == ["source", "target", "sentence ids"]
    assert [a["data-actor"] for a in soup.select("[data-actor]")] == ["person:a", "person:b"]
    assert "and 2 more" in soup.select_one("details.more").get_text()


def test_tables_of_any_shape_are_shown():
    for table in (pd.DataFrame(), pd.DataFrame(columns=["name", "n"])):
        assert "No rows." in show.table_html(table)
    repeated = pd.DataFrame([[1, "x"]], columns=["n", "n"], index=["a"])
    assert BeautifulSoup(show.table_html(repeated), "lxml").td.get_text() == "x"
