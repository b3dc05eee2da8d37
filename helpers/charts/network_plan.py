"""What a map of a network shows and where: marks, lines and labels, however they are drawn.

`helpers.charts.actor_network` draws a plan with matplotlib, `helpers.report.network_map` as SVG of
links. Lengths are in points or pixels; y grows downwards.
"""

from collections.abc import Container, Mapping
from types import MappingProxyType
from typing import NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from helpers.charts.layout import Box, pack
from helpers.charts.text import shorten, text_width, two_lines
from helpers.tables.network import SIGNIFICANT, Backbone, backbone

WIDEST_LINE = 7.0
MOST_LINES = 60  # with more, a map is a tangle, and shows only the backbone
GAP = 3  # between a mark and its label
WORDS_COLUMNS = 18  # longer words on a line are split into two lines of text

Rectangle = tuple[float, float, float, float]  # left, upper, right and lower edge


class Look(NamedTuple):
    """Sizes: of the text, of the smallest and largest mark, and of lines."""

    text_size: float
    line_height: float  # relative to the font size
    smallest: float
    largest: float
    thinnest_line: float
    line_by_unit: float  # width of a line per shared unit, up to the widest
    margin: float  # around a mark with its label
    most_stretched: float = 1.0  # how far a map may be stretched to fill its width


class Mark(NamedTuple):
    """An actor on the map: its row in the frame, its centre, diameter, label lines and space."""

    row: int
    actor_id: str
    kind: str
    x: float
    y: float
    size: float
    label: list[tuple[float, str]]  # the baseline of each line of text, centred on x
    room: Rectangle


class Words(NamedTuple):
    """The words on a line: their middle, the baseline of each line of text, and their space."""

    x: float
    y: float
    lines: list[tuple[float, str]]
    room: Rectangle


class Line(NamedTuple):
    """A pair on the map: its row in the frame, and the line between the two marks.

    A line with words is bent so that it passes through their middle.
    """

    row: int
    source_id: str
    target_id: str
    n: int
    ends: tuple[tuple[float, float], tuple[float, float]]
    width: float
    beyond_chance: bool
    words: Words | None = None


class Plan(NamedTuple):
    """A map: its marks and lines, and its height."""

    marks: list[Mark]
    lines: list[Line]
    height: float


def choose(
    actors: pd.DataFrame, cooccurrence: pd.DataFrame, top: int
) -> tuple[pd.DataFrame, pd.DataFrame, Backbone]:
    """Return the `top` actors, the pairs among them, most shared first, and the pairs to draw."""
    shown = actors.sort_values("n_mentions", ascending=False, kind="stable").head(top)
    ids = set(shown["actor_id"])
    pairs = cooccurrence[
        cooccurrence["source_id"].isin(ids) & cooccurrence["target_id"].isin(ids)
    ].sort_values("n", ascending=False, kind="stable")
    return shown, pairs, backbone(pairs, MOST_LINES)


def plan(
    shown: pd.DataFrame,
    pairs: pd.DataFrame,
    look: Look,
    width: float,
    seed: int = 0,
    *,
    words: Mapping[int, str] = MappingProxyType({}),
    kept: Container[int] | None = None,
) -> Plan:
    """Return the positions of the actors in `pairs` on a map of `width`, and the lines.

    Rows are labels of the frames' indexes. Actors that are in no pair have no position. `words` are
    written on the lines of these rows of `pairs`, in space of their own. With `kept`, only these
    rows decide where actors are placed; the other lines are drawn where there is space.
    """
    sizes = mark_sizes(shown, look)
    shown = shown[shown["actor_id"].isin({*pairs["source_id"], *pairs["target_id"]})]
    labels = {actor.actor_id: two_lines(shorten(actor.name)) for actor in shown.itertuples()}
    boxes = {node: _box(labels[node], sizes[node], look) for node in labels}
    written = {row: two_lines(shorten(text, 34), WORDS_COLUMNS) for row, text in words.items()}
    boxes |= {row: _box_of_words(lines, look) for row, lines in written.items()}
    network = nx.Graph()
    network.add_nodes_from(labels)
    for pair in pairs.itertuples():
        if pair.Index in written:
            nx.add_path(network, (pair.source_id, pair.Index, pair.target_id), weight=pair.n)
        elif kept is None or pair.Index in kept:
            network.add_edge(pair.source_id, pair.target_id, weight=pair.n)
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
    positions = _place_words(
        written, places, {row: boxes[row] for row in written}, pairs, marks, look
    )
    return Plan(marks, _lines(pairs, places, look, positions), layout.height * stretch)


def mark_sizes(shown: pd.DataFrame, look: Look) -> dict[str, float]:
    """Return the diameters of marks: their area is proportional to the mentions."""
    share = np.sqrt(shown["n_mentions"] / max(shown["n_mentions"].max(), 1))
    sizes = np.maximum(look.smallest, look.largest * share)
    return dict(zip(shown["actor_id"], sizes, strict=True))


def _lines(pairs: pd.DataFrame, places: dict, look: Look, words: Mapping[int, Words]) -> list[Line]:
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
            words.get(pair.Index),
        )
        for pair in pairs.itertuples()
    ]


def _box(lines: list[str], size: float, look: Look) -> Box:
    """The space that a mark takes with its label below it, measured from the mark's centre."""
    half = max(size / 2, *(text_width(line, look.text_size) / 2 for line in lines)) + look.margin
    height = len(lines) * look.text_size * look.line_height
    return Box(half, size / 2 + look.margin, size / 2 + height + look.margin + GAP)


def _box_of_words(lines: list[str], look: Look) -> Box:
    """The space of words on a line, around their middle."""
    half = max(text_width(line, look.text_size) for line in lines) / 2 + look.margin
    height = len(lines) * look.text_size * look.line_height / 2 + look.margin
    return Box(half, height, height)


def _place_words(
    written: dict[int, list[str]],
    places: dict,
    boxes: dict[int, Box],
    pairs: pd.DataFrame,
    marks: list[Mark],
    look: Look,
) -> dict[int, Words]:
    """Words as close to the middle of their line as possible, or where the layout has space."""
    rooms = {row: _room(*places[row], boxes[row], above=False) for row in written}
    taken = [mark.room for mark in marks]
    words = {}
    for row, lines in written.items():
        ends = np.array([places[pairs.at[row, end]] for end in ("source_id", "target_id")])
        others = [*taken, *(room for other, room in rooms.items() if other != row)]
        for share in (0, 0.25, 0.5, 0.75, 1):
            x, y = (1 - share) * ends.mean(axis=0) + share * np.array(places[row])
            room = _room(x, y, boxes[row], above=False)
            if not any(overlap(room, other) for other in others):
                break
        rooms[row] = room
        step = look.text_size * look.line_height
        top = y - len(lines) * step / 2
        baselines = [(top + (number + 0.8) * step, line) for number, line in enumerate(lines)]
        words[row] = Words(x, y, baselines, room)
    return words


def overlap(one: Rectangle, other: Rectangle) -> bool:
    """Return whether two rectangles overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


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
