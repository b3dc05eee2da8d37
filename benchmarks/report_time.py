"""How long a report takes, compared with nbconvert on the same notebooks.

    python benchmarks/report_time.py [PATH_OR_URL] [--runs N]

A is the whole process `python -m helpers report`. B is `jupyter nbconvert --to html --execute`, one
process per notebook, one after the other. Both are run in turn on the same article; it prints the
median of each, and `B/A <ratio>` as the last line.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers.reading.chosen_article import PROJECT, article_notebooks

NOTEBOOKS = article_notebooks()


def main() -> None:
    """Measure, print the seconds of each run, the medians, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("article", nargs="?", default="data/articles/india-us-two-plus-two.txt")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    ours, theirs = [], []
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            ours.append(
                _seconds(
                    [sys.executable, "-m", "helpers", "report", options.article, "--out", folder]
                )
            )
            theirs.append(sum(_seconds(_nbconvert(path, folder)) for path in NOTEBOOKS))
        print(f"A {ours[-1]:.2f} s   B {theirs[-1]:.2f} s", flush=True)
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"A  python -m helpers report           {a:.2f} s")
    print(f"B  jupyter nbconvert, {len(NOTEBOOKS)} notebooks     {b:.2f} s")
    print(f"B/A {b / a:.2f}")


def _nbconvert(path: Path, folder: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "jupyter",
        "nbconvert",
        "--to",
        "html",
        "--execute",
        "--output-dir",
        folder,
        str(path),
    ]


def _seconds(command: list[str]) -> float:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    start = time.perf_counter()
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)  # noqa: S603
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
