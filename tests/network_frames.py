"""Frames of invented texts, for the tests of co-occurrence and of the graph."""

import numpy as np
import pandas as pd

from helpers.tables.schema import frame


def frames_of(sentences, scores=None):
    """Return mentions, sentences and sentiment of sentences given as strings of actors' letters."""
    scores = scores or [0.0] * len(sentences)
    place = {"doc_id": "d", "start_char": 0, "end_char": 1, "text": "x"}
    mentions = frame(
        "mentions",
        (
            {**place, "mention_id": 0, "actor_id": actor, "sentence_id": i, "kind": "name",
             "rule": "test", "confidence": 1.0, "rivals": None,
             "statement_id": None, "event_id": None}
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
            {
                **place,
                "sentence_id": i,
                "negative": 0,
                "neutral": 1,
                "positive": 0,
                "compound": s,
                "voice": "narrator",
            }
            for i, s in enumerate(scores)
        ),
    )
    return mentions, table, sentiment


def pair_of(table, source="a", target="b"):
    """Return the row of one pair."""
    (pair,) = table[(table["source_id"] == source) & (table["target_id"] == target)].itertuples()
    return pair


def actors_of(*ids):
    """Return the part of an actors frame that a graph needs."""
    names = [actor_id.upper() for actor_id in ids]
    return pd.DataFrame({"actor_id": list(ids), "name": names, "kind": "person", "n_mentions": 1})


def random_story(n_actors, n_sentences, seed):
    """Return random letters for the actors in each sentence."""
    draw = np.random.default_rng(seed)
    who = [f"{chr(97 + i % 26)}{i // 26 or ''}" for i in range(n_actors)]
    return [
        [actor for actor in who if draw.random() < 0.25 + 0.4 * (actor < "d")]
        for _ in range(n_sentences)
    ]
