"""Names as they stand among the entities, in news from all over the world."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.actors.identity import People
from helpers.annotation.actors.teams import is_about_sport
from helpers.annotation.pipeline import annotate


def named(text):
    """Return the named entities of a text with their labels."""
    table = tables.entities(annotate(article_of(text)))
    return dict(zip(table["text"], table["label"], strict=True))


def actors_named(text):
    """Return the ids of the actors that a text names."""
    return set(tables.mentions(annotate(article_of(text)))["actor_id"])


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The Thai Meteorological Department is silent.", "Thai Meteorological Department", "ORG"),
        ("Most of them live in Western Africa and in Lima.", "Western Africa", "LOC"),
        ("She works for the Ministry of Gender, Labour and Social Development.",
         "Ministry of Gender, Labour and Social Development", "ORG"),
        ("The prize went to Moon Hae-in on Monday.", "Moon Hae-in", "PERSON"),
        ("He met Priyanka Sellam, R B Kothari and Narendra Vadgam.", "R B Kothari", "PERSON"),
        ("The students left Duke University in May.", "Duke University", "ORG"),
        ("Composer Ines Valdor sued the studio in March.", "Ines Valdor", "PERSON"),
        ("Defending Leon Brannock, Claire Wren said he was young.", "Leon Brannock", "PERSON"),
        ("The Justice Department was slow.", "Justice Department", "ORG"),
        ("The General Medical Council is investigating the doctor.",
         "General Medical Council", "ORG"),
        ("Farmer Dougie Nixon was late.", "Dougie Nixon", "PERSON"),
        ("The attorney general's team and the District Attorney's Office agreed.",
         "District Attorney's Office", "ORG"),
        ("Rosa Vega, Washington State Department of Health public information officer, spoke.",
         "Washington State Department of Health", "ORG"),
        ("She joined the Royal Botanic Gardens in 1956.", "Royal Botanic Gardens", "ORG"),
        ("The Bakers, Food and Allied Workers' Union was silent.",
         "Bakers, Food and Allied Workers' Union", "ORG"),
        ("The spokeswoman, DSP Ngozi Okoye, was silent.", "Ngozi Okoye", "PERSON"),
        ("The British Airline Pilots Union said it had waited.",
         "British Airline Pilots Union", "ORG"),
    ],
)  # fmt: skip
def test_a_name_is_whole_and_of_its_kind(text, name, label):
    assert named(text).get(name) == label


def test_a_body_with_its_country_leads_to_the_body_and_the_country_is_mentioned():
    doc = annotate(article_of("The Thai Meteorological Department warned of rain."))
    (entity,) = tables.entities(doc).itertuples()
    assert entity.actor_id == "organisation:meteorological-department"
    assert "country:THA" in set(tables.mentions(doc)["actor_id"])


@pytest.mark.parametrize(
    "text",
    [
        "She will get her MBA in June.",
        "Please VOTE on Sunday, he wrote. It will be GREAT.",
        "The Department of Zoology found that bees can count.",
        "LIMA, Nevada (Reuters) - A bridge fell on Monday.",
        "African Americans and Mexican-Americans came in large numbers.",
        "The village of Vudilanka was flooded, and Mirdang too.",
        "She told the Duke of Ashby that it was late.",
        "The Bishop of Tarrow prayed.",
    ],
)
def test_degrees_shouts_departments_credits_peoples_and_places_are_no_actors(text):
    assert actors_named(text) == set()


def test_a_handle_is_the_person_whose_name_it_is():
    text = "Governor Dale Moxley lost. “Thank you, @DaleMoxley,” wrote Ann Price."
    assert actors_named(text) == {"person:dale-moxley", "person:ann-price"}


def test_a_title_never_gives_a_surname_to_somebody_of_the_other_gender():
    text = "Hillary Marden won in Lima on Tuesday. Mr. Marden had campaigned there on Monday."
    assert actors_named(text) == {"person:hillary-marden", "person:marden"}


def test_a_company_is_not_the_country_that_it_is_called_after():
    text = "The carrier Emirates Airline bought jets. Emirates paid, its chief Tim Clarke said."
    assert actors_named(text) == {"organisation:emirates-airline", "person:tim-clarke"}


def test_goals_and_seasons_of_a_company_are_no_sport():
    text = (
        "Peru Coal has set itself goals for the season. The goal is to match the output of Peru "
        "this season, and the goals of Peru match those of the goal before."
    )
    assert "organisation:peru-national-team" not in actors_named(text)
    assert not is_about_sport(annotate(article_of(text)))


def test_whom_an_act_concerns_is_an_actor():
    text = "Marigold said on Monday that it had sued Tornvik over a radar."
    assert len(actors_named(text)) == 2


def test_given_names_of_two_languages_are_one_persons():
    text = "Tomas Brandvold left the room. Tom Brandvold said that he was tired."
    assert actors_named(text) == {"person:tomas-brandvold"}


def test_every_name_is_an_entity_whether_it_acts_or_not():
    text = "Muslims in Africa prayed. Ships left Rotterdam for the Congo Basin and South Australia."
    table = tables.entities(annotate(article_of(text)))
    assert dict(zip(table["text"], table["label"], strict=True)) == {
        "Muslims": "NORP",
        "Africa": "LOC",
        "Rotterdam": "GPE",
        "Congo Basin": "LOC",
        "South Australia": "GPE",
    }
    assert table["actor_id"].isna().all()


@pytest.mark.parametrize("last", ["Brint", "Hope", "Petitioners"])
def test_a_text_may_end_with_a_subject_that_is_no_known_name(last):
    text = f"Anna Keller left. “We are done, and the port will open on Monday,” said {last}"
    assert actors_named(text) == {"person:anna-keller"}


@pytest.mark.parametrize("given", ["Helena", "Santosh", "Hatin"])
def test_a_text_may_end_with_a_given_name(given):
    text = f"Anna Keller gave a speech. The prize for it went to {given}"
    assert "person:anna-keller" in actors_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Scorers: Kelli Howard 6, K. Hupfer 1, Kyleigh Trout 11.",
        "Times: Kelli Howard 2:03.4; K. Hupfer 2:04.1; Kyleigh Trout 2:05.",
        "Passing: Kelli Howard 12-24-1 187, K. Hupfer 4-5 9. Saves: Kyleigh Trout 11.",
        "Heat one: 1 Kelli Howard 58, 2 K. Hupfer 51, 3 Kyleigh Trout 44.",
    ],
)
def test_figures_in_a_list_of_results_are_no_part_of_a_name(text):
    assert actors_named(text) <= {
        "person:kelli-howard", "person:k-hupfer", "person:kyleigh-trout"
    }  # fmt: skip
    assert "person:kelli-howard" in actors_named(text)


def test_the_sides_of_results_are_teams_and_what_is_counted_is_no_name():
    text = (
        "BOYS SOCCER\n\nHalden d. Orbeck 3-1\n\nHalden (1-0): J. Anasa 1 assist.\n\n"
        "Orbeck (0-1): K. Hupfer 1 goal. D. Robins 2 saves.\n\n"
        "The teams and the coach of the league's players won the match."
    )
    assert actors_named(text) == {
        "organisation:halden", "organisation:orbeck", "person:j-anasa",
        "person:k-hupfer", "person:d-robins",
    }  # fmt: skip


def test_players_in_the_results_of_a_side_are_people():
    text = (
        "BOYS SOCCER\n\nHalden d. Orbeck 3-1\n\nHalden (1-0): Ulmer 25 points. Bozeman 17 points. "
        "Balmer 4 points. Talorie Crafton 1 goal.\n\nOrbeck (0-1): No goal. The teams and the "
        "coach of the league's players won the match."
    )
    assert actors_named(text) == {
        "organisation:halden", "organisation:orbeck", "person:ulmer", "person:bozeman",
        "person:balmer", "person:talorie-crafton",
    }  # fmt: skip


def test_a_number_at_the_end_of_two_names_does_not_make_them_one():
    people = People(["Kyleigh Trout 1", "K. Hupfer 1"])
    assert people.resolve("K. Hupfer 1").name == "K. Hupfer 1"


MATCH = """Harlow Rovers hold Brackmoor City

