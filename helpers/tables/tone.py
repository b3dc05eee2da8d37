"""The tone of an article in numbers: how sentences sound, and how they speak about each actor."""

import json
from pathlib import Path

import pandas as pd

from helpers.annotation.tone_model import MODEL, POLARITIES

TOO_FEW = 3
NEUTRAL_BAND = 0.05
VOICES = ("narrator", "quoted", "reported")
NOT_JUDGED = "The tone towards the actors was not judged: the model for it could not be used."
ACCURACY = MODEL / "accuracy.json"

_JUDGES = {
    "vader_sentence": "VADER on the sentence",
    "vader_target": "VADER around the actor",
    "helpers": "the network",
}
_COLUMNS = {
    "actor_id": "str",
    "name": "str",
    "kind": "str",
    "n_judged": "int64",
    "negative": "int64",
    "neutral": "int64",
    "positive": "int64",
    "mean": "float64",
    "low": "float64",
    "high": "float64",
    "most_negative": "Int64",
    "most_positive": "Int64",
    "sentence_ids": "object",
}


def tone_by_actor(actors: pd.DataFrame, actor_sentiment: pd.DataFrame) -> pd.DataFrame:
    """Return how the article speaks about each actor, most mentioned actor first.

    One row is an actor: `actor_id`, `name`, `kind` (str), `n_judged` (int64, judged mentions),
    `negative`, `neutral`, `positive` (int64, how many of them), `mean` (float64, mean polarity, -1
    to 1: the probability of positive less that of negative), `low` and `high` (float64, 95 %
    percentile bootstrap interval of the mean), `most_negative` and `most_positive` (Int64,
    sentence_id), `sentence_ids` (list, of all judged mentions). Without a judged mention `mean` is
    missing; below 3 so are `low` and `high`: that's too few to say.
    """
    scored = _with_score(actor_sentiment)
    rows = []
    for actor in actors.itertuples():
        judged = scored[scored["actor_id"] == actor.actor_id].sort_values("score", kind="stable")
        counts = judged["polarity"].value_counts()
        low, high = _bootstrap_interval(judged["score"])
        rows.append(
            {
                "actor_id": actor.actor_id,
                "name": actor.name,
                "kind": actor.kind,
                "n_judged": len(judged),
                **{polarity: counts.get(polarity, 0) for polarity in POLARITIES},
                "mean": judged["score"].mean(),
                "low": low,
                "high": high,
                "most_negative": next(iter(judged["sentence_id"]), pd.NA),
                "most_positive": next(reversed(judged["sentence_id"].tolist()), pd.NA),
                "sentence_ids": sorted({int(i) for i in judged["sentence_id"]}),
            }
        )
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def evidence(
    actors: pd.DataFrame,
    actor_sentiment: pd.DataFrame,
    sentence_sentiment: pd.DataFrame,
    polarity: str,
    n: int = 5,
) -> pd.DataFrame:
    """Return the `n` mentions judged most surely `polarity`, one a sentence and actor.

    One row is a mention: `sentence_id` (int64), `name` (str, the actor), `mention` (str), `voice`
    (str), `towards` (float64, positive less negative, -1 to 1), `sentence` (str).
    """
    joined = _with_names(actors, actor_sentiment, sentence_sentiment)
    chosen = joined[joined["polarity"] == polarity].sort_values(
        polarity, ascending=False, kind="stable"
    )
    once = chosen.drop_duplicates(["sentence_id", "actor_id"])
    columns = ["sentence_id", "name", "mention", "voice", "towards", "sentence"]
    return once[columns].head(n).reset_index(drop=True)


def disagreements(
    actors: pd.DataFrame, actor_sentiment: pd.DataFrame, sentence_sentiment: pd.DataFrame
) -> pd.DataFrame:
    """Return the mentions whose sentence sounds otherwise than it speaks about them.

    One row is a mention, the widest apart first: `sentence_id` (int64), `name` (str, the actor),
    `mention` (str), `sounds` (float64, the sentence's compound score), `towards` (float64, positive
    less negative; both -1 to 1), `sentence` (str). Kept are mentions that one of the views calls
    negative, the other positive, one a sentence and actor.
    """
    joined = _with_names(actors, actor_sentiment, sentence_sentiment)
    sounds = joined["sounds"].map(tone_of)
    neutral = (sounds == "neutral") | (joined["polarity"] == "neutral")
    kept = joined[~neutral & (sounds != joined["polarity"])]
    apart = (kept["sounds"] - kept["towards"]).abs()
    widest = kept.loc[apart.sort_values(ascending=False, kind="stable").index]
    columns = ["sentence_id", "name", "mention", "sounds", "towards", "sentence"]
    return widest.drop_duplicates(["sentence_id", "actor_id"])[columns].reset_index(drop=True)


