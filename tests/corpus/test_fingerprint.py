"""What makes a corpus out of date: whatever affects what is found, and nothing else."""

import importlib
import os
import subprocess
import sys

import pytest

from helpers.reading.chosen_article import PROJECT

# The package exports the function under the same name.
module = importlib.import_module("helpers.corpus.fingerprint")

DECIDES = [
    "helpers/reading/plain_text.py",
    "helpers/annotation/quotations.py",
    "helpers/tables/tone.py",
    "data/gazetteers/{table}",
    "data/lexicons/{table}",
    "data/models/tone/{table}",
]
DECIDES_NOTHING = [
    "README.md",
    "helpers/charts/tone.py",
    "helpers/report/page.py",
    "helpers/wording.py",
    "data/README.md",
    "data/articles/new.txt",
    "data/models/tone/README.md",
    "data/models/tone/accuracy.json",
    "helpers/annotation/__pycache__/quotations.cpython-311.pyc",
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a small copy of the project, from which the fingerprint is made."""
    for name in [*DECIDES, *DECIDES_NOTHING]:
        path = tmp_path / name.format(table="table.csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("before")
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "helpers")
    monkeypatch.setattr(module, "DATA", tmp_path / "data")
    monkeypatch.delenv(module.CORRECTIONS_VARIABLE, raising=False)
    return tmp_path


def fingerprint():
    return module.fingerprint.__wrapped__()


@pytest.mark.parametrize("name", DECIDES)
def test_a_change_in_what_finds_makes_a_corpus_out_of_date(project, name):
    before = fingerprint()
    path = project / name.format(table="table.csv")
    path.write_text("after")
    changed = fingerprint()
    assert changed != before
    path.rename(path.with_stem("another"))
    assert fingerprint() not in {before, changed}


@pytest.mark.parametrize("name", DECIDES_NOTHING)
def test_a_change_elsewhere_does_not(project, name):
    before = fingerprint()
    (project / name).write_text("after")
    assert fingerprint() == before


def test_a_correction_makes_a_corpus_out_of_date(project, monkeypatch):
    before = fingerprint()
    (project / "data" / "corrections.csv").write_text("doc_id,action,name,value\n")
    assert fingerprint() != before
    monkeypatch.setenv(module.CORRECTIONS_VARIABLE, str(project / "none.csv"))
    assert fingerprint() == before


def test_another_process_has_the_same_fingerprint():
    code = "from helpers.corpus.fingerprint import fingerprint; print(fingerprint())"
    made = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]  # fmt: skip
    assert made[0] == made[1] != ""
