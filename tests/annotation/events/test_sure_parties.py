"""Parties and certainty of acts where the words around them mislead, on sentences of our own."""

import pytest
from conftest import article_of
from event_table import told

from helpers import tables
from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg is Tom Baker's fifth boss, after previously having coached Rita Moss.",
        "After praising Rita Moss, Tom Baker was arrested by Peruvian police.",
        "Chile imposed sanctions on the OPEC member.",
        "Chile is capturing the frustration of many Peruvians.",
        "Chile supports His Majesty's plan.",
        "Peru supports Her Royal Highness.",
        "Peru expressed support for the use of the Electronic Voting Machine (EVM).",
        "The number of skilled visas from Peru to Chile rose by 424%.",
        "Chile refused any assistance to the war against Peru.",
        "Clara Novak investigated Peru's complaint.",
        "Tom Baker lost the support of Peru.",
        "Anna Berg asked Tom Baker on Friday, referring to the law.",
        "Acme Corporation turned Peru into a model.",
        "Peru and Chile succeeded in securing contracts for gas.",
        "Anna Berg spent the campaign working to get Tom Baker elected and bashing Rita Moss.",
        "Somebody blasted a report that said Tom Baker had tried to hide and accused Rita Moss.",
    ],
)
def test_a_mention_beside_an_act_need_be_no_party(text):
    acts = {act for _, act, _, _ in told(text)} - {"arrest", "war"}
    assert not acts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg nominated Tom Baker as a judge, replacing Rita Moss.",
            ("tom-baker", "replace", "rita-moss", "asserted"),
        ),
        (
            "Anna Berg won the race, replacing Rita Moss.",
            ("anna-berg", "replace", "rita-moss", "asserted"),
        ),
        (
            "After arresting Anna Berg, Tom Baker was charged by Peruvian police.",
            ("PER", "charge", "tom-baker", "asserted"),
        ),
        (
            "Anna Berg was not afraid to congratulate Tom Baker.",
            ("anna-berg", "congratulate", "tom-baker", "hypothetical"),
        ),
        (
            "It won't be easy for Anna Berg to meet Tom Baker in Lima.",
            ("anna-berg", "meet", "tom-baker", "hypothetical"),
        ),
        (
            "Peru's long-term agreement with Chile could be called a rarity.",
            ("PER", "agreement", "CHL", "asserted"),
        ),
        (
            "Anna Berg left rather than congratulate Tom Baker.",
            ("anna-berg", "congratulate", "tom-baker", "not asserted"),
        ),
        (
            "Tom Baker denied reports that he asked Rita Moss to leave.",
            ("tom-baker", "ask", "rita-moss", "denied"),
        ),
        (
            "Peru has released Anna Berg but fined Tom Baker, officials said on Monday.",
            ("PER", "fine", "tom-baker", "asserted"),
        ),
        (
            "Anna Berg proposed that Tom Baker should mediate talks between Peru and Chile.",
            ("PER", "talk", "CHL", "hypothetical"),
        ),
        ("Peru pulled its support for Chile.", ("PER", "pull", "CHL", "asserted")),
    ],
)
def test_who_acts_and_how_certainly_in_spite_of_the_words_around(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna Berg polished the SKW 90 at home.", False),
        ("Anna Berg polished the SKW 90 at home. SKW sued Tom Baker.", True),
    ],
)
def test_only_what_surely_is_an_organisation_is_the_target_of_any_act(text, found):
    assert ("polish" in [act for _, act, _, _ in told(text)]) == found


def test_whoever_fights_side_by_side_cooperates():
    events = tables.events(annotate(article_of("Peru fought side by side with Chile.")))
    assert list(events["event_class"]) == ["cooperate"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg praised Tom Baker and Rita Moss fired Victor Hale.",
            {("anna-berg", "tom-baker"), ("rita-moss", "victor-hale")},
        ),
        (
            "Anna Berg met Tom Baker and Rita Moss will meet Victor Hale.",
            {("rita-moss", "victor-hale")},
        ),
        (
            "Anna Berg met Tom Baker and Rita Moss and fired Victor Hale.",
            {("anna-berg", "tom-baker"), ("anna-berg", "rita-moss"), ("anna-berg", "victor-hale")},
        ),
    ],
)
def test_a_name_after_an_object_can_begin_a_clause(text, expected):
    assert {(source, target) for source, _, target, _ in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru warned Chile of floods.", "consult"),
        ("Peru warned Chile of consequences.", "threaten"),
        ("Anna Berg ran ads against Tom Baker.", "accuse"),
        ("Anna Berg ran a lively campaign against Tom Baker.", "contest"),
        ("Peru ordered the closure of Acme.", "sanction"),
        ("Anna Berg challenged Tom Baker to prove it.", "request"),
        ("Anna Berg attacked Peru's political system.", "accuse"),
        ("Anna Berg attacked Peru.", "assault"),
    ],
)
def test_what_an_act_is_about_decides_its_class(text, expected):
    assert list(tables.events(annotate(article_of(text)))["event_class"]) == [expected]


def test_it_is_open_who_is_they_and_who_is_them():
    text = "Peru and Chile met. They accused them of fraud. They will accuse Anna Berg of fraud."
    accused = {target for _, act, target, _ in told(text) if act == "accuse"}
    assert accused == {"anna-berg"}
