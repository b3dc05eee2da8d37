"""Articles: found, read and written. Text files, Markdown, saved web pages, and web addresses.

Whatever can't be read raises `ArticleError`, whose one line says which file, what is wrong with it
and what to do.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from slugify import slugify

from helpers.reading.cleaning import Removed, clean
from helpers.reading.language import other_language
from helpers.reading.pages import from_page
from helpers.reading.plain_text import cleaned, decoded, from_markdown, paragraphs

MAX_CHARS = 1_000_000
MAX_BYTES = 20_000_000
MAX_TITLE_CHARS = 200
MAX_ID_CHARS = 80
TIMEOUT = 20  # seconds

TEXT_SUFFIXES = {".txt", ".text"}
MARKDOWN_SUFFIXES = {".md", ".markdown"}
PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}
SUFFIXES = TEXT_SUFFIXES | MARKDOWN_SUFFIXES | PAGE_SUFFIXES
# Documents that somebody may take for readable: in a folder they are named, not passed over.
OTHER_DOCUMENTS = {".doc", ".docx", ".epub", ".odt", ".pdf", ".rtf"}

# Names that Windows keeps for devices.
RESERVED_IDS = re.compile(r"(con|prn|aux|nul|(com|lpt)\d)$")
USER_AGENT = "Mozilla/5.0 (compatible; news-actors; reads one article for its user)"


class ArticleError(ValueError):
    """An article can't be read; the message is one line: which file, what is wrong, what to do."""


@dataclass(frozen=True)
class Article:
    """A news article.

    `doc_id` is safe as the name of a file: lower-case letters, digits and hyphens, at most 80.
    `text` is plain (see `helpers.reading.plain_text`), and what all character offsets count in.
    `metadata` has whatever is known of `source`, `date` (ISO), `author` and `url`, and other lines
    of the front matter. `origin` is the path or address that it was read from.
    """

    doc_id: str
    title: str
    text: str
    metadata: dict[str, str]
    origin: str
    removed: tuple[Removed, ...] = ()


def find_articles(origin: str | Path) -> list[str]:
    """Return the articles at `origin`: itself if a file or an address, or all in a folder.

    Folders are searched with their subfolders, in order of names; hidden files, README files and
    the folders of pictures and scripts that browsers save beside a page are passed over. Files of
    other formats that hold text, such as PDF, are listed too, so that reading says what to do.
    """
    origin = str(origin)
    if is_url(origin):
        return [origin]
    path = _existing(origin)
    if not path.is_dir():
        return [origin]
    found = sorted(
        (
            place
            for place in path.rglob("*")
            if place.suffix.lower() in SUFFIXES | OTHER_DOCUMENTS
            and not _is_passed_over(place, path)
            and place.is_file()
        ),
        key=lambda place: place.as_posix().casefold(),
    )
    if not found:
        raise ArticleError(
            f"{origin}: this folder has no article; put .txt, .md or .html files into it"
        )
    return [str(place) for place in found]


def read_article(origin: str | Path) -> Article:
    """Return the article in a file or at an http address; raise `ArticleError` if there is none.

    Text and Markdown files may open with YAML front matter between two lines `---`: title, source,
    date, author, url and whatever else (`doc_id` and `origin` count as the article's own; nested
    values are left out). Of web pages the main text is taken. Titles come from front matter or
    page, else from the first heading or line.
    """
    origin = str(origin)
    if is_url(origin):
        return _from_url(origin)
    path = _existing(origin)
    if path.is_dir():
        raise ArticleError(f"{origin}: is a folder; name a file in it")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ArticleError(
            f"{origin}: can't read {suffix or 'files without an ending'}; save the text as .txt, "
            ".md or .html"
        )
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        raise ArticleError(
            f"{origin}: can't be opened ({error.strerror}); check its permissions"
        ) from None
    if data is None:
        raise _too_long(origin)
    return _article(origin, data, suffix, name=path.stem)


