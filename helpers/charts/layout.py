"""Places the nodes of a network so that neither marks nor labels overlap.

Lengths are in points; y grows downwards.
"""

from typing import NamedTuple

import networkx as nx
import numpy as np

GAP = 11.0  # free space between two boxes: at least this much of a line is seen
SPREAD, SPREAD_BY_LINE, MOST_SPREAD = 2.0, 0.3, 4.0  # area of a map, relative to that of its boxes
STEPS, DAMPING = 100, 0.7  # of majorization, after which nothing visible changes
FEW = 5  # a map with this many nodes or more uses the whole width


class Box(NamedTuple):
    """The space of a node with its label below: to either side, above and below its centre."""

    half_width: float
    above: float
    below: float


class Map(NamedTuple):
    """The position of each node, the nodes whose label is above the mark, the total height."""

    places: dict[str, tuple[float, float]]
    label_above: set[str]
    height: float


def pack(network: nx.Graph, boxes: dict[str, Box], width: float, seed: int) -> Map:
    """Return the positions of the nodes on a map of `width`.

    Each connected part is laid out by itself; the parts are placed in rows, the largest first. A
    label is on the side of its mark, below or above, that fewer lines leave from, counted by
    `weight`.
    """
    rank = {node: i for i, node in enumerate(network)}
    parts = sorted(
        nx.connected_components(network), key=lambda part: (-len(part), min(map(rank.get, part)))
    )
    places: dict[str, tuple[float, float]] = {}
    label_above: set[str] = set()
    x = y = row_height = 0.0
    for part in parts:
        nodes = sorted(part, key=rank.get)
        room = np.array([boxes[node] for node in nodes])
        alone = len(nodes) == len(network)
        xy, above = _part(network.subgraph(nodes), nodes, room, width, seed, wide=alone)
        room[above] = room[above][:, [0, 2, 1]]
        part_width = (xy[:, 0] + room[:, 0]).max()
        if x and x + part_width > width:
            x, y, row_height = 0.0, y + row_height + 2 * GAP, 0.0
        places |= {node: (x + px, y + py) for node, (px, py) in zip(nodes, xy, strict=True)}
        label_above |= {nodes[i] for i in np.flatnonzero(above)}
        x += part_width + 3 * GAP
        row_height = max(row_height, (xy[:, 1] + room[:, 2]).max())
    return Map(places, label_above, y + row_height)


