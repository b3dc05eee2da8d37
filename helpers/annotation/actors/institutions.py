"""Institutions that every country has, such as a defence ministry: which country's is meant.

Two countries' institutions of one name are two actors, "Defence Ministry (India)" and "Defence
Ministry (Pakistan)". If the text names only one country's, it needs no country in its name.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import NamedTuple

from spacy.tokens import Span

from helpers.annotation import gazetteers
from helpers.annotation.actor_ids import COUNTRY, ORGANISATION, actor_id_of, key_of, kind_of
from helpers.annotation.actors.affiliations import affiliation_of
from helpers.annotation.actors.organisation_identity import LINKS
from helpers.annotation.actors.parties import Parties, Party
from helpers.annotation.gazetteers import context_words
from helpers.annotation.mention_rules import mention_rules
from helpers.annotation.mentions import Mention

STATED = "institution of the country beside it"
LAST = "institution, of the country named with it last"
LONGEST_COUNTRY = 3  # words of a country's name within an institution's


class _Institution(NamedTuple):
    """A name without its country, and the country if the text states it there."""

    name: str
    country: str | None


def with_countries(mentions: list[Mention]) -> tuple[list[Mention], dict[str, str]]:
    """Return `mentions` with each institution assigned to its country's, and the new actors' names.

    A mention beside which no country is stated goes to the institution mentioned last, as does a
    surname that several people bear.
    """
    countries = Parties(
        Party(m.span, COUNTRY, gazetteers.countries()[key_of(m.actor_id)].name)
        for m in mentions
        if kind_of(m.actor_id) == COUNTRY
    )
    found = {m.span.start: _institution(m, countries) for m in mentions if _is_organisation(m)}
    names, assigned = {}, {}
    for group in _groups(mentions, found):
        of = [found[mention.span.start] for mention in group]
        if not _need_countries(group, of):
            continue
        name = max((institution.name for institution in of), key=len)
        for mention, country, rule in _countries_of(group, of):
            full = f"{name} ({country})"
            actor_id = actor_id_of(ORGANISATION, full)
            assigned[mention.span.start] = actor_id, rule
            names[actor_id] = full
    return [_assigned(m, assigned.get(m.span.start)) for m in mentions], names


def _need_countries(group: list[Mention], of: list[_Institution]) -> bool:
    """Are there two countries' institutions of a name, or one in a capital: "in Lima"?"""
    stated = {institution.country for institution in of} - {None}
    in_capital = any(_country_of_capital(mention.span) for mention in group)
    return len(stated) > 1 or (bool(stated) and in_capital)


def _assigned(mention: Mention, found: tuple[str, str] | None) -> Mention:
    if found is None or not _is_organisation(mention):
        return mention
    actor_id, rule = found
    return replace(
        mention, actor_id=actor_id, rule=rule, confidence=mention_rules()[rule].confidence
    )


def _is_organisation(mention: Mention) -> bool:
    return kind_of(mention.actor_id) == ORGANISATION and mention.kind == "name"


def _institution(mention: Mention, countries: Parties) -> _Institution:
    name, country = _inside(mention.span)
    if not is_institution(name):
        return _Institution(name, None)
    country = country or affiliation_of(mention.span, countries)
    country = country or _country_of_capital(mention.span)
    return _Institution(name, country or _country_of_sentence(mention.span, countries))


def _country_of_capital(span: Span) -> str | None:
    """ "the Foreign Ministry in Lima": of Peru, whatever country the text is about"""
    after = span.doc[span.end : span.end + 2]
    if len(after) < 2 or after[0].lower_ != "in":
        return None
    match = gazetteers.country(after[1].text)
    is_capital = match is not None and match.kind == "capital" and not match.ambiguous
    return match.country.name if is_capital else None


def _country_of_sentence(span: Span, countries: Parties) -> str | None:
    """ "In Peru, the Defence Ministry protested": the country that such a sentence begins with"""
    doc, start = span.doc, span.sent.start
    comma = span.start - 1 - (doc[span.start - 1 : span.start].text.lower() == "the")
    if comma <= start or doc[comma].text != "," or doc[start].lower_ != "in":
        return None
    party = countries.ending.get(comma)
    return party.name if party and party.span.start == start + 1 else None


def _inside(span: Span) -> tuple[str, str | None]:
    """The name without its country, in "Defence Ministry of India" or "Indian Defence Ministry"."""
    words = span.text.split()
    for n in range(1, min(LONGEST_COUNTRY + 1, len(words))):
        for name, form in ((words[n:], words[:n]), (words[:-n], words[-n:])):
            match = gazetteers.country(" ".join(form))
            if match is None or match.ambiguous:
                continue
            rest = [w for w in name if w != "the"]
            if rest and rest[-1] == "of":
                rest = rest[:-1]
            if rest:
                return " ".join(rest), match.country.name
    return " ".join(words), None


@cache
def _general_words() -> frozenset[str]:
    portfolios = chain.from_iterable(form.split() for form in context_words("portfolio"))
    return (
        context_words("word of a portfolio")
        | context_words("word before an institution")
        | frozenset(portfolios)
        | LINKS
    )


def is_institution(name: str) -> bool:
    """Say whether a name fits an institution of any country: "Supreme Court", not "Acme Bank".

    >>> is_institution("Ministry of Foreign Affairs"), is_institution("Harbour Union")
    (True, False)
    """
    words = name.split()
    bodies = context_words("organisation word").intersection(words)
    return bool(bodies) and all(word in bodies or word in _general_words() for word in words)


def _groups(mentions: list[Mention], found: dict[int, _Institution]) -> Iterator[list[Mention]]:
    """The mentions of institutions of one name, in text order."""
    name_of: dict[str, str] = {}
    for mention in mentions:
        if mention.span.start in found:
            name = found[mention.span.start].name
            longest = max(name, name_of.get(mention.actor_id, ""), key=len)
            name_of[mention.actor_id] = longest
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.span.start in found:
            groups[name_of[mention.actor_id].casefold()].append(mention)
    yield from groups.values()


def _countries_of(
    group: list[Mention], of: list[_Institution]
) -> Iterator[tuple[Mention, str, str]]:
    last = next(filter(None, (institution.country for institution in of)))
    for mention, institution in zip(group, of, strict=True):
        last = institution.country or last
        yield mention, last, STATED if institution.country else LAST
