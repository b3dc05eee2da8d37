"""A chart of the article's shape."""

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts import style
from helpers.wording import count, listed


@style.chart(sentences="sentence_id paragraph_id n_tokens")
def sentence_lengths(sentences: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the length of each sentence in tokens, in the order of the text, as bars.

    For an empty frame, a sentence is shown.
    """
    if sentences.empty:
        return style.sentence_only(ax, "The text has no sentences.")
    ordered = sentences.sort_values("sentence_id", ignore_index=True)
    lengths = ordered["n_tokens"].to_numpy()
    longest, mean = int(lengths.argmax()), lengths.mean()
    n = len(lengths)
    tokens = count(lengths[longest], "token")
    if n == 1:
        return style.sentence_only(ax, f"The text is one sentence of {tokens}.")
    title = _title(ordered.loc[lengths == lengths.max(), "sentence_id"], n, tokens, mean)
    alt_text = (
        f"Bar chart of the length of {n} sentences in the order of the text, from "
        f"{lengths.min():,} to {tokens}. {title}."
    )
    ax = style.canvas(
        ax,
        title=title,
        alt_text=alt_text,
        height=150,
        left=4 * style.MARGIN,
        right=6 * style.MARGIN,
        above=14,
        below=32,
    )
    colours = [style.ACCENT if length == lengths.max() else style.BAR for length in lengths]
    ax.bar(range(n), lengths, width=0.78, color=colours)
    style.paragraph_rules(ax, ordered)
    ax.axhline(mean, color=style.INK, linewidth=1, linestyle=(0, (4, 2)))
    ax.annotate(
        f"average\n{mean:.0f}", (1, mean), xycoords=("axes fraction", "data"), xytext=(5, 0),
        textcoords="offset points", va="center", fontsize=style.SMALL_SIZE, annotation_clip=False,
    )  # fmt: skip
    ax.set_ylim(0, lengths.max() * 1.02)
    ax.yaxis.get_major_locator().set_params(integer=True, nbins=5)
    style.sentence_axis(ax, n, "sentence (faint lines: new paragraphs)")
    style.scale_name(ax, "tokens: words and punctuation marks", 4 * style.MARGIN)
    return ax


def _title(longest: pd.Series, n: int, tokens: str, mean: float) -> str:
    """Which sentence is the longest, or that several are."""
    if len(longest) == n:
        return f"All {n} sentences have {tokens}"
    average = f"the average is {mean:.0f}"
    if len(longest) == 1:
        return f"Sentence {longest.iloc[0]} is the longest, with {tokens}; {average}"
    if len(longest) > 3:
        return f"{len(longest)} sentences are the longest, with {tokens} each; {average}"
    return f"Sentences {listed(map(str, longest))} are the longest, with {tokens} each; {average}"
