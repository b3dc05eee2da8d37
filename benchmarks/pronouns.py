"""Accuracy of "he" and "she": the pipeline on texts with two people a pronoun could mean.

    python benchmarks/pronouns.py GOLD.tsv [--json]

GOLD.tsv is in GAP's format, as described in benchmarks/pronoun_scorer.py. The pipeline finds the
names; GAP's offsets are only used to read the answer. It prints F1 over all pronouns, masculine and
feminine ones, the share of wrong ones among those assigned to A or B, and the share assigned to
neither. With --json, it prints one JSON object.
"""

import argparse
import csv
import json
import sys
from pathlib import Path

import pronoun_scorer
from spacy.tokens import Doc

from helpers.annotation.mentions import read_mentions
from helpers.annotation.pipeline import load_pipeline

NEEDED = "references"  # later components are not run


def main() -> int:
    """Annotate the texts, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        gold = pronoun_scorer.read_gold(options.gold)
        texts = [row["Text"] for row in gold]
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        print(f"{options.gold}: can't be read as GAP's table: {error}", file=sys.stderr)
        return 2
    nlp = load_pipeline()
    later = nlp.pipe_names[nlp.pipe_names.index(NEEDED) + 1 :]
    with nlp.select_pipes(disable=later):
        predictions = {
            row["ID"]: answer(doc, row) for row, doc in zip(gold, nlp.pipe(texts), strict=True)
        }
    result = pronoun_scorer.score(gold, predictions)
    print(json.dumps(result) if options.json else report(result))
    return 0


def answer(doc: Doc, row: dict) -> tuple[bool, bool]:
    """Say for A and for B whether the pronoun was assigned to the actor with that name there."""
    meant = actors_at(doc, int(row["Pronoun-offset"]), row["Pronoun"])
    a, b = (bool(meant & actors_at(doc, int(row[f"{n}-offset"]), row[n])) for n in "AB")
    return a, b


def actors_at(doc: Doc, start: int, words: str) -> set[str]:
    """Return the actors of the mentions that overlap words of the text."""
    end = start + len(words)
    return {
        mention.actor_id
        for mention in read_mentions(doc)
        if mention.span.start_char < end and mention.span.end_char > start
    }


def report(result: dict) -> str:
    """Return the result as text."""
    lines = [
        f"{name:<10}" + "  ".join(f"{key} {value:.3f}" for key, value in result[name].items())
        for name in ("all", "masculine", "feminine")
    ]
    lines.append(
        f"F1 feminine / masculine {result['bias']:.2f}; "
        f"wrong of those given {result['wrong']:.3f}; "
        f"given to neither {result['open']:.3f} of {result['n']}"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
