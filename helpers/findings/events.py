"""Who acts towards whom."""

import pandas as pd

from helpers.findings.finding import Finding, ids_of, name_in, times
from helpers.tables.interactions import are_done, between_actors, interactions
from helpers.wording import count

MOST_TOLD = 2


def event_findings(actors: pd.DataFrame, events: pd.DataFrame) -> list[Finding]:
    """Return the pair with most events, and how many are conflict or not reported as facts.

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
    source, target = name_in(top, "source"), name_in(top, "target")
    ids = tuple(top["sentence_ids"])
    acted = _in_sentences(top["summaries"])
    if top["n"] == 0:
        text = "No event between two actors is reported as having happened"
        return Finding(f"{text}; the first is by {source} towards {target}. {acted}".strip(), ids)
    if top["n"] == 1 and len(pairs) > 1:
        text = "No pair of actors has more than one event"
        return Finding(f"{text}; the first is by {source} towards {target}. {acted}".strip(), ids)
    if top["n"] == 1 and acted:
        return Finding(f"One act between two actors is reported as done: {acted}", ids)
    others = ""
    if len(pairs) > 1:
        tied = pairs["n"].iloc[1] == top["n"]
        others = ", as often as any other pair" if tied else ", the highest count of any pair"
    start = name_in(top, "source", start=True)
    text = f"{start} acts {times(top['n'])} towards {target}{others}."
    return Finding(f"{text} {acted}".strip(), ids)


def _in_sentences(summaries: list[str]) -> str:
    """What happens, as sentences: the first few, if there are any."""
    return " ".join(summaries[:MOST_TOLD])
