"""Charts of the tone along an article and towards its actors."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.charts.style import (
    INK,
    MARGIN,
    NEGATIVE,
    PANEL,
    POSITIVE,
    QUIET,
    ROW,
    RULE,
    SMALL_SIZE,
    WIDTH,
    canvas,
    chart,
    column_of_numbers,
    kind_key,
    kind_of,
    label_room,
    left_out,
    require,
    row_labels,
    scale_name,
    sentence_axis,
    sentence_only,
)
from helpers.charts.text import shorten, text_width
from helpers.tables.tone import NOT_JUDGED, TOO_FEW, tone_of
from helpers.wording import count, signed

MEAN_FROM = 10  # sentences from which on a rolling mean is worth a line
MEAN_OVER = 5
LABELLED = 3  # sentences named at each end

_TONES = {
    "positive": (POSITIVE, "^", POSITIVE),
    "neutral": (QUIET, "o", PANEL),
    "negative": (NEGATIVE, "v", NEGATIVE),
}


@chart
def tone_along_article(sentence_sentiment: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how each sentence sounds, in the order of the text: up is positive, down is negative.

    `sentence_sentiment` has the columns `sentence_id`, `compound` (-1 to 1) and `voice`; sentences
    that are mostly somebody else's words have a mark below. From 10 sentences on a line gives the
    mean of 5 sentences. Sentences without a score are left out; without any,
    or with one only, there is a sentence instead.
    """
    require(sentence_sentiment, "sentence_sentiment", ("sentence_id", "compound", "voice"))
    ordered = sentence_sentiment.sort_values("sentence_id", ignore_index=True)
    scores = ordered["compound"].dropna()
    n = len(scores)
    if n == 0:
        return sentence_only(ax, "There is no sentence to judge the tone of.")
    if n == 1:
        (score,) = scores
        return sentence_only(
            ax, f"The text is one sentence, and its tone is {tone_of(score)} ({signed(score)})."
        )
    tones = scores.map(tone_of)
    counts = tones.value_counts()
    low, high = scores.idxmin(), scores.idxmax()
    title = (
        f"{counts.get('positive', 0):,} of {n:,} sentences sound positive, "
        f"{counts.get('negative', 0):,} negative"
    )
    alt_text = f"Chart of the tone of {n:,} sentences from −1 to +1. {title}." + (
        f" The most negative is sentence {low} ({signed(scores[low])}), the most "
        f"positive sentence {high} ({signed(scores[high])})."
        if scores[low] < scores[high]
        else f" All have the same score ({signed(scores[low])})."
    )
    ax = canvas(
        ax, title=title, alt_text=alt_text, height=190, left=3.5 * MARGIN, right=7 * MARGIN,
        above=14, below=32, keys=[_tone_key(tones)],
    )  # fmt: skip
    ax.set_ylim(-1.12, 1.12)
    ax.set_yticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])
    ax.grid(axis="y", color=RULE, linewidth=0.6)
    ax.axhline(0, color=INK, linewidth=0.9)
    size = min(7.0, max(2.5, 0.7 * (WIDTH - 10 * MARGIN) / n))
    for tone, (colour, marker, fill) in _TONES.items():
        chosen = scores[tones == tone]
        ax.vlines(chosen.index, 0, chosen, color=colour, linewidth=max(0.7, size / 4), zorder=2)
        ax.plot(
            chosen.index, chosen, linestyle="", marker=marker, markersize=size, color=colour,
            markerfacecolor=fill, zorder=3,
        )  # fmt: skip
    spoken = ordered.index[ordered["voice"] != "narrator"]
    ax.plot(
        spoken, [-1.07] * len(spoken), linestyle="", marker="_", markersize=max(4.0, size),
        color=QUIET, markeredgewidth=2.5, zorder=3,
    )  # fmt: skip
    label = "sentence (grey bar: mostly quoted or reported words)" if len(spoken) else "sentence"
    sentence_axis(ax, len(ordered), label)
    _name_extremes(ax, scores)
    if n >= MEAN_FROM:
        mean = scores.rolling(MEAN_OVER, center=True, min_periods=MEAN_OVER).mean().dropna()
        ax.plot(mean.index, mean, color=INK, linewidth=1.8, zorder=4)
        ax.annotate(
            f"mean of\n{MEAN_OVER} sentences", (1, mean.iloc[-1]),
            xycoords=("axes fraction", "data"), xytext=(3, 0), textcoords="offset points",
            va="center", fontsize=SMALL_SIZE, annotation_clip=False,
        )  # fmt: skip
    scale_name(ax, "tone (VADER compound score, −1 to +1)", 3.5 * MARGIN)
    return ax


