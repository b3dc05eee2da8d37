"""What a name does, suffers or has shows whether it is a person's."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.actors import as_person
from helpers.annotation.actors.name_span import Name
from helpers.annotation.actors.said_to_be import said_to_be
from helpers.annotation.pipeline import annotate


def people_in(text):
    """Return the names of the people among the actors of a text."""
    table = tables.actors(annotate(article_of(text)))
    return set(table.loc[table["kind"] == "person", "name"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Varga died on 3 May at the age of 81.", "Varga"),
        ("Lindqvist retired in 2011 after two decades in the ring.", "Lindqvist"),
        ("Fairbrother wept on the steps of the town hall.", "Fairbrother"),
        ("Dunmore studied at a college of music.", "Dunmore"),
        ("Oakhurst worked as a nurse in two hospitals.", "Oakhurst"),
        ("Tordoff was born in a village on the coast.", "Tordoff"),
        ("Whiteford's widow kept the letters.", "Whiteford"),
        ("Doctors examined Halloran's knee.", "Halloran"),
        ("The plan came from Stanmore himself.", "Stanmore"),
        ("Oyelaran released her third album in March.", "Oyelaran"),
        ("In his second year, Brandreth won every race.", "Brandreth"),
        ("Oyelaran said she would release an album in March.", "Oyelaran"),
    ],
)
def test_somebody_is_a_person(text, name):
    assert name in people_in(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Volkmar released its first record.", "Volkmar"),
        ("Volkmar were relegated in 1988.", "Volkmar"),
        ("Volkmar is a record company.", "Volkmar"),
        ("Volkmar was a ballet in three acts.", "Volkmar"),
    ],
)
def test_a_body_or_thing_is_none(text, name):
    assert name not in people_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Volkmar works as a painkiller.",
        "Volkmar retired the aircraft in 2011.",
        "Volkmar's sister company closed.",
        "Volkmar's partner closed.",
        "Volkmar gave her a bonus.",
        "She left for Volkmar. Volkmar kept her office.",
        "Volkmar is not a nurse.",
        "Volkmar has had a place in her heart since May, Anna Keller said.",
        "Anna Keller said Volkmar kept her office.",
        "Volkmar won his trust, the mayor wrote, by its prices.",
    ],
)
def test_what_others_have_or_do_as_well_shows_nothing(text):
    doc = annotate(article_of(text))
    start = next(token.i for token in doc if token.text == "Volkmar")
    assert not list(as_person.evidence(doc, Name(start, start + 1, "ORG")))


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Volkmar is a strong advocate for the harbour.", []),
        ("Volkmar, a giant industrial producer, sold its mills.", []),
        ("Volkmar, a big employer in the town, cut jobs.", []),
        ("Volkmar, a sponsor of the team, closed.", []),
        ("Volkmar is a nurse in the town.", ["said to be a person"]),
        ("Volkmar, a nurse in the town, won.", ["said to be a person"]),
        ("Volkmar, a charity in the town, closed.", ["said to be an organisation"]),
    ],
)
def test_what_people_and_bodies_are_alike_makes_nobody_a_person(text, evidence):
    doc = annotate(article_of(text))
    assert list(said_to_be(doc, Name(0, 1, "ORG"))) == evidence
