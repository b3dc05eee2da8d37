"""Who appears together, and whether that is more than chance."""

import pandas as pd

from helpers.findings.finding import Finding, ids_in, name_in
from helpers.tables.network import SIGNIFICANT
from helpers.wording import count, listed, none_shares, percent, signed


def network_findings(
    actors: pd.DataFrame, pairs: pd.DataFrame, sentences: pd.DataFrame
) -> list[Finding]:
    """Return who appears together most often, and whether that is more than chance.

    Parameters
    ----------
    actors, sentences : DataFrame
        Frames of the article.
    pairs : DataFrame
        `helpers.tables.network.pair_names` of the co-occurrence frame.

    Returns
    -------
    list of Finding
        Each with `text` and the `sentence_ids` behind it.
    """
    if len(actors) < 2:
        return [Finding("With fewer than two actors there is no pair to look at.")]
    if pairs.empty:
        return [Finding(none_shares(len(actors)))]
    n_possible = len(actors) * (len(actors) - 1) // 2
    unit = pairs["unit"].iloc[0]
    found = [
        _most_together(pairs, unit),
        Finding(
            f"{len(pairs):,} of {count(n_possible, 'possible pair')} of actors "
            f"{'shares' if len(pairs) == 1 else 'share'} at least one {unit}.",
            ids_in(pairs["sentence_ids"]),
        ),
        _beyond_chance(pairs, n_possible, len(sentences)),
    ]
    connected = pairs[pairs["actions"].map(len) > 0]
    if len(connected):
        most = connected.loc[connected["actions"].map(len).idxmax()]
        found.append(
            Finding(
                f"What the article reports between {name_in(most, 'source')} and "
                f"{name_in(most, 'target')}: "
                f"{listed(_connection(action, most) for action in most['actions'][:4])}.",
                tuple(most["sentence_ids"]),
            )
        )
    return found


def chance_example(pairs: pd.DataFrame, n_units: int, n_pairs: int) -> list[Finding]:
    """Return step by step how the figures of the first pair are computed.

    Parameters
    ----------
    pairs : DataFrame
        `helpers.tables.network.pair_names` of the co-occurrence frame.
    n_units : int
        How many units of text were counted in.
    n_pairs : int
        How many pairs of actors are possible.

    Returns
    -------
    list of Finding
        Counted, expected, by luck alone, strength, many pairs.
    """
    if pairs.empty:
        return [Finding("No two actors appear together, so there is nothing to explain.")]
    pair = pairs.iloc[0]
    a, b, unit, n = name_in(pair, "source"), name_in(pair, "target"), pair["unit"], pair["n"]
    n_a, n_b = pair["n_source"], pair["n_target"]
    units, share = count(n_units, unit), percent(n_a / n_units)
    ids = tuple(pair["sentence_ids"])
    usual = "more" if n > pair["expected"] else "not more"
    return [
        Finding(
            f"Counted: of {units}, {_mention(n_a)} {a}, {_mention(n_b)} {b}, and {n} both.", ids
        ),
        Finding(
            f"Expected: by chance, {a} would be in {share} of the {n_b} with {b}, as in {share} of "
            f"all {units}: {n_a} × {n_b} / {n_units} = {_rounded(pair['expected'])}. The article "
            f"has {n}, which is {usual}."
        ),
        Finding(
            f"By luck alone: shuffle the {units} like cards and deal {n_b} of them to {b}. In "
            f"{percent(pair['p_value'])} of all deals, at least {n} of these mention {a} too. That "
            f"is the p-value, {pair['p_value']:.2g}."
        ),
        Finding(
            f"Strength: npmi is {signed(pair['npmi'])} on a scale from −1 (never together) through "
            "0 (as expected by chance) to +1 (always together)."
        ),
        Finding(
            f"Many pairs: {count(n_pairs, 'pair')} are possible in this article, and luck "
            f"alone puts up to {percent(SIGNIFICANT)} of them below {SIGNIFICANT}. The adjusted "
            f"p-value, {pair['p_adjusted']:.2g}, allows for that: "
            + (
                "it is still small, so this pair is unlikely to be chance."
                if pair["p_adjusted"] < SIGNIFICANT
                else "it is not small, so this pair may be chance."
            )
        ),
    ]


def _most_together(pairs: pd.DataFrame, unit: str) -> Finding:
    top = pairs.iloc[0]
    ties = int((pairs["n"] == top["n"]).sum()) - 1
    if top["n"] == 1 and ties:
        return Finding(f"No two actors share more than one {unit}.")
    others = (
        f" {count(ties, 'other pair')} {'shares' if ties == 1 else 'share'} as many."
        if ties
        else ""
    )
    return Finding(
        f"{name_in(top, 'source', start=True)} and {name_in(top, 'target')} appear together most "
        "often: "
        f"in {count(top['n'], unit)}, "
        f"against {top['expected']:.1f} expected by chance.{others}",
        tuple(top["sentence_ids"]),
    )


def _beyond_chance(pairs: pd.DataFrame, n_possible: int, n_sentences: int) -> Finding:
    beyond = pairs[pairs["p_adjusted"] < SIGNIFICANT]
    if len(beyond):
        named = [f"{pair.source} with {pair.target}" for pair in beyond.head(3).itertuples()]
        if len(beyond) > 3:
            named.append(count(len(beyond) - 3, "other pair"))
        ids = sorted({i for ids in beyond.head(3)["sentence_ids"] for i in ids})
        return Finding(
            f"Even allowing for all {count(n_possible, 'possible pair')}, more appear together "
            "than "
            f"chance explains (adjusted p < {SIGNIFICANT}): {listed(named)}.",
            tuple(ids),
        )
    alone = int((pairs["p_value"] < SIGNIFICANT).sum())
    luck = (
        f"{count(alone, 'pair')} would stand out if tested alone (p < {SIGNIFICANT}), but "
        f"among {n_possible:,} pairs some do so by luck."
        if alone
        else f"{count(n_sentences, 'sentence')} of text can hardly show more."
    )
    return Finding(
        f"No pair appears together more often than chance could explain: {luck} Read the map as a "
        "list of who appears with whom.",
        ids_in(pairs["sentence_ids"]),
    )


def _mention(n: int) -> str:
    return f"{n} {'mentions' if n == 1 else 'mention'}"


def _rounded(expected: float) -> str:
    return f"{expected:.1f}" if expected >= 0.1 else f"{expected:.1g}"


def _connection(action: str, pair: pd.Series) -> str:
    """An arrow between the pair in words: “praise” by the source of the act."""
    arrow, _, words = action.partition(" ")
    return f"“{words}” by {name_in(pair, 'source' if arrow == '→' else 'target')}"
