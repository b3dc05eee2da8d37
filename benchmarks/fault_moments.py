"""Runs that end at a random moment, overlap, or can't write: what they leave behind, and report.

Called by `faults.py --moments N`. After each disturbed run, a folder has either its previous
content or all of the new; no scratch folder outlives the next run; and no error is shown as a stack
trace.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers.reading.chosen_article import PROJECT

STORY = "Clara Novak met Tom Baker of Acme Foods in Norway. “We agree,” Novak said on day {}.\n"
ENDINGS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
SMALL = 20_000  # largest size of a file on the full disk, in bytes
WHOLE = {"index.html", "article.txt", "report.json", "tables.xlsx"}


def main(n: int) -> int:
    """Disturb `n` runs, and some in other ways; print the results; return 1 if any is wrong."""
    problems = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(4):
            (folder / f"story-{number}.txt").write_text(STORY.format(number) * 3, encoding="utf-8")
        for kind in ("report", "corpus"):
            problems += killed(kind, folder, n // 2)
        problems += overlapping(folder)
        problems += full_disk(folder)
        problems += read_only(folder)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


def start(kind: str, folder: Path, out: str, *, limit: int | None = None) -> subprocess.Popen:
    """Start a command on the stories in a process group of its own."""

    def limited():
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    stories = sorted(map(str, folder.glob("*.txt")))
    more = ["--workers", "1", "--part-size", "1"] if kind == "corpus" else []
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "helpers", kind, *stories, "--out", str(folder / out), *more],
        cwd=PROJECT, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, preexec_fn=limited,
    )  # fmt: skip


def killed(kind: str, folder: Path, n: int) -> list[str]:
    """End `n` runs at random moments, then let one finish; return what is wrong."""
    chance, problems, ended = random.Random(0), [], 0  # noqa: S311
    begun = time.monotonic()
    said, errors = start(kind, folder, kind).communicate()
    takes = time.monotonic() - begun
    for number in range(n):
        process = start(kind, folder, kind)
        time.sleep(chance.uniform(0, takes))
        ending = ENDINGS[number % len(ENDINGS)]
        if process.poll() is None:
            os.killpg(process.pid, ending)
            ended += 1
        _, errors = process.communicate()
        problems += told(f"{kind}, {ending.name}", errors)
        problems += [f"{kind}, {ending.name}: {one}" for one in half_made(kind, folder / kind)]
        if ending == signal.SIGTERM:
            problems += [f"{kind}, SIGTERM left {one}" for one in scratch(folder / kind)]
    said, errors = start(kind, folder, kind).communicate()
    problems += told(f"{kind}, the last", errors)
    problems += [f"{kind}: {one} is still there" for one in scratch(folder / kind)]
    print(f"{kind}: {ended} runs of {takes:.0f} s ended; the last said {said.strip()[-60:]!r}")
    return problems


def overlapping(folder: Path) -> list[str]:
    """Run each command twice at once in one folder; return what is wrong."""
    problems = []
    for kind in ("report", "corpus"):
        runs = [start(kind, folder, f"two-{kind}") for _ in range(2)]
        errors = [run.communicate()[1] for run in runs]
        codes = sorted(run.returncode for run in runs)
        problems += [one for error in errors for one in told(f"two at once, {kind}", error)]
        problems += half_made(kind, folder / f"two-{kind}")
        if codes != ([0, 0] if kind == "report" else [0, 1]):
            problems.append(f"two at once, {kind}: ended with {codes}: {errors}")
    print("two at once: done")
    return problems


def full_disk(folder: Path) -> list[str]:
    """Run with a limit of a few pages on the size of files; return what is wrong."""
    problems = []
    for kind in ("report", "corpus"):
        before = contents(folder / kind)
        run = start(kind, folder, kind if kind == "report" else "full", limit=SMALL)
        _, errors = run.communicate()
        problems += told(f"full disk, {kind}", errors)
        if run.returncode != 1 or not errors.strip():
            problems.append(f"full disk, {kind}: ended with {run.returncode}: {errors[-300:]}")
        if contents(folder / kind) != before:
            problems.append(f"full disk, {kind}: what was there before is not")
        print(f"full disk, {kind}: {errors.strip().splitlines()[-1:]}")
    return problems


def read_only(folder: Path) -> list[str]:
    """Run where no folder can be made: below a file, and in `/proc`; return what is wrong."""
    problems = []
    (folder / "file").write_text("mine")
    for kind in ("report", "corpus"):
        for out in ("file/out", "/proc/out", "file"):
            run = start(kind, folder, out)
            _, errors = run.communicate()
            problems += told(f"read-only, {kind}", errors)
            if run.returncode != 1 or (folder / "file").read_text() != "mine":
                problems.append(f"read-only, {kind} {out}: {run.returncode} {errors[-300:]}")
        print(f"read-only, {kind}: {errors.strip().splitlines()[-1:]}")
    return problems


def told(what: str, errors: str) -> list[str]:
    """Return what is wrong with what a run said."""
    return [f"{what}: {errors[-1500:]}"] if "Traceback" in errors else []


def half_made(kind: str, out: Path) -> list[str]:
    """Return what in a folder is neither entirely old nor entirely new."""
    if kind == "corpus" or not out.is_dir():
        return []
    reports = [path for path in out.iterdir() if path.is_dir() and path.name[0] != "."]
    return [
        f"{report.name} lacks {WHOLE - {path.name for path in report.iterdir()}}"
        for report in reports
        if not {path.name for path in report.iterdir()} >= WHOLE
    ]


def scratch(out: Path) -> list[str]:
    """Return what is half-made in a folder."""
    return [str(path) for path in out.rglob(".*")] if out.is_dir() else []


def contents(out: Path) -> dict[str, bytes]:
    """Return the files in a folder."""
    return {str(path): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
