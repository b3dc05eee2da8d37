"""The network that reads the sentences around a pronoun, and files that are not its own."""

import shutil

import numpy as np
import pytest
from conftest import article_of

from helpers.annotation import coreference
from helpers.annotation.coreference.reading import Reading
from helpers.annotation.mentions import read_mentions
from helpers.annotation.pipeline import load_pipeline
from helpers.annotation.reference_encoder import (
    HEAD,
    MODEL,
    NETWORK,
    Encoder,
    EncoderError,
    encoder,
)
from helpers.annotation.sentences import sentence_ids


def asked(text, pronoun, *names):
    """Return what is said of a pronoun's candidates, named as in the text, and of nobody."""
    doc = load_pipeline()(article_of(text).text)
    (token,) = [token for token in doc if token.text == pronoun]
    spans = [
        [(m.start, m.end) for m in (doc.char_span(at, at + len(name)),)]
        for name in names
        for at in (doc.text.index(name),)
    ]
    reading = Reading(doc, sentence_ids(doc), encoder())
    return reading.log_probabilities(token, spans)


def test_it_understands_what_grammar_does_not_say():
    text = "Nora Vale sacked Petra Lindt because {} had stolen from the till."
    thief = asked(text.format("she"), "she", "Nora Vale", "Petra Lindt")
    assert thief.argmax() == 1


def test_what_is_said_of_candidates_and_nobody_sums_to_one():
    said = asked("Nora Vale met Petra Lindt. She smiled.", "She", "Nora Vale", "Petra Lindt")
    assert said.shape == (3,)
    assert np.exp(said).sum() == pytest.approx(1)


def test_somebody_named_long_before_is_not_read():
    text = "Nora Vale spoke. Rain fell. It was cold. Petra Lindt left. She smiled."
    said = asked(text, "She", "Nora Vale", "Petra Lindt")
    assert said[0] < -20
    assert asked(text, "She", "Nora Vale") is None


def test_an_endless_sentence_is_read_around_its_pronoun():
    text = f"Nora Vale met Petra Lindt, {'and rain fell, ' * 400}but she smiled."
    assert asked(text, "she", "Nora Vale", "Petra Lindt") is None
    early = f"Nora Vale met Petra Lindt and she smiled, {'and rain fell, ' * 400}and left."
    assert asked(early, "she", "Nora Vale", "Petra Lindt").shape == (3,)


@pytest.mark.parametrize("name", [NETWORK, HEAD])
@pytest.mark.parametrize("content", [None, b"", b"not a model"])
def test_a_missing_or_damaged_file_is_one_line_with_its_name(tmp_path, name, content):
    for file in (NETWORK, HEAD):
        shutil.copy(MODEL / file, tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(EncoderError) as error:
        Encoder(tmp_path)
    message = str(error.value)
    assert str(tmp_path / name) in message
    assert "\n" not in message


def test_without_the_network_the_scorer_goes_on_and_the_doc_says_so(monkeypatch):
    def missing():
        raise EncoderError("encoder.onnx: the network that reads references is missing")

    monkeypatch.setattr(coreference, "encoder", missing)
    coreference._learned.cache_clear()
    try:
        doc = load_pipeline()(article_of("Anna Keller met Tom Baker. She thanked him.").text)
    finally:
        coreference._learned.cache_clear()
    assert "missing" in doc.spans["mentions"].attrs["reference_error"]
    meant = {m.span.text: m.actor_id for m in read_mentions(doc) if m.kind == "pronoun"}
    assert meant == {"She": "person:anna-keller", "him": "person:tom-baker"}
