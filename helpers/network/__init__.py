"""Who appears with whom: the statistics of pairs, the graph of actors, its backbone and its files.

`cooccurrence` counts, `graph` puts the counts into networkx, `backbone` chooses the lines that a
picture can hold, and `node_list` and `edge_list` are the graph as frames.
"""

from helpers.network.backbone import Backbone, backbone
from helpers.network.graph import communities, edge_list, graph, node_list, write_graph
from helpers.network.statistics import (
    SIGNIFICANT,
    UNITS,
    chance_of_sharing,
    cooccurrence,
    number_of_units,
    pair_names,
)

__all__ = [
    "SIGNIFICANT",
    "UNITS",
    "Backbone",
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
