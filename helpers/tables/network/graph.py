"""The network as a networkx graph, as frames, and as files that other programs read."""

import re
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

from helpers.wording import listed

COMMUNITIES_FROM = 8  # actors; fewer are seen at a glance
SEED = 0
_STEPS = 5_000_000  # of the search for shortest paths, about a second

# What XML 1.0 forbids in a text.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE_COLUMNS = {
    **dict.fromkeys(("Id", "Label", "kind"), "str"),
    **dict.fromkeys(("n_mentions", "degree", "weighted_degree"), "int64"),
    **dict.fromkeys(("betweenness", "eigenvector"), "float64"),
    "community": "Int64",
}
_EDGE_COLUMNS = {
    **dict.fromkeys(("Source", "Target", "Type"), "str"),
    "Weight": "float64",
    "unit": "str",
    **dict.fromkeys(("n", "n_source", "n_target"), "int64"),
    **dict.fromkeys(("expected", "npmi", "p_value", "p_adjusted", "tone"), "float64"),
    **dict.fromkeys(("actions", "sentence_ids"), "str"),
}
_LIST_COLUMNS = {"sentence_ids": " ", "actions": "; "}


def graph(actors: pd.DataFrame, cooccurrence: pd.DataFrame, *, seed: int = SEED) -> nx.Graph:
    """Return the network of one article: an actor a node, a pair of `cooccurrence` an edge.

    Nodes, isolates included, have

    * `name`, `kind`, `n_mentions`, and `label`, the name again, which is what Gephi shows;
    * `degree` and `weighted_degree`: how many others the actor meets, and the sum of `n` over them;
    * `betweenness`: share of shortest paths that pass the actor (Freeman 1977), lines of the same
      length; in networks of many thousand lines estimated from some of the actors;
    * `eigenvector`: eigenvector centrality by `n` (Bonacich 1987), in the largest connected part,
      as it compares nothing across parts; missing elsewhere and in a network without lines;
    * `community`: from 8 actors on, the community that Louvain's method finds by `n` (Blondel et
      al. 2008), 0 the largest; missing for actors without a line. The same `seed` gives the same.

    Edges have all columns of the pair but `doc_id`, with lists as text ("3 8 12"), which is what
    files can hold; `weight`, which is `n`; and `id`. An edge has no direction: arrows in `actions`
    point from `source_id` to `target_id`. Missing values are left out.
    """
    network = nx.Graph()
    for row in actors.itertuples():
        name = _xml_text(row.name)
        network.add_node(
            row.actor_id, label=name, name=name, kind=row.kind, n_mentions=int(row.n_mentions)
        )
    columns = [column for column in cooccurrence.columns if column != "doc_id"]
    for number, row in enumerate(cooccurrence[columns].to_dict("records")):
        for column, between in _LIST_COLUMNS.items():
            row[column] = _xml_text(between.join(map(str, row[column])))
        known = {column: value for column, value in row.items() if not _missing(value)}
        network.add_edge(
            row["source_id"], row["target_id"], id=str(number), weight=float(row["n"]), **known
        )
    _add_centralities(network)
    if len(network) >= COMMUNITIES_FROM and network.number_of_edges():
        _add_communities(network, seed)
    return network


def node_list(network: nx.Graph) -> pd.DataFrame:
    """Return one row a node, isolates included: `Id` and `Label` (Gephi's names), attributes."""
    rows = [{"Id": node, "Label": data["label"], **data} for node, data in network.nodes(data=True)]
    return _list(rows, _NODE_COLUMNS)


def edge_list(network: nx.Graph) -> pd.DataFrame:
    """Return one row an edge: `Source`, `Target`, `Type`, `Weight` (Gephi's names), attributes.

    `Weight` is always there, also where it is 1. Source and target are those of the pair, which the
    arrows in `actions` point between.
    """
    rows = [
        {
            "Source": data["source_id"],
            "Target": data["target_id"],
            "Type": "Undirected",
            "Weight": data["weight"],
            **data,
        }
        for _, _, data in network.edges(data=True)
    ]
    return _list(rows, _EDGE_COLUMNS)


def communities(network: nx.Graph) -> pd.DataFrame:
    """Return one row a community, the largest first: `community`, `n_actors` and `members`.

    Members are names, the most mentioned first. Empty where the graph has no communities.
    """
    members: dict[int, list] = {}
    for _, data in network.nodes(data=True):
        if "community" in data:
            members.setdefault(data["community"], []).append((-data["n_mentions"], data["name"]))
    rows = [
        (number, len(found), listed(name for _, name in sorted(found)))
        for number, found in sorted(members.items())
    ]
    table = pd.DataFrame(rows, columns=["community", "n_actors", "members"])
    return table.astype({"community": "int64", "n_actors": "int64", "members": "str"})


def write_graph(network: nx.Graph, folder: str | Path) -> None:
    """Write `network.graphml` and `network.gexf`, which networkx reads back as the same graph."""
    folder = Path(folder)
    nx.write_graphml(network, folder / "network.graphml")
    nx.write_gexf(network, folder / "network.gexf")


def _add_centralities(network: nx.Graph) -> None:
    for name, values in (
        ("degree", dict(network.degree)),
        ("weighted_degree", {node: int(n) for node, n in network.degree(weight="n")}),
        ("betweenness", _betweenness(network)),
        ("eigenvector", _eigenvector(network)),
    ):
        nx.set_node_attributes(network, values, name)


def _betweenness(network: nx.Graph) -> dict[str, float]:
    n_edges = network.number_of_edges()
    sources = max(10, _STEPS // max(n_edges, 1))
    k = sources if sources < len(network) else None
    return {n: float(b) for n, b in nx.betweenness_centrality(network, k=k, seed=SEED).items()}


def _eigenvector(network: nx.Graph) -> dict[str, float]:
    """The leading eigenvector of the largest part: unique and positive (Perron and Frobenius).

    networkx's own ways to it need not converge, or fail for two nodes.
    """
    if not network.number_of_edges():
        return {}
    part = max(nx.connected_components(network), key=len)
    nodes = [node for node in network if node in part]
    vector = np.linalg.eigh(nx.to_numpy_array(network, nodes, weight="n"))[1][:, -1]
    return dict(zip(nodes, np.abs(vector).tolist(), strict=True))


def _add_communities(network: nx.Graph, seed: int) -> None:
    rank = {node: place for place, node in enumerate(network)}
    found = nx.community.louvain_communities(network, weight="n", seed=seed)
    found = [sorted(members, key=rank.get) for members in found if len(members) > 1]
    found.sort(key=lambda members: (-len(members), rank[members[0]]))
    for number, members in enumerate(found):
        nx.set_node_attributes(network, dict.fromkeys(members, number), "community")


def _list(rows: list[dict], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _missing(value) -> bool:
    return value is None or value != value


def _xml_text(text: str) -> str:
    return _NOT_XML.sub("", " ".join(str(text).split()))
