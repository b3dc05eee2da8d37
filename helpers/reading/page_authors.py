"""An article's authors according to its page: people's names and nothing around them."""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
PRINTED = (
    "//*[@rel='author' or contains(concat(' ', @rel, ' '), ' author ')]"
    " | //*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'][not(*)]"
)
MAX_AUTHORS = 8
MAX_NAMES = 100  # of those on a page that are checked
SPLIT = re.compile(r"\s*(?:[,;|/•·&\n]|\band\b|\s[–—-]\s)\s*")
BY = re.compile(r"^(?:written |posted |story |words |reported )?by:?\s+|^from\s+", re.IGNORECASE)
PERSON = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,4}")
# Words that no person's name contains: posts, kinds of publisher, and leftovers of templates.
NO_PERSON = {
    "a", "about", "admin", "administrator", "agencies", "agency", "all", "and", "anonymous", "ap",
    "articles", "assistant", "associated", "at", "author", "board", "bureau", "chief", "columnist",
    "com", "contributing", "contributor", "correspondent", "daily", "desk", "digital", "editor",
    "editorial", "editors", "find", "follow", "for", "foundation", "freelance", "group", "in",
    "international", "journal", "magazine", "managing", "media", "more", "national", "network",
    "news", "newspaper", "newsroom", "of", "on", "online", "our", "political", "posts", "press",
    "producer", "published", "radio", "report", "reporter", "reporters", "service", "senior",
    "site", "special", "sports", "staff", "team", "the", "times", "tv", "twitter", "university",
    "unknown", "updated", "us", "user", "view", "web", "website", "wire", "with", "writer",
    "writers",
}  # fmt: skip


def author_names(
    tree: HtmlElement, records: list[dict], guessed: str = "", site: Iterable[str] = ()
) -> list[str]:
    """Return the names of the people that a page gives as the article's authors.

    JSON-LD comes first, then meta tags, then what the page marks as the author, then `guessed`.
    Publishers, posts and degrees are left out; `site` has the site's names in lower case and
    without spaces.
    """
    publishers = {*site, *map(_bare, _publishers(records))}
    sources = (
        _linked(records),
        _meta(tree),
        (_plain(element.text_content()) for element in tree.xpath(PRINTED)),
        [guessed],
    )
    for values in sources:
        names = list(dict.fromkeys(_people(values, publishers)))
        if names and len(names) <= MAX_AUTHORS:
            return names
    return []


def _people(values: Iterable[str], publishers: set[str]) -> Iterator[str]:
    for value in values:
        for part in SPLIT.split(BY.sub("", _plain(value))):
            name = BY.sub("", part).strip(" .,:*()")
            if _is_person(name) and _bare(name) not in publishers:
                yield name.title() if name.isupper() else name


def _is_person(name: str) -> bool:
    words = {word.strip(".").lower() for word in name.split()}
    return bool(PERSON.fullmatch(name)) and not words & NO_PERSON and name != name.lower()


def _linked(records: list[dict]) -> Iterator[str]:
    """The authors of the first article in the JSON-LD that has any."""
    for record in records:
        if "headline" not in record and "articleBody" not in record:
            continue
        if authors := _as_list(record.get("author") or record.get("creator")):
            for author in authors[:MAX_NAMES]:
                yield from filter(lambda name: isinstance(name, str), _names_of(author))
            return


def _names_of(author) -> list:
    """The names of a person in JSON-LD; of an organisation, none."""
    if not isinstance(author, dict):
        return [author]
    is_person = "Organization" not in str(author.get("@type"))
    return _as_list(author.get("name")) if is_person else []


def _as_list(value) -> list:
    if isinstance(value, list):
        return value
    return [value] if value else []


def _publishers(records: list[dict]) -> Iterator[str]:
    for record in records:
        publisher = record.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            yield publisher["name"]


def _meta(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("meta"):
        key = (element.get("name") or element.get("property") or "").lower()
        content = element.get("content") or ""
        if key in META and "://" not in content:
            yield content


def _plain(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    return "".join(re.findall(r"\w", text.lower()))
