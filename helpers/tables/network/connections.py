"""What connects two actors, in words: events between them, and statements about each other."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from helpers.tables.interactions import act_in_words, between_actors


def connections(
    mentions: pd.DataFrame, events: pd.DataFrame | None, statements: pd.DataFrame | None
) -> dict[tuple[str, str], list[str]]:
    """Return what one does to the other or says about it, by ordered pair of actor ids.

    "→ praise" is something that the first of the pair does to the second, "← praise" the reverse;
    "→ praise (did not happen)" is an event that the article negates, "→ praise (planned)" one that
    it does not assert but expects, supposes ("possible") or reports as denied; "→ said (about)" is
    a statement by the first whose content mentions the second, named by its cue, or "quoted" if it
    has none. A "(2)" after it is the count, if more than one; the most frequent come first, then
    those that come first in the article.
    """
    found: defaultdict[tuple[str, str], Counter] = defaultdict(Counter)
    for source, target, words in [*_acted(events), *_said(mentions, statements)]:
        if source != target:
            arrow = "→" if source < target else "←"
            found[min(source, target), max(source, target)][f"{arrow} {words}"] += 1
    return {
        pair: [f"{words} ({n})" if n > 1 else words for words, n in counted.most_common()]
        for pair, counted in found.items()
    }


def _acted(events: pd.DataFrame | None) -> Iterator[tuple[str, str, str]]:
    if events is None:
        return
    columns = ["source_actor_id", "target_actor_id", "action", "negated", "modality"]
    for event in between_actors(events)[columns].itertuples():
        yield event.source_actor_id, event.target_actor_id, act_in_words(event)


def _said(
    mentions: pd.DataFrame, statements: pd.DataFrame | None
) -> Iterator[tuple[str, str, str]]:
    if statements is None:
        return
    starts, ends = mentions["start_char"].to_numpy(), mentions["end_char"].to_numpy()
    actor_ids = mentions["actor_id"].to_numpy(object)
    for said in statements.itertuples():
        known = pd.notna(said.content_start_char) and pd.notna(said.content_end_char)
        start = said.content_start_char if known else said.start_char
        end = said.content_end_char if known else said.end_char
        inside = actor_ids[(starts >= start) & (ends <= end)]
        cue = "quoted" if pd.isna(said.cue) else " ".join(str(said.cue).lower().split())
        for actor_id in dict.fromkeys(inside):
            for source in said.source_actor_ids:
                yield source, actor_id, f"{cue} (about)"
