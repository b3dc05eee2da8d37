"""Acts by machines, roles, budgets, deals and fixed phrases, on sentences of our own."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables.interactions import between_actors, named_events


def told(text):
    """Return the events of a text between known actors: (source, class, target) by name."""
    doc = annotate(article_of(text))
    known = between_actors(named_events(tables.actors(doc), tables.events(doc)))
    return list(zip(known["source"], known["event_class"], known["target"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peruvian warplanes bombed Chile.", ("Peru", "assault", "Chile")),
        ("A Peruvian ship rammed a Chilean trawler.", ("Peru", "assault", "Chile")),
        ("Nokia remains targeted by Peru.", ("Peru", "assault", "Nokia")),
        ("Clara Novak's role in helping Peru was small.", ("Clara Novak", "aid", "Peru")),
        ("Peru restated its commitment to supporting Chile.", ("Peru", "support", "Chile")),
        ("Peru and Chile are locked in talks with Spain.", ("Chile", "consult", "Spain")),
        ("Peru carried out a search on Nokia's premises.", ("Peru", "coerce", "Nokia")),
        ("Peru set a deadline for Nokia to pay.", ("Peru", "request", "Nokia")),
        ("Peru held Chilean tourists as human shields.", ("Peru", "coerce", "Chile")),
        ("The Senate increased NASA's budget.", ("Senate", "aid", "NASA")),
        ("The Senate cut NASA's budget.", ("Senate", "sanction", "NASA")),
        ("Canada gave money to Peru's farm sector.", ("Canada", "aid", "Peru")),
        ("Tom Baker rejected Clara Novak's deal.", ("Tom Baker", "reject", "Clara Novak")),
    ],
)
def test_acts(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway bought Peruvian ships.",
        "A Peruvian ship visited a Chilean port.",
        "Clara Novak's hesitation in attacking Tom Baker has been forgotten.",
        "Clara Novak's interest in Peru's army grew.",
        "Clara Novak used Tom Baker as a shield.",
        "Norway was locked in ice near Peru.",
        "Peru set a date for Nokia's party.",
        "Peru increased its budget after Chile's vote.",
        "Canada sent students to Peru's farm sector.",
        "Clara Novak rejected the Nokia deal.",
    ],
)
def test_no_acts(text):
    assert [row for row in told(text) if row[1] != "other"] == []
