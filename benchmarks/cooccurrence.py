"""Accuracy of the network: its edges on texts whose actors are known.

    python benchmarks/cooccurrence.py GOLD.jsonl [--json]

GOLD.jsonl has a document per line, as described in benchmarks/actor_scorer.py. An edge is a pair of
actors with a mention in the same sentence. A predicted edge, from
helpers.tables.network.cooccurrence at the end of the whole pipeline, is correct if both its actors
are matched with gold actors of the same kind that share a sentence in the gold (actors are matched
as in the scorer). There are three rows:

* named mentions, the pipeline's own sentences: end to end, comparing like with like, as the gold
  has only named mentions;
* the same with the scorer's sentences on both sides: the cost of splitting sentences;
* all mentions, including pronouns and descriptions, as drawn in the notebook: an edge that depends
  on a pronoun counts as wrong here, whether it is or not.
"""

import sys
from collections import Counter

import actor_scorer
import command_line
import numpy as np
from actors import KINDS, NAMED

from helpers import tables
from helpers.annotation.actor_ids import kind_of
from helpers.annotation.pipeline import annotate_many, pipeline_name
from helpers.reading.articles import Article
from helpers.tables.network import SIGNIFICANT, cooccurrence

OWN, SCORERS, ALL = "named mentions", "named, scorer's sentences", "all mentions"


def main() -> int:
    """Annotate the texts, compare the edges, print."""
    return command_line.run(__doc__, actor_scorer.read_jsonl, score, report)


def score(gold: list[dict], _) -> dict:
    """Return the scores of the edges, and how many are beyond chance."""
    articles = [Article(g["doc_id"], g["doc_id"], g["text"], {}, g["doc_id"]) for g in gold]
    counts = {row: actor_scorer.Count() for row in (OWN, SCORERS, ALL)}
    beyond: Counter = Counter()
    for document, doc in zip(gold, annotate_many(articles), strict=True):
        for row, found in edge_counts(document, doc).items():
            counts[row].add(*found)
        pairs = cooccurrence(tables.mentions(doc), tables.sentences(doc))
        significant = int((pairs["p_adjusted"] < SIGNIFICANT).sum())
        beyond.update(pairs=len(pairs), beyond=significant, articles=significant > 0)
        beyond.update(alone=int((pairs["p_value"] < SIGNIFICANT).sum()))
    result: dict = {row: count.result() for row, count in counts.items()}
    result |= {"documents": len(gold), "pipeline": pipeline_name(), **beyond}
    return result


def report(result: dict) -> str:
    """Return the result as text."""
    return (
        f"{actor_scorer.table(result)}\n\nOf {result['pairs']:,} pairs (all mentions) "
        f"{result['alone']:,} have p < {SIGNIFICANT}, {result['beyond']:,} have an adjusted "
        f"p < {SIGNIFICANT}, in {result['articles']} of {result['documents']} articles."
    )


def edge_counts(document: dict, doc) -> dict[str, tuple[int, int, int]]:
    """Return, for each row, the numbers of edges that are correct, predicted, and in the gold."""
    mentions, sentences = tables.mentions(doc), tables.sentences(doc)
    named = mentions[mentions["kind"].isin(NAMED)]
    prediction = {"doc_id": document["doc_id"], "mentions": scorer_mentions(named)}
    kinds = tuple(dict.fromkeys(KINDS.values()))
    scores, info = actor_scorer.score_document(document, prediction, kinds, "overlap")
    gold_of = {predicted: actor for actor, predicted in info["good"]}
    # The scorer ignores mentions in regions that the gold leaves open.
    counted = {(mention["s"], mention["e"]) for mention in info["pred"]}
    places = zip(named["start_char"], named["end_char"], strict=True)
    named = named[np.array([place in counted for place in places], dtype=bool)]
    found = {SCORERS: scores["edge.edge"]}
    for row, frame in ((OWN, named), (ALL, mentions)):
        pairs = cooccurrence(frame, sentences)[["source_id", "target_id"]].to_numpy().tolist()
        right = sum(
            tuple(sorted((gold_of[one], gold_of[other]))) in info["ge"]
            for one, other in pairs
            if one in gold_of and other in gold_of
        )
        found[row] = (right, len(pairs), len(info["ge"]))
    return found


def scorer_mentions(mentions) -> list[dict]:
    """Return a frame of mentions in the scorer's form."""
    return [
        {
            "start": row.start_char,
            "end": row.end_char,
            "actor": row.actor_id,
            "kind": KINDS[kind_of(row.actor_id)],
        }
        for row in mentions.itertuples()
    ]


if __name__ == "__main__":
    sys.exit(main())
