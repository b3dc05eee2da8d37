import numpy as np
import pytest
from conftest import article_of

from helpers.annotation import coreference
from helpers.annotation.coreference.features import FEATURES
from helpers.annotation.coreference.scorer import MODEL, Scorer, ScorerError, scorer
from helpers.annotation.mentions import read_mentions
from helpers.annotation.pipeline import load_pipeline


def test_a_lead_of_one_candidate_makes_the_answer_surer():
    assert scorer().confidence([0.9, 0.1]) > scorer().confidence([0.5, 0.4])


def test_the_confidence_is_a_probability():
    for probabilities in ([0.0], [1.0], [0.3, 0.3, 0.3], [1.0, 1.0]):
        assert 0 < scorer().confidence(probabilities) < 1


def test_candidates_are_judged_one_by_one():
    rows = np.random.default_rng(1).normal(size=(4, len(FEATURES))).astype(np.float32)
    together = scorer().probabilities(rows)
    assert together == pytest.approx([scorer().probabilities(row[None])[0] for row in rows])


@pytest.mark.parametrize("content", [None, "", "{}", '{"features": ["age"]}'])
def test_a_missing_or_damaged_model_is_one_line_with_the_file(tmp_path, content):
    path = tmp_path / "model.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ScorerError) as error:
        Scorer(path)
    message = str(error.value)
    assert str(path) in message
    assert "\n" not in message


def test_a_model_cut_short_is_damaged(tmp_path):
    (tmp_path / "model.json").write_text(MODEL.read_text()[:5000])
    with pytest.raises(ScorerError, match="damaged"):
        Scorer(tmp_path / "model.json")


def test_without_the_model_the_rules_go_on_and_the_doc_says_so(monkeypatch):
    def missing():
        raise ScorerError("model.json: the model of references is missing")

    monkeypatch.setattr(coreference, "scorer", missing)
    coreference._learned.cache_clear()
    try:
        article = article_of("Anna Keller met Maria Reed. She smiled. Tom Baker saw himself.")
        doc = load_pipeline()(article.text)
    finally:
        coreference._learned.cache_clear()
    assert "missing" in doc.spans["mentions"].attrs["reference_error"]
    meant = {m.span.text: m.actor_id for m in read_mentions(doc) if m.kind == "pronoun"}
    assert meant == {"himself": "person:tom-baker"}
