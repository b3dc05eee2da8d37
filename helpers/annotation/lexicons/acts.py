"""The tables of acts under data/lexicons: which class a verb or noun belongs to, where its target
is, and how a governing word changes the act."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Token

from helpers.annotation.data_tables import read_table

TABLES = Path(__file__).resolve().parents[3] / "data" / "lexicons"
OTHER = "other"
CONTEST = "contest"


class Frame(NamedTuple):
    """One use of a verb or noun: its class, and the slots that can hold its target, in order.

    A slot is `dobj`, `dative`, `poss` or a preposition; `reciprocal` means that partners joined by
    "and" act on each other. With `thing`, there must be a direct object: "any", or one of the words
    with that use; with "none", there must be none. With "carrier", the noun is an act only under a
    verb: "cut ties", but not "ties".
    """

    slots: tuple[str, ...]
    event_class: str
    thing: str


@cache
def event_classes() -> dict[str, str | None]:
    """Return the classes with their quad class; `other` has none.

    >>> event_classes()["accuse"]
    'verbal conflict'
    """
    return {row["event_class"]: row["quad_class"] or None for row in _rows("event_classes.csv")}


@lru_cache(maxsize=1 << 14)
def frames(pos: str, lemma: str) -> tuple[Frame, ...]:
    """Return the uses of a "verb" or "noun", or none; American spellings need no row of their own.

    >>> {frame.event_class for frame in frames("verb", "criticize")}
    {'accuse'}
    """
    known = _frames()
    return next((known[pos, form] for form in _spellings(lemma) if (pos, form) in known), ())


def lemma_of(verb: Token) -> str:
    """Return a verb's lemma, corrected if the lemmatiser removed too much: "fined" is not "fin"."""
    lemma, form = verb.lemma_.lower(), verb.lower_
    if not _knows(lemma):
        for ending, put in (("ed", "e"), ("ing", "e")):
            mended = form.removesuffix(ending) + put
            if form.endswith(ending) and _knows(mended):
                return mended
    return lemma


@cache
def hyphenated_verbs() -> frozenset[str]:
    """Return the forms of verbs with a hyphen that are no nouns: "second-guessed".

    >>> {"strong-arm", "rubber-stamped", "cross-examining"} <= hyphenated_verbs()
    True
    """
    known = _frames()
    verbs = {form for pos, form in known if pos == "verb" and "-" in form and " " not in form}
    people = read_table("gazetteers/person_nouns.csv", "noun")
    # "a co-author", "a strip-search"
    nouns = {verb for verb in verbs if verb.rpartition("-")[2] in people or ("noun", verb) in known}
    return frozenset(form for verb in verbs for form in _forms(verb, verb in nouns))


def _forms(verb: str, is_noun: bool) -> Iterator[str]:
    """ "strip-search", "strip-searches", "strip-searched", "strip-searching" """
    stem = verb.removesuffix("e")
    yield from (f"{stem}ed", f"{stem}ing")
    if verb[-1] in "lpt":
        yield from (f"{stem}{verb[-1]}ed", f"{stem}{verb[-1]}ing")
    if not is_noun:
        yield verb
        yield verb + ("es" if verb.endswith(("ch", "s", "x")) else "s")


def _knows(lemma: str) -> bool:
    return bool(frames("verb", lemma) or effect("noun", lemma) or effect("clause", lemma))


@cache
def words(use: str) -> frozenset[str]:
    """Return the words of one use in event_words.csv, as lemmas in lower case.

    >>> "troop" in words("acting")
    True
    """
    return frozenset(row["word"] for row in _rows("event_words.csv") if row["use"] == use)


@lru_cache(maxsize=1 << 14)
def effect(governs: str, lemma: str) -> str | None:
    """Return how a governing word changes an act, or None if it governs no such act.

    `governs` is "clause" ("agree to pay"), "noun_clause" ("a plan to attack") or "noun" ("impose
    sanctions"); the effect is asserted, future, hypothetical, negated, denied or ended.

    >>> effect("clause", "refuse"), effect("noun", "lift")
    ('negated', 'ended')
    """
    known = _effects()
    return next((known[governs, f] for f in _spellings(lemma) if (governs, f) in known), None)


def effect_of_verb(verb: Token) -> str | None:
    """Return how a verb, with or without its particle, changes the act that is its object.

    With a particle it is another verb: "passed a law" enacts it, "passed on a request" does not.
    """
    lemma = lemma_of(verb)
    for child in verb.rights:
        if child.dep_ in {"prt", "advmod"}:
            found = effect("noun", f"{lemma} {child.lower_}")
            if found or child.dep_ == "prt":
                return found
    return effect("noun", lemma)


@cache
def _frames() -> dict[tuple[str, str], tuple[Frame, ...]]:
    found = defaultdict(list)
    for row in _rows("events.csv"):
        frame = Frame(tuple(row["target"].split()), row["event_class"], row["object"])
        found[row["pos"], row["lemma"]].append(frame)
    return {key: tuple(group) for key, group in found.items()}


@cache
def _effects() -> dict[tuple[str, str], str]:
    return {(row["governs"], row["lemma"]): row["effect"] for row in _rows("governing.csv")}


def _spellings(lemma: str) -> Iterator[str]:
    yield lemma
    for american, british in (("ize", "ise"), ("ization", "isation"), ("or", "our")):
        if lemma.endswith(american):
            yield lemma.removesuffix(american) + british


@cache
def _rows(table: str) -> list[dict[str, str]]:
    with (TABLES / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
