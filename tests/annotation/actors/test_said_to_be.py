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
        ("Rival Harmsen Pharma fell on Monday.", "harmsen-pharma"),
        ("She studied at St Paul's United Theological College in Lima.",
         "st-paul-s-united-theological-college"),
        ("Dunmere Rovers won the cup.", "dunmere-rovers"),
        ("Tom Ray watched as Charlton Athletic lost again.", "charlton-athletic"),
        ("The record company, Fernhill, said it would appeal.", "fernhill"),
        ("Fernhill, the record company, denied the claims. Fernhill will appeal.", "fernhill"),
        ("The shop bought more bread from its rival, Northern Crust.", "northern-crust"),
        ("The plant was sold to the American fund Cedar Peak in May.", "cedar-peak"),
        ("Workers at Hallin Bread walked out on Monday.", "hallin-bread"),
        ("Pellow, which was founded in 1950, closed. Pellow's chief executive left.", "pellow"),
        ("She was hired by Skyline Homes, whose flats are new.", "skyline-homes"),
        ("An analyst at Marlin Asset Management left.", "marlin-asset-management"),
        ("She steered contracts to Stavros Paving for cash.", "stavros-paving"),
        ("The chain agreed to buy Orchard Markets.", "orchard-markets"),
        ("The owner is Skyhaven plc. Skyhaven lost. Skyhaven fell. She left Skyhaven.",
         "skyhaven-plc"),
        ("Rovers paid Sorrel Vale 12 million for a striker.", "sorrel-vale"),
    ],
)  # fmt: skip
def test_a_noun_makes_an_organisation(text, name):
    assert f"organisation:{name}" in actors_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "The salmon vaccine Aquavel Duplex failed, and drugs such as Slimovic did not help.",
        "Astronomers watched the comet DV Cephei and a second instrument, NIRA, was broken.",
        "The race was won by a horse called Biscuit Boy.",
        "They used the Jane Harper Space Telescope.",
        "The prize went to Green Turf, directed by somebody else, and for a role in Red Turf.",
        "The lawyers quoted Hale v. Morrow and R. v. Pettifer.",
        "The hearing lasted an hour, and Sen. Who, D-N.H., was silent about Potter's Field.",
        "The freighter MV Star Adelina ran aground near Port Selwyn.",
        "A vessel sailed close to the BRP Andrea Gonzaga in the Indo-Pacific.",
        "He was the author of nine books, including The Secret Slipper, and of a farce.",
        "Her last play, Two Brothers, closed after eight nights.",
        "Her second novel, “Emma Keller,” sold well.",
        "In 1987 the ferry Dona Pax sank nearby. The novel Lord Tam sold well.",
        "Importers said prices would rise.",
        "They kept a pet tortoise, Elvis. Her parrot, Bobby, died.",
        "The Speaker of Gharana's parliament was silent, as was a native of Nandipet.",
    ],
)
def test_things_places_and_cases_are_no_actors(text):
    assert not {a for a in actors_named(text) if "who" not in a}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Justice Arun s/o Pillai ruled on Monday.", "Arun s/o Pillai"),
        ("Prosecutor Imran Sheikh ruled it out.", "Imran Sheikh"),
        ("The singer Ruby Marshal left.", "Ruby Marshal"),
        ("Sheikh Omar Khan agreed.", "Omar Khan"),
        ("The group leader Rhian ap Tudur agreed.", "Rhian ap Tudur"),
        ("Astrid Halden-Brice won a prize. Astrid Halden was her grandmother. Brice is a town.",
         "Astrid Halden-Brice"),
        ("Inspector Joyce Wambui Ndung'u told reporters that two men were held.",
         "Joyce Wambui Ndung'u"),
        ("Defence lawyer Omar Sheikh bin Ali said that his clients were victims.",
         "Omar Sheikh bin Ali"),
        ("Secretary-General Ana Paula Guterra Lima urged them to act.", "Ana Paula Guterra Lima"),
        ("It was produced by Torsten af Lindberg in May.", "Torsten af Lindberg"),
        ("Admiral Ronnie Gil dela Rosa signed the document.", "Ronnie Gil dela Rosa"),
        ("Firefighters found PC Dora Ridge in the hall.", "Dora Ridge"),
        ("Transport Minister Datuk Seri Azman Fairuz bin Ismail opened the port.",
         "Azman Fairuz bin Ismail"),
    ],
)  # fmt: skip
def test_a_persons_name_is_whole(text, name):
    table = tables.actors(annotate(article_of(text)))
    assert name in set(table.loc[table["kind"] == "person", "name"])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The director general, Theo Linden, agreed.", "director general"),
        ("The union boss and city council member Theo Linden agreed.", "city council member"),
        ("Health and Human Services Secretary Theo Linden agreed.",
         "Health and Human Services Secretary"),
        ("Green Party candidate Theo Linden agreed.", "candidate"),
    ],
)  # fmt: skip
def test_an_office_of_several_words_is_whole(text, role):
    table = tables.actors(annotate(article_of(text)))
    assert table.loc[table["name"] == "Theo Linden", "role"].tolist() == [role]


