"""Datelines: "PARIS, March 3 (Reuters) -" becomes a place, an agency and a date.

A dateline is a place at the start of the text, followed by the agency in brackets, the day or the
region, and a dash or colon; or a place in capitals, or a city that agencies report from
(`data/rules/dateline_places.csv`), followed by a dash, and before that perhaps by an agency that
`data/rules/agencies.csv` lacks. What follows has to begin a sentence.
"""

import csv
import re
from functools import cache
from typing import NamedTuple

from helpers.reading.cleaning.agencies import RULES, agency_name
from helpers.reading.cleaning.draft import Draft
from helpers.reading.dates import read_date

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = rf"(?:{WEEKDAY},? )?(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?|{WEEKDAY}"
WORD = r"[^\W\d_a-z][\w.’']*(?:-[\w.’']+)*"
PLACE = rf"{WORD}(?:[ /-](?:(?:of|de|del|da|el|es|la|upon|au|am) )?{WORD}){{0,3}}"
REGION = rf"(?:{WORD}|of|and|the)(?: {WORD}){{0,3}}"
DATELINE = re.compile(
    rf"(?P<place>{PLACE})?"
    rf"(?P<region>, (?!{MONTH} ?\d|{WEEKDAY})(?:{REGION})\.?)?"
    rf"(?:(?: [—–-]{{1,2}} |,? ?)(?P<day>{DAY})\.?)?"
    r"(?:(?:[—–-]{1,2}| ?)[(\[](?P<agency>[^()\[\]]{2,40})[)\]])?"
    r"(?P<mark> ?[—–]+ ?| -{1,2} ?|-{2} ?| ?: ?)?(?=[\"'“‘«(]*[A-Z0-9])"
)  # fmt: skip
MAX_CHARS = 90
MAX_WORDS_OF_AGENCY = 3
MIN_WORDS = 4  # of the sentence after it
# Words in capitals before a colon or dash that announce a kind of article.
LABELS = {
    "analysis", "breaking", "brief", "correction", "exclusive", "explainer", "fact check",
    "factbox", "interview", "live", "opinion", "photos", "pictures", "profile", "review", "update",
    "video", "watch",
}  # fmt: skip


class Dateline(NamedTuple):
    """What a dateline says, and its length in characters."""

    length: int
    place: str | None
    agency: str | None
    date: str | None


def cut_dateline(draft: Draft) -> None:
    """Cut the dateline off the first paragraph; what it says becomes metadata.

    One with an agency in brackets, or of a city in capitals that agencies report from, is cut off
    any paragraph, as below a headline and in a digest.
    """
    kept = draft.kept()
    text = " ".join(draft.paragraphs[i] for i in kept)
    for i in kept:
        found = dateline(draft.paragraphs[i], text, is_wire="agency" in draft.metadata)
        if found is None:
            continue
        if i != kept[0] and not (found.place and (found.agency or _is_known_city(draft, i))):
            continue
        draft.learn("place", found.place)
        draft.learn("agency", found.agency)
        draft.learn("date", found.date)
        draft.cut(i, 0, found.length, "dateline")


def _is_known_city(draft: Draft, i: int) -> bool:
    """ "LIMA - " or "SEOUL – ", but not "Lima - " or "LIMA: " """
    found = DATELINE.match(draft.paragraphs[i][: 2 * MAX_CHARS])
    place, mark = found["place"] or "", (found["mark"] or "").strip()
    return _in_capitals(place) and place.lower() in _places() and mark not in {"", ":"}


def dateline(paragraph: str, text: str = "", *, is_wire: bool = False) -> Dateline | None:
    """Return the dateline that opens a paragraph of `text`, or None.

    In an agency's text (`is_wire`) a city may be followed by a colon, as in India.

    >>> dateline("PORT ASHBY, Ore. (AP) — The ferry sails again.")
    Dateline(length=24, place='Port Ashby, Ore.', agency='AP', date=None)
    """
    found = DATELINE.match(paragraph[: 2 * MAX_CHARS])
    if not found or not 0 < found.end() <= MAX_CHARS:
        return None
    if len(paragraph[found.end() :].split()) < MIN_WORDS or not _is_dateline(found, text, is_wire):
        return None
    place, region = found["place"], found["region"] or ""
    agency = found["agency"]
    is_sure = place and (agency or region or found["day"] or _is_place(place, text))
    return Dateline(
        found.end(),
        f"{_in_title_case(place)}{region}" if is_sure else None,
        agency and (agency_name(agency) or agency),
        _date(found["day"]),
    )


def _is_dateline(found: re.Match, text: str, is_wire: bool) -> bool:
    place, mark = found["place"], found.groupdict("")["mark"].strip()
    agency = found["agency"] and agency_name(found["agency"])
    if not place:
        return bool(agency and mark and not found["day"] and not found["region"])
    if place.lower() in LABELS or (found["agency"] and not (agency or _may_be_agency(found))):
        return False
    if agency:
        return bool(mark) or _in_capitals(place)
    return bool(mark) and _is_place_before("–" * is_wire or mark, found, text)


def _may_be_agency(found: re.Match) -> bool:
    """Whether the words in brackets may name an agency: (Northwire), but not (NYSE: TRR)."""
    words = found["agency"].split()
    return bool(found["day"]) or (
        len(words) <= MAX_WORDS_OF_AGENCY
        and all(word[0].isupper() and word.isalpha() for word in words)
        and (not found["agency"].isupper() or found["place"].lower() in _places())
    )


def _is_place_before(mark: str, found: re.Match, text: str) -> bool:
    """Whether a place before a dash or colon makes a dateline without an agency."""
    place, day = found["place"], found["day"]
    in_capitals, is_known = _in_capitals(place), place.lower() in _places()
    if is_known or day:
        return in_capitals or (is_known and (bool(day) or mark != ":"))
    # An unknown word in capitals may be an organisation's name, which would occur again.
    return in_capitals and mark != ":" and len(re.findall(rf"\b{re.escape(place)}\b", text)) <= 1


def _is_place(name: str, text: str) -> bool:
    """Whether a name is a city that agencies report from, or the text places something there.

    Other words in capitals before a dash are programmes and sections.
    """
    usual = re.escape(_in_title_case(name))
    is_there = rf"\b(?:in|at|near|from|outside|across|around|to) {usual}\b"
    return name.lower() in _places() or bool(re.search(is_there, text))


def _in_capitals(place: str) -> bool:
    return place.upper() == place and len(place) > 2


def _in_title_case(place: str) -> str:
    """A place as it is written inside a sentence."""
    if place.upper() != place:
        return place
    small = {"of", "de", "del", "da", "es", "la", "upon", "au", "am"}
    words = re.split(r"([ /-])", place.title())
    return "".join(w.lower() if i and w.lower() in small else w for i, w in enumerate(words))


def _date(day: str | None) -> str | None:
    """The ISO date of a dateline's day; None if the year is missing."""
    found = read_date(day)
    return found.isoformat() if found else None


@cache
def _places() -> frozenset[str]:
    with (RULES / "dateline_places.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["place"].lower() for row in csv.DictReader(file))
