"""Who did what to whom, by pair: the events of an article, from one actor to another."""

import pandas as pd

from helpers.tables.docstrings import Columns, documented, typed
from helpers.tables.schema import COLUMNS

QUAD_CLASSES = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)
OTHER = "other"
# What is said of an act, by whether it is negated and by its modality.
_TRUTH = {
    (False, "asserted"): "",
    (False, "future"): "planned",
    (False, "hypothetical"): "possible",
    (False, "denied"): "denied",
    (True, "asserted"): "did not happen",
    (True, "future"): "will not happen",
    (True, "hypothetical"): "may not happen",
    (True, "denied"): "denied",
}
INTERACTIONS: Columns = {
    "source_id": ("str", "actor_id of the actor who acts"),
    "target_id": ("str", "actor_id of the actor acted on"),
    "source": ("str", "name of the actor who acts"),
    "target": ("str", "name of the actor acted on"),
    "n": ("int64", "events reported as done"),
    "n_not_done": ("int64", "events that are negated, planned, possible or denied"),
    **{quad: ("int64", f"events of {quad}, among those done") for quad in QUAD_CLASSES},
    OTHER: ("int64", "events of no quad class, among those done"),
    "actions": ("object", "list of the acts, those done and the most frequent first"),
    "summaries": ("object", "list of the acts as plain sentences, those done first"),
    "sentence_ids": ("object", "list of the sentences of the events"),
}


@documented(
    COLUMNS["events"], with_words="whether to add the words that act for an actor or belong to it"
)
def named_events(
    actors: pd.DataFrame, events: pd.DataFrame, *, with_words: bool = False
) -> pd.DataFrame:
    """Return `events` with the actors' names in `source` and `target`.

    A source or target that is not an actor of the article stays as written. With `with_words`, a
    name is followed by what acts for the actor or belongs to it: "India (20 Indian soldiers)".
    """
    by_id = actors.set_index("actor_id")
    named = events.copy()
    for side in ("source", "target"):
        ids = events[f"{side}_actor_id"]
        named[side] = ids.map(by_id["name"]).fillna(events[side])
        if with_words:
            forms = ids.map(by_id["aliases"]).fillna("").str.split(r" \(\d+\)(?:; |$)", regex=True)
            more = [
                pd.notna(actor_id) and " ".join(words.split()) not in known
                for actor_id, words, known in zip(ids, events[side], forms, strict=True)
            ]
            named.loc[more, side] += " (" + events.loc[more, side] + ")"
    return named


def between_actors(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events whose source and target are both known actors."""
    return events[events["source_actor_id"].notna() & events["target_actor_id"].notna()]


def are_done(events: pd.DataFrame) -> pd.Series:
    """Return a mask of the events reported as done: asserted, and not negated."""
    return (events["modality"] == "asserted") & ~events["negated"]


def act_in_words(action: str, negated: bool, modality: str) -> str:
    """Return an event's act, and what the text says of its truth.

    >>> act_in_words("meet", negated=True, modality="future")
    'meet (will not happen)'
    """
    truth = _TRUTH[negated, modality]
    return f"{action} ({truth})" if truth else action


@documented(INTERACTIONS)
def interactions(actors: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return who acts towards whom: a row for each ordered pair of actors, most acts first.

    Events with only one known actor are left out. Events that are negated, planned, possible or
    denied are counted separately, and `actions` marks them. Mutual events (`mutual`) count once, in
    the order of the text.
    """
    known = between_actors(named_events(actors, events))
    done = are_done(known)
    quads = known["quad_class"].fillna(OTHER).where(done)
    rows = []
    for (source_id, target_id), group in known.groupby(
        ["source_actor_id", "target_actor_id"], sort=False
    ):
        rows.append(
            {
                "source_id": source_id,
                "target_id": target_id,
                "source": group["source"].iloc[0],
                "target": group["target"].iloc[0],
                "n": int(done[group.index].sum()),
                "n_not_done": int((~done[group.index]).sum()),
                **{
                    quad: int((quads[group.index] == quad).sum()) for quad in (*QUAD_CLASSES, OTHER)
                },
                "actions": _acts(group, done[group.index]),
                "summaries": _summaries(group, done[group.index]),
                "sentence_ids": sorted(set(group["sentence_id"])),
            }
        )
    table = typed(rows, INTERACTIONS)
    return table.sort_values(["n", "n_not_done"], ascending=False, kind="stable", ignore_index=True)


def _acts(group: pd.DataFrame, done: pd.Series) -> list[str]:
    columns = (group[name] for name in ("action", "negated", "modality"))
    words = pd.Series([*map(act_in_words, *columns)], index=group.index)
    return [
        *words[done].value_counts().index,
        *words[~done].value_counts().index,
    ]


def _summaries(group: pd.DataFrame, done: pd.Series) -> list[str]:
    texts = group["summary"].dropna()
    return list(dict.fromkeys([*texts[done[texts.index]], *texts[~done[texts.index]]]))