@chart
def tone_by_actor(actor_tone: pd.DataFrame, *, ax: Axes | None = None, top: int = 15) -> Axes:
    """Draw how the article speaks about each actor: the mean as a mark, its interval as a line.

    `actor_tone` is the frame of `helpers.tables.tone.tone_by_actor`: `name`, `kind`, `n_judged`,
    `negative`, `neutral`, `positive` (counts), `mean`, `low` and `high` (-1 to 1, the latter two
    the ends of an interval, or missing). The `top` actors with most judged mentions are drawn, from
    favourable to critical; actors with fewer than 3 stand below, hollow. Without an actor, or
    without a judged mention, there is a sentence instead.
    """
    columns = ("name", "kind", "n_judged", *_TONES, "mean", "low", "high")
    require(actor_tone, "actor_tone", columns)
    if actor_tone.empty:
        return sentence_only(ax, "No actor is mentioned in this article.")
    judged = actor_tone.dropna(subset=["mean"])
    if judged.empty:
        return sentence_only(ax, NOT_JUDGED)
    shown = judged.sort_values("n_judged", ascending=False, kind="stable").head(top)
    enough = shown[shown["n_judged"] >= TOO_FEW].sort_values("mean", ascending=False, kind="stable")
    few = shown[shown["n_judged"] < TOO_FEW]
    gap = 1 if len(few) else 0
    labels = [shorten(name) for name in [*enough["name"], *few["name"]]]
    left = label_room(labels)
    note = left_out(len(judged), len(shown), "with most judged mentions")
    counts = "To the right: how many mentions were judged negative, neutral and positive."
    title, alt_text = _tone_words(enough, few)
    ax = canvas(
        ax, title=title, alt_text=f"{alt_text} {note}".strip(), height=ROW * (len(shown) + gap),
        left=left, right=19 * MARGIN, above=16, below=32, notes=[counts, note],
        keys=[kind_key(shown["kind"])],
    )  # fmt: skip
    rows = [*range(len(enough)), *range(len(enough) + gap, len(shown) + gap)]
    ax.set_ylim(len(shown) + gap - 0.5, -0.5)
    ax.set_xlim(-1.03, 1.03)
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])
    ax.grid(axis="x", color=RULE, linewidth=0.6)
    ax.axvline(0, color=INK, linewidth=0.9)
    for row, actor in zip(rows, [*enough.itertuples(), *few.itertuples()], strict=True):
        kind, solid = kind_of(actor.kind), actor.n_judged >= TOO_FEW
        if solid and pd.notna(actor.low) and pd.notna(actor.high):
            ax.plot([actor.low, actor.high], [row, row], color=QUIET, linewidth=2.2, zorder=2)
        ax.plot(
            actor.mean, row, marker=kind.marker, markersize=8 * kind.scale, markeredgecolor=INK,
            markerfacecolor=kind.colour if solid else PANEL, markeredgewidth=0.9, zorder=3,
        )  # fmt: skip
    ax.set_xlabel("mean tone towards the actor (−1 to +1), 95 % interval", loc="left")
    ordered = pd.concat([enough, few])
    row_labels(ax, rows, labels)
    for column, place in (("negative", 5), ("neutral", 11), ("positive", 17)):
        column_of_numbers(ax, column, rows, [*ordered[column]], place * MARGIN)
    if gap:
        ax.annotate(
            f"Fewer than {TOO_FEW} judged mentions, hollow: too few to say", (0, len(enough)),
            xycoords=("axes fraction", "data"), xytext=(MARGIN - left, 0),
            textcoords="offset points", va="center_baseline", fontsize=SMALL_SIZE, color=QUIET,
            annotation_clip=False, bbox={"facecolor": PANEL, "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip
    return ax


def _tone_key(tones: pd.Series) -> list[Line2D]:
    present = set(tones)
    return [
        Line2D(
            [], [], linestyle="", marker=marker, markersize=7, color=colour, markerfacecolor=fill,
            label=tone,
        )
        for tone, (colour, marker, fill) in _TONES.items()
        if tone in present
    ]  # fmt: skip


def _name_extremes(ax: Axes, scores: pd.Series) -> None:
    """Write the numbers of the sentences at both ends beyond their marks, most extreme first."""
    taken: list[tuple[float, float, bool]] = []
    points_per_sentence = ax.get_window_extent().width * 72 / ax.figure.dpi / len(scores)
    for above in (True, False):
        ends = scores[scores > 0] if above else scores[scores < 0]
        ends = ends.sort_values(ascending=not above, kind="stable").head(LABELLED)
        for rank, (place, score) in enumerate(ends.items()):
            number = f"{place:,}"
            label = number if rank else f"sentence {number}: {signed(score)}"
            centre, half = place * points_per_sentence, text_width(label, SMALL_SIZE) / 2 + 3
            shift = max(0, half - centre - 2.5 * MARGIN)  # no further left than the scale's name
            left, right = centre + shift - half, centre + shift + half
            if any(side == above and left < b and a < right for a, b, side in taken):
                continue
            taken.append((left, right, above))
            ax.annotate(
                label, (place, score), xytext=(shift, 6 if above else -6),
                textcoords="offset points", ha="center", va="bottom" if above else "top",
                fontsize=SMALL_SIZE, zorder=5, annotation_clip=False,
            )  # fmt: skip


def _tone_words(enough: pd.DataFrame, few: pd.DataFrame) -> tuple[str, str]:
    """The title, and the alternative text, from the actors judged often enough and too rarely."""
    if enough.empty:
        title = f"No actor has {TOO_FEW} judged mentions: too few to say"
        return title, f"{title}. {count(len(few), 'actor')} with fewer."
    high, low = enough.iloc[0], enough.iloc[-1]
    top, bottom = shorten(high["name"]), shorten(low["name"])
    if len(enough) == 1 or high["mean"] == low["mean"]:
        title = f"The tone towards {top} is {tone_of(high['mean'])} on average"
    else:
        title = f"The tone is kindest towards {top}, harshest towards {bottom}"
    means = f"{top} has the mean {signed(high['mean'])} of {high['n_judged']} mentions"
    if len(enough) > 1:
        means += f", {bottom} {signed(low['mean'])} of {low['n_judged']}"
    others = (
        f" {count(len(few), 'actor')} with fewer than {TOO_FEW}: too few to say."
        if len(few)
        else ""
    )
    return title, (
        f"Chart of the mean tone, from −1 to +1, towards {count(len(enough), 'actor')} with at "
        f"least {TOO_FEW} judged mentions. {means}.{others}"
    )