def test_a_country_owns_a_ministry_also_with_an_adjective_between():
    table = tables.actors(annotate(article_of("Peru's powerful Finance Ministry agreed.")))
    (ministry,) = table[table["name"] == "Finance Ministry"].itertuples()
    assert ministry.affiliation == "Peru"


def test_a_company_is_found_under_its_short_name():
    text = "Shares of Corvexa Holding AG fell. On Monday Corvexa had yet to comment."
    mentions = tables.mentions(annotate(article_of(text)))
    assert mentions["text"].tolist() == ["Corvexa Holding AG", "Corvexa"]
    assert mentions["actor_id"].nunique() == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ingrid Halden won. Born Ingrid Moe in Oslo, she moved to Rome.",
        "Cary Stern won. Stern, born Otto Stern, moved to Rome.",
    ],
)
def test_a_birth_name_is_the_persons(text):
    people = {a for a in actors_named(text) if a.startswith("person:")}
    assert len(people) == 1


def test_a_heading_in_capitals_names_no_company_that_is_a_common_word():
    text = (
        "COUNCIL AGREES ON A BRIDGE\n\nTHE TOTAL COST IS HIGH\n\nWork will begin in May, he said."
    )
    assert actors_named(text) == set()


def test_a_place_before_a_dash_is_no_part_of_a_name():
    text = "HALBRIDGE - Petra Lindqvist won the prize on Monday. She was glad."
    assert actors_named(text) == {"person:petra-lindqvist"}


def test_a_bridge_that_is_named_after_a_queen_is_nobody():
    assert actors_named("They repaired the Queen Henrietta Bridge in May.") == set()


def test_a_business_of_brothers_is_no_person():
    text = "Marlow Brothers, a family butcher in the town, will close in May."
    assert actors_named(text) == {"organisation:marlow-brothers"}


def test_a_city_that_heads_a_report_on_sport_is_no_club():
    text = (
        "VALENCIA\nThe striker scored two goals in the match. The coach praised the midfielder "
        "after the final, the second win of the season for the team and its goalkeeper."
    )
    assert actors_named(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The head of the record label, Tom Ray, resigned.",
        "The company, Tom Ray, will close.",
        "Tom Ray, the bank, and the church paid for it.",
    ],
)
def test_a_company_beside_a_full_name_does_not_make_it_one(text):
    assert actors_named(text) == {"person:tom-ray"}


def test_who_gives_a_name_is_a_person():
    text = "A cook who gave her name only as Solange said she wept. A man who identified himself "
    text += "only as Karim said no."
    assert actors_named(text) == {"person:solange", "person:karim"}


def test_a_town_is_not_its_society():
    text = "Tom Ray lives in Wexcombe. He accuses Wexcombe Civic Society of lies.\n\nWexcombe"
    mentions = tables.mentions(annotate(article_of(text)))
    of_society = mentions["actor_id"] == "organisation:wexcombe-civic-society"
    assert list(mentions.loc[of_society, "text"]) == ["Wexcombe Civic Society"]


def test_a_brother_in_law_is_a_person():
    assert actors_named("Her brother-in-law, Rodel, was among the missing.") == {"person:rodel"}


def test_a_captain_of_a_ferry_is_a_person():
    assert actors_named("The ferry captain Noel Berg agreed.") == {"person:noel-berg"}
