"""The names in a text: those from the model and those from our tables, in one list."""

from collections import defaultdict
from collections.abc import Container, Iterable

from spacy.tokens import Doc

from helpers.annotation import gazetteers, personal_names
from helpers.annotation.actors import teams
from helpers.annotation.actors.name_edges import trimmed
from helpers.annotation.actors.name_span import PLACE_LABELS, Name, text_of
from helpers.annotation.actors.names_from_context import INSTITUTIONS, missed_names
from helpers.annotation.actors.names_from_gazetteers import (
    PLACE_AFTER,
    PLACE_BEFORE,
    has_gazetteer_meaning,
    known_names,
)
from helpers.annotation.actors.names_from_model import model_names
from helpers.annotation.actors.not_names import without_what_names_nobody
from helpers.annotation.actors.titles import Title
from helpers.annotation.gazetteers import Match, NoActor, Organisation

LONGER_PLACE = PLACE_AFTER | {"Cup"}


def find_names(doc: Doc, titles: Iterable[Title]) -> list[Name]:
    """Return the names in `doc`, in order, none overlapping; `titles` are not parts of names."""
    names = _joined(doc, model_names(doc, titles), list(known_names(doc)))
    return without_what_names_nobody(doc, missed_names(doc, names, titles))


def _joined(doc: Doc, of_model: list[Name], known: list[Name]) -> list[Name]:
    """One list of both kinds of names; where they overlap, one of them or parts of both."""
    known = _certain(doc, [_company(doc, name, known) for name in known])
    at_token = {i: name for name in known for i in range(name.start, name.end)}
    taken: set[int] = set()
    names: list[Name] = []

    def take(found: Iterable[Name]) -> None:
        for name in found:
            names.append(name)
            taken.update(range(name.start, name.end))

    for name in of_model:
        within = (at_token[i] for i in range(name.start, name.end) if i in at_token)
        inside = [one for one in dict.fromkeys(within) if one.start not in taken]
        take(_resolved(doc, name, inside))
    for name in known:
        if not taken.intersection(range(name.start, name.end)):
            take(_not_in_model(doc, name))
    return _without_overlaps([_whole_place(doc, name) for name in names])


def _not_in_model(doc: Doc, name: Name) -> list[Name]:
    """What a known name means where the model finds nothing."""
    if has_gazetteer_meaning(doc, name, ""):
        return [name]
    return [name._replace(label="ORG", known=None)] if _is_another_party(doc, name) else []


def _company(doc: Doc, name: Name, known: list[Name]) -> Name:
    """ "Emirates" as the company, where the text has Emirates Airline and no place stands there"""
    if not isinstance(name.known, Match) or name.known.kind != "name":
        return name
    if doc[name.start - 1 : name.start].text == "the" or teams.is_place(doc[name.start : name.end]):
        return name
    form = text_of(doc, name)
    companies = (
        other.known
        for other in known
        if isinstance(other.known, Organisation) and text_of(doc, other).startswith(f"{form} ")
    )
    company = next((found for found in companies if found.type == "company"), None)
    return name._replace(known=company, certain=True) if company else name


def _whole_place(doc: Doc, name: Name) -> Name:
    """ "South Australia", which the model takes for two names or one"""
    end = name.end + 1
    known = name.known is not None and not isinstance(name.known, NoActor)
    if known or doc[name.start : name.end].text not in PLACE_BEFORE or end > len(doc):
        return name
    if not gazetteers.region_or_country(doc[name.end].text):
        return name
    return Name(name.start, end, "GPE")


def _certain(doc: Doc, known: list[Name]) -> list[Name]:
    """Known names, marked `certain` if some form of what they name has no other meaning."""
    forms_of: dict[object, set[str]] = defaultdict(set)
    for name in known:
        forms_of[entity_of(name)].add(text_of(doc, name))
    certain = {
        entity
        for entity, forms in forms_of.items()
        if not all(gazetteers.is_ambiguous(form) for form in forms)
        or _is_of_country_in_text(entity, forms_of)
    }
    return [name._replace(certain=name.certain or entity_of(name) in certain) for name in known]


def _is_another_party(doc: Doc, name: Name) -> bool:
    """ "the Social Democrats", of a country that the text does not show, rather than Germany's"""
    form = text_of(doc, name)
    return " " in form and not name.certain and gazetteers.needs_another_name(form)


def _is_of_country_in_text(entity: object, named: Container[object]) -> bool:
    """Is it a party or the like "of Germany", in a text that names Germany?"""
    kind, name = entity if isinstance(entity, tuple) else (None, None)
    if kind is not Organisation or " of " not in name:
        return False
    match = gazetteers.country(name.rpartition(" of ")[2])
    return match is not None and match.country in named


def _without_overlaps(names: list[Name]) -> list[Name]:
    """Names in order; if several overlap, the first, and the longest of those."""
    seen: set[int] = set()
    unique = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not seen.intersection(range(name.start, name.end)):
            unique.append(name)
            seen.update(range(name.start, name.end))
    return unique


def _resolved(doc: Doc, name: Name, inside: list[Name]) -> list[Name]:
    """What is left of an entity and the known names that begin in it."""
    if _is_person(doc, name, inside):
        return [name]
    whole = _by_longer_name(doc, name, inside)
    if whole is not None:
        return whole
    covered = {i for one in inside for i in range(one.start, one.end)}
    if len(inside) > 1 and covered == set(range(name.start, name.end)):
        return inside
    if inside and (name.label in PLACE_LABELS or _only_capital_words_are(doc, name, inside)):
        return _places(doc, name, inside)
    return _after_country(doc, name, inside) or [_of_branch(doc, name, inside)]


