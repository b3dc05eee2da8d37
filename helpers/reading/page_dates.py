"""The day of an article's publication, taken only from what a page marks as dates.

A year in a sentence, a copyright line, or the name of an encoding is not a date. Only metadata,
JSON-LD, `<time>`, short lines whose class says that they are dates, and the page's own address
count.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, takewhile

from lxml import html
from lxml.html import HtmlElement

from helpers.reading.dates import month_of, read_date
from helpers.reading.page_tree import reason_of

DATE_CLASS = re.compile(
    r"(?<!event)(?<!event[-_])(?<!birth)(?<!birth[-_])date(?!ba)|(?<!life)time(?!line)|publish|pubdate|posted|byline|timestamp|article-?meta|post-?meta|"
    r"entry-?meta",
    re.IGNORECASE,
)
# Reasons whose elements are about something other than the article's publication.
OTHER_META = re.compile(
    r"image|photo|video|audio|title|headline|description|abstract|keyword|tag|copyright|generator|"
    r"viewport|event|birth|expir|version|verif",
    re.IGNORECASE,
)
NOT_THE_ARTICLE = {
    "advertisement", "appeal", "aside", "form", "links", "newsletter",
    "note on the author or publisher", "share and comment line", "site notice",
}  # fmt: skip
OTHER_RECORD = re.compile(
    r"Comment|Event|Product|Person|Organization|(?:Video|Image|Audio|Media)Object|Movie|Book|Album"
)
IN_NUMBERS = re.compile(r"(?<!\d)\d{1,4}([-/.])\d{1,2}\1\d{2,4}(?!\d)")
UNKNOWN = date(1970, 1, 1)  # what programs write for a missing date
MAX_WORDS, MAX_LINE_CHARS = 25, 5_000  # of a line with dates
MAX_LINES, MAX_MARKED = 40, 1000  # that are used, and that are looked at
LINES = ("time", "abbr", "span", "div", "p", "li", "em", "small")
BLOCKS = ("p", "li", "td", "dd", "blockquote", "div")
MOST_TIMES = 20  # in one line that says when an article was published
FEWEST_AROUND = 4  # words of a sentence around its date
SENTENCE_END = re.compile(r"(?<!\b[ap]\.m)[.!?][\"'”’)]*\s*$", re.IGNORECASE)
PUBLISHED = re.compile(r"\b(?:re)?(?:publish|post|print|updat|modif|appear)", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
ISO_DAY = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
# "/2019/11/19/", "/2019/nov/19/", "/2019-11-19/" in the path of an article.
PATH_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>\d\d|[a-z]{3})[/-]?(?P<day>\d\d)(?!\d)"
)
FILES = re.compile(r"/(?:assets?|static|images?|img|uploads?|files?|wp-content)/", re.IGNORECASE)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ADDRESSES = (
    "//link[@rel='canonical']/@href",
    "//meta[@property='og:url']/@content",
)


def page_date(tree: HtmlElement, records: list[dict], url: str | None = None) -> str | None:
    """Return the ISO date on which the article was published, or None if the page gives none."""
    return _stated(tree, records) or _of_address(tree, url) or _searched(tree)


def _stated(tree: HtmlElement, records: list[dict]) -> str | None:
    """The date that JSON-LD or the tag for it states in ISO form."""
    values = [
        record.get("datePublished")
        for record in records
        if not OTHER_RECORD.search(str(record.get("@type")))
    ]
    values += tree.xpath(
        "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"
    )
    return next((day for value in values if (day := _iso_day(value))), None)


def _searched(tree: HtmlElement) -> str | None:
    """The date that htmldate finds among the page's tags and date lines."""
    from htmldate import find_date

    page = html.Element("html")
    head, body = html.Element("head"), html.Element("body")
    page.extend([head, body])
    head.extend(map(_copy, islice(filter(_is_dated, tree.iter("meta")), MAX_LINES)))
    body.extend(map(_copy, islice(_date_lines(tree), MAX_LINES)))
    if not len(head) and not len(body):
        return None
    latest = date.today() + timedelta(days=1)
    found = find_date(page, original_date=True, extensive_search=False, max_date=latest)
    return found if found and _is_written(date.fromisoformat(found), page) else None


