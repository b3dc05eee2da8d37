"""The day, month or year that a time expression means, counted from the article's date."""

import re
from datetime import date, datetime
from functools import cache

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Words before or after those for the day that do not change it.
_AROUND = re.compile(
    r"^(?:(?:on|in|by|at|of|the|late|later|early|earlier|mid|since|until|from)[ -])+"
    r"|(?:,? (?:early|late|at|around|local|before|after|the)\b.*"
    r"|[ ,]+(?:morning|afternoon|evening|night|noon|midnight))$",
    re.IGNORECASE,
)
_MONTH = r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*"
_KNOWN = re.compile(
    rf"(?:(?:last|this|next|past) )?(?:{'|'.join(WEEKDAYS)})"
    r"|today|yesterday|tomorrow|tonight"
    rf"|(?:(?:last|this|next) )?(?:{_MONTH})\.?(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\.?(?:,? \d{{4}})?"
    r"|(?:1[6-9]|20)\d\d(?:-\d\d-\d\d)?"
    r"|(?:last|this|next) (?:month|year)"
    r"|(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten) (?:day|month|year)s?"
    r" (?:ago|earlier)",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"(?:by|before|until|till)\b", re.IGNORECASE)
_SAME_DAY = re.compile(r"^(?:late )?last night$", re.IGNORECASE)
# "Friday, 26 October": the date says the day.
_WEEKDAY_TOO = re.compile(rf"^(?:{'|'.join(WEEKDAYS)}),? (?=\d|{_MONTH})", re.IGNORECASE)
_FORMS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def date_of(words: str, published: date | None, future: bool = False) -> str | None:
    """Return the date that `words` mean as ISO 8601, as exact as they are, or None if unclear.

    `published` is the article's date; without it only full dates and years are known. A weekday is
    the last one before, or the day itself; with `future` the next one. Spans such as "three days"
    or "the 1990s" are not dates.

    >>> date_of("last Tuesday", date(2020, 10, 26)), date_of("in March", date(2020, 10, 26))
    ('2020-10-20', '2020-03')
    >>> date_of("recent years", date(2020, 10, 26)) is None
    True
    """
    bare = _SAME_DAY.sub("yesterday", " ".join(words.split()))
    bare = _WEEKDAY_TOO.sub("", bare)
    shorter = _AROUND.sub("", bare).strip(" ,")
    while shorter != bare:
        bare, shorter = shorter, _AROUND.sub("", shorter).strip(" ,")
    if not _KNOWN.fullmatch(bare) or (published is None and not re.search(r"\d{4}", bare)):
        return None
    if published is not None and bare.lower() == WEEKDAYS[published.weekday()]:
        # "will meet on Friday", of a Friday, is that day; "by Friday" may be the next.
        return None if _LIMIT.match(words) else published.isoformat()
    bare = re.sub(r"^(?:this|past) (?=\w+day$)|^this (?=\w{3})(?!month|year)", "", bare, flags=re.I)
    bare = re.sub(rf"^(last|next) (?={_MONTH})", "", bare, flags=re.I)
    ahead = future and not bare.lower().startswith("last ")
    found = _parser(published or date(2000, 1, 1), ahead).get_date_data(bare)
    if found is None or found.date_obj is None or found.period not in _FORMS:
        return None
    return found.date_obj.strftime(_FORMS[found.period])


@cache
def _parser(published: date, future: bool):
    from dateparser.date import DateDataParser

    base = datetime.combine(published, datetime.min.time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future" if future else "past"}
    return DateDataParser(languages=["en"], settings=settings)
