"""Plural references: actors joined by "and", and everything else that is plural, in order.

A group of actors is what "they" and "the couple" can mean. Everything else that is plural (people
without a name, teams and things) competes with it.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.annotation.actor_ids import BLOC, ORGANISATION, kind_of
from helpers.annotation.coreference import place
from helpers.annotation.coreference.candidates import PLURAL, Candidate
from helpers.annotation.grammar import object_of
from helpers.annotation.lexicons import acts

BODIES = frozenset({ORGANISATION, BLOC})
# "They" does not mean what the model calls a date, an amount or a rank.
MEASURES = frozenset("DATE TIME MONEY PERCENT QUANTITY CARDINAL ORDINAL".split())
LONGEST_LINK = 3  # tokens between two names: ", and the"
LINKS = frozenset(", and & the".split())

Mentioned = tuple[int, int, str]  # tokens, end exclusive, and the actor


class Plural(NamedTuple):
    """Several people or things, as token indices, end exclusive, and the head of the phrase.

    `actor_ids` is None if somebody in it has no name. A body is a group of one: "they" can mean its
    people.
    """

    start: int
    end: int
    head: int
    actor_ids: frozenset[str] | None
    animate: bool = True

    @property
    def is_group(self) -> bool:
        """Say whether it is two actors or more."""
        return self.actor_ids is not None and len(self.actor_ids) > 1


def find_plurals(doc: Doc, mentions: list[Mentioned], candidates: list[Candidate]) -> list[Plural]:
    """Return everything plural in `doc`, in order; `mentions` are those of actors, in order."""
    found = [*_joined(doc, mentions), *_meeting(doc, mentions)]
    found += [Plural(c.start, c.end, c.head, None) for c in candidates if c.plural and not c.named]
    found += [
        Plural(start, end, doc[start:end].root.i, frozenset({actor_id}))
        for start, end, actor_id in mentions
        if kind_of(actor_id) in BODIES
    ]
    taken = {i for plural in found for i in range(plural.start, plural.end)}
    found += [
        Plural(token.i, token.i + 1, token.i, None, animate=False)
        for token in doc
        if token.tag_ in PLURAL
        and token.i not in taken
        and token.ent_type_ not in MEASURES
        and token.dep_ != "attr"
    ]
    return sorted(found, key=lambda plural: plural[:3])


def _joined(doc: Doc, mentions: list[Mentioned]) -> Iterator[Plural]:
    """ "Baker and Reed", "Baker, Reed and the Danes": actors of one kind, or people unknown"""
    run: list[Mentioned] = []
    for one, other in pairwise([*mentions, None]):
        run.append(one)
        if other is None or not _is_joined(doc, one, other):
            yield from _group(doc, run)
            run = []


def _is_joined(doc: Doc, one: Mentioned, other: Mentioned) -> bool:
    if one[:2] == other[:2]:  # "the Kellers"
        return True
    between = doc[one[1] : other[0]]
    if 0 < len(between) <= LONGEST_LINK and all(t.lower_ in LINKS for t in between):
        return True
    first, second = _head(doc, one), _head(doc, other)
    return second in first.conjuncts and not any(t.lower_ == "or" for t in between)


def _group(doc: Doc, run: list[Mentioned]) -> Iterator[Plural]:
    heads = [_head(doc, mention) for mention in run]
    others = _conjuncts_outside(heads, run)
    is_joined = len(run) > 1 and _ends_in_and(doc, run)
    if not is_joined and not others:
        return
    ids = frozenset(actor_id for *_, actor_id in run)
    is_known = is_joined and not others and len(ids) > 1 and _are_of_one_sort(ids)
    yield Plural(run[0][0], run[-1][1], heads[0].i, ids if is_known else None)


def _conjuncts_outside(heads: list[Token], run: list[Mentioned]) -> list[Token]:
    """ "her lawyer" in "Baker and her lawyer": words joined to the names that are not names"""
    known = {i for start, end, _ in run for i in range(start, end)}
    return [c for head in heads for c in head.conjuncts if c.i not in known]


def _are_of_one_sort(ids: frozenset[str]) -> bool:
    return len({_sort(actor_id) for actor_id in ids}) == 1


def _ends_in_and(doc: Doc, run: list[Mentioned]) -> bool:
    """ "Baker, Reed and Novak", but not "according to Baker, Reed"; a family is one span"""
    *_, one, last = run
    return one[:2] == last[:2] or any(t.lower_ in {"and", "&"} for t in doc[one[1] : last[0]])


def _sort(actor_id: str) -> str:
    return "body" if kind_of(actor_id) in BODIES else kind_of(actor_id)


def _meeting(doc: Doc, mentions: list[Mentioned]) -> Iterator[Plural]:
    """ "Baker met Reed": a reciprocal verb makes a group of its parties"""
    at = {_head(doc, mention).i: mention for mention in mentions}
    for mention in mentions:
        head = _head(doc, mention)
        verb = head.head
        if head.dep_ != "nsubj" or any(head.conjuncts) or not is_reciprocal(verb):
            continue
        partners = _partners(verb)
        partner = at.get(partners[0].i) if len(partners) == 1 else None
        if partner and not any(partners[0].conjuncts) and _sort(partner[2]) == _sort(mention[2]):
            ids = frozenset({mention[2], partner[2]})
            yield Plural(mention[0], partner[1], head.i, ids)


def _partners(verb: Token) -> list[Token]:
    """ "met *Reed*", "talked with *Reed*" """
    found = [c for c in verb.rights if c.dep_ == "dobj"]
    after = (object_of(c) for c in verb.rights if c.dep_ == "prep" and c.lower_ == "with")
    return found + [noun for noun in after if noun is not None]


def is_reciprocal(verb: Token) -> bool:
    """Say whether both parties do what the verb says: "meet", "marry"."""
    return any("reciprocal" in f.slots for f in acts.frames("verb", verb.lemma_.lower()))


def _head(doc: Doc, mention: Mentioned) -> Token:
    return doc[mention[0] : mention[1]].root


def is_subject(doc: Doc, plural: Plural) -> bool:
    """Say whether the group is the subject of a clause."""
    return place.role(doc[plural.head]) == "subject"
