"""The rules that assign mentions to actors: data/rules/mention_rules.csv, one rule per line."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from helpers.annotation.data_tables import DataError, read_table

TABLE = "rules/mention_rules.csv"


class Rule(NamedTuple):
    """The explanation of a rule for the reader, and its confidence (0 to 1)."""

    explanation: str
    confidence: float


@cache
def mention_rules() -> Mapping[str, Rule]:
    """Return the rules by their names.

    Raises `DataError` if a line of the table has no explanation, or a confidence that is not
    a number above 0 and at most 1.

    >>> mention_rules()["surname, last of several who bear it"].confidence
    0.5
    """
    return MappingProxyType(
        {name: _rule(name, row) for name, row in read_table(TABLE, "rule").items()}
    )


def _rule(name: str, row: dict[str, str]) -> Rule:
    try:
        confidence = float(row["confidence"])
    except ValueError:
        confidence = 0.0
    if not row["explanation"] or not 0 < confidence <= 1:
        raise DataError(
            f"data/{TABLE}: “{name}” needs an explanation, and a confidence above 0 and at most 1"
        )
    return Rule(row["explanation"], confidence)
