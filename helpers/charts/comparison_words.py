"""Titles of the charts that compare articles. They say that something differs only if the 95%
intervals do not overlap."""

from collections.abc import Callable, Iterator

import pandas as pd

from helpers.charts.text import shorten
from helpers.wording import count, listed, percent, signed


def shares_title(shares: pd.DataFrame) -> str:
    """Which actor's share of the mentions differs between groups, from what to what."""
    if shares["group"].nunique() == 1:
        first = shares.loc[shares["mean"].idxmax()]
        return f"{shorten(first['name'])} has {percent(first['mean'])} of the mentions"
    unsure = "No actor’s share of the mentions differs by more than chance explains"
    return _difference(shares, "The share of", percent, unsure, " of the mentions")


def tones_title(tones: pd.DataFrame) -> str:
    """Towards which actor the tone differs between groups, from what to what."""
    if tones.groupby("actor_id")["group"].nunique().max() < 2:
        return "No actor appears in two groups, so tones cannot be compared"
    unsure = "The tone towards each actor differs by no more than chance explains"
    return _difference(tones, "The tone towards", signed, unsure)


def quoted_title(quoted: pd.DataFrame) -> str:
    """Which actor has the largest share of a group's statements, unless there is a tie."""
    largest = quoted[quoted["mean"] == quoted["mean"].max()]
    if len(largest) > 1:
        return f"The largest share of a group’s statements is {percent(largest['mean'].iloc[0])}"
    most = largest.iloc[0]
    return (
        f"{shorten(most['name'])} makes {percent(most['mean'])} of the statements in "
        f"{shorten(most['group'])}: {count(most['n'], 'statement')}"
    )


def over_time_title(name: str, ordered: pd.DataFrame) -> tuple[str, str]:
    """The title of a tone over time, and a note: in which two periods it certainly differs."""
    sure = ordered.dropna(subset=["low", "high"])
    if len(sure) < 2:
        return f"The tone towards {name} in {len(ordered)} periods: too few articles to be sure", ""
    high, low = _apart(sure)
    if high is None:
        note = "All intervals overlap: the differences may be chance."
        return f"The tone towards {name} does not clearly change", note
    title = (
        f"The tone towards {name} is more positive in the period from {day(high['period'])} "
        f"({signed(high['mean'])}) than in the one from {day(low['period'])} "
        f"({signed(low['mean'])})"
    )
    return title, "The intervals of these two periods do not overlap."


def appearances_title(first: pd.DataFrame) -> tuple[str, str]:
    """The last actors to appear, and the first; those of one day together."""
    newest, earliest = (first[first["date"] == first["date"].agg(end)] for end in ("max", "min"))
    if len(newest) == len(first):
        return f"All {len(first)} actors appear first on {day(newest['date'].iloc[0])}", ""
    return (
        f"{_who(newest)} the last to appear, on {day(newest['date'].iloc[0])}",
        f"{_who(earliest)} the first, on {day(earliest['date'].iloc[0])}",
    )


def day(date: pd.Timestamp) -> str:
    """Return 5 May 2020 for a date."""
    return f"{date.day} {date:%B %Y}"


def _who(rows: pd.DataFrame) -> str:
    if len(rows) > 3:
        return f"{len(rows)} actors are"
    names = listed(shorten(name) for name in rows["name"])
    return f"{names} {'is' if len(rows) == 1 else 'are'}"


def _difference(
    table: pd.DataFrame, what: str, number: Callable[[float], str], unsure: str, of: str = ""
) -> str:
    """The actor whose numbers in two groups are furthest apart, and how many others differ."""
    if table["low"].isna().all():
        return f"{what} {count(table['actor_id'].nunique(), 'actor')}: too few articles to compare"
    differing = sorted(_differing(table), key=lambda pair: pair[1]["mean"] - pair[0]["mean"])
    if not differing:
        return unsure
    high, low = differing[0]
    n_others = len(differing) - 1
    others = f"; so {'does' if n_others == 1 else 'do'} {count(n_others, 'other')}"
    return (
        f"{what} {shorten(high['name'])} differs: {number(high['mean'])}{of} in "
        f"{shorten(high['group'])}, {number(low['mean'])} in {shorten(low['group'])}"
        f"{others if n_others else ''}"
    )


def _differing(table: pd.DataFrame) -> Iterator[tuple[pd.Series, pd.Series]]:
    for _, own in table.dropna(subset=["low", "high"]).groupby("actor_id", sort=False):
        high, low = _apart(own)
        if high is not None:
            yield high, low


def _apart(rows: pd.DataFrame) -> tuple[pd.Series | None, pd.Series | None]:
    """The rows whose intervals are furthest apart; none if all intervals overlap."""
    high, low = rows.loc[rows["low"].idxmax()], rows.loc[rows["high"].idxmin()]
    return (high, low) if high["low"] > low["high"] else (None, None)
