"""Events as plain sentences: a table of articles of one or two sentences, and the results.

If there is no result, the act may not have happened, or would be misleading without the rest.
"""

from pathlib import Path

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate

TABLE = Path(__file__).with_name("act_sentences.txt").read_text(encoding="utf-8")


def frames_of(table: str):
    for entry in table.strip().split("\n\n"):
        text, *told = entry.split("\n")
        yield pytest.param(text, [line.strip().removeprefix("=> ") for line in told], id=text)


@pytest.mark.parametrize(("text", "told"), list(frames_of(TABLE)))
def test_an_act_is_summarised_in_the_articles_own_verb_and_tense(text, told):
    events = tables.events(annotate(article_of(text)))
    between = events.dropna(subset=["source_actor_id", "target_actor_id"])
    assert list(between["summary"].dropna().unique()) == told


def test_the_table_covers_many_frames():
    assert len(list(frames_of(TABLE))) >= 60
