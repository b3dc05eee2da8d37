"""Where a name begins and ends within the words that the model takes for one."""

import re

from spacy.tokens import Doc, Token

from helpers.annotation import gazetteers

# Words that no name begins or ends with: always, in lower case only, or however they are written.
EDGES = frozenset("# @ & $ € £ ¥ for in at by on with from to".split())
LOWER_EDGES = frozenset("the a an and of former late ex new".split())
ALWAYS_EDGES = frozenset("the a an and former".split())
SCORE = re.compile(r"\d+[-–:]\d+")
LENGTH_OF_SCORE = 3  # tokens, if it is not one
PREFIXES = gazetteers.context_words("prefix before a hyphen")


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return the token indices of a name without surrounding words, or None if none is left."""
    while start < end and (_is_edge(doc[start]) or doc[start].tag_ == "POS"):
        start += 1
    if end - start > 2 and doc[start].lower_ in PREFIXES and doc[start + 1].text == "-":
        start += 2
    if end - start > LENGTH_OF_SCORE and SCORE.fullmatch(doc[end - LENGTH_OF_SCORE : end].text):
        end -= LENGTH_OF_SCORE
    while start < end and _is_end(doc[end - 1]) and not _follows_hyphen(doc, end - 1):
        end -= 1
    return (start, end) if any(map(_can_be_name, doc[start:end])) else None


def _follows_hyphen(doc: Doc, i: int) -> bool:
    """ "in" in "Moon Hae-in" """
    return doc[i].is_alpha and i > 0 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_


def _is_end(token: Token) -> bool:
    """Is a token at the end of a name not part of it?"""
    if token.tag_ == "POS" or token.text == "." or SCORE.fullmatch(token.text):
        return True
    if _is_edge(token) and not token.text.endswith("."):
        return True
    return token.is_lower and token.pos_ == "VERB"


def _can_be_name(token: Token) -> bool:
    """Is this a capitalised word, or one in a script without capitals?"""
    return token.text[:1].isupper() or (token.is_alpha and not token.is_ascii)


def _is_edge(token: Token) -> bool:
    if token.is_punct or token.is_space or token.text in EDGES:
        return True
    # "The New York Review" has a capital, like the name's own words.
    return token.text in LOWER_EDGES or token.lower_ in ALWAYS_EDGES
