"""Accuracy of the names: people, organisations and places among the named entities.

    python benchmarks/names.py GOLD.jsonl [--json]

GOLD.jsonl has an article per line, as described in benchmarks/name_scorer.py. It scores the
repaired `doc.ents`: Person from PERSON, Organization from ORG, Place from GPE, LOC and NORP. It
prints precision, recall and F1 of exact spans, and `found`, the share of names that some span
overlaps.
"""

import sys

import command_line
import name_scorer
from spacy.tokens import Doc

from helpers.annotation.pipeline import load_pipeline

LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "NORP": "Place",
}
# Components after the one that writes `doc.ents` are not needed.
NOT_NEEDED = ["references", "statements", "events", "sentence_sentiment", "actor_sentiment"]


def main() -> int:
    """Annotate the texts, score, print."""
    return command_line.run(__doc__, name_scorer.read, score, report)


def score(gold: dict[str, dict], _) -> dict:
    """Return the scores of the pipeline's named entities."""
    nlp = load_pipeline()
    with nlp.select_pipes(disable=[name for name in NOT_NEEDED if name in nlp.pipe_names]):
        docs = nlp.pipe(row["text"] for row in gold.values())
        predictions = {key: {"spans": spans(doc)} for key, doc in zip(gold, docs, strict=True)}
    return name_scorer.score(gold, predictions)


def spans(doc: Doc) -> list[list]:
    """Return the named entities of a Doc in the scorer's form."""
    return [
        [ent.start_char, ent.end_char, LABELS[ent.label_]]
        for ent in doc.ents
        if ent.label_ in LABELS
    ]


def report(result: dict) -> str:
    """Return the result as text, a line for each kind of name."""
    return "\n".join(
        f"{kind:<14}P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}  "
        f"found {row['found']:.3f}  n {row['n']}"
        for kind, row in result.items()
    )


if __name__ == "__main__":
    sys.exit(main())
