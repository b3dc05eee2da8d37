import pandas as pd
import pytest

from helpers.tables.parameters import ParameterError, actor_named, day, number, one_of, word

ACTORS = pd.DataFrame(
    {
        "actor_id": ["person:tom-baker", "person:ann-baker", "country:NOR", "person:clara-novak"],
        "name": ["Tom Baker", "Ann Baker", "Norway", "Clara Novak"],
    }
)
TOKENS = pd.DataFrame({"token": ["Talks", "failed"], "lemma": ["talk", "fail"]})


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", "Tom Baker"),
        ("ann baker", "Ann Baker"),
        ("Novak", "Clara Novak"),
        ("country:nor", "Norway"),
    ],
)
def test_an_actor_is_found_by_any_of_its_names(wanted, found):
    assert actor_named("ACTOR", wanted, ACTORS)["name"].tolist() == [found]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: actor_named("ACTOR", "Clara Nowak", ACTORS), 'did you mean "Clara Novak"?'),
        (lambda: actor_named("ACTOR", "Xyz", ACTORS), 'the first actors in the table are "Tom'),
        (lambda: actor_named("ACTOR", "Xyz", ACTORS.head(0)), "no actor here is called that"),
        (lambda: word("KEYWORD", "talkz", TOKENS), 'no such word here; did you mean "talk"'),
        (lambda: word("KEYWORD", "zzz", TOKENS), "KEYWORD is 'zzz'; there is no such word here"),
        (lambda: actor_named("ACTOR", "Baker", ACTORS), "person:tom-baker"),
        (lambda: one_of("BY", "section", ["source", "title"]), '"source" or "title"'),
        (lambda: day("SINCE", "March 2026"), "2026-03-01"),
        (lambda: number("TOP", 0, 1), "from 1 up"),
        (lambda: number("THRESHOLD", 1.5, 0, 1), "from 0 to 1"),
        (lambda: number("TOP", "ten", 1), "TOP is 'ten'"),
    ],
)
def test_a_wrong_value_is_one_line_that_says_what_is_right(call, said):
    with pytest.raises(ParameterError) as error:
        call()
    assert said in str(error.value)
    assert not str(error.value).endswith(" ")
    assert len(str(error.value).splitlines()) == 1
