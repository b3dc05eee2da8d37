"""Find more targets in the training sentences of the tone model, for a teacher to label.

    python benchmarks/tone_targets.py TRAIN.jsonl TARGETS.jsonl [--swapped]

It writes the rows of TRAIN.jsonl and, after each, up to three names and pronouns in its sentence
that are not targets yet: rows with `id`, `near` (the labelled row's id), `text`, `start`, `end`.
With --swapped they come from copies of the sentences that name several people, in which two of them
have changed places, so that who is praised or blamed can't be inferred from the name; the person in
the place of a labelled target has its `label`. It runs in the project's own environment;
benchmarks/tone_recipe.py does the rest.
"""

import argparse
import json
import random
import re
from itertools import groupby
from pathlib import Path

from spacy.tokens import Doc

from helpers.annotation.pipeline import load_pipeline

LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PRONOUNS = frozenset("i he him his she her they them their we us it".split())
AT_MOST = 3


def main() -> None:
    """Read the rows, find targets, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("targets", type=Path)
    parser.add_argument("--swapped", action="store_true")
    options = parser.parse_args()
    random.seed(1)
    rows = [json.loads(line) for line in options.train.read_text(encoding="utf-8").splitlines()]
    sentences = [list(group) for _, group in groupby(rows, key=lambda row: row["text"])]
    nlp = load_pipeline()
    with nlp.select_pipes(enable=["tok2vec", "ner"]), options.targets.open("w") as lines:
        docs = nlp.pipe(group[0]["text"] for group in sentences)
        for group, doc in zip(sentences, docs, strict=True):
            near = group[0]["id"]
            more = swapped(doc, group) if options.swapped else [*group, *further(doc, group, near)]
            for row in more:
                lines.write(json.dumps(row) + "\n")


def further(doc: Doc, labelled: list[dict], near: str) -> list[dict]:
    """Return rows for names and pronouns that overlap neither labelled targets nor each other."""
    found = [doc.char_span(row["start"], row["end"], alignment_mode="expand") for row in labelled]
    taken = {token.i for span in found for token in span}
    names = [ent for ent in doc.ents if ent.label_ in LABELS]
    pronouns = [doc[token.i : token.i + 1] for token in doc if token.lower_ in PRONOUNS]
    candidates = random.sample(names, len(names)) + random.sample(pronouns, len(pronouns))
    free = [span for span in candidates if not taken & {token.i for token in span}]
    return [
        {
            "id": f"{near} further {number}",
            "near": near,
            "text": doc.text,
            "start": span.start_char,
            "end": span.end_char,
        }
        for number, span in enumerate(free[:AT_MOST])
    ]


def swapped(doc: Doc, labelled: list[dict]) -> list[dict]:
    """Return a row for each of two people who have changed places, wherever they are named."""
    names = sorted({ent.text for ent in doc.ents if ent.label_ == "PERSON"})
    pairs = [(a, b) for a in names for b in names if a < b and a not in b and b not in a]
    if not pairs:
        return []
    one, two = random.choice(pairs)  # noqa: S311
    other, near, text, places = {one: two, two: one}, labelled[0]["id"], "", {}
    labels = {(row["start"], row["end"]): {"label": row["label"]} for row in labelled}
    at = 0
    for part in re.split(rf"\b({re.escape(one)}|{re.escape(two)})\b", doc.text):
        new = other.get(part, part)
        if part in other:
            row = {"start": len(text), "end": len(text) + len(new)}
            label = labels.get((at, at + len(part)), {})
            if part not in places or label:
                places[part] = {**row, **label}
        text, at = text + new, at + len(part)
    return [
        {"id": f"{near} swapped {number}", "near": near, "text": text, **row}
        for number, row in enumerate(places.values())
    ]


if __name__ == "__main__":
    main()
