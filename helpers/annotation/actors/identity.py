"""Which names are one actor's: full names and surnames, nicknames, acronyms, short forms."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors.kinds import ORGANISATION_WORDS

CORPORATE = frozenset(
    "inc ltd llc gmbh ag plc corp corporation co company holding holdings group sa nv se spa "
    "limited incorporated".split()
)
LINKS = frozenset("of for and the in on to a de la du et und für der von".split())
# Below this length one letter's difference makes another name: "Merz", "Metz".
SHORTEST_MISSPELLED = 9


class Given(NamedTuple):
    """The name that a form belongs to, why, and whether another one is possible too."""

    name: str
    rule: str
    uncertain: bool = False


class People:
    """The people of one text. Names are to be given in the order of the text.

    Full names are known beforehand, so that a surname in a headline finds its bearer; of several
    bearers, a surname goes to the one last named.
    """

    def __init__(self, forms: Iterable[str], also_known_as: Mapping[str, str] | None = None):
        self._also_known_as = also_known_as or {}
        self._full: dict[str, str] = {}
        self._bearers: dict[str, list[str]] = defaultdict(list)
        self._part_of: dict[str, list[str]] = defaultdict(list)
        self._last_named: dict[str, str] = {}
        # By first and last word: two names of one person have one of them in common.
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            if len(_words(form)) > 1 and form not in self._full:
                self._add(form)

    def give(self, form: str, gender: str | None = None) -> Given:
        """Return the person that `form` names here; `gender` is what a title before it says."""
        words = _words(form)
        if form in self._also_known_as and self._also_known_as[form] != form:
            return self.give(self._also_known_as[form])._replace(rule="other name of a person")
        if len(words) > 1:
            name = self._full.get(form, form)
            for key in self._surnames(name):
                self._last_named[key] = name
            return Given(name, "full name" if name == form else "another form of a full name")
        key = _key(form)
        bearers = self._bearers.get(key, [])
        if gender and bearers:
            bearers = [b for b in bearers if self.gender(b) in {gender, None}]
            if not bearers:
                return Given(form, "person's name")
        if len(bearers) == 1:
            self._last_named[key] = bearers[0]
            return Given(bearers[0], "surname of a full name")
        if bearers:
            last = self._last_named.get(key)
            name = last if last in bearers else bearers[0]
            return Given(name, "surname, last of several who bear it", uncertain=True)
        others = self._part_of.get(key, [])
        if len(others) == 1:
            return Given(others[0], "part of a full name")
        if len(others) > 1 and personal_names.is_given_name(form):
            last = [name for name in reversed(self._last_named.values()) if name in others]
            return Given((last or others)[0], "given name, last of several", uncertain=True)
        for key_of_other, names in self._bearers.items():
            if len(names) == 1 and _misspelled(key, key_of_other):
                return Given(names[0], "surname in another spelling", uncertain=True)
        return Given(form, "person's name")

    def gender(self, name: str) -> str | None:
        """Return what the given name says of a person's gender: "Masc", "Fem" or None."""
        return personal_names.gender(name.split()[0]) if " " in name else None

    def surnames(self) -> frozenset[str]:
        """Return all surnames as they were written in full names."""
        return frozenset(
            surname for name in self._full for surname in personal_names.surname_forms(_words(name))
        )

    def _add(self, form: str) -> None:
        words = _words(form)
        ends = {_key(words[0]), _without_suffix([_key(word) for word in words])[-1]}
        candidates = dict.fromkeys(other for end in ends for other in self._by_word[end])
        self._full[form] = next(
            (other for other in candidates if _one_person(words, _words(other))), form
        )
        for end in ends:
            self._by_word[end].append(self._full[form])
        name = self._full[form]
        for key in self._surnames(form):
            if name not in self._bearers[key]:
                self._bearers[key].append(name)
        for word in words[:-1]:
            key = _key(word)
            if (
                len(word) > 2
                and key not in personal_names.PARTICLES
                and name not in self._part_of[key]
            ):
                self._part_of[key].append(name)

    def _surnames(self, name: str) -> set[str]:
        return {_key(form) for form in personal_names.surname_forms(_words(name))}


