"""The network as a networkx graph, as frames, and as files that other programs read."""

import re
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

from helpers.reading.dates import now
from helpers.tables.docstrings import Columns, documented, typed
from helpers.tables.schema import COLUMNS
from helpers.wording import listed

COMMUNITIES_FROM = 8  # actors; fewer can be seen at a glance
SEED = 0
_STEPS = 5_000_000  # of the search for shortest paths, about a second

# Characters that XML 1.0 forbids.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PAIR = COLUMNS["cooccurrence"]
NODES: Columns = {
    "Id": ("str", "actor_id"),
    "Label": ("str", "the actor's name"),
    "kind": ("str", "person, organisation, country or bloc"),
    "n_mentions": ("int64", "mentions"),
    "degree": ("int64", "how many others the actor meets"),
    "weighted_degree": ("int64", "shared units, summed over all others"),
    "betweenness": ("float64", "share of shortest paths that pass the actor, 0 to 1"),
    "eigenvector": ("float64", "eigenvector centrality, 0 to 1; only in the largest part"),
    "community": ("Int64", "number of its community, 0 the largest; missing without one"),
}
EDGES: Columns = {
    "Source": ("str", "actor_id of one of the two, from which arrows in `actions` point"),
    "Target": ("str", "actor_id of the other"),
    "Type": ("str", "Undirected"),
    "Weight": ("float64", "shared units, even if only 1"),
    **{
        name: _PAIR[name]
        for name in "unit n n_source n_target expected npmi p_value p_adjusted tone".split()
    },
    "actions": ("str", "what one does to the other or says about it, joined with semicolons"),
    "sentence_ids": ("str", "the sentences behind it, joined with blanks"),
}
COMMUNITIES: Columns = {
    "community": ("int64", "its number, 0 the largest"),
    "n_actors": ("int64", "actors in it"),
    "members": ("str", "their names, the most mentioned first"),
}
_LIST_COLUMNS = {"sentence_ids": " ", "actions": "; "}


def graph(actors: pd.DataFrame, cooccurrence: pd.DataFrame, *, seed: int = SEED) -> nx.Graph:
    """Return the network of one article: a node is an actor, an edge a pair of `cooccurrence`.

    Nodes, including those without edges, have

    * `name`, `kind`, `n_mentions`, and `label`, the name again, because Gephi shows that;
    * `degree` and `weighted_degree`: how many others the actor meets, and the sum of `n` over them;
    * `betweenness`: share of shortest paths that pass through the actor (Freeman 1977), all edges
      having one length; in networks of many thousand edges estimated from some of the actors;
    * `eigenvector`: eigenvector centrality by `n` (Bonacich 1987), in the largest connected part,
      since it can't be compared across parts; missing elsewhere and in a network without edges;
    * `community`: from 8 actors on, the community that Louvain's method finds by `n` (Blondel et
      al. 2008), 0 the largest; missing for actors without an edge. The same `seed` gives the same.

    Edges have all columns of the pair except `doc_id`, with lists as text ("3 8 12"), which files
    can hold; `weight`, which is `n`; and `id`. An edge has no direction: arrows in `actions` point
    from `source_id` to `target_id`. Missing values are left out.
    """
    network = nx.Graph()
    for row in actors.itertuples():
        name = xml_text(row.name)
        network.add_node(
            row.actor_id, label=name, name=name, kind=row.kind, n_mentions=int(row.n_mentions)
        )
    columns = [column for column in cooccurrence.columns if column != "doc_id"]
    for number, row in enumerate(cooccurrence[columns].to_dict("records")):
        for column, between in _LIST_COLUMNS.items():
            row[column] = xml_text(between.join(map(str, row[column])))
        known = {
            column: xml_text(value) if isinstance(value, str) else value
            for column, value in row.items()
            if not _missing(value)
        }
        network.add_edge(
            row["source_id"], row["target_id"], id=str(number), weight=float(row["n"]), **known
        )
    _add_centralities(network)
    if len(network) >= COMMUNITIES_FROM and network.number_of_edges():
        _add_communities(network, seed)
    return network


@documented(NODES)
def node_list(network: nx.Graph) -> pd.DataFrame:
    """Return the nodes of a network, including those without edges, under Gephi's column names."""
    rows = [{"Id": node, "Label": data["label"], **data} for node, data in network.nodes(data=True)]
    return typed(rows, NODES)


@documented(EDGES)
def edge_list(network: nx.Graph) -> pd.DataFrame:
    """Return the edges of a network under Gephi's column names."""
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
    return typed(rows, EDGES)


@documented(COMMUNITIES)
def communities(network: nx.Graph) -> pd.DataFrame:
    """Return the communities of a network, the largest first; none below 8 actors."""
    members: dict[int, list] = {}
    for _, data in network.nodes(data=True):
        if "community" in data:
            members.setdefault(data["community"], []).append((-data["n_mentions"], data["name"]))
    rows = [
        (number, len(found), listed(name for _, name in sorted(found)))
        for number, found in sorted(members.items())
    ]
    return typed(rows, COMMUNITIES)


def write_graph(network: nx.Graph, folder: str | Path, name: str = "network") -> None:
    """Write `<name>.graphml` and `<name>.gexf`, which networkx reads back as the same graph.

    An undirected edge is written from its `source_id` to its `target_id`, so that attributes that
    distinguish the two fit the edge's own source and target.
    """
    folder = Path(folder)
    written = network if network.is_directed() else _in_order_of_ids(network)
    nx.write_graphml(written, folder / f"{name}.graphml")
    gexf = "\n".join(nx.generate_gexf(written))
    gexf = re.sub(r'(?<=lastmodifieddate=")[^"]*', now().date().isoformat(), gexf, count=1)
    (folder / f"{name}.gexf").write_text(f"{gexf}\n", encoding="utf-8")


def _in_order_of_ids(network: nx.Graph) -> nx.Graph:
    """The same graph with its nodes sorted: an edge is written from the node that comes first."""
    ordered = nx.Graph(**network.graph)
    ordered.add_nodes_from(sorted(network.nodes(data=True)))
    ordered.add_edges_from(network.edges(data=True))
    return ordered


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

    networkx's own methods may not converge, or fail for two nodes.
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


def _missing(value) -> bool:
    return value is None or value != value


def xml_text(text: str) -> str:
    """Return a text on one line, without characters that XML can't hold."""
    return _NOT_XML.sub("", " ".join(str(text).split()))
