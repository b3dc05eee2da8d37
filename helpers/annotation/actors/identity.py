"""Which names mean the same person: full names and surnames, nicknames, given names."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from helpers.annotation import personal_names
from helpers.annotation.actors.misspelled import SHORTEST_MISSPELLED_SURNAME, misspelled
from helpers.annotation.actors.whose_surname import OFFICE, Called, called_by_surname, holder_of

GENERATIONS = frozenset("jr sr ii iii iv".split())


class Assignment(NamedTuple):
    """The name that a form belongs to, why, and whether another one is also possible."""

    name: str
    rule: str
    uncertain: bool = False


class People:
    """The people in a text. Names have to be resolved in text order.

    Full names are known beforehand, so that a surname in a headline finds its bearer; if there are
    several bearers, a surname goes to the one whom the text calls so, or else to the last one.
    `addressed` are names with the gender of a title, noun or pronoun beside them: if the text has
    "Mr Keller" and only Anna Keller by full name, any other "Keller" is him. `offices` are full
    names with an office beside them: "Senator Paul Keller" is "Senator Keller"; `relatives` are
    those introduced as somebody's: "her son, Paul Keller".
    """

    def __init__(
        self,
        forms: Iterable[str],
        also_known_as: Mapping[str, str] | None = None,
        shared: Mapping[str, str] | None = None,
        addressed: Iterable[tuple[str, str]] = (),
        offices: Iterable[tuple[str, str]] = (),
        relatives: Iterable[str] = (),
    ):
        self._also_known_as = also_known_as or {}
        self._shared = shared or {}
        self._full: dict[str, str] = {}
        self._bearers: dict[str, list[str]] = defaultdict(list)
        self._part_of: dict[str, list[str]] = defaultdict(list)
        self._last_named: dict[str, str] = {}
        # By first and last word: two names of one person share at least one of them.
        self._by_word: dict[str, list[str]] = defaultdict(list)
        forms, addressed = list(forms), list(addressed)
        for form in (*forms, *self._shared.values()):
            is_new = len(_words(form)) > 1 and form not in self._full
            if is_new and self._also_known_as.get(form, form) == form:
                self._add(form)
        whole = {**self._full, **self._shared}
        self._genders = {whole[form]: sex for form, sex in addressed if form in whole}
        self._offices = _grouped((whole.get(form, form), office) for form, office in offices)
        named = self._named(forms)
        self._order = list(dict.fromkeys(name for _, name in named))
        self._addressed: dict[str, set[str]] = defaultdict(set)
        for form, sex in addressed:
            self._addressed[key_of_form(form)].add(sex)
        self._called = called_by_surname(named, self._bearers, _whole(relatives, whole))
        self._without_full_name = {
            key_of_form(form) for form, gender in addressed if self._is_of_nobody(form, gender)
        }

    def _named(self, forms: list[str]) -> list[tuple[str, str | None]]:
        """The forms for `called_by_surname`."""
        return [self._key_or_name(*pair) for pair in pairwise([*forms, ""])]

    def _key_or_name(self, form: str, following: str) -> tuple[str, str | None]:
        """A form for `called_by_surname`: ("keller", None), or ("", "Anna Keller") for "Anna".

        "Anna" before `following` "Paul Keller" is ("anna", "Anna Keller").
        """
        key = key_of_form(form)
        if form in self._shared:
            return key, self._shared[form]
        if form not in self._full and key in self._bearers:
            return key, None
        of = self._part_of.get(key, [])
        name = self._full.get(form) or (of[0] if len(of) == 1 else None)
        if name is None or form in self._full or following not in self._full:
            return "", name
        shares = self._surnames(name) & self._surnames(following)
        return key if shares else "", name

    def resolve(
        self,
        form: str,
        gender: str | None = None,
        pronoun: str | None = None,
        is_kin: bool = False,
        office: str | None = None,
    ) -> Assignment:
        """Return the person that `form` names here.

        `gender` is that of a title before it, `pronoun` that of a pronoun in its sentence;
        `is_kin` says that it is introduced as somebody's relative: "her son Daniel". `office` is
        named before it: "Senator".
        """
        other = self._by_other_name(form)
        if other:
            return other
        key = key_of_form(form)
        bearers = all_bearers = self._bearers.get(key, [])
        if len(_words(form)) > 1 and (form in self._full or not bearers):
            return self._by_full_name(form)
        if gender:
            bearers = self._of_gender(bearers, gender)
        if not bearers or (gender is None and key in self._without_full_name):
            named = None if all_bearers else self._by_less(form, is_kin)
            return named or Assignment(form, "person's name")
        if gender and self._may_be_a_relative(key, bearers):
            return Assignment(bearers[0], "surname, last of several who bear it", uncertain=True)
        return self._by_surname(key, bearers, None if gender else pronoun, office)

    def _of_gender(self, names: list[str], gender: str) -> list[str]:
        """Those of the gender, or if there are none, those whose gender is unknown."""
        sure = [name for name in names if self.gender(name) == gender]
        return sure or [name for name in names if self.gender(name) is None]

    def _may_be_a_relative(self, key: str, bearers: list[str]) -> bool:
        """Has the text "Mr" and "Ms Keller", and shows no first name which of them it names?"""
        open_gender = all(self.gender(name) is None for name in bearers)
        return open_gender and len(self._addressed[key]) > 1

    def _is_of_nobody(self, form: str, gender: str) -> bool:
        """Is everybody of this surname of the other gender?"""
        genders = {self.gender(bearer) for bearer in self._bearers.get(key_of_form(form), ())}
        return bool(genders) and not genders & {gender, None}

    def _by_less(self, form: str, is_kin: bool) -> Assignment | None:
        """The person of a form that is no surname in the text: a given name, a misspelling."""
        return self._by_part(form, is_kin) or self._by_spelling(form)

    def _has_relatives(self, name: str) -> bool:
        """Does somebody else in the text bear the surname?"""
        return any(len(self._bearers[key]) > 1 for key in self._surnames(name))

    def _by_other_name(self, form: str) -> Assignment | None:
        if self._also_known_as.get(form, form) != form:
            known_as = self.resolve(self._also_known_as[form])
            return known_as._replace(rule="other name of a person")
        if form in self._shared:
            shared = self._by_full_name(self._shared[form])
            return shared._replace(rule="given name, surname shared")
        return None

    def _by_full_name(self, form: str) -> Assignment:
        name = self._full.get(form, form)
        for key in self._surnames(name):
            self._last_named[key] = name
        return Assignment(name, "full name" if name == form else "another form of a full name")

    def _by_surname(
        self, key: str, bearers: list[str], pronoun: str | None, office: str | None
    ) -> Assignment:
        if len(bearers) == 1:
            self._last_named[key] = bearers[0]
            return Assignment(bearers[0], "surname of a full name")
        called = self._called.get(key)
        in_order = [name for name in self._order if name in bearers]
        holder = office and holder_of(office, in_order, self._offices)
        if holder:
            self._last_named[key] = holder
            called = Called(holder, OFFICE)
        if called and called.name in bearers and self._fits(called.name, pronoun):
            return Assignment(*called, uncertain=True)
        fitting = self._of_gender(bearers, pronoun) if pronoun else []
        if len(fitting) == 1:
            return Assignment(fitting[0], "surname of the one whom a pronoun fits", uncertain=True)
        last = self._last_named.get(key)
        name = last if last in bearers else bearers[0]
        return Assignment(name, "surname, last of several who bear it", uncertain=True)

    def _fits(self, name: str, pronoun: str | None) -> bool:
        return pronoun is None or self.gender(name) in {pronoun, None}

    def _by_part(self, form: str, is_kin: bool) -> Assignment | None:
        others = self._part_of.get(key_of_form(form), [])
        if is_kin:  # "her sons, Moses and Daniel": not President Daniel Mutua
            others = [name for name in others if self._has_relatives(name)]
        if len(others) == 1:
            return Assignment(others[0], "part of a full name")
        if len(others) > 1 and personal_names.is_given_name(form):
            last = [name for name in reversed(self._last_named.values()) if name in others]
            return Assignment((last or others)[0], "given name, last of several", uncertain=True)
        return None

    def _by_spelling(self, form: str) -> Assignment | None:
        key = key_of_form(form)
        for key_of_other, names in self._bearers.items():
            if len(names) == 1 and misspelled(key, key_of_other):
                return Assignment(names[0], "surname in another spelling", uncertain=True)
        return None

    def gender(self, name: str) -> str | None:
        """Return a person's gender: "Masc", "Fem" or None."""
        return self._genders.get(name) or personal_names.gender_of_full_name(name)

    def family(self, form: str) -> list[str]:
        """Return the people with this surname in the plural: "the Kellers"."""
        key = key_of_form(form)
        singular = () if key in self._bearers else (key.removesuffix("s"), key.removesuffix("es"))
        return next((self._bearers[s] for s in singular if s in self._bearers), [])

    def surnames(self) -> frozenset[str]:
        """Return all surnames as written in full names."""
        return frozenset(
            surname for name in self._full for surname in personal_names.surname_forms(_words(name))
        )

    def _add(self, form: str) -> None:
        words = _words(form)
        ends = {key_of_form(words[0]), _without_suffix([key_of_form(word) for word in words])[-1]}
        candidates = dict.fromkeys(other for end in ends for other in self._by_word[end])
        name = next((other for other in candidates if _one_person(words, _words(other))), form)
        self._full[form] = name
        for end in ends:
            self._by_word[end].append(name)
        for key in self._surnames(form):
            _append_new(self._bearers[key], name)
        for word in words[:-1]:
            key = key_of_form(word)
            if len(word) > 2 and key not in personal_names.PARTICLES:
                _append_new(self._part_of[key], name)

    def _surnames(self, name: str) -> set[str]:
        return {key_of_form(form) for form in personal_names.surname_forms(_words(name))}


