import pytest
from statement_scorer import score

TEXT = 'Anna Berg said that taxes would rise. "We will fight," Tom told reporters.'


def at(*parts):
    return [[TEXT.index(p), TEXT.index(p) + len(p)] for p in parts]


GOLD = [{"doc_id": "a", "text": TEXT, "statements": [
    {"source": at("Anna Berg"), "cue": at("said"), "content": at("that taxes would rise")},
    {"source": at("Tom"), "cue": at("told"), "content": at('"We will fight,"')},
]}]


def predict(*statements):
    return [{"doc_id": "a", "statements": list(statements)}]


def test_all_right():
    r = score(GOLD, GOLD)
    assert r["joint"]["f1"] == r["content"]["exact"] == r["source"] == r["cue"] == r["quoted"]["f1"] == 1


def test_leading_that_and_surname_are_enough():
    r = score(GOLD, predict({"source": at("Berg"), "cue": [], "content": at("taxes would rise")}))
    assert r["content"] == {"precision": 1, "recall": 0.5, "f1": pytest.approx(2 / 3), "exact": 1}
    assert r["source"] == 1 and r["cue"] == 0 and r["quoted"]["recall"] == 0


def test_wrong_source_counts_for_content_only():
    r = score(GOLD, predict({"source": at("Tom"), "cue": at("said"), "content": at("taxes would rise")}))
    assert r["content"]["recall"] == 0.5 and r["joint"]["f1"] == 0


def test_one_prediction_serves_one_statement():
    whole = {"source": at("Tom"), "cue": [], "content": [[0, len(TEXT)]]}
    assert score(GOLD, predict(whole))["content"]["recall"] <= 0.5
    twice = score(GOLD, predict(*[GOLD[0]["statements"][0]] * 2))
    assert twice["content"]["precision"] == 0.5


def test_no_source_is_right_when_there_is_none():
    gold = [{"doc_id": "a", "text": TEXT, "statements": [{"source": [], "cue": [], "content": at("taxes would rise")}]}]
    assert score(gold, predict({"source": [], "cue": [], "content": at("taxes would rise")}))["joint"]["f1"] == 1
    assert score(gold, predict({"source": at("Tom"), "cue": [], "content": at("taxes would rise")}))["joint"]["f1"] == 0


def test_missing_article_is_empty_and_unknown_is_an_error():
    assert score(GOLD, [])["joint"]["recall"] == 0
    with pytest.raises(ValueError):
        score(GOLD, [{"doc_id": "b", "statements": []}])
