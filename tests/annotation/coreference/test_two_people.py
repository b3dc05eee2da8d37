"""A pronoun near two people of its gender: whom grammar favours, and when it stays open."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def meant_by(words, text):
    """Return the actor that the pronoun at the first of the words means, or None."""
    mentions = tables.mentions(annotate(article_of(text)))
    return next(iter(mentions[mentions["start_char"] == text.index(words)]["actor_id"]), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "John Brand opened the meeting. Mark Stamp, Brand's son, declared an interest because "
            "his firm sells firewood.",
            "person:mark-stamp",
            id="by whose relative",
        ),
        pytest.param(
            "The chairman, John Brand, opened the meeting. Mark Stamp, the chairman's son, "
            "declared an interest because his firm sells firewood.",
            "person:mark-stamp",
            id="by the relative of a description",
        ),
        pytest.param(
            "John Brand opened the meeting. Mark Stamp, who beat Brand in May, declared an "
            "interest because his firm sells firewood.",
            "person:mark-stamp",
            id="by a relative clause",
        ),
        pytest.param(
            "John Brand opened the meeting. Mary Stamp, Brand's wife, declared an interest because "
            "his firm sells firewood.",
            "person:john-brand",
            id="but a person of the other gender",
        ),
    ],
)
def test_who_only_describes_the_subject_is_not_meant_after_it(text, expected):
    assert meant_by("his firm", text) == expected
