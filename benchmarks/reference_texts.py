"""GAP's texts for the scripts that train the models of references, and copies with unnamed people.

GAP names everybody that its pronouns mean, so that a model would learn from it that whoever has a
name is meant. In a copy one of a text's two people is "a young doctor" and "the doctor" throughout.
"""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.tokens import Doc

from helpers.annotation.coreference.context import GENDERS, Context
from helpers.annotation.mentions import read_mentions
from helpers.annotation.pipeline import load_pipeline

LATER = ("references", "statements", "events", "sentence_sentiment", "actor_sentiment")
ANYBODY = tuple(
    "athlete artist attacker author baby banker buyer candidate captain caller child coach "
    "colleague cousin customer cyclist defendant detective director doctor driver editor engineer "
    "farmer founder friend guard gunman inmate investor journalist judge lawyer manager migrant "
    "minister neighbour nurse officer official owner passenger patient pedestrian pensioner pilot "
    "plaintiff player politician prisoner prosecutor protester pupil refugee relative reporter "
    "researcher resident scientist senator shopkeeper singer soldier spokesperson stranger student "
    "suspect teacher teenager toddler trader victim witness worker writer 27-year-old".split()
)
MEN_AND_WOMEN = {
    "Masc": "boy brother businessman chairman father fireman fisherman gentleman grandfather "
    "husband man policeman prince son spokesman uncle waiter".split(),
    "Fem": "actress aunt businesswoman daughter girl grandmother lady mother nun policewoman "
    "princess sister spokeswoman waitress widow wife woman".split(),
}
ADJECTIVES = (
    "American British elderly foreign former French injured local masked old retired second senior "
    "unnamed wealthy wounded young".split()
)
OF_KNOWN_GENDER, WITH_ADJECTIVE, INDEFINITE = 0.45, 0.3, 0.6  # shares

Span = tuple[int, int]


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of GAP."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def annotated(rows: Sequence[dict]) -> list[Doc]:
    """Return the texts with their actors, without references."""
    nlp = load_pipeline()
    with nlp.select_pipes(disable=[name for name in LATER if name in nlp.pipe_names]):
        return list(nlp.pipe(row["Text"] for row in rows))


def place_of(row: dict, name: str) -> Span:
    """Return where "A", "B" or "Pronoun" stands in the text of a row."""
    start = int(row[f"{name}-offset"])
    return start, start + len(row[name])


def chains_at(context: Context, row: dict, name: str) -> frozenset[str]:
    """Return the actors of the mentions at a name of GAP's, and who is named there without one."""
    start, end = place_of(row, name)
    spans = [(m.span, m.actor_id) for m in read_mentions(context.doc)]
    spans += [(context.doc[c.start : c.end], c.chain) for c in context.reader.candidates]
    return frozenset(
        chain for span, chain in spans if span.start_char < end and span.end_char > start
    )


def without_a_name(rows: Sequence[dict], docs: Iterable[Doc], seed: int = 5) -> list[dict]:
    """Return a copy of each row in which A or B is a description wherever the text names it."""
    chance = random.Random(seed)  # noqa: S311
    return [_without_a_name(row, doc, chance) for row, doc in zip(rows, docs, strict=True)]


def _without_a_name(row: dict, doc: Doc, chance: random.Random) -> dict:
    name, other = chance.sample("AB", 2)
    kept = [place_of(row, other), place_of(row, "Pronoun")]
    spans = [s for s in _named(row, doc, name, other) if not any(_overlap(s, k) for k in kept)]
    descriptions = _descriptions(GENDERS[row["Pronoun"].lower()], len(spans), chance)
    copy, text, moves, last = dict(row), "", {}, 0
    for (start, end), words in zip(spans, descriptions, strict=True):
        before = row["Text"][:start].rstrip()
        text += row["Text"][last:start]
        if not before or before[-1] in ".!?":
            words = words[0].upper() + words[1:]
        if (start, end) == place_of(row, name):
            copy[name], copy[f"{name}-offset"] = words, str(len(text))
        text += words
        last = end
        moves[end] = len(text) - end
    copy["Text"] = text + row["Text"][last:]
    for kind in (other, "Pronoun"):
        start = place_of(row, kind)[0]
        move = [by for end, by in moves.items() if end <= start]
        copy[f"{kind}-offset"] = str(start + (move[-1] if move else 0))
    return copy


def _named(row: dict, doc: Doc, name: str, other: str) -> list[Span]:
    """Where the text names A, or B, in order; the place that GAP marks is one of them."""
    mentions = [
        ((m.span.start_char, m.span.end_char), m.actor_id)
        for m in read_mentions(doc)
        if m.kind == "name"
    ]
    here, there = place_of(row, name), place_of(row, other)
    ids = {a for span, a in mentions if _overlap(span, here)}
    ids -= {a for span, a in mentions if _overlap(span, there)}
    spans = {span for span, a in mentions if a in ids and not _overlap(span, here)} | {here}
    return sorted(spans)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and one[1] > other[0]


def _descriptions(gender: str, n: int, chance: random.Random) -> list[str]:
    """ "a young doctor", "the doctor", "the doctor" """
    nouns = MEN_AND_WOMEN[gender] if chance.random() < OF_KNOWN_GENDER else ANYBODY
    noun = chance.choice(nouns)
    adjective = chance.choice(ADJECTIVES) if chance.random() < WITH_ADJECTIVE else ""
    first = " ".join(filter(None, [adjective, noun]))
    article = "an" if first[0].lower() in "aeiou" else "a"
    article = article if chance.random() < INDEFINITE else "the"
    return [f"{article} {first}", *[f"the {noun}"] * (n - 1)]
