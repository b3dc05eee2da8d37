"""Which words, key phrases and word pairs stand out."""

import pandas as pd

from helpers.findings.finding import Finding, ids_in
from helpers.wording import listed


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
    found = []
    repeated = frequencies[frequencies["n"] > 1].head(3)
    if len(repeated):
        words = listed(f"“{row.term}” ({row.n} times)" for row in repeated.itertuples())
        found.append(
            Finding(f"The most frequent words are {words}.", ids_in(repeated["sentence_ids"]))
        )
    elif len(frequencies):
        found.append(Finding("No content word is used more than once."))
    else:
        found.append(Finding("The text has no content words to count."))
    top = key_terms[key_terms["n"] > 1].head(3)
    if len(top):
        terms = listed(f"“{term}”" for term in top["term"])
        found.append(
            Finding(f"The strongest key phrases are {terms}.", ids_in(top["sentence_ids"]))
        )
    if len(collocations):
        pair = collocations.iloc[0]
        found.append(
            Finding(
                f"The strongest word pair is “{pair['words']}”, {pair['n']} times side by side.",
                tuple(pair["sentence_ids"]),
            )
        )
    return found
