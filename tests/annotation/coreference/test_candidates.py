import pytest
from conftest import article_of

from helpers.annotation.coreference.candidates import find_candidates
from helpers.annotation.coreference.people import could_be_person
from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Connie", True),
        ("Connie Marsh", True),
        ("Volkmar Motors", False),
        ("Marsh University", False),
        ("WATERWATCH", False),
        ("Greenpeace", False),
    ],
)
def test_an_unknown_name_may_be_a_persons_unless_it_says_what_it_is(name, expected):
    assert could_be_person("organisation:some", name) is expected


def test_countries_and_people_are_not_mistaken_organisations():
    assert not could_be_person("country:FRA", "France")
    assert not could_be_person("person:anna-keller", "Anna Keller")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A 19-year-old was arrested.", "A 19-year-old"),
        ("The co-pilot broke an arm.", "pilot"),
        ("The Bulgarian is a candidate who brings experience.", "The Bulgarian"),
    ],
)
def test_a_person_is_called_by_age_nationality_or_a_word_with_a_hyphen(text, words):
    doc = annotate(article_of(text))
    assert [doc[c.start : c.end].text for c in find_candidates(doc, {})] == [words]


def test_those_without_a_name_are_candidates_and_the_same_noun_is_the_same_person():
    doc = annotate(article_of("A man ran. The man met Anna Keller. Another man slept."))
    chains = [candidate.chain for candidate in find_candidates(doc, {})]
    first, again, named, other = chains
    assert first == again != other
    assert named == "person:anna-keller"


@pytest.mark.parametrize(
    "text",
    ["They say: Stop TTIP!", "Nevada praised the plan.", "They boarded the Skerry."],
)
def test_abbreviations_places_and_ships_are_not_people(text):
    doc = annotate(article_of(text))
    assert not [c for c in find_candidates(doc, {}) if not c.named]


@pytest.mark.parametrize(
    "text", ["No minister came.", "Every minister came.", "They held an in-person meeting."]
)
def test_nobody_in_particular_is_no_candidate(text):
    assert not find_candidates(annotate(article_of(text)), {})
