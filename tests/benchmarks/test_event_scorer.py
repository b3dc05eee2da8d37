"""The scorer of benchmarks/events.py, on known answers."""

import json
import sys

import events as scorer
import pytest
from conftest import article_of

from helpers.annotation.pipeline import annotate

TEXT = "Spain accused Morocco of spying."
RIGHT = {
    "source": "Spain",
    "action": "accuse",
    "target": "Morocco",
    "event_class": "accuse",
    "negated": False,
    "modality": "asserted",
    "time": None,
}


def judged(**changes):
    """Return the scores of the pipeline on one sentence against a gold event."""
    row = {"part": "dev", "construction": "active", "events": [{**RIGHT, **changes}]}
    return scorer.scores([row], [scorer.judge(row["events"], annotate(article_of(TEXT)))])


def test_the_right_answer_counts_in_full():
    result = judged()
    assert result["all"]["all"]["f1"] == 1
    assert set(result["all"]["all"]["accuracy"].values()) == {1.0}
    assert result["part"]["dev"]["matched"] == result["construction"]["active"]["matched"] == 1


def test_swapped_parties_are_wrong_unless_the_act_is_mutual():
    swapped = {"source": "Morocco", "target": "Spain"}
    assert judged(**swapped)["all"]["all"]["f1"] == 0
    assert judged(**swapped, symmetric=True)["all"]["all"]["f1"] == 1


def test_another_action_is_wrong_and_a_list_gives_alternatives():
    counts = judged(action="praise")["all"]["all"]
    assert (counts["missed"], counts["wrong"]) == (1, 1)
    assert judged(action=["praise", "accuse of"])["all"]["all"]["f1"] == 1


def test_class_and_modality_are_scored_apart_from_the_triple():
    result = judged(event_class="aid", modality="future", time="Monday")["all"]["all"]
    assert result["f1"] == 1
    assert result["accuracy"] == {"event_class": 0, "negated": 1, "modality": 0, "time": 0}


def test_nothing_to_find_and_nothing_found_divides_nothing_by_zero():
    row = {"part": "dev", "construction": "active", "events": []}
    doc = annotate(article_of("It rained."))
    assert scorer.scores([row], [scorer.judge([], doc)])["all"]["all"]["f1"] == 0


def test_the_command_prints_json_alone(tmp_path, monkeypatch, capsys):
    path = tmp_path / "gold.jsonl"
    row = {"id": "a", "part": "dev", "construction": "active", "text": TEXT, "events": [RIGHT]}
    path.write_text(json.dumps(row), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["events.py", str(path), "--json"])
    assert scorer.main() == 0
    assert json.loads(capsys.readouterr().out)["all"]["all"]["f1"] == 1


@pytest.mark.parametrize("content", ["{", "[]", '{"id": 1}'])
def test_a_file_that_is_not_gold_is_refused_in_one_line(tmp_path, monkeypatch, capsys, content):
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["events.py", str(path)])
    assert scorer.main() == 2
    message = capsys.readouterr().err
    assert "line 1" in message
    assert message.count("\n") == 1


def test_a_gold_set_that_gives_spans_is_scored_by_actor_pairs(tmp_path, capsys, monkeypatch):
    def spans(words):
        return [[TEXT.index(words), TEXT.index(words) + len(words)]]

    event = {
        "source": {"text": "Spain", "spans": spans("Spain"), "kind": "named"},
        "target": {"text": "Morocco", "spans": spans("Morocco"), "kind": "named"},
        "symmetric": False,
        "event_class": "accuse",
        "trigger": spans("accused"),
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "source": "news", "text": TEXT, "events": [event]}))
    monkeypatch.setattr(sys, "argv", ["events.py", str(gold), "--json"])
    assert scorer.main() == 0
    core = json.loads(capsys.readouterr().out)["news"]["core"]
    assert core["recall"] == core["recall_act"] == core["class"] == 1


def test_a_party_without_an_actor_counts_by_the_name_in_its_words():
    (event,) = scorer.in_spans(annotate(article_of("Spanish rebels attacked Morocco.")))
    assert event["source"] == [[0, len("Spanish rebels")]]
    (event,) = scorer.in_spans(annotate(article_of("Masked rebels attacked Morocco.")))
    assert event["source"] == []
