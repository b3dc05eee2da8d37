"""Which verbs, nouns and adjectives report what somebody says, thinks or wants, and how.

The words are in data/lexicons/speech.csv, with their sense and the frames in which they report
speech; speech_senses.csv and speech_frames.csv explain these.
"""

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Token

from helpers.annotation.data_tables import DATA, DataError, read_table

TABLE = DATA / "lexicons" / "speech.csv"

QUOTATION = "quote"
LABEL = "label"
# The lemmatiser takes "hoping" for a form of "hop".
LEMMAS = {"hop": "hope", "hat": "hate"}
POS = {"NOUN": "noun", "ADJ": "adjective"}


class Entry(NamedTuple):
    """What a word says about the speech that it reports, and the frames in which it reports it."""

    sense: str
    frames: frozenset[str]


class Frame(NamedTuple):
    """A construction in which a word reports speech.

    `rank` is 0 for the surest: if a word occurs in several, the first that its entry allows is
    used. `form` is "speech", or "attitude" if the content is something that somebody wants, does or
    thinks of; `voice` is "reported" if it is somebody's words, otherwise "narrator".
    """

    example: str
    rank: int
    form: str
    voice: str


@cache
def frames() -> Mapping[str, Frame]:
    """Return the constructions by name, the surest first.

    >>> frames()["that"].example
    'she said that it is over'
    """
    rows = read_table("lexicons/speech_frames.csv", "frame")
    return MappingProxyType(
        {
            name: Frame(row["example"], rank, row["form"], row["voice"])
            for rank, (name, row) in enumerate(rows.items())
        }
    )


@cache
def senses() -> Mapping[str, str]:
    """Return what a cue can say about the speech that it reports, with explanations.

    >>> senses()["asking"]
    'asks'
    """
    rows = read_table("lexicons/speech_senses.csv", "sense")
    return MappingProxyType({sense: row["meaning"] for sense, row in rows.items()})


@cache
def negated_senses() -> Mapping[str, str]:
    """Return the sense that a word has if its cue is negated, by its own sense.

    >>> negated_senses()["conceding"]
    'denying'
    """
    rows = read_table("lexicons/speech_senses.csv", "sense")
    return MappingProxyType({sense: row["negated"] for sense, row in rows.items()})


@cache
def entries() -> Mapping[tuple[str, str], Entry]:
    """Return the entries by lemma and part of speech (verb, noun or adjective).

    Raises `DataError` if a row has a sense or frame that is not in their tables.
    """
    rows = read_table("lexicons/speech_frames.csv", "frame")
    every = frozenset(name for name, row in rows.items() if row["every_verb"] == "yes")
    found = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            own = frozenset(filter(None, row["frames"].split("; ")))
            unknown = sorted(own - rows.keys() | {row["sense"]} - senses().keys())
            if unknown:
                raise DataError(
                    f"data/lexicons/speech.csv: “{row['lemma']}” has “{unknown[0]}”, which is "
                    "neither a frame of speech_frames.csv nor a sense of speech_senses.csv; "
                    "correct it"
                )
            verbs = every if row["pos"] == "verb" else frozenset()
            found[row["lemma"], row["pos"]] = Entry(row["sense"], own | verbs)
    return MappingProxyType(found)


def entry(token: Token) -> Entry | None:
    """Return the entry of a word by its lemma and part of speech, or None."""
    lemma = token.lemma_.lower()
    return entries().get((LEMMAS.get(lemma, lemma), POS.get(token.pos_, "verb")))


def reports(token: Token, frame: str) -> bool:
    """Does the word report speech in this frame?"""
    if frame == "according to":
        return True
    found = entry(token)
    return found is not None and frame in found.frames


def is_speech(token: Token) -> bool:
    """Is the word a verb that introduces words in quotation marks?"""
    return token.tag_.startswith("VB") and reports(token, "quote")
