"""Charts of the words and key phrases of an article."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.charts import style
from helpers.charts.text import shorten
from helpers.wording import count, listed


@style.chart(terms="term n")
def term_frequencies(terms: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the most frequent words as bars, in the order of the frame.

    `terms` is `helpers.tables.terms.term_frequencies`, the most frequent first. For an empty frame,
    a sentence is shown.
    """
    if terms.empty:
        return style.sentence_only(ax, "There are no words to count.")
    labels = [shorten(term) for term in terms["term"]]
    counts = terms["n"].to_numpy()
    most = counts.max()
    title = _frequency_title(labels, counts.tolist())
    alt_text = (
        f"Bar chart of {count(len(labels), 'word')} by how often each is used: "
        + listed(
            f"“{label}” {count(n, 'time')}" for label, n in zip(labels[:5], counts, strict=False)
        )
        + (f"; the others up to {count(counts[5:].max(), 'time')}." if len(labels) > 5 else ".")
    )
    ax = style.canvas(
        ax,
        title=title,
        alt_text=alt_text,
        height=style.ROW * len(labels),
        left=style.label_room(labels),
        right=5 * style.MARGIN,
        below=18,
    )
    colours = [style.ACCENT if n == most else style.BAR for n in counts]
    ax.barh(range(len(labels)), counts, height=0.72, color=colours)
    for row, n in enumerate(counts):
        ax.annotate(
            f"{n:,}", (n, row), xytext=(4, 0), textcoords="offset points", va="center_baseline",
            fontsize=style.TEXT_SIZE,
        )  # fmt: skip
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.set_xlim(0, most)
    ax.set_xticks([])
    ax.set_xlabel("times used, all forms of a word together", loc="left")
    style.row_labels(ax, range(len(labels)), labels)
    return ax


@style.chart(key_terms="term score n")
def key_terms(key_terms: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the key phrases of the article as dots, in the order of the frame.

    `key_terms` is `helpers.tables.terms.key_terms`, the highest `score` (0 to 1) first. The scale
    begins just below the lowest score. For an empty frame, a sentence is shown.
    """
    if key_terms.empty:
        return style.sentence_only(ax, "There are no key phrases in this text.")
    labels = [shorten(term) for term in key_terms["term"]]
    scores = key_terms["score"].to_numpy()
    title = _phrase_title(key_terms)
    alt_text = (
        f"Dot chart of {count(len(labels), 'key phrase')} by score from 0 to 1: "
        + listed(f"“{label}” {s:.2f}" for label, s in zip(labels[:5], scores, strict=False))
        + (f"; the lowest has {scores.min():.2f}." if len(labels) > 5 else ".")
    )
    span = max(scores.max() - scores.min(), 0.01)
    low, high = max(0, scores.min() - 0.15 * span), min(1, scores.max() + 0.05 * span)
    ax = style.canvas(
        ax,
        title=title,
        alt_text=alt_text,
        height=style.ROW * len(labels),
        left=style.label_room(labels),
        right=7 * style.MARGIN,
        above=14,
        below=32,
        notes=[f"The scale begins at {low:.2f}, not at 0." if low >= 0.005 else ""],
    )
    rows = range(len(labels))
    ax.hlines(rows, low, scores, color=style.RULE, linewidth=1.2, zorder=1)
    ax.plot(scores, rows, "o", color=style.ACCENT, markersize=7, clip_on=False)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.set_xlim(low, high)
    ax.xaxis.set_major_locator(MaxNLocator(5))
    ax.grid(axis="x", color=style.RULE, linewidth=0.6)
    ax.set_xlabel("key-phrase score (YAKE; 1 is highest)", loc="left")
    style.row_labels(ax, range(len(labels)), labels)
    style.column_of_numbers(ax, "times used", rows, key_terms["n"], 5.5 * style.MARGIN)
    return ax


def _frequency_title(labels: list[str], counts: list[int]) -> str:
    """The most frequent word, or those that tie; if all words shown tie, there may be more."""
    most = max(counts)
    leaders = [label for label, n in zip(labels, counts, strict=True) if n == most]
    times = count(most, "time")
    if len(leaders) == len(labels) and len(labels) > 1:
        return f"No word is used more than {'once' if most == 1 else times}"
    if len(leaders) == 1:
        return f"“{leaders[0]}” is the most frequent word: {times}"
    if len(leaders) > 3:
        return f"{len(leaders)} words tie for most frequent: {times} each"
    words = listed(f"“{leader}”" for leader in leaders)
    return f"{words} are the most frequent words: {times} each"


def _phrase_title(key_terms: pd.DataFrame) -> str:
    """The strongest phrase that is used more than once, or those that tie."""
    repeated = key_terms[key_terms["n"] > 1]
    if repeated.empty:
        return "No key phrase is used more than once"
    first = repeated.loc[repeated["score"] == repeated["score"].max(), "term"]
    if len(first) > 3:
        return f"{len(first)} key phrases used more than once have the same score"
    words = listed(f"“{shorten(term)}”" for term in first)
    if len(first) == 1:
        return f"{words} is the strongest key phrase used more than once"
    return f"{words} are the strongest key phrases used more than once"
