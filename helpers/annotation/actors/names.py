"""Where names stand in a text: those of the model and of our tables, made one list."""

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

from helpers.annotation import gazetteers
from helpers.annotation.actors.name_span import PLACE_LABELS, Name, text_of
from helpers.annotation.actors.names_from_context import INSTITUTIONS, missed_names
from helpers.annotation.actors.names_from_gazetteers import PLACE_AFTER, known_names, stands
from helpers.annotation.actors.names_from_model import model_names, trimmed
from helpers.annotation.actors.roles import Title
from helpers.annotation.gazetteers import Match, Organisation


def find_names(doc: Doc, titles: Iterable[Title]) -> list[Name]:
    """Return the names in `doc`, in order, none overlapping; `titles` are no parts of names."""
    names = _joined(doc, model_names(doc, titles), list(known_names(doc)))
    return missed_names(doc, names)


def _joined(doc: Doc, of_model: list[Name], known: list[Name]) -> list[Name]:
    """One list of both kinds of names; where they overlap, one of them or parts of both."""
    forms_of: dict[object, set[str]] = defaultdict(set)
    for name in known:
        forms_of[entity_of(name)].add(text_of(doc, name))
    known = [
        name._replace(label="CERTAIN")
        if name.known and any(not gazetteers.is_ambiguous(f) for f in forms_of[entity_of(name)])
        else name
        for name in known
    ]
    at_token = {i: name for name in known for i in range(name.start, name.end)}
    taken: set[int] = set()
    names: list[Name] = []
    for name in of_model:
        inside = [
            one
            for one in dict.fromkeys(
                at_token[i] for i in range(name.start, name.end) if i in at_token
            )
            if one.start not in taken
        ]
        for piece in _resolved(doc, name, inside):
            names.append(piece)
            taken.update(range(piece.start, piece.end))
    for name in known:
        if not taken.intersection(range(name.start, name.end)) and stands(doc, name, ""):
            names.append(name)
            taken.update(range(name.start, name.end))
    seen: set[int] = set()
    unique = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not seen.intersection(range(name.start, name.end)):
            unique.append(name)
            seen.update(range(name.start, name.end))
    return unique


def _resolved(doc: Doc, name: Name, inside: list[Name]) -> list[Name]:
    """What is left of an entity and the known names that begin in it."""
    for one in inside:
        if one.start <= name.start and one.end >= name.end:
            if stands(doc, one, name.label):
                return [one if one.label == "NO_ACTOR" else one._replace(label=name.label)]
            return [] if name.label in PLACE_LABELS else [name]
        if (one.end > name.end or one.start < name.start) and stands(doc, one, name.label):
            return [one]
    if not inside:
        return [name]
    covered = {i for one in inside for i in range(one.start, one.end)}
    if len(inside) > 1 and covered == set(range(name.start, name.end)):
        return inside
    if name.label in PLACE_LABELS or _only_capital_words_are(doc, name, inside):
        return _places(doc, name, inside)
    first = inside[0]
    rest = trimmed(doc, first.end, name.end)
    if first.start == name.start and rest and not isinstance(first.known, Organisation | None):
        rest_text = doc[slice(*rest)].text
        if (
            doc[first.end].tag_ == "POS"
            or (name.label == "PERSON" and not _is_surname_like(doc, first, rest))
            or INSTITUTIONS.match(rest_text)
            or gazetteers.organisation(rest_text)
            or gazetteers.bloc(rest_text)
        ):
            label = name.label if name.label == "PERSON" else "ORG"
            others = [one for one in inside if (one.start, one.end) == rest]
            return [first, *(others or [Name(*rest, label)])]
    return [name]


def entity_of(name: Name) -> object:
    """Return what the tables say that a name means, whatever its form."""
    if isinstance(name.known, Match):
        return name.known.country
    return (type(name.known), getattr(name.known, "name", None))


def _only_capital_words_are(doc: Doc, name: Name, inside: list[Name]) -> bool:
    """ "the Iraq war", which the model takes for an event: only the country has capitals."""
    covered = {i for one in inside for i in range(one.start, one.end)}
    return name.label not in {"PERSON", "ORG"} and not any(
        doc[i].text[:1].isupper() or doc[i].like_num
        for i in range(name.start, name.end)
        if i not in covered and doc[i].lower_ != "the"
    )


def _is_surname_like(doc: Doc, first: Name, rest: tuple[int, int]) -> bool:
    """A given name that is a country's too: "Jordan Henderson", "Chad Smith"."""
    return isinstance(first.known, Match) and first.known.ambiguous and rest[1] - rest[0] == 1


def _places(doc: Doc, name: Name, inside: list[Name]) -> list[Name]:
    """A place or people: the countries in it, unless it is a longer place that has their name."""
    covered = {i for one in inside for i in range(one.start, one.end)}
    others = [
        doc[i].text
        for i in range(name.start, name.end)
        if i not in covered and doc[i].text[:1].isupper()
    ]
    if others and not all(
        isinstance(one.known, Match) and one.start == name.start for one in inside
    ):
        return [name]
    if others and set(others) & PLACE_AFTER:
        return [name]
    return [one for one in inside if one.label == "NO_ACTOR" or stands(doc, one, name.label)]
