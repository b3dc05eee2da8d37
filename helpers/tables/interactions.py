"""Who did what to whom, gathered by pair: the events of an article, from one actor to another."""

import pandas as pd

QUAD_CLASSES = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)
OTHER = "other"


def named_events(actors: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return `events` with known actors under their names; the columns stay the same.

    A party that is no known actor stays as written.
    """
    names = actors.set_index("actor_id")["name"]
    named = events.copy()
    for party in ("source", "target"):
        named[party] = events[f"{party}_actor_id"].map(names).fillna(events[party])
    return named


def between_actors(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events both of whose parties are known actors."""
    return events[events["source_actor_id"].notna() & events["target_actor_id"].notna()]


def interactions(actors: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each two actors of whom one acts towards the other, most acts first.

    Columns: `source_id`, `target_id`, `source`, `target` (str, ids and names), `n` (int64, events),
    a column of counts for each quad class and for `other` (int64), `actions` (list of str, the
    lemmas, most frequent first) and `sentence_ids` (list of int). Events with only one known actor
    are left out; negated, planned and merely possible ones are counted like the others.
    """
    known = between_actors(named_events(actors, events))
    quads = known["quad_class"].fillna(OTHER)
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
                "n": len(group),
                **{
                    quad: int((quads[group.index] == quad).sum()) for quad in (*QUAD_CLASSES, OTHER)
                },
                "actions": group["action"].value_counts(sort=True).index.tolist(),
                "sentence_ids": sorted(set(group["sentence_id"])),
            }
        )
    columns = ["source_id", "target_id", "source", "target", "n", *QUAD_CLASSES, OTHER]
    table = pd.DataFrame(rows, columns=[*columns, "actions", "sentence_ids"])
    types = {c: "str" for c in columns[:4]} | {c: "int64" for c in columns[4:]}
    types |= {"actions": "object", "sentence_ids": "object"}
    return table.astype(types).sort_values("n", ascending=False, kind="stable", ignore_index=True)
