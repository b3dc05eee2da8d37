"""The command line on any terminal, in any locale, with any home, and without the network."""

import json
import os
import subprocess
import sys

import pytest

from helpers.reading.chosen_article import PROJECT
from helpers.tables.files import inception
from helpers.tables.files.annotations import Annotated, Span
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


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_who_closes_the_streams_gets_a_status_and_no_trace(tmp_path, closed):
    (tmp_path / "empty.txt").write_text("")
    command = f"{sys.executable} -m helpers report {tmp_path}/empty.txt --out {tmp_path}/out"
    said = subprocess.run(
        ["/bin/sh", "-c", f"{command} {closed}"], cwd=PROJECT, capture_output=True, timeout=60,
        text=True,
    )  # fmt: skip
    assert said.returncode == 1
    assert said.stdout == ""
    assert ("empty.txt: is empty" in said.stderr) == ("2>&-" not in closed)
    assert "Traceback" not in said.stderr


def test_output_without_space_is_reported_in_one_line():
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    code = (
        "import sys; from helpers import __main__ as command; "
        "command.main = lambda: print('a page'); sys.exit(command._run())"
    )
    with open("/dev/full", "w") as full:
        said = subprocess.run(
            [sys.executable, "-c", code], cwd=PROJECT, stdout=full, stderr=subprocess.PIPE,
            timeout=60, text=True,
        )  # fmt: skip
    assert said.returncode == 1
    assert said.stderr == "the output can't be written (No space left on device)\n"


def test_a_list_that_has_no_folder_to_go_to_ends_in_one_line(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "file").write_text("mine")
    for number in range(25):
        (tmp_path / "news" / f"{number}.txt").write_text("")
    said = call(tmp_path, "report", "news", "--out", "file/out")
    assert said.returncode == 1
    assert said.stderr.splitlines()[1] == b"Left out (25):"
    assert said.stderr.splitlines()[-1].startswith(b"file/out: ")
    assert b"Traceback" not in said.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(
    ("text", "reported"),
    [
        (STORY, "\nLeft out (1):\n  story.txt: its report can't be written (File too large); "),
        # What tells the language unpacks itself into a temporary file.
        (STORY * 3, "File too large; "),
    ],
    ids=["of the report", "for temporary files"],
)
def test_a_full_disk_is_reported_as_such_and_leaves_nothing(tmp_path, text, reported):
    import resource

    (tmp_path / "story.txt").write_text(text)
    said = subprocess.run(
        [sys.executable, "-m", "helpers", "report", "story.txt", "--out", "out"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(PROJECT)}, capture_output=True,
        text=True, timeout=300,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )  # fmt: skip
    assert said.returncode == 1
    assert said.stderr.startswith(reported)
    assert said.stderr.endswith(" the disk\n")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["story.txt"]


def test_a_time_that_there_is_not_is_the_present(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    said = call(tmp_path, "report", "story.txt", "--out", "out", SOURCE_DATE_EPOCH="9" * 20)
    assert (said.returncode, said.stderr) == (0, b"")


def test_a_folder_in_place_of_the_corrections_is_reported_in_one_line(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    said = call(tmp_path, "report", "story.txt", "--out", "out",
                NEWS_ACTORS_CORRECTIONS=str(tmp_path))  # fmt: skip
    assert said.returncode == 1
    assert said.stderr.startswith(f"{tmp_path.name}: can't be opened".encode())
    assert said.stderr.count(b"\n") == 1


def test_what_libraries_warn_of_reaches_no_terminal_as_it_is(tmp_path):
    path = tmp_path / "cas.json"
    marked = Span("actor", 0, 11, "person", "person:clara-novak")
    inception.write(Annotated("story", "Ferry", STORY, (marked,)), path, [(0, 20)], [(0, 5)])
    content = json.loads(path.read_text())
    # cassis warns of a place that is not in the text, and quotes it.
    content["%FEATURE_STRUCTURES"][-1]["begin"] = "a\x1b[31m"
    path.write_text(json.dumps(content))
    said = call(tmp_path, "agreement", "cas.json")
    assert said.returncode == 1
    assert said.stderr.startswith(b"cas.json: ")
    assert said.stderr.count(b"\n") == 1
    assert b"\x1b" not in said.stdout + said.stderr


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
