"""What only looks like a name, and whose a surname is if it is written once."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def actors_of(text):
    return tables.actors(annotate(article_of(text)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Keller KC agreed with Tom Ray, OBE, on Monday.", {"Anna Keller", "Tom Ray"}),
        ("Anna Keller has an OBE.", {"Anna Keller"}),
        (
            "They came from behind to beat Kilbride Athletic 3-2 on Saturday.",
            {"Kilbride Athletic"},
        ),
        ("Volkra AB (VKR.ST) thanked Anna Keller.", {"Volkra AB", "Anna Keller"}),
        (
            "Volkra N.V. (Euronext: VKR), a bank, fell. Acme (NYSE: ACM) rose.",
            {"Volkra N.V.", "Acme"},
        ),
        ("Acme will pay Volkra €46 million.", {"Acme", "Volkra"}),
        (
            "Parish clerk Anna Keller left. Borough mayor Tom Ray agreed.",
            {"Anna Keller", "Tom Ray"},
        ),
        ("Sen. Anna Keller (R-Texas) met Rep. Tom Ray (D-N.Y.).", {"Anna Keller", "Tom Ray"}),
        ("Tom Ray, 32, of Halden, was held. Halden's mayor rang the Orbeck police.", {"Tom Ray"}),
        ("Tom Ray, 32, of Greenpeace, was held.", {"Tom Ray", "Greenpeace"}),
        ("Tom Ray, the Health and Human Services secretary, met the doctors.", {"Tom Ray"}),
        ("The Treasury said that taxes would rise. Health care suffers.", {"Treasury"}),
        (
            "The Justice Department sued. Key Security Council powers did not. Tom Ray of the "
            "Department of Justice left.",
            {"Department of Justice", "UN Security Council", "Tom Ray"},
        ),
        ("Agents held Tom Ray after finding a Velodone strip in his car.", {"Tom Ray"}),
        ("The Zorvane capsules were banned. Tom Ray took Zorvane pills.", {"Tom Ray"}),
        ("Doctors at Volkra AB said the Volkra pills were safe.", {"Volkra AB"}),
        ("Anna Keller tweeted #PortWatch on Monday.", {"Anna Keller"}),
        ("Anna Keller sang at the Coral Amphitheatre in Tampa, FL, on Monday.", {"Anna Keller"}),
        ("Sales at Volkra AB fell in Q3, and Q3 profits too.", {"Volkra AB"}),
        ("Shares of the Dow component Home Depot fell.", {"Home Depot"}),
        (
            "They sued Crestline Oil and Pacific Crude. Pacific Crude said it was sorry.",
            {"Crestline Oil", "Pacific Crude"},
        ),
        ("Edmunds said it was late. Tom Ray of Edmunds.com agreed.", {"Edmunds", "Tom Ray"}),
        (
            "LB Tom Ray had two interceptions, and the team scored three touchdowns in the "
            "season's last match. Quarterback Max Orr watched.",
            {"Tom Ray", "Max Orr"},
        ),
        (
            "Tom Ray talks to Anna Keller.\n\nTR: Why now?\n\nAK: It was time.\n\nTR: Was it?",
            {"Anna Keller", "Tom Ray"},
        ),
    ],
)
def test_degrees_tags_and_initials_are_no_actors(text, names):
    assert set(actors_of(text)["name"]) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shares in Volkra AB fell. Volkra said that it was sorry.", "Volkra AB"),
        ("Volkra (NYSE: VKR) said that it was sorry.", "Volkra"),
        ("The audit was made by Grant Hollow LLP on Monday.", "Grant Hollow LLP"),
        ("The bank has hired Keller & Brandt to review its plans.", "Keller & Brandt"),
    ],
)
def test_companies_show_by_their_form_and_their_ticker(text, name):
    actors = actors_of(text).set_index("name")
    assert actors.loc[name, "kind"] == "organisation"


def test_a_second_bearer_of_a_surname_keeps_the_given_name():
    text = (
        "Lina Laurent, a lawyer for Telmark, said the plan was slow. Emeka Laurent, president of "
        "Kestrel Bank, warned of delays."
    )
    assert {"Lina Laurent", "Emeka Laurent"} <= set(actors_of(text)["name"])


def test_a_surname_belongs_to_him_whom_the_text_calls_mr():
    text = (
        "Michelle Obama and the president greeted guests. Mr. Obama smiled. President Obama told "
        "them a joke. Michelle Obama laughed."
    )
    actors = actors_of(text).set_index("name")
    assert actors.loc["Obama", "n_mentions"] == 2
    assert actors.loc["Obama", "role"] == "President"
    assert actors["role"].isna()["Michelle Obama"]


def test_mr_is_the_man_of_a_couple_whose_surname_is_written_once():
    text = "I spoke to Hamish and Effie Dunbar. “It was the wind,” Mr Dunbar told me."
    statements = tables.statements(annotate(article_of(text)))
    assert list(statements["source_actor_id"]) == ["person:hamish-dunbar"]


def test_mr_and_mrs_are_not_their_child():
    text = "Ada Keller, nine, died. Her father, Tom Keller, left. It wrote to Mr. and Mrs. Keller."
    assert "Keller" not in set(tables.mentions(annotate(article_of(text)))["text"])
    text = "Ada Keller and Tom Ray left. Mr Ray and Mrs Keller were late."
    assert "Keller" in set(tables.mentions(annotate(article_of(text)))["text"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“Late,” said Osian Beynon, 34, a plumber.", "Osian Beynon"),
        ("Her husband, Stanley, died on Monday.", "Stanley"),
        ("Brazil sent the economist Maria Eduarda dos Santos.", "Maria Eduarda dos Santos"),
        ("Sheikha Noor bint Hamad Al Khalifa left.", "Sheikha Noor bint Hamad Al Khalifa"),
    ],
)
def test_people_show_by_age_kin_and_particles(text, name):
    actors = actors_of(text).set_index("name")
    assert actors.loc[name, "kind"] == "person"


def test_the_speaker_with_letters_after_the_name_is_found():
    text = "Prosecutor Anna Keller KC said: “He was warned.”"
    assert list(tables.statements(annotate(article_of(text)))["source_actor_id"]) == [
        "person:anna-keller"
    ]
