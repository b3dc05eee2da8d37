import conllu
import networkx as nx
import pandas as pd
import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.report import export
from helpers.tables import network
from helpers.tables.schema import COLUMNS


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('=HYPERLINK("http://example.org")', '\'=HYPERLINK("http://example.org")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("a=b", "a=b"),
        ("Ann, “Bob” | $x$", "Ann, “Bob” | $x$"),
    ],
)
def test_csv_disarms_formulas_and_nothing_else(tmp_path, cell, written):
    export.write_csv(
        pd.DataFrame({"text": pd.Series([cell], dtype="str"), "n": [-1]}), tmp_path / "t.csv"
    )
    back = pd.read_csv(tmp_path / "t.csv", dtype={"text": "str"}, keep_default_na=False)
    assert back["text"].tolist() == [written]
    assert back["n"].tolist() == [-1]


def test_files_hold_what_the_frames_hold(tmp_path, bundled_doc):
    export.export_article(bundled_doc, tmp_path)
    frames = export.article_frames(bundled_doc)
    assert list(frames) == list(COLUMNS)
    for name, table in frames.items():
        back = pd.read_parquet(tmp_path / "tables" / f"{name}.parquet")
        if name == "cooccurrence":
            back[["actions", "sentence_ids"]] = back[["actions", "sentence_ids"]].map(list)
        pd.testing.assert_frame_equal(back, table)
        assert len(pd.read_csv(tmp_path / "tables" / f"{name}.csv")) == len(table)
    described = pd.read_csv(tmp_path / "tables" / "data_dictionary.csv").groupby("table")["column"]
    for name, table in frames.items():
        assert described.get_group(name).tolist() == list(table.columns)


def test_lists_of_words_stay_apart_in_csv(tmp_path):
    table = pd.DataFrame({"ids": [[1, 2]], "words": [["→ meet again", "← visit"]], "none": [[]]})
    export.write_csv(table, tmp_path / "t.csv")
    row = pd.read_csv(tmp_path / "t.csv", keep_default_na=False).iloc[0]
    assert row.tolist() == ["1 2", "→ meet again; ← visit", ""]


def test_parquet_keeps_the_exact_text(tmp_path):
    text = "=Acme paid. Clara Novak said “+1”."
    export.export_article(annotate(article_of(text)), tmp_path)
    sentences = pd.read_parquet(tmp_path / "tables" / "sentences.parquet")
    assert sentences["text"].iloc[0].startswith("=Acme")
    assert pd.read_csv(tmp_path / "tables" / "sentences.csv")["text"].iloc[0].startswith("'=Acme")


def test_conllu_is_valid_and_names_actors(meeting):
    sentences = conllu.parse(export.conllu(meeting))
    assert len(sentences) == len(meeting.spans["sentences"])
    assert sentences[0].metadata["newdoc id"] == "meeting"
    for sentence, span in zip(sentences, meeting.spans["sentences"], strict=True):
        assert [word["id"] for word in sentence] == list(range(1, len(sentence) + 1))
        assert sum(word["head"] == 0 for word in sentence) == 1
        text = "".join(
            word["form"] + ("" if (word["misc"] or {}).get("SpaceAfter") == "No" else " ")
            for word in sentence
        )
        assert text.strip() == span.text
    actors = {(w["form"], (w["misc"] or {}).get("Actor")) for s in sentences for w in s}
    assert ("Baker", "person:tom-baker") in actors
    assert ("Norwegian", "country:NOR") in actors


def test_graph_files_read_back_as_the_graph(tmp_path, bundled_doc):
    export.export_article(bundled_doc, tmp_path)
    frames = export.article_frames(bundled_doc)
    graph = network.graph(frames["actors"], frames["cooccurrence"])
    assert graph.number_of_edges() == len(frames["cooccurrence"]) > 0
    for back in (
        nx.read_graphml(tmp_path / "network.graphml"),
        nx.read_gexf(tmp_path / "network.gexf"),
    ):
        assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
        assert {frozenset(e[:2]): e[2] for e in back.edges(data=True)} == {
            frozenset(e[:2]): e[2] for e in graph.edges(data=True)
        }


def test_csv_lists_hold_the_graph(tmp_path, bundled_doc):
    export.export_article(bundled_doc, tmp_path)
    frames = export.article_frames(bundled_doc)
    nodes = pd.read_csv(tmp_path / "network_nodes.csv")
    edges = pd.read_csv(tmp_path / "network_edges.csv")
    assert set(nodes["Id"]) == set(frames["actors"]["actor_id"])
    pairs = zip(edges["Source"], edges["Target"], edges["Weight"], strict=True)
    expected = frames["cooccurrence"][["source_id", "target_id", "n"]]
    assert set(pairs) == set(expected.itertuples(index=False, name=None))


def test_an_article_without_actors_is_exported_too(tmp_path):
    export.export_article(annotate(article_of("it rained.")), tmp_path)
    assert pd.read_parquet(tmp_path / "tables" / "actors.parquet").empty
    assert tables.actors(annotate(article_of("it rained."))).empty
    assert nx.read_graphml(tmp_path / "network.graphml").number_of_nodes() == 0
