"""What was found, as sentences written from the frames, each with the sentences behind it."""

from typing import NamedTuple

import pandas as pd

from helpers.tone import NOT_JUDGED, TOO_FEW, tone_of
from helpers.tone_model import POLARITIES
from helpers.wording import count, listed, signed

WORDS_PER_MINUTE = 230
SIGNIFICANT = 0.05


class Finding(NamedTuple):
    """A sentence for the reader, the `sentence_id`s behind it, and whether it opens a report."""

    text: str
    sentence_ids: tuple[int, ...] = ()
    main: bool = False


def reading_minutes(n_words: int) -> int:
    """Return the time that reading takes, in whole minutes, at least one.

    The rate is the mean for silent reading of English non-fiction, 238 words a minute (Brysbaert,
    Journal of Memory and Language 109, 2019), rounded down for texts full of names.
    """
    return max(1, round(n_words / WORDS_PER_MINUTE))


def article_findings(sentences: pd.DataFrame, tokens: pd.DataFrame) -> list[Finding]:
    """Return how long the article is, and its longest sentence."""
    n_words = int((~tokens["pos"].isin({"PUNCT", "SYM"})).sum())
    n_sentences, n_paragraphs = len(sentences), sentences["paragraph_id"].nunique()
    minutes = reading_minutes(n_words)
    found = [
        Finding(
            f"The article has {count(n_words, 'word')} in {count(n_sentences, 'sentence')} and "
            f"{count(n_paragraphs, 'paragraph')}, about {count(minutes, 'minute')} of reading.",
            main=True,
        )
    ]
    if n_sentences > 1:
        longest = sentences.loc[sentences["n_tokens"].idxmax()]
        found.append(
            Finding(
                f"Its longest sentence has {longest['n_tokens']} words and punctuation marks, the "
                f"average one {sentences['n_tokens'].mean():.0f}.",
                (int(longest["sentence_id"]),),
            )
        )
    return found


def term_findings(
    frequencies: pd.DataFrame, key_terms: pd.DataFrame, collocations: pd.DataFrame
) -> list[Finding]:
    """Return the words, phrases and word pairs that stand out."""
    found = []
    repeated = frequencies[frequencies["n"] > 1].head(3)
    if len(repeated):
        words = listed(f"“{row.term}” ({row.n} times)" for row in repeated.itertuples())
        found.append(Finding(f"The words used most are {words}."))
    elif len(frequencies):
        found.append(Finding("No content word is used more than once."))
    else:
        found.append(Finding("The text has no content words to count."))
    if len(key_terms):
        terms = listed(f"“{term}”" for term in key_terms["term"].head(3))
        found.append(Finding(f"The article turns on {terms}.", main=True))
    if len(collocations):
        pair = collocations.iloc[0]
        found.append(
            Finding(
                f"The words that cling together most are “{pair['words']}”, {pair['n']} times side "
                "by side."
            )
        )
    return found


def actor_findings(
    actors: pd.DataFrame, mentions: pd.DataFrame, sentences: pd.DataFrame
) -> list[Finding]:
    """Return how many actors there are, and who is mentioned most."""
    if actors.empty:
        return [Finding("No person, organisation or country is named in this article.", main=True)]
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
            main=True,
        )
    ]
    for actor in actors.head(2).itertuples():
        ids = _sentences_of(mentions, actor.actor_id)
        found.append(
            Finding(
                f"{_with_role(actor)} is mentioned {_times(actor.n_mentions)}, in "
                f"{actor.n_sentences} of {count(len(sentences), 'sentence')}.",
                ids,
                main=True,
            )
        )
    return found


def tone_findings(sentence_sentiment: pd.DataFrame, actor_tone: pd.DataFrame) -> list[Finding]:
    """Return how the article sounds, its extremes, and how it speaks about its actors.

    `actor_tone` is the frame of `helpers.tone.tone_by_actor`.
    """
    if sentence_sentiment.empty:
        return [Finding("There is no sentence to judge the tone of.")]
    tones = sentence_sentiment["compound"].map(tone_of).value_counts()
    n = len(sentence_sentiment)
    found = [
        Finding(
            f"{tones.get('positive', 0)} of {count(n, 'sentence')} "
            f"{'sounds' if n == 1 else 'sound'} positive, {tones.get('negative', 0)} negative and "
            f"{tones.get('neutral', 0)} neutral.",
            main=True,
        )
    ]
    by_tone = sentence_sentiment.set_index("sentence_id")["compound"]
    if by_tone.min() < 0 < by_tone.max():
        found.append(
            Finding(
                f"The most negative sentence is number {by_tone.idxmin()} "
                f"({signed(by_tone.min())}), the most positive number {by_tone.idxmax()} "
                f"({signed(by_tone.max())}).",
                (int(by_tone.idxmin()), int(by_tone.idxmax())),
            )
        )
    return found + _tone_towards_actors(actor_tone)


