"""Where the nodes of a network stand, so that neither marks nor labels overlap.

Lengths are in points; y grows downwards.
"""

from typing import NamedTuple

import networkx as nx
import numpy as np

GAP = 12.0  # free space between two boxes: as much of a line is seen at least
SPREAD = 2.6  # area of a map by the area of its boxes


class Box(NamedTuple):
    """The room around a node: to either side, above and below its centre."""

    half_width: float
    above: float
    below: float


def pack(
    network: nx.Graph, boxes: dict[str, Box], width: float, seed: int
) -> tuple[dict[str, tuple[float, float]], float]:
    """Return the place of each node, and the height of the whole map.

    Each connected part is laid out by itself; the parts stand in rows, the largest first.
    """
    rank = {node: i for i, node in enumerate(network)}
    parts = sorted(
        nx.connected_components(network), key=lambda part: (-len(part), min(map(rank.get, part)))
    )
    places: dict[str, tuple[float, float]] = {}
    x = y = row_height = 0.0
    for part in parts:
        nodes = sorted(part, key=rank.get)
        room = np.array([boxes[node] for node in nodes])
        xy = _part(network.subgraph(nodes), nodes, room, width, seed)
        part_width = (xy[:, 0] + room[:, 0]).max()
        if x and x + part_width > width:
            x, y, row_height = 0.0, y + row_height + 2 * GAP, 0.0
        places |= {node: (x + px, y + py) for node, (px, py) in zip(nodes, xy, strict=True)}
        x += part_width + 3 * GAP
        row_height = max(row_height, (xy[:, 1] + room[:, 2]).max())
    return places, y + row_height


def _part(
    part: nx.Graph, nodes: list[str], room: np.ndarray, width: float, seed: int
) -> np.ndarray:
    """Places of the nodes of a connected part, its boxes starting at (0, 0)."""
    area = SPREAD * (2 * room[:, 0] * (room[:, 1] + room[:, 2])).sum()
    part_width = min(width, max(1.3 * np.sqrt(area), 2 * room[:, 0].max()))
    if len(nodes) == 2:
        part_width = min(width, 2 * room[:, 0].sum() + 5 * GAP)
    xy = _level(_unit_layout(part, nodes, seed))
    xy = (xy - xy.min(axis=0)) / np.maximum(np.ptp(xy, axis=0), 1e-9)
    inner = part_width - room[:, 0].max() * 2
    xy *= (inner, area / part_width if len(nodes) > 2 else 0)
    xy[:, 0] += room[:, 0].max()
    xy = _apart(xy, room, width)
    return xy - ((xy[:, 0] - room[:, 0]).min(), (xy[:, 1] - room[:, 1]).min())


def _unit_layout(part: nx.Graph, nodes: list[str], seed: int) -> np.ndarray:
    start = nx.kamada_kawai_layout(part, weight=None)
    places = nx.spring_layout(part, pos=start, weight=None, iterations=30, seed=seed)
    return np.array([places[node] for node in nodes])


def _level(xy: np.ndarray) -> np.ndarray:
    """Turn the layout so that it is widest from left to right, the first node in the upper left."""
    xy = xy - xy.mean(axis=0)
    _, _, axes = np.linalg.svd(xy, full_matrices=False)
    xy = xy @ axes.T
    return xy * np.where(xy[0] > 0, -1, 1)


def _apart(xy: np.ndarray, room: np.ndarray, width: float) -> np.ndarray:
    """Push boxes apart until none comes nearer to another than `GAP`, within 0 to `width`."""
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
        # Boxes with the same centre part by their order.
        order = np.sign(np.arange(len(xy))[:, None] - np.arange(len(xy)))
        signs = np.where(apart == 0, order[..., None], np.sign(apart))
        push_x = np.where(close & sideways, lack_x * signs[..., 0], 0).sum(axis=1)
        push_y = np.where(close & ~sideways, lack_y * signs[..., 1], 0).sum(axis=1)
        centre += 0.35 * np.column_stack([push_x, push_y])
        centre[:, 0] = np.clip(centre[:, 0], low, high)
    _drop(centre, need_x, need_y)
    return centre - np.column_stack([np.zeros(len(xy)), shift])


def _drop(centre: np.ndarray, need_x: np.ndarray, need_y: np.ndarray) -> None:
    """Move boxes that are still too near down until they are free, from above to below."""
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
