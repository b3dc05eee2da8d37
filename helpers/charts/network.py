"""A map of who appears with whom."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from helpers.annotation.actor_ids import kind_of
from helpers.charts import style
from helpers.charts.network_plan import Line, Look, Plan, choose, mark_sizes, overlap, plan
from helpers.charts.text import shorten, text_width
from helpers.tables.network import SIGNIFICANT, Backbone
from helpers.wording import count, listed, named, none_shares

LOOK = Look(style.TEXT_SIZE, style.LINE, 6.0, 24.0, thinnest_line=1.0, line_by_unit=1.4, margin=2)
NUMBERED = 12  # the most lines that are labelled with how much is shared
_SOLID = {"color": "#2b3138", "linestyle": "-"}
_DASHED = {"color": "#6f7882", "linestyle": (0, (3.5, 2)), "linewidth": 0.9}
_BAND = "#c6cdd5"  # under a dashed line, with the width for the pair's strength

Number = tuple[float, float, str]  # its position, and the number


@style.chart(
    actors="actor_id name kind n_mentions",
    cooccurrence="source_id target_id unit n p_value p_adjusted",
)
def actor_network(
    actors: pd.DataFrame,
    cooccurrence: pd.DataFrame,
    *,
    ax: Axes | None = None,
    top: int = 40,
    seed: int = 0,
) -> Axes:
    """Draw who appears with whom: a mark is an actor, a line a pair that shares sentences.

    The area of a mark shows the number of mentions; the width of a line shows `n`, the shared
    units, which is also written on the widest lines. A line is dashed if chance may explain it. The
    `top` most mentioned actors are drawn; those without a line are listed below the others. With
    more than 60 lines the map shows the network's backbone and says what it left out; see
    `helpers.tables.network.backbone`. With fewer than two actors, or no pair, a sentence is shown
    instead.

    On a figure of its own, which is as high as necessary, no two labels overlap; a caller's `ax`
    may be too small for that.
    """
    shown, pairs, drawn = choose(actors, cooccurrence, top)
    if shown.empty:
        return style.sentence_only(ax, "No actor is mentioned in this article.")
    names = dict(zip(shown["actor_id"], map(shorten, shown["name"]), strict=True))
    if len(shown) == 1:
        (name,) = names.values()
        return style.sentence_only(ax, f"{name} is the only actor, so there is no pair to draw.")
    if pairs.empty:
        return style.sentence_only(ax, none_shares(len(shown)))
    width = style.WIDTH - 2 * style.MARGIN if ax is None else style.width_of(ax)
    mapped = plan(shown, drawn.pairs, LOOK, width, seed)
    alone = [node for node in names if node not in {mark.actor_id for mark in mapped.marks}]
    notes = _notes(pairs, drawn, style.left_out(len(actors), len(shown), "mentioned most"))
    title, alt_text = _words(names, pairs, alone, int(cooccurrence["n"].max()))
    numbers = _numbers(mapped)
    listed_places, height = _list_below(alone, names, mapped.height, width)
    ax = style.canvas(
        ax, title=title, alt_text=" ".join([alt_text, *notes]), height=height, above=6,
        keys=[_line_key(mapped.lines, _unit(pairs)), style.kind_key(shown["kind"])],
        notes=[_legend(pairs, numbers), *notes],
    )  # fmt: skip
    # One unit is one point, counted downwards from the upper left corner.
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_xticks([])
    ax.set_yticks([])
    _draw_lines(ax, mapped.lines)
    _draw_numbers(ax, numbers)
    for mark in mapped.marks:
        _draw_mark(ax, mark.x, mark.y, mark.size, mark.kind)
        # Each line is a separate text, as SVG centres only single lines in the reader's font.
        for y, words in mark.label:
            ax.text(
                mark.x, y, words, ha="center", va="baseline", fontsize=style.TEXT_SIZE, zorder=5,
                bbox={"facecolor": style.PANEL, "edgecolor": "none", "alpha": 0.8, "pad": 0.6},
            )  # fmt: skip
    if alone:
        sizes, kinds = mark_sizes(shown, LOOK), shown.set_index("actor_id")["kind"]
        for node, (x, y) in listed_places.items():
            _draw_mark(ax, x, y, sizes[node], kinds[node])
            ax.text(
                x + LOOK.largest / 2 + 2, y, names[node], va="center_baseline",
                fontsize=style.TEXT_SIZE,
            )  # fmt: skip
        ax.text(
            0, min(y for _, y in listed_places.values()) - 18,
            f"Share no {_unit(pairs)} with any of these actors:",
            fontsize=style.SMALL_SIZE, color=style.QUIET,
        )  # fmt: skip
    return ax


def _words(names: dict, pairs: pd.DataFrame, alone: list, most_of_all: int) -> tuple[str, str]:
    """The title and the alternative text; `most_of_all` also counts pairs that are not shown."""
    most, unit = pairs["n"].iloc[0], _unit(pairs)
    ties = int((pairs["n"] == most).sum()) - 1
    first, second = (
        named(names[pairs[end].iloc[0]], kind_of(pairs[end].iloc[0]), start=end == "source_id")
        for end in ("source_id", "target_id")
    )
    title = f"{first} and {second} share {count(most, unit)}"
    if most < most_of_all:
        title += ", more than any other pair shown" if not ties else ""
    elif len(pairs) > 2 and most == 1:
        title = f"No two actors share more than one {unit}; {len(pairs):,} pairs share one"
    elif len(pairs) > 1:
        title += (
            f", as {'does' if ties == 1 else 'do'} {count(ties, 'other pair')}"
            if ties
            else ", more than any other pair"
        )
    together = listed(
        f"{names[pair.source_id]} and {names[pair.target_id]} ({pair.n})"
        for pair in pairs.head(3).itertuples()
    )
    alt_text = (
        f"Network of {len(names)} actors and {count(len(pairs), 'pair')} that share "
        f"{unit}s, most of all {together}."
    )
    if alone:
        alt_text += (
            f" {count(len(alone), 'actor')} {'is' if len(alone) == 1 else 'are'} in no pair."
        )
    return title, alt_text


def _notes(pairs: pd.DataFrame, drawn: Backbone, actors_left_out: str) -> list[str]:
    """What the map can't show itself: how much may be chance, and what is left out."""
    significant = int((pairs["p_adjusted"] < SIGNIFICANT).sum())
    if significant:
        notes = [
            f"{count(significant, 'pair')} of {len(pairs):,} "
            f"{'appears' if significant == 1 else 'appear'} together more often than chance "
            "explains."
        ]
    else:
        notes = [
            "No pair appears together more often than chance explains: read it as who appears "
            "with whom."
        ]
    if len(drawn.pairs) < len(pairs):
        kept = ["the strongest that hold the map together"]
        kept += ["all beyond chance"] if significant else []
        kept += [f"all of {drawn.from_n} or more {_unit(pairs)}s"] if drawn.from_n else []
        notes.append(
            f"Only {len(drawn.pairs)} of {len(pairs):,} lines are drawn: {listed(kept)}. "
            f"The other {len(pairs) - len(drawn.pairs):,} are left out."
        )
    return [*notes, actors_left_out] if actors_left_out else notes


