"""A chart of who did what to whom."""

from collections import Counter

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.charts import style
from helpers.charts.text import shorten
from helpers.tables.interactions import OTHER, are_done, between_actors, interactions
from helpers.wording import count, listed

# Cooperation is blue and conflict orange, like tone; deeds are darker than words.
QUADS = {
    "verbal cooperation": style.Kind("#7fc0e8", "o", 1.0, "verbal cooperation"),
    "material cooperation": style.Kind("#0a4f86", "s", 0.9, "material cooperation"),
    "verbal conflict": style.Kind("#f2a65a", "^", 1.1, "verbal conflict"),
    "material conflict": style.Kind("#a63a00", "D", 0.85, "material conflict"),
    OTHER: style.Kind("#aab0b8", "P", 1.0, "other"),
}
NAME_COLUMNS = 17
ACTION_COLUMNS = 26
MOST_RULES = 60  # more lines than this would fill the plot


@style.chart(
    actors="actor_id name",
    events="source_actor_id target_actor_id action quad_class",
    sentences="sentence_id paragraph_id",
)
def event_timeline(
    actors: pd.DataFrame,
    events: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    ax: Axes | None = None,
    top: int = 16,
) -> Axes:
    """Draw who did what to whom along the article: a row is a pair, a mark an event.

    A row reads "source → target"; its actions are named on the right. The mark shows whether it is
    cooperation or conflict, verbal or material; it is hollow if the event is negated, planned,
    possible or denied. The `top` pairs with most events are drawn. Without an event between two
    actors, a sentence is shown instead.
    """
    pairs = interactions(actors, events)
    if pairs.empty or sentences.empty:
        return style.sentence_only(ax, "This article reports no event between two actors.")
    known = between_actors(events)
    shown = pairs.head(top)
    names = [
        f"{shorten(row.source, NAME_COLUMNS)} → {shorten(row.target, NAME_COLUMNS)}"
        for row in shown.itertuples()
    ]
    actions = [shorten(", ".join(actions), ACTION_COLUMNS) for actions in shown["actions"]]
    ordered = sentences.sort_values("sentence_id", ignore_index=True)
    ax = style.canvas(
        ax,
        title=_title(known, pairs),
        alt_text=_alt_text(pairs, known),
        height=style.ROW * len(shown),
        left=style.label_room(names) + 6,
        right=style.WIDTH * 0.27,
        above=16,
        below=32,
        keys=[_key(known["quad_class"].fillna(OTHER))],
        notes=_notes(events, known, len(pairs), len(shown)),
    )
    ruled = ordered["paragraph_id"].nunique() <= MOST_RULES
    if ruled:
        style.paragraph_rules(ax, ordered)
    place = {sentence_id: i for i, sentence_id in enumerate(ordered["sentence_id"])}
    groups = known.groupby(["source_actor_id", "target_actor_id"])
    for row, pair in enumerate(shown.itertuples()):
        ax.axhline(row, color=style.RULE, linewidth=0.9, zorder=1)
        _marks(ax, row, groups.get_group((pair.source_id, pair.target_id)), place)
        ax.annotate(
            actions[row],
            (1, row),
            xycoords=("axes fraction", "data"),
            xytext=(style.MARGIN, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=style.SMALL_SIZE,
            color=style.INK,
            annotation_clip=False,
        )
    ax.set_ylim(len(shown) - 0.5, -0.5)
    label = "sentence (faint lines: new paragraphs)" if ruled else "sentence"
    style.sentence_axis(ax, len(ordered), label, most=12)
    style.row_labels(ax, range(len(names)), names)
    return ax


def _marks(ax: Axes, row: int, group: pd.DataFrame, place: dict[int, int]) -> None:
    """Draw the events of a pair; those in one sentence are stacked."""
    n_in = Counter(group["sentence_id"])
    drawn: Counter = Counter()
    done = are_done(group)
    for event in group.itertuples():
        quad = QUADS[event.quad_class if isinstance(event.quad_class, str) else OTHER]
        real = done[event.Index]
        n, i = min(n_in[event.sentence_id], 3), drawn[event.sentence_id]
        drawn[event.sentence_id] += 1
        size = 7.5 if n == 1 else 5.5
        ax.plot(
            place[event.sentence_id],
            row + (min(i, 2) - (n - 1) / 2) * 0.3,
            linestyle="",
            marker=quad.marker,
            markersize=size * quad.scale,
            markerfacecolor=quad.colour if real else style.PANEL,
            markeredgecolor=style.INK if real else quad.colour,
            markeredgewidth=0.8 if real else 1.6,
            clip_on=False,
            zorder=2,
        )


def _key(quads: pd.Series) -> list[Line2D]:
    present = set(quads)
    return [
        Line2D(
            [], [], linestyle="", marker=quad.marker, markersize=7.5 * quad.scale,
            markerfacecolor=quad.colour, markeredgecolor=style.INK, markeredgewidth=0.8,
            label=quad.plural,
        )
        for name, quad in QUADS.items()
        if name in present
    ]  # fmt: skip


def _title(known: pd.DataFrame, pairs: pd.DataFrame) -> str:
    """How many events there are, and which pair has most of them, unless there is a tie."""
    events = f"{count(len(known), 'event')} between actors"
    of_pair = pairs["n"] + pairs["n_not_done"]
    first = pairs[of_pair == of_pair.max()]
    most = int(of_pair.max())
    towards = f"{shorten(first['source'].iloc[0])} towards {shorten(first['target'].iloc[0])}"
    if len(pairs) == 1:
        return f"{events}: {towards}"
    if most == 1:
        return f"{events}, no pair with more than one"
    if len(first) > 1:
        return f"{events}, at most {most} for a pair"
    return f"{events}, most often {towards} ({most})"


def _alt_text(pairs: pd.DataFrame, known: pd.DataFrame) -> str:
    described = listed(
        f"{shorten(row.source)} towards {shorten(row.target)}: "
        f"{shorten(', '.join(row.actions), 60)}"
        for row in pairs.head(4).itertuples()
    )
    return (
        f"Timeline of {count(len(known), 'event')} between {count(len(pairs), 'pair')} of actors. "
        f"{described}."
    )


def _notes(events: pd.DataFrame, known: pd.DataFrame, n_pairs: int, n_shown: int) -> list[str]:
    notes = ["Hollow: negated, planned, possible or denied."]
    if n_pairs > n_shown:
        notes.append(f"Only the {n_shown} of {n_pairs:,} pairs with the most events are shown.")
    others = len(events) - len(known)
    if others:
        notes.append(f"{count(others, 'event')} with only one known actor not shown.")
    return [" ".join(notes)]
