"""The tone of an article's sentences, and the tone towards its actors."""

import pandas as pd

from helpers.findings.finding import Finding, ids_of
from helpers.tables.tone import (
    ENOUGH_MENTIONS,
    ENOUGH_SENTENCES,
    NOT_JUDGED,
    TONES,
    clearly,
    tones_in_words,
)
from helpers.wording import count, listed, named, signed


def tone_findings(sentence_sentiment: pd.DataFrame, actor_tone: pd.DataFrame) -> list[Finding]:
    """Return the tone of the sentences, its extremes, and the tone towards the actors.

    Parameters
    ----------
    sentence_sentiment : DataFrame
        The frame of the article.
    actor_tone : DataFrame
        `helpers.tables.tone.tone_by_actor` of the article.

    Returns
    -------
    list of Finding
        Each with `text` and the `sentence_ids` behind it.
    """
    if sentence_sentiment.empty:
        return [Finding("The text has no sentence whose tone could be judged.")]
    found = Finding(
        tones_in_words(sentence_sentiment["compound"]) + ".",
        ids_of(sentence_sentiment["sentence_id"]),
    )
    return [found, *_tone_towards_actors(actor_tone)]


def _tone_towards_actors(actor_tone: pd.DataFrame) -> list[Finding]:
    if actor_tone.empty:
        return []
    if not actor_tone["n_judged"].any():
        return [Finding(NOT_JUDGED)]
    found = []
    for tone in ("positive", "negative"):
        clear = clearly(tone, actor_tone)
        most = f"most {tone}" if len(clear) > 1 else f"clearly {tone}"
        for _, actor in clear.head(1).iterrows():
            found.append(
                Finding(
                    f"The tone is {most} towards {named(actor['name'], actor['kind'])}: a "
                    f"mean of {signed(actor['mean'])} over "
                    f"{count(actor['n_judged'], 'judged mention')} ({_split(actor)}).",
                    tuple(actor["sentence_ids"]),
                )
            )
    if not found:
        found.append(
            Finding(
                "The tone is not clearly positive or negative towards any actor: that takes at "
                f"least {ENOUGH_MENTIONS} judged mentions in {ENOUGH_SENTENCES} sentences, and a "
                "mean that chance cannot explain."
            )
        )
    return found


def _split(actor: pd.Series) -> str:
    return listed(f"{actor[tone]} {tone}" for tone in TONES if actor[tone])
