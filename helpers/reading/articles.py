"""Reading articles: all those in any file, folder or web address.

What can't be read affects nothing else: it is yielded as `Rejected`, with one line that says which
file, what is wrong with it and what to do, and the rest is read.
"""

import errno
import io
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import Any

from helpers.reading.article import (
    MAX_CHARS,
    Article,
    ArticleError,
    Rejected,
    article_from_text,
    doc_id_of,
    make_article,
    too_long,
    write_article,
)
from helpers.reading.fetching import fetch
from helpers.reading.folders import MAX_SHOWN, existing, exists, file_of, find_articles, is_url
from helpers.reading.formats import MAX_BYTES, SUFFIXES, Inner, Record, Unreadable, records, text_of
from helpers.reading.formats.columns import is_given
from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.kinds import kind_of
from helpers.reading.formats.markup import has_tags, paragraphs_of
from helpers.reading.front_matter import front_matter
from helpers.reading.pages import Page, from_page
from helpers.reading.plain_text import decoded, from_markdown
from helpers.reading.url_secrets import without_secrets
from helpers.wording import printable

__all__ = [
    "MAX_BYTES", "MAX_CHARS", "SUFFIXES", "Article", "ArticleError", "Rejected",
    "article_from_text", "article_of", "doc_id_of", "exists", "file_of", "find_articles", "is_url",
    "make_article", "read_article", "read_articles", "records_of", "rejected", "write_article",
]  # fmt: skip

# If more than this share of the characters is lost, the text was decoded wrongly at some point.
MAX_LOST = 0.01
LOST = "\ufffd"
NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
MAX_REASON = 500  # characters
# How news services end a text that is only the beginning of an article.
CUT_OFF = re.compile(r"\[\+\d+ chars\]\s*$")
# Fields of a record that are not metadata of its article.
OWN = {"text", "id", "doc_id", "origin"}
# Pictures embedded in a page, which may be megabytes long.
EMBEDDED = re.compile(rb"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{200,}")


def read_articles(
    origin: str | Path, *, columns: Mapping[str, str] | None = None
) -> Iterator[Article | Rejected]:
    """Yield every article at `origin`: a file of any format, a folder, or a web address.

    `origin` may also name one article in a file by its place, as articles and error messages do:
    `export.docx#2`, `news.csv#17`, `saved.zip#may/storm.html`. `columns` says which column of a
    table holds what, for example `{"text": "Body", "date": "Published"}`; without it, columns are
    recognised by their names and contents.

    What can't be read is yielded as `Rejected`. Faults in files never raise an exception.
    """
    origin = str(origin)
    file = file_of(origin)
    try:
        places = find_articles(file)
    except ArticleError as error:
        yield rejected(origin, error)
        return
    for place in places:
        for found in _of_place(place, columns or {}):
            if file == origin or found.origin == origin:
                yield found


def read_article(origin: str | Path) -> Article:
    """Return the only article in a file or at an http address; raise `ArticleError` otherwise.

    Text and Markdown files may begin with YAML front matter between two lines of `---`: title,
    source, date, author, url and anything else (`doc_id` and `origin` count as the article's own;
    nested values are left out). Web pages are reduced to their main text. Titles come from front
    matter or page, otherwise from the first heading or line. An article in a file with several is
    named by its place: `export.docx#2`.
    """
    if not is_url(str(origin)) and existing(file_of(str(origin))).is_dir():
        raise ArticleError(f"{printable(origin)}: is a folder; name a file in it")
    found = list(islice(read_articles(origin), 2))
    if not found:
        raise ArticleError(f"{printable(origin)}: has no such article; check the part after #")
    if len(found) > 1:
        raise ArticleError(
            f"{printable(origin)}: holds more than one article; name one of them, for example "
            f"{printable(found[0].origin)}"
        )
    if isinstance(found[0], Rejected):
        raise ArticleError(str(found[0]))
    return found[0]


def article_of(record: Record, origin: str, *, name: str) -> Article | Rejected:
    """Return a record of the file `origin` as an article, or why it can't be one.

    `name` gives the doc_id unless the record has an `id`. A record with an address and no text is
    fetched.
    """
    place = f"{origin}#{record.place}" if record.place else origin
    values = record.values or {}
    given = values.get("id")
    name = str(given) if isinstance(given, str | int) and str(given).strip() else name
    try:
        if record.reason:
            raise Unreadable(record.reason)
        if record.inner:
            return _of_inner(record.inner, place, name)
        if "text" not in values and values.get("url"):
            return _of_address(values, place, name)
        return make_article(place, _as_text(values.get("text")), _metadata(values), name=name)
    except Exception as error:  # whatever this record does to a library, the others are read
        return rejected(place, error, line=record.line, doc_id=doc_id_of(name))


