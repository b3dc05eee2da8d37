"""Where a sentence says when an act happens; `when` resolves that to a date."""

import re

from spacy.tokens import Doc, Token

from helpers.annotation.lexicons.acts import words

# "for two hours", "after months", "sentenced to eight years": how long, not when
DURATION = re.compile(
    r"(?:(?:about|around|nearly|almost|over|more than|less than|at least|some|up to|just) )*"
    r"(?:(?:\d+|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|several|many|few"
    r"|a few|the) )?(?:second|minute|hour|day|week|month|year|decade)s?",
    re.IGNORECASE,
)
LASTING = frozenset("for after of to during over".split())
# "a 90-minute meeting"
HOW_LONG = re.compile(
    r"-(?:minute|hour|day|week|month|year)\b|(?:hour|day|week|month|year|decade)s?-?long\b",
    re.IGNORECASE,
)
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
        start, end = _entity_at(token)
        text = token.doc[start:end].text
        if not HOW_LONG.search(text) and not _lasts(token.doc, start, text):
            return start, end
    return (token.i, token.i + 1) if token.lower_ in words("day") else None


def _lasts(doc: Doc, start: int, text: str) -> bool:
    """ "for *two hours*", "met *two hours*", but not "in two hours" """
    before = doc[start - 1] if start else None
    preposition = before is not None and before.pos_ == "ADP"
    lasting = not preposition or before.lower_ in LASTING
    return lasting and DURATION.fullmatch(text) is not None


def _entity_at(token: Token) -> tuple[int, int]:
    """ "*Tuesday night*", which may be two entities"""
    doc: Doc = token.doc
    start = end = token.i
    while start and (doc[start].ent_iob_ == "I" or doc[start - 1].ent_type_ in TIME_LABELS):
        start -= 1
    while end + 1 < len(doc) and doc[end + 1].ent_type_ in TIME_LABELS:
        end += 1
    return start, end + 1
