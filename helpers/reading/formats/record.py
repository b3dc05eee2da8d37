"""What the readers of formats return: records, before they become articles."""

from typing import Any, NamedTuple

MAX_BYTES = 20_000_000  # of one article, not counting the pictures of a page
MAX_FILE_BYTES = 300_000_000  # of a file that has to be read as a whole


class Unreadable(ValueError):
    """A file, or one record of it, can't be read; the message says why and what to do.

    `place` identifies the record if its number does not.
    """

    def __init__(self, message: str, place: str = ""):
        super().__init__(message)
        self.place = place


class Inner(NamedTuple):
    """A file with one article that is inside another file, or is that file.

    `suffix` says how to read it, as in a file name (`.html`); `charset` is the encoding according
    to its container; `known` is what the container says about the article.
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
    """One record of a file: a future article, or the reason why it can't be one.

    `place` distinguishes it from the others in its file: the line or row, the number of the
    document, or the name within the archive; it is empty for a file with one article. `line` is the
    line number if there is one. `at` is where reading can resume (bytes, or the number of the
    record). `raw` is the bytes that it was made from. `values` has its columns, `text` and whatever
    else is known; without `text` but with `url`, the article has to be fetched. `inner` is a file
    of its own, read only when the article is made.
    """

    place: str
    line: int | None
    at: int
    raw: bytes
    values: dict[str, Any] | None = None
    reason: str | None = None
    inner: Inner | None = None
