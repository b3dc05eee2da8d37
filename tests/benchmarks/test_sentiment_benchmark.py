"""The command that measures the tone."""

import json
import sys

import pytest
import sentiment

GOLD = [
    {"text": "Voters praised Novak as brave and honest.", "target": "Novak", "label": 1},
    {"text": "Baker was condemned as a corrupt liar.", "target": "Baker", "label": -1},
    {"text": "Novak will travel to Oslo on Monday.", "target": "Novak", "label": 0},
]


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a function that runs the benchmark: its exit code, output and errors."""

    def command(*arguments):
        monkeypatch.setattr(sys, "argv", ["sentiment.py", *map(str, arguments)])
        return sentiment.main(), *capsys.readouterr()

    return command


def lines(rows):
    """Return rows in the gold's format."""
    made = [
        {
            "id": str(number),
            "text": row["text"],
            "start": row["text"].index(row["target"]),
            "end": row["text"].index(row["target"]) + len(row["target"]),
            "label": row["label"],
        }
        for number, row in enumerate(rows)
    ]
    return "\n".join(map(json.dumps, made)) + "\n"


def test_json_has_the_measures_of_the_three_systems(tmp_path, run):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(lines(GOLD), encoding="utf-8")
    code, output, _ = run(gold, "--json", "--save", tmp_path / "saved.json")
    result = json.loads(output)
    assert code == 0
    assert list(result) == ["vader_sentence", "vader_target", "helpers"]
    assert result["helpers"]["macro_f1"] == 1
    assert result["vader_sentence"]["n"] == 3
    saved = json.loads((tmp_path / "saved.json").read_text(encoding="utf-8"))
    assert saved["confusion"]["negative"] == {"negative": 1, "neutral": 0, "positive": 0}


@pytest.mark.parametrize(
    "text", ["", "no json\n", '{"id": "a", "text": "x", "start": 0, "end": 5, "label": 0}\n']
)
def test_a_file_without_targets_gets_one_line(tmp_path, run, text):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(text, encoding="utf-8")
    code, output, error = run(gold)
    assert (code, output) == (2, "")
    assert len(error.splitlines()) == 1
    assert "gold.jsonl" in error
