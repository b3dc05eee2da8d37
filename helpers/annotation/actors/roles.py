"""Who holds which office where: roles and affiliations of people, as stated in the text.

A reading is one place where the text states a person's role, affiliation or both.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation.actor_ids import BLOC, ORGANISATION, PERSON
from helpers.annotation.actors.evidence import has_organisation_word
from helpers.annotation.actors.titles import MODIFIERS, Title, title_of
from helpers.annotation.gazetteers import context_words

# In tokens, set on DWIE's training part.
LONGEST_APPOSITION = 8  # from the comma to the title
LONGEST_GAP = 3  # between an affiliation and the title after it
LONGEST_PHRASE = 8  # from "of" to the name of the body that a title belongs to
LONGEST_BRACKETS = 4
BODIES = frozenset({ORGANISATION, BLOC})
OF = frozenset("of for at with from in".split())
COPULAS = frozenset("is was became remains as".split())
ARTICLES = frozenset("the a an its their his her".split())


class Party(NamedTuple):
    """A mention of an actor by name, possibly with a role or affiliation beside it."""

    span: Span
    kind: str
    name: str


class Parties:
    """The mentions by name in a text, by the tokens at which they start and end."""

    def __init__(self, parties: Iterable[Party]):
        parties = list(parties)
        self.starting = {party.span.start: party for party in parties}
        self.ending = {party.span.end: party for party in parties}


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
    start = _start(name, titles)
    title = title_of(name.doc, start, titles)
    if title is not None:
        return title.start, title.end
    start -= start > 1 and name.doc[start - 1].text == ","
    before = name.doc[start - 1] if start else None
    if before is None or not _is_role_noun(before):
        return None
    start = before.i
    while start and name.doc[start - 1].is_lower and name.doc[start - 1].dep_ == "compound":
        start -= 1
    return start, before.i + 1


def _start(name: Span, titles: dict[int, Title]) -> int:
    """Where a name begins, including "Dr" or "Mr" before it."""
    title = title_of(name.doc, name.start, titles)
    return title.start if title is not None and title.kind == "honorific" else name.start


def _is_role_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lower_ in context_words("noun for a role")


def _party_before(doc: Doc, end: int, parties: Parties) -> Party | None:
    """The body or country right before a title, or before "newly elected" and the like."""
    for i in range(end, max(end - LONGEST_GAP - 1, 0), -1):
        party = parties.ending.get(i)
        if party:
            return party if party.kind != PERSON and not _is_topic(doc, end, party) else None
        before = doc[i - 1]
        if before.text == ")":
            return _party_before_brackets(doc, i - 1, parties)
        if not (before.tag_ in {"POS", "VBN"} or _describes(before)):
            return None
    return None


def _describes(token: Token) -> bool:
    return token.pos_ in {"ADJ", "ADV"} or (token.pos_ == "NOUN" and token.is_lower)


def _is_topic(doc: Doc, title: int, party: Party) -> bool:
    """ "Mali expert": what somebody knows about, not where they are"""
    if party.kind in BODIES or party.span.end != title or title >= len(doc):
        return False
    knows = doc[title].lower_ in context_words("noun for who knows a country")
    return knows and party.span.text == party.name


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
        affiliation, is_body, last = _party_of_title(doc, bounds[1], parties)
        between = _party_in(doc[start + 1 : bounds[0]], parties)
        if between and not is_body and (between.kind in BODIES or affiliation is None):
            affiliation = None if _is_topic(doc, bounds[0], between) else between.name
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
    """ "Tom Ray, her coach": the title does not say where"""
    return start > 0 and doc[start - 1].lower_ in {"his", "her", "their", "my", "our"}


def _party_in(span: Span, parties: Parties) -> Party | None:
    """The last body named in a span, otherwise the last country."""
    found = [parties.starting[token.i] for token in span if token.i in parties.starting]
    found = [party for party in found if party.kind != PERSON]
    bodies = [party for party in found if party.kind in BODIES]
    return (bodies or found)[-1] if found else None


def _party_of_title(doc: Doc, end: int, parties: Parties) -> tuple[str | None, bool, int]:
    """ "of the Red Cross" at `end`: the title's body or country, whether a body, and its end."""
    if end >= len(doc) or doc[end].lower_ not in OF:
        return None, False, end
    found = list(_parties_of_phrase(doc, end + 1, parties))
    body = next((party for party in found if party.kind in BODIES), None)
    if body:
        return body.name, True, body.span.end
    if found:
        return found[0].name, False, found[0].span.end
    words = _noun_run(doc, end + 1 + (end + 1 < len(doc) and doc[end + 1].lower_ in ARTICLES))
    text = doc[slice(*words)].text if words else ""
    return (text, True, words[1]) if has_organisation_word(text) else (None, False, end)


