"""What a map of a network shows and where: its marks, lines and labels, for whatever draws them.

`helpers.charts.actor_network` draws a plan with matplotlib, `helpers.report.network_map` as SVG of
links. Lengths are in points or pixels; y grows downwards.
"""

from typing import NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from helpers.charts.layout import Box, pack
from helpers.charts.text import shorten, text_width, two_lines
from helpers.tables.network import SIGNIFICANT, Backbone, backbone

WIDEST_LINE = 7.0
MOST_LINES = 60  # beyond these a map is a tangle, and shows the backbone
GAP = 3  # between a mark and its label

Rectangle = tuple[float, float, float, float]  # left, upper, right and lower edge


class Look(NamedTuple):
    """Sizes: of the text, of the smallest and largest mark, and of lines."""

    text_size: float
    line_height: float  # by the size of the text
    smallest: float
    largest: float
    thinnest_line: float
    line_by_unit: float  # width of a line for each shared unit, as long as the widest allows it
    margin: float  # around a mark with its label
    most_stretched: float = 1.0  # how far a map may grow to fill its width


class Mark(NamedTuple):
    """An actor on the map: its row in the frame, its centre, diameter, label lines and room."""

    row: int
    actor_id: str
    kind: str
    x: float
    y: float
    size: float
    label: list[tuple[float, str]]  # the baseline of each line of text, centred on x
    room: Rectangle


class Line(NamedTuple):
    """A pair on the map: its row in the frame, and the line between the two marks."""

    row: int
    source_id: str
    target_id: str
    n: int
    ends: tuple[tuple[float, float], tuple[float, float]]
    width: float
    beyond_chance: bool


class Plan(NamedTuple):
    """A map: its marks and lines, and its height."""

    marks: list[Mark]
    lines: list[Line]
    height: float


def choose(
    actors: pd.DataFrame, cooccurrence: pd.DataFrame, top: int
) -> tuple[pd.DataFrame, pd.DataFrame, Backbone]:
    """Return the `top` actors, the pairs among them, most shared first, and those to be drawn."""
    shown = actors.sort_values("n_mentions", ascending=False, kind="stable").head(top)
    ids = set(shown["actor_id"])
    pairs = cooccurrence[
        cooccurrence["source_id"].isin(ids) & cooccurrence["target_id"].isin(ids)
    ].sort_values("n", ascending=False, kind="stable")
    return shown, pairs, backbone(pairs, MOST_LINES)


def plan(shown: pd.DataFrame, pairs: pd.DataFrame, look: Look, width: float, seed: int = 0) -> Plan:
    """Return where the actors of `pairs` stand on a map of `width`, and the lines between them.

    Rows are those of the frames' indexes. Actors that are in no pair have no place.
    """
    sizes = mark_sizes(shown, look)
    network = nx.Graph()
    network.add_nodes_from(shown["actor_id"])
    network.add_weighted_edges_from(
        pairs[["source_id", "target_id", "n"]].itertuples(index=False, name=None)
    )
    network.remove_nodes_from(list(nx.isolates(network)))
    shown = shown[shown["actor_id"].isin(network)]
    labels = {actor.actor_id: two_lines(shorten(actor.name)) for actor in shown.itertuples()}
    boxes = {node: _box(labels[node], sizes[node], look) for node in network}
    layout = pack(network, boxes, width, seed)
    used = max(x + boxes[node].half_width for node, (x, _) in layout.places.items())
    stretch = max(1.0, min(look.most_stretched, width / used))
    places = {node: (x * stretch, y * stretch) for node, (x, y) in layout.places.items()}
    marks = []
    for actor in shown.itertuples():
        node, (x, y) = actor.actor_id, places[actor.actor_id]
        above = node in layout.label_above
        label = _label(y, sizes[node], labels[node], look, above=above)
        room = _room(x, y, boxes[node], above=above)
        marks.append(Mark(actor.Index, node, actor.kind, x, y, sizes[node], label, room))
    return Plan(marks, _lines(pairs, places, look), layout.height * stretch)


def mark_sizes(shown: pd.DataFrame, look: Look) -> dict[str, float]:
    """Return the diameters of marks: their area grows with the mentions."""
    share = np.sqrt(shown["n_mentions"] / max(shown["n_mentions"].max(), 1))
    sizes = np.maximum(look.smallest, look.largest * share)
    return dict(zip(shown["actor_id"], sizes, strict=True))


def _lines(pairs: pd.DataFrame, places: dict, look: Look) -> list[Line]:
    by_unit = min(look.line_by_unit, WIDEST_LINE / pairs["n"].max())
    return [
        Line(
            pair.Index,
            pair.source_id,
            pair.target_id,
            pair.n,
            (places[pair.source_id], places[pair.target_id]),
            max(look.thinnest_line, pair.n * by_unit),
            bool(pair.p_adjusted < SIGNIFICANT),
        )
        for pair in pairs.itertuples()
    ]


def _box(lines: list[str], size: float, look: Look) -> Box:
    """The room that a mark takes with its label below it, measured from the centre of the mark."""
    half = max(size / 2, *(text_width(line, look.text_size) / 2 for line in lines)) + look.margin
    height = len(lines) * look.text_size * look.line_height
    return Box(half, size / 2 + look.margin, size / 2 + height + look.margin + GAP)


def _label(
    y: float, size: float, lines: list[str], look: Look, *, above: bool
) -> list[tuple[float, str]]:
    step = look.text_size * look.line_height
    start = y - size / 2 - GAP - 1 - len(lines) * step if above else y + size / 2 + GAP
    return [(start + (number + 0.8) * step, line) for number, line in enumerate(lines)]


def _room(x: float, y: float, box: Box, *, above: bool) -> Rectangle:
    half, up, down = box
    up, down = (down, up) if above else (up, down)
    return x - half, y - up, x + half, y + down
