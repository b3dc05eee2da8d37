"""Accuracy of the actors: the pipeline on texts with known actors.

    python benchmarks/actors.py GOLD.jsonl [--json]

GOLD.jsonl has a document per line, as described in benchmarks/actor_scorer.py. The output is the
scorer's table, the scores of references (pronouns and descriptions, if the gold has them), and the
seconds per thousand tokens compared with the bare spaCy pipeline. With --json, it is one JSON
object.

References: a predicted one is correct if the gold mention that overlaps it most belongs to the
actor that its own actor was matched with. Recall is over the personal pronouns of actors with a
name. A reference to several actors is counted separately, since in the gold several together are
one more actor.
"""

import sys
import time
from collections import Counter

import actor_scorer
import command_line
from spacy.tokens import Doc

from helpers.annotation.actor_ids import kind_of
from helpers.annotation.pipeline import load_pipeline, pipeline_name

KINDS = {"person": "PERSON", "organisation": "ORG", "bloc": "ORG", "country": "COUNTRY"}
NAMED = {"name", "demonym", "metonym"}
REFERENCES = {"pronoun", "nominal"}
OURS = ("actors", "references")
PERSONAL = frozenset(
    "i me my mine myself we us our ours ourselves he him his himself she her hers herself it its "
    "itself they them their theirs themselves".split()
)


def main() -> int:
    """Annotate the texts, score, print."""
    return command_line.run(__doc__, actor_scorer.read_jsonl, score, report)


def score(gold: list[dict], _) -> dict:
    """Return the scores of the pipeline, and how fast it is."""
    docs, seconds = annotated([document["text"] for document in gold])
    named = [
        {"doc_id": document["doc_id"], "mentions": mentions(doc, NAMED)}
        for document, doc in zip(gold, docs, strict=True)
    ]
    result = actor_scorer.score(gold, named)
    result["references"] = references(gold, docs, named)
    result["seconds_per_1000_tokens"] = seconds
    result["pipeline"] = pipeline_name()
    return result


def annotated(texts: list[str]) -> tuple[list[Doc], dict[str, float]]:
    """Return the texts as Docs, and the seconds per thousand tokens, with and without ours."""
    nlp = load_pipeline()
    later = nlp.pipe_names[nlp.pipe_names.index(OURS[0]) :]
    with nlp.select_pipes(disable=later):
        start = time.perf_counter()
        docs = list(nlp.pipe(texts))
        bare = time.perf_counter() - start
    start = time.perf_counter()
    for doc in docs:
        for name in OURS:
            nlp.get_pipe(name)(doc)
    ours = time.perf_counter() - start
    thousands = sum(map(len, docs)) / 1000
    return docs, {"spaCy": bare / thousands, "actors and references": ours / thousands}


def mentions(doc: Doc, kinds: set[str]) -> list[dict]:
    """Return the mentions of the given kinds in the scorer's form."""
    return [
        {
            "start": span.start_char,
            "end": span.end_char,
            "actor": span.kb_id_,
            "kind": KINDS[kind_of(span.kb_id_)],
        }
        for span in doc.spans["mentions"]
        if span.label_ in kinds
    ]


def references(gold: list[dict], docs: list[Doc], named: list[dict]) -> dict[str, float]:
    """Return precision of pronouns and descriptions, and recall of personal pronouns."""
    counts: Counter = Counter()
    for document, doc, prediction in zip(gold, docs, named, strict=True):
        _, info = actor_scorer.score_document(
            document, prediction, tuple(set(KINDS.values())), "overlap"
        )
        gold_actor_of = {predicted: actor for actor, predicted in info["match"]}
        right_at = set()
        found = mentions(doc, REFERENCES)
        actors_at = Counter((mention["start"], mention["end"]) for mention in found)
        counts["sets"] += sum(n > 1 for n in actors_at.values())
        for mention in found:
            if actors_at[mention["start"], mention["end"]] > 1:
                continue
            best = max(document["mentions"], key=lambda m: overlap(m, mention), default=None)
            right = (
                best is not None
                and overlap(best, mention) > 0
                and gold_actor_of.get(mention["actor"]) == best["actor"]
            )
            counts["resolved"] += 1
            counts["right"] += right
            if right:
                right_at.add(mention["start"])
        pronouns = [
            m
            for m in document["mentions"]
            if m.get("level") == "pronoun"
            and m["text"].lower() in PERSONAL
            and info["gk"].get(m["actor"]) in KINDS.values()
        ]
        counts["pronouns"] += len(pronouns)
        counts["pronouns found"] += sum(m["start"] in right_at for m in pronouns)
    return {
        "precision": counts["right"] / counts["resolved"] if counts["resolved"] else 0.0,
        "recall_of_pronouns": (
            counts["pronouns found"] / counts["pronouns"] if counts["pronouns"] else 0.0
        ),
        **counts,
    }


def overlap(one: dict, other: dict) -> float:
    """Return the intersection of two character ranges over their union."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(shared, 0) / (max(one["end"], other["end"]) - min(one["start"], other["start"]))


def report(result: dict) -> str:
    """Return the result as text."""
    scores = {k: v for k, v in result.items() if k not in {"references", "seconds_per_1000_tokens"}}
    found, seconds = result["references"], result["seconds_per_1000_tokens"]
    lines = [actor_scorer.table(scores), ""]
    if found.get("pronouns"):
        lines.append(
            f"references: precision {found['precision']:.3f} ({found['right']} of "
            f"{found['resolved']}), recall of personal pronouns "
            f"{found['recall_of_pronouns']:.3f} "
            f"({found['pronouns found']} of {found['pronouns']}); "
            f"{found['sets']} to several, not scored"
        )
    lines.append(
        f"seconds per 1000 tokens: {result['pipeline']} {seconds['spaCy']:.3f}, actors and "
        f"references {seconds['actors and references']:.3f}"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
