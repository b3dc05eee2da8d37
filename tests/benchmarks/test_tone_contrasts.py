"""What the tone model learns of contrasts has nothing in common with what measures it."""

import json
import re
import subprocess
import sys

import pytest
from spacy.lang.en.stop_words import STOP_WORDS

from helpers.reading.chosen_article import PROJECT

GOLD = PROJECT / "tests" / "gold" / "tone_contrasts.jsonl"
# Verbs and nouns that tell no tone.
PLAIN = set(
    "called found took gave told city work years office word inquiry museum flood search speech "
    "costs rescue lost stand jobs comfort standing rivals hearing reported like left brought "
    "table".split()
)


def words(text):
    """Return the words of a text that are neither a slot's nor a function word."""
    return set(re.findall(r"[a-z]+", re.sub(r"\{\w*\}('s)?", " ", text.lower()))) - STOP_WORDS


def phrases(part):
    """Yield the phrases of the file, wherever they stand in it."""
    if isinstance(part, str):
        yield part
    else:
        for inner in part.values() if isinstance(part, dict) else part:
            yield from phrases(inner)


@pytest.fixture(scope="module")
def gold():
    """Return the targets that measure."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def test_no_telling_word_is_measured(gold):
    made_of = json.loads((PROJECT / "benchmarks" / "tone_contrasts.json").read_text("utf-8"))
    for plain in ("audiences", "leads", "tails"):
        del made_of[plain]
    measured = set().union(*(words(row["text"]) for row in gold))
    for phrase in phrases(made_of):
        assert not (words(phrase) & measured) - PLAIN, phrase


def test_sentences_are_whole_and_their_targets_are_names_of_others(gold, tmp_path):
    path = tmp_path / "contrasts.jsonl"
    command = [sys.executable, PROJECT / "benchmarks" / "tone_contrasts.py", path, "--n", "300"]
    subprocess.run(command, check=True)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {row["label"] for row in rows} == {-1, 0, 1}
    names = {name for row in gold for name in row["target"].split()}
    for row in rows:
        target = row["text"][row["start"] : row["end"]]
        assert not re.search(r"[{}\x02\x03]", row["text"])
        assert re.match(r"[^\W\d].*[\w.']$", target)
        assert not names & set(target.split())
