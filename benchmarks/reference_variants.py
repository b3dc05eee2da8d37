"""Rows of reference_windows.py with other names, and women for men: who is meant stays the same."""

import random
from collections import defaultdict
from collections.abc import Iterable

Word = tuple[str, str]  # as written, and its tag

NAMES = frozenset({"NNP", "NNPS"})
TITLES = frozenset(
    "mr mrs ms miss dr sir lady lord prof professor king queen prince princess president jr "
    "sr".split()
)
PAIRS = [
    pair.split("/")
    for pair in (
        "he/she himself/herself man/woman men/women boy/girl boys/girls father/mother son/daughter "
        "sons/daughters brother/sister brothers/sisters husband/wife uncle/aunt nephew/niece "
        "king/queen prince/princess actor/actress actors/actresses mr./mrs. mr/mrs sir/lady "
        "lord/lady boyfriend/girlfriend grandfather/grandmother gentleman/lady waiter/waitress "
        "duke/duchess count/countess baron/baroness emperor/empress hero/heroine widower/widow "
        "stepfather/stepmother stepson/stepdaughter guy/girl male/female policeman/policewoman "
        "businessman/businesswoman spokesman/spokeswoman chairman/chairwoman fathers/mothers "
        "dad/mum dad/mom groom/bride fisherman/fisherwoman fireman/firewoman monk/nun wizard/witch "
        "god/goddess"
    ).split()
]
MASCULINE, FEMININE = "Masc", "Fem"
OTHER = {MASCULINE: FEMININE, FEMININE: MASCULINE}
OTHER_NAMES, OTHER_GENDER = 0.6, 0.5  # shares of the rows
TRIES = 10


def _one_way(pairs: Iterable[list[str]]) -> dict[str, str]:
    """Each word's first counterpart."""
    found: dict[str, str] = {}
    for one, other in pairs:
        found.setdefault(one, other)
    return found


COUNTERPARTS = _one_way([*PAIRS, *[pair[::-1] for pair in PAIRS]])


def with_other_gender(words: list[Word]) -> list[Word]:
    """Return the words with women for men and men for women.

    >>> with_other_gender([("Her", "PRP$"), ("son", "NN"), ("saw", "VBD"), ("her", "PRP")])
    [('His', 'PRP$'), ('daughter', 'NN'), ('saw', 'VBD'), ('him', 'PRP')]
    """
    return [(_counterpart(word, tag), tag) for word, tag in words]


def _counterpart(word: str, tag: str) -> str:
    own = tag == "PRP$"
    special = {
        "her": "his" if own else "him", "his": "her" if own else "hers", "him": "her",
        "hers": "his",
    }  # fmt: skip
    other = special.get(word.lower()) or COUNTERPARTS.get(word.lower(), word)
    return other.capitalize() if word[:1].isupper() else other


class Names:
    """The given names, by gender, and the surnames of the people named in rows."""

    def __init__(self, rows: Iterable[dict]):
        given: dict[str, set[str]] = defaultdict(set)
        surnames: set[str] = set()
        for row in rows:
            for gender, names in _named(row):
                if len(names) > 1:
                    given[gender].add(names[0])
                    surnames.add(names[-1])
        self._any = given[MASCULINE] | given[FEMININE]
        both = given[MASCULINE] & given[FEMININE]
        self._given = {gender: sorted(names - both) for gender, names in given.items()}
        self._surnames = sorted(surnames)

    def exchanged(self, row: dict, gender: str, chance: random.Random) -> dict[str, str]:
        """Return another name for each name of a row's people, who become `gender`."""
        given: dict[str, None] = {}
        surnames: dict[str, None] = {}
        named = [names for _, names in _named(row)]
        for names in named:
            if len(names) > 1:
                given[names[0]] = surnames[names[-1]] = None
        for names in named:
            if len(names) == 1 and names[0] not in {*given, *surnames}:
                (given if names[0] in self._any else surnames)[names[0]] = None
        new: dict[str, str] = {}
        for name, pool in [
            *((name, self._given[gender]) for name in given),
            *((name, self._surnames) for name in surnames),
        ]:
            for _ in range(TRIES):
                new[name] = chance.choice(pool)
                if list(new.values()).count(new[name]) == 1:
                    break
        return new


def _named(row: dict) -> list[tuple[str, list[str]]]:
    """The gender and the names, without titles, of each mention by name."""
    return [
        (chain["gender"] or row["gender"], names)
        for chain in row["chains"]
        if chain["named"]
        for start, end in chain["spans"]
        if (names := [word for word, tag in row["tokens"][start:end] if _is_name(word, tag)])
    ]


def _is_name(word: str, tag: str) -> bool:
    is_title = word.lower().strip(".") in TITLES
    return tag in NAMES and word[:1].isupper() and len(word) > 1 and word.isalpha() and not is_title


def variant(row: dict, names: Names, chance: random.Random) -> dict:
    """Return a row with other names or of the other gender, or as it is."""
    words, gender = row["tokens"], row["gender"]
    is_other = chance.random() < OTHER_GENDER
    if is_other:
        words, gender = with_other_gender(words), OTHER[gender]
    if is_other or chance.random() < OTHER_NAMES:
        new = names.exchanged(row, gender, chance)
        words = [(new.get(word, word) if tag in NAMES else word, tag) for word, tag in words]
    return {**row, "tokens": words, "gender": gender}