def make_article(
    origin: str,
    text: str,
    metadata: dict[str, str],
    *,
    name: str,
    title: str | None = None,
    removed: Iterable[Removed] = (),
) -> Article:
    """Return the article of a text at hand; raise `ArticleError` if it can't be read.

    The text is made plain (see `helpers.reading.plain_text`), and what is not the article's goes
    out of it (see `helpers.reading.cleaning`); `removed` is what a reader of the format left out
    before. `name` gives the doc_id and `title` the title, unless `metadata` has them.
    """
    text = paragraphs(cleaned(text))
    _check(origin, text)
    metadata = {key: one for key, value in metadata.items() if (one := _one_line(value))}
    title = metadata.pop("title", None) or title
    if title is None:
        title, text = _headline_and_rest(text)
    title = _shortened(_one_line(title))
    doc_id = doc_id_of(metadata.pop("doc_id", name))
    origin = metadata.pop("origin", origin)
    article = clean(text, {**metadata, "title": title})
    metadata = {**article.metadata}
    return Article(
        doc_id, metadata.pop("title"), article.text, metadata, origin, (*removed, *article.removed)
    )


def _headline_and_rest(text: str) -> tuple[str, str]:
    """The first line as title; if it is a headline, with no stop at its end, it is no sentence."""
    first, _, rest = text.partition("\n")
    is_headline = rest.strip() and len(first) <= MAX_TITLE_CHARS and first[-1] not in '.!?”"’:;,'
    return first, rest.strip() if is_headline else text


def article_from_text(text: str, metadata: dict[str, str]) -> Article:
    """Return a pasted text as an article; `ArticleError` if it is none.

    `metadata` may have a `title`, else the first line is it; the article's id is made of that.
    """
    name = metadata.get("title") or text.strip().split("\n", 1)[0]
    return make_article("the pasted text", text, metadata, name=name)


def write_article(article: Article, path: str | Path) -> None:
    """Write an article as UTF-8 text with front matter, from which it reads back as it is."""
    import yaml

    front = {**article.metadata, "title": article.title, "doc_id": article.doc_id}
    front["origin"] = article.origin
    if article.removed:
        front["removed"] = [piece._asdict() for piece in article.removed]
    header = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=float("inf"))
    Path(path).write_text(f"---\n{header}---\n\n{article.text}\n", encoding="utf-8", newline="\n")


def is_url(origin: str) -> bool:
    """Return whether `origin` is a web address and not a path."""
    return "://" in origin


def _existing(origin: str) -> Path:
    path = Path(origin)
    try:
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    if not exists:
        shown = " ".join(cleaned(origin).split())
        raise ArticleError(f"{shown}: there is no such file or folder; check the path")
    return path


