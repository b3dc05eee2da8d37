"""What is only planned, claimed or part of a condition, and who of several does something."""

import pytest
from event_table import told


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (
            "The rally celebrates what Hamas refers to as its victory against Israel.",
            "hypothetical",
        ),
        ("The rally marked what Chile calls its invasion of Peru.", "hypothetical"),
        ("Bolivia denounced what it described as Peru's attack on Ecuador.", "hypothetical"),
        (
            "Should they lose by a greater margin than Chile loses to Peru, they are out.",
            "hypothetical",
        ),
        ("Chile built a port to compete with Peru.", "future"),
        ("Nokia was founded to compete with Microsoft.", "future"),
        ("Chile used jets to attack Peru.", "asserted"),
        ("The rally marked Chile's invasion of Peru.", "asserted"),
    ],
)
def test_how_certain_it_is(text, how):
    assert [event[-1] for event in told(text)] == [how]


@pytest.mark.parametrize(
    "text",
    [
        "Carl Berg and Tom Baker came in. They booed Tom Baker.",
        "The spokesman of the Green Party resigned from the United Nations.",
        "Chile withdrew its troops, leaving Tom Baker with few soldiers.",
        "Chile brought Carl Berg to Peru.",
        "Clara Novak visited Oslava. Oslava is in the north.",
        "Clara Novak launched Oslava in March.",
        "Chile is angry. A court in Istanbul convicted Carl Berg of fraud.",
        "The United States is angry. The police in Chicago have arrested Carl Berg.",
    ],
)
def test_nobody_known_does_it_to_anybody_known(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Carl Berg and Tom Baker came in. They booed Peru.",
            [("carl-berg", "PER"), ("tom-baker", "PER")],
        ),
        ("Carl Berg resigned from the United Nations.", [("carl-berg", "united-nations")]),
        (
            "Turkey is angry. A court in Istanbul convicted Carl Berg of fraud.",
            [("TUR", "carl-berg")],
        ),
        (
            "Nigeria is angry. The police in Lagos have arrested Carl Berg.",
            [("NGA", "carl-berg")],
        ),
        ("Clara Novak visited Tom Baker. Baker was ill.", [("clara-novak", "tom-baker")]),
    ],
)
def test_who_does_it_to_whom(text, pairs):
    assert [(source, target) for source, _, target, _ in told(text)] == pairs
