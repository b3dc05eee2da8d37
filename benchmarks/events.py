"""Accuracy of the events: who did what to whom, on annotated sentences.

    python benchmarks/events.py [GOLD.jsonl] [--json] [--errors PART]

The default is tests/gold/events.jsonl; tests/gold/README.md describes its annotation. It scores
events between two known actors as (source, action, target): precision, recall and F1, for each part
and each construction; and the share of correct events with the gold's class, negation, modality and
time. `--errors dev` lists what was missed or wrong in that part.

A party is correct if its actor has a mention in the words that the gold gives for it. Only the
first word of an action counts, since particles and prepositions depend on the parser.

A file whose events give the character spans of their parties, as described in
benchmarks/event_pair_scorer.py, is scored by that scorer: recall of the acts between two named
actors, by set.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import command_line
import event_pair_scorer
from spacy.tokens import Doc, Span

from helpers.annotation.pipeline import load_pipeline, pipeline_name

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "events.jsonl"
JUDGED = ("event_class", "negated", "modality", "time")
KEYS = {"id", "part", "construction", "text", "events"}
SPAN_KEYS = {"id", "source", "text", "events"}


def main() -> int:
    """Annotate the sentences, score, print."""
    listed = {"--errors": {"metavar": "PART", "help": "list what was missed or wrong in a part"}}
    return command_line.run(__doc__, read_gold, score, report, default=GOLD, options=listed)


def score(gold: list[dict], options: argparse.Namespace) -> dict:
    """Return the scores of the pipeline, with the errors if they are asked for."""
    docs = list(load_pipeline().pipe(row["text"] for row in gold))
    if has_spans(gold):
        pairs = [
            {"id": row["id"], "events": in_spans(doc)} for row, doc in zip(gold, docs, strict=True)
        ]
        return event_pair_scorer.score(gold, pairs)
    judged = [judge(row["events"], doc) for row, doc in zip(gold, docs, strict=True)]
    listed = {"errors": errors(gold, judged, options.errors)} if options.errors else {}
    return {"pipeline": pipeline_name(), **scores(gold, judged), **listed}


def read_gold(path: Path) -> list[dict]:
    """Return the annotated sentences; raise `ValueError` naming any invalid line."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"line {number}: {error}") from None
        if not isinstance(row, dict) or not (row.keys() >= KEYS or row.keys() >= SPAN_KEYS):
            raise ValueError(f"line {number}: needs the keys {', '.join(sorted(KEYS))}")
        rows.append(row)
    return rows


def has_spans(gold: list[dict]) -> bool:
    """Return whether the gold gives the spans of the parties instead of their words."""
    return bool(gold) and all("part" not in row for row in gold)


def in_spans(doc: Doc) -> list[dict]:
    """Return the events whose parties have a name, in the format of event_pair_scorer.py.

    A party without an actor is represented by its own words if there is a name in them: "Peruvian
    rebels" are not Peru, but not nobody either.
    """
    places: dict[str, list[list[int]]] = defaultdict(list)
    for mention in doc.spans["mentions"]:
        places[mention.kb_id_].append(offsets(mention))
    group = doc.spans["events"]
    found: dict[str, dict] = defaultdict(dict)
    for span in group:
        if span.label_ in {"source", "target"}:
            named = span.kb_id_ or any(overlap(span, mention) for mention in doc.spans["mentions"])
            spans = places[span.kb_id_] if span.kb_id_ else []
            found[span.id_][span.label_] = [offsets(span), *spans] if named else []
        elif span.label_ == "action":
            found[span.id_]["act"] = offsets(span)
    kept = ("event_class", "negated", "modality")
    return [
        {
            "source": [],
            "target": [],
            **spans,
            **{key: group.attrs["records"][number][key] for key in kept},
        }
        for number, spans in found.items()
    ]


def overlap(one: Span, other: Span) -> bool:
    """Return whether two spans share a token."""
    return one.start < other.end and other.start < one.end


def offsets(span: Span) -> list[int]:
    """Return where a span starts and ends in the text."""
    return [span.start_char, span.end_char]


def predicted(doc: Doc) -> list[dict]:
    """Return the events between two known actors on a Doc."""
    group = doc.spans["events"]
    found: dict[str, dict] = defaultdict(dict)
    for span in group:
        if span.label_ in {"source", "target"} and span.kb_id_:
            found[span.id_][span.label_] = span
    return [
        {**group.attrs["records"][key], **parties}
        for key, parties in found.items()
        if len(parties) == 2
    ]


def judge(gold: list[dict], doc: Doc) -> dict:
    """Return the pairs of gold and predicted events that agree, those missed, and those wrong."""
    left, matched, missed = predicted(doc), [], []
    for event in gold:
        match = next((p for p in left if agrees(event, p, doc)), None)
        if match is None:
            missed.append(event)
        else:
            left.remove(match)
            matched.append((event, match))
    return {"matched": matched, "missed": missed, "wrong": left}


