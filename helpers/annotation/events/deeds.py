"""Who is behind a passive that names only the deed or text: "was killed in a raid by Peru"."""

from collections.abc import Iterable

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.actor_ids import COUNTRY, kind_of
from helpers.annotation.events.circumstances import IN_WORDS
from helpers.annotation.events.owners import makers_of
from helpers.annotation.events.parties import Parties, Party
from helpers.annotation.lexicons import acts
from helpers.annotation.lexicons.acts import Frame, words

HARM = frozenset(("assault", "coerce"))
TOGETHER = frozenset(("consult", "cooperate"))
WITHIN = frozenset("in during on".split())


def done_through(verb: Token, parties: Parties) -> list[Party]:
    """Return who does the deed, or wrote the text, in which something is done to somebody."""
    classes = {frame.event_class for frame in acts.frames("verb", acts.lemma_of(verb))}
    for child in verb.rights:
        inside = child.dep_ == "prep" and child.lower_ in WITHIN
        noun = grammar.object_of(child) if inside else None
        found = _behind(noun, classes, parties) if noun is not None else []
        if found:
            return found
    return []


def _behind(noun: Token, classes: set[str], parties: Parties) -> list[Party]:
    lemma = noun.lemma_.lower()
    uses = acts.frames("noun", lemma)
    by = parties.after(noun, {"by"}) or makers_of(noun, parties)
    if classes & HARM and _is_harm(uses):
        return by or parties.named(grammar.possessor(noun)) or _before(noun, parties)
    if classes & IN_WORDS and lemma in words("utterance"):
        before = [p for p in parties.modifiers(noun) if kind_of(p.actor_id) != COUNTRY]
        return by or before
    # "was joined on the call *by Berg*", which a parser attaches to the call
    together = any(frame.event_class in TOGETHER for frame in uses)
    return by if classes & TOGETHER and together else []


def _is_harm(uses: Iterable[Frame]) -> bool:
    """ "a raid", but not "a war", which both sides fight, or "her murder" """
    outside = {"reciprocal", "poss"}
    return any(f.event_class in HARM and not outside & set(f.slots) for f in uses)


def _before(noun: Token, parties: Parties) -> list[Party]:
    """ "a *Taliban* attack", "a *US* airstrike"; but "the Nokia attack" is one on it"""
    if any(child.lower_ == "the" for child in noun.lefts):
        return []
    of_state = noun.lemma_.lower() in words("means") | words("of_army")
    found = parties.modifiers(noun, possessive=False)
    return [p for p in found if of_state or kind_of(p.actor_id) != COUNTRY]
