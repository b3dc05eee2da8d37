"""The tone of an article in numbers: of its sentences, and towards each actor."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.annotation.tone_model import MODEL, POLARITIES, UNSURE
from helpers.tables.docstrings import Columns, documented, typed

if TYPE_CHECKING:
    from spacy.tokens import Doc

TOO_FEW = 3
# With fewer, no actor is said to have the most positive or negative tone.
ENOUGH_MENTIONS, ENOUGH_SENTENCES = 5, 3
NEUTRAL_BAND = 0.05
VOICES = ("narrator", "quoted", "reported")
NOT_JUDGED = "The tone towards the actors was not judged: the model for it could not be used."
ACCURACY = MODEL / "accuracy.json"

_JUDGES = {
    "vader_sentence": "VADER on the sentence",
    "vader_target": "VADER around the actor",
    "helpers": "the tone model",
}
_TOWARDS = "tone towards the actor: probability of positive minus that of negative, -1 to 1"
TONES = (*POLARITIES, UNSURE)
_COUNTS = {
    **{p: ("int64", f"mentions whose tone is {p}") for p in POLARITIES},
    UNSURE: ("int64", "mentions for which no tone has a probability of 0.5"),
}
BY_ACTOR: Columns = {
    "actor_id": ("str", "the actor"),
    "name": ("str", "its name"),
    "kind": ("str", "person, organisation, country or bloc"),
    "n_judged": ("int64", "mentions whose tone was judged"),
    **_COUNTS,
    "mean": ("float64", f"mean {_TOWARDS}; missing without a judged mention"),
    "low": ("float64", "lower end of its 95% bootstrap interval; missing below 3 mentions"),
    "high": ("float64", "upper end; missing below 3 mentions"),
    "most_negative": ("Int64", "sentence_id of the most negative mention"),
    "most_positive": ("Int64", "sentence_id of the most positive mention"),
    "sentence_ids": ("object", "list of the sentences of the judged mentions"),
}
_MENTION: Columns = {
    "sentence_id": ("int64", "sentence of the mention"),
    "actor_id": ("str", "the actor"),
    "name": ("str", "its name"),
    "mention": ("str", "the mention as written"),
}
_SENTENCE: Columns = {
    "towards": ("float64", _TOWARDS),
    "sentence": ("str", "the sentence"),
}
EVIDENCE: Columns = {
    **_MENTION,
    "voice": ("str", "narrator, quoted or reported"),
    **_SENTENCE,
    "because": ("object", "words without which the model is much less sure, a list; often empty"),
}
_SOUNDS = {"sounds": ("float64", "tone of the sentence: VADER's compound score, -1 to 1")}
DISAGREEMENTS: Columns = {**_MENTION, **_SOUNDS, **_SENTENCE}
BY_VOICE: Columns = {
    "voice": ("str", "narrator, quoted or reported"),
    "sentences": ("int64", "sentences mostly in that voice"),
    "sounds": ("float64", "mean tone of these sentences: VADER's compound score, -1 to 1"),
    "mentions": ("int64", "judged mentions in that voice"),
    "towards": ("float64", f"mean {_TOWARDS}"),
    "sentence_ids": ("object", "list of these sentences"),
}
IN_STATEMENTS: Columns = {
    "speaker_id": ("str", "actor_id of the actor who speaks"),
    "about_id": ("str", "actor_id of the actor mentioned"),
    "speaker": ("str", "name of the actor that speaks"),
    "about": ("str", "name of the actor mentioned"),
    "mentions": ("int64", "judged mentions"),
    **_COUNTS,
    "towards": ("float64", f"mean {_TOWARDS}"),
    "sentence_ids": ("object", "list of the sentences of the mentions"),
}
ACCURACY_COLUMNS: Columns = {
    "judge": ("str", "what judged the tone"),
    "targets": ("int64", "mentions judged"),
    "macro-F1": ("float64", "mean F1 of the three tones, 0 to 1"),
    "share right": ("float64", "share of correct tones, 0 to 1"),
}
CONFUSION: Columns = {
    "readers say": ("str", "tone according to people"),
    **{f"model says {p}": ("int64", f"mentions that the model calls {p}") for p in POLARITIES},
}


@documented(BY_ACTOR)
def tone_by_actor(actors: pd.DataFrame, actor_sentiment: pd.DataFrame) -> pd.DataFrame:
    """Return the tone of the article towards each actor, the most mentioned actor first.

    The interval is a percentile bootstrap over the judged mentions (Efron 1979, 2,000 resamples).
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
                **{tone: counts.get(tone, 0) for tone in TONES},
                "mean": judged["score"].mean(),
                "low": low,
                "high": high,
                "most_negative": next(iter(judged["sentence_id"]), pd.NA),
                "most_positive": next(reversed(judged["sentence_id"].tolist()), pd.NA),
                "sentence_ids": sorted({int(i) for i in judged["sentence_id"]}),
            }
        )
    return typed(rows, BY_ACTOR)


