"""The command line on any terminal, in any locale, with any home, and without the network."""

import os
import subprocess
import sys

import pytest

from helpers.reading.chosen_article import PROJECT
from helpers.wording import printable

STORY = "Clara Novak met Tom Baker of Acme Foods in Norway. “We agree,” Novak said."


def call(folder, *arguments, **settings):
    return subprocess.run(
        [sys.executable, "-m", "helpers", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(PROJECT), **settings},
        capture_output=True, timeout=300,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_report_whatever_the_terminal_the_home_and_the_name_of_the_file(tmp_path):
    name = b"caf\xe9 \x1b]0;gotcha\x07 $(id).txt"
    with open(os.fsencode(tmp_path) + b"/" + name, "w", encoding="utf-8") as file:
        file.write(STORY)
    (tmp_path / "bad\x1b[31m.xyz").write_text("x")
    said = call(tmp_path, "report", ".", "--out", "out", PYTHONIOENCODING="ascii:strict",
                HOME="/dev/null/nowhere", XDG_CACHE_HOME="/dev/null/nowhere")  # fmt: skip
    assert said.returncode == 1
    assert b"out/caf-0-gotcha-id/index.html" in said.stdout
    assert said.stderr.startswith(b"\nLeft out (1):\n  bad\\x1b[31m.xyz: ")
    assert b"Traceback" not in said.stderr
    shown = said.stdout + said.stderr
    assert not {*shown} & {*range(32), *range(127, 256)} - {10}
    page = (tmp_path / "out" / "caf-0-gotcha-id" / "index.html").read_text(encoding="utf-8")
    assert not any(char in page for char in "\x1b\x07")
    assert r"report $&#39;caf\xe9 \x1b]0;gotcha\x07 $(id).txt&#39;" in page


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of POSIX")
def test_who_reads_no_further_stops_nothing_with_a_trace(tmp_path):
    command = f"{sys.executable} -m helpers --help | head -c 1"
    said = subprocess.run(
        ["/bin/sh", "-c", command], cwd=PROJECT, capture_output=True, timeout=60, text=True
    )
    assert said.stderr == ""


def test_what_is_printed_holds_no_command_to_a_terminal():
    assert printable("a\x1b[31mb\r\n\u202e\udce9c é") == r"a\x1b[31mb\r\n\u202e\udce9c é"


def test_the_tone_model_writes_no_id_of_this_machine_and_so_sends_nothing(tmp_path):
    code = (
        "from helpers.annotation.tone_model import ToneModel; "
        "print(ToneModel().predict_proba([('Novak praised Baker.', 0, 5)]).shape)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=120,
        env={**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )  # fmt: skip
    assert said.stdout == "(1, 3)\n", said.stderr
    assert not list(tmp_path.rglob("*deviceid*"))
