"""Looks up which country, international body, organisation or title a string names.

Sources: names and official names of countries from pycountry (ISO 3166); everything that no library
provides from our own tables in data/gazetteers/: everyday names and demonyms, capitals and seats of
government, international bodies, known organisations, titles, and names that are not actors. A
place is a country here if demonyms.csv has it: the members and observers of the United Nations,
Taiwan, Kosovo (`XKX`, a code in common use that ISO 3166 does not have), and territories that news
treats as actors, such as Hong Kong and Greenland. England, Scotland, Wales and Northern Ireland are
parts of a country; neither they nor "English" or "Scottish" are forms of the United Kingdom.

CLDR's names are not loaded, since babel takes as long as everything else here; the tests compare
our forms with them. ISO codes are not forms, as most are also other words ("IN", "IT", "CAN"). The
few that newspapers use (US, UK, USA, UAE) are in demonyms.csv.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import combining, normalize

TABLES = Path(__file__).resolve().parents[2] / "data" / "gazetteers"

# From this length, a form in capitals is a name and not an acronym: "IRAN", but not "ARE".
SHORTEST_IN_CAPITALS = 4


class Country(NamedTuple):
    """A country or territory under its everyday English name."""

    alpha_3: str
    name: str


class Match(NamedTuple):
    """What a form means: a country, by its `name`, a `demonym`, its `capital` or a `seat`.

    A seat is a place or building that stands for a government or a part of it. A form with
    `ambiguous` has other meanings as well, given there, and needs more evidence.
    """

    country: Country
    kind: str
    ambiguous: bool


class Bloc(NamedTuple):
    """An international body, and its best-known name."""

    id: str
    name: str


class Organisation(NamedTuple):
    """A well-known organisation under its usual name, and what it is: "party", "company"."""

    name: str
    type: str


class NoActor(NamedTuple):
    """A name that is not an actor's, and what it is instead: "region", "religion or people" …"""

    kind: str


def country(form: str) -> Match | None:
    """Return the country that `form` names, or None.

    A leading "the", a possessive ending, accents, spaces and the shape of apostrophes do not
    matter. Case does, because "us" is a pronoun and "turkey" a bird, except for names in capitals.

    >>> country("the United States’ ").country.name
    'United States'
    >>> country("INDIA").kind, country("Frenchwoman").kind, country("the Kremlin").kind
    ('name', 'demonym', 'seat')
    >>> country("Chad").ambiguous
    True
    >>> country("us") is None
    True
    """
    return _look_up(form, country_forms)


def bloc(form: str) -> Bloc | None:
    """Return the international body that `form` names, or None; as tolerant as `country`.

    >>> bloc("the Organisation for Security and Co-operation in Europe").id
    'osce'
    """
    return _look_up(form, bloc_forms)


def organisation(form: str) -> Organisation | None:
    """Return the well-known organisation that `form` names, or None; as tolerant as `country`.

    >>> organisation("the Bundesbank").type
    'agency'
    """
    return _look_up(form, organisation_forms)


def no_actor(form: str) -> NoActor | None:
    """Return what `form` names instead of an actor (a region, a religion, a thing), or None.

    >>> no_actor("the Middle East").kind, no_actor("Christmas").kind, no_actor("India")
    ('region', 'holiday, scripture or event', None)
    """
    forms = _no_actor_forms()
    return next((forms[way] for way in _candidates(folded(form)) if way in forms), None)


def region_or_country(form: str) -> bool:
    """Say whether `form` is the name of a country or a region of the world, not a demonym.

    >>> region_or_country("Africa"), region_or_country("Norway"), region_or_country("Norwegian")
    (True, True, False)
    """
    match = country(form)
    return no_actor(form) == NoActor("region") or (match is not None and match.kind == "name")


@cache
def longest_forms() -> Mapping[str, int]:
    """Return, for each first word, the length of the longest form that begins with it.

    A word outside this table begins no known form, so most of a text need not be looked up.
    """
    longest: dict[str, int] = {}
    for forms in (country_forms(), bloc_forms(), organisation_forms(), _no_actor_forms()):
        for form in forms:
            first = re.split(r"[\s.'’&+-]", form, maxsplit=1)[0]
            for word in (first, first.upper()):
                longest[word] = max(longest.get(word, 0), len(form))
    return MappingProxyType(longest)


@cache
def context_words(category: str) -> frozenset[str]:
    """Return the words of a category in context_words.csv: what they show about a name beside them.

    Raises `KeyError` for a category that the table does not have.

    >>> "Ministry" in context_words("organisation word"), "aide" in context_words("person noun")
    (True, True)
    """
    return _context_words()[category]


@cache
def _context_words() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows("context_words.csv"):
        found.setdefault(row["says"], set()).add(row["word"])
    return MappingProxyType({category: frozenset(words) for category, words in found.items()})


@cache
def countries() -> Mapping[str, Country]:
    """Return every country by its three-letter code.

    >>> countries()["RUS"]
    Country(alpha_3='RUS', name='Russia')
    """
    names = {alpha_3: record.get("common_name", record["name"]) for alpha_3, record in _iso()}
    rows = _rows("demonyms.csv")
    names |= {row["alpha_3"]: row["form"] for row in rows if row["kind"] == "usual"}
    known = sorted({row["alpha_3"] for row in rows})
    return MappingProxyType({alpha_3: Country(alpha_3, names[alpha_3]) for alpha_3 in known})


