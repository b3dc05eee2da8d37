from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables.places import place_table


def test_places_that_are_not_actors_have_a_country_and_coordinates():
    text = (
        "Anna Keller lives in Rotterdam and works in Africa. She came back to Rotterdam on Monday."
    )
    entities = tables.entities(annotate(article_of(text)))
    before = entities.copy()
    table = place_table(entities).set_index("place")
    assert table["n"].to_dict() == {"Rotterdam": 2, "Africa": 1}
    city = table.loc["Rotterdam"]
    assert (city["country"], city["sentence_ids"]) == ("Netherlands", [0, 1])
    assert (round(city["latitude"]), round(city["longitude"])) == (52, 4)
    assert table.loc["Africa"].isna()["latitude"]
    assert entities.equals(before)


def test_a_continent_is_not_the_village_of_its_name():
    entities = tables.entities(annotate(article_of("Anna Keller toured Asia in the spring.")))
    table = place_table(entities).set_index("place")
    assert table.loc["Asia"].isna()["country"]


def test_a_text_without_places_has_an_empty_table():
    entities = tables.entities(annotate(article_of("It rained.")))
    assert place_table(entities).empty
