"""Which names mean the same organisation: acronyms, other spellings, short forms."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors.evidence import LEGAL_FORMS, ORGANISATION_WORDS
from helpers.annotation.actors.identity import Assignment, key_of_form

LINKS = frozenset("of for and the in on to a de la du et und für der von".split())
DEPARTMENTS = frozenset(("department", "ministry"))
SITE = re.compile(r"\.(?:com|org|net|co\.uk)$")  # "Volkmar.com" is Volkmar
SHORTEST_SHORT_FORM = 4  # letters of an organisation's short form


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
        if known and not gazetteers.needs_another_name(form):
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


def can_be_shortened(form: str) -> bool:
    """Say whether the first word of an organisation's name can be its short name.

    >>> can_be_shortened("Solvik Energy"), can_be_shortened("Bank of Orlavia")
    (True, False)
    """
    first, *rest = form.split()
    return bool(rest) and not (
        first in ORGANISATION_WORDS
        or rest[0].islower()
        or personal_names.is_given_name(first)
        or gazetteers.region_or_country(first)
    )


def head_of(form: str) -> str:
    """Return the word for the type of an organisation: the last before "of", "for" or "in".

    >>> head_of("International Court of Justice"), head_of("Muslim Brotherhood")
    ('Court', 'Brotherhood')
    """
    return re.split(r" (?:of|for|in|and|on) ", form)[0].split()[-1]


def _is_generic(word: str) -> bool:
    return word in ORGANISATION_WORDS or word.casefold() in LINKS or bool(gazetteers.country(word))


def _plain_words(form: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", key_of_form(form)) if word]


def _organisation_key(form: str) -> str:
    """A key that all spellings of one organisation share."""
    words = _plain_words(SITE.sub("", form.replace("&", " and ")))
    words = [re.sub("isation$", "ization", word).rstrip(".,") for word in words]
    words = [word for word in words if word != "the"]
    if len(words) > 2 and words[0] in DEPARTMENTS and words[1] in {"of", "for"}:
        words = [*words[2:], words[0]]  # "Department of Justice", "Justice Department"
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)
