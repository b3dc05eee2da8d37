import pandas as pd
import pytest
from conftest import article_of

from helpers import tables
from helpers.pipeline import annotate
from helpers.schema import frame
from helpers.tone import tone_by_actor, tone_of


def test_pleasant_and_unpleasant_sentences_are_told_apart():
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
    ("compound", "tone"),
    [
        (-1, "negative"),
        (-0.05, "negative"),
        (0.0499, "neutral"),
        (0, "neutral"),
        (0.05, "positive"),
    ],
)
def test_the_bounds_are_those_of_vaders_authors(compound, tone):
    assert tone_of(compound) == tone


def scored(scores):
    """Return actors, mentions and sentiment where one actor stands in a sentence for each score."""
    place = {"doc_id": "d", "start_char": 0, "end_char": 1, "text": "x"}
    actors = pd.DataFrame({"actor_id": ["a"], "name": ["Ann"], "kind": ["person"]})
    mentions = frame(
        "mentions",
        (
            {
                **place,
                "mention_id": i,
                "actor_id": "a",
                "sentence_id": i,
                "kind": "name",
                "rule": "r",
                "confidence": 1.0,
            }
            for i in range(len(scores))
        ),
    )
    sentiment = frame(
        "sentence_sentiment",
        (
            {**place, "sentence_id": i, "negative": 0, "neutral": 1, "positive": 0, "compound": s}
            for i, s in enumerate(scores)
        ),
    )
    return actors, mentions, sentiment


def test_tone_by_actor_by_hand():
    (row,) = tone_by_actor(*scored([-0.4, 0.1, 0.9])).itertuples()
    assert row.mean == pytest.approx(0.2)
    assert (row.n_sentences, row.most_negative, row.most_positive) == (3, 0, 2)
    assert -0.4 <= round(row.low, 9) < row.mean < round(row.high, 9) <= 0.9


def test_two_sentences_are_too_few_for_an_interval():
    (row,) = tone_by_actor(*scored([0.5, -0.5])).itertuples()
    assert pd.isna(row.low)
    assert pd.isna(row.high)


def test_without_actors_there_is_an_empty_frame():
    _, mentions, sentiment = scored([])
    actors = frame("actors", [])
    assert tone_by_actor(actors, mentions, sentiment).empty
