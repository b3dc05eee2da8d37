"""Which verbs, nouns and adjectives report what somebody says, thinks or wants, and how.

The words stand in data/lexicons/speech.csv with their sense and the frames in which they report;
`FRAMES` says what each frame is.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from spacy.tokens import Token

TABLE = Path(__file__).resolve().parents[3] / "data" / "lexicons" / "speech.csv"

QUOTATION = "quote"
LABEL = "label"
# Each frame with an example, the surest first: of several that one word stands in, the first one
# that its entry allows is taken.
FRAMES = MappingProxyType(
    {
        "quote": "“It is over,” she said",
        "label": "Novak: It is over",
        "according to": "according to her, it is over",
        "that": "she said that it is over",
        "clause": "she said it is over",
        "passive wh": "she was asked whether it is over",
        "passive that": "it was said that it is over",
        "fronted": "it is over, she said",
        "np as": "she described it as a failure",
        "raising inf": "it seems to be over",
        "about": "she talked about the end",
        "np of": "she accused him of lying",
        "n about": "her complaint about the end",
        "a about": "she is worried about the end",
        "wh": "she asked why it is over",
        "as": "as she said, it is over",
        "inside": "it is, she said, over",
        "passive about": "she was asked about the end",
        "n that": "her claim that it is over",
        "passive inf": "it is expected to end",
        "ing": "she suggested ending it",
        "against": "she argued against it",
        "inf": "she wants to end it",
        "passive as": "it was described as a failure",
        "a that": "she is sure that it is over",
        "np about": "she asked him about it",
        "obj inf": "she wants him to end it",
        "inf after obj": "she asked him to end it",
        "passive oprd": "it was called a failure",
        "passive of": "she was accused of lying",
        "passive for": "she was criticised for it",
        "np for": "she blamed him for it",
        "n against": "her objection against it",
        "of": "she warned of it",
        "for": "she called for an end",
        "np": "she criticised the end",
        "a of": "she is critical of it",
        "a with": "she is unhappy with it",
        "a by": "she is surprised by it",
        "a inf": "she is eager to end it",
        "to": "she pointed to the end",
        "on": "she commented on the end",
        "with": "she disagreed with it",
        "at": "she scoffed at it",
        "np on": "she pressed him on it",
        "n inf": "her promise to end it",
        "n for": "her support for it",
        "n of": "her criticism of it",
        "n on": "her view on it",
        "n to": "her opposition to it",
        "n over": "her anger over it",
        "passive np": "the end was announced",
    }
)
# The frames that every verb of the table has.
OF_EVERY_VERB = frozenset("that;clause;wh;about;np as;np of;passive that;passive wh".split(";"))
RANK = {frame: rank for rank, frame in enumerate(FRAMES)}
# Frames of whole clauses: what they govern is somebody's words, and not the narrator's about them.
CLAUSAL = frozenset(
    "label;according to;that;clause;passive wh;passive that;fronted;wh;as;inside;obj inf;inf;about;"
    "n that".split(";")
)
# In these the content is what was said; in the others, what somebody wants, does or thinks of.
SPEECH = (CLAUSAL | {QUOTATION}) - {"inf", "obj inf", "about"}
# The lemmatiser takes "hoping" for a form of "hop".
LEMMAS = {"hop": "hope", "hat": "hate"}
POS = {"NOUN": "noun", "ADJ": "adjective"}


class Entry(NamedTuple):
    """What a word says of the speech that it reports, and the frames in which it does."""

    sense: str
    frames: frozenset[str]


@cache
def entries() -> Mapping[tuple[str, str], Entry]:
    """Return the entries by lemma and part of speech (verb, noun or adjective)."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                (row["lemma"], row["pos"]): Entry(
                    row["sense"],
                    frozenset(filter(None, row["frames"].split("; ")))
                    | (OF_EVERY_VERB if row["pos"] == "verb" else frozenset()),
                )
                for row in csv.DictReader(file)
            }
        )


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
