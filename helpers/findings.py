"""What was found, as sentences written from the frames, each with the sentences behind it."""

from typing import NamedTuple

import pandas as pd

from helpers.interactions import between_actors, interactions
from helpers.network import SIGNIFICANT
from helpers.tone import TOO_FEW, tone_of
from helpers.wording import count, listed, percent, signed

WORDS_PER_MINUTE = 230
MOST_ACTIONS = 3
ENDS = ("positive", "negative")


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
        found.append(
            Finding(f"The words used most are {words}.", _ids_in(repeated["sentence_ids"]))
        )
    elif len(frequencies):
        found.append(Finding("No content word is used more than once."))
    else:
        found.append(Finding("The text has no content words to count."))
    if len(key_terms):
        top = key_terms.head(3)
        terms = listed(f"“{term}”" for term in top["term"])
        found.append(
            Finding(f"The article turns on {terms}.", _ids_in(top["sentence_ids"]), main=True)
        )
    if len(collocations):
        pair = collocations.iloc[0]
        found.append(
            Finding(
                f"The words that cling together most are “{pair['words']}”, {pair['n']} times side "
                "by side.",
                tuple(pair["sentence_ids"]),
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
            _ids(actors["first_sentence_id"]),
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
    """Return the tone of the article, its extremes, and the actors in the most distinct tone."""
    if sentence_sentiment.empty:
        return [Finding("There is no sentence to judge the tone of.")]
    tones = sentence_sentiment["compound"].map(tone_of).value_counts()
    n = len(sentence_sentiment)
    found = [
        Finding(
            f"{tones.get('positive', 0)} of {count(n, 'sentence')} "
            f"{'sounds' if n == 1 else 'sound'} positive, {tones.get('negative', 0)} negative and "
            f"{tones.get('neutral', 0)} neutral.",
            _ids(sentence_sentiment["sentence_id"]),
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
    judged = actor_tone[actor_tone["n_sentences"] >= TOO_FEW]
    if len(judged) >= 2:
        high, low = judged.loc[judged["mean"].idxmax()], judged.loc[judged["mean"].idxmin()]
        if high["mean"] > low["mean"]:
            found.append(
                Finding(
                    f"Of the actors in at least {TOO_FEW} sentences, {high['name']} stands in the "
                    f"most positive ones (mean {signed(high['mean'])} of {high['n_sentences']}), "
                    f"{low['name']} in the least positive (mean {signed(low['mean'])} of "
                    f"{low['n_sentences']}).",
                    _ids(end[f"most_{tone}"] for end in (high, low) for tone in ENDS),
                    main=True,
                )
            )
    elif len(actor_tone):
        found.append(
            Finding(f"Too few actors stand in {TOO_FEW} sentences or more to compare their tone.")
        )
    return found


def statement_findings(statements: pd.DataFrame, speaking: pd.DataFrame) -> list[Finding]:
    """Return how much of the article is speech, who speaks most, and who is only spoken about.

    `speaking` is `helpers.speaking.speakers` of the article.
    """
    if statements.empty:
        return [Finding("Nobody is reported to say anything in this article.")]
    n, n_known = len(statements), int(statements["source_actor_id"].notna().sum())
    found = [
        Finding(
            f"The article reports {count(n, 'statement')}; "
            f"{'it comes' if n_known == n == 1 else f'{n_known} of them come'} from a known actor."
        )
    ]
    most = speaking.iloc[0] if len(speaking) else None
    if most is not None and most["n_statements"]:
        found.append(
            Finding(
                f"{most['name']} speaks most, with {count(most['n_statements'], 'statement')} of "
                f"{n}.",
                tuple(most["said_in"]),
                main=True,
            )
        )
    silent = speaking[(speaking["n_statements"] == 0) & (speaking["n_about"] > 0)]
    silent = silent.sort_values("n_about", ascending=False, kind="stable")
    if len(silent):
        top = silent.iloc[0]
        found.append(
            Finding(
                f"{count(len(silent), 'actor')} {'is' if len(silent) == 1 else 'are'} spoken about "
                f"and never quoted, {top['name']} most often "
                f"({count(top['n_about'], 'statement')}).",
                tuple(top["spoken_about_in"]),
            )
        )
    return found


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
    unit = pairs["unit"].iloc[0]
    found = [
        _most_together(pairs, unit),
        Finding(
            f"{len(pairs):,} of {count(n_possible, 'possible pair')} of actors "
            f"{'shares' if len(pairs) == 1 else 'share'} at least one {unit}.",
            _ids_in(pairs["sentence_ids"]),
        ),
        _beyond_chance(pairs, n_possible, len(sentences)),
    ]
    connected = pairs[pairs["actions"].map(len) > 0]
    if len(connected):
        most = connected.loc[connected["actions"].map(len).idxmax()]
        found.append(
            Finding(
                f"What the article reports between {most['source']} and {most['target']}: "
                f"{listed(_connection(action, most) for action in most['actions'][:4])}.",
                tuple(most["sentence_ids"]),
            )
        )
    return found


def chance_example(pairs: pd.DataFrame, n_units: int, n_pairs: int) -> list[Finding]:
    """Return how the figures of the first pair come about, step by step.

    `pairs` is `helpers.network.pair_names` of the co-occurrence frame, `n_units` the units of text
    counted in, and `n_pairs` the possible pairs of actors.
    """
    if pairs.empty:
        return [Finding("No two actors stand together, so there is nothing to explain.")]
    pair = pairs.iloc[0]
    a, b, unit, n = pair["source"], pair["target"], pair["unit"], pair["n"]
    n_a, n_b = pair["n_source"], pair["n_target"]
    units, share = count(n_units, unit), percent(n_a / n_units)
    ids = tuple(pair["sentence_ids"])
    usual = "more" if n > pair["expected"] else "no more"
    return [
        Finding(f"Counted: of {units}, {n_a} mention {a}, {n_b} mention {b}, and {n} both.", ids),
        Finding(
            f"Expected: chance would put {a} into {share} of the {n_b} with {b}, as into {share} "
            f"of all: {n_a} × {n_b} / {n_units} = {pair['expected']:.1f}. The {n} found "
            f"are {usual} than that."
        ),
        Finding(
            f"By luck alone: shuffle the {units} like cards and deal {n_b} of them to {b}. In "
            f"{percent(pair['p_value'])} of all deals at least {n} of these mention {a} too. That "
            f"is the p-value, {pair['p_value']:.2g}."
        ),
        Finding(
            f"Strength: npmi is {signed(pair['npmi'])} on a scale from −1 (never together) over 0 "
            "(as by chance) to +1 (only together)."
        ),
        Finding(
            f"Many pairs: {count(n_pairs, 'pair')} could be looked at in this article, and luck "
            f"alone puts up to {percent(SIGNIFICANT)} of them below {SIGNIFICANT}. The adjusted "
            f"p-value, {pair['p_adjusted']:.2g}, allows for that: "
            + (
                "it is still small, so this pair is more than chance."
                if pair["p_adjusted"] < SIGNIFICANT
                else "it is not small, so this pair may be chance."
            )
        ),
    ]


def _most_together(pairs: pd.DataFrame, unit: str) -> Finding:
    top = pairs.iloc[0]
    ties = int((pairs["n"] == top["n"]).sum()) - 1
    if top["n"] == 1 and ties:
        return Finding(f"No two actors share more than one {unit}.", main=True)
    others = (
        f" {count(ties, 'other pair')} {'shares' if ties == 1 else 'share'} as many."
        if ties
        else ""
    )
    return Finding(
        f"{top['source']} and {top['target']} appear together most: in {count(top['n'], unit)}, "
        f"where chance would give {top['expected']:.1f}.{others}",
        tuple(top["sentence_ids"]),
        main=True,
    )


def event_findings(actors: pd.DataFrame, events: pd.DataFrame) -> list[Finding]:
    """Return who acts towards whom most, in cooperation or conflict, and what does not happen."""
    pairs = interactions(actors, events)
    if pairs.empty:
        return [Finding("No actor of this article is said to do something to another.", main=True)]
    known = between_actors(events)
    found = [_busiest(pairs)]
    quads = known["quad_class"].fillna("")
    conflict, cooperation = quads.str.endswith("conflict"), quads.str.endswith("cooperation")
    deeds = int(quads.str.startswith("material").sum())
    found.append(
        Finding(
            f"Of {count(len(known), 'act')} of one actor towards another, {conflict.sum()} "
            f"{'is' if conflict.sum() == 1 else 'are'} conflict and {cooperation.sum()} "
            f"cooperation; {deeds} {'is a deed' if deeds == 1 else 'are deeds'} rather than words.",
            _ids(known[conflict]["sentence_id"]),
        )
    )
    unreal = known[known["negated"] | (known["modality"] != "asserted")]
    if len(unreal):
        found.append(
            Finding(
                f"{len(unreal)} of {count(len(known), 'act')} {'is' if len(unreal) == 1 else 'are'}"
                " not told as done but as negated, planned, possible or denied.",
                _ids(unreal["sentence_id"]),
            )
        )
    return found


def _busiest(pairs: pd.DataFrame) -> Finding:
    top = pairs.iloc[0]
    acts = listed(f"“{action}”" for action in top["actions"][:MOST_ACTIONS])
    if top["n"] == 1 and len(pairs) > 1:
        text = f"No pair of actors has more than one act; the first is {top['source']} towards"
        return Finding(f"{text} {top['target']} ({acts}).", tuple(top["sentence_ids"]), main=True)
    others = "" if len(pairs) == 1 else f", the most of {len(pairs)} such pairs"
    return Finding(
        f"{top['source']} acts {_times(top['n'])} towards {top['target']} ({acts}){others}.",
        tuple(top["sentence_ids"]),
        main=True,
    )


def _beyond_chance(pairs: pd.DataFrame, n_possible: int, n_sentences: int) -> Finding:
    beyond = pairs[pairs["p_adjusted"] < SIGNIFICANT]
    if len(beyond):
        named = [f"{pair.source} with {pair.target}" for pair in beyond.head(3).itertuples()]
        if len(beyond) > 3:
            named.append(count(len(beyond) - 3, "other pair"))
        ids = sorted({i for ids in beyond.head(3)["sentence_ids"] for i in ids})
        return Finding(
            f"More often than chance explains, even with {count(n_possible, 'pair')} looked at "
            f"(adjusted p < {SIGNIFICANT}), {'stands' if len(beyond) == 1 else 'stand'} "
            f"{listed(named)}.",
            tuple(ids),
            main=True,
        )
    alone = int((pairs["p_value"] < SIGNIFICANT).sum())
    luck = (
        f"{count(alone, 'pair')} would be a surprise if nothing else had been looked at (p < "
        f"{SIGNIFICANT}), but among {n_possible:,} pairs luck makes some."
        if alone
        else f"{count(n_sentences, 'sentence')} are too few for a surprise."
    )
    return Finding(
        f"No pair meets more often than chance could explain: {luck} Read the network as a list of "
        "who stands beside whom.",
        main=True,
    )


def _connection(action: str, pair: pd.Series) -> str:
    """An arrow between the pair in words: “praise” by the one who does it."""
    arrow, _, words = action.partition(" ")
    return f"“{words}” by {pair['source'] if arrow == '→' else pair['target']}"


def _ids(sentence_ids) -> tuple[int, ...]:
    return tuple(sorted({int(sentence_id) for sentence_id in sentence_ids}))


def _ids_in(lists: pd.Series) -> tuple[int, ...]:
    return _ids(sentence_id for ids in lists for sentence_id in ids)


def _sentences_of(mentions: pd.DataFrame, actor_id: str) -> tuple[int, ...]:
    ids = mentions.loc[mentions["actor_id"] == actor_id, "sentence_id"].unique()
    return tuple(int(sentence_id) for sentence_id in ids)


def _with_role(actor) -> str:
    return actor.name if pd.isna(actor.role) else f"{actor.name} ({actor.role})"


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")
