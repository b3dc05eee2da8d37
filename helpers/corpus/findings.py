"""What a comparison of articles found, as sentences written from its frames."""

import pandas as pd

from helpers.findings import Finding
from helpers.tables.network import SIGNIFICANT
from helpers.wording import count, listed, named, signed

FEW_ARTICLES = 30
MOST_NAMED = 3


def comparison_findings(
    groups: pd.DataFrame,
    actors: pd.DataFrame,
    shares: pd.DataFrame,
    tones: pd.DataFrame,
    changes: pd.DataFrame,
    joined: pd.DataFrame,
    *,
    quoted: pd.DataFrame | None = None,
    turns: pd.DataFrame | None = None,
) -> list[Finding]:
    """Return what was compared, which actors differ, what changed, and how sure identities are.

    The frames are those of `helpers.corpus.comparison`, `helpers.corpus.turning_point` and
    `helpers.corpus.network`.
    """
    n = int(groups["n_documents"].sum())
    if actors.empty:
        return [Finding(nobody(n))]
    common = int((actors["n_groups"] == len(groups)).sum())
    are = "is" if common == 1 else "are"
    found = [
        Finding(
            f"{count(n, 'article')} in {count(len(groups), 'group')} were compared. Of the "
            f"{count(len(actors), 'actor')} in most articles, {common or 'none'} {are} in every "
            "group.",
        ),
        Finding(in_most_articles(actors, n)),
        *_share_findings(shares),
        *_tone_findings(tones),
        *_slant_findings(tones, quoted),
        *_turn_findings(turns),
        *_change_findings(changes),
        _identity_finding(joined),
    ]
    if n < FEW_ARTICLES:
        found.append(
            Finding(f"With only {count(n, 'article')}, any difference may come from a single text.")
        )
    return found


def nobody(n: int) -> str:
    """Return the sentence about `n` articles that name no actor."""
    return "The article names no actor." if n == 1 else f"None of {n:,} articles names an actor."


def in_most_articles(actors: pd.DataFrame, n: int) -> str:
    """Return which of `actors` are in most of `n` articles, as a sentence."""
    most = int(actors["n_documents"].max())
    first = actors[actors["n_documents"] == most]
    where = f"{most:,} of {n:,}"
    if len(first) == 1:
        name = named(first["name"].iloc[0], first["kind"].iloc[0], start=True)
        return f"{name} is in more articles than any other actor: {where}."
    if len(first) > MOST_NAMED:
        return f"{count(len(first), 'actor')} are each in {where} articles, and none in more."
    names = listed(
        named(actor.name, actor.kind, start=place == 0)
        for place, actor in enumerate(first.itertuples(index=False))
    )
    return f"{names} are in more articles than any other actor: {where} each."


def _share_findings(shares: pd.DataFrame) -> list[Finding]:
    apart = _farthest_apart(shares)
    if apart is None:
        return []
    high, low = apart
    return [
        Finding(
            f"The share of mentions that {high['name']} gets differs most (beyond chance): "
            f"{high['mean']:.1%} in {high['group']}, {low['mean']:.1%} in {low['group']}.",
        )
    ]


def _tone_findings(tones: pd.DataFrame) -> list[Finding]:
    if tones.empty:
        return [Finding("No tone towards these actors was judged, so none can be compared.")]
    apart = _farthest_apart(tones)
    if apart is None:
        return [
            Finding("No actor's tone differs between two groups by more than chance would explain.")
        ]
    high, low = apart
    return [
        Finding(
            f"The tone towards {high['name']} differs most (beyond chance): "
            f"{signed(high['mean'])} in {high['group']}, {signed(low['mean'])} in {low['group']}.",
        )
    ]


def slants(tones: pd.DataFrame) -> pd.DataFrame:
    """Return, for each group, the rows of `tones` that are kindest and harshest, as `slant` says.

    Only tones whose 95% interval excludes 0 count: the others could be neutral.
    """
    kind = tones[tones["low"] > 0].sort_values("mean", ascending=False)
    harsh = tones[tones["high"] < 0].sort_values("mean")
    both = pd.concat([kind.assign(slant="kindest to"), harsh.assign(slant="harshest on")])
    return (
        both.groupby(["group", "slant"], sort=False)
        .head(1)
        .sort_values(["group", "slant"], ascending=[True, False], ignore_index=True)
    )


def _slant_findings(tones: pd.DataFrame, quoted: pd.DataFrame | None) -> list[Finding]:
    words: dict[str, list[str]] = {}
    for row in slants(tones).itertuples():
        words.setdefault(row.group, []).append(f"is {row.slant} {row.name} ({signed(row.mean)})")
    if quoted is not None:
        for group, own in quoted.groupby("group"):
            most = own.loc[own["n"].idxmax()]
            share = f"{most['n']} of {most['n_group']} statements"
            words.setdefault(group, []).append(f"quotes {most['name']} most ({share})")
    return [Finding(f"{group} {listed(said)}.") for group, said in sorted(words.items())]


def _turn_findings(turns: pd.DataFrame | None) -> list[Finding]:
    if turns is None or turns.empty:
        return []
    sure = turns[turns["p_adjusted"] < SIGNIFICANT]
    if sure.empty:
        return [
            Finding("On no day did the tone towards an actor turn by more than chance explains.")
        ]
    return [
        Finding(
            f"The tone towards {row.name} turned with the articles from {row.date.day} "
            f"{row.date:%B %Y} on: {signed(row.before)} before, {signed(row.after)} after "
            f"(Pettitt’s test, adjusted p = {row.p_adjusted:.1g})."
        )
        for row in sure.itertuples(index=False)
    ]


def _farthest_apart(table: pd.DataFrame) -> tuple[pd.Series, pd.Series] | None:
    """The two rows of one actor, in different groups, whose intervals are furthest apart."""
    best, gap = None, 0.0
    for _, own in table.dropna(subset=["low", "high"]).groupby("actor_id", sort=False):
        high, low = own.loc[own["low"].idxmax()], own.loc[own["high"].idxmin()]
        if high["low"] - low["high"] > gap:
            best, gap = (high, low), high["low"] - low["high"]
    return best


def _change_findings(changes: pd.DataFrame) -> list[Finding]:
    if changes.empty:
        return []
    surprising = changes[changes["p_adjusted"] < SIGNIFICANT]
    if surprising.empty:
        return [
            Finding(
                f"Of {count(len(changes), 'pair')} that share sentences, none does so more or less "
                "often in the later articles than chance would explain."
            )
        ]
    top = surprising.iloc[0]
    return [
        Finding(
            f"{top['source']} and {top['target']} changed most: {top['share_before']:.0%} of the "
            f"earlier articles have them in one sentence, {top['share_after']:.0%} of later ones; "
            f"{count(len(surprising), 'pair')} changed by more than chance "
            f"(adjusted p < {SIGNIFICANT}).",
        )
    ]


def _identity_finding(joined: pd.DataFrame) -> Finding:
    by_rule = joined.groupby("rule")["n"].sum()
    uncertain = joined[~joined["certain"]]
    total, unsure = int(by_rule.sum()), int(uncertain["n"].sum())
    if not unsure:
        return Finding(
            f"All {count(total, 'actor')} of single articles were identified with certainty."
        )
    rules = listed(f"“{row.rule}” ({row.n:,})" for row in uncertain.head(3).itertuples())
    return Finding(
        f"{unsure:,} of {count(total, 'actor')} of single articles ({unsure / total:.1%}) may be "
        f"joined to the wrong actor, or to none by mistake: {rules}."
    )
