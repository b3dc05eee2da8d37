"""The chart of who speaks in an article and who is spoken about."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from helpers.charts import style
from helpers.charts.text import shorten
from helpers.wording import count

HEIGHT_OF_BAR = 0.36


@style.chart(speaking="name n_statements n_about")
def speakers(speaking: pd.DataFrame, *, ax: Axes | None = None, top: int = 12) -> Axes:
    """Draw how often each actor speaks and, below that, how often others speak about it.

    `speaking` is `helpers.tables.speaking.speakers`. The `top` actors with most of both are drawn,
    with the one who speaks most at the top. Without any statement, a sentence is shown instead.
    """
    heard = speaking[(speaking["n_statements"] > 0) | (speaking["n_about"] > 0)]
    if heard.empty:
        return style.sentence_only(ax, "No actor speaks in this article or is spoken about.")
    total = heard["n_statements"] + heard["n_about"]
    shown = heard.loc[total.sort_values(ascending=False, kind="stable").index[:top]]
    shown = shown.sort_values(["n_statements", "n_about"], ascending=False, kind="stable")
    labels = [shorten(name) for name in shown["name"]]
    title, alt_text = _words(heard)
    note = style.left_out(len(heard), len(shown), "that speak or are spoken about most")
    ax = style.canvas(
        ax, title=title, alt_text=f"{alt_text} {note}".strip(), height=1.5 * style.ROW * len(shown),
        left=style.label_room(labels), right=4 * style.MARGIN, above=4, below=8, notes=[note],
        keys=[_key()],
    )  # fmt: skip
    rows = range(len(shown))
    for offset, column, look in (
        (-HEIGHT_OF_BAR / 2, "n_statements", _SPEAKS),
        (HEIGHT_OF_BAR / 2, "n_about", _SPOKEN_ABOUT),
    ):
        numbers = shown[column].tolist()
        places = [row + offset for row in rows]
        ax.barh(places, numbers, height=HEIGHT_OF_BAR, **look)
        for place, number in zip(places, numbers, strict=True):
            ax.annotate(
                f"{number:,}",
                (number, place),
                xytext=(4, 0),
                textcoords="offset points",
                va="center_baseline",
                fontsize=style.SMALL_SIZE,
                color=style.INK,
                annotation_clip=False,
            )
    ax.set_xlim(0, max(1, *shown["n_statements"], *shown["n_about"]))
    ax.set_ylim(len(shown) - 0.5, -0.5)
    ax.set_xticks([])
    style.row_labels(ax, rows, labels)
    return ax


_SPEAKS = {"color": style.ACCENT}
_SPOKEN_ABOUT = {"facecolor": style.BAR, "hatch": "////", "edgecolor": "#ffffff", "linewidth": 0}


def _key() -> list[Patch]:
    return [
        Patch(**_SPEAKS, label="statements made"),
        Patch(**_SPOKEN_ABOUT, label="statements by others that mention it"),
    ]


def _words(heard: pd.DataFrame) -> tuple[str, str]:
    """The title, and the alternative text."""
    most = heard.sort_values("n_statements", ascending=False, kind="stable").iloc[0]
    silent = heard[heard["n_statements"] == 0]
    if most["n_statements"] == 0:
        are = "is" if len(heard) == 1 else "are"
        title = f"No actor speaks; {count(len(heard), 'actor')} {are} only spoken about"
    else:
        first = heard[heard["n_statements"] == most["n_statements"]]
        statements = count(most["n_statements"], "statement")
        if len(first) > 1:
            title = f"{len(first)} actors speak equally often: {statements} each"
        elif len(silent) == len(heard) - 1:
            title = f"{shorten(most['name'])} is the only actor that speaks: {statements}"
        else:
            title = f"{shorten(most['name'])} speaks most: {statements}"
        if len(silent):
            title += f"; {count(len(silent), 'actor')} are only spoken about"
            title = title.replace("1 actor are", "1 actor is")
    alt_text = (
        f"Chart of the statements that {count(len(heard), 'actor')} made, and of those of others "
        f"that name them. {title}."
    )
    return title, alt_text
