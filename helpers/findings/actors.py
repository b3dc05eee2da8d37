"""Who is in an article."""

import pandas as pd

from helpers.findings.finding import Finding, ids_of, times
from helpers.wording import count, listed, named


def actor_findings(
    actors: pd.DataFrame, mentions: pd.DataFrame, sentences: pd.DataFrame
) -> list[Finding]:
    """Return how many actors there are, and who is mentioned most.

    Parameters
    ----------
    actors, mentions, sentences : DataFrame
        Frames of the article.

    Returns
    -------
    list of Finding
        Each with `text` and the `sentence_ids` behind it.
    """
    if actors.empty:
        return [Finding("No person, organisation or country is named in this article.")]
    kinds = actors["kind"].value_counts()
    counted = listed(
        count(kinds[kind], noun, plural)
        for kind, noun, plural in (
            ("person", "person", "people"),
            ("organisation", "organisation", None),
            ("country", "country", "countries"),
            ("bloc", "international body", "international bodies"),
        )
        if kind in kinds
    )
    found = [
        Finding(
            f"{count(len(actors), 'actor')} "
            f"{'appears' if len(actors) == 1 else 'appear'}: {counted}.",
            ids_of(actors["first_sentence_id"]),
        )
    ]
    for actor in actors.head(2).itertuples():
        ids = _sentences_of(mentions, actor.actor_id)
        name = named(actor.name, actor.kind, start=True)
        found.append(
            Finding(
                f"{name} is mentioned {times(actor.n_mentions)}, in "
                f"{actor.n_sentences} of {count(len(sentences), 'sentence')}.",
                ids,
            )
        )
    return found


def _sentences_of(mentions: pd.DataFrame, actor_id: str) -> tuple[int, ...]:
    ids = mentions.loc[mentions["actor_id"] == actor_id, "sentence_id"].unique()
    return tuple(int(sentence_id) for sentence_id in ids)
