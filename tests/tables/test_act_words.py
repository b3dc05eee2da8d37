"""Acts in words: planned, possible, negated and denied acts are marked, nothing is added."""

import pytest
from conftest import article_of

from helpers.annotation.pipeline import annotate
from helpers.tables import article_frames
from helpers.tables.act_words import acts


def told(text):
    """Return what the actors of a text do to each other."""
    frames = article_frames(annotate(article_of(text)))
    return acts(frames["events"], frames["tokens"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Clara Novak thanked Tom Baker.", "thanked"),
        ("Clara Novak will sue Tom Baker on Friday.", "to sue"),
        ("Norway and Sweden will sign a treaty on Monday.", "to sign a treaty"),
        ("Norway and Sweden signed a treaty on Monday.", "signed a treaty"),
        ("Clara Novak did not meet Tom Baker.", "did not meet"),
        ("Clara Novak has not accused Tom Baker.", "has not accused"),
        ("Clara Novak refused to support Tom Baker.", "refused to support"),
        ("Clara Novak could sue Tom Baker.", "could sue"),
        ("Tom Baker was criticised by Clara Novak.", "criticised"),
        ("Clara Novak voted for Tom Baker.", "voted for"),
        ("Norway closed its border with Sweden.", "closed its border with"),
        ("Clara Novak denied having threatened Tom Baker.", "threatened (denied)"),
    ],
)
def test_an_act_is_worded_as_the_article_tells_it(text, words):
    assert told(text)["words"].tolist() == [words]


def test_an_act_goes_from_source_to_target():
    found = told("Tom Baker was criticised by Clara Novak. Clara Novak met Tom Baker.")
    assert found["source_id"].tolist()[0] == "person:clara-novak"
    assert found["mutual"].tolist() == [False, True]
    assert found["sentence_id"].tolist() == [0, 1]


def test_without_an_act_between_two_there_is_none():
    assert told("It rained in Norway. Clara Novak slept.").empty
