"""Exports of Europresse as pages, split into their articles."""

import re
from collections.abc import Iterator

from helpers.reading.dates import read_date
from helpers.reading.formats.labels import names_of
from helpers.reading.formats.markup import paragraphs_of
from helpers.reading.formats.record import Text, Unreadable

TEXT = re.compile(r"docOcurrContainer|DocText", re.IGNORECASE)
TITLE = re.compile(r"titreArticle")
AUTHOR = re.compile(r"sm-margin-bottomNews|docAuthors")


def documents(soup) -> Iterator[Text | Unreadable]:
    """Yield each article of an export."""
    for article in soup.find_all("article"):
        body = article.find(class_=TEXT)
        text = paragraphs_of(body.extract()) if body else []
        if not text:
            yield Unreadable("has no text; export the full articles")
            continue
        header = _words(article.find(class_="DocHeader"))
        source = article.find(class_="DocPublicationName")
        title = _words(article.find(class_=TITLE))
        day = read_date(header)
        known = {
            "title": title,
            # "La Croix, no. 43018": the number is that of the issue.
            "source": re.split(r", (?:no|n°|nº)", next(source.stripped_strings, ""))[0]
            if source
            else None,
            "date": day.isoformat() if day else header,
            "author": names_of(_words(article.find(class_=AUTHOR)) or ""),
        }
        yield Text("\n\n".join(text), {part: value for part, value in known.items() if value})


def _words(element) -> str | None:
    return " ".join(element.get_text(" ").split()) if element else None