def network_findings(
    actors: pd.DataFrame, pairs: pd.DataFrame, sentences: pd.DataFrame
) -> list[Finding]:
    """Return who appears together most, and whether that is more than chance.

    `pairs` is `helpers.network.pair_names` of the co-occurrence frame.
    """
    if len(actors) < 2:
        return [Finding("With fewer than two actors there is no pair to look at.")]
    if pairs.empty:
        return [Finding(f"None of the {len(actors)} actors shares a sentence with another.")]
    n_possible = len(actors) * (len(actors) - 1) // 2
    top = pairs.iloc[0]
    found = [
        Finding(
            f"{top['source']} and {top['target']} appear together most: in "
            f"{count(top['n'], 'sentence')}, where chance would give {top['expected']:.1f}.",
            tuple(top["sentence_ids"]),
            main=True,
        ),
        Finding(
            f"{len(pairs)} of {count(n_possible, 'possible pair')} of actors "
            f"{'shares' if len(pairs) == 1 else 'share'} at least one sentence."
        ),
    ]
    beyond = int((pairs["p_value"] < SIGNIFICANT).sum())
    if beyond:
        found.append(
            Finding(
                f"{count(beyond, 'pair')} of these {'meets' if beyond == 1 else 'meet'} more "
                f"often than chance would explain (p < {SIGNIFICANT}); with {len(pairs)} pairs "
                f"looked at, about {max(1, round(SIGNIFICANT * len(pairs)))} would by luck alone.",
                main=True,
            )
        )
    else:
        found.append(
            Finding(
                f"No pair meets more often than chance could explain: {len(sentences)} sentences "
                "are too few for surprise. Read the network as a list of who stands beside whom.",
                main=True,
            )
        )
    return found


def _tone_towards_actors(actor_tone: pd.DataFrame) -> list[Finding]:
    if actor_tone.empty:
        return []
    if not actor_tone["n_judged"].any():
        return [Finding(NOT_JUDGED, main=True)]
    judged = actor_tone[actor_tone["n_judged"] >= TOO_FEW]
    if judged.empty:
        return [
            Finding(
                f"No actor has {TOO_FEW} mentions that could be judged: too few to say how the "
                "article speaks about anyone."
            )
        ]
    found = []
    for side, tone, sign in (("favourably", "positive", 1), ("critically", "negative", -1)):
        sure = judged[(judged[tone] > 0) & (sign * judged["low" if sign > 0 else "high"] > 0)]
        if len(sure):
            actor = sure.loc[(sign * sure["mean"]).idxmax()]
            found.append(
                Finding(
                    f"The article speaks most {side} of {actor['name']}: of "
                    f"{count(actor['n_judged'], 'judged mention')} {_split(actor)}, mean "
                    f"{signed(actor['mean'])}.",
                    (int(actor[f"most_{tone}"]),),
                    main=True,
                )
            )
    if not found:
        found.append(
            Finding(
                f"Of {count(len(judged), 'actor')} with at least {TOO_FEW} judged mentions, none "
                "is spoken of so favourably or critically that luck can't explain it.",
                main=True,
            )
        )
    return found


def _split(actor: pd.Series) -> str:
    return listed(f"{actor[tone]} {tone}" for tone in POLARITIES if actor[tone])


def _sentences_of(mentions: pd.DataFrame, actor_id: str) -> tuple[int, ...]:
    ids = mentions.loc[mentions["actor_id"] == actor_id, "sentence_id"].unique()
    return tuple(int(sentence_id) for sentence_id in ids)


def _with_role(actor) -> str:
    return actor.name if pd.isna(actor.role) else f"{actor.name} ({actor.role})"


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")