def _part(
    part: nx.Graph, nodes: list[str], room: np.ndarray, width: float, seed: int, wide: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Positions of the nodes of a connected part, with boxes from (0, 0); whose label is above."""
    lines_each = 2 * part.number_of_edges() / len(nodes)
    spread = min(SPREAD + SPREAD_BY_LINE * lines_each, MOST_SPREAD)
    if len(nodes) <= FEW and not wide:
        spread = SPREAD * 0.8
    area = spread * (2 * room[:, 0] * (room[:, 1] + room[:, 2])).sum()
    part_width = width
    if len(nodes) <= FEW:
        part_width = min(width, max((1.8 if wide else 1.1) * np.sqrt(area), 2 * room[:, 0].max()))
    if len(nodes) == 2:
        part_width = min(width, 2 * room[:, 0].sum() + 5 * GAP)
    xy = _level(_unit_layout(part, nodes, seed))
    xy = (xy - xy.min(axis=0)) / np.maximum(np.ptp(xy, axis=0), 1e-9)
    if len(nodes) > FEW:
        # Halfway to even spacing, so that a crowded middle gets the space that outliers leave.
        xy = (xy + xy.argsort(axis=0).argsort(axis=0) / (len(nodes) - 1)) / 2
    inner = part_width - room[:, 0].max() * 2
    xy *= (inner, area / part_width if len(nodes) > 2 else 0)
    xy[:, 0] += room[:, 0].max()
    above = _label_above(_apart(xy, room, width), part, nodes, room)
    room = np.where(above[:, None], room[:, [0, 2, 1]], room)
    xy = _apart(xy, room, width)
    xy -= ((xy[:, 0] - room[:, 0]).min(), (xy[:, 1] - room[:, 1]).min())
    return _stretched(xy, room[:, 0], part_width), above


def _unit_layout(part: nx.Graph, nodes: list[str], seed: int) -> np.ndarray:
    """Positions with distances as in the network, by stress majorization.

    Gansner, Koren and North, Graph Drawing 2004, starting from classical scaling. It gives the
    layout of `networkx.kamada_kawai_layout` in a tenth of the time.
    """
    lengths = dict(nx.all_pairs_shortest_path_length(nx.Graph(part)))
    distance = np.array([[lengths[one][other] for other in nodes] for one in nodes], dtype=float)
    squares = distance**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    xy = vectors[:, :-3:-1] * np.sqrt(np.maximum(values[:-3:-1], 0))
    # Nodes with the same neighbours would stay in one place for ever.
    xy += np.random.default_rng(seed).normal(0, 0.05, xy.shape)
    weights = 1 / np.maximum(squares, 1)
    np.fill_diagonal(weights, 0)
    total = weights.sum(axis=1)[:, None]
    for _ in range(STEPS):
        apart = xy[:, None] - xy
        longer = distance / np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-9)
        wanted = (weights[..., None] * (xy + longer[..., None] * apart)).sum(axis=1) / total
        xy += DAMPING * (wanted - xy)
    return xy


def _level(xy: np.ndarray) -> np.ndarray:
    """Rotate the layout so that it is widest horizontally, with the first node at the top left."""
    xy = xy - xy.mean(axis=0)
    x, y = xy.T
    angle = np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum()) / 2
    cos, sin = np.cos(angle), np.sin(angle)
    xy = np.column_stack([x * cos + y * sin, y * cos - x * sin])
    return xy * np.where(xy[0] > 0, -1, 1)


def _label_above(xy: np.ndarray, part: nx.Graph, nodes: list[str], room: np.ndarray) -> np.ndarray:
    """Nodes for which fewer lines, by weight, cross a label above the mark than one below it."""
    place = {node: i for i, node in enumerate(nodes)}
    balance = np.zeros(len(nodes))
    for one, two, weight in part.edges(data="weight", default=1):
        for node, other in ((one, two), (two, one)):
            i = place[node]
            dx, dy = xy[place[other]] - xy[i]
            # The line leaves the mark through its lower or upper edge, where the label would be.
            if abs(dx) * room[i, 1] < abs(dy) * room[i, 0]:
                balance[i] += weight * np.sign(dy)
    return balance > 0


def _stretched(xy: np.ndarray, half_width: np.ndarray, width: float) -> np.ndarray:
    """Spread nodes horizontally until they use the width; this makes nothing overlap."""
    x = xy[:, 0].copy()
    for _ in range(4 if len(x) > FEW else 0):
        x *= max(1.0, ((width - half_width) / x).min())
        x -= (x - half_width).min()
    return np.column_stack([x, xy[:, 1]])


def _apart(xy: np.ndarray, room: np.ndarray, width: float) -> np.ndarray:
    """Push boxes apart until none is closer to another than `GAP`, within 0 to `width`."""
    half_width = room[:, 0]
    half_height = (room[:, 1] + room[:, 2]) / 2
    shift = (room[:, 2] - room[:, 1]) / 2
    centre = xy + np.column_stack([np.zeros(len(xy)), shift])
    need_x = half_width[:, None] + half_width + GAP
    need_y = half_height[:, None] + half_height + GAP
    low, high = half_width, np.maximum(half_width, width - half_width)
    for _ in range(300):
        apart = centre[:, None] - centre
        lack_x, lack_y = need_x - abs(apart[..., 0]), need_y - abs(apart[..., 1])
        close = (lack_x > 0.1) & (lack_y > 0.1)
        np.fill_diagonal(close, False)
        if not close.any():
            break
        sideways = lack_x < lack_y
        # Boxes with the same centre are separated in their order.
        order = np.sign(np.arange(len(xy))[:, None] - np.arange(len(xy)))
        signs = np.where(apart == 0, order[..., None], np.sign(apart))
        push_x = np.where(close & sideways, lack_x * signs[..., 0], 0).sum(axis=1)
        push_y = np.where(close & ~sideways, lack_y * signs[..., 1], 0).sum(axis=1)
        centre += 0.35 * np.column_stack([push_x, push_y])
        centre[:, 0] = np.clip(centre[:, 0], low, high)
    _drop(centre, need_x, need_y)
    return centre - np.column_stack([np.zeros(len(xy)), shift])


def _drop(centre: np.ndarray, need_x: np.ndarray, need_y: np.ndarray) -> None:
    """Move boxes that are still too close down until they are free, from top to bottom."""
    done: list[int] = []
    for i in np.argsort(centre[:, 1], kind="stable"):
        while near := [
            j
            for j in done
            if abs(centre[i, 0] - centre[j, 0]) < need_x[i, j] - 0.2
            and abs(centre[i, 1] - centre[j, 1]) < need_y[i, j] - 0.2
        ]:
            centre[i, 1] = max(centre[j, 1] + need_y[i, j] for j in near)
        done.append(i)
