"""A chart of shared sentences as a matrix."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.charts import style
from helpers.charts.text import shorten, text_width
from helpers.wording import count, none_shares

LARGEST_CELL = 34
HEADING_COLUMNS = 20  # headings may be cut shorter, as the rows repeat the names
_DIAGONAL = "#e6e8eb"
_LIGHT, _DARK = np.array([0.87, 0.93, 0.97]), np.array([0.04, 0.31, 0.53])


@style.chart(actors="actor_id name n_mentions n_sentences", cooccurrence="source_id target_id n")
def cooccurrence_matrix(
    actors: pd.DataFrame, cooccurrence: pd.DataFrame, *, ax: Axes | None = None, top: int = 20
) -> Axes:
    """Draw how many sentences each pair of actors shares, as a symmetric matrix of numbers.

    The `top` most mentioned actors are drawn, with those that appear with the same others side by
    side; the diagonal is grey and counts all sentences of an actor. With fewer than two actors, or
    no shared sentence, a sentence is shown instead.
    """
    shown = actors.sort_values("n_mentions", ascending=False, kind="stable").head(top)
    if len(shown) < 2:
        return style.sentence_only(ax, "With fewer than two actors there is no pair to count.")
    shared = _matrix(shown, cooccurrence)
    if not shared.any():
        return style.sentence_only(ax, none_shares(len(shown)))
    order = _by_company(shared, shown["n_sentences"].to_numpy())
    shown, shared = shown.iloc[order], shared[np.ix_(order, order)]
    names = [shorten(name) for name in shown["name"]]
    headings = [shorten(name, HEADING_COLUMNS) for name in shown["name"]]
    company = (shared > 0).sum(axis=0)
    lead, n = int(company.argmax()), len(names)
    title = (
        f"{names[lead]} shares sentences with {company[lead]} of the {n - 1} other actors"
        f"{'' if len(actors) == n else ' shown'}"
        if n > 2
        else f"{names[0]} and {names[1]} share {count(shared.max(), 'sentence')}"
    )
    note = style.left_out(len(actors), n, "mentioned most")
    alt_text = (
        f"Matrix of the sentences that {n} actors share. {names[lead]} shares sentences with "
        f"{company[lead]} of them. {_most(names, shared)} {note}"
    ).strip()

    rise = max(text_width(heading, style.TEXT_SIZE) for heading in headings) * 0.71 + 16
    left = style.label_room(names)
    cell = min(LARGEST_CELL, (style.WIDTH - left - rise - style.MARGIN) / n)
    ax = style.canvas(
        ax, title=title, alt_text=alt_text, height=cell * n, left=left,
        right=style.WIDTH - left - cell * n, above=rise, below=4,
        notes=[
            "Cells: sentences that mention both; empty if there are none. Grey: all sentences of "
            "one actor.",
            note,
        ],
    )  # fmt: skip
    strength = (shared / shared.max())[..., None]
    colours = np.where(shared[..., None] > 0, _LIGHT + (_DARK - _LIGHT) * strength, 1.0)
    colours[np.diag_indices(n)] = _rgb(_DIAGONAL)
    _cells(ax, colours)
    for row, column in np.ndindex(n, n):
        if row == column:
            number, ink = shown["n_sentences"].iloc[row], style.QUIET
        else:
            number = shared[row, column]
            ink = style.PANEL if strength[row, column] > 0.55 else style.INK
        if number:
            ax.text(
                column,
                row,
                f"{number:,}",
                ha="center",
                va="center_baseline",
                fontsize=style.SMALL_SIZE,
                color=ink,
            )
    for column, heading in enumerate(headings):
        ax.annotate(
            heading,
            (column, 1),
            xycoords=("data", "axes fraction"),
            xytext=(3, 5),
            textcoords="offset points",
            rotation=45,
            rotation_mode="anchor",
            fontsize=style.TEXT_SIZE,
            annotation_clip=False,
        )
    style.row_labels(ax, range(n), names)
    return ax


def _matrix(shown: pd.DataFrame, cooccurrence: pd.DataFrame) -> np.ndarray:
    place = {actor_id: i for i, actor_id in enumerate(shown["actor_id"])}
    shared = np.zeros((len(place), len(place)), dtype=int)
    for source, target, n in cooccurrence[["source_id", "target_id", "n"]].itertuples(index=False):
        if source in place and target in place:
            shared[place[source], place[target]] = shared[place[target], place[source]] = n
    return shared


def _most(names: list[str], shared: np.ndarray) -> str:
    """Which two share most, unless there is a tie."""
    most = int(shared.max())
    pairs = np.argwhere(np.triu(shared) == most)
    if len(pairs) > 1:
        return f"{len(pairs)} pairs share most: {most} each."
    first, second = pairs[0]
    return f"{names[first]} and {names[second]} share most: {most}."


def _by_company(shared: np.ndarray, n_sentences: np.ndarray) -> np.ndarray:
    """An order in which actors that share many of their sentences (Jaccard) are neighbours."""
    # SciPy's clustering takes most of a second to import.
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    either = n_sentences[:, None] + n_sentences[None, :] - shared
    distance = 1 - shared / np.maximum(either, 1)
    np.fill_diagonal(distance, 0)
    return leaves_list(
        linkage(squareform(distance, checks=False), "average", optimal_ordering=True)
    )


def _cells(ax: Axes, colours: np.ndarray) -> None:
    """Draw the cells as single squares, not as an image, which SVG would store as a PNG."""
    n = len(colours)
    edges = np.arange(n + 1) - 0.5
    ax.pcolormesh(edges, edges, colours, edgecolors=style.RULE, linewidth=0.7)
    ax.set_xlim(-0.5, n - 0.5)
    ax.set_ylim(n - 0.5, -0.5)
    ax.set_xticks([])


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
