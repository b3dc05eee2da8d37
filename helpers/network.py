"""Who appears with whom: co-occurrence statistics and the graph of actors."""

from itertools import combinations
from math import log

import networkx as nx
import pandas as pd

from helpers.schema import frame


def cooccurrence(
    mentions: pd.DataFrame, sentences: pd.DataFrame, sentence_sentiment: pd.DataFrame
) -> pd.DataFrame:
    """Return one row a pair of actors that share a sentence, most shared first.

    With N sentences, of which a mention the one and b the other, n of them both:

    * `expected` = a b / N, the shared sentences if the two were independent;
    * `npmi` = log(n N / (a b)) / -log(n / N), normalised pointwise mutual information (Bouma, GSCL
      2009): 1 if the two only appear together, 0 at independence; 1 by convention for n = N;
    * `p_value`: probability of n or more shared sentences by chance, from the hypergeometric
      distribution (Fisher's exact test, one-sided). No correction for the number of pairs.

    `tone` is the mean compound score of the shared sentences. Takes the frames of one article and
    leaves them as they are.
    """
    # SciPy's statistics take a second to import, which an import of this module need not cost.
    from scipy.stats import hypergeom

    n_all = len(sentences)
    units = mentions.groupby("actor_id")["sentence_id"].agg(set)
    compound = sentence_sentiment.set_index("sentence_id")["compound"]
    pairs = [
        (source, target, sorted(units[source] & units[target]))
        for source, target in combinations(sorted(units.index), 2)
        if units[source] & units[target]
    ]
    doc_id = sentences["doc_id"].iloc[0] if n_all else ""
    rows = []
    for source, target, shared in pairs:
        n, a, b = len(shared), len(units[source]), len(units[target])
        rows.append(
            {
                "doc_id": doc_id,
                "source_id": source,
                "target_id": target,
                "n": n,
                "n_source": a,
                "n_target": b,
                "expected": a * b / n_all,
                "npmi": log(n * n_all / (a * b)) / -log(n / n_all) if n < n_all else 1.0,
                "p_value": float(hypergeom.sf(n - 1, n_all, a, b)),
                "tone": float(compound.loc[shared].mean()),
                "sentence_ids": shared,
            }
        )
    table = frame("cooccurrence", rows)
    return table.sort_values(
        ["n", "p_value", "source_id", "target_id"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )


def graph(actors: pd.DataFrame, cooccurrence: pd.DataFrame) -> nx.Graph:
    """Return the network of one article: an actor a node, a pair of `cooccurrence` an edge.

    Nodes, isolates included, have `name`, `kind` and `n_mentions`; edges have `n`, `expected`,
    `npmi`, `p_value`, `tone` and `sentence_ids`, the latter as text ("3 8 12"), which is what
    GraphML can hold. `weight` is `n`.
    """
    network = nx.Graph()
    for row in actors.itertuples():
        network.add_node(row.actor_id, name=row.name, kind=row.kind, n_mentions=row.n_mentions)
    for row in cooccurrence.itertuples():
        network.add_edge(
            row.source_id,
            row.target_id,
            weight=row.n,
            n=row.n,
            expected=row.expected,
            npmi=row.npmi,
            p_value=row.p_value,
            tone=row.tone,
            sentence_ids=" ".join(map(str, row.sentence_ids)),
        )
    return network


def pair_names(actors: pd.DataFrame, cooccurrence: pd.DataFrame) -> pd.DataFrame:
    """Return `cooccurrence` with the columns `source` and `target`, the actors' names, in front."""
    names = actors.set_index("actor_id")["name"]
    named = cooccurrence.copy()
    named.insert(0, "source", cooccurrence["source_id"].map(names))
    named.insert(1, "target", cooccurrence["target_id"].map(names))
    return named
