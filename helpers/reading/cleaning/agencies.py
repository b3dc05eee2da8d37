"""News agencies, by the names used in credits (`data/rules/agencies.csv`)."""

import csv
import re
from functools import cache
from pathlib import Path

RULES = Path(__file__).resolve().parents[3] / "data" / "rules"


def agency_name(form: str) -> str | None:
    """Return the usual name of the agency that `form` means, or None.

    >>> agency_name("Associated Press"), agency_name("Labour")
    ('AP', None)
    """
    return _names().get(form.strip())


def agencies_in(credit: str) -> list[str]:
    """Return the agencies in a list such as "AFP, dpa/Reuters", each once.

    >>> agencies_in("AFP, dpa/Reuters")
    ['AFP', 'dpa', 'Reuters']
    """
    forms = re.split(r"\s*(?:[,/;&+]|\band\b)\s*", credit)
    names = (agency_name(form) or agency_name(form.upper()) for form in forms)
    return list(dict.fromkeys(name for name in names if name))


@cache
def _names() -> dict[str, str]:
    with (RULES / "agencies.csv").open(encoding="utf-8", newline="") as file:
        return {row["form"]: row["name"] for row in csv.DictReader(file)}
