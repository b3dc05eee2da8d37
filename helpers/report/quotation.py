"""The quotation set large on a page: the strongest one with a known speaker."""

import pandas as pd

from helpers.annotation.lexicons import sentence_words
from helpers.findings.quoting import first_words
from helpers.tables.key_sentences import key_sentences

SHORTEST, LONGEST = 8, 40  # words
TITLE_WORD = 0.25  # weight of a word of the headline, beside a centrality of 0 to 1
SURE = 0.8  # lowest confidence that the speaker is the actor


def lead_quotation(frames: dict[str, pd.DataFrame], title: str, told: set[int]) -> dict | None:
    """Return the quotation to print large, as `content`, `actor` and `sentence`, or None.

    It is complete direct speech by one actor, chosen by its sentence's centrality and the words of
    the headline in it. Sentences in `told` are shown elsewhere on the page.
    """
    statements, mentions = frames.get("statements"), frames["mentions"]
    if statements is None or statements.empty:
        return None
    keys = key_sentences(frames["sentences"], frames["tokens"], title).set_index("sentence_id")
    sure = mentions[mentions["confidence"] >= SURE]
    best, most = None, -1.0
    for said in statements[statements["kind"] == "direct"].itertuples():
        if said.sentence_id in told or not _is_whole(said) or not _is_sure(said, sure):
            continue
        key = keys.loc[said.sentence_id]
        weight = key["centrality"] + TITLE_WORD * len(key["title_words"])
        if weight > most:
            best, most = said, weight
    if best is None:
        return None
    content = " ".join(first_words(best.content).split()).strip("“”\"'‘’ ").removesuffix(",")
    return {
        "content": content if content[-1] in ".!?" else f"{content}.",
        "actor": best.source_actor_ids[0],
        "sentence": int(best.sentence_id),
    }


def _is_whole(said) -> bool:
    content = first_words(said.content)
    words = content.strip("“”\"'‘’ ").split()
    return (
        SHORTEST <= len(words) <= LONGEST
        and words[0][:1].isupper()
        and words[0].lower().partition("’")[0].partition("'")[0]
        not in sentence_words("points back")
        and content.rstrip("“”\"'‘’ ")[-1:] in {".", "!", "?", ","}
        and "…" not in content
    )


def _is_sure(said, sure: pd.DataFrame) -> bool:
    """Is the speaker one actor, named or clearly meant where the article names the speaker?"""
    if len(said.source_actor_ids) != 1 or pd.isna(said.source_start_char):
        return False
    meant = sure[
        (sure["actor_id"] == said.source_actor_ids[0])
        & (sure["start_char"] < said.source_end_char)
        & (sure["end_char"] > said.source_start_char)
    ]
    return not meant.empty