def records_of(
    path: str, *, at: int = 0, line: int = 1, columns: Mapping[str, str] | None = None
) -> Iterator[Record | Rejected]:
    """Yield the records of a file from the one at `at` (see `helpers.reading.formats.records`).

    A web address is one record, fetched when its article is made. If the file, or the rest of it,
    can't be read, the last item says why.
    """
    if is_url(path):
        yield Record("", None, 0, path.encode(errors="replace"), {"url": path})
        return
    try:
        if not Path(path).is_file():
            raise Unreadable("is not a file that can be read; name a file or folder")
        with open(path, "rb") as file:
            found = records(file, Path(path).name, at=at, line=line, said=columns)
            first = next(found, None)
            if first is None and not at:
                raise Unreadable("has no article in it; look at what it holds")
            yield from filter(None, chain([first], found))
    except Exception as error:  # whatever this file does to a library, the others are read
        yield rejected(path, error)


def rejected(
    origin: str, error: Exception, *, line: int | None = None, doc_id: str | None = None
) -> Rejected:
    """Return an error as the reason why something was not read: one line, without the origin.

    A full disk, as some libraries unpack data for temporary use, is not the input's fault: raised.
    """
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        raise error
    if isinstance(error, ArticleError | Unreadable):
        reason = str(error).removeprefix(f"{origin}: ")
        reason = reason.removeprefix(f"{printable(origin[:MAX_SHOWN])}: ")
    elif isinstance(error, OSError):
        reason = f"can't be opened ({error.strerror or error}); check its permissions"
    elif isinstance(error, MemoryError):
        reason = "needs more memory than there is; split it"
    else:
        reason = f"can't be read ({type(error).__name__}: {error}); save it in another format"
    return Rejected(
        origin, line, doc_id, printable(without_secrets(" ".join(reason.split())))[:MAX_REASON]
    )


def _of_place(place: str, columns: Mapping[str, str]) -> Iterator[Article | Rejected]:
    """The articles of one file or address, and what can't be read in it."""
    stem, origin = ("", without_secrets(place)) if is_url(place) else (PurePath(place).stem, place)
    for record in records_of(place, columns=columns):
        if isinstance(record, Rejected):
            yield record
        else:
            name = "-".join(filter(None, (stem, record.place)))
            yield article_of(record, origin, name=name)


def _of_inner(inner: Inner, origin: str, name: str) -> Article:
    """The article in a file that has only one."""
    title, removed = None, ()
    if inner.suffix in {"text", "markdown"}:
        source = _decoded(inner, [inner.charset or encoding_of(inner.data)])
        metadata, removed, text = front_matter(origin, source)
        if inner.suffix == "markdown":
            text, title = from_markdown(text)
    elif inner.suffix == "page":
        text, metadata, removed, _ = _page(inner)
    else:
        text, metadata = text_of(inner)
    return make_article(
        origin,
        text,
        {**_metadata(inner.known), **metadata},
        name=name,
        title=title,
        removed=removed,
    )


def _page(inner: Inner) -> Page:
    from bs4.dammit import EncodingDetector

    data = EMBEDDED.sub(b"", inner.data) if b";base64," in inner.data else inner.data
    if len(data) > MAX_BYTES:
        raise too_long("")
    declared = [inner.charset, EncodingDetector.find_declared_encoding(data, is_html=True)]
    source = _decoded(inner._replace(data=data), filter(None, declared))
    page = from_page(source, inner.known.get("url"))
    if page is None:
        raise Unreadable("no article was found in this page; copy its text into a .txt file")
    if page.is_teaser:
        raise Unreadable(
            "shows only the beginning of its article, the rest is behind a paywall; open it where "
            "you are signed in, save the page, and give the saved file"
        )
    return page


def _decoded(inner: Inner, encodings) -> str:
    if len(inner.data) > MAX_BYTES:
        raise Unreadable(f"is longer than {MAX_CHARS:,} characters; split it into single articles")
    source = decoded(inner.data, encodings)
    if source is None:
        raise Unreadable("is not text; save the article as .txt, .docx or .html")
    return source


def _of_address(values: Mapping[str, Any], origin: str, name: str) -> Article:
    """The article at a record's address; the record adds what the page does not say."""
    url = " ".join(str(values["url"]).split())
    page = fetch(url)
    known = {**values, "url": without_secrets(url)}
    kind = kind_of(io.BytesIO(page.data), f"page{page.suffix}")
    return _of_inner(page._replace(suffix=kind, known=known), origin, name or page.name)


def _as_text(text: Any) -> str:
    """The text of a record, if it can be used."""
    if text is None or text == "":
        raise Unreadable("has no text")
    if isinstance(text, list) and all(isinstance(item, str) for item in text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        raise Unreadable("its text is not text but another type")
    if len(text) > MAX_CHARS:
        raise Unreadable(f"is longer than {MAX_CHARS:,} characters")
    if text.count(LOST) > MAX_LOST * len(text) or any("\ud800" <= c <= "\udfff" for c in text):
        raise Unreadable("wrong encoding: characters were lost before")
    if CUT_OFF.search(text):
        raise Unreadable("has only the beginning of its text; get the article from its address")
    return "\n\n".join(paragraphs_of(text)) if has_tags(text) else text


def _metadata(values: Mapping[str, Any]) -> dict[str, str]:
    """The metadata of a record, as text."""
    found = {}
    for key, value in values.items():
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = ", ".join(value)
        if key not in OWN and is_given(value) and not isinstance(value, dict | list):
            found[str(key)] = str(value)
    return found
