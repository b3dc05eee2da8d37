"""What all charts share: colours, sizes, and the frame of title, key and note around a plot.

Lengths are in points (1/72 inch) unless a name says otherwise.
"""

import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import NamedTuple

import matplotlib.style
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.charts.text import text_width, wrap
from helpers.charts.titles import LINE, ChartAxes

PANEL = "#ffffff"
INK = "#1c2024"
QUIET = "#565d66"
RULE = "#dcdfe3"
BAR = "#9db8cd"
ACCENT = "#0a4f86"
POSITIVE = "#0072b2"
NEGATIVE = "#d55e00"

TITLE_SIZE = 13
TEXT_SIZE = 9.5
SMALL_SIZE = 9

WIDTH = 7.6 * 72
MARGIN = 9
ROW = 19
KEY_ROW = 17


# Descriptions of parameters that are not frames.
_PARAMETERS = {
    "ax": ("Axes", "Where to draw; by default a figure of its own, as wide as a report."),
    "top": ("int", "How many rows, or actors, at most."),
    "seed": ("int", "Where the layout starts; the same seed gives the same map."),
    "pair": ("Series or DataFrame", "The pair, with its numbers of units."),
    "n_units": ("int", "How many units of text there are."),
}
_RETURNS = [
    "", "Returns", "-------", "Axes", "    `ax.alt_text` says in words what the chart shows.",
    "", "Raises", "------", "ValueError", "    If a frame lacks one of the columns.",
]  # fmt: skip


# A key: a mark with its label, or several marks drawn over each other, with the label on the first.
Key = Line2D | tuple[Line2D, ...]


class Kind(NamedTuple):
    """How actors of one kind are drawn."""

    colour: str
    marker: str
    scale: float  # evens out how large the markers look
    plural: str


# Okabe and Ito's hues, separated in lightness (L* 46, 71, 28, 83) so that they differ in grey.
KINDS = {
    "person": Kind("#0072b2", "o", 1.0, "people"),
    "organisation": Kind("#e69f00", "s", 0.9, "organisations"),
    "country": Kind("#004d3b", "^", 1.1, "countries"),
    "bloc": Kind("#ebc4dc", "D", 0.85, "international bodies"),
}
# Colours and markers of things to compare: as many as can be told apart at a glance.
GROUPS = (
    ("#0072b2", "o"),
    ("#d55e00", "s"),
    ("#004d3b", "^"),
    ("#cc79a7", "D"),
    ("#e69f00", "v"),
    ("#56b4e9", "P"),
    ("#1c2024", "X"),
)
OTHER_KIND = Kind("#aab0b8", "P", 1.0, "others")

RC = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same measures everywhere
    "font.size": TEXT_SIZE,
    "text.parse_math": False,
    "text.color": INK,
    "axes.unicode_minus": True,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "axes.labelsize": SMALL_SIZE,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": SMALL_SIZE,
    "ytick.labelsize": SMALL_SIZE,
    "lines.scale_dashes": False,  # a wide dashed line stays one line
    "svg.fonttype": "none",
    "svg.hashsalt": "news-actors",
}


