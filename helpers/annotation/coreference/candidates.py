"""Candidates for references: every person and group that a text mentions, with or without a name.

The unnamed ones (the man, a victim, her mother, police, officials) compete with the actors for
every pronoun, so that theirs are not assigned to the nearest name. They do not become actors.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from helpers.annotation import gazetteers
from helpers.annotation.grammar import SUBJECTS
from helpers.annotation.lexicons.person_nouns import gender_of_noun, person_noun
from helpers.annotation.mentions import actor_records, read_mentions
from helpers.annotation.nationals import LIKE_A_NOUN, nationality
from helpers.annotation.places import is_certain

UNNAMED = "unnamed:"
PLURAL = frozenset("NNS NNPS".split())
DEFINITE = frozenset("the this that these those both".split())
OF_NOBODY = frozenset("no any every each either neither".split())
# A noun attached to a name in this way describes it: "striker Tom Baker".
MODIFYING = frozenset("compound nmod amod npadvmod appos".split())
COPULAS = frozenset("be become remain".split())
# What the model calls a name, and is none of a person.
NO_NAMES = frozenset(
    "DATE TIME MONEY PERCENT QUANTITY CARDINAL ORDINAL LANGUAGE LAW EVENT WORK_OF_ART FAC".split()
)
PLACES = frozenset("GPE LOC".split())
LIKE_A_PERSON = frozenset({*SUBJECTS, "poss", "dobj", "dative"})
LONGEST_LEFT = 8  # tokens of a description before its head


class Candidate(NamedTuple):
    """A mention of a candidate, as token indices, end exclusive, and its syntactic head.

    `chain` is the actor's id, or for somebody without a name, `unnamed:` and the head of their
    first mention; `gender` is "Masc", "Fem" or None if it is unknown.
    """

    start: int
    end: int
    head: int
    chain: str
    gender: str | None
    plural: bool

    @property
    def named(self) -> bool:
        """Say whether it is an actor."""
        return not self.chain.startswith(UNNAMED)


def find_candidates(doc: Doc, resolved: Mapping[int, str]) -> list[Candidate]:
    """Return the mentions of people and groups in `doc`, in order, named and unnamed.

    `resolved` has the actor that a description means, by the description's head.

    A description in one noun phrase with a name, in apposition or after a form of "be" is part of
    that mention and not a candidate of its own.
    """
    records = actor_records(doc)
    mentions = read_mentions(doc)
    actors_at = Counter((m.span.start, m.span.end) for m in mentions)
    named = [
        Candidate(m.span.start, m.span.end, m.span.root.i, m.actor_id, gender, False)
        for m in mentions
        for gender in [records.get(m.actor_id, {}).get("gender")]
        if actors_at[m.span.start, m.span.end] == 1  # "the Kellers" are not candidates for "he"
    ]
    named += [
        Candidate(i, i + 1, i, actor_id, records.get(actor_id, {}).get("gender"), False)
        for i, actor_id in resolved.items()
    ]
    taken = {i for c in named for i in range(c.start, c.end)}
    taken |= {i for start, end in actors_at for i in range(start, end)}
    unnamed = list(_unnamed(doc, taken, {c.head for c in named}))
    taken |= {i for c in unnamed for i in range(c.start, c.end)}
    return sorted([*named, *unnamed, *_unknown(doc, taken)], key=lambda c: c[:4])


def _unnamed(doc: Doc, taken: set[int], heads: set[int]) -> Iterator[Candidate]:
    """The unnamed; "the man" is the one mentioned before, "a man" is another."""
    chains: dict[tuple[str, bool], str] = {}
    for token in doc:
        if token.i in taken or _describes(token, heads):
            continue
        kind = _kind_of_noun(token)
        if kind is None:
            continue
        plural = token.tag_ in PLURAL or kind == "group"
        key = token.lemma_.lower(), plural
        if key not in chains or not any(c.lower_ in DEFINITE for c in token.children):
            chains[key] = f"{UNNAMED}{token.i}"
        start = max(token.left_edge.i, token.i - LONGEST_LEFT)
        gender = None if plural else gender_of_noun(token.lower_)
        yield Candidate(start, token.i + 1, token.i, chains[key], gender, plural)


def _kind_of_noun(noun: Token) -> str | None:
    """Whom the noun means: "person", or "group" if it acts; None if nobody."""
    if nationality(noun) or _is_aged(noun):
        kind = "person"
    else:
        kind = person_noun(noun) if noun.pos_ in {"NOUN", "PROPN"} else None
    if kind is None or (kind == "group" and not _acts(noun)) or _is_nobody(noun):
        return None
    return kind


def _is_aged(token: Token) -> bool:
    """ "A 19-year-old": the last part, which a tagger may take for an adjective."""
    is_alone = token.lower_ == "old" and token.dep_ in LIKE_A_NOUN
    return is_alone and any(child.lemma_ == "year" for child in token.lefts)


def _is_nobody(noun: Token) -> bool:
    """Does it mean no single person: "no minister", "any other president", "an in-person talk"?"""
    if any(child.lower_ in OF_NOBODY for child in noun.lefts):
        return True
    doc, i = noun.doc, noun.i
    after = doc[i + 1 : i + 2].text == "-" and not noun.whitespace_
    before = i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_
    return after or (before and doc[i - 2].pos_ == "ADP")


def _unknown(doc: Doc, taken: set[int]) -> Iterator[Candidate]:
    """Names of no actor that stand where a person would: "Sherwood joined", "Tinning's house" """
    chains: dict[str, str] = {}
    for token in doc:
        if token.i in taken or token.tag_ != "NNP" or not token.text[0].isupper():
            continue
        if token.ent_type_ in NO_NAMES or token.dep_ not in LIKE_A_PERSON:
            continue
        start = token.i
        while start > token.sent.start and _is_more_of_a_name(doc[start - 1], taken):
            start -= 1
        if _is_no_person(doc[start : token.i + 1]):
            continue
        chain = chains.setdefault(token.lower_, f"{UNNAMED}{token.i}")
        yield Candidate(start, token.i + 1, token.i, chain, None, False)


def _is_no_person(name: Span) -> bool:
    """Is it an abbreviation, a place, or a name with "the", as of a newspaper or ship?"""
    if name.root.is_upper and len(name.root) > 1:
        return True
    if any(child.lower_ == "the" for child in name.root.children):
        return True
    is_place = name.root.ent_type_ in PLACES and is_certain(name.text)
    return is_place or gazetteers.country(name.text) is not None


def _is_more_of_a_name(token: Token, taken: set[int]) -> bool:
    return token.tag_ == "NNP" and token.dep_ == "compound" and token.i not in taken


def _describes(token: Token, heads: set[int]) -> bool:
    """Does the noun describe somebody already mentioned: "Baker, the striker", "is a striker"?"""
    if token.dep_ in MODIFYING or any(c.dep_ == "appos" and c.i in heads for c in token.children):
        return True
    if token.dep_ == "attr" and token.head.lemma_ in COPULAS:
        return True
    # "The best player was Tom Baker."
    if token.dep_ == "nsubj" and token.head.lemma_ in COPULAS:
        return any(child.dep_ == "attr" and child.i in heads for child in token.head.rights)
    return token.dep_ == "pobj" and token.head.lower_ == "as"


def _acts(token: Token) -> bool:
    """Does the group do something, so that it is not a place or thing?"""
    return token.dep_ in {*SUBJECTS, "conj"} or token.head.lower_ == "by"