def _is_passed_over(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return (
        any(part.startswith(".") for part in parts)
        or any(part.endswith("_files") for part in parts[:-1])
        or path.stem.lower() == "readme"
    )


def _article(
    origin: str, data: bytes, suffix: str, name: str, charset: str | None = None
) -> Article:
    """The article in the content of a file of the format that `suffix` says."""
    if not data.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise ArticleError(f"{origin}: is empty; put the article's text into it")
    is_page = suffix in PAGE_SUFFIXES
    source = decoded(data, _declared(data, charset) if is_page else [charset or "utf-8"])
    if source is None or data.startswith((b"%PDF", b"PK\x03\x04", b"{\\rtf")):
        raise ArticleError(f"{origin}: is not text; save the article as .txt, .md or .html")
    title, removed = None, ()
    if is_page:
        page = from_page(source, origin if is_url(origin) else None)
        if page is None:
            raise ArticleError(
                f"{origin}: no article was found in this page; copy its text into a .txt file"
            )
        text, metadata = page
    else:
        metadata, removed, text = _front_matter(origin, source)
        if suffix in MARKDOWN_SUFFIXES:
            text, title = from_markdown(text)
    return make_article(origin, text, metadata, name=name, title=title, removed=removed)


def _declared(data: bytes, charset: str | None) -> list[str]:
    """The encodings that a page's server and the page itself name."""
    from bs4.dammit import EncodingDetector

    named = (charset, EncodingDetector.find_declared_encoding(data, is_html=True))
    return [encoding for encoding in named if encoding]


def _front_matter(origin: str, source: str) -> tuple[dict[str, str], tuple[Removed, ...], str]:
    """The lines between `---` at the top as texts, what was removed before, and what follows."""
    head = re.match(r"---[^\S\n]*\r?\n(.*?)^---[^\S\n]*\r?$", source, re.DOTALL | re.MULTILINE)
    if not head:
        return {}, (), source
    import yaml

    try:
        # The base loader leaves all values as texts: dates as written, and "no" is not false.
        front = yaml.load(head[1], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise ArticleError(
            f"{origin}: the lines between --- at the top are no valid YAML{where}; write them as "
            '"title: …", with quotation marks around a value that has a colon'
        ) from None
    if not isinstance(front, dict):
        return {}, (), source
    metadata = {}
    for key, value in front.items():
        values = value if isinstance(value, list) else [value]
        if isinstance(key, str) and all(isinstance(item, str) for item in values):
            metadata[key] = ", ".join(values)
    return metadata, _removed_before(front.get("removed")), source[head.end() :]


def _removed_before(records) -> tuple[Removed, ...]:
    """What `write_article` says was removed; nothing if it is not in its form."""
    try:
        return tuple(
            Removed(int(record["paragraph"]), record["text"], record["reason"])
            for record in records or ()
        )
    except (TypeError, KeyError, ValueError):
        return ()


def _check(origin: str, text: str) -> None:
    """Raise `ArticleError` if `text` is too long, has no words, or is not English."""
    if len(text) > MAX_CHARS:
        raise _too_long(origin)
    if not re.search(r"[^\W\d_]", text):
        raise ArticleError(f"{origin}: has no words; put the article's text into it")
    if language := other_language(text):
        raise ArticleError(
            f"{origin}: is in {language}, and only English can be read; translate it first"
        )


def _too_long(origin: str) -> ArticleError:
    return ArticleError(
        f"{origin}: is longer than {MAX_CHARS:,} characters; split it into single articles"
    )


def _from_url(url: str) -> Article:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ArticleError(f"{url}: is no web address; it has to begin with http:// or https://")
    data, content_type, charset = _fetched(url)
    name = Path(unquote(parts.path)).stem or parts.hostname
    suffix = Path(unquote(parts.path)).suffix.lower()
    if content_type in {"text/html", "application/xhtml+xml"}:
        suffix = ".html"
    elif content_type == "text/markdown":
        suffix = ".md"
    elif content_type == "text/plain":
        suffix = suffix if suffix in MARKDOWN_SUFFIXES else ".txt"
    else:
        raise ArticleError(
            f"{url}: is no web page but {content_type or 'of unknown type'}; give the address of "
            "the article's page"
        )
    article = _article(url, data, suffix, name, charset)
    return replace(article, metadata={"url": url, **article.metadata}, origin=url)


def _fetched(url: str) -> tuple[bytes, str, str | None]:
    """The content at an address, its media type and its charset."""
    import requests

    try:
        with requests.get(
            url, timeout=TIMEOUT, stream=True, headers={"User-Agent": USER_AGENT}
        ) as answer:
            if not answer.ok:
                raise ArticleError(
                    f"{url}: the server answered {answer.status_code} {answer.reason}; open the "
                    "page in a browser, save it, and give the saved file"
                )
            data = b""
            for chunk in answer.iter_content(65_536):
                data += chunk
                if len(data) > MAX_BYTES:
                    raise _too_long(url)
            kind, _, parameters = answer.headers.get("Content-Type", "").partition(";")
            charset = re.search(r"charset=[\"']?([\w-]+)", parameters)
            return data, kind.strip().lower(), charset and charset[1]
    except (requests.RequestException, UnicodeError):
        raise ArticleError(
            f"{url}: does not answer; check the address and the connection, or save the page and "
            "give the saved file"
        ) from None


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


def _one_line(value: str) -> str:
    return " ".join(cleaned(value).split())
