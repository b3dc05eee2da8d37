"""Who acts towards whom."""

import pandas as pd

from helpers.findings.finding import Finding, ids_of, name_in, times
from helpers.tables.interactions import are_done, between_actors, interactions
from helpers.wording import count, listed

MOST_ACTIONS = 3


def event_findings(actors: pd.DataFrame, events: pd.DataFrame) -> list[Finding]:
    """Return the pair with most events, and how many are conflict or not told as facts.

    Parameters
    ----------
    actors, events : DataFrame
        Frames of the article.

    Returns
    -------
    list of Finding
        Each with `text` and the `sentence_ids` behind it.
    """
    pairs = interactions(actors, events)
    if pairs.empty:
        return [Finding("This article reports no event between two actors.")]
    known = between_actors(events)
    done = known[are_done(known)]
    found = [_busiest(pairs)]
    quads = done["quad_class"].fillna("")
    conflict, cooperation = quads.str.endswith("conflict"), quads.str.endswith("cooperation")
    deeds = int(quads.str.startswith("material").sum())
    if len(done):
        found.append(
            Finding(
                f"{count(len(done), 'event')} between actors reported as having happened: "
                f"{conflict.sum()} of conflict, {cooperation.sum()} of cooperation; {deeds} "
                f"{'is a deed' if deeds == 1 else 'are deeds'} rather than words.",
                ids_of(done[conflict]["sentence_id"]),
            )
        )
    unreal = known.drop(done.index)
    if len(unreal):
        found.append(
            Finding(
                f"{len(unreal)} of {count(len(known), 'event')} "
                f"{'is' if len(unreal) == 1 else 'are'} "
                "reported as negated, planned, possible or denied, not as having happened.",
                ids_of(unreal["sentence_id"]),
            )
        )
    return found


def _busiest(pairs: pd.DataFrame) -> Finding:
    top = pairs.iloc[0]
    acts = listed(f"“{action}”" for action in top["actions"][:MOST_ACTIONS])
    if top["n"] == 0:
        return Finding(
            f"No event between two actors is reported as having happened; the first is "
            f"{name_in(top, 'source')} towards {name_in(top, 'target')} ({acts}).",
            tuple(top["sentence_ids"]),
        )
    if top["n"] == 1 and len(pairs) > 1:
        return Finding(
            f"No pair of actors has more than one event; the first is {name_in(top, 'source')} "
            f"towards {name_in(top, 'target')} ({acts}).",
            tuple(top["sentence_ids"]),
        )
    others = ""
    if len(pairs) > 1:
        tied = pairs["n"].iloc[1] == top["n"]
        others = ", as often as any other pair" if tied else ", the highest count of any pair"
    return Finding(
        f"{name_in(top, 'source', start=True)} acts {times(top['n'])} towards "
        f"{name_in(top, 'target')} ({acts}){others}.",
        tuple(top["sentence_ids"]),
    )
