"""Places that are not actors, with their country and coordinates."""

import pandas as pd

from helpers.annotation.gazetteers import countries
from helpers.annotation.places import find_place

LABELS = ("GPE", "LOC")
COLUMNS = ["place", "country", "latitude", "longitude", "n", "sentence_ids"]


def place_table(entities: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each place in an article that is not an actor, most frequent first.

    `entities` is the table of that name. Columns: `place` as written, `country` (its usual English
    name), `latitude` and `longitude` (float64, in degrees), `n` (int64, how often it is named) and
    `sentence_ids` (lists). Country and coordinates are those of the largest city with that name in
    GeoNames; they are missing unless it is a city with 15,000 inhabitants or more. `entities` is
    not changed.
    """
    found = entities[entities["actor_id"].isna() & entities["label"].isin(LABELS)]
    rows = [
        (form, *_known(form, label), len(group), sorted({int(i) for i in group["sentence_id"]}))
        for (form, label), group in found.groupby(["text", "label"], sort=False)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table.astype({"latitude": "float64", "longitude": "float64", "n": "int64"})
    return table.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def _known(form: str, label: str) -> tuple[str | None, float | None, float | None]:
    """Continents, seas and mountains (`LOC`) are not cities, though some village has their name."""
    place = find_place(form) if label == "GPE" else None
    if place is None:
        return None, None, None
    country = countries().get(place.alpha_3)
    return country.name if country else None, place.latitude, place.longitude
