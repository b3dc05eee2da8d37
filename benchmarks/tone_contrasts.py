"""Write sentences in which two actors are treated differently, for the tone model to learn from.

    python benchmarks/tone_contrasts.py CONTRASTS.jsonl [--n 4000]

They are put together from the patterns and phrases in tone_contrasts.json, with made-up names. Most
treat the two in opposite ways, one in four alike; in some, one actor only speaks or stands by.
Written are rows with `id`, `text`, `start`, `end`, `label`, like those of the benchmark. No name
and no telling word is one of tests/gold/tone_contrasts.jsonl, which measures what came of it.
"""

import argparse
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

from faker import Faker

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "tone_contrasts.jsonl"
PHRASES = Path(__file__).with_suffix(".json")
LOCALES = ("en_US", "en_GB", "en_IN", "fr_FR", "es_ES", "de_DE", "it_IT", "nl_NL", "no_NO")
TITLES = ("Mayor", "Senator", "Professor", "Captain", "Judge", "Minister", "Ms", "Mr", "Dr")
BODIES = ("{} Motors", "{} Holdings", "the {} Institute", "{} United", "the {} Party", "{} & Sons")
SIGNS = {"+": 1, "-": -1}
# The patterns, how many of 25 sentences are made of them, and the tone of the first actor in them.
# Who was wronged is not blamed for it: neutral.
KINDS = {
    "patterns": (16, ""),
    "better first": (2, "+"),
    "cleared": (3, "+"),
    "wronged": (2, "0"),
    "neutral second": (2, ""),
}
SAME = 0.25  # share of the sentences that treat both actors alike
# A target stands between these while its sentence is put together.
OPEN, CLOSE = "\x02", "\x03"


def main() -> None:
    """Make sentences, write their targets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--n", type=int, default=4000, help="sentences")
    options = parser.parse_args()
    chance = random.Random(1)  # noqa: S311
    Faker.seed(1)
    maker = Maker(json.loads(PHRASES.read_text(encoding="utf-8")), chance)
    texts = {}
    while len(texts) < options.n:
        text, rows = maker.sentence()
        texts[text] = rows
    with options.out.open("w", encoding="utf-8") as lines:
        for number, (text, rows) in enumerate(texts.items()):
            for place, row in enumerate(rows):
                row = {"id": f"contrast {number} {place}", "text": text, **row}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")


class Maker:
    """Makes sentences of phrases, as tone_contrasts.json has them."""

    def __init__(self, phrases: dict, chance: random.Random):
        self._phrases, self._chance = phrases, chance
        self._fakers = [Faker(locale) for locale in LOCALES]
        lines = GOLD.read_text(encoding="utf-8").splitlines()
        self._taken = {word for line in lines for word in json.loads(line)["target"].split()}

    def sentence(self) -> tuple[str, list[dict]]:
        """Return a sentence and its targets: `start`, `end` and `label`."""
        kind = self._chance.choices(list(KINDS), [share for share, _ in KINDS.values()])[0]
        pattern = self._chance.choice(self._phrases[kind])
        first = KINDS[kind][1] or self._chance.choice("+-")
        # "not X but Y" sets the two apart, whatever was done.
        alike = kind == "patterns" and " not " not in pattern and "rather" not in pattern
        second = "+" if first == "-" else "-"
        if alike and self._chance.random() < SAME:
            second = first
        signs = {"1": first, "2": "0" if kind == "neutral second" else second}
        names = {"1": self._name(), "2": self._name(), "s": self._name()}
        text = re.sub(r"\{(\w+)\}", lambda slot: self._filled(slot[1], signs, names), pattern)
        return _parts(text[:1].upper() + text[1:], signs)

    def _filled(self, slot: str, signs: dict, names: dict) -> str:
        plain = {"aud": "audiences", "tail": "tails", "lead": "leads", "crime": "crimes"}
        targets = {"one": "1", "two": "2", "other": "2", "speaker": "s"}
        if slot in plain:
            return self._chance.choice(self._phrases[plain[slot]])
        if slot in targets:
            return _marked(targets[slot], names[targets[slot]])
        kind, who = re.fullmatch(r"([a-z]+?)([12])b?", slot).groups()
        lists = {"to": "done to"}
        phrase = self._chance.choice(self._phrases[lists.get(kind, kind)][signs[who]])
        # Of an actor that the sentence names already, a phrase says no name.
        return phrase.replace("{}", "them" if slot.endswith("b") else _marked(who, names[who]))

    def _name(self) -> str:
        faker = self._chance.choice(self._fakers)
        last, first, city = map(self._new, (faker.last_name, faker.first_name, faker.city))
        title, body = self._chance.choice(TITLES), self._chance.choice(BODIES).format(last)
        return self._chance.choices(
            (f"{first} {last}", last, f"{title} {last}", body, city),
            (6, 4, 2, 2, 1),
        )[0]

    def _new(self, make: Callable[[], str]) -> str:
        return next(name for name in iter(make, None) if not self._taken & set(name.split()))


def _marked(who: str, name: str) -> str:
    return f"{OPEN}{who}{name}{CLOSE}"


def _parts(marked: str, signs: dict) -> tuple[str, list[dict]]:
    text, rows = "", []
    for part in re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", marked):
        if not part.startswith(OPEN):
            text += part
            continue
        name = part[2:-1]
        if text.endswith((". ", "“")) or not text:
            name = name[:1].upper() + name[1:]
        label = SIGNS.get(signs.get(part[1], "0"), 0)
        rows.append({"start": len(text), "end": len(text) + len(name), "label": label})
        text += name
    return text, rows


if __name__ == "__main__":
    main()
