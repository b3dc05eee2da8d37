"""Which words, key phrases and word pairs stand out."""

import pandas as pd

from helpers.findings.finding import Finding, ids_in, times
from helpers.wording import listed

MOST_WORDS = 3  # that are named


def term_findings(
    frequencies: pd.DataFrame, key_terms: pd.DataFrame, collocations: pd.DataFrame
) -> list[Finding]:
    """Return the words, key phrases and word pairs that stand out.

    Parameters
    ----------
    frequencies, key_terms, collocations : DataFrame
        The frames of the functions of these names in `helpers.tables.terms`.

    Returns
    -------
    list of Finding
        Each with `text` and the `sentence_ids` behind it.
    """
    found = [_frequent_words(frequencies)]
    top = key_terms[key_terms["n"] > 1].head(3)
    if len(top):
        terms = listed(f"“{term}”" for term in top["term"])
        are = "phrases are" if len(top) > 1 else "phrase is"
        found.append(Finding(f"The strongest key {are} {terms}.", ids_in(top["sentence_ids"])))
    if len(collocations):
        pair = collocations.iloc[0]
        found.append(
            Finding(
                f"The strongest word pair is “{pair['words']}”, {pair['n']} times side by side.",
                tuple(pair["sentence_ids"]),
            )
        )
    return found


def _frequent_words(frequencies: pd.DataFrame) -> Finding:
    """The most frequent words, up to three; words that tie beyond that are left out."""
    if frequencies.empty:
        return Finding("The text has no content words to count.")
    next_most = frequencies["n"].iloc[MOST_WORDS] if len(frequencies) > MOST_WORDS else 0
    words = frequencies.head(MOST_WORDS)
    words = words[(words["n"] > 1) & (words["n"] > next_most)]
    if words.empty:
        most = int(frequencies["n"].iloc[0])
        return Finding(f"No content word is used more than {times(most)}.")
    said = listed(f"“{row.term}” ({times(row.n)})" for row in words.itertuples())
    are = "words are" if len(words) > 1 else "word is"
    return Finding(f"The most frequent {are} {said}.", ids_in(words["sentence_ids"]))
