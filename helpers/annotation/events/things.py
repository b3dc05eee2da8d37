"""What an act is about, apart from its parties: what is signed, supplied or demanded."""

from spacy.tokens import Token

from helpers.annotation import grammar
from helpers.annotation.coordination import coordinated
from helpers.annotation.events.event import Event
from helpers.annotation.grammar import VERBS

LONGEST = 15  # tokens; only the beginning of a longer phrase is used
OF_A_NOUN = frozenset("det amod compound nummod nmod quantmod poss".split())


def thing_of(event: Event) -> tuple[int, int] | None:
    """Return the tokens of what an act is about, or None.

    It is the noun that a verb carries ("signed *a treaty*"), the object of a verb whose target is
    elsewhere ("supplied *jets* to Peru"), or what somebody is to do ("urged Peru *to pay*").
    """
    if event.thing is not None:
        return event.thing
    verb, last = event.tokens[0], event.tokens[-1]
    if verb.pos_ not in VERBS:
        return None
    if last.pos_ in {"NOUN", "PROPN"} and last != verb:
        # "marched in support of Peru" has no object, nor has "took Peru to court".
        fixed = f"{last.head.lower_} {last.lemma_.lower()}" in event.action
        return None if last.head.lower_ == "in" or fixed else phrase(last)
    thing = grammar.direct_object(verb)
    if thing is None and grammar.is_passive(verb):
        thing = grammar.subject_of(verb)
    if thing is not None and not _within(thing, event) and thing.tag_ not in grammar.RELATIVE:
        return phrase(thing) if thing.pos_ in {"NOUN", "PROPN"} else None
    return _what_to_do(verb)


def _what_to_do(verb: Token) -> tuple[int, int] | None:
    """ "urged Peru *to pay*" """
    clauses = (c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VB")
    clause = next(clauses, None)
    return clause_of(clause) if clause is not None and grammar.has_to(clause) else None


def phrase(noun: Token) -> tuple[int, int]:
    """Return the tokens of a noun with its preceding modifiers."""
    start = min([noun.i, *(c.left_edge.i for c in noun.lefts if c.dep_ in OF_A_NOUN)])
    return max(start, noun.i - LONGEST), noun.i + 1


def clause_of(verb: Token) -> tuple[int, int]:
    """Return the tokens of a clause from its verb on, or from "to"."""
    start = min([verb.i, *(c.i for c in verb.lefts if c.tag_ == "TO" or c.dep_ == "neg")])
    end = verb.right_edge.i + 1
    while end - 1 > start and verb.doc[end - 1].is_punct:
        end -= 1
    return start, min(end, start + LONGEST)


def _within(token: Token, event: Event) -> bool:
    names = {word.i for word in coordinated(token)}
    names |= {child.i for child in token.rights if child.dep_ == "appos"}
    return any(
        party is not None and names & set(range(party.start, party.end))
        for party in (event.source, event.target)
    )
