"""What connects two actors, in words: events between them, and statements about each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from helpers.tables.interactions import act_in_words


def connections(
    mentions: Sequence[dict], events: Iterable[dict], statements: Iterable[dict]
) -> dict[tuple[str, str], list[str]]:
    """Return what one does to the other or says about it, by ordered pair of actor ids.

    The parameters are rows of the frames with these names.

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


def _acted(events: Iterable[dict]) -> Iterator[tuple[str, str, str]]:
    for event in events:
        source, target = event["source_actor_id"], event["target_actor_id"]
        if source is not None and target is not None:
            words = act_in_words(event["action"], event["negated"], event["modality"])
            yield source, target, words


def _said(mentions: Sequence[dict], statements: Iterable[dict]) -> Iterator[tuple[str, str, str]]:
    for said in statements:
        start, end = said["content_start_char"], said["content_end_char"]
        if start is None or end is None:
            start, end = said["start_char"], said["end_char"]
        inside = [
            m["actor_id"] for m in mentions if start <= m["start_char"] and m["end_char"] <= end
        ]
        cue = "quoted" if said["cue"] is None else " ".join(said["cue"].lower().split())
        for actor_id in dict.fromkeys(inside):
            for source in said["source_actor_ids"]:
                yield source, actor_id, f"{cue} (about)"
