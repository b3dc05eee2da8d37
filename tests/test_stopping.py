"""A run that is ended by a signal ends, wherever it is, and leaves nothing half-made."""

import os
import signal
import subprocess
import sys
import time

import pytest

from helpers.reading.chosen_article import PROJECT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

SAID = "\nStopped; nothing half-finished is left.\n"
# A command whose work is the function `busy`.
COMMAND = """
import os, shutil, signal, sys, threading, time
from pathlib import Path
from helpers import __main__ as command
from helpers.atomic import replacing, stopping

def end():
    os.kill(os.getpid(), signal.{ending})

{busy}

command._corpus = lambda options: busy()
sys.argv[1:] = ["corpus", "--out", "out"]
sys.exit(command._run())
"""
BUSY = {
    "in a library that raises another error": """
def busy():
    try:
        end()
        time.sleep(300)
    except BaseException:
        raise RuntimeError("Query interrupted") from None  # as DuckDB does
""",
    "while DuckDB computes": """
def busy():
    from helpers.corpus.load import connect

    threading.Timer(1, end).start()
    query = "SELECT 1 FROM range(1000000) a, range(1000000) b WHERE hash(a.range * b.range) = 1"
    connect().execute(query).fetchall()  # hours within one call
""",
    "where an exception goes no further": """
class Deleted:
    def __del__(self):
        end()
        sum(map(abs, range(9)))

def busy():
    Deleted()
    time.sleep(300)
""",
    "while it cleans up": """
def busy():
    remove = shutil.rmtree

    def stopped(*arguments, **options):
        shutil.rmtree = remove
        end()
        time.sleep(300)

    shutil.rmtree = stopped
    with replacing(Path("out"), marks=("index.html",)) as folder:
        raise ValueError("no page")
""",
}
# Does not end when asked to.
STUCK = """
def busy():
    stopping.PATIENCE = 0
    with replacing(Path("out"), marks=("index.html",)) as folder:
        (folder / "index.html").write_text("half")
        while True:
            try:
                print("busy", flush=True)
                time.sleep(300)
            except BaseException:
                continue
"""


def start(busy, folder, ending="SIGTERM"):
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND.format(busy=busy, ending=ending)],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(folder)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("where", BUSY)
def test_who_ends_a_run_gets_one_line(tmp_path, where, ending):
    process = start(BUSY[where], tmp_path, ending)
    assert process.communicate(timeout=120) == ("", SAID)
    assert process.returncode == 130
    assert [path for path in tmp_path.iterdir() if not path.is_dir() or [*path.glob("*.new")]] == []
    assert not list(tmp_path.glob(".out.*"))


def test_a_second_signal_ends_a_run_that_does_not_end_at_the_first(tmp_path):
    process = start(STUCK, tmp_path)
    process.stdout.readline()
    assert list(tmp_path.glob(".out.*"))
    process.send_signal(signal.SIGTERM)
    process.stdout.readline()  # it goes on
    while process.poll() is None:
        process.send_signal(signal.SIGTERM)
        time.sleep(0.05)
    assert process.communicate()[1] == ""
    assert process.returncode == 130
    assert not list(tmp_path.glob(".out.*"))
