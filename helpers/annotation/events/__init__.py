"""Who did what to whom, as a spaCy component: acts of one actor towards another.

The component reads the dependency parse and the mentions of actors, and stores
`doc.spans["events"]` on the Doc: for each event a span for the action and one for each party that
the text names, with `source`, `action`, `target` or `object` (what is signed, supplied, demanded)
in `label_`, the number of the event in `id_`, and the actor of a party in `kb_id_` ("" if the party
is not a known actor). The group's `attrs["records"]` has, by number, the `action` (lemma),
`event_class`, `quad_class`, `mutual` (the target does the same to the source), `negated`,
`modality`, `time` (words), `date` (ISO 8601, as exact as the words and the article's date allow)
and `summary` (the act as a sentence, or None).

At least one party is a known actor. An event with only one known party is kept if the lexicon has
the act and the other party is not stated ("was arrested") or has no name ("the police"). Neutral
speech is a statement, not an event; an act of others that is reported is an event between them.

Classes are those of PLOVER (Halterman et al. 2023, "PLOVER and POLECAT: A New Political Event
Ontology and Dataset"), which simplifies CAMEO; the tables of verbs and nouns are our own.
"""

from collections import defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from helpers.annotation.events import adjectives, mediation, nouns, spoken, verbs
from helpers.annotation.events.act_sentences import ActSentences
from helpers.annotation.events.event import (
    Event,
    circumstances_of,
    is_acted,
    is_private,
    is_they_to_them,
    is_visit_to_a_place,
)
from helpers.annotation.events.parties import Parties
from helpers.annotation.events.things import thing_of
from helpers.annotation.events.verb_forms import is_verb
from helpers.annotation.events.when import date_of
from helpers.annotation.grammar import VERBS
from helpers.annotation.lexicons.acts import OTHER, event_classes
from helpers.reading.dates import read_date

GROUP = frozenset("they we their our".split())

FURTHEST_APART = 3
# Classes of acts that both parties do together.
JOINT = frozenset("consult agree cooperate contest".split())


@Language.component(
    "events", requires=["doc.spans", "token.dep", "token.lemma"], assigns=["doc.spans"]
)
def events(doc: Doc) -> Doc:
    """Find who did what to whom in `doc`; see the module's docstring."""
    spans, records = [], {}
    published = read_date(doc.user_data.get("metadata", {}).get("date"))
    sentences = ActSentences(doc)
    for number, event in enumerate(_distinct(_found(doc))):
        parts = _parts(doc, event, str(number))
        how = circumstances_of(event)
        time = doc[slice(*how.time)].text if how.time else None
        spans += parts.values()
        records[str(number)] = {
            "action": event.action,
            "event_class": event.event_class,
            "quad_class": event_classes()[event.event_class],
            "mutual": event.mutual,
            "negated": how.negated,
            "modality": how.modality,
            "time": time,
            "date": date_of(time, published, how.modality == "future") if time else None,
            "summary": None if how.modality == "denied" else sentences.of(parts),
        }
    doc.spans["events"] = SpanGroup(doc, spans=spans, attrs={"records": records})
    return doc


def _parts(doc: Doc, event: Event, key: str) -> dict[str, Span]:
    """The spans of an event by their label."""
    parts = {"action": Span(doc, *_words(event), label="action", span_id=key)}
    for label, party in (("source", event.source), ("target", event.target)):
        if party is not None:
            parts[label] = Span(
                doc, party.start, party.end, label=label, kb_id=party.actor_id, span_id=key
            )
    thing = thing_of(event)
    if thing is not None:
        parts["object"] = Span(doc, *thing, label="object", span_id=key)
    return parts


def _found(doc: Doc) -> Iterator[Event]:
    parties = Parties(doc)
    if not parties.mentions:
        return
    for token in doc:
        if adjectives.is_act(token):
            yield from adjectives.of_adjective(token, parties)
        elif is_verb(token):
            yield from verbs.of_verb(token, parties)
            yield from mediation.of_verb(token, parties)
        elif nouns.is_event_noun(token):
            yield from nouns.of_noun(token, parties)
    yield from spoken.of_statements(doc, parties)


def _distinct(found: Iterator[Event]) -> Iterator[Event]:
    """Each event once, not with itself, and with a known actor on at least one side.

    If the act is not in the lexicon, both have to be known.
    """
    seen, sides = set(), {}
    told = _told_once(list(found))
    groups = _groups(told)
    for event in told:
        ids = [party.actor_id if party else "" for party in (event.source, event.target)]
        key = (event.tokens[0].i, event.action.split()[0], event.event_class, *ids)
        enough = all(ids) if event.event_class == OTHER else any(ids)
        enough = enough and not _is_no_act(event) and not _is_one_of_them(event, groups)
        # No act is both cooperation and conflict between the same two.
        side = (event_classes()[event.event_class] or "").rpartition(" ")[2]
        enough = enough and sides.setdefault((*key[:2], *ids), side) == side
        if enough and ids[0] != ids[1] and key not in seen:
            seen.add(key)
            yield event


def _is_no_act(event: Event) -> bool:
    """Is it in fact no act of the one known actor on the other?"""
    figurative = is_private(event) or is_acted(event) or is_visit_to_a_place(event)
    return figurative or is_they_to_them(event)


def _groups(events: list[Event]) -> dict[tuple[int, int], set[str]]:
    """Those whom "they" means, by the place of the act and of the word."""
    groups = defaultdict(set)
    for event in events:
        if event.source is not None and event.tokens[0].doc[event.source.start].lower_ in GROUP:
            groups[event.tokens[0].i, event.source.start].add(event.source.actor_id)
    return groups


def _is_one_of_them(event: Event, groups: dict[tuple[int, int], set[str]]) -> bool:
    """Does "they" include the target: Berg, in "Berg and Vale sang. *They* booed *Berg*"?"""
    if event.source is None or event.target is None or event.source.start == event.target.start:
        return False
    them = groups.get((event.tokens[0].i, event.source.start), set())
    return event.target.actor_id in them


def _told_once(events: list[Event]) -> list[Event]:
    """The events without nouns that repeat the act of their verb: "agreed on a *deal*"."""
    by_verb = {(e.tokens[0], *_who_does_what(e)) for e in events if e.tokens[-1].pos_ in VERBS}
    return [e for e in events if (_verb_of_noun(e), *_who_does_what(e)) not in by_verb]


def _who_does_what(event: Event) -> tuple[str, ...]:
    ids = [party.actor_id if party else "" for party in (event.source, event.target)]
    return event.event_class, *(sorted(ids) if event.event_class in JOINT else ids)


def _verb_of_noun(event: Event) -> Token | None:
    """The verb that carries a noun's act, or in whose clause it is."""
    noun = event.tokens[-1]
    if noun.pos_ in VERBS:
        return None
    above = (token for token in noun.ancestors if token.pos_ in VERBS)
    return event.tokens[0] if event.tokens[0].pos_ in VERBS else next(above, None)


def _words(event: Event) -> tuple[int, int]:
    """The action's words: all of them if they are close, else the one that carries the act."""
    places = [token.i for token in event.tokens]
    first, last = min(places), max(places)
    if last - first > FURTHEST_APART:
        first = last = event.tokens[-1].i if event.tokens[-1].pos_ == "NOUN" else places[0]
    return first, last + 1
