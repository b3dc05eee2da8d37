"""Checks the settings at the top of a notebook, so that a wrong value gives one clear line."""

from collections.abc import Sequence
from difflib import get_close_matches

import pandas as pd

from helpers.reading.dates import read_date
from helpers.wording import listed


class ParameterError(ValueError):
    """A parameter can't be used; the message is one line: its name, its value, valid values."""


def one_of(name: str, value: str, choices: Sequence[str]) -> str:
    """Return `value` if it is one of `choices`; raises `ParameterError` if not.

    >>> one_of("UNIT", "sentence", ["sentence", "paragraph"])
    'sentence'
    """
    if value not in choices:
        raise ParameterError(f"{name} is {value!r}; it can be {_quoted(choices)}")
    return value


def number(name: str, value: float, lowest: float, highest: float | None = None) -> float:
    """Return `value` if it is a number in range; raises `ParameterError` if not.

    >>> number("TOP", 10, 1)
    10
    """
    limits = f"from {lowest} to {highest}" if highest is not None else f"from {lowest} up"
    wrong = isinstance(value, bool) or not isinstance(value, int | float)
    if wrong or not lowest <= value <= (float("inf") if highest is None else highest):
        raise ParameterError(f"{name} is {value!r}; it can be a number {limits}")
    return value


def day(name: str, value: str) -> str:
    """Return a day as YYYY-MM-DD, "" for ""; raises `ParameterError` if it is not a single day.

    >>> day("SINCE", "26 March 2026"), day("SINCE", "")
    ('2026-03-26', '')
    """
    if not value:
        return ""
    found = read_date(value)
    if found is None:
        raise ParameterError(f'{name} is {value!r}; it can be a day such as "2026-03-01", or ""')
    return found.isoformat()


def word(name: str, value: str, tokens: pd.DataFrame) -> str:
    """Return a word if it is in the frame `tokens`, as a token or a lemma; "" for "".

    Raises `ParameterError` if it is not; the message suggests similar words.
    """
    known = {*tokens["token"].str.lower(), *tokens["lemma"].str.lower()}
    if value and value.lower() not in known:
        near = get_close_matches(value.lower(), sorted(known), n=3, cutoff=0.6)
        raise ParameterError(f"{name} is {value!r}; there is no such word here{_or_rather(near)}")
    return value


def actor_named(name: str, value: str, actors: pd.DataFrame) -> pd.DataFrame:
    """Return the row of `actors` that `value` names (name, part of it, or id); "" is the first.

    Raises `ParameterError` if no actor or more than one fits; the message gives similar names.
    """
    if not value:
        return actors.head(1)
    wanted = " ".join(value.split()).casefold()
    names = actors["name"].str.casefold()
    for found in (
        actors["actor_id"].str.casefold() == wanted,
        names == wanted,
        names.str.split().map(lambda words: set(wanted.split()) <= set(words)).astype(bool),
    ):
        if found.sum() == 1:
            return actors[found]
        if found.any():
            raise ParameterError(
                f"{name} is {value!r}; that could be {_quoted(actors.loc[found, 'actor_id'])}"
            )
    near = get_close_matches(wanted, names, n=3, cutoff=0.5)
    like = _or_rather(actors.loc[names.isin(near), "name"])
    if not near and len(actors):
        like = f"; the first actors in the table are {listed(_in_quotes(actors['name'].head(5)))}"
    raise ParameterError(f"{name} is {value!r}; no actor here is called that{like}")


def _or_rather(near: Sequence[str]) -> str:
    return f"; did you mean {_quoted(near)}?" if len(near) else ""


def _quoted(choices) -> str:
    return " or ".join(_in_quotes(choices))


def _in_quotes(choices) -> list[str]:
    return [f'"{choice}"' for choice in choices]
