"""The graph of actors, its measures, its backbone and its files."""

import warnings

import networkx as nx
import pandas as pd
import pytest
from network_frames import actors_of, frames_of

from helpers.tables import network


def test_centralities_of_a_star_with_an_isolate():
    table = network.cooccurrence(*frames_of(["ab", "ab", "ac", "ad", "e"]))
    nodes = network.graph(actors_of(*"abcde"), table).nodes
    assert [nodes[n]["degree"] for n in "abe"] == [3, 1, 0]
    assert [nodes[n]["weighted_degree"] for n in "abe"] == [4, 2, 0]
    # All 3 shortest paths between b, c and d pass through a, of the 6 pairs of others.
    assert nodes["a"]["betweenness"] == pytest.approx(3 / 6)
    assert nodes["b"]["eigenvector"] == pytest.approx(2 * nodes["c"]["eigenvector"])
    assert "eigenvector" not in nodes["e"]
    assert not any("community" in data for _, data in nodes(data=True))


def test_communities_from_eight_actors_on():
    triangles = ["ab", "bc", "ac", "ab", "bc", "ac", "de", "ef", "df", "de", "ef", "df", "cd", "gh"]
    table = network.cooccurrence(*frames_of([*triangles, "i"]))
    graph = network.graph(actors_of(*"abcdefghi"), table)
    found = network.communities(graph)
    assert found["members"].tolist() == ["A, B and C", "D, E and F", "G and H"]
    assert "community" not in graph.nodes["i"]
    few = network.graph(actors_of(*"abcdefg"), table[table["target_id"] < "g"])
    assert network.communities(few).empty


def test_edges_hold_what_the_table_holds():
    table = network.cooccurrence(*frames_of(["ab", "ab", "c"]))
    (edge,) = network.graph(actors_of(*"abc"), table).edges(data=True)
    for column in ("n", "expected", "npmi", "p_value", "p_adjusted", "tone", "unit"):
        assert edge[2][column] == table[column].iloc[0]
    assert (edge[2]["weight"], edge[2]["sentence_ids"]) == (2.0, "0 1")


def test_node_and_edge_lists_keep_isolates_and_weights_of_one():
    graph = network.graph(actors_of(*"abc"), network.cooccurrence(*frames_of(["ab", "c"])))
    assert network.node_list(graph)["Id"].tolist() == ["a", "b", "c"]
    edges = network.edge_list(graph)
    assert edges[["Source", "Target", "Weight"]].to_numpy().tolist() == [["a", "b", 1.0]]


def test_files_of_hostile_names_read_back(tmp_path):
    actors = actors_of(*"abc").assign(name=['A <b>&"x"\x07', "王\n小明 🎉", "=1+1"])
    pairs = network.cooccurrence(*frames_of(["ab", "c"])).assign(source="x\x07\ny", target="\ufffe")
    graph = network.graph(actors, pairs)
    network.write_graph(graph, tmp_path)
    for back in (
        nx.read_graphml(tmp_path / "network.graphml"),
        nx.read_gexf(tmp_path / "network.gexf"),
    ):
        assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
        assert back.nodes["b"]["name"] == "王 小明 🎉"
        assert dict(back.edges["a", "b"]).items() >= dict(graph.edges["a", "b"]).items()


def test_a_backbone_connects_all_and_keeps_ties_together():
    table = network.cooccurrence(*frames_of([*["abcde"] * 2, "ab", "ac", "af", "g", "g"]))
    kept = network.backbone(table, at_most=6)
    assert nx.is_connected(nx.Graph(kept.pairs[["source_id", "target_id"]].to_numpy().tolist()))
    assert kept.from_n == 3
    assert set(table.index[table["n"] >= 3]) <= set(kept.pairs.index)
    assert len(kept.pairs) <= 6 < len(table)
    assert network.backbone(table, at_most=99).pairs is table


def test_two_hundred_and_fifty_actors_in_one_sentence():
    who = [f"a{number:03}" for number in range(250)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = network.cooccurrence(*frames_of([who]))
        assert len(table) == 250 * 249 // 2
        assert set(table["p_adjusted"]) == {1.0}
        assert len(network.graph(actors_of(*who), table)) == 250


def test_the_graph_keeps_isolated_actors():
    mentions, sentences, sentiment = frames_of(["ab", "c"])
    actors = pd.DataFrame(
        {"actor_id": ["a", "b", "c"], "name": ["Ann", "Bob", "Cy"], "kind": "person",
         "n_mentions": 1}
    )  # fmt: skip
    graph = network.graph(actors, network.cooccurrence(mentions, sentences, sentiment))
    assert dict(graph.nodes(data="name")) == {"a": "Ann", "b": "Bob", "c": "Cy"}
    assert list(graph.edges(data="sentence_ids")) == [("a", "b", "0")]
