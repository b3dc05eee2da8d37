"""Titles and offices: where they occur in a text, and the gender that they imply."""

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from helpers.annotation import gazetteers, personal_names, places
from helpers.annotation.gazetteers import context_words

# In tokens, set on DWIE's training part.
LONGEST_TITLE = 6
FEMININE, MASCULINE = context_words("feminine title"), context_words("masculine title")
# What ministers, secretaries and the like can be "of". The longest is tried first.
PORTFOLIOS = tuple(
    sorted((p.lower().split() for p in context_words("portfolio")), key=lambda p: (-len(p), p))
)
PORTFOLIO_WORDS = frozenset(
    word
    for form in context_words("portfolio") | context_words("word of a portfolio")
    for word in re.split(r"\W+", form.removeprefix("the ").lower())
    if word != "and"
)
# Words that a title may begin with, even in lower case: "the former deputy prime minister".
MODIFIERS = context_words("word before a title")
AFTER_HYPHEN = frozenset("general elect designate in".split())
# Titles that are common words for people: only in capitals, or right before a name or a title.
HEAD_POS = frozenset({"NOUN", "PROPN"})


class Title(NamedTuple):
    """A title in a text, as token indices, end exclusive, and its kind in titles.csv."""

    start: int
    end: int
    kind: str


def find_titles(doc: Doc) -> list[Title]:
    """Return the titles in `doc`, in order, none overlapping.

    A title is a form from the table, with what the person is chief, deputy or minister of: "deputy
    foreign minister", "Minister of Foreign Affairs", "External Affairs Minister". Country names
    before it are not part of it.
    """
    titles: list[Title] = []
    for token in doc:
        kind, start = _kind_and_start(token)
        is_noun = token.pos_ in HEAD_POS or (token.text[:1].isupper() and token.pos_ != "PRON")
        if kind is None or not is_noun or _is_in_law(token) or _is_surname(token):
            continue
        start, end = min(start, _leftmost(token, kind)), _rightmost(token)
        if titles and start < titles[-1].end:
            if end <= titles[-1].end:
                continue
            start = titles.pop().start
        titles.append(Title(start, end, kind))
    return titles


def _is_in_law(token: Token) -> bool:
    """ "sister-in-law", which is no nun"""
    return token.doc[token.i + 1 : token.i + 5].text.lower() == "-in-law"


def _is_surname(token: Token) -> bool:
    """ "Sheikh" in "Imran Sheikh said", not in "Imran Sheikh Omar" and "the Paris Mayor said" """
    doc, i = token.doc, token.i
    before, after = doc[max(i - 1, 0)].text, doc[i + 1 : i + 2].text
    is_alone = i > 0 and token.text.istitle() and not after.istitle() and after.lower() != "of"
    return is_alone and personal_names.is_given_name(before) and not places.find_place(before)


def _kind_and_start(token: Token) -> tuple[str | None, int]:
    """The kind of the title whose head the token is, and where the table's form begins."""
    for words, kind in _phrases().get(token.lower_, ()):
        start = token.i - len(words) + 1
        if start >= 0 and [t.lower_ for t in token.doc[start : token.i + 1]] == words:
            return kind, start
    return _head_kinds().get(token.lower_.rstrip(".")), token.i


def _leftmost(token: Token, kind: str) -> int:
    """Extend to the preceding words that are part of the title."""
    doc, start = token.doc, token.i - _length_of_portfolio(token)
    while start > max(0, token.i - LONGEST_TITLE + 1):
        before = doc[start - 1]
        if before.text in {"-", "–"} and start > 1 and not before.whitespace_:
            start -= 2
        elif kind == "honorific" and personal_names.is_given_name(before.text):
            break  # "Omar Sheikh bin Ali"
        elif _ends_title(before) or _is_of_body(before) or not _extends(before, token):
            break
        else:
            start -= 1
    return start


def _ends_title(before: Token) -> bool:
    """Is a word before a title certainly not part of it?"""
    if before.is_punct or before.is_space or before.is_stop or before.like_num:
        return True
    if before.ent_type_ == "GPE" and places.find_place(before.text):
        return True
    return bool(gazetteers.country(before.text) or gazetteers.bloc(before.text))


