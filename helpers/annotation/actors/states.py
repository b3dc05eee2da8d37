"""Georgia, the state of the United States, and Georgia, the country."""

from spacy.tokens import Doc

from helpers.annotation.actors.name_span import Name, text_of
from helpers.annotation.gazetteers import Match
from helpers.annotation.places import find_place, find_state


def without_states(doc: Doc, names: list[Name]) -> list[Name]:
    """Return `names`, without the country label for states that share a country's name.

    A name means the state if the text names cities of that state or other states, and neither the
    country's people nor its capital.
    """
    forms = {text_of(doc, name) for name in names}
    of_countries = {
        name.known.country for name in names if isinstance(name.known, Match) and _is_sure(name)
    }
    states = {
        form
        for form in forms
        if (state := find_state(form))
        and any(_speaks_for(other, form, state.region) for other in forms)
    }
    return [
        name._replace(known=None, label="GPE")
        if isinstance(name.known, Match)
        and name.known.country not in of_countries
        and text_of(doc, name) in states
        else name
        for name in names
    ]


def _is_sure(name: Name) -> bool:
    return name.known.kind != "name" or not name.known.ambiguous


def _speaks_for(form: str, namesake: str, code: str) -> bool:
    """Is `form` another state, or a city of the state with this code?"""
    if form == namesake:
        return False
    place = find_place(form)
    return find_state(form) is not None or (
        place is not None and place.alpha_3 == "USA" and place.region == code
    )
