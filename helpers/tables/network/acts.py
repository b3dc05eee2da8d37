"""Who acts towards whom as a directed networkx graph: edges point from source to target."""

import networkx as nx
import pandas as pd

from helpers.tables.network.graph import xml_text

_NAMES = {"source", "target"}  # already in the nodes; Gephi reserves these words for an edge's ends


def acts_graph(actors: pd.DataFrame, pairs: pd.DataFrame) -> nx.DiGraph:
    """Return the network of acts: a node is an actor in one of them, an edge an ordered pair.

    `actors` has `actor_id`, `name`, `kind` and `n_mentions`; `pairs` is the result of
    `helpers.tables.interactions`, a row for each ordered pair. An edge points from the actor that
    acts to the one acted on, and has all columns of the pair except the names, with lists as text;
    `weight`, the number of acts, done or not; and if `pairs` has them, `start` and `end`, the days
    between which Gephi's timeline shows it.
    """
    network = nx.DiGraph()
    taking_part = {*pairs["source_id"], *pairs["target_id"]}
    for row in actors[actors["actor_id"].isin(taking_part)].itertuples():
        name = xml_text(row.name)
        network.add_node(
            row.actor_id, label=name, name=name, kind=row.kind, n_mentions=int(row.n_mentions)
        )
    for number, row in enumerate(pairs.to_dict("records")):
        texts = {column: _text(value) for column, value in row.items() if column not in _NAMES}
        known = {column: value for column, value in texts.items() if not pd.isna(value)}
        network.add_edge(
            row["source_id"],
            row["target_id"],
            id=str(number),
            weight=float(row["n"] + row["n_not_done"]),
            **known,
        )
    return network


def _text(value):
    """A text as XML can hold it, and a list as text, since graph files can't hold lists."""
    if not isinstance(value, list):
        return xml_text(value) if isinstance(value, str) else value
    between = "; " if any(isinstance(item, str) for item in value) else " "
    return xml_text(between.join(map(str, value)))
