"""Accuracy of roles and affiliations: who holds which office where, and which body belongs where.

    python benchmarks/roles.py GOLD.jsonl [--json]

GOLD.jsonl has an article per line, as described in benchmarks/role_scorer.py. It prints precision,
recall and F1 of the affiliations of persons and organisations, how the roles compare, and which
actors are merged, split or of a wrong kind.
"""

import sys

import command_line
import role_scorer
from spacy.tokens import Doc

from helpers.annotation.mentions import actor_records, read_mentions
from helpers.annotation.pipeline import load_pipeline

# Components after those that find actors and their records are not needed.
NOT_NEEDED = ["references", "statements", "events", "sentence_sentiment", "actor_sentiment"]


def main() -> int:
    """Annotate the texts, score, print."""
    return command_line.run(__doc__, role_scorer.read, score, role_scorer.table)


def score(gold: list[dict], _) -> dict:
    """Return the scores of the pipeline's roles and affiliations."""
    nlp = load_pipeline()
    with nlp.select_pipes(disable=[name for name in NOT_NEEDED if name in nlp.pipe_names]):
        docs = nlp.pipe(row["text"] for row in gold)
        found = [
            {"doc_id": row["doc_id"], "actors": actors(doc)}
            for row, doc in zip(gold, docs, strict=True)
        ]
    return role_scorer.score(gold, found)


def actors(doc: Doc) -> list[dict]:
    """Return the actors of a Doc in the scorer's form."""
    records = actor_records(doc)
    id_of = {record["name"]: actor_id for actor_id, record in reversed(records.items())}
    mentions: dict[str, list] = {actor_id: [] for actor_id in records}
    for mention in read_mentions(doc):
        span = mention.span
        mentions[mention.actor_id].append([span.start_char, span.end_char, mention.kind])
    return [
        {
            "actor_id": actor_id,
            "kind": record["kind"],
            "role": record["role"],
            "role_span": None,  # not scored
            "affiliation": record["affiliation"],
            "affiliation_actor_id": id_of.get(record["affiliation"]),
            "mentions": mentions[actor_id],
        }
        for actor_id, record in records.items()
    ]


if __name__ == "__main__":
    sys.exit(main())
