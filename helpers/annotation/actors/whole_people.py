"""The model's entities, with people's names whole where the model saw a part or several."""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors.evidence import NO_ACTOR_WORDS, ORGANISATION_WORDS, age_follows

QUOTES = frozenset("\"“”‘’'")
LONGEST_NICKNAME = 3  # words
# "al-Sayegh", "Ndung'u", but not "Keller's"
SURNAME = re.compile(r"(?:el|al|ben|bin|ibn)-[A-Z]|[A-Z]\w*['’](?!s$)\w+$")
INITIAL = re.compile(r"[B-HJ-Z]\.?")  # neither the article nor "I"
# Of a Korean or Chinese given name, but not "run" in "Keller-run".
SYLLABLE = re.compile(r"(?!run$|era$)[bcdfghjklmnpqrstwxyz]{0,2}[aeiouy]{1,3}(?:ng|[nmklprh])?")


def with_whole_people(doc: Doc, entities: list[Span]) -> Iterator[Span]:
    """The entities, with `William "Bill" Hart` as one where the model saw several or a part."""
    end_of_last = 0
    surnames = {ent[-1].text for ent in entities if ent.label_ == "PERSON"}
    for ent, following in zip_longest(entities, entities[1:]):
        if ent.start < end_of_last:
            continue
        if following is not None and (
            _is_given_name_of(ent, following) or _is_before_particle(ent, following)
        ):
            ent = Span(doc, ent.start, following.end, label="PERSON")
        elif _is_given_name_alone(ent, following):
            ent = Span(doc, ent.start, ent.end + 1, label="PERSON")
        if ent.label_ == "PERSON" or _is_before_lower_particle(ent):
            ent = _whole_person(ent, end_of_last, surnames)
        end_of_last = ent.end
        yield ent


MAGNITUDES = frozenset("million billion m bn thousand".split())


def is_number_beside_person(ent: Span, i: int) -> bool:
    """Say whether the token at `i` is a figure, as in a list of results, and not part of a name.

    That is "6" in "Kelli Howard 6" and "2" in "2 Tina Orr", but not "50" in "50 Cent". An amount is
    part of no name at all: "paid Harbour City 12 million".
    """
    if not ent.doc[i].text[:1].isdigit():
        return False
    if ent.doc[i + 1 : i + 2].text in MAGNITUDES:
        return True
    if i == ent.start:
        return ent.label_ == "PERSON" and len(ent) > 2
    before = [token.text for token in ent.doc[ent.start : i]]
    return ent.label_ == "PERSON" or personal_names.is_full_name(before)


def _whole_person(ent: Span, first: int, surnames: set[str]) -> Span:
    """A person's name with the words that the model left out, none of them before `first`."""
    doc, start = ent.doc, ent.start
    end = _nickname_in(doc, start, ent.end) or ent.end
    while start > first and (_is_missed_given_name(doc[start - 1]) or _is_cut_off(doc, start)):
        start -= 1
    end = _second_syllable(doc, end)
    while end < len(doc) and _goes_on(doc, start, end, surnames):
        end += 1
    return Span(doc, start, end, label="PERSON")


def _is_given_name_alone(ent: Span, following: Span | None) -> bool:
    """ "Ingrid" before "Berg", of which the model saw the first alone, and not as a person"""
    doc, end = ent.doc, ent.end
    if len(ent) > 1 or ent.label_ not in {"ORG", "NORP"} or end == len(doc):
        return False
    is_name = (
        ent.text.istitle()
        and doc[end].pos_ == "PROPN"
        and doc[end].text.istitle()
        and not doc[end].ent_type_
        and doc[end].text not in ORGANISATION_WORDS | NO_ACTOR_WORDS
    )
    is_known = personal_names.is_given_name(ent.text) and personal_names.is_surname(doc[end].text)
    return is_name and (is_known or age_follows(doc, end + 1))


def _is_cut_off(doc: Doc, start: int) -> bool:
    """ "Humaid" before "bin Rashid", where the model's name begins"""
    before = doc[start - 1]
    particle = doc[start].is_lower and doc[start].text in personal_names.PARTICLES
    return particle and before.pos_ == "PROPN" and before.text.istitle() and not before.ent_type_


def _second_syllable(doc: Doc, end: int) -> int:
    """Where a name ends with what follows its hyphen: "Moon Jae" and "-in"."""
    end -= doc[end - 1].text == "-"
    if end + 1 >= len(doc) or doc[end].text != "-" or doc[end - 1].whitespace_:
        return end
    is_syllable = not doc[end].whitespace_ and SYLLABLE.fullmatch(doc[end + 1].text)
    return end + 2 if is_syllable else end


def _is_given_name_of(ent: Span, following: Span) -> bool:
    """ "Ingrid" and "Berg", which the model took for a place and a person, or for two people."""
    return (
        following.label_ == "PERSON"
        and ent.end == following.start
        and not personal_names.is_given_name(following[0].text)
        and all(personal_names.is_given_name(token.text) for token in ent)
        and (ent.label_ == "PERSON" or len(ent) == 1)
        and ent.label_ in {"PERSON", "ORG", "GPE", "NORP"}
        and not gazetteers.country(ent.text)
    )


