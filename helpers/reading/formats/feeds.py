"""RSS and Atom feeds, each entry an article. Library: feedparser."""

import io
from collections.abc import Iterator
from time import struct_time

from helpers.reading.formats.markup import has_tags, paragraphs_of
from helpers.reading.formats.record import Text, Unreadable

# A feed entry with fewer words has only the beginning or a description of its article.
MIN_WORDS = 80
MARKS = ("<rss", "<feed", "<rdf:RDF")


def is_feed(text: str) -> bool:
    """Return whether a text is a feed."""
    return any(mark in text[:3000] for mark in MARKS) and "<html" not in text[:500].lower()


def documents(data: bytes) -> Iterator[Text | Unreadable]:
    """Yield each entry: its content, or its address if it has only a description."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    if not feed.entries:
        raise Unreadable("is a feed without entries, or damaged; save it again")
    source = " ".join(feed.feed.get("title", "").split())
    for entry in feed.entries:
        yield _entry(entry, source)


def _entry(entry, source: str) -> Text | Unreadable:
    contents = [content.get("value") or "" for content in entry.get("content", ())]
    full = max(contents, key=len, default="")
    text = full or entry.get("summary", "")
    paragraphs = paragraphs_of(text) if has_tags(text) else text.split("\n")
    metadata = _metadata(entry, source)
    n_words = sum(len(paragraph.split()) for paragraph in paragraphs)
    if n_words >= (1 if full else MIN_WORDS):
        return Text("\n\n".join(paragraphs), metadata)
    if "url" in metadata:
        return Text("", metadata)
    return Unreadable("has no text")


def _metadata(entry, source: str) -> dict[str, str]:
    known = {
        "title": entry.get("title"),
        "source": source or entry.get("source", {}).get("title"),
        "date": _day(entry.get("published_parsed") or entry.get("updated_parsed")),
        "author": ", ".join(a["name"] for a in entry.get("authors", ()) if a.get("name")),
        "url": entry.get("link"),
    }
    return {part: " ".join(str(value).split()) for part, value in known.items() if value}


def _day(when: struct_time | None) -> str | None:
    return f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else None
