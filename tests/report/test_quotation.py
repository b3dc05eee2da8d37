"""The large quotation: whole, by a known speaker, and not shown elsewhere."""

import pytest
from conftest import article_of

from helpers.annotation.pipeline import annotate
from helpers.report.quotation import lead_quotation
from helpers.tables import article_frames

WORDS = "Our harbour will stay open to every ship that comes here"


def quotation(text, told=()):
    doc = annotate(article_of(text))
    return lead_quotation(article_frames(doc), "Harbour", {*told})


def test_a_whole_sentence_of_a_named_speaker_is_quoted():
    found = quotation(f"Clara Novak met Tom Baker. “{WORDS},” Novak said.")
    assert found == {"content": f"{WORDS}.", "actor": "person:clara-novak", "sentence": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Clara Novak met Tom Baker in Norway.",
        f"Clara Novak came. “{WORDS},” an official said.",  # nobody known
        "Clara Novak came. “Never,” Novak said.",  # too short to stand out
        "Clara Novak came. “This is what we all wanted from the very start,” Novak said.",
        f"Clara Novak came. Novak said the harbour “{WORDS[12:]}”.",  # the end of a sentence
    ],
)
def test_nothing_else_is(text):
    assert quotation(text) is None


def test_what_is_shown_elsewhere_is_not_quoted_again():
    assert quotation(f"Clara Novak met Tom Baker. “{WORDS},” Novak said.", told=[1]) is None
