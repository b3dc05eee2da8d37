"""The map of who appears with whom at the top of a report: SVG whose marks and lines are links.

`helpers.charts.actor_network` draws the same for notebooks and print; here each mark leads to its
actor and each line to its pair, colours are those of the page, light or dark, and there is a layout
for wide and one for narrow screens.
"""

from html import escape

import networkx as nx
import numpy as np
import pandas as pd

from helpers.charts.layout import Box, pack
from helpers.charts.text import shorten, text_width, two_lines
from helpers.tables.network import SIGNIFICANT
from helpers.wording import count

WIDE, NARROW = 600, 330  # pixels
LABEL = 14
SMALLEST, LARGEST = 10.0, 34.0  # widths of marks
WIDEST_LINE = 7.0
MAX_ACTORS = 18
MOST_STRETCHED = 1.4
SEED = 0
_LINE = 1.2


def map_html(actors: pd.DataFrame, cooccurrence: pd.DataFrame, *, top: int = MAX_ACTORS) -> str:
    """Return the map as two SVG elements, of the classes `map wide` and `map narrow`.

    `actors` has the columns `actor_id`, `name`, `kind` and `n_mentions`; `cooccurrence` has
    `source_id`, `target_id`, `n`, `p_value` (or `p_adjusted`, which counts before it) and
    `sentence_ids`. A mark links to `#actor-<row of actors>`, a line to `#pair-<row of
    cooccurrence>`. Drawn are those of the `top` most mentioned actors that share a sentence with
    another. Without such a pair the text is empty.
    """
    shown, pairs = _drawn(actors, cooccurrence, top)
    if pairs.empty:
        return ""
    return _svg(shown, pairs, WIDE, "wide") + _svg(shown, pairs, NARROW, "narrow")


def left_out(
    actors: pd.DataFrame, cooccurrence: pd.DataFrame, *, top: int = MAX_ACTORS
) -> list[int]:
    """Return the rows of the actors that `map_html` leaves out."""
    shown, _ = _drawn(actors, cooccurrence, top)
    return [i for i in range(len(actors)) if i not in shown.index]


def _drawn(
    actors: pd.DataFrame, cooccurrence: pd.DataFrame, top: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The actors and pairs on the map, by their row in the whole frames."""
    shown = actors.reset_index(drop=True).head(top)
    pairs = cooccurrence.reset_index(drop=True)
    ids = set(shown["actor_id"])
    pairs = pairs[pairs["source_id"].isin(ids) & pairs["target_id"].isin(ids)]
    kept = set(pairs["source_id"]) | set(pairs["target_id"])
    return shown[shown["actor_id"].isin(kept)], pairs


def _svg(shown: pd.DataFrame, pairs: pd.DataFrame, width: int, name: str) -> str:
    network = nx.Graph()
    network.add_nodes_from(shown["actor_id"])
    network.add_weighted_edges_from(
        pairs[["source_id", "target_id", "n"]].itertuples(index=False, name=None)
    )
    labels = {row.actor_id: two_lines(shorten(row.name)) for row in shown.itertuples()}
    share = np.sqrt(shown["n_mentions"] / max(shown["n_mentions"].max(), 1))
    sizes = dict(zip(shown["actor_id"], np.maximum(SMALLEST, LARGEST * share), strict=True))
    boxes = {node: _box(labels[node], sizes[node]) for node in network}
    layout = pack(network, boxes, width, SEED)
    used = max(x + boxes[node].half_width for node, (x, _) in layout.places.items())
    stretch = max(1.0, min(MOST_STRETCHED, width / used))
    places = {node: (x * stretch, y * stretch) for node, (x, y) in layout.places.items()}
    height = layout.height * stretch
    names = dict(zip(shown["actor_id"], shown["name"], strict=True))
    number = dict(zip(shown["actor_id"], shown.index, strict=True))
    lines = [_line(row, places, names, number, pairs["n"].max()) for row in pairs.itertuples()]
    marks = [
        _mark(
            row,
            *places[row.actor_id],
            sizes[row.actor_id],
            labels[row.actor_id],
            above=row.actor_id in layout.label_above,
        )
        for row in shown.itertuples()
    ]
    label = f"Map of {count(len(shown), 'actor')} and {count(len(pairs), 'pair')} of them"
    return (
        f'<svg class="map {name}" viewBox="0 0 {width} {height + 4:.0f}" role="group" '
        f'aria-label="{escape(label)}">{"".join(lines)}{"".join(marks)}</svg>'
    )


def _box(lines: list[str], size: float) -> Box:
    half = max(size / 2, *(text_width(line, LABEL) / 2 for line in lines)) + 3
    return Box(half, size / 2 + 3, size / 2 + len(lines) * LABEL * _LINE + 6)


def _line(row, places: dict, names: dict, number: dict, most: int) -> str:
    (x1, y1), (x2, y2) = places[row.source_id], places[row.target_id]
    chance = getattr(row, "p_adjusted", row.p_value)
    words = f"{names[row.source_id]} and {names[row.target_id]}: {count(row.n, 'shared sentence')}"
    if chance >= SIGNIFICANT:
        words += ", which may be chance"
    coordinates = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    stroke = max(1.2, row.n * min(1.6, WIDEST_LINE / most))
    return (
        f'<a class="edge{" chance" if chance >= SIGNIFICANT else ""}" href="#pair-{row.Index}" '
        f'data-ends="{number[row.source_id]} {number[row.target_id]}" '
        f'data-sentences="{" ".join(map(str, row.sentence_ids))}" aria-label="{escape(words)}">'
        f'<title>{escape(words)}</title><line class="hit" {coordinates}/>'
        f'<line {coordinates} stroke-width="{stroke:.1f}"/></a>'
    )


def _mark(row, x: float, y: float, size: float, lines: list[str], *, above: bool) -> str:
    number = row.Index
    words = f"{row.name}, {row.kind}: {count(row.n_mentions, 'mention')}"
    top = y - size / 2 - 3 - len(lines) * LABEL * _LINE if above else y + size / 2 + 3
    text = "".join(
        f'<text x="{x:.1f}" y="{top + (i + 0.8) * LABEL * _LINE:.1f}">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )
    return (
        f'<a class="node kind-{escape(row.kind)}" href="#actor-{number}" data-actors="{number}" '
        f'aria-label="{escape(words)}"><title>{escape(words)}</title>'
        f"{_shape(row.kind, x, y, size / 2)}{text}</a>"
    )


def _shape(kind: str, x: float, y: float, r: float) -> str:
    """The shapes by kind are those of the charts: circle, square, triangle, diamond."""
    if kind == "person":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'
    if kind == "organisation":
        half = 0.88 * r
        return (
            f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" '
            f'height="{2 * half:.1f}"/>'
        )
    if kind == "country":
        points = [(x, y - r), (x + r, y + 0.8 * r), (x - r, y + 0.8 * r)]
    else:
        points = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
    return f'<polygon points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in points)}"/>'
