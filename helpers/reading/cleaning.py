"""What stands in an article's text and is not the article's, taken out of it.

`clean` is the one step between reading and annotation, for texts of every format. What it takes out
is kept with the reason, so that nobody need trust it blindly.
"""

from typing import NamedTuple


class Removed(NamedTuple):
    """A piece of text that was left out.

    `paragraph` is the number, from 0, of the paragraph of the remaining text that it stood in, or
    before; after the last one it is the number of paragraphs.
    """

    paragraph: int
    text: str
    reason: str


class Cleaned(NamedTuple):
    """An article's own text and metadata, and what was left out of the text."""

    text: str
    metadata: dict[str, str]
    removed: tuple[Removed, ...]


def clean(text: str, metadata: dict[str, str]) -> Cleaned:
    """Return an article's text without what is not its own.

    `text` is plain: paragraphs with an empty line between them (see `helpers.reading.plain_text`).
    `metadata` is what is known of the article, its `title` included; it comes back with what the
    text said of `place`, `agency`, `author` and `date` where nothing was known. Cleaning a cleaned
    text changes nothing.
    """
    return Cleaned(text, dict(metadata), ())
