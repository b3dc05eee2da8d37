"""A corpus as files for spreadsheets, Stata and Gephi."""

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from corpus_files import make_corpus

from helpers.corpus import CorpusError, columns, write_views

RECORDS = [
    {"id": "early", "text": "Norway sued Acme Foods. Acme Foods and Norway met.", "title": "One",
     "date": "2026-01-02", "source": "=1+1"},
    {"id": "late", "text": "Norway fined Acme Foods on Monday.", "title": "Two",
     "date": "2026-03-04"},
    {"id": "undated", "text": "Tom Baker praised Clara Novak.", "title": "Three"},
]  # fmt: skip


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    return make_corpus(tmp_path_factory.mktemp("exports"), RECORDS) / "exports"


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_an_edge_of_the_acts_points_from_who_acts_and_has_its_days(exports, suffix):
    graph = getattr(nx, f"read_{suffix}")(exports / f"acts.{suffix}")
    edge = graph.edges["country:NOR", "organisation:acme-foods"]
    assert (edge["start"], edge["end"]) == ("2026-01-02", "2026-03-04")
    assert "early#0" in edge["sentence_ids"]
    assert ("organisation:acme-foods", "country:NOR") not in [
        pair for pair in graph.edges if graph.edges[pair]["actions"] == "sue"
    ]
    assert "start" not in graph.nodes["person:tom-baker"]


def test_gephi_finds_a_timeline(exports):
    text = (exports / "network.gexf").read_text(encoding="utf-8")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text


def test_the_workbook_has_every_table_and_says_what_its_columns_mean(exports):
    book = openpyxl.load_workbook(exports / "tables.xlsx")
    assert book.sheetnames == ["about", *columns.EXPORTS]
    about = [[cell.value for cell in row][:2] for row in book["about"].rows]
    for name, own in columns.EXPORTS.items():
        assert [cell.value for cell in next(book[name].rows)] == list(own)
        assert all([name, column] in about for column in own)
    cells = {cell.value: cell.data_type for row in book["articles"].rows for cell in row}
    assert cells["=1+1"] == "s"


def test_tables_are_there_as_csv_and_for_stata(exports):
    for name in columns.EXPORTS:
        table = pd.read_csv(exports / f"{name}.csv")
        assert len(pd.read_stata(exports / f"{name}.dta")) == len(table)
    acts = pd.read_csv(exports / "acts.csv").set_index(["source", "target"])
    assert acts.loc[("Norway", "Acme Foods"), "n"] == 2
    assert acts.loc[("Acme Foods", "Norway"), "n_mutual"] == 1


def test_a_folder_that_is_not_a_corpus_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="is not a corpus"):
        write_views(tmp_path)


def test_a_corpus_of_another_version_is_refused_in_one_line(tmp_path):
    out = make_corpus(tmp_path, RECORDS[:1])
    for path in (out / "events").glob("*.parquet"):
        pd.read_parquet(path).drop(columns="event_class").to_parquet(path)
    with pytest.raises(CorpusError, match="another version"):
        write_views(out)


def test_what_people_put_into_a_corpus_stays(tmp_path):
    out = make_corpus(tmp_path, RECORDS)
    (out / "exports" / "model.do").write_text("regress")
    (out / "page").mkdir()
    for name in ("notes.txt", "mine.js"):
        (out / "page" / name).write_text("mine")
    (out / "page" / "text-0.js").write_text("of an earlier page")
    write_views(out)
    assert (out / "exports" / "model.do").read_text() == "regress"
    assert sorted(path.name for path in (out / "page").iterdir()) == ["mine.js", "notes.txt"]
    (out / "index.html").write_text("<html><title>My site</title>")
    with pytest.raises(CorpusError, match="is not a page of ours and stays as it is; move it"):
        write_views(out)
    assert (out / "index.html").read_text() == "<html><title>My site</title>"
