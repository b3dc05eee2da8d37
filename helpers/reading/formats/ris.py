"""References with abstracts (.ris), as Zotero, EndNote and databases write them. Library: rispy."""

import re
from collections.abc import Iterable, Iterator

from helpers.reading.dates import read_date
from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.labels import names_of
from helpers.reading.formats.record import Text, Unreadable

BEGIN = re.compile(r"(?m)^TY {1,2}- ")
PARTS = {
    "title": ("title", "primary_title", "short_title", "translated_title"),
    "source": ("secondary_title", "journal_name", "alternate_title3", "alternate_title2",
               "alternate_title1", "publisher"),
    "date": ("date", "publication_year", "year"),
    "section": ("section",),
    "language": ("language",),
}  # fmt: skip
TEXTS = ("abstract", "notes_abstract")


def is_ris(text: str) -> bool:
    """Return whether a text is a list of references in RIS."""
    return bool(BEGIN.match(text.lstrip("\ufeff\n ")))


def documents(data: bytes) -> Iterator[Text | Unreadable]:
    """Yield the abstract of each reference as a text; references without one are `Unreadable`."""
    text = data.decode(encoding_of(data), "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    starts = [match.start() for match in BEGIN.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield _reference(text[start:end])


def _reference(text: str) -> Text | Unreadable:
    import rispy

    if not re.search(r"(?m)^ER {1,2}-", text):
        return Unreadable("is cut off before its end; export it again")
    try:
        fields = rispy.loads(text)[0]
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        return Unreadable(f"is not readable RIS ({' '.join(str(error).split())[:100]})")
    abstract = _first(fields, TEXTS)
    if not abstract:
        return Unreadable("has no abstract and no text; export it with abstracts")
    text = "\n\n".join(abstract) if isinstance(abstract, list) else abstract
    return Text(text, _metadata(fields))


def _metadata(fields: dict) -> dict[str, str]:
    known = {part: _first(fields, names) for part, names in PARTS.items()}
    authors = fields.get("authors") or fields.get("first_authors") or []
    known["author"] = names_of("; ".join(authors)) if authors else None
    known["url"] = next(iter(fields.get("urls", ())), None)
    if day := read_date(known["date"]):
        known["date"] = day.isoformat()
    return {part: str(value) for part, value in known.items() if value}


def _first(fields: dict, names: Iterable[str]):
    """The first of several fields that has a value."""
    return next((fields[name] for name in names if fields.get(name)), None)
