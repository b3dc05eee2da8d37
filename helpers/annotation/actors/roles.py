"""Who holds which office where: roles and affiliations of people, as stated in the text.

A reading is one place where the text states a person's role, affiliation or both.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation.actor_ids import COUNTRY, PERSON
from helpers.annotation.actors.evidence import AGES, TITLES_OF_RESPECT
from helpers.annotation.actors.others_office import (
    is_only_believed,
    is_others_office,
    is_sought_office,
)
from helpers.annotation.actors.parties import (
    ARTICLES,
    BODIES,
    LONGEST_GAP,
    OF,
    Parties,
    Party,
    is_owner,
    is_topic,
    party_before,
    party_in,
    party_of_title,
    start_of_phrase,
)
from helpers.annotation.actors.role_words import (
    end_of_joined,
    is_role_noun,
    start_of_compound,
    start_of_joined,
    with_modifiers,
    with_reservation,
)
from helpers.annotation.actors.titles import Title, title_of
from helpers.annotation.gazetteers import context_words

# In tokens, set on DWIE's training part.
LONGEST_APPOSITION = 8  # from the comma to the title
LONGEST_LETTERS = 3  # after a name and a comma, up to the next comma: "Ph.D."
COPULAS = frozenset("is was became remains as".split())


class Reading(NamedTuple):
    """What one place states: a role, an affiliation, or both; `span` is the evidence, as tokens."""

    role: str | None
    affiliation: str | None
    span: tuple[int, int]


def read_role(names: Iterable[Span], titles: dict[int, Title], parties: Parties) -> dict:
    """Return `role`, `affiliation` and `role_span` of a person, as far as the text states them.

    `names` are the mentions of the person by name, `titles` the titles of the text by their end.
    The role is the first in the text; the affiliation is that of the role, or else the first one.
    """
    readings = [reading for name in names for reading in _readings(name, titles, parties)]
    # Those with a role come first, in text order.
    readings.sort(key=lambda reading: reading.role is None)
    first = next((r for r in readings if r.role or r.affiliation), None)
    if first is None:
        return {}
    affiliation = next((r.affiliation for r in [first, *readings] if r.affiliation), None)
    return {"role": first.role, "affiliation": affiliation, "role_span": list(first.span)}


def _readings(name: Span, titles: dict[int, Title], parties: Parties) -> Iterator[Reading]:
    """The readings at one mention, the surest first."""
    finders = (
        _before(name, titles, parties),
        _after(name, titles, parties),
        _of_party_before(name, titles, parties),
        _party_after(name, parties),
        _who_works(name, parties),
        _owner_before(name, parties),
    )
    return (reading for reading in finders if reading)


def _before(name: Span, titles: dict[int, Title], parties: Parties) -> Reading | None:
    """ "Indian Trade Minister Ravi Desai", "Harbour Union head Tom Ray" """
    doc = name.doc
    bounds = _title_before(name, titles)
    if bounds is None:
        return None
    start, end = bounds
    if doc[start:end].text.lower() in context_words("kin"):
        return None
    start = with_modifiers(doc, start)
    role = doc[start:end].text
    party = party_before(doc, start_of_joined(doc, start, titles), parties)
    if party and not _is_nationality(doc[end - 1], party):
        return Reading(with_reservation(doc, start, role), party.name, (party.span.start, end))
    title = titles.get(end)
    if title is None or title.kind not in TITLES_OF_RESPECT:
        role = with_reservation(doc, start, role)
    affiliation = _country_after(name, parties)
    affiliation = affiliation or _shared_affiliation(doc, start, titles, parties)
    return Reading(role, affiliation, (start, end))


def _title_before(name: Span, titles: dict[int, Title]) -> tuple[int, int] | None:
    start = _start(name, titles)
    title = title_of(name.doc, start, titles)
    if title is not None:
        if title.end < start and is_others_office(name.doc, title.start, title.end):
            return None
        is_sought = is_sought_office(name.doc, title.start)
        is_sought |= is_only_believed(name.doc, title.start)
        return None if is_sought else (title.start, title.end)
    start -= start > 1 and name.doc[start - 1].text == ","
    before = name.doc[start - 1] if start else None
    if before is None or not is_role_noun(before):
        return None
    return start_of_compound(before), before.i + 1


def _start(name: Span, titles: dict[int, Title]) -> int:
    """Where a name begins, including "Dr" or "Mr" before it."""
    title = title_of(name.doc, name.start, titles)
    return title.start if title is not None and title.kind == "honorific" else name.start


def _country_after(name: Span, parties: Parties) -> str | None:
    """ "Chancellor Anna Keller *of Germany*" """
    doc, end = name.doc, name.end
    if end >= len(doc) or doc[end].lower_ != "of":
        return None
    party = parties.starting.get(end + 1)
    is_country = party is not None and party.kind == COUNTRY and party.span.text == party.name
    return party.name if is_country else None


def _is_nationality(noun: Token, party: Party) -> bool:
    """ "Peruvian singer": an occupation says whom somebody works for only with a body

    "Peru coach" says it too, but not "Peruvian coach".
    """
    if party.kind in BODIES:
        return False
    is_demonym = party.span.text != party.name
    return noun.lower_ in context_words("noun for an occupation") or (
        is_demonym and noun.lower_ in context_words("noun for an athlete")
    )


def _shared_affiliation(
    doc: Doc, start: int, titles: dict[int, Title], parties: Parties
) -> str | None:
    """ "US Secretary of Defense Anna Keller and Secretary of State Paul Brandt" """
    if not start or doc[start - 1].lower_ != "and":
        return None
    first = parties.ending.get(start - 1)
    reading = first and first.kind == PERSON and _before(first.span, titles, parties)
    return reading.affiliation if reading else None


def _after(name: Span, titles: dict[int, Title], parties: Parties) -> Reading | None:
    """ "Anna Keller, the French head of the Red Cross", "Keller is head of the Red Cross" """
    doc, start = name.doc, _after_insertions(name.doc, name.end)
    if start >= len(doc) or not (doc[start].text == "," or doc[start].lower_ in COPULAS):
        return None
    for end in range(start + 2, min(start + LONGEST_APPOSITION, len(doc)) + 1):
        bounds = _title_ending(doc, end, titles)
        if bounds is None or bounds[0] <= start:
            continue
        if _is_interrupted(doc[start + 1 : bounds[0]]) or _is_owned(doc, bounds[0]):
            return None
        is_kin = doc[slice(*bounds)].text.lower() in context_words("kin")
        if is_kin or _is_of_next(doc, bounds[1], parties) or is_others_office(doc, *bounds):
            return None
        if _is_in_opening(name, bounds[1]):
            return None
        affiliation, last = _around_title(doc, start + 1, bounds, titles, parties)
        first = with_modifiers(doc, bounds[0])
        role = with_reservation(doc, first, doc[first : bounds[1]].text)
        return Reading(role, affiliation, (start + 1, last))
    return None


def _is_in_opening(name: Span, end: int) -> bool:
    """ "Sentencing Anna Keller, the judge said": the clause after the comma is about another"""
    doc, first = name.doc, name.sent.start
    opens = first == name.start - 1 and doc[first].lower_.endswith("ing")
    return opens and doc[end : end + 1].text != ","


def _around_title(
    doc: Doc, start: int, bounds: tuple[int, int], titles: dict[int, Title], parties: Parties
) -> tuple[str | None, int]:
    """The affiliation that follows a title, or stands before it from `start` on, and its end."""
    affiliation, is_body, last = party_of_title(doc, end_of_joined(doc, bounds[1], titles), parties)
    between = party_in(doc[start : bounds[0]], parties)
    if between and _is_nationality(doc[bounds[1] - 1], between):
        between = None
    if between and any(token.tag_ == "POS" for token in doc[between.span.end + 1 : bounds[0]]):
        between = None  # "the Harbour Union chairman's driver"
    if between and not is_body and (between.kind in BODIES or affiliation is None):
        affiliation = None if is_topic(doc, bounds[0], between) else between.name
    return affiliation, last


def _is_of_next(doc: Doc, end: int, parties: Parties) -> bool:
    """ "Anna Keller, French president Paul Brandt": does somebody's name follow the title?"""
    following = parties.starting.get(end)
    return following is not None and following.kind == PERSON