Harlow Rovers drew 2-2 with league leaders Brackmoor City, while a hat-trick gave Ellerby Town a \
4-1 win at Castle Athletic.

Brackmoor had a penalty before the break. Striker Joe Marr headed the equaliser. Rovers rallied.

Castle have lost six games in a row. Athletic chairman Neville Strang praised the goalkeeper. \
Fenwick Harriers lost at Marsden Albion.
"""


def test_clubs_called_like_places_are_organisations_under_their_whole_names():
    actors = tables.actors(annotate(article_of(MATCH)))
    clubs = set(actors.loc[actors["kind"] == "organisation", "name"])
    assert clubs == {
        "Harlow Rovers", "Brackmoor City", "Ellerby Town", "Castle Athletic", "Fenwick Harriers",
        "Marsden Albion",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Volkmar admitted it had never seen the accounts.", "organisation"),
        ("Volkmar have never seen the accounts.", "organisation"),
        ("Volkmar said it would rain.", "person"),
        ("If Volkmar were rich, nobody would know.", "person"),
        ("The chief executive of Volkmar left early.", "organisation"),
        ("Volkmar's chief operating officer left early.", "organisation"),
        ("Volkmar chairman Tom Ray left early.", "organisation"),
        ("Volkmar slept. The takeover of Volkmar failed.", "organisation"),
    ],
)
def test_the_verb_and_the_office_show_whether_a_name_is_a_body(text, kind):
    actors = tables.actors(annotate(article_of(text))).set_index("name")
    assert actors.loc["Volkmar", "kind"] == kind


def test_a_company_is_found_by_the_first_word_of_its_name():
    text = "Northlight Pictures closed. Ines Valdor sued Northlight in March."
    (company,) = (
        tables.actors(annotate(article_of(text))).query("kind == 'organisation'").itertuples()
    )
    assert (company.name, company.n_mentions) == ("Northlight Pictures", 2)


def test_a_body_is_not_found_by_the_place_that_it_is_named_after():
    text = "Selwick Council met. A storm hit Selwick in March."
    table = tables.actors(annotate(article_of(text)))
    assert set(table["n_mentions"]) <= {1}


def test_a_club_is_whole_where_the_model_sees_a_part_of_it():
    text = (
        "Hartwell Town 3-1 Pensby Rovers\n\nChika Keane struck as Hartwell came from behind to "
        "beat local rivals Pensby. Rovers led at half-time. The referee gave a penalty, the "
        "goalkeeper saved the free-kick. Pensby boss Ida Lund was silent."
    )
    assert actors_named(text) == {
        "person:chika-keane", "organisation:hartwell-town", "organisation:pensby-rovers",
        "person:ida-lund",
    }  # fmt: skip


def test_a_club_called_like_a_crowd_is_an_organisation():
    text = "The goalkeeper and the striker scored in the league. Hartwell host Blyth Spartans."
    assert "organisation:blyth-spartans" in actors_named(text)


def test_a_town_beside_its_council_is_no_club_without_sport():
    assert actors_named("In Marlow, Town clerk Ida Lund resigned.") == {"person:ida-lund"}
