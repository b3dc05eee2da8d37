"""What a corpus loses when things break: nothing, or this reports it.

    python benchmarks/faults.py [--articles 450] [--kills 10] [--bad 100]
    python benchmarks/faults.py --moments 30

Four runs of `python -m helpers corpus` on invented texts: undisturbed; with a worker killed at a
random moment of its work, `--kills` times; with all processes killed twice, and the command
repeated; and on nine times as many good records, of 60 words, as `--bad` ones. The tables of the
second and third run are compared with those of the first, row by row.

With `--moments`, `fault_moments` kills reports and corpora, runs them at the same time, and fills
their disk.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import fault_moments
import pandas as pd
import psutil
import throughput

from helpers.corpus.parquet import IDENTITIES, PARTS, TABLES
from helpers.reading.chosen_article import PROJECT

BAD_LINES = (
    '{"id": "cut", "text": "Clara',
    '{"id": "none"}',
    '{"id": "empty", "text": ""}',
    '{"id": "number", "text": 17}',
    '{"id": "lost", "text": "Fran\\udce7ois spoke."}',
)


def main() -> int:
    """Run, compare, print; return 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=450)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--bad", type=int, default=100)
    parser.add_argument("--moments", type=int, metavar="N", help="kill reports and corpora N times")
    options = parser.parse_args()
    if options.moments:
        return fault_moments.main(options.moments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        throughput.write_texts(path, options.articles)
        start(path, Path(folder) / "undisturbed").communicate()
        expected = tables(Path(folder) / "undisturbed")
        print(f"undisturbed: {len(expected['documents']):,} articles", flush=True)
        killed = kill_workers(path, Path(folder) / "killed", options.kills)
        differing = differences(tables(Path(folder) / "killed"), expected)
        print(f"{killed} workers killed: tables that differ: {differing or 'none'}", flush=True)
        again = kill_all(path, Path(folder) / "again", times=2)
        differing += differences(tables(Path(folder) / "again"), expected)
        print(f"all killed twice: {again}; tables that differ: {differing or 'none'}", flush=True)
        throughput.write_texts(path, 9 * options.bad, words=60)
        add_bad_records(path, options.bad)
        _, errors = start(path, Path(folder) / "bad").communicate()
        found = tables(Path(folder) / "bad")
    good, bad = len(found["documents"]), len(found["rejected"])
    print(f"{10 * options.bad:,} records, {options.bad} bad: {good} articles, {bad} rejected")
    print(errors, flush=True)
    return 0 if (good, bad) == (9 * options.bad, options.bad) and not differing else 1


def start(path: Path, out: Path, part_size: int = 8) -> subprocess.Popen:
    """Start the command with two workers in a process group of its own."""
    return subprocess.Popen(  # noqa: S603
        [
            *(sys.executable, "-m", "helpers", "corpus", str(path), "--out", str(out)),
            *("--workers", "2", "--part-size", str(part_size)),
        ],
        cwd=PROJECT,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def workers_of(process: subprocess.Popen) -> list[psutil.Process]:
    """Return the processes that annotate, which are children of the command."""
    found = []
    for child in throughput.children(psutil.Process(process.pid)):
        try:
            if "spawn_main" in " ".join(child.cmdline()):
                found.append(child)
        except psutil.Error:
            continue
    return found


def is_at_work(out: Path) -> bool:
    """Return whether a worker has begun a part that is not finished."""
    return any((out / PARTS).glob("*.journal"))


def kill_workers(path: Path, out: Path, times: int, pause: float = 2) -> int:
    """Run, and kill a worker `times` times; return how many were killed.

    Each dies up to `pause` seconds after work is seen, and after more parts are done than before.
    """
    process, killed = start(path, out), 0
    chance = random.Random(0)  # noqa: S311
    while killed < times and process.poll() is None:
        at_work = n_done(out) >= killed and is_at_work(out)
        workers = workers_of(process) if at_work else []
        if workers:
            time.sleep(chance.uniform(0, pause))
            victim = chance.choice(workers)
            if victim.is_running():
                victim.kill()
                killed += 1
                psutil.wait_procs([victim], timeout=10)
        time.sleep(0.05)
    process.communicate()
    return killed


def kill_all(path: Path, out: Path, times: int) -> str:
    """Run, and kill all processes once some more parts are done; return the last run's output."""
    for _ in range(times):
        done = n_done(out)
        process = start(path, out)
        while process.poll() is None and n_done(out) < done + 2:
            time.sleep(0.02)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    said, _ = start(path, out).communicate()
    return said.strip().rpartition(": ")[2]


def n_done(out: Path) -> int:
    """Return the number of parts that are complete."""
    return len(list((out / PARTS).glob("*.json")))


def tables(out: Path) -> dict[str, pd.DataFrame]:
    """Return all tables of a corpus, with their rows in a fixed order."""
    found = {}
    for folder in sorted(path for name in (*TABLES, IDENTITIES) if (path := out / name).is_dir()):
        frame = pd.read_parquet(folder)
        key = [*map(repr, frame.itertuples(index=False))]
        order = sorted(range(len(frame)), key=key.__getitem__)
        found[folder.name] = frame.iloc[order].reset_index(drop=True)
    return found


def differences(found: dict[str, pd.DataFrame], expected: dict[str, pd.DataFrame]) -> list[str]:
    """Return the names of the tables that are not the same row by row."""
    return [
        name
        for name in sorted({*found, *expected})
        if name not in found or name not in expected or not same(found[name], expected[name])
    ]


def same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Return whether two tables have the same columns, types and rows."""
    try:
        pd.testing.assert_frame_equal(one, other, check_exact=True)
    except AssertionError:
        return False
    return True


def add_bad_records(path: Path, n: int) -> None:
    """Distribute `n` bad records among the lines of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    chance = random.Random(0)  # noqa: S311
    for bad in bad_lines(n):
        lines.insert(chance.randrange(len(lines) + 1), bad)
    path.write_text("\n".join(lines), encoding="utf-8")


def bad_lines(n: int) -> Iterable[str]:
    """Yield `n` bad records of several kinds."""
    return (BAD_LINES[i % len(BAD_LINES)] for i in range(n))


if __name__ == "__main__":
    sys.exit(main())
