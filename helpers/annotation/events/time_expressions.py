"""Where a sentence says when an act happens; `when` resolves that to a date."""

import re

from spacy.tokens import Doc, Token

from helpers.annotation.lexicons.acts import words

# "a 90-minute meeting"
HOW_LONG = re.compile(r"-(?:minute|hour|day|week|month|year)\b", re.IGNORECASE)
TIME_LABELS = frozenset(("DATE", "TIME"))


def time_of(word: Token, shared: bool = False) -> tuple[int, int] | None:
    """Return the time expression in the clause of a verb or at a noun, or None.

    A time that several verbs share comes before the first.
    """
    for child in word.lefts if shared else word.children:
        candidates = [child]
        if child.dep_ == "prep":
            candidates = list(child.rights)
        for token in candidates:
            span = _time_at(token)
            if span and child.dep_ not in {"nsubj", "nsubjpass", "dobj", "agent"}:
                return span
    return None


def _time_at(token: Token) -> tuple[int, int] | None:
    if token.ent_type_ in TIME_LABELS and token.dep_ not in {"amod", "poss"}:
        entity = _entity_at(token)
        if entity is not None and not HOW_LONG.search(token.doc[slice(*entity)].text):
            return entity
    return (token.i, token.i + 1) if token.lower_ in words("day") else None


def _entity_at(token: Token) -> tuple[int, int] | None:
    doc: Doc = token.doc
    start = end = token.i
    while start and doc[start].ent_iob_ == "I":
        start -= 1
    while end + 1 < len(doc) and doc[end + 1].ent_iob_ == "I":
        end += 1
    return start, end + 1