def tone_by_voice(sentence_sentiment: pd.DataFrame, actor_sentiment: pd.DataFrame) -> pd.DataFrame:
    """Return how the narrator, those quoted and those reported sound, and speak of the actors.

    One row is a voice that the article has: `voice` (str), `sentences` (int64, those mostly in that
    voice), `sounds` (float64, their mean compound score), `mentions` (int64, judged ones in that
    voice), `towards` (float64, mean of positive less negative; both -1 to 1, missing for none),
    `sentence_ids` (list).
    """
    scored = _with_score(actor_sentiment)
    rows = []
    for voice in VOICES:
        sounds = sentence_sentiment.loc[sentence_sentiment["voice"] == voice, "compound"]
        towards = scored.loc[scored["voice"] == voice, "score"]
        if len(sounds) or len(towards):
            ids = sentence_sentiment.loc[sounds.index, "sentence_id"].tolist()
            rows.append((voice, len(sounds), sounds.mean(), len(towards), towards.mean(), ids))
    columns = ["voice", "sentences", "sounds", "mentions", "towards", "sentence_ids"]
    return pd.DataFrame(rows, columns=columns).astype({"sounds": "float64", "towards": "float64"})


def tone_in_statements(
    actors: pd.DataFrame, actor_sentiment: pd.DataFrame, statements: pd.DataFrame
) -> pd.DataFrame:
    """Return how those who speak in the article speak about the other actors.

    One row is a speaker and an actor mentioned in its statements, the most judged mentions first:
    `speaker`, `about` (str, names), `mentions` (int64), `negative`, `neutral`, `positive` (int64,
    how many are), `towards` (float64, mean of positive less negative, -1 to 1), `sentence_ids`
    (list). What a speaker says of itself is left out.
    """
    scored = _with_score(actor_sentiment)
    found = []
    for said in statements.itertuples():
        inside = scored[
            (scored["start_char"] >= said.content_start_char)
            & (scored["end_char"] <= said.content_end_char)
            & ~scored["actor_id"].isin(said.source_actor_ids)
        ]
        found += [inside.assign(speaker_id=speaker) for speaker in said.source_actor_ids]
    columns = [
        "speaker", "about", "mentions", *POLARITIES, "towards", "sentence_ids",
    ]  # fmt: skip
    if not any(len(inside) for inside in found):
        return pd.DataFrame(columns=columns)
    names = actors.set_index("actor_id")["name"]
    rows = [
        {
            "speaker": names[speaker],
            "about": names[about],
            "mentions": len(group),
            **{polarity: int((group["polarity"] == polarity).sum()) for polarity in POLARITIES},
            "towards": group["score"].mean(),
            "sentence_ids": sorted({int(sentence_id) for sentence_id in group["sentence_id"]}),
        }
        for (speaker, about), group in pd.concat(found).groupby(
            ["speaker_id", "actor_id"], sort=False
        )
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("mentions", ascending=False, kind="stable", ignore_index=True)


def accuracy(path: Path = ACCURACY) -> pd.DataFrame:
    """Return what `benchmarks/sentiment.py --save` measured, the shipped model last.

    Columns: `judge` (str), `targets` (int64, how many were judged), `macro-F1` and `share right`
    (float64, 0 to 1). Empty if the file is missing.
    """
    measured = _measured(path)
    rows = [
        (_JUDGES[name], measured["n"], result["macro_f1"], result["accuracy"])
        for name, result in measured.get("systems", {}).items()
    ]
    return pd.DataFrame(rows, columns=["judge", "targets", "macro-F1", "share right"])


def confusion(path: Path = ACCURACY) -> pd.DataFrame:
    """Return the shipped model's confusion matrix, from the same file: targets, int64.

    A row is what people said (`readers say`, str), a column what the model said.
    """
    rows = [
        {"readers say": tone, **{f"model says {said}": n for said, n in row.items()}}
        for tone, row in _measured(path).get("confusion", {}).items()
    ]
    columns = ["readers say", *(f"model says {polarity}" for polarity in POLARITIES)]
    return pd.DataFrame(rows, columns=columns)


def tone_of(compound: float) -> str:
    """Return "negative", "neutral" or "positive" for a compound score.

    The bounds, -0.05 and 0.05, are those that VADER's authors recommend (Hutto and Gilbert 2014).

    >>> tone_of(-0.3)
    'negative'
    """
    if abs(compound) < NEUTRAL_BAND:
        return "neutral"
    return "positive" if compound > 0 else "negative"


def _measured(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _with_names(
    actors: pd.DataFrame, actor_sentiment: pd.DataFrame, sentence_sentiment: pd.DataFrame
) -> pd.DataFrame:
    """Return the judged mentions with their actor's name, and their sentence's words and sound."""
    sentences = sentence_sentiment[["sentence_id", "compound", "text"]].rename(
        columns={"compound": "sounds", "text": "sentence"}
    )
    mentions = _with_score(actor_sentiment).rename(columns={"text": "mention", "score": "towards"})
    return mentions.merge(actors[["actor_id", "name"]], on="actor_id").merge(
        sentences, on="sentence_id"
    )


def _with_score(actor_sentiment: pd.DataFrame) -> pd.DataFrame:
    return actor_sentiment.assign(score=actor_sentiment["positive"] - actor_sentiment["negative"])


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
