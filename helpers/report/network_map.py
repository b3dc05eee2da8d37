"""The map of who appears with whom at the top of a report: SVG whose marks and lines are links.

`helpers.charts.actor_network` draws the same plan for notebooks and print; here each mark leads to
its actor and each line to its pair, colours are those of the page, light or dark, and there is a
map for wide and one for narrow screens.
"""

from html import escape

import pandas as pd

from helpers.charts.network_plan import Line, Look, Mark, choose, plan
from helpers.wording import count, kind_name

WIDE, NARROW = 600, 330  # pixels
LOOK = Look(
    14, 1.2, 10.0, 34.0, thinnest_line=1.2, line_by_unit=1.6, margin=3, most_stretched=1.4
)  # fmt: skip
MAX_ACTORS = 18


def map_html(actors: pd.DataFrame, cooccurrence: pd.DataFrame, *, top: int = MAX_ACTORS) -> str:
    """Return the map as two SVG elements, of the classes `map wide` and `map narrow`.

    `actors` has the columns `actor_id`, `name`, `kind` and `n_mentions`; `cooccurrence` has
    `source_id`, `target_id`, `n`, `p_adjusted` and `sentence_ids`. A mark links to
    `#actor-<actor_id>`, a line to `#pair-<row of cooccurrence>`. Drawn are those of the `top` most
    mentioned actors that share a sentence with another, and if there are more than 60 lines, the
    network's backbone. Without such a pair the text is empty.
    """
    actors, cooccurrence = actors.reset_index(drop=True), cooccurrence.reset_index(drop=True)
    shown, _, drawn = choose(actors, cooccurrence, top)
    if drawn.pairs.empty:
        return ""
    svgs = []
    for width, name in ((WIDE, "wide"), (NARROW, "narrow")):
        mapped = plan(shown, drawn.pairs, LOOK, width)
        lines = [_line(line, actors, cooccurrence) for line in mapped.lines]
        marks = [_mark(mark, actors) for mark in mapped.marks]
        label = f"Map of {count(len(marks), 'actor')} and {count(len(lines), 'pair')} of them"
        svgs.append(
            f'<svg class="map {name}" viewBox="0 0 {width} {mapped.height + 4:.0f}" role="group" '
            f'aria-label="{escape(label)}">{"".join(lines)}{"".join(marks)}</svg>'
        )
    return "".join(svgs)


def left_out(
    actors: pd.DataFrame, cooccurrence: pd.DataFrame, *, top: int = MAX_ACTORS
) -> list[str]:
    """Return the ids of the actors that `map_html` leaves out."""
    _, _, drawn = choose(actors, cooccurrence, top)
    kept = {*drawn.pairs["source_id"], *drawn.pairs["target_id"]}
    return [actor_id for actor_id in actors["actor_id"] if actor_id not in kept]


def _line(line: Line, actors: pd.DataFrame, cooccurrence: pd.DataFrame) -> str:
    name_of = actors.set_index("actor_id")["name"]
    words = f"{name_of[line.source_id]} and {name_of[line.target_id]}: "
    words += count(line.n, "shared sentence")
    if not line.beyond_chance:
        words += ", which may be chance"
    (x1, y1), (x2, y2) = line.ends
    coordinates = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    sentences = " ".join(map(str, cooccurrence["sentence_ids"][line.row]))
    return (
        f'<a class="edge{"" if line.beyond_chance else " chance"}" href="#pair-{line.row}" '
        f'data-ends="{escape(f"{line.source_id} {line.target_id}")}" '
        f'data-sentences="{sentences}" aria-label="{escape(words)}">'
        f'<title>{escape(words)}</title><line class="hit" {coordinates}/>'
        f'<line {coordinates} stroke-width="{line.width:.1f}"/></a>'
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
