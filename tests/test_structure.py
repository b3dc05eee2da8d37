"""The structure stays as planned: imports run downwards, files and functions stay small."""

import subprocess
import sys

from helpers.reading.chosen_article import PROJECT

PACKAGE = PROJECT / "helpers"
MOST_ENTRIES = 12
MOST_LINES = 350


def run(*command):
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, timeout=120
    )


def test_imports_run_downwards():
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, timeout=120
    )
    assert said.returncode == 0, said.stdout
    assert "1 kept, 0 broken" in said.stdout


def test_no_function_is_too_complex():
    said = run("ruff", "check", "--select", "C901", ".")
    assert said.returncode == 0, said.stdout


def test_no_file_is_too_long():
    lines = {
        path.relative_to(PROJECT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: n for name, n in lines.items() if n > MOST_LINES} == {}


def test_the_package_has_few_entries():
    entries = {path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"}
    assert len(entries) <= MOST_ENTRIES, sorted(entries)
