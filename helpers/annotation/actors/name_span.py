"""A name in a text, as passed between the steps of `helpers.annotation.actors`."""

from typing import NamedTuple

from spacy.tokens import Doc

from helpers.annotation.gazetteers import Bloc, Match, NoActor, Organisation

NAME_LABELS = frozenset("PERSON ORG GPE NORP LOC FAC EVENT WORK_OF_ART PRODUCT LAW".split())
PLACE_LABELS = frozenset("GPE NORP LOC".split())


class Name(NamedTuple):
    """A name in a text: token indices, the model's label or "", and its entry in our tables.

    `certain` means that some form of what it names in this text has no other meaning.
    """

    start: int
    end: int
    label: str
    known: Match | Bloc | Organisation | NoActor | None = None
    certain: bool = False


def text_of(doc: Doc, name: Name) -> str:
    """Return a name as written, with single spaces."""
    return " ".join(doc[name.start : name.end].text.split())


def begins_line(doc: Doc, start: int) -> bool:
    """Say whether the token at `start` is the first of a line."""
    return start == 0 or "\n" in doc[start - 1].text


def ends_line(doc: Doc, end: int) -> bool:
    """Say whether the token before `end` is the last of a line."""
    return end == len(doc) or "\n" in doc[end].text


def who_follows(doc: Doc, name: Name) -> bool:
    """Say whether "who" follows: "Keller, who won", but not "Volkmar, whose owner" of a body."""
    after = doc[name.end : name.end + 2].text.replace(" ", "")
    return after == ",who" or (after == ",whose" and name.label != "ORG")
