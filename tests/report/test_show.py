import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import article_of
from IPython.core.interactiveshell import InteractiveShell

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.findings import Finding
from helpers.report import show
from helpers.report.outputs import page_table
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
    assert '<td class="kind">bloc</td>' in html, "as the frame has it, to be copied into code"
    soup = BeautifulSoup(html, "lxml")
    cell = soup.select_one('th[scope="row"].sentences')
    assert cell.get_text() == "1, 2"
    assert cell.span["data-sentences"] == "1 2"
    assert [a["href"] for a in cell.select("a")] == ["#sentence-1", "#sentence-2"]
    assert '<td class="number">0.12</td>' in html
    assert '<th scope="col" class="sentences">sentence_ids</th>' in html
    assert "None" not in html


def test_words_that_decided_are_marked_in_their_sentence():
    table = pd.DataFrame(
        {"sentence": ["A <cruel> lie, a lie.", "Rain."], "because": [["<cruel> lie", "a lie"], []]}
    )
    page = BeautifulSoup(show.table_html(table), "html.parser")
    assert [mark.text for mark in page.select("strong")] == ["<cruel> lie", "a lie"]
    assert "A <cruel> lie, a lie." in page.text


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
    assert links[2] is None, "a name without an id is not a link"
    assert rows[2].th.get_text() == "Georgia"


def test_both_ends_of_a_pair_lead_to_their_cards():
    table = pd.DataFrame(
        {
            "source_id": ["person:a"], "target_id": ["person:b"], "source": ["A"], "target": ["B"],
            "sentence_ids": [list(range(12))],
        }
    )  # fmt: skip
    soup = BeautifulSoup(show.table_html(table), "lxml")
    assert [h.get_text() for h in soup.select("thead th")] == [*table.columns]
    assert [a["data-actor"] for a in soup.select("[data-actor]")] == ["person:a", "person:b"]
    assert "and 2 more" in soup.select_one("details.more").get_text()


def test_tables_of_any_shape_are_shown():
    for table in (pd.DataFrame(), pd.DataFrame(columns=["name", "n"])):
        assert "No rows." in show.table_html(table)
    repeated = pd.DataFrame([[1, "x"]], columns=["n", "n"], index=["a"])
    cells = BeautifulSoup(show.table_html(repeated), "lxml").select("tbody th, tbody td")
    assert [cell.get_text() for cell in cells] == ["a", "1", "x"]


def test_the_index_is_shown_unless_it_only_counts_the_rows():
    table = pd.DataFrame({"name": ["A", "B"], "n_mentions": [1, 2]})
    assert headings(show.table_html(table)) == ["name", "n_mentions"]
    assert headings(show.table_html(table.set_index("name"))) == ["name", "n_mentions"]
    assert headings(show.table_html(table.describe())) == ["", "n_mentions"]
    by_n = BeautifulSoup(show.table_html(table.sort_values("n_mentions", ascending=False)), "lxml")
    assert [row.td.get_text() for row in by_n.select("tbody tr")] == ["1", "0"]


def test_names_in_an_index_lead_to_their_cards_too():
    table = pd.DataFrame({"actor_id": ["person:a"], "name": ["A"], "n": [3]})
    for indexed in (table.set_index("actor_id"), table.set_index(["actor_id", "name"])):
        html = show.table_html(indexed)
        assert headings(html) == ["actor_id", "name", "n"]
        assert BeautifulSoup(html, "lxml").select_one("a[data-actor='person:a']").get_text() == "A"
        page = BeautifulSoup(page_table(html, "1.1"), "lxml")
        assert [cell.get_text() for cell in page.select("tbody th")] == ["A"]


def test_a_pivot_shows_what_its_rows_and_columns_are():
    tones = pd.DataFrame({"who": ["A", "A", "B"], "tone": ["good", "bad", "bad"], "n": [1, 2, 3]})
    html = show.table_html(tones.pivot_table(index="who", columns="tone", values="n"))
    rows = BeautifulSoup(html, "lxml").select("tr")
    cells = [[cell.get_text() for cell in row.select("th, td")] for row in rows]
    expected = [["", "tone"], ["who", "bad", "good"], ["A", "2.00", "1.00"], ["B", "3.00", ""]]
    assert cells == expected
    kinds = tones.assign(tone=["name", "sentence_id", "name"], actor_id="person:a", name="A")
    counted = kinds.pivot_table(index=["actor_id", "name"], columns="tone", values="n")
    links = BeautifulSoup(show.table_html(counted), "lxml").select("a")
    assert [link.get_text() for link in links] == ["A"]
    nested = tones.groupby(["who", "tone", "n"]).size().unstack(["tone", "n"]).sort_index(axis=1)
    groups = BeautifulSoup(show.table_html(nested), "lxml").select("th[scope=colgroup]")
    spans = [(group.get_text(), group["colspan"]) for group in groups]
    assert spans == [("bad", "2"), ("good", "1"), ("n", "3")]


def test_a_page_has_words_where_a_notebook_has_names_for_code():
    table = pd.DataFrame(
        {"actor_id": ["bloc:un"], "name": ["UN"], "kind": ["bloc"], "n_mentions": [3]}, index=[7]
    )
    html = show.table_html(table)
    assert headings(html) == ["", *table.columns]
    page = page_table(html, "1.2")
    assert headings(page) == ["name", "kind", "n mentions"]
    cells = [cell.get_text() for cell in BeautifulSoup(page, "lxml").select("tbody th, tbody td")]
    assert cells == ["UN", "international body", "3"]
    assert 'aria-label="Table 1.2: name, kind, n mentions"' in page


def headings(html):
    """Return the headings of a table's columns, including the index."""
    return [cell.get_text() for cell in BeautifulSoup(html, "lxml").select("thead tr")[-1]]


def test_a_folded_table_says_how_much_is_in_it():
    html = show.folded(pd.DataFrame({"text": [HOSTILE]}), "Left out <i>").data
    soup = BeautifulSoup(html, "lxml")
    assert soup.summary.get_text() == "Left out <i> (1 row)"
    assert soup.select_one("details .table td, details .table th[scope=row]").get_text() == HOSTILE


def test_a_number_is_shown_without_its_type(monkeypatch):
    shell = InteractiveShell()
    monkeypatch.setattr(show, "get_ipython", lambda: shell)
    show.register()
    total = pd.Series([70, 55]).sum()
    assert shell.display_formatter.format(total)[0] == {"text/plain": "125"}
    assert shell.display_formatter.format([total / 2])[0] == {"text/plain": "[62.5]"}
