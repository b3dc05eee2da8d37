"""What readers of formats hand over: records, before any of them is made an article."""

from typing import Any, NamedTuple

MAX_BYTES = 20_000_000  # of one article, a page with its pictures excepted
MAX_FILE_BYTES = 300_000_000  # of a file that has to be read as a whole


class Unreadable(ValueError):
    """A file, or one record of it, can't be read; the message says why and what to do.

    `place` tells the record where its number does not.
    """

    def __init__(self, message: str, place: str = ""):
        super().__init__(message)
        self.place = place


class Inner(NamedTuple):
    """A file with one article that is itself in a file, or stands for itself.

    `suffix` says how to read it, as in the name of a file (`.html`); `charset` is what its
    container says of its encoding; `known` is what the container knows of the article.
    """

    name: str
    data: bytes
    suffix: str
    charset: str | None = None
    known: dict[str, Any] = {}  # noqa: RUF012  (never changed)


class Text(NamedTuple):
    """An article as its format has it: paragraphs with an empty line between, and metadata."""

    text: str
    metadata: dict[str, Any]


class Record(NamedTuple):
    """One record of a file: an article to be, or the reason why it can be none.

    `place` tells it from the others of its file: the line or row, the number of the document, or
    the name within the archive; it is empty for a file that holds one article. `line` is that
    number where it is one. `at` is where reading can take up (bytes, or the number of the record).
    `raw` are the bytes that it was made of. `values` has its columns, `text` and whatever is known;
    without `text` but with `url`, the article has to be fetched. `inner` is a file of its own, read
    only when the article is made.
    """

    place: str
    line: int | None
    at: int
    raw: bytes
    values: dict[str, Any] | None = None
    reason: str | None = None
    inner: Inner | None = None
