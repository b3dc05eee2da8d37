"""A chart of who is mentioned where, and who speaks and acts there."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import TICKDOWN, TICKUP, Line2D

from helpers.charts import style
from helpers.charts.text import shorten
from helpers.wording import count, listed

RING, TICK = 5.0, 5.0  # how far they reach beyond a mark
_DOT = {
    "linestyle": "",
    "marker": "o",
    "markersize": 6,
    "markerfacecolor": style.QUIET,
    "color": style.QUIET,
}


@style.chart(
    actors="actor_id name kind n_mentions",
    mentions="actor_id sentence_id",
    sentences="sentence_id paragraph_id",
    statements="source_actor_ids form sentence_id",
    events="source_actor_id target_actor_id sentence_id",
)
def actor_timeline(
    actors: pd.DataFrame,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    statements: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    ax: Axes | None = None,
    top: int = 15,
) -> Axes:
    """Draw who is mentioned in which sentence: a row is an actor, a mark a sentence.

    With `statements`, a ring shows that the actor speaks; with `events`, a tick above the mark
    shows that it acts, and one below that it is acted on. The `top` most mentioned actors are
    drawn, the most mentioned first; a note says how many are left out. Without actors, mentions or
    sentences, a sentence is shown instead.
    """
    ordered = sentences.sort_values("sentence_id", ignore_index=True)
    place = pd.Series(ordered.index, index=ordered["sentence_id"])
    places = _places(mentions, "actor_id", place)
    named = actors[actors["actor_id"].isin(places)]
    if named.empty:
        return style.sentence_only(ax, "No actor is mentioned in this article.")
    ranked = named.sort_values("n_mentions", ascending=False, kind="stable")
    shown = ranked.head(top)
    ids = list(shown["actor_id"])
    names = [shorten(name) for name in shown["name"]]
    speech = None if statements is None else statements[statements["form"] == "speech"]
    speaks = _places(speech, "source_actor_ids", place)
    acts = _places(events, "source_actor_id", place)
    acted_on = _places(events, "target_actor_id", place)
    title, alt_text = _words(ids, names, places, speaks, len(ordered))
    note = style.left_out(len(ranked), len(shown), "mentioned most")
    done = {
        "speaks": (speaks, _ring(6)),
        "acts": (acts, _tick(TICKUP, 6)),
        "is acted on": (acted_on, _tick(TICKDOWN, 6)),
    }
    key = [
        (Line2D([], [], label=label, **_DOT), Line2D([], [], **look))
        for label, (found, look) in done.items()
        if found.keys() & set(ids)
    ]
    ax = style.canvas(
        ax, title=title, alt_text=f"{alt_text} {note}".strip(), height=style.ROW * len(shown),
        left=style.label_room(names), right=7 * style.MARGIN, above=16, below=32,
        keys=[style.kind_key(shown["kind"]), *([key] if key else [])], notes=[note],
    )  # fmt: skip
    style.paragraph_rules(ax, ordered)
    size = min(7.5, max(3.0, 0.7 * (style.WIDTH - 30 * style.MARGIN) / len(ordered)))
    for row, (actor_id, kind) in enumerate(
        zip(ids, map(style.kind_of, shown["kind"]), strict=True)
    ):
        ax.axhline(row, color=style.RULE, linewidth=0.9, zorder=1)
        _mark(
            ax,
            places[actor_id],
            row,
            marker=kind.marker,
            markersize=size * kind.scale,
            markerfacecolor=kind.colour,
            markeredgecolor=style.INK,
            markeredgewidth=min(0.8, size / 9),
            zorder=3,
        )
        _mark(ax, speaks.get(actor_id, []), row, **_ring(size))
        _mark(ax, acts.get(actor_id, []), row, **_tick(TICKUP, size))
        _mark(ax, acted_on.get(actor_id, []), row, **_tick(TICKDOWN, size))
    ax.set_ylim(len(shown) - 0.5, -0.5)
    style.sentence_axis(ax, len(ordered), "sentence (faint lines: new paragraphs)")
    style.row_labels(ax, range(len(names)), names)
    n_sentences = [len(places[actor_id]) for actor_id in ids]
    style.column_of_numbers(ax, "sentences", range(len(ids)), n_sentences, 5.5 * style.MARGIN)
    return ax


def _places(table: pd.DataFrame | None, column: str, place: pd.Series) -> dict[str, list[int]]:
    """The sentences, counted from 0, that each actor in a column is in."""
    if table is None:
        return {}
    table = table.explode(column)
    known = table[table["sentence_id"].isin(place.index) & table[column].notna()]
    return {
        actor_id: sorted(place[ids.unique()])
        for actor_id, ids in known.groupby(column)["sentence_id"]
    }


def _words(ids: list, names: list, places: dict, speaks: dict, n: int) -> tuple[str, str]:
    """The title and the alternative text."""
    lead = max(range(len(ids)), key=lambda row: len(places[ids[row]]))
    n_lead = len(places[ids[lead]])
    title = f"{names[lead]} is mentioned in " + (
        "the only sentence" if n == 1 else f"{n_lead} of {n:,} sentences"
    )
    if speaks.get(ids[lead]):
        title += f" and speaks in {len(speaks[ids[lead]])}"
    alt_text = f"Timeline of {count(len(ids), 'actor')} over {count(n, 'sentence')}: " + listed(
        f"{name} in {count(len(places[actor_id]), 'sentence')}, first in number "
        f"{places[actor_id][0]}"
        + (f", speaking in {len(speaks[actor_id])}" if speaks.get(actor_id) else "")
        for actor_id, name in zip(ids[:4], names, strict=False)
    )
    return title, f"{alt_text}."


def _mark(ax: Axes, x: list[int], row: int, **look) -> None:
    if x:
        ax.plot(x, [row] * len(x), **{"linestyle": "", "clip_on": False, **look})


def _ring(size: float) -> dict:
    return {
        "linestyle": "", "marker": "o", "markersize": size + RING, "markerfacecolor": "none",
        "markeredgecolor": style.INK, "markeredgewidth": 1.0, "zorder": 2,
    }  # fmt: skip


def _tick(direction: int, size: float) -> dict:
    return {
        "linestyle": "", "marker": direction, "markersize": size / 2 + TICK,
        "markeredgecolor": style.INK, "markeredgewidth": 1.5, "zorder": 2,
    }  # fmt: skip
