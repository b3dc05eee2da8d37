"""Whose a surname is that several people in a text bear."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def bearers_of(surname, text):
    """Return whom each mention of the bare surname means, in text order."""
    mentions = tables.mentions(annotate(article_of(text)))
    return mentions.loc[mentions["text"] == surname, "actor_id"].tolist()


def test_a_surname_stays_with_the_one_who_was_called_so_before_a_relative_came():
    text = (
        "Marta Velden, a builder, was fined on Monday. Velden sold bad bricks. Her brother, "
        "Otto Velden, told the court everything. Velden will appeal."
    )
    assert bearers_of("Velden", text) == ["person:marta-velden"] * 2


def test_a_surname_is_not_hers_who_is_called_by_her_full_name_again():
    text = (
        "Senator Ralph Tolland and his daughter, Lucy Tolland, disagree about the dam. Tolland "
        "called the meeting a waste of time. Lucy Tolland wants another one."
    )
    assert bearers_of("Tolland", text) == ["person:ralph-tolland"]


def test_a_pronoun_in_the_sentence_says_whose_a_surname_is():
    text = "Anna Ridder met Paul Ridder in Berlin. Ridder said that she was tired."
    assert bearers_of("Ridder", text) == ["person:anna-ridder"]


def test_kin_nouns_and_titles_tell_the_bearers_of_an_asian_family_name_apart():
    text = (
        "The widow of Goh Boon Teck won. His son, Goh Wei Jie, and his daughter, Goh Hui Min, "
        "were in court. Mr Goh was angry. Ms Goh said nothing."
    )
    assert bearers_of("Goh", text) == ["person:goh-wei-jie", "person:goh-hui-min"]


def test_an_asian_family_name_means_its_only_bearer():
    text = "The company named its chief scientist, Li Qiang, on Monday. Li has sold his shares."
    assert bearers_of("Li", text) == ["person:li-qiang"]


@pytest.mark.parametrize("name", ["Ong Boon Keng", "Kwok Wai Man"])
def test_a_family_name_shows_no_gender(name):
    doc = annotate(article_of(f"The chairman of the bank is {name}."))
    (actor,) = [a for a in doc.spans["mentions"].attrs["actors"].values() if a["name"] == name]
    assert actor["gender"] is None


def test_mrs_is_the_wife_who_is_named_without_the_surname():
    text = (
        "Kevin Moyle and his wife, Amber, brought their children. Mrs. Moyle was angry. "
        "Moyle, a truck driver, said he would move to Dayton."
    )
    assert bearers_of("Moyle", text) == ["person:amber-moyle", "person:kevin-moyle"]


def test_a_relatives_given_name_is_nobody_elses():
    text = "President Daniel Mutua sent a message. She leaves two sons, Moses and Daniel."
    assert bearers_of("Daniel", text) == ["person:daniel"]


def test_what_somebody_else_says_of_a_person_is_no_pronoun_of_the_person():
    text = (
        "Anna Moyle met Peter Moyle and Theo Linden. Linden was tired. "
        "What Moyle did was wrong, he said."
    )
    mentions = tables.mentions(annotate(article_of(text)))
    (rule,) = mentions.loc[mentions["text"] == "Moyle", "rule"]
    assert "pronoun" not in rule


def test_the_widow_of_somebody_is_the_mrs_of_the_text():
    text = (
        "Mayor Abdulgani Usmar was killed on Sunday. The mayor's widow, Fatima, asked for calm. "
        "Mrs. Usmar has named a successor."
    )
    assert bearers_of("Usmar", text) == ["person:fatima-usmar"]


def test_the_wife_of_one_is_not_the_namesake_of_another():
    text = (
        "Ms. Delarue sang, as did Patti Delarue before. There were many guests, including George "
        "Holm, who signed the law, and his wife, Laura, who smiled."
    )
    mentions = tables.mentions(annotate(article_of(text)))
    assert "person:laura-delarue" not in set(mentions["actor_id"])


@pytest.mark.parametrize(
    "text",
    [
        "Senator Paul Ridder came on Monday. His brother, Otto Ridder, came later. "
        "Senator Ridder said no. Ridder then left.",
        "Paul Ridder, a senator, came on Monday. His brother, Otto Ridder, came later. "
        "Senator Ridder said no. Ridder then left.",
        "The police asked about Paul and Otto Ridder. The case of Paul Ridder is open. The bank "
        "knows nothing of Vice President Ridder. A letter from President Ridder was found.",
    ],
)
def test_an_office_before_a_surname_tells_two_bearers_apart(text):
    assert bearers_of("Ridder", text) == ["person:paul-ridder"] * 2


def test_a_surname_that_stands_for_two_leaves_open_who_is_called_otherwise():
    text = (
        "The police asked about Paul and Otto Ridder. The case of Paul Ridder is open. Ridder "
        "wrote to the bank."
    )
    assert bearers_of("Ridder", text) == ["person:paul-ridder"]


def test_a_company_called_by_its_owners_surname():
    text = (
        "Acme Robotics has an order from Pellow Foods. It will supply Pellow by May. “We want "
        "more,” said Greg Pellow, an executive. Pellow tested the robots. Mr Pellow was glad."
    )
    company, person = "organisation:pellow-foods", "person:greg-pellow"
    assert bearers_of("Pellow", text) == [company, company, person]


def test_a_surname_is_not_the_relatives_who_is_named_as_often():
    text = (
        "Petra Velden, composer, dies\n\nPetra Velden has died in Lima. Her son, Otto Velden, was "
        "beside the bed.\n\nVelden was born in a village on the coast."
    )
    assert bearers_of("Velden", text) == ["person:petra-velden"]
