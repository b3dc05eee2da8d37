"""Removes from an article's text what is not part of the article.

`clean` is the one step between reading and annotation, for texts of every format. Credits become
metadata: the dateline's place, the agency, the authors. Appeals, links, stamps and repetitions are
removed. Everything removed is kept with the reason, so that nobody has to trust the cleaning
blindly. The patterns are in `data/rules/`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from helpers.reading.cleaning.boilerplate import (
    cut_links,
    cut_times,
    drop_boilerplate,
    drop_headline,
    drop_repetitions,
)
from helpers.reading.cleaning.credits import cut_self_reference, drop_bylines, drop_endings
from helpers.reading.cleaning.datelines import cut_dateline
from helpers.reading.cleaning.draft import Draft, Removed

__all__ = ["Cleaned", "Removed", "clean"]


class Cleaned(NamedTuple):
    """An article's own text and metadata, and what was removed from the text."""

    text: str
    metadata: dict[str, str]
    removed: tuple[Removed, ...]


def clean(text: str, metadata: dict[str, str], removed: Iterable[Removed] = ()) -> Cleaned:
    """Return an article's text without what is not part of it.

    `text` is plain: paragraphs with an empty line between (see `helpers.reading.plain_text`).
    `metadata` is what is known about the article, including its `title`; it is returned with the
    `place`, `agency`, `author` and `date` that the text states, where they were unknown. `removed`
    is what was removed from the text before, and is returned with updated positions. Cleaning a
    clean text changes nothing, and a text of which nothing would be left is kept as it is.
    """
    removed = tuple(removed)
    draft = Draft(text, metadata, removed)
    drop_headline(draft)
    drop_boilerplate(draft)
    cut_times(draft)
    drop_repetitions(draft)
    drop_bylines(draft)
    cut_dateline(draft)
    drop_endings(draft)
    cut_self_reference(draft)
    cut_links(draft)
    if not draft.kept():
        return Cleaned(text, dict(metadata), removed)
    return Cleaned(draft.text(), draft.metadata, draft.removed())
