"""The command line shared by the accuracy benchmarks: GOLD.jsonl [--json]."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers.annotation.tone_model import ToneModelError

CANT_BE_READ = 2  # exit status


def run(
    about: str,
    read: Callable[[Path], list[dict]],
    score: Callable[[list[dict], argparse.Namespace], dict],
    report: Callable[[dict], str],
    *,
    default: Path | None = None,
    options: dict[str, dict[str, Any]] | None = None,
) -> int:
    """Read the gold data, score the pipeline on them and print the result; return the exit status.

    `about` is the script's docstring, whose first line says what it measures. `report` formats the
    result as text; with --json one JSON object is printed instead. `default` is the gold file used
    without an argument, `options` has further options of the script: name → arguments of
    `add_argument`.
    """
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="?" if default else None, default=default)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    for name, settings in (options or {}).items():
        parser.add_argument(name, **settings)
    chosen = parser.parse_args()
    try:
        gold = read(chosen.gold)
    except (OSError, ValueError) as error:
        print(f"{chosen.gold}: can't be read as gold data: {error}", file=sys.stderr)
        return CANT_BE_READ
    try:
        result = score(gold, chosen)
    except ToneModelError as error:
        print(error, file=sys.stderr)
        return CANT_BE_READ
    print(json.dumps(result) if chosen.json else report(result))
    return 0
