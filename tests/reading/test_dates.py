"""Dates in all common forms: read if the day is clear, and never made up."""

from datetime import UTC, date, datetime

import pytest

from helpers.reading.dates import day_first_of, now, read_date

DAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-11", "2026-03-11T23:30:00-05:00", "2026-03-11 04:12:55.120394", "2026/03/11/",
        "20260311", "20260311093000", "Wed, 11 Mar 2026 09:00:00 GMT", "March 11, 2026",
        "Wednesday, March 11, 2026 9:30 AM GMT", "11 March 2026", "11th of March 2026", "11-Mar-26",
        "Mar. 11 2026", "Mittwoch, 11. März 2026", "mercredi 11 mars 2026, p. 12",
        "11 de marzo de 2026", "11 maart 2026", "11 marzo 2026", "11.03.2026", "11.3.26",
        1773230400, "1773230400", 1773230400000, "1773230400000", 1773230400000000000,
        1773230400.5, 46092, "46092.75", DAY, datetime(2026, 3, 11, 23, 59, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_day_in_any_form_is_read_in_its_own_time_zone(value):
    assert read_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "", None, "yesterday", "March 2026", "2026", 2026, "11/03/2026", "03-04-05", "12/2025",
        "2026-02-30", "0000-00-00", "9999-12-31", "Volume 3, Issue 12 2026", "iso2022_jp",
        10**35, "9" * 13, float("nan"), float("inf"), True, -5,
    ],
)  # fmt: skip
def test_an_unclear_day_is_not_a_date(value):
    assert read_date(value) is None


@pytest.mark.parametrize(
    ("column", "day_first"),
    [
        (["11/03/2026", "13/03/2026"], True),
        (["11/03/2026", "03/13/2026"], False),
        (["11/03/2026"], None),
        (["13/03/2026", "03/13/2026"], None),
        ([None, 17, "soon"], None),
    ],
)
def test_a_column_says_itself_whether_the_day_comes_first(column, day_first):
    assert day_first_of(column) is day_first


def test_numbers_are_read_as_the_column_says():
    assert read_date("11/03/2026", day_first=True) == DAY
    assert read_date("03/11/2026", day_first=False) == DAY
    assert read_date("13/03/2026", day_first=False) == date(2026, 3, 13)


@pytest.mark.parametrize("stated", ["", "soon", "²", "9" * 30, "-" + "9" * 30])
def test_a_stated_time_that_is_none_is_passed_over(monkeypatch, stated):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    assert abs(now() - datetime.now(UTC)).total_seconds() < 60


@pytest.mark.parametrize(
    "value",
    [
        "1-5 March 2026", "1 – 5 March 2026", "March 1-5, 2026", "27 February to 3 March 2026",
        "February 27 - March 3, 2026", "2026-03-05 / 2026-03-07", "2026-03-05 to 2026-03-07",
    ],
)  # fmt: skip
def test_days_from_one_to_another_are_no_day(value):
    assert read_date(value) is None


@pytest.mark.parametrize(
    "value", ["March 11, 2026 - 10 a.m.", "11 March 2026 - 10:30", "Wed 11-Mar-2026", "2026/03/11"]
)
def test_a_day_before_a_time_is_no_range(value):
    assert read_date(value) == DAY
