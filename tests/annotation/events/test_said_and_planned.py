"""What is only planned, claimed or part of a condition, and who of several does something."""

import pytest
from event_table import classed, told


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
        ("They want to implement the treaty signed in May between Chile and Peru.", "asserted"),
        ("They want to implement the treaty between Chile and Peru.", "hypothetical"),
        ("Clara Novak flew to Lima to press Peru for a deal.", "future"),
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
        "Rovers stopper Carl Berg hurt his knee.",
        "Schalke stopper Carl Berg fumbled the ball.",
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
        ("Chile should strong-arm Peru into a deal.", [("CHL", "PER")]),
        ("Clara Novak second-guessed Tom Baker.", [("clara-novak", "tom-baker")]),
        ("Tom Baker was cross-examined by Clara Novak.", [("clara-novak", "tom-baker")]),
        (
            "Clara Novak came to accuse Tom Baker of being duped and urge Peru to leave.",
            [("clara-novak", "tom-baker")],
        ),
        ("Clara Novak visited Tom Baker. Baker was ill.", [("clara-novak", "tom-baker")]),
    ],
)
def test_who_does_it_to_whom(text, pairs):
    assert [(source, target) for source, _, target, _ in told(text)] == pairs


@pytest.mark.parametrize(
    ("text", "event_class"),
    [
        ("Tom Baker has warned Chile, Bolivia and all firms in Peru of heavy storms.", "consult"),
        ("Tom Baker warned Peru of consequences.", "threaten"),
        ("Tom Baker warned Carl Berg that he would sue him for his lack of faith.", "threaten"),
    ],
)
def test_a_warning_may_be_advice(text, event_class):
    assert {cls for _, cls, _ in classed(text)} == {event_class}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg made a plea to Peru to free Tom Baker.",
        "Anna Berg put pressure on Peru to expel Tom Baker.",
        "Anna Berg should apply pressure to Peru to arrest Tom Baker.",
        "Anna Berg sent a request to Peru on Monday to pardon Tom Baker.",
        "Chile renewed its appeal to Peru to support Tom Baker.",
        "Chile sent an ultimatum to Peru to release Tom Baker.",
    ],
)
def test_the_one_asked_is_to_do_what_is_asked(text):
    done = [row for row in told(text) if row[2] == "tom-baker"]
    assert [(source, how) for source, _, _, how in done] == [("PER", "hypothetical")]


@pytest.mark.parametrize(
    "text",
    [
        "Chile made a call to Peru to thank Tom Baker.",
        "Chile put sanctions on Peru to punish Tom Baker.",
        "Chile put pressure on Peru, to help Tom Baker.",
        "Chile made a trip to Peru to meet Tom Baker.",
        "Chile sent troops to Peru to arrest Tom Baker.",
    ],
)
def test_a_purpose_is_that_of_the_one_who_acts(text):
    done = [row for row in told(text) if row[2] == "tom-baker"]
    assert [(source, how) for source, _, _, how in done] == [("CHL", "asserted")]