@contextmanager
def drawing() -> Iterator[None]:
    """Draw in the project's style whatever the user's own settings, which stay as they are.

    No warning is given for characters that the measuring font lacks: readers see SVG, in their own
    fonts.
    """
    with matplotlib.style.context(["default", RC]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph .* missing from", UserWarning)
        yield


def chart(**frames: str) -> Callable[[Callable[..., Axes]], Callable[..., Axes]]:
    """Turn a function that draws Axes into a chart: in the project's style, marked with its name.

    `frames` names the columns that each frame must have. They are checked on each call and shown in
    the function's docstring.
    """

    def decorate(draw: Callable[..., Axes]) -> Callable[..., Axes]:
        signature = inspect.signature(draw)

        @wraps(draw)
        def styled(*args, **kwargs) -> Axes:
            given = signature.bind(*args, **kwargs).arguments
            for name, columns in frames.items():
                if given.get(name) is not None:
                    require(given[name], name, columns.split())
            with drawing():
                ax = draw(*args, **kwargs)
            ax.set_gid(draw.__name__)
            return ax

        styled.__doc__ = f"{inspect.cleandoc(draw.__doc__)}\n\n{_sections(signature, frames)}"
        return styled

    return decorate


def require(table: pd.DataFrame, name: str, columns: Iterable[str]) -> None:
    """Raise `ValueError` if the frame called `name` lacks one of `columns`."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(f"the frame {name} lacks the columns {', '.join(missing)}")


def canvas(
    ax: Axes | None,
    *,
    title: str,
    alt_text: str,
    height: float,
    left: float = MARGIN,
    right: float = MARGIN,
    above: float = 0,
    below: float = 0,
    notes: Iterable[str] = (),
    keys: Iterable[Sequence[Key]] = (),
) -> Axes:
    """Return Axes with title, rows of keys, notes and alternative text, ready for a plot.

    Without `ax` the plot is drawn on its own figure, where title, keys and notes start at the
    figure's left edge; it gets `height`, between `left`, `right`, `above` and `below` for its
    labels.
    """
    keys, notes = list(keys), [note for note in notes if note]
    own = ax is None
    room = WIDTH - 2 * MARGIN if own else width_of(ax)
    note_lines = [line for note in notes for line in wrap(note, room, SMALL_SIZE)]
    rise = above + KEY_ROW * len(keys) + 8
    sink = below + (6 if note_lines else 0)
    if own:
        top = MARGIN + rise  # the title makes room for itself
        bottom = sink + len(note_lines) * SMALL_SIZE * LINE + MARGIN
        total = top + height + bottom
        figure = Figure(figsize=(WIDTH / 72, total / 72), facecolor=PANEL)
        ax = figure.add_axes(
            (left / WIDTH, bottom / total, (WIDTH - left - right) / WIDTH, height / total),
            axes_class=ChartAxes,
        )
    indent = (MARGIN - left) / width_of(ax) if own else 0
    ax.set_facecolor(PANEL)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    how = dict(
        x=indent, y=1, pad=rise, fontsize=TITLE_SIZE, fontweight="bold", color=INK,
        linespacing=LINE,
    )  # fmt: skip
    if own:
        ax.style_title(room, **how)
        ax.set_title(title)
    else:
        ax.set_title("\n".join(wrap(title, room, TITLE_SIZE, "bold")), loc="left", **how)
    for number, handles in enumerate(keys):
        _add_key(ax, handles, indent, above + 2 + KEY_ROW * (len(keys) - 1 - number))
    for number, line in enumerate(note_lines):
        drop = sink + (number + 0.8) * SMALL_SIZE * LINE
        ax.annotate(
            line, (indent, 0), xycoords="axes fraction", xytext=(0, -drop),
            textcoords="offset points", fontsize=SMALL_SIZE, color=QUIET, annotation_clip=False,
        )  # fmt: skip
    ax.alt_text = alt_text
    return ax


def sentence_only(ax: Axes | None, sentence: str) -> Axes:
    """Return Axes that say `sentence` in place of a chart."""
    ax = canvas(ax, title="", alt_text=sentence, height=2 * ROW)
    ax.set_xticks([])
    ax.set_yticks([])
    lines = wrap(sentence, width_of(ax), TEXT_SIZE)
    ax.text(0, 0.5, "\n".join(lines), transform=ax.transAxes, va="center", color=QUIET)
    return ax


def row_labels(ax: Axes, rows: Iterable[float], labels: Iterable[str]) -> None:
    """Write `labels` left of the plot at the heights `rows` of the y axis."""
    for row, label in zip(rows, labels, strict=True):
        ax.annotate(
            label, (0, row), xycoords=("axes fraction", "data"), xytext=(-7, 0),
            textcoords="offset points", ha="right", va="center_baseline", fontsize=TEXT_SIZE,
            annotation_clip=False,
        )  # fmt: skip
    ax.set_yticks([])


def column_of_numbers(
    ax: Axes, heading: str, rows: Iterable[float], numbers: Iterable[int], offset: float
) -> None:
    """Write `numbers` right of the plot at the heights `rows`, their right edge `offset` away."""
    texts = [
        (f"{number:,}", (1, row), ("axes fraction", "data"), 0)
        for row, number in zip(rows, numbers, strict=True)
    ]
    for text, place, coordinates, rise in [(heading, (1, 1), "axes fraction", 5), *texts]:
        ax.annotate(
            text, place, xycoords=coordinates, xytext=(offset, rise), textcoords="offset points",
            ha="right", va="bottom" if rise else "center_baseline", fontsize=SMALL_SIZE,
            color=QUIET if rise else INK, annotation_clip=False,
        )  # fmt: skip


def scale_name(ax: Axes, name: str, left: float = MARGIN) -> None:
    """Write what the y axis measures above the plot, horizontally."""
    ax.annotate(
        name, (0, 1), xycoords="axes fraction", xytext=(MARGIN - left, 5),
        textcoords="offset points", fontsize=SMALL_SIZE, color=QUIET, annotation_clip=False,
    )  # fmt: skip


def left_out(n: int, n_shown: int, chosen: str) -> str:
    """Return the note that a chart shows only the `n_shown` actors `chosen` of `n`, if it does."""
    if n == n_shown:
        return ""
    others = "1 other is" if n - n_shown == 1 else f"{n - n_shown:,} others are"
    return f"Only the {n_shown} actors {chosen} are shown; {others} left out."


def sentence_axis(ax: Axes, n: int, label: str, most: int = 20) -> None:
    """Number the sentences 0 to n - 1 along the x axis, with at most about `most` numbers."""
    most = most if n <= 100 else min(most, 12)  # longer numbers need more space
    step = next(s * 10**e for e in range(9) for s in (1, 2, 5) if n / (s * 10**e) <= most)
    shown = range(0, n, step)
    ax.set_xticks(shown, [f"{number:,}" for number in shown])
    ax.set_xlim(-0.8, n - 0.2)
    ax.set_xlabel(label, loc="left")


def paragraph_rules(ax: Axes, sentences: pd.DataFrame) -> None:
    """Draw a faint line where a paragraph begins; sentences are in order, at x = 0, 1, …"""
    paragraph = sentences["paragraph_id"].reset_index(drop=True)
    starts = paragraph.index[paragraph != paragraph.shift()][1:]
    for start in starts:
        ax.axvline(start - 0.5, color=RULE, linewidth=0.9, zorder=0)


def _sections(signature: inspect.Signature, frames: dict[str, str]) -> str:
    """The sections of a chart's docstring, in numpy's style."""
    lines = ["Parameters", "----------"]
    for name, parameter in signature.parameters.items():
        default = "" if parameter.default is inspect.Parameter.empty else ", optional"
        if name in frames:
            columns = ", ".join(f"`{column}`" for column in frames[name].split())
            lines += [f"{name} : DataFrame{default}", f"    With the columns {columns}."]
        else:
            kind, meaning = _PARAMETERS[name]
            lines += [f"{name} : {kind}{default}", f"    {meaning}"]
    return "\n".join([*lines, *_RETURNS])


def kind_of(kind: str) -> Kind:
    """Return how actors of a kind are drawn, even of an unknown kind."""
    return KINDS.get(kind, OTHER_KIND)


def kind_key(kinds: Iterable[str]) -> list[Line2D]:
    """Return a row of keys for the kinds of actors that a chart shows."""
    present = set(kinds)
    shown = [kind for name, kind in KINDS.items() if name in present]
    if present - KINDS.keys():
        shown.append(OTHER_KIND)
    return [
        Line2D(
            [], [], linestyle="", marker=kind.marker, markersize=7.5 * kind.scale,
            markerfacecolor=kind.colour, markeredgecolor=INK, markeredgewidth=0.8,
            label=kind.plural,
        )
        for kind in shown
    ]  # fmt: skip


def label_room(labels: Iterable[str]) -> float:
    """Return the space that `row_labels` needs left of a plot, including the margin."""
    return max((text_width(label, TEXT_SIZE) for label in labels), default=0) + 7 + MARGIN


def _add_key(ax: Axes, handles: Sequence[Key], indent: float, rise: float) -> None:
    named = [handle[0] if isinstance(handle, tuple) else handle for handle in handles]
    legend = ax.legend(
        handles, [handle.get_label() for handle in named],
        ncols=len(handles), loc="lower left", frameon=False, borderpad=0,
        borderaxespad=0, handlelength=None if named[0].get_linestyle() != "None" else 1,
        handletextpad=0.4, columnspacing=1.4, fontsize=SMALL_SIZE, labelcolor=INK,
        bbox_to_anchor=(indent, 1 + rise / _height(ax)),
    )  # fmt: skip
    legend.set_in_layout(True)
    ax.add_artist(legend)


def width_of(ax: Axes) -> float:
    """Return the width of the plot in points."""
    return ax.get_window_extent().width * 72 / ax.figure.dpi


def _height(ax: Axes) -> float:
    return ax.get_window_extent().height * 72 / ax.figure.dpi
