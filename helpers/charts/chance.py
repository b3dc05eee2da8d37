"""A chart of what chance alone would do: the picture behind a p-value."""

import pandas as pd
from matplotlib.axes import Axes

from helpers.annotation.actor_ids import kind_of
from helpers.charts import style
from helpers.charts.text import shorten
from helpers.tables.network import chance_of_sharing as distribution
from helpers.wording import count, named, percent

SELDOM = 0.001  # bars for lower probabilities are too low to see
NUMBERED = 12  # the most bars that are labelled with their number
FEWEST = 6  # bars that there is space for, so that two do not fill the page


@style.chart()
def chance_of_sharing(
    pair: pd.Series | pd.DataFrame, n_units: int, *, ax: Axes | None = None
) -> Axes:
    """Draw how many units a pair of actors would share by chance, and how many it shares.

    `pair` is a row of `helpers.tables.network.pair_names`; for a frame, the first row is used. A
    bar is the probability of sharing that many units; the dark ones, from `n` on, add up to the
    p-value. For an empty frame, a sentence is shown.
    """
    if isinstance(pair, pd.DataFrame):
        style.require(pair, "pairs", ("source", "target", "unit", "n", "n_source", "n_target"))
        if pair.empty:
            return style.sentence_only(
                ax, "No two actors appear together, so there is nothing to explain."
            )
        pair = pair.iloc[0]
    chances = distribution(n_units, pair["n_source"], pair["n_target"])
    n, unit = int(pair["n"]), pair["unit"]
    p = float(chances.loc[chances["shared"] == n, "at_least"].iloc[0])
    both = " and ".join(
        named(shorten(pair[end], 22), kind_of(pair.get(f"{end}_id", "")))
        for end in ("source", "target")
    )
    title = (
        f"{both[0].upper()}{both[1:]} share {count(n, unit)}; chance alone would give that many or "
        f"more in {percent(p)} of cases"
    )
    likeliest = chances.loc[chances["probability"].idxmax()]
    alt_text = (
        f"Bar chart of the chance that {both} share a given number of {unit}s if "
        f"nothing links them: most likely {likeliest['shared']:.0f} "
        f"({percent(likeliest['probability'])}), {n} or more {percent(p)}."
    )
    seen = chances[(chances["probability"] >= SELDOM) | (chances["shared"] == n)]
    chances = chances[chances["shared"].between(seen["shared"].min(), seen["shared"].max())]
    ax = style.canvas(
        ax,
        title=title,
        alt_text=alt_text,
        height=150,
        left=5 * style.MARGIN,
        right=3 * style.MARGIN,
        above=26,
        below=32,
        notes=[
            f"Dark bars{' (too low to see)' if p < SELDOM else ''}: {count(n, unit)} or more. "
            "Together "
            f"they make the p-value, {percent(p)}."
        ],
    )
    shared, shares = chances["shared"].tolist(), chances["probability"].tolist()
    ax.bar(shared, shares, width=0.8, color=[style.ACCENT if k >= n else style.BAR for k in shared])
    numbered = len(shared) <= NUMBERED
    if numbered:
        for k, share in zip(shared, shares, strict=True):
            ax.annotate(
                percent(share), (k, share), xytext=(0, 3), textcoords="offset points", ha="center",
                fontsize=style.SMALL_SIZE,
            )  # fmt: skip
    arrow = {"arrowstyle": "-|>", "color": style.ACCENT, "shrinkB": 1}
    ax.annotate(
        "found", (n, shares[shared.index(n)]), xytext=(0, 17 if numbered else 26),
        textcoords="offset points", ha="center", fontsize=style.SMALL_SIZE, fontweight="bold",
        color=style.ACCENT, arrowprops=None if numbered else arrow,
    )  # fmt: skip
    ax.set_xticks(shared[:: len(shared) // 25 + 1])
    ax.set_xlim(min(shared) - 0.7, max(*shared, min(shared) + FEWEST - 1) + 0.7)
    ax.set_ylim(0, max(shares) * 1.25)
    ax.grid(axis="y", color=style.RULE, linewidth=0.6)
    ax.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    ax.yaxis.get_major_locator().set_params(nbins=4)
    ax.set_xlabel(f"{unit}s that mention both", loc="left")
    style.scale_name(ax, "probability of sharing that many", 5 * style.MARGIN)
    return ax
