"""What an actor's card says: where it is mentioned, in which tone, what it said and did."""

from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.tables.act_words import act_words
from helpers.tables.tone import TONES, TOO_FEW, tone_of
from helpers.wording import signed


def cards(frames: dict[str, pd.DataFrame], records: dict[str, dict]) -> Iterator[dict]:
    """Yield what each actor's card says, in a form that JSON can hold.

    `records` are `helpers.annotation.mentions.actor_records` of the article.
    """
    mentions = frames["mentions"]
    tone = _tone(frames)
    for row in frames["actors"].itertuples():
        own = mentions[mentions["actor_id"] == row.actor_id]
        forms = own.groupby("text", sort=False)["sentence_id"]
        yield {
            "id": row.actor_id,
            "name": row.name,
            "kind": row.kind,
            "role": or_none(row.role),
            "affiliation": or_none(row.affiliation),
            "n_mentions": int(row.n_mentions),
            "sentences": numbers(own["sentence_id"]),
            "forms": sorted(
                ({"text": form, "n": len(ids), "sentences": numbers(ids)} for form, ids in forms),
                key=lambda form: -form["n"],
            ),
            "tone": tone(row.actor_id, own),
            "said": _said_by(frames.get("statements"), row.actor_id),
            "events": list(_events(frames, row.actor_id)),
            "corrected": records.get(row.actor_id, {}).get("corrected"),
        }


def _tone(frames: dict[str, pd.DataFrame]):
    """A function that returns the tone towards an actor, or else around it."""
    towards = frames.get("actor_sentiment")
    compound = frames["sentence_sentiment"].set_index("sentence_id")["compound"]

    def of(actor_id: str, own: pd.DataFrame) -> dict:
        if towards is not None and not towards.empty:
            judged = towards[towards["actor_id"] == actor_id]
            parts = [
                {"tone": tone, "n": len(ids), "sentences": numbers(ids)}
                for tone in TONES
                if len(ids := judged.loc[judged["polarity"] == tone, "sentence_id"])
            ]
            return {"what": "towards", "words": "", "parts": parts}
        scores = compound.loc[numbers(own["sentence_id"])]
        parts = [
            {"tone": tone, "n": len(ids), "sentences": ids}
            for tone in TONES
            if (ids := [int(i) for i, score in scores.items() if tone_of(score) == tone])
        ]
        mean = f"mean {signed(scores.mean())}" if len(scores) >= TOO_FEW else ""
        return {"what": "around", "words": mean, "parts": parts}

    return of


def _events(frames: dict[str, pd.DataFrame], actor_id: str) -> Iterator[dict]:
    """What the actor did, and to whom, from the events frame if there is one."""
    events = frames.get("events")
    if events is None or events.empty:
        return
    names = frames["actors"].set_index("actor_id")["name"]
    tokens = frames["tokens"]
    own = events["source_actor_id"] == actor_id
    shared = events["mutual"] & (events["target_actor_id"] == actor_id)
    seen = set()
    for row in events[own | shared].itertuples():
        if pd.notna(row.summary):
            if row.summary not in seen:
                seen.add(row.summary)
                yield {"words": row.summary, "sentence": int(row.sentence_id)}
            continue
        side = "target" if row.source_actor_id == actor_id else "source"
        other, words = getattr(row, f"{side}_actor_id"), getattr(row, side)
        target = names.get(other) or or_none(words)
        act = act_words(row, tokens[tokens["sentence_id"] == row.sentence_id])
        words = f"{act} → {target}" if target else act
        yield {"words": words, "sentence": int(row.sentence_id)}


def _said_by(statements: pd.DataFrame | None, actor_id: str) -> list[int]:
    if statements is None or statements.empty:
        return []
    said = statements.explode("source_actor_ids")
    return numbers(said.loc[said["source_actor_ids"] == actor_id, "statement_id"])


def numbers(values: Iterable) -> list[int]:
    """Return numbers, such as those of sentences, in order, without duplicates."""
    return sorted({int(value) for value in values})


def or_none(value):
    """Return a cell of a frame, or None if it is missing."""
    return None if pd.isna(value) else value
