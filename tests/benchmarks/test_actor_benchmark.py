import json

import actors as benchmark

TEXT = "Anna Keller left Norway. She smiled."


def gold_of(kind):
    def mention(words, actor, kind, level="named"):
        start = TEXT.index(words)
        return {"start": start, "end": start + len(words), "text": words, "actor": actor,
                "kind": kind, "level": level}  # fmt: skip

    return {
        "doc_id": "one",
        "text": TEXT,
        "mentions": [
            mention("Anna Keller", "a", kind),
            mention("Norway", "n", "COUNTRY"),
            mention("She", "a", kind, "pronoun"),
        ],
    }


def run(tmp_path, monkeypatch, capsys, gold, *options):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold) + "\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["actors.py", str(path), *options])
    status = benchmark.main()
    return status, capsys.readouterr().out


def test_the_benchmark_finds_all_of_an_easy_text(tmp_path, monkeypatch, capsys):
    status, printed = run(tmp_path, monkeypatch, capsys, gold_of("PERSON"), "--json")
    result = json.loads(printed)
    assert status == 0
    assert result["actor.actor"]["f"] == 1
    assert result["references"]["precision"] == result["references"]["recall_of_pronouns"] == 1


def test_a_wrong_kind_costs_the_actor_and_its_edge(tmp_path, monkeypatch, capsys):
    _, printed = run(tmp_path, monkeypatch, capsys, gold_of("ORG"), "--json")
    result = json.loads(printed)
    assert result["actor.actor"]["f"] == 0.5
    assert result["edge.edge"]["f"] == 0


def test_a_file_that_is_not_gold_is_reported_in_one_line(tmp_path, monkeypatch, capsys):
    path = tmp_path / "gold.jsonl"
    path.write_text("no JSON", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["actors.py", str(path)])
    assert benchmark.main() == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
