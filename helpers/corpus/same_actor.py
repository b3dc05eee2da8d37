"""When two actors of different articles are the same: the rule, and what is known about an actor.

Within an article, `helpers.annotation.actors` joins the forms of a name; an id made from a full
name, a country or a known body means the same everywhere. Short names remain: "Pompeo" in an
article that never says "Mike Pompeo", "CRP" in one that never spells it out. The rule:

1. Candidates are the actors of the corpus with a longer name: for a person, those whose full name
   ends in the surname; for an organisation, those that some article also calls by the short form.
2. *Evidence* is the same role or the same affiliation (strong), or two people or organisations that
   both appear with (weak). Different affiliations without the same role rule a candidate out.
3. A single candidate with strong evidence is joined with certainty; if others have the name too,
   it needs weak evidence as well to be certain. If several have strong evidence, the one that has
   it in clearly more articles than any other is joined, uncertain. A candidate with weak evidence
   alone is joined, uncertain, if it is the only such one. An acronym by which only one organisation
   is known is joined without evidence, uncertain; a general word such as "Commission" never is.
4. Otherwise it is joined to none. Articles that share only the short name are joined to each other
   by the same evidence; without it, each has an actor of its own, `person:smith@<doc_id>`.
5. Two full names belong to one person if surname and given names are compatible ("Joe" and
   "Joseph", "Donald J." and "Donald") and there is evidence; strong evidence makes it certain.
6. A name is of one kind, the one that it has in most articles (`helpers.corpus.identities`).

A limit: two people with the same full name are treated as one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from helpers.annotation import personal_names
from helpers.annotation.actor_ids import kind_of
from helpers.annotation.actors.evidence import ORGANISATION_WORDS

CLEARLY_MORE = 4  # times as many articles
COMPANIONS = 300  # per actor, the most frequent ones
SHARED_COMPANIONS = 2
# These make the same words a different office: a deputy is not the minister.
QUALIFIERS = frozenset("assistant deputy junior shadow under vice".split())
EMPTY_WORDS = frozenset("a an and at for former in of on the then to".split())
SUFFIXES = frozenset("jr sr ii iii iv".split())
ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,6}[A-Z]")

OWN = "its own name"
ROLE = "short name; role or affiliation of the only bearer"
ROLE_AND_COMPANY = "short name; role or affiliation, and company, of one of several bearers"
ROLE_OF_ONE = "short name; role or affiliation of one of several bearers"
ROLE_MOSTLY = "short name; role or affiliation that one of several bearers has most often"
COMPANY = "short name; company of one bearer"
EXPLAINED = "acronym that another article explains"
GENERAL = "general word; each article means its own"
SEVERAL = "short name; several bearers fit"
NO_EVIDENCE = "short name; nothing but the name agrees"
ALONE = "short name; nobody with a longer one"
ALONE_TOO = "short name; others have it, and nothing but the name agrees"
SHORT_AND_ROLE = "short name alone; the same role or affiliation"
SHORT_AND_COMPANY = "short name alone; the same company"
KIND = "another kind in most articles"
VARIANT = "full name in another form; role or affiliation agree"
VARIANT_COMPANY = "full name in another form; company agrees"


class Identity(NamedTuple):
    """The actor of the corpus that an article's actor is, the rule, and whether it is certain."""

    doc_id: str
    actor_id: str
    corpus_actor_id: str
    rule: str
    certain: bool


class Variant(NamedTuple):
    """The actor of the corpus that a full name is another form of, wherever it occurs."""

    actor_id: str
    corpus_actor_id: str
    rule: str
    certain: bool


@dataclass
class Actor:
    """What is known about an actor, in one article or in several."""

    actor_id: str
    name: str
    doc_id: str = ""
    n: int = 1
    roles: Counter[str] = field(default_factory=Counter)  # articles that give it the role
    affiliations: Counter[str] = field(default_factory=Counter)
    companions: set[str] = field(default_factory=set)

    def shares_office(self, other: "Actor") -> bool:
        """Strong evidence: a role or an affiliation in common."""
        return self.articles_in_office(other) > 0

    def articles_in_office(self, other: "Actor") -> int:
        """Return how many articles give this actor a role or an affiliation of the other."""
        return sum(
            n for a, n in self.roles.items() if any(_same_office(a, b) for b in other.roles)
        ) + sum(
            n for a, n in self.affiliations.items() if any(_same(a, b) for b in other.affiliations)
        )

    def shares_company(self, other: "Actor") -> bool:
        """Weak evidence: two people or organisations that both appear with."""
        return len(self.companions & other.companions) >= SHARED_COMPANIONS

    def contradicts(self, other: "Actor") -> bool:
        """Different affiliations and no role in common."""
        both = self.affiliations and other.affiliations
        return bool(both) and not self.shares_office(other)

    def learn(self, other: "Actor") -> None:
        """Add what is known about another actor that is the same."""
        self.roles += other.roles
        self.affiliations += other.affiliations
        if len(self.companions) < COMPANIONS:
            self.companions |= other.companions