def clearly(polarity: str, actor_tone: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `tone_by_actor` with a clearly positive or negative tone, clearest first.

    A tone is clear if at least five mentions in three sentences were judged, some of them have that
    tone, and the interval does not include 0.
    """
    end, sign = ("low", 1) if polarity == "positive" else ("high", -1)
    sure = actor_tone[
        (actor_tone["n_judged"] >= ENOUGH_MENTIONS)
        & (actor_tone["sentence_ids"].map(len) >= ENOUGH_SENTENCES)
        & (actor_tone[polarity] > 0)
        & (sign * actor_tone[end] > 0)
    ]
    return sure.sort_values("mean", ascending=sign < 0, kind="stable")


@documented(EVIDENCE, polarity="negative, neutral or positive", n="how many mentions at most")
def evidence(
    actors: pd.DataFrame,
    actor_sentiment: pd.DataFrame,
    sentence_sentiment: pd.DataFrame,
    polarity: str,
    n: int = 5,
    doc: "Doc | None" = None,
) -> pd.DataFrame:
    """Return the mentions whose tone is most certainly `polarity`, one per sentence and actor.

    With `doc`, `because` says which words decided (`helpers.annotation.tone_reasons`); without it,
    `because` is empty.
    """
    joined = _with_names(actors, actor_sentiment, sentence_sentiment)
    chosen = joined[joined["polarity"] == polarity].sort_values(
        polarity, ascending=False, kind="stable"
    )
    once = chosen.drop_duplicates(["sentence_id", "actor_id"]).head(n).reset_index(drop=True)
    found = {}
    if doc is not None:
        from helpers.annotation.tone_reasons import reasons  # charts need no spaCy

        found = reasons(doc, once["mention_id"].astype(str))
    because = [[span.text for span in found.get(str(i), [])] for i in once["mention_id"]]
    return typed(once.assign(because=because), EVIDENCE)


@documented(DISAGREEMENTS)
def disagreements(
    actors: pd.DataFrame, actor_sentiment: pd.DataFrame, sentence_sentiment: pd.DataFrame
) -> pd.DataFrame:
    """Return the mentions whose sentence has a different tone from that towards the actor.

    These are mentions that one of the two calls negative and the other positive, one per sentence
    and actor, the largest difference first.
    """
    joined = _with_names(actors, actor_sentiment, sentence_sentiment)
    sounds = joined["sounds"].map(tone_of)
    neutral = (sounds == "neutral") | (joined["polarity"] == "neutral")
    kept = joined[~neutral & (sounds != joined["polarity"])]
    apart = (kept["sounds"] - kept["towards"]).abs()
    widest = kept.loc[apart.sort_values(ascending=False, kind="stable").index]
    once = widest.drop_duplicates(["sentence_id", "actor_id"])
    return typed(once.reset_index(drop=True), DISAGREEMENTS)


@documented(BY_VOICE)
def tone_by_voice(sentence_sentiment: pd.DataFrame, actor_sentiment: pd.DataFrame) -> pd.DataFrame:
    """Return the tone of the narrator, of those quoted and of those reported, if there are any."""
    scored = _with_score(actor_sentiment)
    rows = []
    for voice in VOICES:
        sounds = sentence_sentiment.loc[sentence_sentiment["voice"] == voice, "compound"]
        towards = scored.loc[scored["voice"] == voice, "score"]
        if len(sounds) or len(towards):
            ids = sentence_sentiment.loc[sounds.index, "sentence_id"].tolist()
            rows.append((voice, len(sounds), sounds.mean(), len(towards), towards.mean(), ids))
    return typed(rows, BY_VOICE)


@documented(IN_STATEMENTS)
def tone_in_statements(
    actors: pd.DataFrame, actor_sentiment: pd.DataFrame, statements: pd.DataFrame
) -> pd.DataFrame:
    """Return the tone of speakers towards other actors, most judged mentions first.

    What a speaker says about itself is left out.
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
    if not any(len(inside) for inside in found):
        return typed([], IN_STATEMENTS)
    names = actors.set_index("actor_id")["name"]
    rows = [
        {
            "speaker_id": speaker,
            "about_id": about,
            "speaker": names[speaker],
            "about": names[about],
            "mentions": len(group),
            **{tone: int((group["polarity"] == tone).sum()) for tone in TONES},
            "towards": group["score"].mean(),
            "sentence_ids": sorted({int(sentence_id) for sentence_id in group["sentence_id"]}),
        }
        for (speaker, about), group in pd.concat(found).groupby(
            ["speaker_id", "actor_id"], sort=False
        )
    ]
    table = typed(rows, IN_STATEMENTS)
    return table.sort_values("mentions", ascending=False, kind="stable", ignore_index=True)


@documented(ACCURACY_COLUMNS, path="file with the figures")
def accuracy(path: Path = ACCURACY) -> pd.DataFrame:
    """Return how often the tone is correct, as measured by `benchmarks/sentiment.py --save`.

    The shipped model comes last. Empty if the file is missing.
    """
    measured = _measured(path)
    rows = [
        (_JUDGES[name], measured["n"], result["macro_f1"], result["accuracy"])
        for name, result in measured.get("systems", {}).items()
    ]
    return typed(rows, ACCURACY_COLUMNS)


@documented(CONFUSION, path="file with the figures")
def confusion(path: Path = ACCURACY) -> pd.DataFrame:
    """Return the model's tones by readers' tones: a row for each tone given by readers."""
    rows = [
        {"readers say": tone, **{f"model says {said}": n for said, n in row.items()}}
        for tone, row in _measured(path).get("confusion", {}).items()
    ]
    return typed(rows, CONFUSION)


def tone_of(compound: float) -> str:
    """Return "negative", "neutral" or "positive" for a compound score.

    The bounds, -0.05 and 0.05, are those that VADER's authors recommend (Hutto and Gilbert 2014).

    >>> tone_of(-0.3)
    'negative'
    """
    if abs(compound) < NEUTRAL_BAND:
        return "neutral"
    return "positive" if compound > 0 else "negative"


def tones_in_words(compound: pd.Series) -> str:
    """Return how many sentences have each tone, in words, leaving out tones that none has.

    >>> tones_in_words(pd.Series([0.5, -0.3, 0.0, 0.0]))
    '1 of 4 sentences has a positive tone, 1 a negative and 2 a neutral one'
    """
    n, counts = len(compound), compound.map(tone_of).value_counts()
    first, *others = (t for t in ("positive", "negative", "neutral") if t in counts.index)
    if not others:
        return (
            f"{'The only sentence has' if n == 1 else f'All {n:,} sentences have'} a {first} tone"
        )
    have = "has" if counts[first] == 1 else "have"
    rest = " and ".join(f"{counts[tone]:,} a {tone}" for tone in others)
    return f"{counts[first]:,} of {n:,} sentences {have} a {first} tone, {rest} one"


def _measured(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _with_names(
    actors: pd.DataFrame, actor_sentiment: pd.DataFrame, sentence_sentiment: pd.DataFrame
) -> pd.DataFrame:
    """The judged mentions, with their actor's name and their sentence's words and tone."""
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