def _is_dated(meta: HtmlElement) -> bool:
    """Whether a tag can say when the article was published."""
    if meta.get("http-equiv"):
        return False  # a header of the server, such as when its copy expires
    name = f"{meta.get('name')} {meta.get('property')} {meta.get('itemprop')}"
    return bool(YEAR.search(meta.get("content") or "")) and OTHER_META.search(name) is None


def _date_lines(tree: HtmlElement) -> Iterator[HtmlElement]:
    apart: dict[HtmlElement, bool] = {}
    for element in islice(filter(_is_marked, tree.iter(*LINES)), MAX_MARKED):
        if _is_for_dates(element) and not _is_apart(element, apart):
            yield element


def _is_written(day: date, page: HtmlElement) -> bool:
    """Whether the page states exactly this day: not only a month, and not two ambiguous numbers."""
    texts = [text for element in page.iter() for text in (element.text, *element.values()) if text]
    return any(_says(text, day) for text in texts)


def _says(text: str, day: date) -> bool:
    if _iso_day(text) == day.isoformat():
        return True
    if any(read_date(numbers[0]) == day for numbers in IN_NUMBERS.finditer(text)):
        return True
    numbers = set(re.findall(r"\d+", text))
    return (
        str(day.year) in numbers
        and bool({str(day.day), f"{day.day:02}"} & numbers)
        and day.month in map(month_of, re.findall(r"[^\W\d_]{3,}", text))
    )


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element is a `<time>` or has a class that says that it is about dates."""
    names = (
        f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    )
    return element.tag == "time" or bool(DATE_CLASS.search(names))


def _is_for_dates(element: HtmlElement) -> bool:
    if element.tag == "time" and _is_in_prose(element):
        return False
    if element.tag == "time" and element.get("datetime"):
        return True
    text = element.text_content()
    return (
        len(text) <= MAX_LINE_CHARS
        and bool(YEAR.search(text))
        and len(text.split()) <= MAX_WORDS
        and not re.search(r"©|opyright", text)
    )


def _is_apart(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether an element is in a part of the page that is not the article; notes it for others."""
    unknown = list(takewhile(lambda one: one not in known, (element, *element.iterancestors())))
    for one in reversed(unknown):
        known[one] = known.get(one.getparent(), False) or reason_of(one) in NOT_THE_ARTICLE
    return known[element]


def _is_in_prose(element: HtmlElement) -> bool:
    """Whether a `<time>` is part of a sentence, other than one that says when this was published.

    >>> tree = html.fromstring("<p>She sank on <time>15 April 2012</time>.</p>")
    >>> _is_in_prose(tree.find("time"))
    True
    """
    block = next(element.iterancestors(*BLOCKS), None)
    if block is None or next(block.iterdescendants(*BLOCKS), None) is not None:
        return False
    if next(islice(block.iter("time"), MOST_TIMES, None), None) is not None:
        return True
    around = block.text_content().replace(element.text_content(), " ", 1)
    return (
        len(around.split()) >= FEWEST_AROUND
        and SENTENCE_END.search(around) is not None
        and PUBLISHED.search(around) is None
    )


def _copy(element: HtmlElement) -> HtmlElement:
    copy = html.Element(element.tag, dict(element.attrib))
    copy.text = element.text_content()
    return copy


def _of_address(tree: HtmlElement, url: str | None) -> str | None:
    """The day in the page's own address."""
    for address in (url, *(found for path in ADDRESSES for found in tree.xpath(path))):
        if not address or FILES.search(address):
            continue
        if found := PATH_DAY.search(re.split("[?#]", address, maxsplit=1)[0]):
            month = found["month"]
            number = MONTHS.index(month) + 1 if month in MONTHS else month
            if day := _iso_day(f"{found['year']}-{number:0>2}-{found['day']}"):
                return day
    return None


def _iso_day(value) -> str | None:
    found = ISO_DAY.match(value.strip()) if isinstance(value, str) else None
    if not found:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return None if day == UNKNOWN else day.isoformat()
