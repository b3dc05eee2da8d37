"""The article: what it is, how it is made from a text, and how it is saved as a file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from slugify import slugify

from helpers.reading.cleaning import Removed, clean
from helpers.reading.cleaning.datelines import dateline
from helpers.reading.language import other_language
from helpers.reading.plain_text import cleaned, paragraphs
from helpers.reading.running_heads import without_running_heads
from helpers.reading.url_secrets import without_secrets
from helpers.wording import printable

MAX_CHARS = 1_000_000
MAX_LINES, MAX_PARAGRAPHS = 50_000, 20_000  # as many as a long novel has; each takes its time
MAX_TITLE_CHARS = 200
SENTENCE_ENDS = '.”"’:;,'  # of a first line that is not a headline; headlines may end in ? or !
MAX_ID_CHARS = 80
# What agencies of companies and databases print above a headline.
ABOVE_HEADLINE = re.compile(
    r"\W*(?:for immediate release|press release|news release|media release|embargoed\b.{0,40}"
    r"|breaking(?: news)?|exclusive|document \d+ of \d+)\W*",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]")
RUNNING_HEAD = "running head or number of a page"
# Names that Windows reserves for devices.
RESERVED_IDS = re.compile(r"(con|prn|aux|nul|(com|lpt)\d)$")


class ArticleError(ValueError):
    """An article can't be read; the message is one line: which file, what is wrong, what to do."""


class Rejected(NamedTuple):
    """A file, or a record in one, that can't be read as an article, and why."""

    origin: str
    line: int | None
    doc_id: str | None
    reason: str

    def __str__(self) -> str:
        """One line: which file, what is wrong, and what to do."""
        return f"{printable(self.origin)}: {self.reason}"


@dataclass(frozen=True)
class Article:
    """A news article.

    `doc_id` is safe as a file name: lower-case letters, digits and hyphens, at most 80. `text` is
    plain (see `helpers.reading.plain_text`); all character offsets count in it. `metadata` has
    `source`, `date` (ISO), `author` and `url` as far as they are known, and other lines of the
    front matter. `origin` is the path or address that it was read from.
    """

    doc_id: str
    title: str
    text: str
    metadata: dict[str, str]
    origin: str
    removed: tuple[Removed, ...] = ()


def make_article(
    origin: str,
    text: str,
    metadata: dict[str, Any],
    *,
    name: str,
    title: str | None = None,
    removed: Iterable[Removed] = (),
) -> Article:
    """Return a text as an article; raise `ArticleError` if it can't be one.

    The text is made plain (see `helpers.reading.plain_text`) and what is not part of the article is
    removed (see `helpers.reading.cleaning`); `removed` is what the reader of the format left out
    before. `name` gives the doc_id and `title` the title, unless `metadata` has them.
    """
    if len(text) > 2 * MAX_CHARS and sum(map(len, text.split())) > 2 * MAX_CHARS:
        raise too_long(origin)  # before cleaning, which would take long and not help
    if sum(map(bool, map(str.strip, text.splitlines()))) > MAX_LINES:
        raise _too_many(origin, MAX_LINES, "lines")
    text, heads = without_running_heads(text)
    text = paragraphs(cleaned(text))
    if text.count("\n\n") >= MAX_PARAGRAPHS:
        raise _too_many(origin, MAX_PARAGRAPHS, "paragraphs")
    if not text.isascii():  # removing something may have joined characters into new mojibake
        text = paragraphs(cleaned(text))
    _check(origin, text)
    metadata = {
        one: known
        for key, value in metadata.items()
        if (one := _one_line(key)) and (known := without_secrets(_one_line(value)))
    }
    title = metadata.pop("title", None) or title
    if title is None:
        title, text = _headline_and_rest(text)
    title = _shortened(without_secrets(_one_line(title)))
    doc_id = doc_id_of(metadata.pop("doc_id", name))
    metadata.pop("origin", None)  # a file can't know where it is, and might claim another place
    pieces = [*removed, *(Removed(number, head, RUNNING_HEAD) for number, head in heads)]
    pieces = [Removed(n, _one_line(was), _one_line(reason)) for n, was, reason in pieces]
    article = clean(text, {**metadata, "title": title}, pieces)
    metadata = {**article.metadata}
    return Article(doc_id, metadata.pop("title"), article.text, metadata, origin, article.removed)


def _headline_and_rest(text: str) -> tuple[str, str]:
    """The first line as title; if it is a headline, it is not also a sentence of the text.

    A headline does not end in a full stop, or is followed by a dateline with an agency.
    """
    first, _, rest = text.partition("\n")
    rest = rest.strip()
    if ABOVE_HEADLINE.fullmatch(first) and "\n" in rest:
        return _headline_and_rest(rest)
    if not rest or len(first) > MAX_TITLE_CHARS:
        return first, text
    below = dateline(rest.split("\n", 1)[0])
    ends = first[-1] in SENTENCE_ENDS and not (below is not None and below.agency)
    return first, text if ends or not WORD.search(rest) else rest


def article_from_text(text: str, metadata: dict[str, str]) -> Article:
    """Return a pasted text as an article; raise `ArticleError` if it can't be one.

    `metadata` may have a `title`; otherwise the first line is the title. The id is made from it.
    """
    name = metadata.get("title") or text.strip().split("\n", 1)[0]
    return make_article("the pasted text", text, metadata, name=name)


def write_article(article: Article, path: str | Path) -> None:
    """Write an article as UTF-8 text with front matter that reads back as the same article.

    Only its `origin` does not read back: it is there for people, and is ignored when reading.
    """
    import yaml

    front = {**article.metadata, "title": article.title, "doc_id": article.doc_id}
    front["origin"] = printable(article.origin)
    if article.removed:
        front["removed"] = [piece._asdict() for piece in article.removed]
    header = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=float("inf"))
    Path(path).write_text(f"---\n{header}---\n\n{article.text}\n", encoding="utf-8", newline="\n")


def _check(origin: str, text: str) -> None:
    """Raise `ArticleError` if a plain text is too long, has no words, or is not English."""
    if len(text) > MAX_CHARS:
        raise too_long(origin)
    if not WORD.search(text):
        raise ArticleError(f"{origin}: has no words; put the article's text into it")
    if language := other_language(text):
        raise ArticleError(
            f"{origin}: is in {language}, and only English can be read; translate it first"
        )


def too_long(origin: str) -> ArticleError:
    """Return the error for a text that is too long."""
    return ArticleError(
        f"{origin}: is longer than {MAX_CHARS:,} characters; split it into single articles"
    )


def _too_many(origin: str, most: int, what: str) -> ArticleError:
    return ArticleError(f"{origin}: has more than {most:,} {what}; split it into single articles")


def doc_id_of(name: str) -> str:
    """Return `name` as a doc_id: lower-case letters, digits and hyphens, at most 80."""
    doc_id = slugify(name, max_length=MAX_ID_CHARS, word_boundary=True)
    if not doc_id or RESERVED_IDS.match(doc_id):
        return f"article-{doc_id}".rstrip("-")
    return doc_id


def _shortened(title: str) -> str:
    if len(title) <= MAX_TITLE_CHARS:
        return title
    return title[:MAX_TITLE_CHARS].rsplit(" ", 1)[0] + " …"


def _one_line(value: Any) -> str:
    return " ".join(cleaned(str(value)).split())
