import math

import pandas as pd
import pytest

from helpers import network
from helpers.schema import frame


def frames_of(sentences, scores=None):
    """Return mentions, sentences and sentiment of sentences given as strings of actors' letters."""
    scores = scores or [0.0] * len(sentences)
    place = {"doc_id": "d", "start_char": 0, "end_char": 1, "text": "x"}
    mentions = frame(
        "mentions",
        (
            {**place, "mention_id": 0, "actor_id": actor, "sentence_id": i, "kind": "name",
             "rule": "test",
             "confidence": 1.0}
            for i, actors in enumerate(sentences)
            for actor in actors
        ),
    )  # fmt: skip
    table = frame(
        "sentences",
        (
            {**place, "paragraph_id": 0, "sentence_id": i, "n_tokens": 1}
            for i in range(len(sentences))
        ),
    )
    sentiment = frame(
        "sentence_sentiment",
        (
            {**place, "sentence_id": i, "negative": 0, "neutral": 1, "positive": 0, "compound": s}
            for i, s in enumerate(scores)
        ),
    )
    return mentions, table, sentiment


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


def test_a_pair_in_every_sentence_has_npmi_one_and_is_no_surprise():
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


def test_the_graph_keeps_actors_that_stand_alone():
    mentions, sentences, sentiment = frames_of(["ab", "c"])
    actors = pd.DataFrame(
        {"actor_id": ["a", "b", "c"], "name": ["Ann", "Bob", "Cy"], "kind": "person",
         "n_mentions": 1}
    )  # fmt: skip
    graph = network.graph(actors, network.cooccurrence(mentions, sentences, sentiment))
    assert dict(graph.nodes(data="name")) == {"a": "Ann", "b": "Bob", "c": "Cy"}
    assert list(graph.edges(data="sentence_ids")) == [("a", "b", "0")]
