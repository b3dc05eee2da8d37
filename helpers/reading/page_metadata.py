"""What a web page says about its article: headline, date, authors, source and address."""

import json
import logging
import re
from collections import deque
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice
from urllib.parse import urlsplit

from lxml import html
from lxml.html import HtmlElement

from helpers.reading.page_authors import author_names
from helpers.reading.page_dates import page_date
from helpers.reading.page_size import copied

MAX_VALUES = 3_000  # of JSON-LD that are read
# What a record has under these is about something else, such as another article or a comment.
OTHERS = frozenset(
    "about associatedMedia citation comment comments exampleOfWork hasPart image isBasedOn "
    "isPartOf itemListElement itemReviewed liveBlogUpdate mentions relatedLink review reviews "
    "sharedContent subjectOf video workExample".split()
)
MAX_BROKEN = 50_000  # characters of JSON-LD that is not valid
# A format without a field keeps trafilatura from searching for the date, which `page_date` does.
NO_DATE = {"outputformat": "none"}
MAX_STATED, MAX_PRINTED = 20, 100  # headlines
SEPARATOR = re.compile(r"\s+[|\-–—•·:»/]+\s+|\s*\|\s*")
MAX_TITLE_WORDS, MAX_TITLE_CHARS = 40, 1000
# How similar a printed headline and the metadata's have to be, by words in common (0 to 1); a
# page's only one may be worded differently.
SAME_HEADLINE, ONLY_HEADLINE = 0.6, 0.25
SECTION = re.compile(
    r"(opinion|editorial|analysis|comment|commentary|review|exclusive|video|live|news|politics|"
    r"world|business|sport|sports|interview|column|letters?|podcast|feature|explainer|watch)",
    re.IGNORECASE,
)


def page_metadata(tree: HtmlElement, url: str | None = None) -> dict[str, str]:
    """Return those of `title`, `date` (ISO), `source`, `author` and `url` that a page gives.

    The title is without the site's name. The date is one that the page's metadata, a `<time>`, a
    date line or the page's address gives. Authors are people, separated by commas.
    """
    from trafilatura import extract_metadata

    logging.getLogger("htmldate.validators").setLevel(logging.CRITICAL + 1)
    records = list(linked_data(tree))
    page = extract_metadata(_with_sound_data(tree), default_url=url, date_config=NO_DATE)
    site = _site_names(tree, page.sitename or "")
    known = {
        "title": headline(tree, records, page.title or "", site),
        "date": page_date(tree, records, url),
        # By its host if it has no name: without the user name, which may come before the @ there.
        "source": (page.sitename or "").rpartition("@")[2],
        "author": ", ".join(author_names(tree, records, page.author or "", site)),
        "url": page.url or url,
    }
    return {name: " ".join(str(value).split()) for name, value in known.items() if value}


def _with_sound_data(tree: HtmlElement) -> HtmlElement:
    """A copy of a page without the JSON-LD that trafilatura fails on, or takes minutes for.

    It searches what is not valid JSON again and again.
    """
    copy, room = copied(tree), MAX_BROKEN
    for script in list(copy.iter("script")):
        try:
            json.loads(script.text or "", strict=False)
        except json.JSONDecodeError:
            room -= len(script.text or "")
            if room < 0:
                script.drop_tree()
        except (ValueError, RecursionError):
            script.drop_tree()
    return copy


def linked_data(tree: HtmlElement) -> Iterator[dict]:
    """Yield the records of a page's JSON-LD, including nested ones that are about the article.

    Values beyond `MAX_VALUES` are ignored; no article has so many.
    """
    n = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting = deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting and n < MAX_VALUES:
            value = waiting.popleft()
            n += 1
            if isinstance(value, dict):
                yield value
                own = (inner for key, inner in value.items() if key not in OTHERS)
                waiting.extend(islice(own, MAX_VALUES))
            elif isinstance(value, list):
                waiting.extend(islice(value, MAX_VALUES))


