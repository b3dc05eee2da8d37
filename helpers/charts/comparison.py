"""Charts that compare articles: the same actors in several groups of articles, and over time."""

from collections.abc import Callable

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.charts import style
from helpers.charts.comparison_words import (
    appearances_title,
    over_time_title,
    quoted_title,
    shares_title,
    tones_title,
)
from helpers.charts.text import shorten, text_width
from helpers.tables.tone import TOO_FEW
from helpers.wording import count

STEP = 11  # height of one group within an actor's row
TONE_TICKS = ([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])


@style.chart(shares="actor_id name group n mean low high")
def actor_shares(shares: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each actor's share of the mentions in each group of articles.

    `shares` is `helpers.corpus.comparison.actor_shares`: `n` counts mentions, `mean`, `low` and
    `high` are shares from 0 to 1. A row of the chart is an actor, a mark a group, a line its 95%
    interval if there is one. For an empty frame, a sentence is shown.
    """
    if shares.empty:
        return style.sentence_only(ax, "No actor is mentioned in these articles.")
    top = max(shares["mean"].max(), shares["high"].max()) * 1.05
    ax = _dots(ax, shares, shares_title(shares), "share of the mentions of actors", "mentions")
    ax.set_xlim(-0.02 * top, top)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    return ax


@style.chart(quoted="actor_id name group n mean")
def quoted_actors(quoted: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each actor's share of the statements in each group of articles.

    `quoted` is `helpers.corpus.comparison.quoted_actors`: `n` counts statements, `mean` is their
    share from 0 to 1. For an empty frame, a sentence is shown.
    """
    if quoted.empty:
        return style.sentence_only(ax, "These articles report no statement by any of these actors.")
    scale = "share of the statements with a known speaker"
    ax = _dots(ax, quoted, quoted_title(quoted), scale, "statements", "")
    ax.set_xlim(-0.02 * quoted["mean"].max(), quoted["mean"].max() * 1.05)
    ax.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    return ax


@style.chart(tones="actor_id name group n mean low high")
def tone_by_group(tones: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean tone towards each actor in each group of articles.

    `tones` is `helpers.corpus.comparison.actor_tones`: `n` counts mentions; `mean`, `low` and
    `high` run from -1 to 1, the latter two may be missing. For an empty frame, a sentence is shown.
    """
    if tones.empty:
        return style.sentence_only(
            ax, "No mention of an actor in these articles was judged for tone."
        )
    ax = _dots(ax, tones, tones_title(tones), "mean tone towards the actor (−1 to +1)", "mentions")
    ax.set_xlim(-1.03, 1.03)
    ax.set_xticks(*TONE_TICKS)
    ax.axvline(0, color=style.INK, linewidth=0.9)
    return ax


@style.chart(times="name period n n_documents mean low high")
def tone_over_time(times: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the mean tone towards one actor in each period, with its interval as a line.

    `times` has one actor's rows of `helpers.corpus.comparison.tone_over_time`: `period` is
    datetime64, the tone is from -1 to 1. Periods with fewer than 3 articles are hollow. With fewer
    than two periods, a sentence is shown instead.
    """
    if len(times) < 2:
        return style.sentence_only(ax, "There are no two periods with a judged tone to compare.")
    ordered = times.sort_values("period", ignore_index=True)
    name = shorten(ordered["name"].iloc[0])
    title, note = over_time_title(name, ordered)
    ax = style.canvas(
        ax, title=title, height=190, left=3.5 * style.MARGIN, above=14, below=32,
        alt_text=f"Chart of the mean tone towards {name} in {len(ordered)} periods. "
        f"{title}. {note}".strip(),
        notes=[note, f"Hollow: fewer than {TOO_FEW} articles, too few for an interval."],
    )  # fmt: skip
    ax.set_ylim(-1.08, 1.08)
    ax.set_yticks(*TONE_TICKS)
    ax.grid(axis="y", color=style.RULE, linewidth=0.6)
    ax.axhline(0, color=style.INK, linewidth=0.9)
    colour, marker = style.GROUPS[0]
    ax.plot(ordered["period"], ordered["mean"], color=colour, linewidth=1.4, zorder=2)
    ax.vlines(ordered["period"], ordered["low"], ordered["high"], color=style.QUIET, linewidth=2.2)
    for enough, fill in ((True, colour), (False, style.PANEL)):
        shown = ordered[(ordered["n_documents"] >= TOO_FEW) == enough]
        ax.plot(
            shown["period"], shown["mean"], linestyle="", marker=marker, markersize=7,
            markerfacecolor=fill, markeredgecolor=colour, markeredgewidth=1.2, zorder=3,
        )  # fmt: skip
    _date_axis(ax)
    style.scale_name(ax, "mean tone towards the actor (−1 to +1)", 3.5 * style.MARGIN)
    return ax


@style.chart(first="name kind date days")
def first_appearances(first: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw when each actor is first mentioned, and on which days after that.

    `first` is `helpers.corpus.comparison.first_appearances`: `date` is datetime64, `days` a list of
    datetime64. Without two different days, a sentence is shown instead.
    """
    days = {pd.Timestamp(day) for listed in first["days"] for day in listed}
    if len(days) < 2:
        return style.sentence_only(
            ax, "The articles have fewer than two dates, so there is no order of appearance."
        )
    ordered = first.sort_values(["date", "name"], ignore_index=True)
    names = [shorten(name) for name in ordered["name"]]
    title, earliest = appearances_title(ordered)
    ax = style.canvas(
        ax,
        title=title,
        height=style.ROW * len(ordered),
        left=style.label_room(names),
        right=7 * style.MARGIN,
        above=16,
        below=32,
        keys=[style.kind_key(ordered["kind"])],
        alt_text=f"Chart of the days on which {count(len(ordered), 'actor')} appear. "
        f"{'; '.join(filter(None, (title, earliest)))}.",
        notes=["Large mark: first appearance. Small marks: later days with an article."],
    )
    for row, actor in enumerate(ordered.itertuples()):
        kind = style.kind_of(actor.kind)
        ax.axhline(row, color=style.RULE, linewidth=0.9, zorder=1)
        ax.plot(
            pd.to_datetime(list(actor.days)), [row] * len(actor.days), linestyle="",
            marker="|", markersize=7, markeredgecolor=style.QUIET, zorder=2,
        )  # fmt: skip
        ax.plot(
            actor.date, row, marker=kind.marker, markersize=9 * kind.scale, zorder=3,
            markerfacecolor=kind.colour, markeredgecolor=style.INK, markeredgewidth=0.8,
        )  # fmt: skip
    ax.set_ylim(len(ordered) - 0.5, -0.5)
    _date_axis(ax)
    style.row_labels(ax, range(len(names)), names)
    style.column_of_numbers(
        ax, "days", range(len(names)), ordered["days"].map(len), 5.5 * style.MARGIN
    )
    return ax


def _dots(
    ax: Axes | None,
    table: pd.DataFrame,
    title: str,
    scale: str,
    counted: str,
    no_interval: str = f"No intervals: they need at least {TOO_FEW} articles in a group.",
) -> Axes:
    """Draw a row for each actor, with a mark and interval for each group."""
    # Two actors may have the same name.
    name_of = dict(zip(table["actor_id"], table["name"], strict=True))
    rows = {actor_id: row for row, actor_id in enumerate(name_of)}
    names = list(name_of.values())
    groups = list(dict.fromkeys(table.sort_values("group")["group"]))
    labels = [shorten(name) for name in names]
    height = max(style.ROW, STEP * len(groups) + 6)
    has_interval = "low" in table and table["low"].notna().any()
    ax = style.canvas(
        ax,
        title=title,
        alt_text=_dots_alt_text(table, title, counted),
        height=height * len(names),
        left=style.label_room(labels),
        right=7 * style.MARGIN,
        above=16,
        below=32,
        keys=_group_keys(groups),
        notes=["Lines: 95% intervals over articles." if has_interval else no_interval],
    )
    place_of = _places(groups)
    for number in range(1, len(names)):
        ax.axhline(number - 0.5, color=style.RULE, linewidth=0.9, zorder=0)
    for row in table.itertuples():
        y = rows[row.actor_id] + place_of(row.group) * STEP / height
        colour, marker = style.GROUPS[groups.index(row.group) % len(style.GROUPS)]
        if has_interval and pd.notna(row.low):
            ax.plot([row.low, row.high], [y, y], color=style.QUIET, linewidth=1.8, zorder=2)
        ax.plot(
            row.mean, y, marker=marker, markersize=6.5, markerfacecolor=colour,
            markeredgecolor=style.INK, markeredgewidth=0.7, zorder=3, clip_on=False,
        )  # fmt: skip
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.grid(axis="x", color=style.RULE, linewidth=0.6)
    ax.set_xlabel(scale, loc="left")
    style.row_labels(ax, range(len(names)), labels)
    totals = table.groupby("actor_id", sort=False)["n"].sum()
    style.column_of_numbers(ax, counted, range(len(names)), totals, 5.5 * style.MARGIN)
    return ax


def _places(groups: list[str]) -> Callable[[str], float]:
    """Where the mark of a group is within its row, in steps from the middle."""
    return lambda group: groups.index(group) - (len(groups) - 1) / 2


def _dots_alt_text(table: pd.DataFrame, title: str, counted: str) -> str:
    n_actors, n_groups = table["actor_id"].nunique(), table["group"].nunique()
    return (
        f"Chart of {count(n_actors, 'actor')} in {count(n_groups, 'group')} of articles, from "
        f"{table['n'].sum():,} {counted}. {title}."
    )


def _group_keys(groups: list[str]) -> list[list[Line2D]]:
    """Keys of the groups, in as many rows as the chart's width needs."""
    rows: list[list[Line2D]] = [[]]
    room = style.WIDTH - 2 * style.MARGIN
    for number, group in enumerate(groups):
        colour, marker = style.GROUPS[number % len(style.GROUPS)]
        label = shorten(group, 40)
        width = text_width(label, style.SMALL_SIZE) + 32
        if rows[-1] and width > room:
            rows.append([])
            room = style.WIDTH - 2 * style.MARGIN
        room -= width
        rows[-1].append(
            Line2D(
                [], [], linestyle="", marker=marker, markersize=7, markerfacecolor=colour,
                markeredgecolor=style.INK, markeredgewidth=0.7, label=label,
            )
        )  # fmt: skip
    return rows


class _Dates(mdates.ConciseDateFormatter):
    """Days as "8 Mar" and "1 Apr", months as "Mar"; the year stands at the end of the axis."""

    def __init__(self, locator: mdates.DateLocator) -> None:
        super().__init__(locator)
        self.formats[2] = self.zero_formats[2] = "%d %b"
        self.offset_formats[2] = "%Y"

    def format_ticks(self, values: list[float]) -> list[str]:
        return [text.lstrip("0") for text in super().format_ticks(values)]


def _date_axis(ax: Axes) -> None:
    locator = mdates.AutoDateLocator(minticks=3, maxticks=7)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(_Dates(locator))
    ax.margins(x=0.04)
