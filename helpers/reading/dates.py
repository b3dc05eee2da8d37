"""Dates as they occur in files: in words, in numbers, as seconds since 1970 or days since 1900.

A day counts only if it is written out: "March 2026" and "yesterday" are not days, and neither is
11/03/2026 if nothing says which number is the month.
"""

import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

FIRST_YEAR, LAST_YEAR = 1600, 2199
# Languages whose month names are read: those of databases' pages and exports.
LANGUAGES = ("en", "de", "fr", "nl", "es", "it", "pt", "da", "sv", "nb")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = (18_264, 73_051)  # 1950 to 2100
# The POSIX rule for two digits: 69 to 99 are the years from 1969, 00 to 68 those from 2000.
FIRST_TWO_DIGIT_YEAR = 69
# Units of a time since 1970 per second, by the smallest number of each (1973).
EPOCHS = ((10**17, 10**9), (10**14, 10**6), (10**11, 10**3), (10**8, 1))

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_IN_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.-]\d|\d)")
_WORD = r"([^\W\d_]{3,12})"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?"
_IN_WORDS = (
    re.compile(rf"\b{_DAY}[\s-]+(?:of\s+|de\s+)?{_WORD}\.?,?[\s-]+(?:de\s+|del\s+)?(\d{{4}})\b"),
    re.compile(rf"\b{_WORD}\.?[\s-]+{_DAY},?[\s-]+(\d{{4}})\b"),
    re.compile(rf"\b(\d{{4}})[\s,-]+{_WORD}\.?[\s-]+{_DAY}\b"),
)
_TO = r"\s*(?:[-–—/]|to|until)\s*"
_RANGES = (
    re.compile(rf"\b\d\d?(?:\s+{_WORD}\.?)?{_TO}\d\d?\s+{_WORD}\b"),
    re.compile(rf"\b{_WORD}\.?\s+\d\d?{_TO}(?:{_WORD}\.?\s+)?\d\d?\b(?![:.]\d|\s*[ap]\.?m)"),
)
_TWO_DAYS = re.compile(rf"{_YEAR_FIRST.pattern}{_TO}\d{{4}}[-/.]")
_EXCEL_SHORT = re.compile(rf"(\d{{1,2}})-{_WORD}-(\d\d)$")


def read_date(value: Any, *, day_first: bool | None = None) -> date | None:
    """Return the day that a value states, in its own time zone, or None if that is not clear.

    Accepts dates and times; ISO 8601, RFC 5322 and other common forms, with month names in ten
    languages; seconds, milliseconds, micro- and nanoseconds since 1970 (in UTC), and Excel's days.
    `day_first` says how to read dates like 11/03/2026 (see `day_first_of`).

    >>> read_date("2026-03-11T23:30:00-05:00"), read_date("11/03/2026"), read_date(1773230400)
    (datetime.date(2026, 3, 11), None, datetime.date(2026, 3, 11))
    """
    if value is None or isinstance(value, bool) or value != value:
        return None
    try:
        if isinstance(value, datetime):
            found = value.date()
        elif isinstance(value, date):
            found = value
        elif isinstance(value, int | float):
            found = _from_number(value)
        else:
            found = _from_text(" ".join(str(value).split())[:200], day_first)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def now() -> datetime:
    """Return the time that output states: the present, or that of `SOURCE_DATE_EPOCH`.

    That variable has seconds since 1970, and makes the same input produce the same files
    (reproducible-builds.org/specs/source-date-epoch).
    """
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC)
    except (ValueError, OverflowError, OSError):  # none, or no time that there is
        return datetime.now(UTC)


def unread_date(value: str | None) -> str | None:
    """Return a date as it is written, if there is one and it is ambiguous or incomplete.

    >>> unread_date("11/03/2026"), unread_date("11 March 2026")
    ('11/03/2026', None)
    """
    return value if value and read_date(value) is None else None


def day_first_of(values: Iterable[Any]) -> bool | None:
    """Return whether dates like 11/03/2026 in a column begin with the day, or None if unclear.

    The evidence is dates that can be read in one way only, such as 13/03/2026.

    >>> day_first_of(["11/03/2026", "13/03/2026"]), day_first_of(["11/03/2026"])
    (True, None)
    """
    seen = set()
    for value in values:
        match = _IN_NUMBERS.match(value.strip()) if isinstance(value, str) else None
        if match and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                seen.add(True)
            elif second > 12 >= first:
                seen.add(False)
    return seen.pop() if len(seen) == 1 else None


def _from_number(number: float) -> date | None:
    whole = int(number)
    if EXCEL_DAYS[0] <= number < EXCEL_DAYS[1]:
        return EXCEL_EPOCH + timedelta(days=whole)
    if number == whole and (found := _from_digits(str(whole))):
        return found
    for least, per_second in EPOCHS:
        if number >= least:
            return datetime.fromtimestamp(number / per_second, UTC).date()
    return None


def _from_digits(digits: str) -> date | None:
    """The day in 20260311 or 20260311093000."""
    if len(digits) not in {8, 12, 14} or not FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _from_text(text: str, day_first: bool | None) -> date | None:
    if re.fullmatch(r"\d{5,19}(\.\d+)?", text):
        return _from_number(float(text) if "." in text else int(text))
    if _TWO_DAYS.match(text) or any(_is_range(form, text) for form in _RANGES):
        return None
    if match := _YEAR_FIRST.match(text):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := _IN_NUMBERS.match(text):
        return _from_numbers(match, day_first)
    if match := _EXCEL_SHORT.match(text):
        return _with_month(match[1], match[2], str(_year(match[3])))
    for form in _IN_WORDS:
        for match in form.finditer(text):
            parts = sorted(match.groups(), key=lambda part: (not part.isdigit(), -len(part)))
            year, day, word = parts
            if found := _with_month(day, word, year):
                return found
    return None


def _is_range(form: re.Pattern, text: str) -> bool:
    """Whether a text has days from one to another, as in "1-5 May 2026"."""
    return any(any(map(month_of, filter(None, found.groups()))) for found in form.finditer(text))


def _from_numbers(match: re.Match, day_first: bool | None) -> date | None:
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    if first == second or first > 12 or second > 12:
        day, month = (first, second) if first > 12 or first == second else (second, first)
    elif match[2] == "." or day_first is not None:
        day, month = (second, first) if day_first is False else (first, second)
    else:
        return None
    return date(year, month, day)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= FIRST_TWO_DIGIT_YEAR else 2000)


def _with_month(day: str, word: str, year: str) -> date | None:
    month = month_of(word)
    try:
        return date(int(year), month, int(day)) if month else None
    except ValueError:
        return None


def month_of(word: str) -> int | None:
    """Return the number of the month that a word names in one of the languages read, or None.

    >>> month_of("Sept"), month_of("märz"), month_of("monday")
    (9, 3, None)
    """
    return _months().get(word.casefold())


@cache
def _months() -> dict[str, int]:
    """Month names and their short forms, from dateparser's Unicode locale data."""
    from dateparser.languages.loader import default_loader

    found: dict[str, int] = {}
    for locale in default_loader.get_locales(languages=list(LANGUAGES)):
        for number, name in enumerate(MONTHS, start=1):
            for word in (name, *locale.info.get(name, ())):
                found.setdefault(word.casefold().rstrip("."), number)
    return found
