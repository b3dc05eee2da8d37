"""Chooses the lines of a network that a picture can show."""

from typing import NamedTuple

import networkx as nx
import pandas as pd

from helpers.tables.network.cooccurrence import SIGNIFICANT


class Backbone(NamedTuple):
    """The pairs kept, and the number of shared units from which every pair is kept."""

    pairs: pd.DataFrame
    from_n: int | None


def backbone(cooccurrence: pd.DataFrame, at_most: int) -> Backbone:
    """Return the most important pairs of a network, about `at_most`, in their order.

    These are the maximum spanning forest by `n` (ties: the smaller p-value), so that whatever is
    connected stays connected; every pair with an adjusted p-value below 0.05; and, as far as
    `at_most` allows, the pairs that share most: all that share `from_n` units or more, so that no
    tie is broken. `from_n` is missing if only the first two are kept. If there are `at_most` pairs
    or fewer, all are kept.
    """
    if len(cooccurrence) <= at_most:
        return Backbone(cooccurrence, 1)
    ranked = cooccurrence.sort_values(["n", "p_value"], ascending=[False, True], kind="stable")
    order = pd.Series(range(len(ranked), 0, -1), index=ranked.index)
    network = nx.Graph()
    for row in cooccurrence[["source_id", "target_id"]].itertuples():
        network.add_edge(row.source_id, row.target_id, row=row.Index, order=order[row.Index])
    tree = nx.maximum_spanning_edges(network, weight="order", data=True)
    kept = cooccurrence.index.isin([data["row"] for _, _, data in tree])
    kept |= (cooccurrence["p_adjusted"] < SIGNIFICANT).to_numpy()
    from_n = None
    for n in sorted(cooccurrence["n"].unique(), reverse=True):
        more = kept | (cooccurrence["n"] >= n).to_numpy()
        if more.sum() > at_most:
            break
        kept, from_n = more, int(n)
    return Backbone(cooccurrence[kept], from_n)