def headline(tree: HtmlElement, records: list[dict], title: str, site: set[str]) -> str:
    """Return the headline as printed, or as given in the metadata, without the site's name.

    `title` is a library's guess, and `site` has the keys of the site's names.
    """
    meta = _meta(tree, "og:title", "twitter:title")
    headlines = islice(_headlines(records), MAX_STATED)
    named = [text for text in (*meta, *headlines, title) if text and _site_key(text) not in site]
    stated = named or [text for text in map(_text, tree.xpath("//head/title")) if text]
    stated = [text[:MAX_TITLE_CHARS] for text in stated]
    printed = [
        text
        for text in map(_text, islice(tree.iter("h1"), MAX_PRINTED))
        if 0 < len(text.split()) <= MAX_TITLE_WORDS and _site_key(text) not in site
    ]
    known = [without_site(text, site) for text in stated]
    if found := _printed_headline(printed, stated, known):
        return without_site(found, site) if _bare(found) in map(_bare, known) else found
    return next(iter(known), next(iter(printed), ""))


def _printed_headline(printed: list[str], stated: list[str], known: list[str]) -> str | None:
    """The first printed heading that is part of a stated one, or contains it; else one similar to
    it.
    """
    for text in printed:
        if any(_bare(text) in _bare(other) or _bare(other) in _bare(text) for other in stated):
            return text
    least = SAME_HEADLINE if len(printed) > 1 else ONLY_HEADLINE
    likely = (t for t in printed if any(_likeness(t, other) >= least for other in known))
    return next(likely, None)


def without_site(title: str, names: set[str]) -> str:
    """Return a title without the site's or a section's name before or after a separator.

    >>> without_site("Ferry sails again | The Pier Post", {"pierpost"})
    'Ferry sails again'
    """
    before, _, behind = title.partition(": ")
    title = behind if behind and _site_key(before) in names else title
    while True:
        parts = SEPARATOR.split(title)
        if len(parts) < 2:
            return title
        if _is_site(parts[-1], names):
            title = title[: title.rindex(parts[-1])]
        elif _is_site(parts[0], names):
            title = title[len(parts[0]) :]
        else:
            return title
        title = title.strip(" |-–—•·:»/")


def _is_site(part: str, names: set[str]) -> bool:
    bare = _site_key(part)
    return bool(SECTION.fullmatch(part.strip())) or any(
        bare and (bare == name or (len(bare) > 4 and (bare in name or name in bare)))
        for name in names
        if len(name) > 2
    )


def _site_names(tree: HtmlElement, site: str) -> set[str]:
    """The site's names, from its metadata and its address."""
    names = {*_meta(tree, "og:site_name", "application-name", "twitter:site"), site}
    for address in (*_meta(tree, "og:url"), *tree.xpath("//link[@rel='canonical']/@href")):
        host = urlsplit(address).hostname if "://" in address else None
        if host:
            names.add(max(host.removeprefix("www.").split("."), key=len))
    return {key for name in names if (key := _site_key(name))}


def _site_key(name: str) -> str:
    """A site's name for comparison, without article, ending and punctuation."""
    plain = re.sub(r"^(?:the)\s|\.(?:com|org|net|co\.\w\w|\w\w)$", "", name.strip().lower())
    return "".join(re.findall(r"\w", plain))


def _headlines(records: list[dict]) -> Iterator[str]:
    for record in records:
        if isinstance(value := record.get("headline"), str) and value.strip():
            yield html.fromstring(f"<p>{value}</p>").text_content().strip()


def _meta(tree: HtmlElement, *names: str) -> list[str]:
    """The contents of meta tags in the order of `names`."""
    found = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or "").lower()
        if key in names and (content := (element.get("content") or "").strip()):
            found.setdefault(key, content)
    return [found[name] for name in names if name in found]


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _bare(one).split(), _bare(other).split()).ratio()
