"""Folders are replaced as a whole or not at all, even by processes that are killed or race."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from helpers.atomic import FolderError, replacing, write_whole
from helpers.reading.chosen_article import PROJECT

MARKS = ("index.html", "article.txt")
# Begins to replace a folder, and waits.
BEGIN = """
import sys, time
from pathlib import Path
from helpers.atomic import replacing
with replacing(Path(sys.argv[1]), marks=("index.html", "article.txt")) as folder:
    (folder / "index.html").write_text("half")
    print("begun", flush=True)
    time.sleep(100)
"""
# Repeatedly replaces a folder with one whose files all have the same number.
REPLACE = """
import sys
from pathlib import Path
from helpers.atomic import replacing
target, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
for number in range(first, last):
    with replacing(target, marks=("index.html", "article.txt")) as folder:
        for name in ("index.html", "article.txt", *map(str, range(20))):
            (folder / name).write_text(str(number))
    print(number, flush=True)
"""


def start(target, first, last):
    return subprocess.Popen(
        [sys.executable, "-c", REPLACE, str(target), str(first), str(last)],
        cwd=PROJECT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def begin(target):
    """Start a process that begins to replace a folder; return it once it waits in the middle."""
    process = subprocess.Popen(
        [sys.executable, "-c", BEGIN, str(target)],
        cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    process.stdout.readline()
    return process


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def content(folder):
    """Return what the files of a report contain; a single value if it is whole."""
    files = list(folder.iterdir())
    assert len(files) == 22
    return {file.read_text() for file in files}


def test_a_folder_that_is_not_a_report_is_never_replaced(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "precious.txt").write_text("mine")
    with (
        pytest.raises(FolderError, match="is not a report"),
        replacing(tmp_path / "data", marks=MARKS),
    ):
        pass
    assert (tmp_path / "data" / "precious.txt").read_text() == "mine"


def test_a_report_lost_between_two_renames_comes_back(tmp_path):
    earlier = tmp_path / ".story.earlier"
    earlier.mkdir()
    for name in MARKS:
        (earlier / name).write_text("old")
    with (
        pytest.raises(OSError, match="disk full"),
        replacing(tmp_path / "story", marks=MARKS),
    ):
        raise OSError("disk full")
    assert (tmp_path / "story" / "index.html").read_text() == "old"


@pytest.mark.parametrize("exchange", [True, False], ids=["at one stroke", "by two renames"])
def test_the_new_folder_takes_the_place_of_the_old(tmp_path, monkeypatch, exchange):
    if not exchange:
        monkeypatch.setattr("helpers.atomic._exchanged", lambda one, other: False)
    for text in ("old", "new"):
        with replacing(tmp_path / "story", marks=MARKS) as folder:
            for name in MARKS:
                (folder / name).write_text(text)
    assert (tmp_path / "story" / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["story"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't exchange two folders at once")
def test_a_process_killed_at_any_moment_leaves_a_whole_report(tmp_path):
    target = tmp_path / "story"
    for attempt in range(12):
        process = start(target, 1000 * attempt, 1000 * attempt + 1000)
        process.stdout.readline()  # the first is done, and many follow
        time.sleep(0.007 * attempt)
        process.kill()
        process.communicate()
        assert len(content(target)) == 1
        assert int((target / "index.html").read_text()) >= 1000 * attempt


def test_processes_that_replace_one_folder_at_once_do_not_mix(tmp_path):
    target = tmp_path / "story"
    processes = [start(target, 100 * i, 100 * i + 40) for i in range(4)]
    while any(process.poll() is None for process in processes):
        if target.exists():
            assert (target / "index.html").exists()
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    assert len(content(target)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["story"]


def test_what_a_killed_process_left_is_removed_and_what_a_running_one_makes_is_not(tmp_path):
    killed, running = begin(tmp_path / "story"), begin(tmp_path / "other")
    killed.kill()
    killed.wait()
    (tmp_path / ".mine.new").mkdir()
    assert len(names(tmp_path)) == 3
    with replacing(tmp_path / "story", marks=MARKS):
        pass
    left = names(tmp_path)
    running.kill()
    assert [name.split(".")[1] for name in left[:-1]] == ["mine", "other"]
    assert left[-1] == "story"


def test_what_another_process_writes_while_it_is_removed_goes_with_the_next_run(
    tmp_path, monkeypatch
):
    remove = shutil.rmtree

    def busy(path, **options):
        remove(path, **options)
        late = path if path.name == "new" else path / "new"
        late.mkdir(parents=True)
        (late / "late.csv").write_text("a,b")

    monkeypatch.setattr(shutil, "rmtree", busy)
    with (
        pytest.raises(ValueError, match="no page"),
        replacing(tmp_path / "story", marks=MARKS),
    ):
        raise ValueError("no page")
    monkeypatch.setattr(shutil, "rmtree", remove)
    assert len(names(tmp_path)) == 1
    with replacing(tmp_path / "story", marks=MARKS):
        pass
    assert names(tmp_path) == ["story"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_run_that_is_ended_leaves_nothing_half_made_and_says_so(tmp_path):
    runs = {}
    for ending in (signal.SIGINT, signal.SIGTERM):
        folder = tmp_path / ending.name
        folder.mkdir()
        (folder / "story.txt").write_text("Clara Novak met Tom Baker in Norway.")
        command = [sys.executable, "-m", "helpers", "report", "story.txt", "--out", "reports"]
        runs[ending] = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    for ending, process in runs.items():
        reports = tmp_path / ending.name / "reports"
        while not list(reports.glob(".story.*")):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(ending)
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (130, "\nStopped; nothing half-finished is left.\n")
        assert names(reports) == []


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no shared temporary folder")
def test_nothing_of_ours_in_the_shared_temporary_folder_stops_another_user(tmp_path, monkeypatch):
    (shared := tmp_path / "shared").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(shared))
    write_whole(tmp_path / "index.html", "mine")
    (own,) = shared.iterdir()
    assert own.name == f"news-actors-{os.getuid()}"
    assert own.stat().st_mode & 0o777 == 0o700
    own.rename(shared / "moved")
    own.symlink_to(shared / "moved")  # as somebody could do who wants to see our files
    with pytest.raises(FolderError, match="not a folder of yours"):
        write_whole(tmp_path / "index.html", "mine")


def test_a_file_is_never_seen_half_written(tmp_path):
    write_whole(tmp_path / "index.html", "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "index.html", "new \ud800")
    assert (tmp_path / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
