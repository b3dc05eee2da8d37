"""How right roles and affiliations are: who holds which office where, and which body belongs where.

    python benchmarks/roles.py GOLD.jsonl [--json]

GOLD.jsonl has an article a line, as benchmarks/role_scorer.py describes it. Printed are precision,
recall and F1 of the affiliations of persons and organisations, how the roles compare, which actors
are merged, split or of a wrong kind.
"""

import argparse
import json
import sys
from pathlib import Path

import role_scorer
from spacy.tokens import Doc

from helpers.annotation.mentions import actor_records, read_mentions
from helpers.annotation.pipeline import load_pipeline

# What comes after the components that find actors and their records is not needed.
NOT_NEEDED = ["references", "statements", "events", "sentence_sentiment", "actor_sentiment"]


def main() -> int:
    """Annotate the texts, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        gold = role_scorer.read(options.gold)
    except (OSError, json.JSONDecodeError) as error:
        print(f"{options.gold}: can't be read as JSON lines: {error}", file=sys.stderr)
        return 2
    nlp = load_pipeline()
    with nlp.select_pipes(disable=[name for name in NOT_NEEDED if name in nlp.pipe_names]):
        docs = list(nlp.pipe(row["text"] for row in gold))
    result = role_scorer.score(
        gold,
        [
            {"doc_id": row["doc_id"], "actors": actors(doc)}
            for row, doc in zip(gold, docs, strict=True)
        ],
    )
    print(json.dumps(result) if options.json else role_scorer.table(result))
    return 0


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