def _of_branch(doc: Doc, name: Name, inside: list[Name]) -> Name:
    """ "El Mercurio de Calama", which the model takes for a person, as an organisation"""
    first = inside[0] if inside else None
    is_body = first is not None and isinstance(first.known, Organisation)
    if name.label != "PERSON" or not is_body or first.start != name.start:
        return name
    return name if gazetteers.is_ambiguous(text_of(doc, first)) else name._replace(label="ORG")


def _is_person(doc: Doc, name: Name, inside: list[Name]) -> bool:
    """ "Chad Jordan": a full name of a person, although countries have its words for names"""
    first = inside[0] if inside else None
    if first is None or name.label != "PERSON" or first.end >= name.end:
        return False
    if any(one.end > name.end or one.start < name.start for one in inside):
        return False
    is_part = first.start > name.start or (
        isinstance(first.known, Match) and (first.known.ambiguous or first.known.kind == "capital")
    )
    return is_part and personal_names.is_full_name([t.text for t in doc[name.start : name.end]])


def _by_longer_name(doc: Doc, name: Name, inside: list[Name]) -> list[Name] | None:
    """How a known name changes an entity that it covers or crosses; None if none does."""
    for one in inside:
        if one.start <= name.start and one.end >= name.end:
            if has_gazetteer_meaning(doc, one, name.label):
                return [one._replace(label=name.label)]
            if _is_another_party(doc, one):
                return [name._replace(label="ORG")]
            return [] if name.label in PLACE_LABELS else [name]
        crosses = one.end > name.end or one.start < name.start
        if crosses and has_gazetteer_meaning(doc, one, name.label):
            return [one]
    return None


def _after_country(doc: Doc, name: Name, inside: list[Name]) -> list[Name]:
    """ "British Parliament", "Norway's Anna Keller": the country and the rest, or nothing"""
    first = inside[0] if inside else None
    rest = first and first.start == name.start and trimmed(doc, first.end, name.end)
    if not rest or isinstance(first.known, Organisation | NoActor):
        return []
    if _is_in_capital(doc, name, first) or not _is_name_of_its_own(doc, name, first, rest):
        return []
    others = [one for one in inside if (one.start, one.end) == rest]
    return [first, *(others or [Name(*rest, name.label if name.label == "PERSON" else "ORG")])]


def _is_in_capital(doc: Doc, name: Name, first: Name) -> bool:
    """ "Washington State Department of Health": a body called after a capital or its namesake"""
    is_capital = isinstance(first.known, Match) and first.known.kind == "capital"
    return is_capital and name.label == "ORG" and doc[first.end].tag_ != "POS"


def _is_name_of_its_own(doc: Doc, name: Name, first: Name, rest: tuple[int, int]) -> bool:
    """Is the text after a country in an entity a name by itself?"""
    text = doc[slice(*rest)].text
    return bool(
        doc[first.end].tag_ == "POS"
        or (name.label == "PERSON" and not _is_surname_like(doc, first, rest))
        or INSTITUTIONS.match(text)
        or gazetteers.organisation(text)
        or gazetteers.bloc(text)
    )


def entity_of(name: Name) -> object:
    """Return what a name means according to the tables, whatever its form."""
    if isinstance(name.known, Match):
        return name.known.country
    return (type(name.known), getattr(name.known, "name", None))


def _only_capital_words_are(doc: Doc, name: Name, inside: list[Name]) -> bool:
    """ "the Iraq war", which the model takes for an event: only the country is capitalised."""
    covered = {i for one in inside for i in range(one.start, one.end)}
    return name.label not in {"PERSON", "ORG"} and not any(
        doc[i].text[:1].isupper() or doc[i].like_num
        for i in range(name.start, name.end)
        if i not in covered and doc[i].lower_ != "the"
    )


def _is_surname_like(doc: Doc, first: Name, rest: tuple[int, int]) -> bool:
    """A given name that is also a country's: "Jordan Henderson", "Chad Smith"."""
    return isinstance(first.known, Match) and first.known.ambiguous and rest[1] - rest[0] == 1


def _places(doc: Doc, name: Name, inside: list[Name]) -> list[Name]:
    """A place or people: the countries in it, unless it is a longer place named after one."""
    others = _capital_words_beside(doc, name, inside)
    begins_with_all = all(
        isinstance(one.known, Match) and one.start == name.start for one in inside
    )
    if others and (not begins_with_all or others & LONGER_PLACE or _is_longer_place(name, inside)):
        return [name]
    return [one for one in inside if has_gazetteer_meaning(doc, one, name.label)]


def _is_longer_place(name: Name, inside: list[Name]) -> bool:
    """ "Congo Basin", "South Australia", but not "Iraqi Kurds" """
    return name.label in {"GPE", "LOC"} and all(
        isinstance(one.known, Match) and one.known.kind == "name" and one.end == one.start + 1
        for one in inside
    )


def _capital_words_beside(doc: Doc, name: Name, inside: list[Name]) -> set[str]:
    covered = {i for one in inside for i in range(one.start, one.end)}
    words = {doc[i].text for i in range(name.start, name.end) if i not in covered}
    return {word for word in words if word[:1].isupper()}
