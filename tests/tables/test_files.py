"""Frames as files that spreadsheets, Stata and Gephi open."""

import csv

import networkx as nx
import openpyxl
import pandas as pd
import pytest

from helpers.tables.files import write_csv, write_stata, write_workbook
from helpers.tables.interactions import interactions
from helpers.tables.network import acts_graph, graph, write_graph
from helpers.tables.schema import frame

TABLE = pd.DataFrame(
    {
        "text": pd.Series(["=1+1", "é 🎉", None, "x" * 40_000], dtype="str"),
        "n": [1, 2, 3, 4],
        "ok": [True, False, True, True],
        "maybe": pd.array([1, None, 2, 3], dtype="Int64"),
        "day": pd.to_datetime(["2026-03-01", None, "1851-01-02", "2099-12-31"]),
        "ids": [[1, 2], [], [3], [4]],
    }
)
COLUMNS = {"text": ("str", "what is said"), "n": ("int64", "how often")}


@pytest.fixture
def book(tmp_path):
    write_workbook(tmp_path / "t.xlsx", {"words": TABLE}, {"words": COLUMNS}, {"made": "by us"})
    return openpyxl.load_workbook(tmp_path / "t.xlsx")


def test_a_workbook_runs_no_formula_and_keeps_the_text(book):
    cell = book["words"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert book["words"]["A3"].value == "é 🎉"


def test_a_workbook_holds_types_and_leaves_missing_cells_empty(book):
    sheet = book["words"]
    assert [cell.value for cell in sheet[2]][1:3] == [1, True]
    assert sheet["A4"].value is None
    assert sheet["D3"].value is None
    assert sheet["E2"].value.year == 2026
    assert sheet["E4"].value == "1851-01-02"
    assert sheet["F2"].value == "1 2"
    assert len(sheet["A5"].value) == 32_767


def test_the_first_sheet_says_what_columns_mean(book):
    rows = [tuple(cell.value for cell in row) for row in book.worksheets[0].rows]
    assert ("made", "by us", None, None) in rows
    assert ("words", "text", "str", "what is said") in rows


def test_a_frame_too_long_for_a_sheet_is_cut_and_says_so(tmp_path):
    write_workbook(tmp_path / "t.xlsx", {"words": TABLE}, {}, {}, most_rows=2)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book["words"].max_row == 3
    said = [cell.value for row in book["about"].rows for cell in row]
    assert "only the first 2 of 4 rows are here" in said


def test_stata_reads_back_the_frame_with_labels(tmp_path):
    write_stata(TABLE, tmp_path / "t.dta", COLUMNS)
    back = pd.read_stata(tmp_path / "t.dta")
    assert back["text"].tolist() == ["=1+1", "é 🎉", "", "x" * 40_000]
    assert back["ok"].tolist() == [1, 0, 1, 1]
    assert back["ids"].tolist() == ["1 2", "", "3", "4"]
    with pd.io.stata.StataReader(tmp_path / "t.dta") as reader:
        assert reader.variable_labels()["n"] == "how often"


def test_stata_takes_a_frame_without_rows(tmp_path):
    write_stata(frame("events", []), tmp_path / "t.dta", {})
    assert pd.read_stata(tmp_path / "t.dta").empty


def test_csv_begins_with_the_signature_that_excel_looks_for(tmp_path):
    write_csv(TABLE, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    assert pd.read_csv(tmp_path / "t.csv")["text"].iloc[1] == "é 🎉"


def actor_row(actor_id, name):
    kind = actor_id.partition(":")[0]
    return {"actor_id": actor_id, "name": name, "kind": kind, "n_mentions": 3}


ACTORS = pd.DataFrame([actor_row("person:zoe-hill", "Zoe Hill"), actor_row("person:al-rowe", "Al")])


def test_an_edge_of_the_acts_points_from_who_acts(tmp_path):
    acts = pd.DataFrame([{
        "source_actor_id": "person:zoe-hill", "target_actor_id": "person:al-rowe",
        "source": "Hill", "target": "Rowe", "action": "defeat", "quad_class": None,
        "negated": False, "modality": "asserted", "sentence_id": 4, "mutual": False,
        "summary": "X.",
    }])  # fmt: skip
    network = acts_graph(ACTORS.assign(aliases=""), interactions(ACTORS, acts))
    write_graph(network, tmp_path, "acts")
    for back in (nx.read_graphml(tmp_path / "acts.graphml"), nx.read_gexf(tmp_path / "acts.gexf")):
        assert back.is_directed()
        assert list(back.edges) == [("person:zoe-hill", "person:al-rowe")]
        assert back.edges["person:zoe-hill", "person:al-rowe"]["actions"] == "defeat"


def test_what_a_pair_says_of_its_first_fits_the_source_of_the_edge(tmp_path):
    pairs = frame("cooccurrence", [{
        "doc_id": "x", "source_id": "person:al-rowe", "target_id": "person:zoe-hill",
        "unit": "sentence", "n": 1, "n_source": 1, "n_target": 1, "expected": 0.5, "npmi": 0.1,
        "p_value": 0.5, "p_adjusted": 0.5, "tone": 0.0, "actions": ["← defeat"],
        "sentence_ids": [4],
    }])  # fmt: skip
    write_graph(graph(ACTORS, pairs), tmp_path)
    text = (tmp_path / "network.graphml").read_text(encoding="utf-8")
    assert '<edge source="person:al-rowe" target="person:zoe-hill"' in text
    text = (tmp_path / "network.gexf").read_text(encoding="utf-8")
    assert 'source="person:al-rowe" target="person:zoe-hill"' in text


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_is_a_formula_whatever_a_spreadsheet_takes_for_its_ends(tmp_path, separator):
    starts = ["=1+1", "a;=1+1", 'a; "=1+1', "a\t@SUM(1)", "a\n+1", "-2+3", "b;＝1", "'=1"]
    table = pd.DataFrame({"text": starts, "names": [["a", "=1+1"]] * len(starts)})
    write_csv(table.astype({"text": "str"}), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=separator) for cell in row]
    begins = {cell.strip(' "')[:1] for cell in cells}
    assert not begins & set("=+-@＝＋－＠")
