"""Institutions that every country has."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def institutions(text):
    """Return the organisations that a text names, each with the confidence of its mentions."""
    doc = annotate(article_of(text))
    mentions = tables.mentions(doc).merge(tables.actors(doc)[["actor_id", "name"]], on="actor_id")
    mentions = mentions[mentions["actor_id"].str.startswith("organisation:")]
    return {name: list(own["confidence"]) for name, own in mentions.groupby("name")}


def test_institutions_of_two_countries_are_two_actors():
    found = institutions(
        "Peru’s Finance Ministry raised the tax on Monday. The Finance Ministry of Chile protested "
        "in a letter. The Chilean Finance Ministry also called for talks."
    )
    assert found == {"Finance Ministry (Peru)": [1.0], "Finance Ministry (Chile)": [1.0, 1.0]}


def test_without_a_country_the_one_mentioned_last_is_assumed_and_marked_as_unsure():
    found = institutions(
        "Kenya's Supreme Court heard the case. Norway's Supreme Court did not. Nobody knew what "
        "the Supreme Court would say next."
    )
    assert found == {"Supreme Court (Kenya)": [1.0], "Supreme Court (Norway)": [1.0, 0.5]}


@pytest.mark.parametrize(
    "text",
    [
        "Peru's Finance Ministry raised the tax. The Finance Ministry said so on Monday.",
        "Norway's Acme Bank and Chile's Acme Bank closed on Monday. Acme Bank paid nothing.",
    ],
)
def test_a_name_that_means_one_body_has_no_country_in_it(text):
    (name,) = institutions(text)
    assert name in {"Finance Ministry", "Acme Bank"}


def test_a_sentence_that_begins_in_a_country_is_about_its_institutions():
    found = institutions(
        "In Peru, the Finance Ministry raised the tax. Chile's Finance Ministry protested."
    )
    assert set(found) == {"Finance Ministry (Peru)", "Finance Ministry (Chile)"}


def test_an_institution_in_a_foreign_capital_is_of_that_country():
    found = institutions("Peru fell silent. The Finance Ministry in Oslo denied the reports.")
    assert set(found) == {"Finance Ministry (Norway)"}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Social Democrats said no to Storlund.", "Social Democrats"),
        ("The Danish Social Democratic Party said no.", "Social Democratic Party"),
        ("The SPD won. The Social Democrats said no.", "Social Democratic Party of Germany"),
        ("The Social Democrats said no in Germany.", "Social Democratic Party of Germany"),
    ],
)
def test_parties_of_a_name_that_several_countries_have(text, party):
    assert set(institutions(text)) == {party}
