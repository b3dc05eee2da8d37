"""The tone towards each mention, on the Doc and in its table; and a pipeline without the model."""

import logging

import pytest
from conftest import article_of
from pandas.testing import assert_frame_equal

from helpers import findings, tables
from helpers.annotation import actor_tone, pipeline, tone_model
from helpers.annotation.pipeline import annotate, annotate_many
from helpers.tables import tone

TEXT = """\
Clara Novak was hailed as a brave, honest and gifted leader. Tom Baker was condemned as a corrupt \
and ruthless liar. “Baker is a disgrace,” the judge said."""


@pytest.fixture
def without_model(monkeypatch, tmp_path):
    """Use an empty folder as the model's for a test."""
    for function in (tone_model.tone_model, actor_tone._model):
        function.cache_clear()
    load = tone_model.ToneModel
    monkeypatch.setattr(tone_model, "ToneModel", lambda **options: load(tmp_path, **options))
    yield
    monkeypatch.undo()
    for function in (tone_model.tone_model, actor_tone._model):
        function.cache_clear()


def annotated(text):
    """Return a Doc that no other test has annotated."""
    pipeline._annotated.cache_clear()
    return annotate(article_of(text))


def test_each_mention_has_a_tone_of_its_own():
    table = tables.actor_sentiment(annotated(TEXT))
    said = table.groupby("actor_id")["polarity"].agg(list)
    assert said["person:clara-novak"] == ["positive"]
    assert said["person:tom-baker"] == ["negative", "negative"]
    assert table["voice"].tolist() == ["narrator", "narrator", "quoted"]
    sums = table[["negative", "neutral", "positive"]].sum(axis=1)
    assert sums.tolist() == pytest.approx([1] * len(table))


@pytest.mark.parametrize(
    "text",
    [
        "Voters admire Clara Novak, but they do not trust Tom Baker.",
        "Reviewers called Tom Baker a bully, and thanked Clara Novak.",
        pytest.param(
            "Teachers applauded Clara Novak and jeered Tom Baker.",
            marks=pytest.mark.xfail(reason="a rare verb takes the tone of the one before it"),
        ),
        "While Tom Baker was fined for fraud, Clara Novak won the prize for honest accounts.",
        "Unlike Tom Baker, who lied to the court, Clara Novak told the truth.",
        "Clara Novak was kind and fair, Tom Baker rude and lazy.",
    ],
)
def test_praise_and_scorn_in_one_sentence_go_to_whom_they_are_for(text):
    judged = tables.actor_sentiment(annotated(text)).set_index("actor_id")["polarity"]
    assert judged.to_dict() == {"person:clara-novak": "positive", "person:tom-baker": "negative"}


def test_who_reports_a_scandal_is_no_part_of_it():
    text = "Tom Baker stole from widows, Clara Novak told reporters on Monday."
    judged = tables.actor_sentiment(annotated(text)).set_index("actor_id")["polarity"]
    assert judged.to_dict() == {"person:tom-baker": "negative", "person:clara-novak": "neutral"}


def test_every_mention_is_judged_and_no_other(bundled_doc):
    judged, mentions = tables.actor_sentiment(bundled_doc), tables.mentions(bundled_doc)
    shared = ["mention_id", "actor_id", "sentence_id", "start_char", "end_char", "text"]
    assert judged[shared].equals(mentions[shared])


def test_articles_judged_together_are_judged_as_each_alone():
    texts = [TEXT, "It rained all day.", "Baker lied to the court, but Novak told the truth."]
    together = [tables.actor_sentiment(doc) for doc in annotate_many(map(article_of, texts))]
    for text, table in zip(texts, together, strict=True):
        assert_frame_equal(table, tables.actor_sentiment(annotated(text)), rtol=1e-3)
    assert [len(table) for table in together] == [3, 0, 2]


def test_a_text_without_actors_has_an_empty_table():
    assert tables.actor_sentiment(annotated("it rained all day.")).empty


def test_without_the_model_the_rest_goes_on_and_says_so(without_model, caplog):
    with caplog.at_level(logging.WARNING):
        doc = annotated(TEXT)
        annotated(TEXT + " It rained.")
    assert [record.getMessage() for record in caplog.records] == [
        doc.spans["mentions"].attrs["polarity_error"]
    ]
    assert "model.onnx" in caplog.text
    assert len(tables.mentions(doc)) == 3
    assert tables.actor_sentiment(doc).empty
    by_actor = tone.tone_by_actor(tables.actors(doc), tables.actor_sentiment(doc))
    texts = [f.text for f in findings.tone_findings(tables.sentence_sentiment(doc), by_actor)]
    assert tone.NOT_JUDGED in texts
