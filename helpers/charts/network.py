"""A map of who appears with whom."""

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from helpers.charts.layout import Box, pack
from helpers.charts.style import (
    INK,
    LINE,
    MARGIN,
    PANEL,
    QUIET,
    SMALL_SIZE,
    TEXT_SIZE,
    WIDTH,
    canvas,
    chart,
    kind_key,
    kind_of,
    left_out,
    require,
    sentence_only,
)
from helpers.charts.text import shorten, text_width, two_lines
from helpers.network import SIGNIFICANT
from helpers.wording import count, listed

SMALLEST, LARGEST = 6.0, 24.0  # widths of marks
WIDEST_LINE = 6.0
_SOLID = {"color": "#3d444c", "linestyle": "-"}
_DASHED = {"color": "#8a929b", "linestyle": (0, (4, 2.5))}


@chart
def actor_network(
    actors: pd.DataFrame,
    cooccurrence: pd.DataFrame,
    *,
    ax: Axes | None = None,
    top: int = 40,
    seed: int = 0,
) -> Axes:
    """Draw who appears with whom: a mark an actor, a line a pair that shares sentences.

    `actors` has the columns `actor_id`, `name`, `kind` and `n_mentions`, which is the area of the
    mark; `cooccurrence` has `source_id`, `target_id`, `n` (shared sentences), which is the width of
    the line, and `p_value`: a line is dashed where chance may explain it. The `top` most mentioned
    actors are drawn; those without a line stand below the others. The same `seed` gives the same
    map. With fewer than two actors, or no pair, there is a sentence instead.

    On a figure of its own no two labels overlap, as it is as high as it must be; a caller's `ax`
    may be too small for that.
    """
    require(actors, "actors", ("actor_id", "name", "kind", "n_mentions"))
    require(cooccurrence, "cooccurrence", ("source_id", "target_id", "n", "p_value"))
    shown = actors.sort_values("n_mentions", ascending=False, kind="stable").head(top)
    if shown.empty:
        return sentence_only(ax, "No actor is mentioned in this article.")
    names = dict(zip(shown["actor_id"], map(shorten, shown["name"]), strict=True))
    if len(shown) == 1:
        (name,) = names.values()
        return sentence_only(ax, f"{name} is the only actor, so there is no pair to draw.")
    pairs = cooccurrence[
        cooccurrence["source_id"].isin(names) & cooccurrence["target_id"].isin(names)
    ].sort_values("n", ascending=False, kind="stable")
    if pairs.empty:
        return sentence_only(ax, f"None of {len(shown)} actors shares a sentence with another.")

    network = nx.Graph()
    network.add_nodes_from(names)
    network.add_weighted_edges_from(
        pairs[["source_id", "target_id", "n"]].itertuples(index=False, name=None)
    )
    alone = [actor_id for actor_id in names if not network.degree[actor_id]]
    network.remove_nodes_from(alone)
    note = left_out(len(actors), len(shown), "mentioned most")
    title, alt_text = _words(names, pairs, alone)
    width = WIDTH - 2 * MARGIN if ax is None else ax.get_window_extent().width * 72 / ax.figure.dpi
    sizes = _sizes(shown)
    boxes = {node: _box(names[node], sizes[node]) for node in network}
    places, height = pack(network, boxes, width, seed)
    list_places, height = _list_below(alone, names, height, width)
    ax = canvas(
        ax, title=title, alt_text=f"{alt_text} {note}".strip(), height=height, above=4,
        keys=[_line_key(pairs), kind_key(shown["kind"])],
        notes=["Larger mark: mentioned more often. Wider line: more shared sentences.", note],
    )  # fmt: skip
    # One unit is one point, counted downwards from the upper left corner.
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_xticks([])
    ax.set_yticks([])
    _draw_lines(ax, pairs, places)
    for actor in shown.itertuples():
        node, kind = actor.actor_id, kind_of(actor.kind)
        listed_below = node in list_places
        x, y = list_places[node] if listed_below else places[node]
        ax.plot(
            x, y, linestyle="", marker=kind.marker, markersize=sizes[node] * kind.scale,
            markerfacecolor=kind.colour, markeredgecolor=INK, markeredgewidth=0.9, zorder=4,
        )  # fmt: skip
        if listed_below:
            ax.text(x + LARGEST / 2 + 2, y, names[node], va="center_baseline", fontsize=TEXT_SIZE)
        else:
            _label(ax, x, y + sizes[node] / 2, names[node])
    if alone:
        top_of_list = min(y for _, y in list_places.values())
        ax.text(
            0, top_of_list - 18, "Never in one sentence with another of these actors:",
            fontsize=SMALL_SIZE, color=QUIET,
        )  # fmt: skip
    return ax


