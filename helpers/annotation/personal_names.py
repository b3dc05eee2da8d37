"""Personal names: given names, their gender and short forms, and surnames.

The names are those of Faker (https://faker.readthedocs.io, MIT), which has lists by country, of
which only those in the Latin alphabet are read, and of data/gazetteers/given_names.csv for parts of
the world where Faker has other alphabets or few names. Nicknames come from the package `nicknames`.
"""

import importlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from helpers.annotation.data_tables import read_table
from helpers.annotation.gazetteers import context_words

LOCALES = (
    "az_AZ cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es_AR "
    "es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CH fr_DZ fr_FR fr_QC ga_IE ha_NG hr_HR hu_HU "
    "id_ID ig_NG is_IS it_IT lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI "
    "sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA"
).split()
# A name is of one gender if at least this share of the lists with the name say so.
CLEAR = 0.75
LONGEST_NAME = 6  # words
PARTICLES = frozenset(
    "von van de der den del della dello dei degli di da das dos du la las le los al el bin bint "
    "binti dela delos ibn ben abu ter zu zum zur vom ap ab ferch wa ole arap ould av af".split()
)
# "son of" and "daughter of"
GENDER_OF_PARTICLE = {
    **dict.fromkeys(("bin", "ibn", "s/o", "a/l"), "Masc"),
    **dict.fromkeys(("binti", "bint", "d/o", "a/p"), "Fem"),
}
# One or two syllables as romanised from Chinese, Korean and Vietnamese: "Jinping", "Jae-in", "Thu".
ASIAN_GIVEN_NAME = re.compile(
    r"(?i:(?:[bcdfghjklmnpqrstvwxyz]{0,3}[aeiouy]{1,3}(?:ng|[nmklpht])?-?){1,2})"
)
SON_OR_DAUGHTER_OF = frozenset("s/o d/o a/l a/p".split())  # in Singapore and Malaysia


def is_given_name(word: str) -> bool:
    """Say whether `word` is a given name somewhere; case and accents do not matter.

    >>> is_given_name("Žofie"), is_given_name("ministry")
    (True, False)
    """
    return _folded(word) in _counts()


def is_surname(word: str) -> bool:
    """Say whether `word` is a common surname somewhere; case and accents do not matter.

    >>> is_surname("Hall"), is_surname("Harbour")
    (True, False)
    """
    return _folded(word) in _surnames()


def is_full_name(words: Sequence[str]) -> bool:
    """Say whether words are a given name, or an initial, followed by a surname.

    >>> is_full_name(["Jean-Luc", "de", "la", "Tour"]), is_full_name(["Harbour", "Bank"])
    (True, False)
    """
    if not 2 <= len(words) <= LONGEST_NAME or not words[-1][:1].isupper():
        return False
    first = words[0].partition("-")[0]
    return is_given_name(first) or is_given_name(words[0])


def gender(word: str) -> str | None:
    """Return "Masc" or "Fem" (as in Universal Dependencies), or None if unknown or both.

    >>> gender("Mike"), gender("Ursula"), gender("Ministry")
    ('Masc', 'Fem', None)
    """
    counts = _counts().get(_folded(word))
    if not counts:
        return None
    best, number = counts.most_common(1)[0]
    return best if number / counts.total() >= CLEAR else None


def gender_of_full_name(name: str) -> str | None:
    """Return "Masc" or "Fem" by the given name of somebody with a surname, or None.

    Given names of one syllable that are written after the family name rarely show it.

    >>> gender_of_full_name("Mike Hall"), gender_of_full_name("Nguyen Thi Ha")
    ('Masc', 'Fem')
    >>> gender_of_full_name("Mike"), gender_of_full_name("Tan Boon Keng")
    (None, None)
    """
    first, *rest = name.split() or [""]
    if not rest:
        return None
    of_parent = {GENDER_OF_PARTICLE[word] for word in rest if word in GENDER_OF_PARTICLE}
    if len(of_parent) == 1:
        return of_parent.pop()
    if family_name_is_first([first, *rest]) and not is_surname(rest[-1]):
        return "Fem" if "Thi" in rest else None
    return gender(first) or gender(first.partition("-")[0])


def same_person_could_be(one: str, other: str) -> bool:
    """Say whether two given names can belong to one person: equal, an initial, or a nickname.

    >>> same_person_could_be("William", "Bill"), same_person_could_be("J.", "Joe")
    (True, True)
    >>> same_person_could_be("Tomas", "Tom")  # as Thomas is
    True
    >>> same_person_could_be("Anna", "Paul")
    False
    """
    a, b = _folded(one).rstrip("."), _folded(other).rstrip(".")
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return a == b or _is_short_for(a, b) or _is_short_for(b, a)


def surname_forms(words: Sequence[str]) -> set[str]:
    """Return the surnames that the bearer of a full name may be called by.

    >>> sorted(surname_forms(["Mohammed", "bin", "Salman"]))
    ['Salman', 'bin Salman']
    """
    forms = {words[-1]}
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in PARTICLES:
        start -= 1
    forms.add(" ".join(words[start:]))
    last = words[-1]
    if family_name_is_first(words):
        forms.add(words[0])
    if "-" in last:
        forms.add(last.rpartition("-")[2])
    if len(words) > 2 and re.fullmatch(r"(?:Jr|Sr|II|III|IV)\.?", last):
        forms = {words[-2], f"{words[-2]} {last}"}
    return {form for form in forms if len(form) > 1}


def family_name_is_first(words: Sequence[str]) -> bool:
    """Say whether a full name is written as in China, Korea and Vietnam.

    >>> family_name_is_first(["Tan", "Boon", "Keng"]), family_name_is_first(["Kim", "Clijsters"])
    (True, False)
    """
    first, *given = words
    is_family_name = first in context_words("family name that comes first")
    return is_family_name and bool(given) and all(map(ASIAN_GIVEN_NAME.fullmatch, given))


@cache
def _surnames() -> frozenset[str]:
    fields = ("last_names", "last_names_male", "last_names_female")
    return frozenset(
        _folded(name) for locale in LOCALES for field in fields for name in _names_of(locale, field)
    )


def _names_of(locale: str, field: str) -> Iterable[str]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    names = getattr(provider, field, ())
    return () if isinstance(names, property) else names


@cache
def _counts() -> Mapping[str, Counter]:
    counts: dict[str, Counter] = defaultdict(Counter)
    for locale in LOCALES:
        for field, value in (("first_names_male", "Masc"), ("first_names_female", "Fem")):
            for name in _names_of(locale, field):
                counts[_folded(name)][value] += 1
    for name, row in read_table("gazetteers/given_names.csv", "name").items():
        counts[_folded(name)] = Counter([row["gender"]] if row["gender"] else ["Masc", "Fem"])
    return dict(counts)


def _is_short_for(short: str, name: str) -> bool:
    """Is it a short form of a name, or of the same name as other languages write it?"""
    if short in _short_forms(name):
        return True
    return _sound(name) in {_sound(other) for other in _nicknames().canonicals_of(short)}


def _sound(name: str) -> str:
    """ "thomas" and "tomas", "philipp" and "filip" alike"""
    for letters, one in (("th", "t"), ("ph", "f"), ("ck", "k"), ("c", "k"), ("y", "i"), ("j", "i")):
        name = name.replace(letters, one)
    return re.sub(r"(.)\1", r"\1", name)


@cache
def _short_forms(name: str) -> frozenset[str]:
    return frozenset(_nicknames().nicknames_of(name))


@cache
def _nicknames():
    from nicknames import NickNamer

    return NickNamer()


@cache
def _folded(word: str) -> str:
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
