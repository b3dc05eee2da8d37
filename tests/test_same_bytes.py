"""The same input gives the same files, whoever makes them, where, and with how many processes."""

import hashlib
import json
import os
import subprocess
import sys

from conftest import MEETING

from helpers.reading.chosen_article import PROJECT

# Differences between two machines that mean nothing.
HERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"}
THERE = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "77", "LANG": "de_DE.UTF-8"}
STATED = {"SOURCE_DATE_EPOCH": "1767225600"}  # the start of 2026 in UTC, 2025 in Los Angeles


def made_twice(tmp_path, *command, ours=(), theirs=()):
    """Run a command in two folders on two such machines at once; return the files of each."""
    runs = {}
    for name, settings, more in (("one", HERE, ours), ("two", THERE, theirs)):
        (folder := tmp_path / name).mkdir()
        (folder / "meeting.txt").write_text(MEETING, encoding="utf-8")
        lines = [json.dumps({"id": f"n{i}", "text": f"{MEETING} Day {i}."}) for i in range(5)]
        (folder / "news.jsonl").write_text("\n".join(lines))
        runs[name] = subprocess.Popen(
            [sys.executable, "-m", "helpers", *command, "--out", "out", *more],
            cwd=folder, env={**os.environ, **STATED, **settings, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    for run in runs.values():
        said, _ = run.communicate(timeout=300)
        assert run.returncode == 0, said
    return [digests(tmp_path / name / "out") for name in runs]


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_reports_of_an_article_are_the_same_files(tmp_path):
    one, two = made_twice(tmp_path, "report", "meeting.txt")
    assert one == two
    assert {"meeting/index.html", "meeting/tables.xlsx", "meeting/network.gexf"} <= one.keys()


def test_two_corpora_of_the_same_articles_are_the_same_files(tmp_path):
    command = ("corpus", "news.jsonl", "meeting.txt", "--part-size", "2")
    workers = {"ours": ("--workers", "1"), "theirs": ("--workers", "2")}
    one, two = made_twice(tmp_path, *command, **workers)
    one.pop("_about.json"), two.pop("_about.json")  # says where its inputs are
    assert one == two