def _words(names: dict, pairs: pd.DataFrame, alone: list) -> tuple[str, str]:
    """The title and the alternative text."""
    most = pairs["n"].iloc[0]
    ties = int((pairs["n"] == most).sum()) - 1
    first, second = names[pairs["source_id"].iloc[0]], names[pairs["target_id"].iloc[0]]
    title = f"{first} and {second} share {count(most, 'sentence')}"
    if len(pairs) > 1:
        title += (
            f", as {'does' if ties == 1 else 'do'} {count(ties, 'other pair')}"
            if ties
            else ", more than any other pair"
        )
    significant = int((pairs["p_value"] < SIGNIFICANT).sum())
    together = listed(
        f"{names[pair.source_id]} and {names[pair.target_id]} ({pair.n})"
        for pair in pairs.head(3).itertuples()
    )
    alt_text = (
        f"Network of {len(names)} actors and {count(len(pairs), 'pair')} that share sentences, "
        f"most of all {together}. {significant} of the pairs "
        f"{'meets' if significant == 1 else 'meet'} more often than chance explains."
    )
    if alone:
        alt_text += (
            f" {count(len(alone), 'actor')} {'is' if len(alone) == 1 else 'are'} in no pair."
        )
    return title, alt_text


def _sizes(shown: pd.DataFrame) -> dict[str, float]:
    """Diameters of the marks: their area grows with the mentions."""
    share = np.sqrt(shown["n_mentions"] / max(shown["n_mentions"].max(), 1))
    return dict(zip(shown["actor_id"], np.maximum(SMALLEST, LARGEST * share), strict=True))


def _box(name: str, size: float) -> Box:
    """The room that a mark takes with its label below it, measured from the centre of the mark."""
    lines = two_lines(name)
    half = max(size / 2, *(text_width(line, TEXT_SIZE) / 2 for line in lines)) + 2
    return Box(half, size / 2 + 2, size / 2 + len(lines) * TEXT_SIZE * LINE + 5)


def _label(ax: Axes, x: float, y: float, name: str) -> None:
    # Each line is a text of its own, as SVG centres only single lines in the reader's font.
    for number, line in enumerate(two_lines(name)):
        ax.text(
            x, y + 3 + (number + 0.8) * TEXT_SIZE * LINE, line, ha="center", va="baseline",
            fontsize=TEXT_SIZE, zorder=5,
            bbox={"facecolor": PANEL, "edgecolor": "none", "alpha": 0.8, "pad": 0.6},
        )  # fmt: skip


def _list_below(
    alone: list[str], names: dict[str, str], height: float, width: float
) -> tuple[dict[str, tuple[float, float]], float]:
    """Places of the actors without a line, in columns under the map; and the height with them."""
    if not alone:
        return {}, height
    widest = max(text_width(names[node], TEXT_SIZE) for node in alone) + LARGEST + 12
    columns = max(1, int(width // widest))
    start = height + 42
    places = {
        node: (LARGEST / 2 + (i % columns) * width / columns, start + (i // columns) * LARGEST)
        for i, node in enumerate(alone)
    }
    return places, start + (len(alone) - 1) // columns * LARGEST + LARGEST / 2 + 2


def _line_width(n: int, most: int) -> float:
    return max(0.8, n * min(1.4, WIDEST_LINE / most))


def _draw_lines(ax: Axes, pairs: pd.DataFrame, places: dict) -> None:
    most = pairs["n"].max()
    significant = pairs["p_value"] < SIGNIFICANT
    for chosen, style, zorder in ((~significant, _DASHED, 1), (significant, _SOLID, 2)):
        lines = pairs[chosen]
        ax.add_collection(
            LineCollection(
                [(places[line.source_id], places[line.target_id]) for line in lines.itertuples()],
                linewidths=[_line_width(n, most) for n in lines["n"]],
                zorder=zorder,
                **style,
            ),
            autolim=False,
        )


def _line_key(pairs: pd.DataFrame) -> list[Line2D]:
    significant = pairs["p_value"] < SIGNIFICANT
    keys = []
    if significant.any():
        label = f"share more sentences than chance explains (p < {SIGNIFICANT})"
        keys.append(Line2D([], [], linewidth=1.6, label=label, **_SOLID))
    if not significant.all():
        keys.append(Line2D([], [], linewidth=1.6, label="may be chance", **_DASHED))
    return keys
