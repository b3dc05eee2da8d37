"""A finding: a sentence for the reader, and the sentences behind it."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from helpers.annotation.actor_ids import kind_of
from helpers.wording import named


class Finding(NamedTuple):
    """A sentence for the reader, and the `sentence_id`s behind it.

    `kind` and `weight` (0 to 1, or slightly more) decide what is chosen for the first screen.

    Examples
    --------
    >>> Finding("Nobody speaks.")
    Finding(text='Nobody speaks.', sentence_ids=(), kind='', weight=0.0)
    """

    text: str
    sentence_ids: tuple[int, ...] = ()
    kind: str = ""
    weight: float = 0.0


def name_in(pair: pd.Series, end: str, *, start: bool = False) -> str:
    """Return the name of one `end` of a pair, source or target, as used in a sentence."""
    return named(pair[end], kind_of(pair[f"{end}_id"]), start=start)


def ids_of(sentence_ids: Iterable[int]) -> tuple[int, ...]:
    """Return sentence numbers in order, without duplicates."""
    return tuple(sorted({int(sentence_id) for sentence_id in sentence_ids}))


def ids_in(lists: pd.Series) -> tuple[int, ...]:
    """Return the sentence numbers in a column of lists, in order, without duplicates."""
    return ids_of(sentence_id for ids in lists for sentence_id in ids)


def times(n: int) -> str:
    """Return a number of times in words: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")
