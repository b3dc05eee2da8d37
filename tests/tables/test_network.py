import math
import warnings
from math import comb

import nbformat
import numpy as np
import pandas as pd
import pytest
from network_frames import frames_of, pair_of, random_story

from helpers.reading.chosen_article import PROJECT
from helpers.tables import network
from helpers.tables.schema import frame

NOTEBOOK = PROJECT / "notebooks" / "06_actor_network.ipynb"


def test_a_pair_by_hand():
    # a in sentences 0, 1, 2; b in 0, 1: of 4 sentences, 2 are shared and 3 * 2 / 4 expected.
    (pair,) = network.cooccurrence(
        *frames_of(["ab", "ab", "a", ""], [0.5, -0.1, 0, 0])
    ).itertuples()
    assert (pair.source_id, pair.target_id) == ("a", "b")
    assert (pair.n, pair.n_source, pair.n_target, pair.sentence_ids) == (2, 3, 2, [0, 1])
    assert pair.expected == pytest.approx(1.5)
    assert pair.npmi == pytest.approx(math.log(8 / 6) / math.log(2))
    # Both of b's sentences among a's three of four: (3 choose 2) / (4 choose 2).
    assert pair.p_value == pytest.approx(3 / 6)
    assert pair.tone == pytest.approx(0.2)


def test_an_actor_named_twice_in_a_sentence_counts_once():
    (pair,) = network.cooccurrence(*frames_of(["aab", "b"])).itertuples()
    assert (pair.n, pair.n_source, pair.n_target) == (1, 1, 2)


def test_a_pair_in_every_sentence_has_npmi_one_and_is_not_surprising():
    (pair,) = network.cooccurrence(*frames_of(["ab", "ab"])).itertuples()
    assert (pair.npmi, pair.p_value) == (1.0, 1.0)


@pytest.mark.parametrize("sentences", [[], [""], ["a"], ["a", "b"]])
def test_without_a_shared_sentence_there_is_no_pair(sentences):
    table = network.cooccurrence(*frames_of(sentences))
    assert table.empty
    assert table.dtypes.equals(frame("cooccurrence", []).dtypes)


def test_p_values_are_fishers():
    from scipy.stats import fisher_exact

    table = network.cooccurrence(*frames_of(["ab", "abc", "ac", "c", "b", "", "abc", "ab"]))
    for pair in table.itertuples():
        both, a, b = pair.n, pair.n_source, pair.n_target
        counts = [[both, a - both], [b - both, 8 - a - b + both]]
        assert pair.p_value == pytest.approx(fisher_exact(counts, alternative="greater").pvalue)


def fisher(n, n_units, a, b):
    """Return the probability of n or more shared units, added up in whole numbers."""
    ways = sum(comb(a, k) * comb(n_units - a, b - k) for k in range(n, min(a, b) + 1))
    return ways / comb(n_units, b)


@pytest.mark.parametrize("seed", range(5))
def test_statistics_are_those_of_fisher_benjamini_and_hochberg(seed):
    table = network.cooccurrence(*frames_of(random_story(12, 30, seed)))
    expected = [fisher(row.n, 30, row.n_source, row.n_target) for row in table.itertuples()]
    assert table["p_value"].tolist() == pytest.approx(expected, rel=1e-9)
    ranked = sorted(expected)
    corrected = [
        min(min(1, q * 66 / rank) for rank, q in enumerate(ranked, start=1) if q >= p)
        for p in expected
    ]
    assert table["p_adjusted"].tolist() == pytest.approx(corrected)
    assert table["npmi"].between(-1, 1).all()
    assert (table["npmi"] > 0).equals(table["n"] > table["expected"])


def test_chances_of_sharing_add_up():
    chances = network.chance_of_sharing(17, 13, 11)
    assert chances["shared"].tolist() == [7, 8, 9, 10, 11]
    assert chances["probability"].sum() == pytest.approx(1)
    assert chances["at_least"].iloc[0] == 1


def test_chances_are_computed_for_counts_from_a_frame_too():
    chances = network.chance_of_sharing(*np.array([800, 300, 200]))
    assert chances["probability"].sum() == pytest.approx(1)
    assert chances["probability"].idxmax() == 300 * 200 // 800


def test_two_actors_mentioned_once_are_not_surprising_among_many():
    sentences = ["ab", "c", "d", "e", "f", "g", *["h"] * 30]
    pair = pair_of(network.cooccurrence(*frames_of(sentences)))
    assert pair.p_value == pytest.approx(1 / 36)
    assert pair.p_adjusted == pytest.approx(28 / 36)


def test_a_pair_that_always_meets_survives_many_looks():
    sentences = [*["ab"] * 10, *["c", "d", "e", "f"] * 8]
    assert pair_of(network.cooccurrence(*frames_of(sentences))).p_adjusted < 0.001