def _after_insertions(doc: Doc, comma: int) -> int:
    """The comma after an age or a degree: "Anna Keller, 52, ...", "Anna Keller, Ph.D., ..." """
    while comma < len(doc) and doc[comma].text == ",":
        following = doc[comma + 1 : comma + 2 + LONGEST_LETTERS]
        length = next((n for n, token in enumerate(following) if token.text == ","), 0)
        inside = following[:length].text
        is_age = inside.isdigit() and int(inside) in AGES
        if not length or not (is_age or inside in context_words("letters after a name")):
            break
        comma += length + 1
    return comma


def _title_ending(doc: Doc, end: int, titles: dict[int, Title]) -> tuple[int, int] | None:
    title = titles.get(end)
    following = doc[end] if end < len(doc) else None
    if following is not None and following.tag_ == "POS":
        return None  # "the minister's sister", "an agency official's car"
    if title is not None and title.kind != "honorific":
        return title.start, title.end
    # "an agency official" names one, "member states" does not.
    is_head = following is None or not (
        following.pos_ in {"NOUN", "PROPN"} or following.text == "-"
    )
    if title is not None or not is_head or not is_role_noun(doc[end - 1]):
        return None
    return start_of_compound(doc[end - 1]), end


def _is_interrupted(span: Span) -> bool:
    return any(
        (token.is_punct and token.text != "-")
        or token.is_space
        or token.pos_ in {"AUX", "SCONJ", "PRON"}
        or (token.pos_ == "VERB" and token.tag_ not in {"VBN", "VBG"})
        or token.lower_ in {"who", "whose", "and", "not", "of"}
        for token in span
    )


