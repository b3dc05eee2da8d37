"""Score events: who did what to whom, between two named actors.

    python event_pair_scorer.py GOLD.jsonl PREDICTIONS.jsonl [--json]

One text a row, a sentence or a whole document; every span is [start, end], character offsets into `text`.

GOLD         {"id", "source": name of the set, "text", "events": [{"source": party, "target": party, "symmetric",
             "event_class": name or null, "classes": names (if several are right), "trigger": spans of the act's words,
             "place_like", "group", "sentence": span}]}, a party {"text", "spans", "kind"}
PREDICTIONS  {"id", "events": [{"source": spans, "target": spans, "act": span, "event_class": name or null,
             "negated": bool, "modality": str}]}; `source` and `target` are ALL spans in the text that mention the actor
             (the party's own words among them), or empty where no actor is known. Negation and modality are not scored:
             the gold has neither.

A text without a prediction row counts as predicted empty; an unknown or doubled id is an error.

A gold event is FOUND if one predicted event has both its parties, in its direction (in either one if it is symmetric).
A party is right if a span of the predicted actor shares a character with one of the gold's spans. In documents the
predicted act has to be in the gold event's sentence.

    recall    the share of the gold events that are found; `either way`: or found with source and target reversed
    with act  of the gold events with trigger words: found, and the predicted act shares a character with one of them
    class     of the found events whose gold has a class: the share with that class (if several predicted events match,
              the one is taken that agrees most); quad: with a class of the same of PLOVER's four quad classes
    matched   of the predicted events with two known parties, the share that matches some gold event of the text. THIS
              IS NO PRECISION: the gold does not have every event. Documents without a gold event are left out of it.

Groups: `core`, both parties are named, or act for a name ("Peruvian troops"); `part`, the target is a part, asset, plan
or people of a named actor; `place`, core events a party of which stands only behind "in", "throughout", "as" ...
(mostly doubtful gold, so apart; likewise `part, place`); `sport`, of the documents. Events with another party are not
scored.
"""

import argparse
import json
import sys
from collections import Counter

ACTORS = {"named", "acting"}
DOCUMENTS = {"ewt", "gum"}
GROUPS = ("core", "part", "place", "part, place", "sport")
QUADS = {
    "verbal cooperation": "agree consult support concede",
    "material cooperation": "cooperate aid retreat",
    "verbal conflict": "request accuse reject threaten",
    "material conflict": "protest sanction mobilize coerce assault",
}
QUAD = {name: quad for quad, names in QUADS.items() for name in names.split()}


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def touch(spans, others):
    return any(overlap(a, b) for a in spans for b in others)


def group_of(event):
    """The group that an event is scored in, or None."""
    source, target = event["source"]["kind"], event["target"]["kind"]
    name = event.get("group")
    if name is None and source in ACTORS:
        name = "core" if target in ACTORS else "part" if target == "part" else None
    if name in ("core", "part") and event.get("place_like"):
        return {"core": "place", "part": "part, place"}[name]
    return name


def judge(event, predicted):
    """How a gold event fares: what is right of the best predicted event, and which predicted events match it."""
    best, matching = (False, False, False, False, False), set()
    classes = event.get("classes") or [event.get("event_class")]
    quads = {QUAD[name] for name in classes if name in QUAD}
    for i, p in enumerate(predicted):
        if event.get("sentence") and not overlap(p["act"], event["sentence"]):
            continue
        source, target = event["source"]["spans"], event["target"]["spans"]
        forward = touch(p["source"], source) and touch(p["target"], target)
        backward = touch(p["source"], target) and touch(p["target"], source)
        if not forward and not backward:
            continue
        pair = forward or event["symmetric"]
        if pair:
            matching.add(i)
        name = p.get("event_class")
        act = touch([p["act"]], event["trigger"])
        best = max(best, (True, pair, act, name is not None and name in classes, QUAD.get(name) in quads))
    return dict(zip(("either way", "found", "act", "class", "quad"), best)), matching


def score(gold, predictions):
    """Dict of measures by set, and of all, from two lists of rows."""
    wanted = {row["id"] for row in gold}
    if len(wanted) != len(gold):
        raise ValueError("gold has an id twice")
    by_id = {}
    for row in predictions:
        if row["id"] not in wanted:
            raise ValueError(f"prediction for an unknown text: {row['id']}")
        if row["id"] in by_id:
            raise ValueError(f"two predictions for {row['id']}")
        by_id[row["id"]] = [e for e in row["events"] if e.get("source") and e.get("target")]
    counts = {}
    for row in gold:
        predicted, used = by_id.get(row["id"], []), set()
        n = counts.setdefault(row["source"], {name: Counter() for name in (*GROUPS, "predicted")})
        for event in row["events"]:
            right, matching = judge(event, predicted)
            used |= matching
            group = group_of(event)
            if group is None:
                continue
            c = n[group]
            c["n"] += 1
            c["either way"] += right["either way"]
            c["found"] += right["found"]
            if event["trigger"]:
                c["n act"] += 1
                c["act"] += right["found"] and right["act"]
            if event.get("event_class") or event.get("classes"):
                c["found class"] += right["found"]
                c["class"] += right["found"] and right["class"]
                c["quad"] += right["found"] and right["quad"]
        if row["events"] or row["source"] not in DOCUMENTS:
            n["predicted"]["n"] += len(predicted)
            n["predicted"]["matched"] += len(used)
    total = {name: sum((n[name] for n in counts.values()), Counter()) for name in (*GROUPS, "predicted")}
    return {name: measures(n) for name, n in (*counts.items(), ("all", total))}


def measures(n):
    share = lambda a, b: a / b if b else None
    result = {}
    for group in GROUPS:
        c = n[group]
        if c["n"] or group in ("core", "part"):
            result[group] = {
                "n": c["n"], "recall": share(c["found"], c["n"]), "either_way": share(c["either way"], c["n"]),
                "n_act": c["n act"], "recall_act": share(c["act"], c["n act"]),
                "n_class": c["found class"], "class": share(c["class"], c["found class"]),
                "quad": share(c["quad"], c["found class"]),
            }  # fmt: skip
    result["predicted"] = n["predicted"]["n"]
    result["matched"] = share(n["predicted"]["matched"], n["predicted"]["n"])
    return result


def table(result):
    show = lambda value: "-" if value is None else f"{value:.2f}"
    lines = [
        f"{'':<26}{'gold':>6}{'recall':>8}{'either way':>12}{'with act':>16}{'class':>16}{'quad':>6}   "
        "matched (no precision)"
    ]
    for name, sets in result.items():
        for group in GROUPS:
            if group not in sets or not sets[group]["n"]:
                continue
            v = sets[group]
            act = f"{show(v['recall_act'])} of {v['n_act']}" if v["n_act"] else "-"
            same = f"{show(v['class'])} of {v['n_class']}" if v["n_class"] else "-"
            matched = f"   {show(sets['matched'])} of {sets['predicted']} predicted" if group == "core" else ""
            lines.append(
                f"{name:<14}{group:<12}{v['n']:>6}{show(v['recall']):>8}{show(v['either_way']):>12}{act:>16}{same:>16}"
                f"{show(v['quad']):>6}{matched}"
            )
    return "\n".join(lines)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold")
    parser.add_argument("predictions")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        result = score(read(args.gold), read(args.predictions))
    except (OSError, ValueError, KeyError) as err:
        sys.exit(f"score: {err}")
    print(json.dumps(result) if args.json else table(result))


if __name__ == "__main__":
    main()
