"""Who speaks and who is spoken about: counts over the statements of an article."""

import pandas as pd

from helpers.tables.docstrings import Columns, documented, typed

SPEAKERS: Columns = {
    "actor_id": ("str", "the actor"),
    "name": ("str", "its name"),
    "kind": ("str", "person, organisation, country or bloc"),
    "n_statements": ("int64", "statements of which it is the source, alone or with others"),
    "n_about": ("int64", "statements by others whose content mentions it"),
    "said_in": ("object", "list of the sentence_ids of its statements"),
    "spoken_about_in": ("object", "list of the sentence_ids of the others' statements"),
}
PAIRS: Columns = {
    "source_id": ("str", "actor_id of the actor who speaks"),
    "target_id": ("str", "actor_id of the actor mentioned"),
    "source": ("str", "name of the actor that speaks"),
    "target": ("str", "name of the actor mentioned"),
    "n": ("int64", "statements"),
    "senses": ("str", "how they are said, joined with commas"),
    "sentence_ids": ("object", "list of the sentences of the statements"),
}


@documented(SPEAKERS)
def speakers(
    actors: pd.DataFrame, mentions: pd.DataFrame, statements: pd.DataFrame
) -> pd.DataFrame:
    """Return how often each actor speaks, and how often others speak about it.

    The actor who speaks most comes first; actors that neither speak nor are spoken about are kept,
    with zeros. Only speech counts, not attitudes.
    """
    statements = statements[statements["form"] == "speech"]
    said = statements.explode("source_actor_ids")
    about = _about(mentions, statements)
    rows = []
    for actor in actors.itertuples():
        own = said[said["source_actor_ids"] == actor.actor_id]
        others = about[about["target_id"] == actor.actor_id]
        rows.append(
            (
                actor.actor_id,
                actor.name,
                actor.kind,
                len(own),
                others["statement_id"].nunique(),
                sorted(set(own["sentence_id"].tolist())),
                sorted(set(others["sentence_id"].tolist())),
            )
        )
    table = typed(rows, SPEAKERS)
    return table.sort_values(
        ["n_statements", "n_about"], ascending=False, kind="stable", ignore_index=True
    )


@documented(PAIRS)
def about_whom(
    actors: pd.DataFrame, mentions: pd.DataFrame, statements: pd.DataFrame
) -> pd.DataFrame:
    """Return who speaks about whom, the most frequent pair first.

    Mentioning an actor need not mean judging it.
    """
    names = actors.set_index("actor_id")["name"]
    about = _about(mentions, statements)
    about = about[about["source_actor_id"].isin(names.index)]
    rows = [
        (
            source,
            target,
            names[source],
            names[target],
            group["statement_id"].nunique(),
            ", ".join(dict.fromkeys(group["sense"])),
            sorted(set(group["sentence_id"].tolist())),
        )
        for (source, target), group in about.groupby(["source_actor_id", "target_id"], sort=False)
    ]
    table = typed(rows, PAIRS)
    return table.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def _about(mentions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """One row for each mention of an actor in the content of somebody else's statement."""
    rows = []
    for s in statements.itertuples():
        inside = mentions[
            (mentions["start_char"] >= s.content_start_char)
            & (mentions["end_char"] <= s.content_end_char)
            & ~mentions["actor_id"].isin(s.source_actor_ids)
        ]
        # The source can be between two pieces of the content.
        if not pd.isna(s.source_start_char):
            inside = inside[
                (inside["end_char"] <= s.source_start_char)
                | (inside["start_char"] >= s.source_end_char)
            ]
        rows += [
            (s.statement_id, source, target, s.sense, s.sentence_id)
            for source in s.source_actor_ids or [None]
            for target in dict.fromkeys(inside["actor_id"])
        ]
    columns = ["statement_id", "source_actor_id", "target_id", "sense", "sentence_id"]
    return pd.DataFrame(rows, columns=columns)