def _parties_of_phrase(doc: Doc, start: int, parties: Parties) -> Iterator[Party]:
    """The bodies and countries that a phrase from `start` on names, before people and verbs."""
    for i in range(start, min(start + LONGEST_PHRASE, len(doc))):
        party = parties.starting.get(i)
        if party is None and _ends_phrase(doc[i]):
            return
        if party is None or _is_owner(party):
            continue
        if party.kind == PERSON or (party.kind not in BODIES and doc[i - 1].lower_ == "from"):
            return
        yield party


def _is_owner(party: Party) -> bool:
    """ "leader of the Bundestag's committee" """
    end = party.span.end
    return end < len(party.span.doc) and party.span.doc[end].tag_ == "POS"


def _ends_phrase(token: Token) -> bool:
    if token.is_punct:
        return token.text not in {"-", '"', "“", "‘"}
    return token.pos_ in {"VERB", "AUX", "PRON", "SCONJ"} and token.tag_ not in {"VBN", "VBG"}


def _of_party_before(name: Span, titles: dict[int, Title], parties: Parties) -> Reading | None:
    """ "A spokeswoman for the Red Cross, Anna Keller" """
    doc, end = name.doc, _start(name, titles)
    end -= end > 0 and doc[end - 1].text == ","
    party = parties.ending.get(end)
    if party is None or party.kind == PERSON:
        return None
    start = _start_of_phrase(doc, party)
    inner = parties.ending.get(start)
    if inner and inner.kind in BODIES and doc[start].lower_ == "in":
        # "head of the Council of Farmers in Peru": the body before "in Peru".
        party, start = inner, _start_of_phrase(doc, inner)
    bounds = _title_ending(doc, start, titles) if doc[start].lower_ in OF else None
    if bounds is None:
        return None
    before = _party_before(doc, bounds[0], parties)
    chosen = before if before and before.kind in BODIES and party.kind not in BODIES else party
    return Reading(doc[slice(*bounds)].text, chosen.name, (bounds[0], party.span.end))


def _start_of_phrase(doc: Doc, party: Party) -> int:
    """Where "of the Red Cross" begins."""
    start = party.span.start
    while start > 1 and doc[start - 1].lower_ in {"the", *OF}:
        start -= 1
    return start


def _party_after(name: Span, parties: Parties) -> Reading | None:
    """ "Anna Keller of the Red Cross", "Anna Keller (SPD)" """
    doc, i = name.doc, name.end
    if i < len(doc) and doc[i].text == "(":
        party = parties.starting.get(i + 1)
        closes = party and doc[party.span.end : party.span.end + 1].text == ")"
        return Reading(None, party.name, (i, party.span.end)) if closes else None
    i += i < len(doc) and doc[i].text == ","
    if i >= len(doc) or doc[i].lower_ not in {"of", "from", "at", "with"}:
        return None
    affiliation, is_body, end = _party_of_title(doc, i, parties)
    return Reading(None, affiliation, (i, end)) if is_body else None


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
        is_body = party is not None and party.kind in BODIES and not _is_owner(party)
        return Reading(None, party.name, (start, party.span.end)) if is_body else None
    if verb.lemma_ in context_words("verb of working"):
        affiliation, is_body, end = _party_of_title(doc, verb.i + 1, parties)
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


def _noun_run(doc: Doc, start: int) -> tuple[int, int] | None:
    """The words in capitals from `start` on, as token indices."""
    end = start
    while end < len(doc) and (doc[end].text[:1].isupper() or _links(doc, end)):
        end += 1
    return (start, end) if end > start else None


def _links(doc: Doc, i: int) -> bool:
    following = doc[i + 1].text if i + 1 < len(doc) else ""
    return doc[i].lower_ in {"of", "and", "for"} and following[:1].isupper()
