"""The tone towards the most mentioned actors, sentence by sentence, as one small chart each."""

from html import escape

import pandas as pd

from helpers.annotation.tone_model import UNSURE
from helpers.findings.finding import ids_of
from helpers.wording import count, listed

MOST_ACTORS = 5
HEIGHT = 20
BARS = {"positive": (1, 9), "neutral": (9, 2), "negative": (10, 9)}  # upper edge and height


def tone_strip(
    actors: pd.DataFrame, sentences: pd.DataFrame, actor_sentiment: pd.DataFrame | None
) -> list[dict]:
    """Return for each of the most mentioned actors its `id`, `name`, `words` and `svg`.

    A column of the chart is a sentence. A bar upwards is a mention with a positive tone, a bar
    downwards one with a negative tone, a dash a neutral one; an unsure one has none. With no
    positive or negative mention, or only one sentence, there is nothing to see and the list is
    empty.
    """
    if actor_sentiment is None or len(sentences) < 2:
        return []
    if not actor_sentiment["polarity"].isin({"positive", "negative"}).any():
        return []
    place = {sentence_id: i for i, sentence_id in enumerate(sentences["sentence_id"])}
    strips = []
    for actor in actors.itertuples():
        judged = actor_sentiment[actor_sentiment["actor_id"] == actor.actor_id]
        if judged.empty:
            continue
        words = f"{actor.name}: {_in_words(judged)}"
        strips.append(
            {
                "id": actor.actor_id,
                "name": actor.name,
                "words": words,
                "svg": _svg(judged, place, words),
            }
        )
        if len(strips) == MOST_ACTORS:
            break
    return strips


def _in_words(judged: pd.DataFrame) -> str:
    parts = []
    for tone in (*BARS, UNSURE):
        own = judged[judged["polarity"] == tone]
        if len(own):
            where = ids_of(own["sentence_id"])
            parts.append(
                f"{count(len(own), f'{tone} mention')} in "
                f"{'sentence' if len(where) == 1 else 'sentences'} {listed(map(str, where))}"
            )
    return "; ".join(parts)


def _svg(judged: pd.DataFrame, place: dict[int, int], words: str) -> str:
    """The chart, one unit wide for each sentence; the page stretches it."""
    sure = judged[judged["polarity"].isin(BARS)]
    bars = "".join(
        f'<rect class="{tone}" x="{place[sentence_id]}.1" y="{BARS[tone][0]}" width=".8" '
        f'height="{BARS[tone][1]}"><title>sentence {sentence_id}: {tone}</title></rect>'
        for sentence_id, tone in dict.fromkeys(
            zip(sure["sentence_id"], sure["polarity"], strict=True)
        )
    )
    sentences = " ".join(map(str, ids_of(judged["sentence_id"])))
    return (
        f'<svg viewBox="0 0 {len(place)} {HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(words)}" data-strip="{sentences}">{bars}</svg>'
    )
