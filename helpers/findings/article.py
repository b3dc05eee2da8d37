"""How long an article is."""

import pandas as pd

from helpers.findings.finding import Finding, ids_of
from helpers.wording import count, number_of_words

WORDS_PER_MINUTE = 230


def reading_minutes(n_words: int) -> int:
    """Return the time that reading takes, in whole minutes, at least one.

    The rate is the mean for silent reading of English non-fiction, 238 words per minute (Brysbaert,
    Journal of Memory and Language 109, 2019), rounded down for texts full of names.
    """
    return max(1, round(n_words / WORDS_PER_MINUTE))


def article_findings(sentences: pd.DataFrame) -> list[Finding]:
    """Return the length of the article and its longest sentence.

    Parameters
    ----------
    sentences : DataFrame
        The article's sentences.

    Returns
    -------
    list of Finding
        Each with `text` and the `sentence_ids` behind it.
    """
    n_words = int(sentences["text"].map(number_of_words).sum())
    n_sentences, n_paragraphs = len(sentences), sentences["paragraph_id"].nunique()
    minutes = reading_minutes(n_words)
    found = [
        Finding(
            f"The article has {count(n_words, 'word')} in {count(n_sentences, 'sentence')} and "
            f"{count(n_paragraphs, 'paragraph')}, about {count(minutes, 'minute')} of reading.",
        )
    ]
    if n_sentences > 1:
        most = sentences["n_tokens"].max()
        longest = sentences[sentences["n_tokens"] == most]
        sentence_has = "sentence has" if len(longest) == 1 else "sentences have"
        found.append(
            Finding(
                f"The longest {sentence_has} {most} words and punctuation marks; the "
                f"average is {sentences['n_tokens'].mean():.0f}.",
                ids_of(longest["sentence_id"]),
            )
        )
    return found