@cache
def country_forms() -> Mapping[str, Match]:
    """Return all forms of all countries, in every spelling, without a leading "the".

    They are for building a matcher, which has to prefer the longest name in the text: without
    entries for "New Mexico", "Northern Ireland" or "Latin America", it would find their parts.
    """
    # The first one wins: our choice among countries that share a form ("Congo"), then a country's
    # name over the same name of its capital ("Singapore").
    forms: dict[str, Match] = {}

    def add(form: str, alpha_3: str, kind: str) -> None:
        match = Match(countries()[alpha_3], kind, folded(form) in _ambiguous_folded())
        for spelling in _spellings(form):
            forms.setdefault(spelling, match)

    for row in _rows("demonyms.csv"):
        add(row["form"], row["alpha_3"], "demonym" if row["kind"] == "demonym" else "name")
    for alpha_3, record in _iso():
        if alpha_3 in countries():
            for field in ("common_name", "official_name", "name"):
                name = record.get(field, "").removeprefix("the ")
                # ISO turns some names around: "Korea, Republic of", "Virgin Islands (British)".
                if name and not set("(,") & set(name):
                    add(name, alpha_3, "name")
    for row in _rows("seats.csv"):
        add(row["form"], row["alpha_3"], row["kind"])
    return MappingProxyType(forms)


@cache
def bloc_forms() -> Mapping[str, Bloc]:
    """Return all forms of all international bodies, in every spelling."""
    return MappingProxyType(
        {
            spelling: Bloc(row["id"], row["name"])
            for row in _rows("blocs.csv")
            for spelling in _spellings(row["form"])
        }
    )


@cache
def bloc_names() -> Mapping[str, str]:
    """Return the name of every international body by its id."""
    return MappingProxyType({row["id"]: row["name"] for row in _rows("blocs.csv")})


@cache
def organisation_forms() -> Mapping[str, Organisation]:
    """Return all forms of the well-known organisations, in every spelling."""
    return MappingProxyType(
        {
            spelling: Organisation(row["name"], row["kind"])
            for row in _rows("organisations.csv")
            for spelling in _spellings(row["form"])
        }
    )


@cache
def ambiguous() -> Mapping[str, str]:
    """Return the forms of countries and bodies that have other meanings, and those meanings.

    If several countries share a form ("Congolese"), `country` returns the one that news means most
    often; the column `also` of ambiguous.csv has the codes of the others.
    """
    return MappingProxyType({row["form"]: row["why"] for row in _rows("ambiguous.csv")})


def is_ambiguous(form: str) -> bool:
    """Say whether ambiguous.csv has `form`, however it is accented."""
    return folded(form) in _ambiguous_folded()


def needs_another_name(form: str) -> bool:
    """Say whether `form` means what the table says only if the text has another name for it.

    >>> needs_another_name("Alliance"), needs_another_name("NATO")
    (True, False)
    """
    return ambiguous().get(form) == "only beside another name"


@cache
def titles() -> Mapping[str, str]:
    """Return the titles before a name: honorific, office, military, religious, noble or role.

    The keys are in lower case, without a final dot, with and without accents.

    >>> titles()["prime minister"], titles()["gen"]
    ('office', 'military')
    """
    return MappingProxyType(
        {
            spelling.lower(): row["kind"]
            for row in _rows("titles.csv")
            for spelling in _spellings(row["form"])
        }
    )


@lru_cache(maxsize=1 << 14)
def _look_up(form: str, forms: Callable[[], Mapping]):
    """Return what `forms` has for a form from running text; names in capitals come last."""
    for candidate in _candidates(folded(form)):
        if candidate in forms():
            return forms()[candidate]
        if candidate.isupper() and candidate in _in_capitals(forms):
            return _in_capitals(forms)[candidate]
    return None


def _candidates(form: str) -> Iterator[str]:
    """The form, and the form without what running text adds around it.

    So a form with its own article ("The Hague") or ending ("Saint George's") is found first.
    """
    without_article = form[4:] if form.startswith(("the ", "The ", "THE ")) else form
    for candidate in dict.fromkeys((form, without_article)):
        yield candidate
        if candidate.endswith(("'s", "'S", "s'", "S'")):
            yield re.sub(r"('[sS]|(?<=[sS])')$", "", candidate)


@cache
def _no_actor_forms() -> dict[str, NoActor]:
    return {
        spelling: NoActor(row["kind"])
        for row in _rows("no_actors.csv")
        for spelling in _spellings(row["form"])
    }


@cache
def _in_capitals(forms: Callable[[], Mapping]) -> dict:
    upper: dict = {}
    for form, match in forms().items():
        if len(form) >= SHORTEST_IN_CAPITALS:
            upper.setdefault(form.upper(), match)
    return upper


@lru_cache(maxsize=1 << 14)
def folded(form: str) -> str:
    """Return `form` without accents, with straight apostrophes and single plain spaces."""
    if not form.isascii():
        form = "".join(c for c in normalize("NFKD", form) if not combining(c))
    return " ".join(re.sub("[‘’ʻʼ`´]", "'", form).split())


def _spellings(form: str) -> Iterator[str]:
    """The spellings of a form that need no row of their own."""
    ways = [form]
    for long, short in ((" and ", " & "), ("Saint ", "St. "), ("Saint ", "St ")):
        ways += [way.replace(long, short) for way in ways if long in way]
    for way in ways:
        yield from dict.fromkeys((way, way.replace("'", "’"), folded(way)))


@cache
def _ambiguous_folded() -> frozenset[str]:
    return frozenset(map(folded, ambiguous()))


@cache
def _rows(table: str) -> list[dict[str, str]]:
    with (TABLES / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def _iso() -> list[tuple[str, dict[str, str]]]:
    import pycountry  # here, so that importing this file costs nothing

    return [(record.alpha_3, dict(record)) for record in pycountry.countries]
