"""The table of speech verbs and nouns."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.data_tables import DataError
from helpers.annotation.lexicons import speech
from helpers.annotation.lexicons.speech import entries, frames, negated_senses, senses
from helpers.annotation.pipeline import annotate


def test_the_lexicon_uses_known_senses_and_frames():
    assert len(entries()) > 500
    for (lemma, pos), entry in entries().items():
        assert lemma == lemma.lower().strip()
        assert pos in {"verb", "noun", "adjective"}
        assert entry.sense in senses()
        assert entry.frames <= frames().keys()


def test_an_unknown_frame_in_the_lexicon_is_one_clear_line(tmp_path, monkeypatch):
    table = tmp_path / "speech.csv"
    table.write_text("lemma,pos,sense,frames\nmutter,verb,neutral,that; sideways\n")
    monkeypatch.setattr(speech, "TABLE", table)
    speech.entries.cache_clear()
    try:
        with pytest.raises(DataError, match="“mutter” has “sideways”, which is neither a frame"):
            speech.entries()
    finally:
        speech.entries.cache_clear()


def test_every_sense_has_one_for_negated_cues():
    assert set(negated_senses()) == set(senses())
    assert set(negated_senses().values()) <= set(senses())


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("Clara Novak accepted the offer.", "conceding"),
        ("Clara Novak did not accept the offer.", "denying"),
        ("Clara Novak never supported the plan.", "denying"),
        ("Clara Novak did not warn that it would rain.", "neutral"),
        ("The council voted to fell the trees.", "opinion"),
        ("A new Harbour Post poll shows majority support for the bridge.", "neutral"),
        ("The Harbour Post survey favours the bridge.", "neutral"),
        ("The study insists that the bridge is safe.", "assertive"),
        ("The Harbour Post shows strong support for the bridge.", "praising"),
    ],
)
def test_what_a_cue_says_about_the_speech(text, sense):
    (statement,) = tables.statements(annotate(article_of(text))).itertuples()
    assert statement.sense == sense
