"""Measure the accuracy of every step, for the last chapter of a report.

    python benchmarks/accuracy.py FOLDER

FOLDER has actors/dev/dwie_dev.jsonl, actors/dev/gum_dev.jsonl, quotes/dev.jsonl and
sentiment/dev.jsonl, in the formats that the individual benchmarks describe; acts are measured on
tests/gold. Writes data/accuracy.json.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[1]
TABLE = PROJECT / "data" / "accuracy.json"


class Measure(NamedTuple):
    """A figure: the step and what is measured, on which data, and where a command's JSON has it."""

    step: str
    measure: str
    data: str
    script: str
    gold: str
    keys: tuple[str, ...]


DWIE = "100 articles of Deutsche Welle (DWIE)"
GUM = "12 articles of Wikinews (GUM)"
MEASURES = (
    Measure("Who is in it", "actors found, kept apart and of the right kind (F1)", DWIE,
            "actors.py", "actors/dev/dwie_dev.jsonl", ("actor.actor", "f")),
    Measure("Who is in it", "the same on another source", GUM,
            "actors.py", "actors/dev/gum_dev.jsonl", ("actor.actor", "f")),
    Measure("Which words mean whom", "pronouns and descriptions assigned to the right actor", GUM,
            "actors.py", "actors/dev/gum_dev.jsonl", ("references", "precision")),
    Measure("In which tone", "tone towards an actor: negative, neutral or positive (macro F1)",
            "720 mentions in American news (NewsMTSC)",
            "sentiment.py", "sentiment/dev.jsonl", ("helpers", "macro_f1")),
    Measure("Who said what", "statements with the right words and speaker (F1)",
            "84 articles of American political news (PolNeAR)",
            "statements.py", "quotes/dev.jsonl", ("joint", "f1")),
    Measure("Who did what to whom", "acts with the right parties (F1)",
            "131 sentences of our own, held out while the rules were written",
            "events.py", "", ("part", "held-out", "f1")),
    Measure("Who did what to whom", "the same, in sentences as long as those of news agencies",
            "80 sentences of our own",
            "events.py", "", ("construction", "wire", "f1")),
    Measure("Who appears with whom", "pairs of actors in one sentence (F1)", DWIE,
            "cooccurrence.py", "actors/dev/dwie_dev.jsonl", ("named mentions", "f")),
    Measure("Who appears with whom", "the same on another source", GUM,
            "cooccurrence.py", "actors/dev/gum_dev.jsonl", ("named mentions", "f")),
)  # fmt: skip


def main() -> int:
    """Run each benchmark once and write the table; return 2 if a gold data file is missing."""
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    missing = [m.gold for m in MEASURES if m.gold and not (folder / m.gold).is_file()]
    if missing:
        print(f"{folder}: has no {missing[0]}; name the folder of the gold data", file=sys.stderr)
        return 2
    results = {
        run: measured(*run, folder) for run in dict.fromkeys((m.script, m.gold) for m in MEASURES)
    }
    rows = []
    for measure in MEASURES:
        value = results[measure.script, measure.gold]
        for key in measure.keys:
            value = value[key]
        command = f"python benchmarks/{measure.script} {Path(measure.gold).name}".strip()
        row = {"step": measure.step, "measure": measure.measure, "value": round(value, 3)}
        rows.append({**row, "data": measure.data, "command": command})
        print(f"{measure.step}: {measure.measure}: {value:.3f} ({measure.data})")
    TABLE.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def measured(script: str, gold: str, folder: Path) -> dict:
    """Return what a benchmark prints as JSON."""
    command = [sys.executable, str(PROJECT / "benchmarks" / script), "--json"]
    if gold:
        command.append(str(folder / gold))
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