def _is_before_particle(ent: Span, following: Span) -> bool:
    """ "Omar Sheikh" and "bin Ali", also with a name between them that the model missed"""
    doc, start = ent.doc, following.start
    if {ent.label_, following.label_} != {"PERSON"} or start == 0 or not doc[start].is_lower:
        return False
    start -= _is_cut_off(doc, start)
    return ent.end == start and doc[following.start].text in personal_names.PARTICLES


def _is_before_lower_particle(ent: Span) -> bool:
    """ "Björn" in "Björn af Klintberg", of which the model saw the first alone"""
    first = ent[0].text
    is_given = len(ent) == 1 and ent.label_ in {"ORG", "NORP"}
    return (
        is_given
        and first.istitle()
        and personal_names.is_given_name(first)
        and not gazetteers.country(first)
        and _is_particle_before_surname(ent.doc, ent.end)
    )


def _goes_on(doc: Doc, start: int, end: int, surnames: set[str]) -> bool:
    """Does the token at `end` belong to the name before it, which the model cut short?"""
    token, last = doc[end], doc[end - 1]
    if last.is_punct:
        return False
    if _is_particle_before_surname(doc, end):
        return True
    if not (token.pos_ == "PROPN" and token.text[:1].isalpha()):
        return False
    if last.lower_ in personal_names.PARTICLES or _is_son_of(doc, end):
        return token.text[:1].isupper()
    if token.ent_type_:
        return _goes_on_in_entity(doc, start, end)
    if gazetteers.country(token.text):
        return False
    return token.text in surnames or SURNAME.match(token.text) is not None


def _goes_on_in_entity(doc: Doc, start: int, end: int) -> bool:
    """Does the token at `end` belong to the name before, though the model labelled it apart?"""
    token = doc[end]
    if token.ent_type_ == "DATE":
        return _is_surname_may(doc, start, end)
    if token.ent_type_ == "GPE" and token.ent_iob_ == "B":
        return _is_surname_like_place(doc, start, end)
    # Inside another person's entity, whose first words belong to this name already.
    return token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and end > start


def _is_son_of(doc: Doc, end: int) -> bool:
    """ "s/o" in "Vinodh s/o Raman" """
    return end > 2 and doc[end - 3 : end].text in personal_names.SON_OR_DAUGHTER_OF


def _is_surname_like_place(doc: Doc, start: int, end: int) -> bool:
    """ "Lima" in "Ana Guterres Lima urged", but not "Ana Guterres Lima office" """
    following = doc[end + 1] if end + 1 < len(doc) else None
    is_alone = following is None or not (
        following.ent_type_ == "GPE" or following.pos_ in {"NOUN", "PROPN", "ADJ"}
    )
    words = [token.text for token in doc[start:end]]
    is_whole = personal_names.is_full_name(words) and personal_names.is_surname(doc[end].text)
    return is_whole and is_alone and doc[end].head.i != doc[end - 1].i


def _is_surname_may(doc: Doc, start: int, end: int) -> bool:
    """Is it "May", the only month that is a common surname, after nothing but a given name?"""
    is_second = end - start == 1
    return is_second and doc[end].text == "May" and personal_names.is_given_name(doc[start].text)


def _is_particle_before_surname(doc: Doc, i: int) -> bool:
    """ "dos" in "Maria dos Santos", "bint" in "Noor bint Hamad" """
    if i + 1 >= len(doc):
        return False
    is_particle = doc[i].is_lower and doc[i].text in personal_names.PARTICLES - {"du", "la"}
    return is_particle and doc[i + 1].text.istitle()


def _is_missed_given_name(token: Token) -> bool:
    if token.pos_ != "PROPN" or token.ent_type_:
        return False
    if INITIAL.fullmatch(token.text):
        return True
    return token.text.istitle() and personal_names.is_given_name(token.text)


def _nickname_in(doc: Doc, start: int, end: int) -> int | None:
    """Return where a name with a quoted nickname inside ends, if it begins at `start`."""
    opening = _next(doc, start + 1, min(end + 1, len(doc)), lambda token: token.text in QUOTES)
    limit = min(opening + 1 + LONGEST_NICKNAME, len(doc))
    closing = _next(doc, opening + 1, limit, lambda token: not token.text[:1].isupper())
    if opening > end or closing == opening + 1 or closing + 1 >= len(doc):
        return None
    if doc[closing].text not in QUOTES:
        return None
    last = _next(doc, closing + 1, len(doc), lambda token: token.pos_ != "PROPN")
    return last if last > closing + 1 and doc[last - 1].text[:1].isupper() else None


def _next(doc: Doc, start: int, limit: int, ends: Callable[[Token], bool]) -> int:
    """The first token from `start` on for which `ends` holds, or `limit` if none does."""
    return next((i for i in range(start, limit) if ends(doc[i])), max(start, limit))
