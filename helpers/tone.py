"""Tone by actor: the sentiment of sentences, gathered on the actors that they mention."""

import pandas as pd

TOO_FEW = 3
NEUTRAL_BAND = 0.05


def tone_by_actor(
    actors: pd.DataFrame, mentions: pd.DataFrame, sentence_sentiment: pd.DataFrame
) -> pd.DataFrame:
    """Return how the sentences that mention an actor sound, most mentioned actor first.

    One row is an actor: `actor_id`, `name`, `kind` (str), `n_sentences` (int64), `mean` (float64,
    mean compound score, -1 to 1), `low` and `high` (float64, 95 % percentile bootstrap interval of
    the mean, missing below 3 sentences), `most_negative` and `most_positive` (int64, sentence_id).

    This is the tone of the sentences around an actor, not towards it: a sentence that quotes a
    minister on a threat counts as negative for the minister too.
    """
    compound = sentence_sentiment.set_index("sentence_id")["compound"]
    sentences_of = mentions.groupby("actor_id")["sentence_id"].agg(lambda ids: sorted(set(ids)))
    rows = []
    for actor in actors.itertuples():
        scores = compound.loc[sentences_of[actor.actor_id]]
        low, high = _bootstrap_interval(scores)
        rows.append(
            (
                actor.actor_id,
                actor.name,
                actor.kind,
                len(scores),
                scores.mean(),
                low,
                high,
                scores.idxmin(),
                scores.idxmax(),
            )
        )
    return pd.DataFrame(
        rows,
        columns=[
            "actor_id",
            "name",
            "kind",
            "n_sentences",
            "mean",
            "low",
            "high",
            "most_negative",
            "most_positive",
        ],
    ).astype(
        {
            "actor_id": "str",
            "name": "str",
            "kind": "str",
            "n_sentences": "int64",
            "mean": "float64",
            "low": "float64",
            "high": "float64",
            "most_negative": "int64",
            "most_positive": "int64",
        }
    )


def tone_of(compound: float) -> str:
    """Return "negative", "neutral" or "positive" for a compound score.

    The bounds, -0.05 and 0.05, are those that VADER's authors recommend (Hutto and Gilbert 2014).

    >>> tone_of(-0.3)
    'negative'
    """
    if abs(compound) < NEUTRAL_BAND:
        return "neutral"
    return "positive" if compound > 0 else "negative"


def _bootstrap_interval(scores: pd.Series) -> tuple[float, float]:
    if len(scores) < TOO_FEW:
        return float("nan"), float("nan")
    from scipy.stats import bootstrap

    interval = bootstrap(
        (scores.to_numpy(),),
        lambda x, axis: x.mean(axis=axis),
        method="percentile",
        n_resamples=2000,
        rng=0,
    ).confidence_interval
    return float(interval.low), float(interval.high)