def _unit(pairs: pd.DataFrame) -> str:
    return pairs["unit"].iloc[0]


def _legend(pairs: pd.DataFrame, numbers: list[Number]) -> str:
    words = f"Larger mark: mentioned more often. Wider line: more shared {_unit(pairs)}s"
    return f"{words}; the numbers say how many." if numbers else f"{words}."


def _draw_mark(ax: Axes, x: float, y: float, size: float, kind: str) -> None:
    look = style.kind_of(kind)
    ax.plot(
        x, y, linestyle="", marker=look.marker, markersize=size * look.scale,
        markerfacecolor=look.colour, markeredgecolor=style.INK, markeredgewidth=0.9, zorder=4,
    )  # fmt: skip


def _list_below(
    alone: list[str], names: dict[str, str], height: float, width: float
) -> tuple[dict[str, tuple[float, float]], float]:
    """Positions of the actors without a line, in columns under the map; and the height with all."""
    if not alone:
        return {}, height
    widest = max(text_width(names[node], style.TEXT_SIZE) for node in alone) + LOOK.largest + 12
    columns = max(1, int(width // widest))
    start = height + 42
    places = {
        node: (
            LOOK.largest / 2 + (i % columns) * width / columns,
            start + (i // columns) * LOOK.largest,
        )
        for i, node in enumerate(alone)
    }
    return places, start + (len(alone) - 1) // columns * LOOK.largest + LOOK.largest / 2 + 2


def _draw_lines(ax: Axes, lines: list[Line]) -> None:
    """Solid lines for pairs beyond chance; the others as a pale band with a dashed line in it."""
    solid = [line for line in lines if line.beyond_chance]
    dashed = [line for line in lines if not line.beyond_chance]
    for some, zorder, look in ((dashed, 1, _DASHED), (solid, 2, _SOLID), (dashed, 0.9, {})):
        band = {"color": _BAND} if not look else {}
        ax.add_collection(
            LineCollection(
                [line.ends for line in some],
                zorder=zorder,
                **{"linewidth": [line.width for line in some], **look, **band},
            ),
            autolim=False,
        )


def _numbers(mapped: Plan) -> list[Number]:
    """Where to write how much the strongest lines share, without covering anything.

    Lines are numbered if they are stronger than the weakest.
    """
    taken = [mark.room for mark in mapped.marks]
    fewest = max(1, min(line.n for line in mapped.lines))
    numbers = []
    for line in [line for line in mapped.lines if line.n > fewest][:NUMBERED]:
        text = f"{line.n:,}"
        half = text_width(text, style.SMALL_SIZE) / 2 + 1.5
        for x, y in _beside(np.array(line.ends)):
            room = (x - half, y - style.SMALL_SIZE / 2 - 2, x + half, y + style.SMALL_SIZE / 2 + 2)
            if not any(overlap(room, other) for other in taken):
                taken.append(room)
                numbers.append((x, y, text))
                break
    return numbers


def _draw_numbers(ax: Axes, numbers: list[Number]) -> None:
    for x, y, text in numbers:
        ax.text(
            x, y, text, ha="center", va="center_baseline", fontsize=style.SMALL_SIZE, zorder=3,
            bbox={"facecolor": style.PANEL, "edgecolor": "none", "alpha": 0.9, "pad": 0.8},
        )  # fmt: skip


def _beside(ends: np.ndarray) -> Iterator[tuple[float, float]]:
    """Positions for a number: on a line, from its middle outwards, or else beside its middle."""
    middle, along = ends.mean(axis=0), ends[1] - ends[0]
    for share in (0, -0.08, 0.08, -0.16, 0.16, -0.24, 0.24, -0.32, 0.32):
        yield tuple(middle + share * along)
    across = np.array([-along[1], along[0]]) / max(np.hypot(*along), 1e-9)
    for distance in (9, -9, 13, -13, 18, -18):
        yield tuple(middle + distance * across)


def _line_key(lines: list[Line], unit: str) -> list[Line2D]:
    keys = []
    if any(line.beyond_chance for line in lines):
        label = f"share more {unit}s than chance explains (adjusted p < {SIGNIFICANT})"
        keys.append(Line2D([], [], linewidth=1.6, label=label, **_SOLID))
    if not all(line.beyond_chance for line in lines):
        keys.append(Line2D([], [], label="may be chance", **_DASHED))
    return keys