def join_short_names(short: list[Actor], bearers: list[Actor]) -> Iterator[Identity]:
    """Yield the actors that the short names of one key mean: a bearer of the name, or its own.

    `short` are actors of single articles, `bearers` the actors of the corpus with a longer name.
    """
    alone: list[_Alone] = []
    for actor in short:
        others = [b for b in bearers if b.actor_id != actor.actor_id]
        bearer, rule, certain = _bearer(actor, others)
        if bearer:
            yield Identity(actor.doc_id, actor.actor_id, bearer.actor_id, rule, certain)
        elif same := next((one for one in alone if one.agrees(actor)), None):
            office = same.actor.shares_office(actor)
            same.actor.learn(actor)
            rule = SHORT_AND_ROLE if office else SHORT_AND_COMPANY
            yield Identity(
                actor.doc_id, actor.actor_id, same.corpus_id, rule, office and not others
            )
        else:
            taken = any(one.actor.actor_id == actor.actor_id for one in alone)
            corpus_id = f"{actor.actor_id}@{actor.doc_id}" if taken else actor.actor_id
            alone.append(_Alone(corpus_id, actor, rule))
    for one in alone:
        yield one.identity(
            shared=sum(other.actor.actor_id == one.actor.actor_id for other in alone)
        )


class _Alone(NamedTuple):
    """A short name that is not joined to a longer one."""

    corpus_id: str
    actor: Actor
    rule: str

    def agrees(self, actor: Actor) -> bool:
        """Is this the same actor, by the evidence that joins a short name to a longer one?"""
        return (
            self.actor.actor_id == actor.actor_id
            and not self.actor.contradicts(actor)
            and (self.actor.shares_office(actor) or self.actor.shares_company(actor))
        )

    def identity(self, shared: int) -> Identity:
        """Return its row; `shared` counts the actors that have only this short name."""
        unique = self.rule == ALONE and shared == 1
        rule = ALONE_TOO if self.rule == ALONE and shared > 1 else self.rule
        return Identity(self.actor.doc_id, self.actor.actor_id, self.corpus_id, rule, unique)


def _bearer(actor: Actor, bearers: list[Actor]) -> tuple[Actor | None, str, bool]:
    """The actor that a short name means, the rule, and whether that is certain."""
    if not bearers:
        return None, ALONE, True
    if actor.name in ORGANISATION_WORDS:
        return None, GENERAL, False
    possible = [b for b in bearers if not b.contradicts(actor)]
    strong = [b for b in possible if b.shares_office(actor)]
    weak = [b for b in possible if b.shares_company(actor)]
    if found := _by_evidence(strong, weak, unique=len(bearers) == 1):
        return found
    if most := _mostly(actor, strong):
        return most, ROLE_MOSTLY, False
    if ACRONYM.fullmatch(actor.name) and len(possible) == len(bearers) == 1:
        return possible[0], EXPLAINED, False
    return None, SEVERAL if max(len(strong), len(weak)) > 1 else NO_EVIDENCE, False


def _by_evidence(
    strong: list[Actor], weak: list[Actor], unique: bool
) -> tuple[Actor, str, bool] | None:
    """The one bearer that the evidence points to; `unique` if no other has the name."""
    if len(strong) == 1 and unique:
        return strong[0], ROLE, True
    both = [b for b in strong if b in weak]
    if len(both) == 1:
        return both[0], ROLE_AND_COMPANY, len(strong) == 1
    if len(strong) == 1:
        return strong[0], ROLE_OF_ONE, False
    return (weak[0], COMPANY, False) if not strong and len(weak) == 1 else None


def _mostly(actor: Actor, strong: list[Actor]) -> Actor | None:
    """The bearer that has the actor's role or affiliation in clearly more articles than others."""
    ranked = sorted(strong, key=lambda b: -b.articles_in_office(actor))
    if len(ranked) < 2:
        return None
    first, second = (b.articles_in_office(actor) for b in ranked[:2])
    return ranked[0] if first >= CLEARLY_MORE * second else None


def join_variants(bearers: list[Actor]) -> Iterator[Variant]:
    """Yield the full names of one key that are another form of a name in more articles."""
    people = [b for b in bearers if kind_of(b.actor_id) == "person"]
    people.sort(key=lambda b: (-b.n, b.actor_id))
    known: list[Actor] = []
    for actor in people:
        fitting = [
            one for one in known if _one_name(actor.name, one.name) and not one.contradicts(actor)
        ]
        office = [one for one in fitting if one.shares_office(actor)]
        found = office or [one for one in fitting if one.shares_company(actor)]
        if len(found) == 1:
            found[0].learn(actor)
            rule = VARIANT if office else VARIANT_COMPANY
            yield Variant(actor.actor_id, found[0].actor_id, rule, bool(office))
        else:
            known.append(actor)


def _one_name(one: str, other: str) -> bool:
    """Can two full names with one surname belong to one person?"""
    a, b = one.casefold().split(), other.casefold().split()
    if {w.rstrip(".") for w in a} & SUFFIXES != {w.rstrip(".") for w in b} & SUFFIXES:
        return False
    return personal_names.same_person_could_be(a[0], b[0]) or set(a) <= set(b) or set(b) <= set(a)


def _same_office(one: str, other: str) -> bool:
    """Do two roles mean one office: "Secretary of State" and "US Secretary of State"?"""
    a, b = set(one.casefold().split()), set(other.casefold().split())
    if a & QUALIFIERS != b & QUALIFIERS:
        return False
    a, b = a - EMPTY_WORDS, b - EMPTY_WORDS
    return bool(a and b) and (a <= b or b <= a)


def _same(one: str, other: str) -> bool:
    return one.casefold().removeprefix("the ") == other.casefold().removeprefix("the ")