def _whole(forms: Iterable[str], names: Mapping[str, str]) -> set[str]:
    return {names.get(form, form) for form in forms}


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, item in pairs:
        found[key].add(item)
    return found


def _append_new(items: list[str], item: str) -> None:
    if item not in items:
        items.append(item)


def _words(name: str) -> list[str]:
    """The words of a personal name without a quoted nickname: `William "Bill" Hart`."""
    return re.sub(r"\s['\"‘“][^'\"’”]+['\"’”](?=\s)", "", name).split()


def _one_person(words: Sequence[str], other: Sequence[str]) -> bool:
    """Can two names of at least two words belong to one person?"""
    a = _without_suffix([key_of_form(word) for word in words])
    b = _without_suffix([key_of_form(word) for word in other])
    shorter, longer = sorted((a, b), key=len)
    if longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter:
        return True
    if a[-1] == b[-1] and not a[-1].isdigit():
        given = personal_names.same_person_could_be(words[0], other[0])
        if given or set(shorter) <= set(longer):
            return True
    same_first = a[0] == b[0] and misspelled(a[-1], b[-1], SHORTEST_MISSPELLED_SURNAME)
    return same_first or misspelled(" ".join(a), " ".join(b))


def _without_suffix(words: list[str]) -> list[str]:
    return words[:-1] if len(words) > 2 and words[-1] in GENERATIONS else words


@cache
def key_of_form(form: str) -> str:
    """Return what all spellings of a form share: lower case, no accents, plain apostrophes."""
    decomposed = unicodedata.normalize("NFKD", form)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.replace("’", "'").casefold()
