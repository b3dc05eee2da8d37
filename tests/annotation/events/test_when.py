"""The date that a time expression means."""

from datetime import date

import pytest

from helpers.annotation.events.when import date_of

MONDAY = date(2020, 10, 26)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Tuesday", "2020-10-20"),
        ("last Tuesday", "2020-10-20"),
        ("Tuesday night", "2020-10-20"),
        ("on Monday", "2020-10-26"),
        ("yesterday", "2020-10-25"),
        ("October 3", "2020-10-03"),
        ("3 October 2019", "2019-10-03"),
        ("last night", "2020-10-25"),
        ("Saturday, 3 October", "2020-10-03"),
        ("Saturday, October 3, 2020", "2020-10-03"),
        ("two years ago", "2018"),
        ("in March", "2020-03"),
        ("1990", "1990"),
        ("last week", None),
        ("three days", None),
        ("the 1980s", None),
        ("recent years", None),
        ("summer", None),
    ],
)
def test_a_time_is_as_exact_as_its_words(words, expected):
    assert date_of(words, MONDAY) == expected


def test_a_plan_is_ahead():
    assert date_of("Tuesday", MONDAY, future=True) == "2020-10-27"
    assert date_of("last Tuesday", MONDAY, future=True) == "2020-10-20"
    assert date_of("on Monday", MONDAY, future=True) == "2020-10-26"
    assert date_of("by Monday", MONDAY, future=True) is None


def test_without_the_date_of_the_article_only_full_dates_are_known():
    assert date_of("Tuesday", None) is None
    assert date_of("October 3", None) is None
    assert date_of("October 3, 2019", None) == "2019-10-03"
