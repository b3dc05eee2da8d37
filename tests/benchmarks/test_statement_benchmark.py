"""The benchmark of statements: on a text of our own, and on gold data if it is available."""

from pathlib import Path

import pytest
import statement_scorer
import statements as benchmark

GOLD = Path(__file__).resolve().parents[3] / "shared/benchmarks/quotes/dev.jsonl"
TEXT = "Clara Novak said that the deal was dead. “We lost,” Tom Baker told reporters."


def at(*parts):
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


def test_what_is_found_is_scored_in_characters():
    gold = {
        "doc_id": "a",
        "text": TEXT,
        "statements": [
            {
                "source": at("Clara Novak"),
                "cue": at("said"),
                "content": at("that the deal was dead"),
            },
            {"source": at("Tom Baker"), "cue": at("told"), "content": at("“We lost,”")},
        ],
    }
    (doc,), seconds = benchmark.annotated([TEXT])
    assert benchmark.parts(doc) == gold["statements"]
    result = statement_scorer.score([gold], [{"doc_id": "a", "statements": benchmark.parts(doc)}])
    assert result["joint"]["f1"] == result["content"]["exact"] == 1
    result |= {"seconds_per_1000_tokens": seconds, "pipeline": "p"}
    assert "2 statements, 2 predicted" in benchmark.report(result)


@pytest.mark.skipif(not GOLD.exists(), reason="the gold data is not part of the project")
def test_political_news_is_read_as_well_as_the_readme_says():
    gold = statement_scorer.read(GOLD)[:25]
    docs, _ = benchmark.annotated([row["text"] for row in gold])
    predictions = [
        {"doc_id": row["doc_id"], "statements": benchmark.parts(doc)}
        for row, doc in zip(gold, docs, strict=True)
    ]
    result = statement_scorer.score(gold, predictions)
    print(statement_scorer.table(result))
    assert result["content"]["f1"] >= 0.70
    assert result["joint"]["f1"] >= 0.60
    assert result["quoted"]["f1"] >= 0.70
