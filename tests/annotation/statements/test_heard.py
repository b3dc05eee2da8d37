"""What an audience hears: it is the source of nothing."""

import pytest
from statement_table import said


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The court heard that the van was stolen.", None, "that the van was stolen"),
        ("The inquest heard how the driver fell asleep.", None, "how the driver fell asleep"),
        ("“The van was stolen,” the court heard.", None, "“The van was stolen,”"),
        ("The tribunal heard: “It was never safe.”", None, "“It was never safe.”"),
        (
            "The committee heard from Clara Novak that the bridge was closed.",
            "Clara Novak",
            "that the bridge was closed",
        ),
    ],
)
def test_the_audience_is_not_the_speaker(text, source, content):
    assert said(text) == [(source, "heard", content)]


@pytest.mark.parametrize(
    "text", ["Clara Novak heard about the bridge.", "The court has not heard that the van burned."]
)
def test_to_hear_of_something_is_no_statement(text):
    assert said(text) == []