class Organisations:
    """The organisations of one text; `acronyms` are those that the text introduces itself."""

    def __init__(self, forms: Iterable[str], acronyms: Mapping[str, str]):
        self._forms = list(dict.fromkeys(forms))
        self._acronyms = {k: v for k, v in acronyms.items() if v in self._forms}
        self._acronym_of = {long: short for short, long in self._acronyms.items()}
        self._given: dict[str, Given] = {}
        self._by_initials: dict[str, list[str]] = defaultdict(list)
        self._by_key: dict[str, str] = {}
        self._by_head: dict[str, list[str]] = defaultdict(list)
        # By first and last word: a short form begins or ends as the long one does.
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for form in self._forms:
            self._by_head[head_of(form)].append(form)
            words = _plain_words(form)
            for word in dict.fromkeys([*words[:1], *words[-1:]]):
                self._by_word[word].append(form)
            self._by_key.setdefault(_organisation_key(form), form)
            for initials in _initials(form):
                self._by_initials[initials].append(form)

    def give(self, form: str) -> Given:
        """Return the organisation that `form` names."""
        if form not in self._given:
            # Written first, so that two forms that explain each other come to an end.
            self._given[form] = Given(form, "organisation's name")
            self._given[form] = self._find(form)
        return self._given[form]

    def _find(self, form: str) -> Given:
        known = gazetteers.organisation(form)
        if known:
            return Given(known.name, "well-known organisation")
        known = gazetteers.organisation(self._acronym_of.get(form, ""))
        if known:
            return Given(known.name, "name of a well-known acronym")
        if form in self._acronyms and self._acronyms[form] != form:
            return self.give(self._acronyms[form])._replace(rule="acronym that the text introduces")
        if re.fullmatch(r"[A-Z][A-Za-z&]{0,6}[A-Z]", form):
            full = self._by_initials.get(form.upper().replace("&", ""), [])
            if len({self.give(other).name for other in full}) == 1:
                return self.give(full[0])._replace(rule="acronym of a name in the text")
        first = self._by_key[_organisation_key(form)]
        if first != form:
            return self.give(first)._replace(rule="another spelling")
        if form in ORGANISATION_WORDS:
            longer = [other for other in self._by_head[form] if other != form]
        else:
            words = _plain_words(form)
            candidates = dict.fromkeys(
                other for word in {*words[:1], *words[-1:]} for other in self._by_word[word]
            )
            longer = [other for other in candidates if _is_short_form(form, other)]
        names = {self.give(other).name for other in longer}
        if len(names) == 1:
            return Given(names.pop(), "short form of a name in the text")
        return Given(form, "organisation's name")


def _words(name: str) -> list[str]:
    """The words of a personal name without a quoted nickname: `William "Bill" Hart`."""
    return re.sub(r"\s['\"‘“][^'\"’”]+['\"’”](?=\s)", "", name).split()


def _one_person(words: Sequence[str], other: Sequence[str]) -> bool:
    """Can two names of two words or more be one person's?"""
    a, b = [_key(word) for word in words], [_key(word) for word in other]
    a, b = _without_suffix(a), _without_suffix(b)
    shorter, longer = sorted((a, b), key=len)
    if longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter:
        return True
    if a[-1] == b[-1] and personal_names.same_person_could_be(words[0], other[0]):
        return True
    if a[-1] == b[-1] and set(shorter) <= set(longer):
        return True
    return (a[0] == b[0] and _misspelled(a[-1], b[-1], shortest=5)) or _misspelled(
        " ".join(a), " ".join(b)
    )


def _without_suffix(words: list[str]) -> list[str]:
    return words[:-1] if len(words) > 2 and words[-1] in {"jr", "sr", "ii", "iii", "iv"} else words


def _misspelled(one: str, other: str, shortest: int = SHORTEST_MISSPELLED) -> bool:
    """At most one letter's difference, in a name long enough for that to be a slip."""
    if min(len(one), len(other)) < shortest or abs(len(one) - len(other)) > 1:
        return False
    i = 0
    while i < min(len(one), len(other)) and one[i] == other[i]:
        i += 1
    rest, other_rest = one[i:], other[i:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]


def _initials(form: str) -> set[str]:
    words = [word for word in re.split(r"[\s-]+", form) if word[:1].isalpha()]
    if len(words) < 2:
        return set()
    capital = [word for word in words if word[0].isupper()]
    return {"".join(w[0] for w in capital).upper(), "".join(w[0] for w in words).upper()}


def _is_short_form(form: str, other: str) -> bool:
    """Is `form` the beginning or the end of the longer `other`, and tells which one is meant?"""
    short, long = _plain_words(form), _plain_words(other)
    if not short or len(short) >= len(long) or len(form) < 4:
        return False
    if short == long[: len(short)]:
        rest = long[len(short) :]
    elif short == long[-len(short) :]:
        rest = long[: -len(short)]
    else:
        return False
    if LINKS & set(rest):
        return False
    return not all(_is_generic(word) for word in form.split())


def head_of(form: str) -> str:
    """Return the word that says what an organisation is: the last before "of", "for" or "in".

    >>> head_of("International Court of Justice"), head_of("Muslim Brotherhood")
    ('Court', 'Brotherhood')
    """
    return re.split(r" (?:of|for|in|and|on) ", form)[0].split()[-1]


def _is_generic(word: str) -> bool:
    return word in ORGANISATION_WORDS or word.casefold() in LINKS or bool(gazetteers.country(word))


def _plain_words(form: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", _key(form)) if word]


def _organisation_key(form: str) -> str:
    """What two spellings of one organisation have in common."""
    words = _plain_words(form.replace("&", " and "))
    words = [re.sub("isation$", "ization", word).rstrip(".,") for word in words]
    words = [word for word in words if word != "the"]
    while len(words) > 1 and words[-1] in CORPORATE:
        words.pop()
    return " ".join(words)


@cache
def _key(form: str) -> str:
    decomposed = unicodedata.normalize("NFKD", form)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.replace("’", "'").casefold()
