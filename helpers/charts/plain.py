"""Plots that are not charts of ours, such as `frame.plot`: the same style, and a description."""

import sys

import matplotlib
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.container import BarContainer

from helpers.charts import style

LONGEST = 20  # values that are described one by one


def follow_style() -> None:
    """Make matplotlib's own plots look like the charts, from now on."""
    settings = {
        "figure.figsize": (style.WIDTH / 72, 3.2),
        "figure.facecolor": style.PANEL,
        "figure.autolayout": True,
        "axes.facecolor": style.PANEL,
        "axes.prop_cycle": cycler(color=[colour for colour, _ in style.GROUPS]),
        "axes.titlelocation": "left",
        "axes.titlesize": style.TITLE_SIZE,
        "axes.titleweight": "bold",
        "axes.titlecolor": style.INK,
        "axes.titlepad": 12,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "legend.frameon": False,
        "legend.fontsize": style.SMALL_SIZE,
        **{f"axes.spines.{side}": False for side in ("top", "right", "left", "bottom")},
    }
    matplotlib.rcParams.update({**style.RC, **settings})


def shown_once(ax: Axes) -> None:
    """Keep a notebook from showing the figure of `ax` a second time, as pyplot would."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(ax.figure)


def described(ax: Axes) -> str:
    """Return a description of a plot: its title, its axes, and its bars one by one if few."""
    title = ax.get_title(loc="left") or ax.get_title()
    parts = [title or "Plot", *filter(None, (ax.get_ylabel(), ax.get_xlabel()))]
    across = ax.get_yticklabels() if _lies(ax) else ax.get_xticklabels()
    labels = [label.get_text() for label in across]
    for bars in (c for c in ax.containers if isinstance(c, BarContainer)):
        values = [float(value) for value in bars.datavalues]
        if len(values) == len(labels) <= LONGEST:
            named = zip(labels, values, strict=True)
            parts.append(", ".join(f"{label}: {value:g}" for label, value in named))
    if ax.lines:
        parts.append(f"{len(ax.lines)} " + ("line" if len(ax.lines) == 1 else "lines"))
    return ". ".join(" ".join(part.split()).rstrip(".") for part in parts) + "."


def _lies(ax: Axes) -> bool:
    return any(getattr(c, "orientation", "") == "horizontal" for c in ax.containers)
