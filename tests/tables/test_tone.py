import pandas as pd
import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables import tone
from helpers.tables.schema import frame
from helpers.tables.tone import tone_of


def test_pleasant_and_unpleasant_sentences_are_distinguished():
    doc = annotate(article_of("It was a wonderful success. It was a horrible disaster."))
    compound = tables.sentence_sentiment(doc)["compound"]
    assert compound[0] > 0.5
    assert compound[1] < -0.5


def test_shares_of_a_sentence_add_up_to_one(bundled_doc):
    table = tables.sentence_sentiment(bundled_doc)
    shares = table[["negative", "neutral", "positive"]].sum(axis="columns")
    assert shares.between(0.998, 1.002).all()
    assert table["compound"].between(-1, 1).all()


@pytest.mark.parametrize(
    ("compound", "expected"),
    [
        (-1, "negative"),
        (-0.05, "negative"),
        (0.0499, "neutral"),
        (0, "neutral"),
        (0.05, "positive"),
    ],
)
def test_the_bounds_are_those_of_vaders_authors(compound, expected):
    assert tone_of(compound) == expected


PLACE = {"doc_id": "d", "start_char": 0, "end_char": 1, "text": "x"}
ACTORS = pd.DataFrame({"actor_id": ["a"], "name": ["Ann"], "kind": ["person"]})


def judged(scores):
    """Return the frame in which one actor has a mention in a separate sentence for each score."""
    return frame(
        "actor_sentiment",
        (
            {
                **PLACE,
                "mention_id": i,
                "actor_id": "a",
                "sentence_id": i,
                "polarity": "positive" if s > 0.5 else "negative" if s < -0.5 else "neutral",
                "negative": max(0, -s),
                "neutral": 1 - abs(s),
                "positive": max(0, s),
                "voice": "narrator",
            }
            for i, s in enumerate(scores)
        ),
    )


def sounding(scores):
    """Return the frame of sentences with these compound scores."""
    shares = {"negative": 0, "neutral": 1, "positive": 0}
    return frame(
        "sentence_sentiment",
        (
            {**PLACE, "sentence_id": i, **shares, "compound": s, "voice": "narrator"}
            for i, s in enumerate(scores)
        ),
    )


def test_tone_by_actor_by_hand():
    (row,) = tone.tone_by_actor(ACTORS, judged([-0.6, 0.1, 0.9, 0.8])).itertuples()
    assert row.mean == pytest.approx(0.3)
    assert (row.n_judged, row.negative, row.neutral, row.positive) == (4, 1, 1, 2)
    assert (row.most_negative, row.most_positive) == (0, 2)
    assert -0.6 <= row.low < row.mean < row.high <= 0.9


def test_two_mentions_are_too_few_for_an_interval():
    (row,) = tone.tone_by_actor(ACTORS, judged([0.5, -0.5])).itertuples()
    assert row.mean == 0
    assert pd.isna(row.low)
    assert pd.isna(row.high)


def test_a_mention_that_is_unsure_is_counted_and_is_evidence_of_nothing():
    unsure = judged([0.8, -0.4]).assign(polarity=["positive", "unsure"])
    (row,) = tone.tone_by_actor(ACTORS, unsure).itertuples()
    assert (row.n_judged, row.negative, row.positive, row.unsure) == (2, 0, 1, 1)
    assert tone.evidence(ACTORS, unsure, sounding([0, 0]), "negative").empty


def test_an_actor_that_was_not_judged_has_no_tone():
    (row,) = tone.tone_by_actor(ACTORS, judged([])).itertuples()
    assert row.n_judged == 0
    assert pd.isna(row.mean)
    assert pd.isna(row.most_negative)


def test_without_actors_there_is_an_empty_frame():
    assert tone.tone_by_actor(frame("actors", []), judged([])).empty


def test_only_opposite_views_disagree():
    towards, sounds = [-0.9, -0.9, 0.8, 0.8, 0.2], [0.5, -0.5, 0.0, -0.9, 0.9]
    table = tone.disagreements(ACTORS, judged(towards), sounding(sounds))
    assert table["sentence_id"].tolist() == [3, 0]
    assert table["towards"].tolist() == pytest.approx([0.8, -0.9])


def test_evidence_is_the_surest_first():
    table = tone.evidence(ACTORS, judged([0.7, -0.9, 0.9, 0.1]), sounding([0] * 4), "positive")
    assert table["sentence_id"].tolist() == [2, 0]


def test_the_measured_accuracy_belongs_to_its_confusion_matrix():
    numbers = tone.confusion().drop(columns="readers say").to_numpy()
    network = tone.accuracy().iloc[-1]
    assert numbers.sum() == network["targets"]
    assert numbers.trace() / numbers.sum() == pytest.approx(network["share right"], abs=1e-4)


def test_without_measured_numbers_the_tables_are_empty(tmp_path):
    assert tone.accuracy(tmp_path / "none.json").empty
    assert tone.confusion(tmp_path / "none.json").empty


VOICED = (
    "The harbour burned in a terrible fire. “Anna Keller saved us all, she was wonderful,” said "
    "Tom Baker. Baker also said that Paul Reed had failed miserably."
)


def test_the_tones_of_voices_are_kept_apart():
    doc = annotate(article_of(VOICED))
    table = tone.tone_by_voice(tables.sentence_sentiment(doc), tables.actor_sentiment(doc))
    assert table["voice"].tolist() == ["narrator", "quoted", "reported"]
    assert table["sentences"].tolist() == [1, 1, 1]
    by_voice = table.set_index("voice")
    assert by_voice.loc["quoted", "towards"] > 0 > by_voice.loc["reported", "towards"]


def test_what_a_speaker_says_of_others_is_gathered():
    doc = annotate(article_of(VOICED))
    table = tone.tone_in_statements(
        tables.actors(doc), tables.actor_sentiment(doc), tables.statements(doc)
    )
    said = table.set_index("about")
    assert said["speaker"].tolist() == ["Tom Baker", "Tom Baker"]
    assert said.loc["Anna Keller", "towards"] > 0 > said.loc["Paul Reed", "towards"]
    assert said.loc["Paul Reed", "sentence_ids"] == [2]


def test_no_statements_give_an_empty_frame_with_the_same_columns():
    doc = annotate(article_of("Anna Keller slept."))
    table = tone.tone_in_statements(
        tables.actors(doc), tables.actor_sentiment(doc), tables.statements(doc)
    )
    assert table.empty
    assert "sentence_ids" in table
