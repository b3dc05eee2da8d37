"""The tone of an article's sentences, and the tone towards its actors."""

import pandas as pd

from helpers.annotation.tone_model import POLARITIES
from helpers.findings.finding import Finding, ids_of
from helpers.tables.tone import NOT_JUDGED, TOO_FEW, tone_of
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
        Each with `text`, the `sentence_ids` behind it, and whether it is `main`.
    """
    if sentence_sentiment.empty:
        return [Finding("The text has no sentence whose tone could be judged.")]
    tones = sentence_sentiment["compound"].map(tone_of).value_counts()
    n = len(sentence_sentiment)
    found = [
        Finding(
            f"{tones.get('positive', 0)} of {count(n, 'sentence')} "
            f"{'has' if n == 1 else 'have'} a positive tone, {tones.get('negative', 0)} a "
            "negative and "
            f"{tones.get('neutral', 0)} a neutral one.",
            ids_of(sentence_sentiment["sentence_id"]),
        )
    ]
    by_tone = sentence_sentiment.set_index("sentence_id")["compound"]
    if by_tone.min() < 0 < by_tone.max():
        found.append(
            Finding(
                f"The most negative sentence is number {by_tone.idxmin()} "
                f"({signed(by_tone.min())}), the most positive number {by_tone.idxmax()} "
                f"({signed(by_tone.max())}).",
                (int(by_tone.idxmin()), int(by_tone.idxmax())),
            )
        )
    return found + _tone_towards_actors(actor_tone)


def _tone_towards_actors(actor_tone: pd.DataFrame) -> list[Finding]:
    if actor_tone.empty:
        return []
    if not actor_tone["n_judged"].any():
        return [Finding(NOT_JUDGED)]
    judged = actor_tone[actor_tone["n_judged"] >= TOO_FEW]
    if judged.empty:
        return [
            Finding(
                f"No actor has {TOO_FEW} judged mentions, which is too few to say in which tone "
                "the "
                "article speaks of anyone."
            )
        ]
    found = []
    for tone, sign in (("positive", 1), ("negative", -1)):
        sure = judged[(judged[tone] > 0) & (sign * judged["low" if sign > 0 else "high"] > 0)]
        if len(sure):
            actor = sure.loc[(sign * sure["mean"]).idxmax()]
            found.append(
                Finding(
                    f"The tone is most {tone} towards {named(actor['name'], actor['kind'])}: a "
                    "mean of "
                    f"{signed(actor['mean'])} over {count(actor['n_judged'], 'judged mention')} "
                    f"({_split(actor)}).",
                    tuple(actor["sentence_ids"]),
                )
            )
    if not found:
        found.append(
            Finding(
                f"Of {count(len(judged), 'actor')} with at least {TOO_FEW} judged mentions, none "
                "has a tone so positive or negative that chance cannot explain it.",
            )
        )
    return found


def _split(actor: pd.Series) -> str:
    return listed(f"{actor[tone]} {tone}" for tone in POLARITIES if actor[tone])
