"""Spellings of one name that differ by a slip or a transliteration."""

import re

from rapidfuzz.distance import Levenshtein

# In names shorter than this, in letters, one different letter makes another name: "Merz", "Metz".
# After the same given name, a surname may be shorter. Set on DWIE's training part.
SHORTEST_MISSPELLED, SHORTEST_MISSPELLED_SURNAME = 9, 5


def misspelled(one: str, other: str, shortest: int = SHORTEST_MISSPELLED) -> bool:
    """Say whether two names differ in one letter at most and are long enough for a slip.

    The names are in lower case without accents; `shortest` is in letters.

    >>> misspelled("zelenskiy", "zelensky"), misspelled("merz", "metz")
    (True, False)
    """
    if min(len(one), len(other)) >= SHORTEST_MISSPELLED_SURNAME and (
        _transliterated(one) == _transliterated(other)
    ):
        return True
    if min(len(one), len(other)) < shortest:
        return False
    return Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _transliterated(key: str) -> str:
    """ "zelenskiy" and "zelensky" alike"""
    return re.sub(r"(?:iy|yy|ij|yi|i|y)$", "y", key)
