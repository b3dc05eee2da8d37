"""Variants of sentences say what they are about where their targets stand."""

import json
import re
import subprocess
import sys

import pytest

from helpers.reading.chosen_article import PROJECT

SENTENCES = (
    "Mayor Odile Farrant praised the careful auditor and thanked Bram Teller for his patience.",
    "Critics accused Bram Teller of hiding the careful report from the angry voters.",
    "The angry auditor blamed Odile Farrant, who denied hiding the report, for the huge debts.",
)
NAMES = ("Odile Farrant", "Bram Teller")


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """Return the rows made of the sentences and their targets."""
    folder = tmp_path_factory.mktemp("variants")
    given = [
        {"id": f"paper_1_{at}_{name}", "text": text, "start": text.index(name)}
        | {"end": text.index(name) + len(name), "label": 1}
        for at, text in enumerate(SENTENCES)
        for name in NAMES
        if name in text
    ]
    targets, variants = folder / "targets.jsonl", folder / "variants.jsonl"
    targets.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    script = PROJECT / "benchmarks" / "tone_variants.py"
    subprocess.run([sys.executable, script, targets, variants, "--n", "40"], check=True)
    return [json.loads(line) for line in variants.read_text(encoding="utf-8").splitlines()]


def test_a_target_of_a_variant_is_a_name(rows):
    words = {word for name in NAMES for word in name.split()} | {"Mayor"}
    for row in rows:
        target = row["text"][row["start"] : row["end"]]
        assert set(target.split()) <= words, (row["text"], target)


def test_a_variant_has_no_label_and_names_the_row_it_was_made_of(rows):
    assert not any("label" in row for row in rows)
    assert {re.match(r"paper_1_\d", row["near"])[0] for row in rows} == {
        f"paper_1_{number}" for number in range(3)
    }


def test_people_change_places_and_words_make_way(rows):
    texts = {row["text"] for row in rows}
    assert any("thanked Odile Farrant" in text for text in texts)
    assert any("careful" not in text for text in texts - set(SENTENCES))
