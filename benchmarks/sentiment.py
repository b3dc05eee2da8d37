"""Accuracy of the tone towards a target: VADER on the sentence, VADER near the target, and ours.

    python benchmarks/sentiment.py GOLD.jsonl [--json] [--save FILE]

GOLD.jsonl has a target per line: `id`, `text` (a sentence), `start`, `end`, `label` (-1, 0, 1). The
target is the gold's own span, so that the tone is measured, not the actors. It prints the scorer's
tables and the speed of the model; with --json, one JSON object with the scorer's measures for
`vader_sentence`, `vader_target` and `helpers`. --save writes the few numbers that notebook 04 shows
(data/models/tone/accuracy.json).
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import command_line
import sentiment_scorer

from helpers.annotation.sentence_tone import vader
from helpers.annotation.tone_model import MODEL, POLARITIES, ToneModel, tone_model
from helpers.tables.tone import tone_of
from helpers.wording import count

AROUND = 60  # characters on each side of the target that VADER reads
LABELS = dict(zip(POLARITIES, sentiment_scorer.LABELS, strict=True))


def main() -> int:
    """Judge the targets in three ways, score, print."""
    save = {"--save": {"type": Path, "metavar": "FILE", "help": "write what notebook 04 shows"}}
    return command_line.run(__doc__, read, score, report, options=save)


def score(gold: list[dict], options: argparse.Namespace) -> dict:
    """Return the scorer's measures of each system."""
    results = {
        name: sentiment_scorer.score(gold, predictions(gold, judge(gold)))
        for name, judge in SYSTEMS.items()
    }
    if options.save:
        options.save.write_text(json.dumps(summary(options.gold, results), indent=2) + "\n")
    return results if options.json else {**results, "speed": speed(options.gold)}


def report(result: dict) -> str:
    """Return the result as text."""
    tables = [f"{name}\n{sentiment_scorer.table(result[name])}\n" for name in SYSTEMS]
    return "\n".join([*tables, result["speed"]])


def read(path: Path) -> list[dict]:
    """Return the gold's rows; raise `ValueError` for one that can't be used."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            usable = 0 <= row["start"] < row["end"] <= len(row["text"]) and "id" in row
        except (json.JSONDecodeError, KeyError, TypeError):
            usable = False
        if not usable or row.get("label") not in sentiment_scorer.LABELS:
            raise ValueError(f"line {number} is not a target with id, text, start, end and label")
        rows.append(row)
    if not rows:
        raise ValueError("no target in it")
    return rows


def predictions(gold: list[dict], tones: list[str]) -> list[dict]:
    """Return tones in the scorer's format."""
    return [{"id": row["id"], "label": LABELS[tone]} for row, tone in zip(gold, tones, strict=True)]


def vader_sentence(gold: list[dict]) -> list[str]:
    """Return the tone of each target's whole text."""
    return [tone_of(vader().polarity_scores(row["text"])["compound"]) for row in gold]


def vader_target(gold: list[dict]) -> list[str]:
    """Return the tone of the characters around each target."""
    around = [row["text"][max(0, row["start"] - AROUND) : row["end"] + AROUND] for row in gold]
    return [tone_of(vader().polarity_scores(text)["compound"]) for text in around]


def ours(gold: list[dict]) -> list[str]:
    """Return the most probable polarity of each target."""
    targets = [(row["text"], row["start"], row["end"]) for row in gold]
    return [POLARITIES[best] for best in tone_model().predict_proba(targets).argmax(axis=1)]


SYSTEMS = {"vader_sentence": vader_sentence, "vader_target": vader_target, "helpers": ours}


def summary(gold: Path, results: dict[str, dict]) -> dict:
    """Return the numbers that the project shows."""
    names = {label: polarity for polarity, label in LABELS.items()}
    return {
        "data": f"{gold.parent.name}/{gold.name}",
        "n": results["helpers"]["n"],
        "systems": {
            name: {measure: round(result[measure], 4) for measure in ("macro_f1", "accuracy")}
            for name, result in results.items()
        },
        "confusion": {
            names[said]: {names[label]: row[str(label)] for label in names}
            for said, row in results["helpers"]["confusion"].items()
        },
    }


def speed(gold: Path) -> str:
    """Return the model's size, load time and targets per second, each in a fresh process."""
    megabytes = sum(file.stat().st_size for file in MODEL.iterdir()) / 1e6
    lines = [f"model: {megabytes:.1f} MB on disk"]
    for threads in (1, 2):
        load, rate, net_rate = subprocess.run(  # noqa: S603
            [sys.executable, "-c", TIMED.format(threads), str(gold.resolve())],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        lines.append(
            f"{count(threads, 'thread')}: loaded in {load} s, {rate} targets a second "
            f"({net_rate} a second of processor time)"
        )
    return "\n".join(lines)


TIMED = "import sentiment, sys; sentiment.timed({}, sys.argv[1])"


def timed(threads: int, gold: str) -> None:
    """Print the seconds that loading takes (including imports) and the targets per second.

    The last number is the targets per second of processor time, which varies less on a busy
    machine.
    """
    start = time.perf_counter()
    model = ToneModel(threads=threads)
    loaded = time.perf_counter()
    targets = {(row["text"], row["start"], row["end"]) for row in read(Path(gold))}
    begun, used = time.perf_counter(), time.process_time()
    model.predict_proba(list(targets))
    rate = len(targets) / (time.perf_counter() - begun)
    net_rate = len(targets) / (time.process_time() - used)
    print(f"{loaded - start:.2f} {rate:.0f} {net_rate:.0f}")


if __name__ == "__main__":
    sys.exit(main())