def test_paragraphs_and_windows_are_wider_units():
    mentions, sentences, sentiment = frames_of(["a", "b", "", "a", "", "", "b"])
    sentences["paragraph_id"] = [0, 0, 0, 1, 1, 1, 1]
    assert network.cooccurrence(mentions, sentences, sentiment).empty
    pair = pair_of(network.cooccurrence(mentions, sentences, sentiment, unit="paragraph"))
    assert (pair.unit, pair.n, pair.n_source, pair.sentence_ids) == (
        "paragraph",
        2,
        2,
        [0, 1, 3, 6],
    )
    # Windows of 3: 0-2, 1-3, 2-4, 3-5, 4-6; a is in all but the last, b in all but 2-4 and 3-5.
    pair = pair_of(network.cooccurrence(mentions, sentences, sentiment, unit="window"))
    assert (pair.n, pair.n_source, pair.n_target, pair.sentence_ids) == (2, 4, 3, [0, 1, 3])
    assert network.number_of_units(sentences, unit="window") == 5
    assert network.number_of_units(sentences, unit="window", window=99) == 1


def test_an_unknown_unit_is_reported():
    with pytest.raises(ValueError, match="'chapter'; it can be sentence, paragraph, window"):
        network.cooccurrence(*frames_of(["ab"]), unit="chapter")
    with pytest.raises(ValueError, match="window is 0"):
        network.cooccurrence(*frames_of(["ab"]), unit="window", window=0)


def test_pronouns_can_be_left_out():
    mentions, sentences, sentiment = frames_of(["ab", "ab"])
    mentions.loc[3, "kind"] = "pronoun"
    assert pair_of(network.cooccurrence(mentions, sentences, sentiment)).n == 2
    without = network.cooccurrence(mentions, sentences, sentiment, pronouns=False)
    assert (pair_of(without).n, pair_of(without).n_target) == (1, 1)


def test_tone_is_towards_both_where_it_was_judged():
    mentions, sentences, sentiment = frames_of(["ab", "ab", "a"], [0.9, 0.9, 0.9])
    mentions["mention_id"] = range(5)
    judged = pd.DataFrame(
        {
            "mention_id": [0, 1, 2, 4],
            "actor_id": ["a", "b", "a", "a"],
            "sentence_id": [0, 0, 1, 2],
            "negative": [0.8, 0.0, 0.1, 1.0],
            "positive": [0.2, 0.0, 0.7, 0.0],
        }
    )
    table = network.cooccurrence(mentions, sentences, sentiment, actor_sentiment=judged)
    assert pair_of(table).tone == pytest.approx((-0.6 + 0.0 + 0.6) / 3)
    assert pair_of(network.cooccurrence(mentions, sentences, sentiment)).tone == pytest.approx(0.9)
    assert math.isnan(pair_of(network.cooccurrence(mentions, sentences)).tone)


def test_events_and_statements_connect_a_pair():
    mentions, sentences, _ = frames_of(["ab", "ab", "ab"])
    mentions["start_char"], mentions["end_char"] = range(0, 12, 2), range(1, 13, 2)
    events = pd.DataFrame(
        {
            "source_actor_id": ["a", "a", "b", "a", None],
            "target_actor_id": ["b", "b", "a", None, "b"],
            "action": ["praise", "praise", "visit", "resign", "fine"],
            "negated": [False, False, True, False, False],
            "modality": ["asserted", "asserted", "future", "asserted", "asserted"],
        }
    )
    statements = pd.DataFrame(
        {
            "source_actor_ids": [["b"], ["a"], []],
            "cue": ["Said", None, "said"],
            "start_char": [0, 4, 0],
            "end_char": [4, 8, 4],
            "content_start_char": pd.array([0, None, 0], dtype="Int64"),
            "content_end_char": pd.array([2, None, 2], dtype="Int64"),
        }
    )
    pair = pair_of(network.cooccurrence(mentions, sentences, events=events, statements=statements))
    assert pair.actions == [
        "→ praise (2)",
        "← visit (will not happen)",
        "← said (about)",
        "→ quoted (about)",
    ]
    for empty in (None, events.head(0)):
        assert pair_of(network.cooccurrence(mentions, sentences, events=empty)).actions == []


def test_frames_are_left_as_they_are():
    frames = frames_of(["ab", "b"])
    before = [table.copy() for table in frames]
    network.cooccurrence(*frames, unit="window")
    for table, copy in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "Clara Novak slept.",
        "Clara Novak slept in Norway.",
        "Clara Novak slept. Norway won.",
        "Clara Novak met Tom Baker. She praised him.",
    ],
)
def test_the_notebook_runs_on_scarce_articles_without_a_warning(text, tmp_path, monkeypatch):
    path = tmp_path / "scarce.txt"
    path.write_text(f"A headline\n\n{text}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
            if cell.cell_type == "code":
                source = cell.source.replace('ARTICLE = ""', f"ARTICLE = {str(path)!r}")
                exec(source, names)
        drawn = names["charts"].actor_network(names["actors"], names["cooccurrence"])
        assert names["charts"].to_svg(drawn)
