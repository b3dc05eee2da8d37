"""Senses in which a verb is no act, or a milder one, on sentences of our own."""

import pytest
from event_table import classed, told


@pytest.mark.parametrize(
    "text",
    [
        "Clara Novak takes on Vietnam in a new film.",
        "Clara Novak said she is the only minister tough enough to take on Peru.",
        "Tom Baker delivered his first speech to the United Nations in New York.",
        "Actor Tom Baker played Clara Novak in the film.",
        "Clara Novak has portrayed Tom Baker as a victim of the press.",
        "Clara Novak singled out Tom Baker, a guest of the mayor.",
        "Clara Novak received Tom Baker's request for a meeting.",
        "Clara Novak will receive Tom Baker's report.",
        "Clara Novak attacked a former Miss Universe on Monday.",
        "Chile feels threatened by Peru.",
        "Some Peruvians praise Tom Baker.",
    ],
)
def test_nothing_is_done_to_anybody(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clara Novak left a letter to Tom Baker.", [("Clara Novak", "consult", "Tom Baker")]),
        ("Peru handed a note of protest to Chile.", [("Peru", "consult", "Chile")]),
        ("Clara Novak took on Nokia in court.", [("Clara Novak", "accuse", "Nokia")]),
        (
            "Clara Novak issued a statement calling Tom Baker “a man of true honour”.",
            [("Clara Novak", "other", "Tom Baker")],
        ),
        ("Google has taken on Microsoft.", [("Google", "contest", "Microsoft")]),
        ("Clara Novak received Peru's ambassador.", [("Clara Novak", "consult", "Peru")]),
        ("Nokia invested 300 million euros in Acme Bank.", [("Nokia", "cooperate", "Acme Bank")]),
        (
            "Clara Novak opposed the appointment of Tom Baker.",
            [("Clara Novak", "reject", "Tom Baker")],
        ),
        (
            "Clara Novak called for the release of Tom Baker.",
            [("Clara Novak", "support", "Tom Baker")],
        ),
        (
            "Chile demanded Tom Baker's release.",
            [("Chile", "support", "Tom Baker")],
        ),
        (
            "A Chilean judge ordered the release of Tom Baker.",
            [("Chile", "concede", "Tom Baker")],
        ),
    ],
)
def test_the_class_is_the_milder_one(text, expected):
    assert classed(text) == expected


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Chile did not deliberately bomb Peru.", "asserted"),
        ("Chile did not bomb Peru.", "not asserted"),
        ("Chile is strong enough to attack Peru.", "hypothetical"),
        ("Tom Baker is fighting extradition from Chile to Peru.", "hypothetical"),
    ],
)
def test_how_certain_an_act_is(text, how):
    assert [event[-1] for event in told(text)] == [how]


@pytest.mark.parametrize(
    "text",
    [
        "Many firms agree that Chile has long gained from it and support Anna Berg's efforts.",
        "The press praised the general, who governed Peru for years, for defeating Hezbollah.",
        "The parents, Khizo and Ghaza Kahn, left. Mr. Kahn accused Carl Vale. Ms. Kahn left.",
        "Carl Vale spoke. He endorsed Mr. Baker's plan, and he criticised Ms. Novak's tax plan.",
    ],
)
def test_the_doer_is_not_the_nearest_name(text):
    wrong = {"CHL", "PER", "clara-novak", "ghaza-kahn", "tom-baker", "baker"}
    assert not {source for source, *_ in told(text)} & wrong
