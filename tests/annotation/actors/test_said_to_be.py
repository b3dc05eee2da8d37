"""What explains a name shows what it is, and names are whole."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def actors_named(text):
    """Return the ids of the actors that a text names."""
    return set(tables.mentions(annotate(article_of(text)))["actor_id"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hassan owns Coral Haulage, a clearing company in the port.", "coral-haulage"),
        ("Msingi Africa, a rights group, asked for calm on Monday.", "msingi-africa"),
        ("Her publisher, Harper & Lowe, praised the novelist.", "harper-lowe"),
        ("Charities such as Tumaini helped the victims.", "tumaini"),
    ],
)
def test_a_noun_makes_an_organisation(text, name):
    assert f"organisation:{name}" in actors_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "The salmon vaccine Aquavel Duplex failed, and drugs such as Slimovic did not help.",
        "Astronomers watched the comet DV Cephei and a second instrument, NIRA, was broken.",
        "The race was won by a horse called Biscuit Boy.",
        "They used the Jane Harper Space Telescope.",
        "The lawyers quoted Hale v. Morrow and R. v. Pettifer.",
        "The hearing lasted an hour, and Sen. Who, D-N.H., was silent about Potter's Field.",
        "The freighter MV Star Adelina ran aground near Port Selwyn.",
    ],
)
def test_things_places_and_cases_are_no_actors(text):
    assert not {a for a in actors_named(text) if "who" not in a}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Justice Arun s/o Pillai ruled on Monday.", "Arun s/o Pillai"),
        ("The group leader Rhian ap Tudur agreed.", "Rhian ap Tudur"),
        ("Astrid Halden-Brice won a prize. Astrid Halden was her grandmother. Brice is a town.",
         "Astrid Halden-Brice"),
        ("Inspector Joyce Wambui Ndung'u told reporters that two men were held.",
         "Joyce Wambui Ndung'u"),
        ("Defence lawyer Omar Sheikh bin Ali said that his clients were victims.",
         "Omar Sheikh bin Ali"),
        ("Transport Minister Datuk Seri Azman Fairuz bin Ismail opened the port.",
         "Azman Fairuz bin Ismail"),
    ],
)  # fmt: skip
def test_a_persons_name_is_whole(text, name):
    table = tables.actors(annotate(article_of(text)))
    assert name in set(table.loc[table["kind"] == "person", "name"])


def test_an_office_of_two_words_is_whole():
    table = tables.actors(annotate(article_of("The director general, Theo Linden, agreed.")))
    assert dict(zip(table["name"], table["role"], strict=True)) == {
        "Theo Linden": "director general"
    }
