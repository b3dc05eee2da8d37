"""Exports of ProQuest, as text and as pages, split into their articles."""

import re
from collections.abc import Iterator
from functools import cache

from helpers.reading.dates import read_date
from helpers.reading.formats.labels import labels_of, names_of, one_of
from helpers.reading.formats.record import Text, Unreadable

RULE = re.compile(r"[_=-]{20,}")
# "The Courier ; Lindmere [Lindmere]14 Jul 2025: A.2."
IN_INFO = re.compile(r"\](?P<date>[^:]*)")


def is_proquest(text: str) -> bool:
    """Return whether a text is an export of ProQuest."""
    known = ("ProQuest document ID", "Report Information from ProQuest", "ProQuest document link")
    return any(word in text for word in known) and bool(_label().search(text))


def documents(lines: list[str]) -> Iterator[Text | Unreadable]:
    """Yield each article of an export, given as lines."""
    starts = [n for n, line in enumerate(lines) if _document().fullmatch(line.strip())]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield document(lines[start + 1 : end])
    if not starts:
        yield document(lines)


def document(lines: list[str]) -> Text | Unreadable:
    """Return one document, given as lines; an empty one ends a field, but not the text."""
    fields: dict[str, list[str]] = {}
    part: str | None = "head"
    for line in lines:
        match = _label().match(line.strip())
        if RULE.fullmatch(line.strip()):
            part = None
        elif match:
            # Some exports repeat the text; the second copy is the same.
            part = _parts().get(match[1].casefold())
            part = None if part == "text" and part in fields else part
            if part and match[2].strip():
                fields.setdefault(part, []).append(match[2].strip())
            elif part:
                fields.setdefault(part, [])
        elif not line.strip():
            part = part if part in {"text", "head", "abstract"} else None
        elif part:
            fields.setdefault(part, []).append(line.strip())
    return _article(fields)


def _article(fields: dict[str, list[str]]) -> Text | Unreadable:
    if not fields.get("text"):
        what = "only an abstract and no text" if fields.get("abstract") else "no text"
        return Unreadable(f"has {what}; export the full texts")
    return Text("\n\n".join(fields["text"]), _metadata(fields))


def _metadata(fields: dict[str, list[str]]) -> dict[str, str]:
    known = {part: " ".join(values) for part, values in fields.items() if values}
    info = IN_INFO.search(known.get("info", ""))
    date = known.get("date") or (info and info["date"])
    source = known.get("source") or known.get("info", "")
    metadata = {
        "title": known.get("title") or next(iter(fields.get("head", ())), None),
        "author": names_of(known.get("author", "")),
        "source": source.partition(";")[0].strip(),
        "date": day.isoformat() if (day := read_date(date)) else date,
        **{part: known.get(part) for part in ("section", "language", "url")},
    }
    return {part: value for part, value in metadata.items() if value}


@cache
def _parts() -> dict[str, str]:
    labels = labels_of("proquest")["labels"]
    return {name.casefold(): part for part, names in labels.items() for name in names}


@cache
def _label() -> re.Pattern:
    names = [*_parts(), *labels_of("proquest")["other"]]
    return re.compile(rf"(?m)^\s*({one_of(names)})\s*:(?!//)[ \xa0]*(.*)")


@cache
def _document() -> re.Pattern:
    return re.compile(labels_of("proquest")["document"], re.IGNORECASE)
