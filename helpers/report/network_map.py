"""The map of who appears with whom at the top of a report: SVG whose marks and lines are links.

`helpers.charts.actor_network` draws the same plan for notebooks and print. Here each mark leads to
its actor and each line to its pair, what two actors do to each other is written on their line,
colours are those of the page, light or dark, and there are maps for wide and for narrow screens.
"""

import math
from html import escape
from typing import NamedTuple

import pandas as pd

from helpers.charts.network_plan import Line, Look, Mark, choose, plan
from helpers.tables.act_words import ACTS
from helpers.tables.docstrings import typed
from helpers.tables.network import backbone
from helpers.wording import count, kind_name

WIDE, NARROW = 600, 330  # pixels
LOOK = Look(
    14, 1.2, 10.0, 34.0, thinnest_line=1.2, line_by_unit=1.6, margin=3, most_stretched=1.4
)  # fmt: skip
MAX_ACTORS = 18
MOST_WORDS = 10  # lines labelled with what is done
FEW = 3  # so few hidden lines need no button
ARROW = 9  # pixels


MOST_WIDTH = 3.0  # pixels of a line with an act: its words matter, not the count


class Map(NamedTuple):
    """A map: its HTML, the meaning of its lines, and how many are visible, drawn and left out."""

    html: str
    looks: list[str]
    n_shown: int
    n_lines: int
    n_left_out: int


class _Drawn(NamedTuple):
    """What is drawn: frames, the rows of lines visible at first, and the acts on some of them."""

    actors: pd.DataFrame
    pairs: pd.DataFrame
    kept: frozenset[int]
    acts: dict[int, pd.DataFrame]


def draw_map(
    actors: pd.DataFrame,
    cooccurrence: pd.DataFrame,
    acts: pd.DataFrame | None = None,
    *,
    top: int = MAX_ACTORS,
) -> Map:
    """Return the map as two SVG elements, of the classes `map wide` and `map narrow`.

    `actors` has the columns `actor_id`, `name`, `kind` and `n_mentions`; `cooccurrence` has
    `source_id`, `target_id`, `n`, `p_adjusted` and `sentence_ids`; `acts` is
    `helpers.tables.act_words.acts`. A mark links to `#actor-<actor_id>`, a line to
    `#pair-<row of cooccurrence>`. The map shows those of the `top` most mentioned actors that share
    a sentence with another, and if there are more than 60 lines, only the network's backbone. Lines
    that may be chance, have no act and are not needed to connect the map have the class `more`.
    `looks` lists the kinds of lines: `act`, `sure` and `chance`. Without a pair the HTML is empty.
    """
    actors, cooccurrence = actors.reset_index(drop=True), cooccurrence.reset_index(drop=True)
    shown, pairs, chosen = choose(actors, cooccurrence, top)
    if chosen.pairs.empty:
        return Map("", [], 0, 0, 0)
    acts_of = _acts_of(chosen.pairs, typed([], ACTS) if acts is None else acts)
    drawn = _Drawn(actors, cooccurrence, _kept(chosen.pairs, acts_of), acts_of)
    words = {row: _first(acts_of[row]).words for row in list(acts_of)[:MOST_WORDS]}
    svgs, looks = [], set()
    for width, name in ((WIDE, "wide"), (NARROW, "narrow")):
        mapped = plan(shown, chosen.pairs, LOOK, width, words=words, kept=drawn.kept)
        size_of = {mark.actor_id: mark.size for mark in mapped.marks}
        lines = sorted(mapped.lines, key=lambda line: line.row in acts_of)
        parts = [_line(line, drawn, size_of) for line in lines]
        parts += [_mark(mark, actors) for mark in mapped.marks]
        parts += [_words(line) for line in lines if line.words]
        label = (
            f"Map of {count(len(mapped.marks), 'actor')} and {count(len(lines), 'pair')} of them"
        )
        svgs.append(
            f'<svg class="map {name}" viewBox="0 0 {width} {mapped.height + 4:.0f}" role="group" '
            f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
        )
        looks |= {_look(line, drawn) for line in lines}
    ordered = [look for look in ("act", "sure", "chance") if look in looks]
    n = len(chosen.pairs)
    return Map("".join(svgs), ordered, len(drawn.kept), n, len(pairs) - n)


def left_out(
    actors: pd.DataFrame, cooccurrence: pd.DataFrame, *, top: int = MAX_ACTORS
) -> list[str]:
    """Return the ids of the actors that `draw_map` leaves out."""
    _, _, drawn = choose(actors, cooccurrence, top)
    kept = {*drawn.pairs["source_id"], *drawn.pairs["target_id"]}
    return [actor_id for actor_id in actors["actor_id"] if actor_id not in kept]


def _acts_of(pairs: pd.DataFrame, acts: pd.DataFrame) -> dict[int, pd.DataFrame]:
    """The acts between the two of each pair, by its row; pairs in the order of their first act."""
    row_of = {
        frozenset((pair.source_id, pair.target_id)): pair.Index for pair in pairs.itertuples()
    }
    ends = [frozenset(ends) for ends in zip(acts["source_id"], acts["target_id"], strict=True)]
    rows = pd.Series([row_of.get(pair) for pair in ends], index=acts.index, dtype=object)
    known = acts[rows.notna()].drop_duplicates(["source_id", "target_id", "words"])
    return dict(iter(known.groupby(rows[known.index], sort=False)))


