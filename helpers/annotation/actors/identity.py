"""Which names mean the same actor: full names and surnames, nicknames, acronyms, short forms."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors.evidence import ORGANISATION_WORDS
from helpers.annotation.actors.misspelled import SHORTEST_MISSPELLED_SURNAME, misspelled
from helpers.annotation.actors.whose_surname import called_by_surname

LEGAL_FORMS = gazetteers.context_words("legal form")
GENERATIONS = frozenset("jr sr ii iii iv".split())
LINKS = frozenset("of for and the in on to a de la du et und für der von".split())
SHORTEST_SHORT_FORM = 4  # letters of an organisation's short form


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
    "Mr Keller" and only Anna Keller by full name, any other "Keller" is him.
    """

    def __init__(
        self,
        forms: Iterable[str],
        also_known_as: Mapping[str, str] | None = None,
        shared: Mapping[str, str] | None = None,
        addressed: Iterable[tuple[str, str]] = (),
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
            if len(_words(form)) > 1 and form not in self._full:
                self._add(form)
        self._genders = {self._full[form]: sex for form, sex in addressed if form in self._full}
        self._called = called_by_surname(map(self._key_or_name, forms), self._bearers)
        self._without_full_name = {
            _key(form) for form, gender in addressed if self._is_of_nobody(form, gender)
        }

    def _key_or_name(self, form: str) -> tuple[str, str | None]:
        """A bare surname's key, or whom another name means."""
        key = _key(form)
        if form not in self._full and key in self._bearers:
            return key, None
        of = self._part_of.get(key, [])
        return "", self._full.get(form) or (of[0] if len(of) == 1 else None)

    def resolve(
        self, form: str, gender: str | None = None, pronoun: str | None = None
    ) -> Assignment:
        """Return the person that `form` names here.

        `gender` is that of a title before it, `pronoun` that of a pronoun in its sentence.
        """
        other = self._by_other_name(form)
        if other:
            return other
        bearers = self._bearers.get(_key(form), [])
        if len(_words(form)) > 1 and (form in self._full or not bearers):
            return self._by_full_name(form)
        if gender:
            bearers = self._of_gender(bearers, gender)
        if not bearers or (gender is None and _key(form) in self._without_full_name):
            named = None if self._bearers.get(_key(form)) else self._by_less(form)
            return named or Assignment(form, "person's name")
        return self._by_surname(_key(form), bearers, None if gender else pronoun)

    def _of_gender(self, names: list[str], gender: str) -> list[str]:
        """Those of the gender, or if there are none, those whose gender is unknown."""
        sure = [name for name in names if self.gender(name) == gender]
        return sure or [name for name in names if self.gender(name) is None]

    def _is_of_nobody(self, form: str, gender: str) -> bool:
        """Is everybody of this surname of the other gender?"""
        genders = {self.gender(bearer) for bearer in self._bearers.get(_key(form), ())}
        return bool(genders) and not genders & {gender, None}

    def _by_less(self, form: str) -> Assignment | None:
        return self._by_part(form) or self._by_spelling(form)

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

    def _by_surname(self, key: str, bearers: list[str], pronoun: str | None) -> Assignment:
        if len(bearers) == 1:
            self._last_named[key] = bearers[0]
            return Assignment(bearers[0], "surname of a full name")
        called = self._called.get(key)
        if called and called.name in bearers and self._fits(called.name, pronoun):
            return Assignment(*called, uncertain=True)
        fitting = [name for name in bearers if self._fits(name, pronoun)]
        if pronoun and len(fitting) == 1:
            return Assignment(fitting[0], "surname of the one whom a pronoun fits", uncertain=True)
        last = self._last_named.get(key)
        name = last if last in bearers else bearers[0]
        return Assignment(name, "surname, last of several who bear it", uncertain=True)

    def _fits(self, name: str, pronoun: str | None) -> bool:
        return pronoun is None or self.gender(name) in {pronoun, None}

    def _by_part(self, form: str) -> Assignment | None:
        others = self._part_of.get(_key(form), [])
        if len(others) == 1:
            return Assignment(others[0], "part of a full name")
        if len(others) > 1 and personal_names.is_given_name(form):
            last = [name for name in reversed(self._last_named.values()) if name in others]
            return Assignment((last or others)[0], "given name, last of several", uncertain=True)
        return None

    def _by_spelling(self, form: str) -> Assignment | None:
        key = _key(form)
        for key_of_other, names in self._bearers.items():
            if len(names) == 1 and misspelled(key, key_of_other):
                return Assignment(names[0], "surname in another spelling", uncertain=True)
        return None

    def gender(self, name: str) -> str | None:
        """Return a person's gender: "Masc", "Fem" or None."""
        return self._genders.get(name) or personal_names.gender_of_full_name(name)

    def family(self, form: str) -> list[str]:
        """Return the people with this surname in the plural: "the Kellers"."""
        key = _key(form)
        singular = () if key in self._bearers else (key.removesuffix("s"), key.removesuffix("es"))
        return next((self._bearers[s] for s in singular if s in self._bearers), [])

    def surnames(self) -> frozenset[str]:
        """Return all surnames as written in full names."""
        return frozenset(
            surname for name in self._full for surname in personal_names.surname_forms(_words(name))
        )

    def _add(self, form: str) -> None:
        words = _words(form)
        ends = {_key(words[0]), _without_suffix([_key(word) for word in words])[-1]}
        candidates = dict.fromkeys(other for end in ends for other in self._by_word[end])
        name = next((other for other in candidates if _one_person(words, _words(other))), form)
        self._full[form] = name
        for end in ends:
            self._by_word[end].append(name)
        for key in self._surnames(form):
            _append_new(self._bearers[key], name)
        for word in words[:-1]:
            key = _key(word)
            if len(word) > 2 and key not in personal_names.PARTICLES:
                _append_new(self._part_of[key], name)

    def _surnames(self, name: str) -> set[str]:
        return {_key(form) for form in personal_names.surname_forms(_words(name))}


class Organisations:
    """The organisations in a text; `acronyms` are those that the text itself introduces."""

    def __init__(self, forms: Iterable[str], acronyms: Mapping[str, str]):
        self._forms = list(dict.fromkeys(forms))
        self._acronyms = {k: v for k, v in acronyms.items() if v in self._forms}
        self._acronym_of = {long: short for short, long in self._acronyms.items()}
        self._resolved: dict[str, Assignment] = {}
        self._by_initials: dict[str, list[str]] = defaultdict(list)
        self._by_key: dict[str, str] = {}
        self._by_head: dict[str, list[str]] = defaultdict(list)
        # By first and last word: a short form begins or ends like the long one.
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for form in self._forms:
            self._by_head[head_of(form)].append(form)
            words = _plain_words(form)
            for word in dict.fromkeys([*words[:1], *words[-1:]]):
                self._by_word[word].append(form)
            self._by_key.setdefault(_organisation_key(form), form)
            for initials in _initials(form):
                self._by_initials[initials].append(form)

    def resolve(self, form: str) -> Assignment:
        """Return the organisation that `form` names."""
        if form not in self._resolved:
            # Stored first, so that two forms that explain each other do not recurse for ever.
            self._resolved[form] = Assignment(form, "organisation's name")
            self._resolved[form] = self._find(form)
        return self._resolved[form]

    def _find(self, form: str) -> Assignment:
        return (
            self._well_known(form)
            or self._by_acronym(form)
            or self._by_other_spelling(form)
            or self._by_longer_name(form)
            or Assignment(form, "organisation's name")
        )

    def _well_known(self, form: str) -> Assignment | None:
        known = gazetteers.organisation(form)
        if known:
            return Assignment(known.name, "well-known organisation")
        known = gazetteers.organisation(self._acronym_of.get(form, ""))
        return Assignment(known.name, "name of a well-known acronym") if known else None

    def _by_acronym(self, form: str) -> Assignment | None:
        if form in self._acronyms and self._acronyms[form] != form:
            long = self.resolve(self._acronyms[form])
            return long._replace(rule="acronym that the text introduces")
        if re.fullmatch(r"[A-Z][A-Za-z&]{0,6}[A-Z]", form):
            full = self._by_initials.get(form.upper().replace("&", ""), [])
            if len({self.resolve(other).name for other in full}) == 1:
                return self.resolve(full[0])._replace(rule="acronym of a name in the text")
        return None

    def _by_other_spelling(self, form: str) -> Assignment | None:
        first = self._by_key[_organisation_key(form)]
        return self.resolve(first)._replace(rule="another spelling") if first != form else None

    def _by_longer_name(self, form: str) -> Assignment | None:
        if form in ORGANISATION_WORDS:
            longer = [other for other in self._by_head[form] if other != form]
        else:
            words = _plain_words(form)
            ends = {*words[:1], *words[-1:]}
            candidates = dict.fromkeys(other for word in ends for other in self._by_word[word])
            longer = [other for other in candidates if _is_short_form(form, other)]
        names = {self.resolve(other).name for other in longer}
        if len(names) != 1:
            return None
        return Assignment(names.pop(), "short form of a name in the text")


def _append_new(items: list[str], item: str) -> None:
    if item not in items:
        items.append(item)


def _words(name: str) -> list[str]:
    """The words of a personal name without a quoted nickname: `William "Bill" Hart`."""
    return re.sub(r"\s['\"‘“][^'\"’”]+['\"’”](?=\s)", "", name).split()


def _one_person(words: Sequence[str], other: Sequence[str]) -> bool:
    """Can two names of at least two words belong to one person?"""
    a = _without_suffix([_key(word) for word in words])
    b = _without_suffix([_key(word) for word in other])
    shorter, longer = sorted((a, b), key=len)
    if longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter:
        return True
    if a[-1] == b[-1]:
        given = personal_names.same_person_could_be(words[0], other[0])
        if given or set(shorter) <= set(longer):
            return True
    same_first = a[0] == b[0] and misspelled(a[-1], b[-1], SHORTEST_MISSPELLED_SURNAME)
    return same_first or misspelled(" ".join(a), " ".join(b))


def _without_suffix(words: list[str]) -> list[str]:
    return words[:-1] if len(words) > 2 and words[-1] in GENERATIONS else words


def _initials(form: str) -> set[str]:
    words = [word for word in re.split(r"[\s-]+", form) if word[:1].isalpha()]
    if len(words) < 2:
        return set()
    capital = [word for word in words if word[0].isupper()]
    return {"".join(w[0] for w in capital).upper(), "".join(w[0] for w in words).upper()}


def _is_short_form(form: str, other: str) -> bool:
    """Is `form` the beginning or the end of the longer `other`, and specific enough?"""
    short, long = _plain_words(form), _plain_words(other)
    if not short or len(short) >= len(long) or len(form) < SHORTEST_SHORT_FORM:
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
    """Return the word for the type of an organisation: the last before "of", "for" or "in".

    >>> head_of("International Court of Justice"), head_of("Muslim Brotherhood")
    ('Court', 'Brotherhood')
    """
    return re.split(r" (?:of|for|in|and|on) ", form)[0].split()[-1]


def _is_generic(word: str) -> bool:
    return word in ORGANISATION_WORDS or word.casefold() in LINKS or bool(gazetteers.country(word))


def _plain_words(form: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", _key(form)) if word]


def _organisation_key(form: str) -> str:
    """A key that all spellings of one organisation share."""
    words = _plain_words(form.replace("&", " and "))
    words = [re.sub("isation$", "ization", word).rstrip(".,") for word in words]
    words = [word for word in words if word != "the"]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


@cache
def _key(form: str) -> str:
    decomposed = unicodedata.normalize("NFKD", form)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.replace("’", "'").casefold()
