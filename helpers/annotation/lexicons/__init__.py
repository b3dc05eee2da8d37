"""Readers of the word lists under data/lexicons."""

from functools import cache

from helpers.annotation.data_tables import DataError, read_table


def statement_words(use: str) -> frozenset[str]:
    """Return the words of one use in statement_words.csv, as lemmas.

    >>> "poll" in statement_words("document")
    True
    """
    return _words("lexicons/statement_words.csv", use)


def reference_words(use: str) -> frozenset[str]:
    """Return the words of one use in reference_words.csv, as lemmas.

    >>> "nation" in reference_words("country")
    True
    """
    return _words("lexicons/reference_words.csv", use)


def sentence_words(use: str) -> frozenset[str]:
    """Return the words of one use in sentence_words.csv, in lower case.

    >>> "unless" in sentence_words("condition")
    True
    """
    return _words("lexicons/sentence_words.csv", use)


@cache
def describing_nouns() -> frozenset[str]:
    """Return the nouns that can stand for an actor that was named before.

    >>> {"company", "governor", "bank"} <= describing_nouns()
    True
    """
    people = read_table("gazetteers/person_nouns.csv", "noun")
    bodies = read_table("lexicons/organisation_nouns.csv", "noun")
    others = (reference_words("company"), reference_words("country"), sentence_words("description"))
    return frozenset({*people, *bodies}).union(*others)


@cache
def _words(table: str, use: str) -> frozenset[str]:
    row = read_table(table, "use").get(use)
    if row is None:
        raise DataError(f"data/{table}: has no line for “{use}”; add it")
    return frozenset(row["words"].split())