def _first(acts: pd.DataFrame):
    """The act written on a line: the first that is not merely possible, or else the first."""
    likeliest_first = sorted(acts.itertuples(), key=lambda act: act.modality == "hypothetical")
    return likeliest_first[0]


def _kept(pairs: pd.DataFrame, acts: dict[int, pd.DataFrame]) -> frozenset[int]:
    """The lines visible at first: acts, pairs beyond chance, and the few that connect the map."""
    n_actors = len({*pairs["source_id"], *pairs["target_id"]})
    weight = pairs["n"] + pairs["n"].max() * pairs.index.isin(list(acts))
    strongest = backbone(pairs.assign(n=weight), n_actors).pairs.index
    kept = {*strongest, *acts}
    return frozenset(kept if len(pairs) - len(kept) > FEW else pairs.index)


def _look(line: Line, drawn: _Drawn) -> str:
    if line.row in drawn.acts:
        return "act"
    return "sure" if line.beyond_chance else "chance"


def _line(line: Line, drawn: _Drawn, size_of: dict[str, float]) -> str:
    look = _look(line, drawn)
    classes = f"edge {look}" + ("" if line.row in drawn.kept else " more")
    words = escape(_in_words(line, drawn))
    sentences = " ".join(map(str, drawn.pairs["sentence_ids"][line.row]))
    path, width = _path(line), min(line.width, MOST_WIDTH) if look == "act" else line.width
    arrow = _arrow(line, _first(drawn.acts[line.row]), size_of) if look == "act" else ""
    return (
        f'<a class="{classes}" href="#pair-{line.row}" '
        f'data-ends="{escape(f"{line.source_id} {line.target_id}")}" '
        f'data-sentences="{sentences}" aria-label="{words}">'
        f'<title>{words}</title><path class="hit" d="{path}"/>'
        f'<path d="{path}" stroke-width="{width:.1f}"/>{arrow}</a>'
    )


def _in_words(line: Line, drawn: _Drawn) -> str:
    """A line in words: who does what to whom, and how many sentences the two share."""
    name_of = drawn.actors.set_index("actor_id")["name"]
    shared = count(line.n, "shared sentence")
    if line.row not in drawn.acts:
        perhaps = "" if line.beyond_chance else ", which may be chance"
        return f"{name_of[line.source_id]} and {name_of[line.target_id]}: {shared}{perhaps}"
    descriptions = [
        f"{name_of[act.source_id]} {'and' if act.mutual else 'towards'} "
        f"{name_of[act.target_id]}: {act.words}"
        for act in drawn.acts[line.row].itertuples()
    ]
    return "; ".join([*descriptions, shared])


def _path(line: Line) -> str:
    """A straight line, or a curve through the middle of its words."""
    (x1, y1), (x2, y2) = line.ends
    if not line.words:
        return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
    x, y = _bend(line)
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"


def _bend(line: Line) -> tuple[float, float]:
    """The control point with which a quadratic curve passes through the words half-way."""
    (x1, y1), (x2, y2) = line.ends
    if not line.words:
        return (x1 + x2) / 2, (y1 + y2) / 2
    return 2 * line.words.x - (x1 + x2) / 2, 2 * line.words.y - (y1 + y2) / 2


def _arrow(line: Line, act, size_of: dict[str, float]) -> str:
    """An arrowhead at the mark of the actor acted on; mutual acts have none."""
    if act.mutual:
        return ""
    at = act.target_id == line.target_id
    x, y = line.ends[at]
    from_x, from_y = _bend(line)
    length = math.hypot(x - from_x, y - from_y) or 1
    dx, dy = (x - from_x) / length, (y - from_y) / length
    gap = size_of[act.target_id] / 2 + 2
    tip = (x - dx * gap, y - dy * gap)
    back = (tip[0] - dx * ARROW, tip[1] - dy * ARROW)
    half = ARROW * 0.45
    points = [
        tip,
        (back[0] - dy * half, back[1] + dx * half),
        (back[0] + dy * half, back[1] - dx * half),
    ]
    return f'<polygon points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in points)}"/>'


def _words(line: Line) -> str:
    """The words on a line, drawn above all lines, so that none crosses them out."""
    left, top, right, bottom = line.words.room
    texts = "".join(
        f'<text x="{line.words.x:.1f}" y="{y:.1f}">{escape(text)}</text>'
        for y, text in line.words.lines
    )
    return (
        f'<g class="act-words" aria-hidden="true" data-ends='
        f'"{escape(f"{line.source_id} {line.target_id}")}"><rect x="{left + 2:.1f}" '
        f'y="{top + 2:.1f}" width="{right - left - 4:.1f}" height="{bottom - top - 4:.1f}"/>'
        f"{texts}</g>"
    )


def _mark(mark: Mark, actors: pd.DataFrame) -> str:
    actor = actors.loc[mark.row]
    words = f"{actor['name']}, {kind_name(mark.kind)}: {count(actor['n_mentions'], 'mention')}"
    text = "".join(
        f'<text x="{mark.x:.1f}" y="{y:.1f}">{escape(line)}</text>' for y, line in mark.label
    )
    anchor = escape(mark.actor_id)
    return (
        f'<a class="node kind-{escape(mark.kind)}" href="#actor-{anchor}" data-actors="{anchor}" '
        f'aria-label="{escape(words)}"><title>{escape(words)}</title>'
        f"{_shape(mark.kind, mark.x, mark.y, mark.size / 2)}{text}</a>"
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
