"""The words of a role: where they begin, and how several roles of one person are joined.

Functions return token indices.
"""

from spacy.tokens import Doc, Token

from helpers.annotation.actors.titles import MODIFIERS, PORTFOLIO_WORDS, Title
from helpers.annotation.gazetteers import context_words

# In tokens, the first set on DWIE's training part.
LONGEST_BETWEEN = 4  # "former" and the title: "former Harbour Union head"
LONGEST_JOINED = 4  # the second of two titles


def with_modifiers(doc: Doc, start: int) -> int:
    """Where a title begins, with "former", "union" and "foreign", but not with "under" alone."""
    head = doc[start]
    while start and (
        (doc[start - 1].lower_ in MODIFIERS and doc[start - 1].pos_ != "ADP")
        or (doc[start - 1].is_lower and doc[start - 1].lower_ in PORTFOLIO_WORDS)
        or (doc[start - 1].dep_ == "compound" and head.is_lower and _is_plain(doc[start - 1]))
    ):
        start -= 1
    return start


def with_reservation(doc: Doc, start: int, role: str) -> str:
    """The role, with a "former" or "self-proclaimed" that other words separate from it."""
    i = start - 1
    while i >= max(0, start - LONGEST_BETWEEN):
        last = i
        while i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_:
            i -= 2
        word = doc[i : last + 1]
        is_verb = doc[last].pos_ == "VERB" and doc[last].dep_ not in {"amod", "compound"}
        if word.text.lower() in context_words("not in office") and not is_verb:
            return f"{word.text} {role}"
        is_between = doc[last].pos_ in {"PROPN", "ADJ", "NOUN"} and not is_role_noun(doc[last])
        if not is_between or word[0].is_sent_start:
            break
        i -= 1
    return role


def start_of_compound(noun: Token) -> int:
    """Where "real estate developer" begins: at the first of the words that make it one thing."""
    doc, start = noun.doc, noun.i
    while start:
        before = doc[start - 1]
        is_part = noun.i > before.head.i >= start and before.pos_ in {"NOUN", "ADJ"}
        if not (_is_plain(before) and (is_part or before.dep_ == "compound")):
            break
        start -= 1
    return start


def _is_plain(token: Token) -> bool:
    """Is it a word in lower case, or a common one in capitals only as the sentence's first?"""
    is_word = token.pos_ in {"NOUN", "ADJ"} or token.text in context_words("organisation word")
    is_first = token.is_sent_start and not token.ent_type_ and is_word  # "Council leader"
    return token.is_alpha and (token.is_lower or is_first)


def is_role_noun(token: Token) -> bool:
    """Say whether a word is a noun for a role or an occupation."""
    words = context_words("noun for a role") | context_words("noun for an occupation")
    return token.pos_ in {"NOUN", "PROPN"} and token.lower_ in words


def end_of_joined(doc: Doc, end: int, titles: dict[int, Title]) -> int:
    """Where the last of two titles ends: "president and chief operating officer"."""
    start = end + 1
    if end >= len(doc) or doc[end].lower_ not in {"and", "&"}:
        return end
    ends = range(start + 1, min(start + LONGEST_JOINED, len(doc)) + 1)
    return next((i for i in ends if i in titles and titles[i].start == start), end)


def start_of_joined(doc: Doc, start: int, titles: dict[int, Title]) -> int:
    """Where the first of two titles begins, of which the second begins at `start`."""
    first = titles.get(start - 1) if start and doc[start - 1].lower_ in {"and", "&"} else None
    return first.start if first else start