def _is_of_body(before: Token) -> bool:
    """ "Bank" in "Harbour Bank President", "Health" in "Department of Health officer" """
    body = _entity_until(before) if before.ent_type_ == "ORG" else ""
    if " of " in body or gazetteers.organisation(body):
        return True  # "Green Party candidate"
    if before.ent_type_ != "ORG" or {before.lower_} & (MODIFIERS | PORTFOLIO_WORDS):
        return False
    is_longer = before.i > 0 and before.nbor(-1).ent_type_ == "ORG"
    return is_longer or before.is_upper or before.text in context_words("organisation word")


def _entity_until(token: Token) -> str:
    """The text of the model's entity that a token is in, up to the token."""
    start = token.i
    while start and token.doc[start].ent_iob_ == "I":
        start -= 1
    return token.doc[start : token.i + 1].text


def _extends(before: Token, token: Token) -> bool:
    """Is a word before the head of a title part of the title?"""
    modifies = before.lower_ in MODIFIERS or before.lower_ in PORTFOLIO_WORDS
    if not (before.text[:1].isupper() and token.text[:1].isupper()):
        return modifies
    return before.pos_ in {"PROPN", "ADJ", "NOUN"} and (modifies or not before.is_sent_start)


def _rightmost(token: Token) -> int:
    """Extend to "of" and a portfolio: "Secretary of State", "minister for foreign affairs"."""
    doc, end = token.doc, token.i + 1
    with_portfolio = _end_of_portfolio(doc, end)
    if with_portfolio > end:
        return _end_of_portfolio(doc, with_portfolio)
    while end < len(doc) - 1 and doc[end].text == "-" and doc[end + 1].lower_ in AFTER_HYPHEN:
        end += 2
    if end < len(doc) and doc[end].lower_ == "general" and token.lower_ == "secretary":
        end += 1
    return end


def _length_of_portfolio(token: Token) -> int:
    """How many words of a portfolio precede it: 4 in "Health and Human Services Secretary"."""
    if not token.text[:1].isupper():
        return 0
    before = [t.lower_ for t in token.doc[max(0, token.i - LONGEST_TITLE) : token.i]]
    lengths = (len(words) for words in PORTFOLIOS if words == before[-len(words) :])
    return next((n for n in lengths if n > 1), 0)


def _end_of_portfolio(doc: Doc, end: int) -> int:
    if end < len(doc) - 1 and doc[end].lower_ in {"of", "for"}:
        for words in PORTFOLIOS:
            if [t.lower_ for t in doc[end + 1 : end + 1 + len(words)]] == words:
                return end + 1 + len(words)
    return end


def title_of(doc: Doc, start: int, titles: dict[int, Title]) -> Title | None:
    """Return the title that ends right before the name at token `start`.

    `titles` are those of the text by their end. A comma or quotation mark may be in between.
    """
    while start and doc[start - 1].text in {",", '"', "“", "‘", "'"}:
        start -= 1
    return titles.get(start)


def gender_of_title(title: str) -> str | None:
    """Return the gender that a title implies: "Masc", "Fem" or None.

    >>> [gender_of_title(title) for title in ("Mrs.", "Prime Minister", "spokeswoman")]
    ['Fem', None, 'Fem']
    """
    last = title.lower().rstrip(".").split()[-1]
    if last in FEMININE or last.endswith("woman"):
        return "Fem"
    if last in MASCULINE or last.endswith("man"):
        return "Masc"
    return None


@cache
def _phrases() -> dict[str, list[tuple[list[str], str]]]:
    """The titles with several words, by their last word, the longest first: "chief executive"."""
    phrases: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for form, kind in gazetteers.titles().items():
        words = form.split()
        if len(words) > 1:
            phrases[words[-1]].append((words, kind))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    return dict(phrases)


@cache
def _head_kinds() -> dict[str, str]:
    """The last word of each title that is one word or ends in its head."""
    kinds: dict[str, str] = {}
    for form, kind in gazetteers.titles().items():
        head = re.split(r"[\s-]", form)[-1]
        if " of " not in f" {form} " and (form == head or head in gazetteers.titles()):
            kinds.setdefault(head, gazetteers.titles().get(head, kind))
    return kinds
