"""Who holds which office where: roles and affiliations of people, as the text says them.

A reading is one place where the text says a person's role, affiliation or both.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation.actor_ids import BLOC, ORGANISATION, PERSON
from helpers.annotation.actors.titles import MODIFIERS, Title, title_of
from helpers.annotation.gazetteers import context_words

# In tokens, set on DWIE's training part.
LONGEST_APPOSITION = 8  # from the comma to the title
LONGEST_GAP = 3  # between an affiliation and the title after it
LONGEST_PHRASE = 5  # from "of" to the name of whom a title is of
LONGEST_BRACKETS = 4
BODIES = frozenset({ORGANISATION, BLOC})
OF = frozenset("of for at with from in".split())
COPULAS = frozenset("is was became remains as".split())
ARTICLES = frozenset("the a an its their his her".split())


class Party(NamedTuple):
    """A mention of an actor by name, whose role or affiliation may stand beside it."""

    span: Span
    kind: str
    name: str


class Parties:
    """The mentions by name of a text, by the tokens that they start and end at."""

    def __init__(self, parties: Iterable[Party]):
        parties = list(parties)
        self.starting = {party.span.start: party for party in parties}
        self.ending = {party.span.end: party for party in parties}


class Reading(NamedTuple):
    """What one place says: a role, an affiliation, or both; `span` is the evidence, as tokens."""

    role: str | None
    affiliation: str | None
    span: tuple[int, int]


def read_role(names: Iterable[Span], titles: dict[int, Title], parties: Parties) -> dict:
    """Return `role`, `affiliation` and `role_span` of a person, as far as the text has them.

    `names` are the mentions of the person by name, `titles` the titles of the text by their end.
    The role is the first that the text gives; the affiliation is its own, or else the first one.
    """
    readings = [reading for name in names for reading in _readings(name, titles, parties)]
    first = next((reading for reading in readings if reading.role), None)
    with_party = [reading for reading in readings if reading.affiliation]
    if first is None and not with_party:
        return {}
    if first is None or first.affiliation:
        chosen = first or with_party[0]
        affiliation = chosen.affiliation
    else:
        chosen = first
        with_role = [reading for reading in with_party if reading.role]
        affiliation = next((r.affiliation for r in with_role or with_party), None)
    return {"role": chosen.role, "affiliation": affiliation, "role_span": list(chosen.span)}


def _readings(name: Span, titles: dict[int, Title], parties: Parties) -> Iterator[Reading]:
    """The readings at one mention, the surest first."""
    finders = (
        _before(name, titles, parties),
        _after(name, titles, parties),
        _of_party_before(name, titles, parties),
        _party_after(name, parties),
        _who_leads(name, parties),
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
    while start and doc[start - 1].lower_ in MODIFIERS:
        start -= 1
    role = doc[start:end].text
    if role.lower() in context_words("kin"):
        return None
    party = _party_before(doc, start, parties)
    if party:
        return Reading(role, party.name, (party.span.start, end))
    return Reading(role, _shared_affiliation(doc, start, titles, parties), (start, end))


def _title_before(name: Span, titles: dict[int, Title]) -> tuple[int, int] | None:
    title = title_of(name.doc, name.start, titles)
    if title is not None:
        return None if title.kind == "honorific" else (title.start, title.end)
    before = name.doc[name.start - 1] if name.start else None
    if before is None or not _is_role_noun(before):
        return None
    start = before.i
    while start and name.doc[start - 1].is_lower and name.doc[start - 1].dep_ == "compound":
        start -= 1
    return start, before.i + 1


def _is_role_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lower_ in context_words("noun for a role")


def _party_before(doc: Doc, end: int, parties: Parties) -> Party | None:
    """The body or country right before a title, or before "newly elected" and the like."""
    for i in range(end, max(end - LONGEST_GAP - 1, 0), -1):
        party = parties.ending.get(i)
        if party:
            return party if party.kind != PERSON else None
        before = doc[i - 1]
        if before.text == ")":
            return _party_before_brackets(doc, i - 1, parties)
        if not (before.tag_ in {"POS", "VBN"} or before.pos_ in {"ADJ", "ADV"}):
            return None
    return None


def _party_before_brackets(doc: Doc, closing: int, parties: Parties) -> Party | None:
    """ "the Harbour Union (HU) chairman" """
    for i in range(closing, max(closing - LONGEST_BRACKETS, 0), -1):
        if doc[i].text == "(":
            party = parties.ending.get(i)
            return party if party and party.kind != PERSON else None
    return None


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
    doc, start = name.doc, name.end
    if start >= len(doc) or not (doc[start].text == "," or doc[start].lower_ in COPULAS):
        return None
    for end in range(start + 2, min(start + LONGEST_APPOSITION, len(doc)) + 1):
        bounds = _title_ending(doc, end, titles)
        if bounds is None or bounds[0] <= start:
            continue
        if _is_interrupted(doc[start + 1 : bounds[0]]) or _is_owned(doc, bounds[0]):
            return None
        affiliation, last = _party_of_title(doc, bounds[1], parties)
        affiliation = affiliation or _party_in(doc[start + 1 : bounds[0]], parties)
        return Reading(doc[bounds[0] : bounds[1]].text, affiliation, (start + 1, last))
    return None


def _title_ending(doc: Doc, end: int, titles: dict[int, Title]) -> tuple[int, int] | None:
    title = titles.get(end)
    if title is not None and title.kind != "honorific":
        return title.start, title.end
    # "an agency official" names one, "an agency official's car" and "member states" do not.
    following = doc[end] if end < len(doc) else None
    is_head = following is None or not (
        following.pos_ in {"NOUN", "PROPN"} or following.tag_ == "POS" or following.text == "-"
    )
    return (end - 1, end) if title is None and is_head and _is_role_noun(doc[end - 1]) else None


def _is_interrupted(span: Span) -> bool:
    return any(
        (token.is_punct and token.text != "-")
        or token.pos_ in {"AUX", "SCONJ", "PRON"}
        or (token.pos_ == "VERB" and token.tag_ not in {"VBN", "VBG"})
        or token.lower_ in {"who", "whose", "and", "not"}
        for token in span
    )


def _is_owned(doc: Doc, start: int) -> bool:
    """ "Tom Ray, her coach": the title says nothing of where"""
    return start > 0 and doc[start - 1].lower_ in {"his", "her", "their", "my", "our"}


def _party_in(span: Span, parties: Parties) -> str | None:
    """The last body named in a span, or else the last country."""
    found = [parties.starting[token.i] for token in span if token.i in parties.starting]
    found = [party for party in found if party.kind != PERSON]
    bodies = [party for party in found if party.kind in BODIES]
    return (bodies or found)[-1].name if found else None


def _party_of_title(doc: Doc, end: int, parties: Parties) -> tuple[str | None, int]:
    """ "of the Red Cross" at `end`: whom a title is of, if anybody, and where that ends."""
    if end >= len(doc) or doc[end].lower_ not in OF:
        return None, end
    country = None
    for i in range(end + 1, min(end + 1 + LONGEST_PHRASE, len(doc))):
        party = parties.starting.get(i)
        if party and party.kind in BODIES:
            return party.name, party.span.end
        if party and party.kind != PERSON:
            country = country or party
        elif party or doc[i].is_punct or doc[i].pos_ in {"VERB", "AUX"}:
            break
    if country:
        return country.name, country.span.end
    words = _noun_run(doc, end + 1 + (end + 1 < len(doc) and doc[end + 1].lower_ in ARTICLES))
    return (doc[slice(*words)].text, words[1]) if words else (None, end)


def _of_party_before(name: Span, titles: dict[int, Title], parties: Parties) -> Reading | None:
    """ "A spokeswoman for the Red Cross, Anna Keller" """
    doc = name.doc
    end = name.start - (name.start > 0 and doc[name.start - 1].text == ",")
    party = parties.ending.get(end)
    if party is None or party.kind == PERSON:
        return None
    start = party.span.start
    while start > 1 and doc[start - 1].lower_ in {"the", *OF}:
        start -= 1
    if start == party.span.start or doc[start].lower_ not in OF:
        return None
    bounds = _title_ending(doc, start, titles)
    if bounds is None:
        return None
    return Reading(doc[bounds[0] : bounds[1]].text, party.name, (bounds[0], party.span.end))


def _party_after(name: Span, parties: Parties) -> Reading | None:
    """ "Anna Keller of the Red Cross", "Anna Keller (SPD)" """
    doc, i = name.doc, name.end
    if i >= len(doc) or not (doc[i].lower_ in {"of", "from", "at"} or doc[i].text == "("):
        return None
    party = parties.starting.get(i + 1 + (i + 1 < len(doc) and doc[i + 1].lower_ == "the"))
    if party is None or party.kind not in BODIES:
        return None
    if doc[i].text == "(" and doc[party.span.end : party.span.end + 1].text != ")":
        return None
    return Reading(None, party.name, (i, party.span.end))


def _who_leads(name: Span, parties: Parties) -> Reading | None:
    """ "Keller, who leads the Red Cross" """
    doc = name.doc
    start = name.end + (name.end < len(doc) and doc[name.end].text == ",")
    if start + 2 >= len(doc) or doc[start].lower_ != "who":
        return None
    verb = next((t for t in doc[start + 1 : start + 4] if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ not in context_words("verb of leading"):
        return None
    i = verb.i + 1 + (doc[min(verb.i + 1, len(doc) - 1)].lower_ in ARTICLES)
    party = parties.starting.get(i)
    if party is None or party.kind not in BODIES:
        return None
    return Reading(None, party.name, (start, party.span.end))


def _owner_before(name: Span, parties: Parties) -> Reading | None:
    """ "the Red Cross's Anna Keller" """
    if not name.start or name.doc[name.start - 1].tag_ != "POS":
        return None
    party = parties.ending.get(name.start - 1)
    if party is None or party.kind == PERSON:
        return None
    return Reading(None, party.name, (party.span.start, name.start))


def _noun_run(doc: Doc, start: int) -> tuple[int, int] | None:
    """The words in capitals from `start` on, as token indices."""
    end = start
    while end < len(doc) and (doc[end].text[:1].isupper() or _links(doc, end)):
        end += 1
    return (start, end) if end > start else None


def _links(doc: Doc, i: int) -> bool:
    following = doc[i + 1].text if i + 1 < len(doc) else ""
    return doc[i].lower_ in {"of", "and", "for"} and following[:1].isupper()
