"""Pages that show only the beginning of their article, because the rest is for subscribers."""

import csv
import re
from functools import cache
from pathlib import Path

from lxml.html import HtmlElement

from helpers.reading.page_metadata import linked_data

RULES = Path(__file__).resolve().parents[2] / "data" / "rules" / "paywalls.csv"
# A page that states its article's length has to show this share of its words; on others, what is
# shown before a paywall is a paragraph or two.
MIN_SHARE, MAX_TEASER_WORDS = 0.5, 120
MAX_DIGITS = 7  # of a number of words
TIER = "//meta[@property='article:content_tier']/@content"


def least_words(tree: HtmlElement) -> float:
    """Return how many words a page has to show for them to be the whole article.

    The result is 0 unless the page says that its rest is for subscribers: in its JSON-LD
    (`isAccessibleForFree`), in a meta tag, or to the reader. A page saved by a subscriber has more
    words.
    """
    records = list(linked_data(tree))
    says_so = (
        any(str(record.get("isAccessibleForFree")).lower() == "false" for record in records)
        or "locked" in tree.xpath(TIER)
        or bool(_pattern().search(" ".join(tree.text_content().lower().split())))
    )
    if not says_so:
        return 0
    lengths = [n for record in records if (n := _length(record))]
    return MIN_SHARE * max(lengths) if lengths else MAX_TEASER_WORDS


def _length(record: dict) -> int:
    """How many words an article has according to its JSON-LD, or 0."""
    stated = str(record.get("wordCount", ""))
    body = record.get("articleBody")
    if stated.isdecimal() and len(stated) <= MAX_DIGITS:
        return int(stated)
    return len(body.split()) if isinstance(body, str) else 0


@cache
def _pattern() -> re.Pattern:
    """The rules as one pattern for text in lower case, as ignoring case takes twice as long."""
    with RULES.open(encoding="utf-8", newline="") as file:
        patterns = [row["pattern"] for row in csv.DictReader(file)]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
