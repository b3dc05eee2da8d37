"""The article's words in quotation marks."""

import re

from helpers.annotation.lexicons import sentence_words

# The "not" of "couldn't" counts as a word.
WORD = re.compile(r"n['’]t\b|\w+?(?=n['’]t\b)|\w+")


def quoted(text: str) -> str:
    """Return the article's words in quotation marks, with inner marks made single."""
    text = re.sub(r"[“”„«»]|\"", lambda mark: "‘" if mark[0] in "“„«" else "’", _paired(text))
    return f"“{text}”"


def _paired(text: str) -> str:
    """Straight double quotation marks as opening and closing ones."""
    opening = True

    def mark(_: re.Match) -> str:
        nonlocal opening
        opening = not opening
        return "”" if opening else "“"

    return re.sub(r"\"|''|``", mark, text)


def without_quotation_marks(content: str) -> str:
    """Return a statement's content as a sentence of its own."""
    content = " ".join(content.split()).strip("“”\"'‘’„«» ")
    content = content.removesuffix(",")
    return content if content[-1:] in {".", "!", "?", "…"} else f"{content}."


def first_words(content: str) -> str:
    """Return a statement's content up to where it is interrupted, if a sentence ends there.

    >>> first_words("“It is over,” … “We go home.”")
    '“It is over,”'
    >>> first_words("“It is over,” … “and we go home.”")
    '“It is over,” … “and we go home.”'
    """
    first, *rest = content.split(" … ")
    goes_on = next((char for char in "".join(rest[:1]) if char.isalnum()), "")
    return first if goes_on.isupper() or goes_on.isdigit() else content


def opens_quotation(text: str) -> bool:
    """Does a quotation begin in the text that does not end in it?

    >>> opens_quotation("The sign “Stop."), opens_quotation("The sign “Stop” fell.")
    (True, False)
    """
    marks = _paired(text)
    return marks.count("“") > marks.count("”")


def without_quotations(text: str) -> str:
    """Return the text without what is in double quotation marks.

    >>> without_quotations("“We won,” she said.")
    ' she said.'
    """
    return re.sub(r"“[^”]*”?", "", _paired(text))


def has_word(text: str, use: str) -> bool:
    """Does the text contain a word of this use in sentence_words.csv?

    >>> has_word("She couldn't say.", "not said")
    True
    """
    return not sentence_words(use).isdisjoint(WORD.findall(text.lower()))
