"""A chart of who is mentioned where."""

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts.style import (
    INK,
    MARGIN,
    ROW,
    RULE,
    WIDTH,
    canvas,
    chart,
    column_of_numbers,
    kind_key,
    kind_of,
    label_room,
    left_out,
    paragraph_rules,
    require,
    row_labels,
    sentence_axis,
    sentence_only,
)
from helpers.charts.text import shorten
from helpers.wording import count, listed


@chart
def actor_timeline(
    actors: pd.DataFrame,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    ax: Axes | None = None,
    top: int = 15,
) -> Axes:
    """Draw who is mentioned in which sentence: a row an actor, a mark a sentence.

    `actors` has the columns `actor_id`, `name`, `kind` and `n_mentions`; `mentions` has `actor_id`
    and `sentence_id`; `sentences` has `sentence_id` and `paragraph_id`. The `top` most mentioned
    actors are drawn, the most mentioned first; a note says how many are left out. Without actors,
    mentions or sentences there is a sentence instead.
    """
    require(actors, "actors", ("actor_id", "name", "kind", "n_mentions"))
    require(mentions, "mentions", ("actor_id", "sentence_id"))
    require(sentences, "sentences", ("sentence_id", "paragraph_id"))
    ordered = sentences.sort_values("sentence_id", ignore_index=True)
    place = pd.Series(ordered.index, index=ordered["sentence_id"])
    known = mentions[mentions["sentence_id"].isin(place.index)]
    places = {
        actor_id: sorted(place[ids.unique()])
        for actor_id, ids in known.groupby("actor_id")["sentence_id"]
    }
    named = actors[actors["actor_id"].isin(places)]
    if named.empty:
        return sentence_only(ax, "No actor is mentioned in this article.")
    ranked = named.sort_values("n_mentions", ascending=False, kind="stable")
    shown = ranked.head(top)
    names = [shorten(name) for name in shown["name"]]
    xs = [places[actor_id] for actor_id in shown["actor_id"]]
    n = len(ordered)
    lead = max(range(len(xs)), key=lambda row: len(xs[row]))
    all_sentences = "the only sentence" if n == 1 else f"{len(xs[lead])} of {n:,} sentences"
    alt_text = f"Timeline of {count(len(shown), 'actor')} over {count(n, 'sentence')}: " + listed(
        f"{name} in {count(len(x), 'sentence')}, first in number {x[0]}"
        for name, x in zip(names[:4], xs, strict=False)
    )
    note = left_out(len(ranked), len(shown), "mentioned most")
    ax = canvas(
        ax,
        title=f"{names[lead]} is mentioned in {all_sentences}",
        alt_text=f"{alt_text}. {note}".strip(),
        height=ROW * len(shown),
        left=label_room(names),
        right=7 * MARGIN,
        above=16,
        below=32,
        keys=[kind_key(shown["kind"])],
        notes=[note],
    )
    paragraph_rules(ax, ordered)
    size = min(7.5, max(3.0, 0.7 * (WIDTH - 30 * MARGIN) / n))
    for row, (x, kind) in enumerate(zip(xs, map(kind_of, shown["kind"]), strict=True)):
        ax.axhline(row, color=RULE, linewidth=0.9, zorder=1)
        ax.plot(
            x, [row] * len(x), linestyle="", marker=kind.marker, markersize=size * kind.scale,
            markerfacecolor=kind.colour, markeredgecolor=INK, markeredgewidth=min(0.8, size / 9),
            clip_on=False, zorder=2,
        )  # fmt: skip
    ax.set_ylim(len(shown) - 0.5, -0.5)
    sentence_axis(ax, n, "sentence (faint lines: a new paragraph)")
    row_labels(ax, range(len(names)), names)
    column_of_numbers(ax, "sentences", range(len(xs)), map(len, xs), 5.5 * MARGIN)
    return ax
