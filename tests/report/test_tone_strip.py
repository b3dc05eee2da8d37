"""The tone strip: a row for each actor, a bar for each judged sentence."""

import pandas as pd
from bs4 import BeautifulSoup

from helpers.report.tone_strip import tone_strip

ACTORS = pd.DataFrame({"actor_id": ["a", "b", "c"], "name": ["Ann", "<b>Bob</b>", "Cy"]})
SENTENCES = pd.DataFrame({"sentence_id": [0, 1, 2, 3]})


def judged(*rows):
    return pd.DataFrame(rows, columns=["actor_id", "sentence_id", "polarity"])


def test_a_row_says_in_which_sentences_the_tone_is_what():
    found = judged(
        ("a", 1, "positive"), ("a", 3, "negative"), ("a", 3, "negative"), ("b", 0, "neutral"),
        ("a", 2, "unsure"),
    )  # fmt: skip
    ann, bob = tone_strip(ACTORS, SENTENCES, found)
    assert ann["words"] == (
        "Ann: 1 positive mention in sentence 1; 2 negative mentions in sentence 3; "
        "1 unsure mention in sentence 2"
    )
    bars = BeautifulSoup(ann["svg"], "html.parser").select("rect")
    assert [(bar["class"], bar["x"]) for bar in bars] == [
        (["positive"], "1.1"),
        (["negative"], "3.1"),
    ]
    assert "<b>" not in bob["svg"]


def test_with_only_neutral_mentions_there_is_no_strip():
    assert tone_strip(ACTORS, SENTENCES, judged(("a", 1, "neutral"))) == []
    assert tone_strip(ACTORS, SENTENCES, None) == []
    assert tone_strip(ACTORS, SENTENCES.head(1), judged(("a", 0, "positive"))) == []
