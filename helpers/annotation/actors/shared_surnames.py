"""People whose shared surname is written once: "Anna and Paul Keller", "the Kellers"."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from spacy.tokens import Doc, Token

from helpers.annotation import personal_names
from helpers.annotation.actor_ids import PERSON
from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.actors.titles import Title, gender_of_title, title_of
from helpers.annotation.gazetteers import context_words
from helpers.annotation.lexicons.person_nouns import gender_of_noun

LINK = re.compile(r",? (?:and|&) |, ")
_RELATIVE = "|".join(sorted(context_words("relative who may share the surname")))
AND_RELATIVE = re.compile(rf",? ?and (?:his|her) (?:{_RELATIVE}),?")
SPOUSES = context_words("spouse")
FEWEST = 2
LONGEST_APPOSITION = 4  # words after the comma: "Anna and Paul Keller, a married couple"
COUPLE = re.compile(r"\bcouples?\b(?! of\b)", re.IGNORECASE)


def shared_surnames(
    doc: Doc, names: list[Name], kind_of_form: Mapping[str, str], titles: dict[int, Title]
) -> dict[str, str]:
    """Return the full names of people whose surname is written only with another's name.

    The result is by given name: "Anna" is "Anna Keller" in "Anna and Paul Keller". As "Pelé and
    Paul Keller" is written the same way, the text has to call them a family, or mention a Mrs
    Keller.

    `names` are in order, with their kinds by form; `titles` are those of the text by their end.
    """
    people = [name for name in names if kind_of_form.get(text_of(doc, name)) == PERSON]
    full = {text_of(doc, name) for name in people if name.end - name.start > 1}
    found = _spouses(doc, people, titles, full)
    taken = {name.split()[0] for name in full}
    for run in (*_runs(doc, people), *_couples(doc, people)):
        surname = _surname_at_end(doc, run)
        if surname is None:
            continue
        is_family = _is_family(doc, run, surname)
        addressed = _genders_addressed(doc, people, titles, surname, full)
        for form in (text_of(doc, name) for name in run[:-1]):
            if form not in taken and (is_family or _is_likely(doc, form, addressed)):
                found[form] = f"{form} {surname}"
    return found


def _surname_at_end(doc: Doc, run: list[Name]) -> str | None:
    """The surname of the full name that ends a run, if that or the name before is a known one."""
    *_, given, last = (text_of(doc, name) for name in run)
    words = last.split()
    is_known = personal_names.is_full_name(words) or personal_names.is_given_name(given)
    return words[-1] if is_known else None


def _spouses(
    doc: Doc, people: list[Name], titles: dict[int, Title], full: set[str]
) -> dict[str, str]:
    """ "The mayor's widow, Fatima," if only she can be the "Mrs Keller" of the text"""
    surnames = {name.split()[-1].rpartition("-")[2] for name in full}
    addressed = {name: _genders_addressed(doc, people, titles, name, full) for name in surnames}
    found = {}
    for name in people:
        noun = _spouse_noun(doc, name)
        if noun is None:
            continue
        gender = gender_of_noun(noun.lower_)
        bearers = {surname for surname, genders in addressed.items() if gender in genders}
        if doc[noun.i - 1].tag_ == "PRP$":  # "his wife": of the man named last
            bearers &= {_last_surname(doc, people, name.start)}
        if len(bearers) == 1:
            form = text_of(doc, name)
            found[form] = f"{form} {bearers.pop()}"
    return found


def _spouse_noun(doc: Doc, name: Name) -> Token | None:
    """ "widow" before "Fatima" or ", Fatima", if that is a single word"""
    noun = name.start - 1
    noun -= noun > 0 and doc[noun].text == ","
    is_given_name_alone = name.end - name.start == 1
    if not is_given_name_alone or noun < 0 or doc[noun].lower_ not in SPOUSES:
        return None
    return doc[noun]


def _last_surname(doc: Doc, people: list[Name], start: int) -> str | None:
    """The surname in the last full name before the token at `start`."""
    before = [name for name in people if name.end <= start and name.end - name.start > 1]
    return doc[before[-1].end - 1].text if before else None


def _is_likely(doc: Doc, given: str, addressed: set[str]) -> bool:
    """Does a given name belong to one of a couple, or to the only possible "Mrs Keller"?"""
    gender = personal_names.gender(given) or _gender_of_kin(doc, given)
    is_name = personal_names.is_given_name(given) or gender is not None
    return is_name and bool(COUPLE.search(doc.text) or gender in addressed)


def _gender_of_kin(doc: Doc, given: str) -> str | None:
    """ "Masc" for "her brother, Imtiaz" """
    found = re.search(rf"\b(?:his|her) (\w+),? {re.escape(given)}\b", doc.text)
    return gender_of_noun(found.group(1)) if found else None


def _runs(doc: Doc, people: list[Name]) -> Iterator[list[Name]]:
    """Single words joined to the full name after them: "Anna", "Eva" and "Paul Keller"."""
    run: list[Name] = []
    text = doc.text  # made anew each time that it is asked for
    for name in people:
        if run and not LINK.fullmatch(text[_end(doc, run[-1]) : doc[name.start].idx]):
            run = []
        run.append(name)
        if name.end - name.start > 1:
            if len(run) >= FEWEST:
                yield run
            run = []


def _couples(doc: Doc, people: list[Name]) -> Iterator[list[Name]]:
    """ "Paul Keller and his wife, Anna": as if it were "Anna and Paul Keller" """
    for one, other in pairwise(people):
        between = doc[one.end : other.start]
        is_kin = AND_RELATIVE.fullmatch(between.text.strip()) is not None
        if is_kin and one.end - one.start > 1 and other.end - other.start == 1:
            yield [other, one]


def _end(doc: Doc, name: Name) -> int:
    return doc[name.end - 1].idx + len(doc[name.end - 1])


def _is_family(doc: Doc, run: list[Name], surname: str) -> bool:
    """Does the text call them brothers or the Kellers?"""
    words = context_words("word for a family")
    start, end = run[0].start, run[-1].end
    before = doc[start - 1].lower_ if start else ""
    after = doc[end + 1 : end + 1 + LONGEST_APPOSITION] if doc[end : end + 1].text == "," else ()
    if before in words or any(token.lower_ in words for token in after):
        return True
    return re.search(rf"\b[Tt]he {re.escape(surname)}e?s\b", doc.text) is not None


def _genders_addressed(
    doc: Doc, people: list[Name], titles: dict[int, Title], surname: str, full: set[str]
) -> set[str]:
    """The genders that "Mr" and "Mrs" give to a surname, if no full name with it fits."""
    bearers = {
        personal_names.gender_of_full_name(name) for name in full if name.endswith(f" {surname}")
    }
    found = set()
    for name in people:
        if text_of(doc, name) == surname:
            title = title_of(doc, name.start, titles)
            found.add(title and gender_of_title(doc[title.start : title.end].text))
    return found - bearers - {None}
