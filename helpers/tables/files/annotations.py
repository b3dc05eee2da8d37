"""Annotations made by people in an article, and the pipeline's, as spans by layer.

`helpers.tables.files.inception` and `helpers.tables.files.label_studio` write an article with its
spans for the two tools, and read the corrected spans.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pandas as pd

ACTOR, STATEMENT, ACT = LAYERS = ("actor", "statement", "act")
NOBODY = ""
MOST_OF_REASON = 200  # characters
MOST_BYTES = 200_000_000  # of a file, or of one inside an archive


class AnnotationError(ValueError):
    """A file of annotations can't be read; the message is one line that says why."""


class Span(NamedTuple):
    """A marked stretch of text.

    `label` is an actor's kind, a statement's kind (direct, indirect, mixed) or an act's class;
    `actor_id` is the actor itself, the speaker, or the actor who acts; `target_id` is the target.
    """

    layer: str
    start: int
    end: int
    label: str
    actor_id: str = NOBODY
    target_id: str = NOBODY


@dataclass(frozen=True)
class Annotated:
    """An article with its spans, in the order of the text."""

    doc_id: str
    title: str
    text: str
    spans: tuple[Span, ...] = field(default_factory=tuple)


def annotated(title: str, text: str, frames: dict[str, pd.DataFrame]) -> Annotated:
    """Return an article with what its frames (`helpers.tables.article_frames`) mark in it."""
    doc_id = str(frames["sentences"]["doc_id"].iloc[0]) if len(frames["sentences"]) else ""
    found = (*_actors(frames), *_statements(frames["statements"]), *_acts(frames["events"]))
    return Annotated(doc_id, title, text, tuple(sorted(found, key=lambda s: (s.start, s.end))))


def read_annotated(path: str | Path) -> list[Annotated]:
    """Return the articles in a file annotated by people.

    It is an export of Label Studio (JSON) or INCEpTION (UIMA CAS as JSON, XMI, or a ZIP archive of
    one with its type system). Raises `AnnotationError` if it is something else.
    """
    path = Path(path)
    if not path.is_file():
        raise AnnotationError(f"{path}: there is no such file; check the path")
    if path.stat().st_size > MOST_BYTES:
        raise AnnotationError(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        found = _read(path)
        "".join(part for one in found for part in (one.title, one.text)).encode()  # no half pairs
    except AnnotationError:
        raise
    except Exception as error:  # of any kind, as the file is somebody else's
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:MOST_OF_REASON]}"
        raise AnnotationError(f"{path}: can't be read ({reason}); export it again") from None
    if not all(_is_sound(span, one.text) for one in found for span in one.spans):
        raise AnnotationError(f"{path}: marks what is not in its text; export it again")
    return found


def _read(path: Path) -> list[Annotated]:
    from helpers.tables.files import inception, label_studio

    if path.suffix.lower() in {".zip", ".xmi"}:
        return [inception.read(path)]
    found = label_studio.read(path)
    return [inception.read(path)] if found is None else found


def _is_sound(span: Span, text: str) -> bool:
    """Whether a span has its types, as a file may have others, and is within the text."""
    layer, start, end, *names = span
    return (
        isinstance(start, int)
        and isinstance(end, int)
        and 0 <= start < end <= len(text)
        and all(isinstance(name, str) for name in (layer, *names))
    )


def _actors(frames: dict[str, pd.DataFrame]) -> Iterator[Span]:
    kinds = frames["actors"].set_index("actor_id")["kind"]
    for row in frames["mentions"].itertuples():
        kind = kinds.get(row.actor_id, "")
        yield Span(ACTOR, int(row.start_char), int(row.end_char), kind, row.actor_id)


def _statements(statements: pd.DataFrame) -> Iterator[Span]:
    for row in statements.itertuples():
        start, end = int(row.content_start_char), int(row.content_end_char)
        yield Span(STATEMENT, start, end, row.kind, _id(row.source_actor_id))


def _acts(events: pd.DataFrame) -> Iterator[Span]:
    for row in events.itertuples():
        start, end = int(row.start_char), int(row.end_char)
        ends = _id(row.source_actor_id), _id(row.target_actor_id)
        yield Span(ACT, start, end, row.event_class, *ends)


def _id(actor_id) -> str:
    return NOBODY if pd.isna(actor_id) else str(actor_id)