def agrees(gold: dict, found: dict, doc: Doc) -> bool:
    """Say whether a predicted event has the action and the parties of a gold event."""
    actions = gold["action"] if isinstance(gold["action"], list) else [gold["action"]]
    if first_word(found["action"]) not in map(first_word, actions):
        return False
    directions = [("source", "target"), ("target", "source")][: 1 + bool(gold.get("symmetric"))]
    return any(
        is_named(found[one], gold["source"], doc) and is_named(found[other], gold["target"], doc)
        for one, other in directions
    )


def first_word(action: str) -> str:
    """Return the part of an action that counts, with American spelling made British.

    >>> first_word("criticize"), first_word("call on")
    ('criticise', 'call')
    """
    word = action.split()[0]
    return f"{word[:-3]}ise" if word.endswith("ize") else word


def is_named(span, words: str, doc: Doc) -> bool:
    """Say whether a party or another mention of its actor is in `words`, wherever they occur."""
    spans = [span, *(m for m in doc.spans["mentions"] if m.kb_id_ == span.kb_id_)]
    start = doc.text.find(words)
    while start >= 0:
        end = start + len(words)
        if any(m.start_char < end and start < m.end_char for m in spans):
            return True
        start = doc.text.find(words, start + 1)
    return False


def scores(gold: list[dict], judged: list[dict]) -> dict:
    """Return precision, recall and F1 overall and by part and construction, and the accuracies."""
    groups: dict[str, dict[str, list[dict]]] = {"all": {}, "part": {}, "construction": {}}
    groups["all"]["all"] = judged
    for key in ("part", "construction"):
        for name in dict.fromkeys(row[key] for row in gold):
            groups[key][name] = [j for row, j in zip(gold, judged, strict=True) if row[key] == name]
    result = {
        key: {name: prf(group) for name, group in named.items()} for key, named in groups.items()
    }
    for key in ("all", "part"):
        for name, group in groups[key].items():
            result[key][name]["accuracy"] = accuracies(group)
    return result


def prf(judged: list[dict]) -> dict[str, float]:
    """Return counts, precision, recall and F1."""
    counts = {key: sum(len(j[key]) for j in judged) for key in ("matched", "missed", "wrong")}
    right = counts["matched"]
    precision = right / (right + counts["wrong"]) if right + counts["wrong"] else 0.0
    recall = right / (right + counts["missed"]) if right + counts["missed"] else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"sentences": len(judged), **counts, "precision": precision, "recall": recall, "f1": f1}


def accuracies(judged: list[dict]) -> dict[str, float]:
    """Return the share of the matched events with the gold's class, negation, modality and time."""
    pairs = [pair for j in judged for pair in j["matched"]]
    right = Counter(key for one, other in pairs for key in JUDGED if same(key, one, other))
    return {key: right[key] / len(pairs) if pairs else 0.0 for key in JUDGED}


def same(key: str, gold: dict, found: dict) -> bool:
    """Say whether both events agree in `key`; time expressions, if one is in the other."""
    one, other = gold[key], found[key]
    if key != "time" or not one or not other:
        return one == other
    return one.lower() in other.lower() or other.lower() in one.lower()


def report(result: dict) -> str:
    """Return the result as text."""
    if "part" not in result:
        return event_pair_scorer.table(result)
    head = (
        f"{'':<14}{'sentences':>10}{'right':>7}{'missed':>7}{'wrong':>7}{'P':>8}{'R':>8}{'F1':>8}"
    )
    lines = [f"events, {result['pipeline']}", head]
    for key in ("all", "part", "construction"):
        for name, row in result[key].items():
            counts = "".join(f"{row[count]:>7}" for count in ("matched", "missed", "wrong"))
            values = "".join(f"{row[value]:>8.3f}" for value in ("precision", "recall", "f1"))
            lines.append(f"{name:<14}{row['sentences']:>10}{counts}{values}")
    for key in ("all", "part"):
        for name, row in result[key].items():
            told = ", ".join(f"{what} {share:.3f}" for what, share in row["accuracy"].items())
            lines.append(f"accuracy of the right ones, {name}: {told}")
    if "errors" in result:
        lines += ["", result["errors"]]
    return "\n".join(lines)


def errors(gold: list[dict], judged: list[dict], part: str) -> str:
    """Return what was missed, wrong or different in one part."""
    lines = []
    for row, j in zip(gold, judged, strict=True):
        other = [
            f"  {key}: {one['action']} is {one[key]}, not {two[key]}"
            for one, two in j["matched"]
            for key in JUDGED
            if not same(key, one, two)
        ]
        missed = [f"  missed: {e['source']} | {e['action']} | {e['target']}" for e in j["missed"]]
        wrong = [f"  wrong: {e['source']} | {e['action']} | {e['target']}" for e in j["wrong"]]
        if row["part"] == part and (missed or wrong or other):
            lines += [f"{row['id']}: {row['text']}", *missed, *wrong, *other]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