def _is_owned(doc: Doc, start: int) -> bool:
    """ "Tom Ray, her coach": the title does not say where"""
    return start > 0 and doc[start - 1].lower_ in {"his", "her", "their", "my", "our"}


def _of_party_before(name: Span, titles: dict[int, Title], parties: Parties) -> Reading | None:
    """ "A spokeswoman for the Red Cross, Anna Keller" """
    doc, end = name.doc, _start(name, titles)
    end -= end > 0 and doc[end - 1].text == ","
    party = parties.ending.get(end)
    if party is None or party.kind == PERSON:
        return None
    start = start_of_phrase(doc, party)
    inner = parties.ending.get(start)
    if inner and inner.kind in BODIES and doc[start].lower_ == "in":
        # "head of the Council of Farmers in Peru": the body before "in Peru".
        party, start = inner, start_of_phrase(doc, inner)
    bounds = _title_ending(doc, start, titles) if doc[start].lower_ in OF else None
    if bounds is None:
        return None
    before = party_before(doc, bounds[0], parties)
    chosen = before if before and before.kind in BODIES and party.kind not in BODIES else party
    return Reading(doc[slice(*bounds)].text, chosen.name, (bounds[0], party.span.end))


def _party_after(name: Span, parties: Parties) -> Reading | None:
    """ "Anna Keller of the Red Cross", "Anna Keller (SPD)" """
    doc, i = name.doc, name.end
    if i < len(doc) and doc[i].text == "(":
        party = parties.starting.get(i + 1)
        if party is not None and party.kind == PERSON:
            return None  # "Agnes (Anna Keller)": who plays her
        closes = party and doc[party.span.end : party.span.end + 1].text == ")"
        return Reading(None, party.name, (i, party.span.end)) if closes else None
    i += i < len(doc) and doc[i].text == ","
    if i >= len(doc) or doc[i].lower_ not in {"of", "from", "at", "with"}:
        return None
    if _belongs_to_act(name, i):
        return None
    affiliation, is_body, end = party_of_title(doc, i, parties)
    return Reading(None, affiliation, (i, end)) if is_body else None


def _belongs_to_act(name: Span, i: int) -> bool:
    """ "accused Keller of attacking", "met Keller at", "Hosting Keller at the Red Cross is" """
    link = name.doc[i]
    if link.lower_ == "at":
        return name.root.dep_ == "dobj" or _is_in_opening(name, i)
    return link.lower_ == "of" and link.head.pos_ == "VERB"


def _who_works(name: Span, parties: Parties) -> Reading | None:
    """ "Keller, who leads the Red Cross", "Keller, who works for the Red Cross" """
    doc = name.doc
    start = name.end + (name.end < len(doc) and doc[name.end].text == ",")
    if start + 2 >= len(doc) or doc[start].lower_ != "who":
        return None
    verb = next((t for t in doc[start + 1 : start + LONGEST_GAP + 1] if t.pos_ == "VERB"), None)
    if verb is None or verb.i + 1 >= len(doc):
        return None
    if verb.lemma_ in context_words("verb of leading"):
        party = parties.starting.get(verb.i + 1 + (doc[verb.i + 1].lower_ in ARTICLES))
        is_body = party is not None and party.kind in BODIES and not is_owner(party)
        return Reading(None, party.name, (start, party.span.end)) if is_body else None
    if verb.lemma_ in context_words("verb of working"):
        affiliation, is_body, end = party_of_title(doc, verb.i + 1, parties)
        return Reading(None, affiliation, (start, end)) if is_body else None
    return None


def _owner_before(name: Span, parties: Parties) -> Reading | None:
    """ "the Red Cross's Anna Keller" """
    if not name.start or name.doc[name.start - 1].tag_ != "POS":
        return None
    party = parties.ending.get(name.start - 1)
    if party is None or party.kind == PERSON:
        return None
    return Reading(None, party.name, (party.span.start, name.start))
