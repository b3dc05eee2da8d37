"""Who appears with whom: the statistics of pairs, the graph of actors, its backbone and its files.

`cooccurrence` counts, `graph` turns the counts into a networkx graph, `backbone` chooses as many
lines as a picture can show, and `node_list` and `edge_list` are the graph as frames. `acts_graph`
is the network of acts, whose edges have a direction.
"""

from helpers.tables.network.acts import acts_graph
from helpers.tables.network.backbone import Backbone, backbone
from helpers.tables.network.cooccurrence import (
    SIGNIFICANT,
    UNITS,
    chance_of_sharing,
    cooccurrence,
    number_of_units,
    pair_names,
)
from helpers.tables.network.graph import communities, edge_list, graph, node_list, write_graph

__all__ = [
    "SIGNIFICANT",
    "UNITS",
    "Backbone",
    "acts_graph",
    "backbone",
    "chance_of_sharing",
    "communities",
    "cooccurrence",
    "edge_list",
    "graph",
    "node_list",
    "number_of_units",
    "pair_names",
    "write_graph",
]
