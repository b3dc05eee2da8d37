"""The tone model: its results on plain sentences, its window, and files that are not models."""

import shutil

import numpy as np
import pytest

from helpers.annotation import tone_model
from helpers.annotation.onnx_models import read_tokenizer
from helpers.annotation.tone_model import MODEL, POLARITIES, ToneModel, ToneModelError


def target(text, name):
    """Return the target `name` in `text`."""
    return text, text.index(name), text.index(name) + len(name)


def said(*targets):
    """Return the most probable polarity of each target."""
    return [POLARITIES[row.argmax()] for row in tone_model.tone_model().predict_proba(targets)]


def test_one_sentence_can_praise_one_and_blame_another():
    text = "Voters praised Novak as brave and honest, but condemned Baker as a corrupt liar."
    assert said(target(text, "Novak"), target(text, "Baker")) == ["positive", "negative"]


def test_a_fact_is_neutral():
    assert said(target("Novak will travel to Oslo on Monday, her office said.", "Novak")) == [
        "neutral"
    ]


def test_probabilities_of_a_target_sum_to_one_whatever_its_script():
    texts = ["😀 Acme 🎉", "王小明 met 李娜.", "Ω", "ﷺ x", "\u200b"]
    given = [(text, 0, len(text)) for text in texts]
    judged = tone_model.tone_model().predict_proba(given)
    assert judged.shape == (5, 3)
    assert judged.sum(axis=1) == pytest.approx(np.ones(5))


def test_equal_targets_are_equal_and_order_is_kept():
    good, bad = (
        target("Acme was praised as wonderful.", "Acme"),
        target("Acme lied, cheated and stole.", "Acme"),
    )
    judged = tone_model.tone_model().predict_proba([good, bad, good])
    assert (judged[0] == judged[2]).all()
    assert said(good, bad, good) == ["positive", "negative", "positive"]


def test_without_a_target_there_is_no_row():
    assert tone_model.tone_model().predict_proba([]).shape == (0, 3)


@pytest.mark.parametrize("span", [(3, 3), (-1, 2), (0, 99), (5, 2)])
def test_a_target_outside_its_sentence_is_refused(span):
    with pytest.raises(ValueError, match="no target at"):
        tone_model.tone_model().predict_proba([("a sentence", *span)])


@pytest.mark.parametrize("place", [0, 1000, 1999])
def test_the_window_keeps_the_target_of_an_endless_sentence(place):
    words = ["word"] * 2000
    words[place] = "Zagreb"
    text = " ".join(words)
    tokenizer = read_tokenizer(MODEL / "tokenizer.json")
    ((ids, ((_, start, end),)),) = tone_model.encode(tokenizer, [target(text, "Zagreb")])
    assert len(ids) == tone_model.MAX_TOKENS
    assert tokenizer.decode(ids[start:end]) == "zagreb"


def test_a_target_longer_than_the_window_is_cut():
    text = "very " * 3000 + "long"
    tokenizer = read_tokenizer(MODEL / "tokenizer.json")
    ((ids, ((_, start, end),)),) = tone_model.encode(tokenizer, [(text, 0, len(text))])
    assert 0 < end - start < len(ids) <= tone_model.MAX_TOKENS


def test_a_sentence_is_read_once_for_all_its_targets():
    text = "Novak and her brother met Baker."
    tokenizer = read_tokenizer(MODEL / "tokenizer.json")
    wanted = [target(text, name) for name in ("Novak", "her", "Baker")]
    ((ids, places),) = tone_model.encode(tokenizer, wanted)
    assert [tokenizer.decode(ids[start:end]) for _, start, end in places] == [
        "novak", "her", "baker",
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]"])
def test_a_token_of_the_vocabulary_is_text_where_an_article_writes_it(written):
    tokenizer = read_tokenizer(MODEL / "tokenizer.json")
    text = f"Novak {written} left."
    ((ids, places),) = tone_model.encode(tokenizer, [target(text, written)])
    special = {tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]")}
    assert [at for at, one in enumerate(ids) if one in special] == [0, len(ids) - 1]
    ((_, start, end),) = places
    assert tokenizer.decode(ids[start:end]) == f"[ {written[1:-1].lower()} ]"


def test_what_is_read_with_a_sentence_changes_nothing_of_it():
    targets = [
        (f"Tom Baker {' and '.join(['praised'] * n)} the plan that Ann Reed {end}", 0, 9)
        for n in range(1, 12)
        for end in ("hates.", "signed on the day after the long and dull debate.")
    ]
    model = tone_model.tone_model()
    together = model.predict_proba(targets)
    alone = [model.predict_proba([one])[0] for one in targets]
    assert np.array_equal(together, alone)


def test_what_is_asked_with_a_target_changes_nothing_of_it():
    text = "Voters thanked Novak for the school, and her rival Baker was jailed for fraud."
    novak, her, baker = (target(text, name) for name in ("Novak", "her", "Baker"))
    others = [
        target("Rain fell on the harbour for " + "many " * n + "days.", "Rain") for n in (1, 60)
    ]
    model = tone_model.tone_model()
    together = model.predict_proba([others[0], baker, her, novak, others[1]])
    alone = np.concatenate([model.predict_proba([one]) for one in (baker, her, novak)])
    assert together[1:4] == pytest.approx(alone, abs=1e-4)


@pytest.mark.parametrize(
    ("probabilities", "said"),
    [([0.6, 0.3, 0.1], "negative"), ([0.1, 0.4, 0.5], "positive"), ([0.45, 0.1, 0.45], "unsure")],
)
def test_a_tone_that_is_less_than_half_probable_is_none(probabilities, said):
    assert tone_model.polarity_of(probabilities) == said


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_that_is_missing_or_damaged_is_named_in_one_line(tmp_path, name):
    shutil.copytree(MODEL, tmp_path / "tone")
    (tmp_path / "tone" / name).write_bytes((MODEL / name).read_bytes()[:1000])
    with pytest.raises(ToneModelError, match=f"{name}: .*damaged") as damaged:
        ToneModel(tmp_path / "tone")
    (tmp_path / "tone" / name).unlink()
    with pytest.raises(ToneModelError, match=f"{name}: .*missing") as missing:
        ToneModel(tmp_path / "tone")
    assert "\n" not in f"{damaged.value}{missing.value}"


@pytest.mark.parametrize("threads", ["", "1", "2,1", "many", "-1", "9" * 30])
def test_the_tone_model_loads_whatever_the_number_of_threads_says(monkeypatch, threads):
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    judged = tone_model.tone_model.__wrapped__().predict_proba([("Novak won.", 0, 5)])
    assert judged.shape == (1, 3)
