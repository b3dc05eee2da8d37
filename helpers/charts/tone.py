"""Charts of the tone along an article and towards its actors."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.charts import style
from helpers.charts.text import shorten, text_width
from helpers.tables.tone import NOT_JUDGED, TOO_FEW, clearly, tone_of, tones_in_words
from helpers.wording import count, listed, signed

MEAN_FROM = 10  # fewest sentences for which a rolling mean is drawn
MEAN_OVER = 5
LABELLED = 3  # sentences named at each end

_TONES = {
    "positive": (style.POSITIVE, "^", style.POSITIVE),
    "neutral": (style.QUIET, "o", style.PANEL),
    "negative": (style.NEGATIVE, "v", style.NEGATIVE),
}


@style.chart(sentence_sentiment="sentence_id compound voice")
def tone_along_article(sentence_sentiment: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the tone of each sentence, in the order of the text: up is positive, down is negative.

    `compound` is from -1 to 1. Sentences that are mostly somebody else's words have a mark below.
    With 10 sentences or more, a line shows the mean of 5 sentences. Sentences without a score are
    left out; with one or none, a sentence is shown instead.
    """
    ordered = sentence_sentiment.sort_values("sentence_id", ignore_index=True)
    scores = ordered["compound"].dropna()
    n = len(scores)
    if n == 0:
        return style.sentence_only(ax, "The text has no sentence whose tone could be judged.")
    if n == 1:
        (score,) = scores
        return style.sentence_only(
            ax, f"The text is one sentence, and its tone is {tone_of(score)} ({signed(score)})."
        )
    tones = scores.map(tone_of)
    title = tones_in_words(scores)
    alt_text = f"Chart of the tone of {n:,} sentences from −1 to +1. {title}. {_extremes(scores)}"
    ax = style.canvas(
        ax,
        title=title,
        alt_text=alt_text,
        height=190,
        left=3.5 * style.MARGIN,
        right=7 * style.MARGIN,
        above=14,
        below=32,
        keys=[_tone_key(tones)],
    )
    ax.set_ylim(-1.12, 1.12)
    ax.set_yticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])
    ax.grid(axis="y", color=style.RULE, linewidth=0.6)
    ax.axhline(0, color=style.INK, linewidth=0.9)
    size = min(7.0, max(2.5, 0.7 * (style.WIDTH - 10 * style.MARGIN) / n))
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
        color=style.QUIET, markeredgewidth=2.5, zorder=3,
    )  # fmt: skip
    label = "sentence (grey bar: mostly quoted or reported words)" if len(spoken) else "sentence"
    style.sentence_axis(ax, len(ordered), label)
    _name_extremes(ax, scores)
    if n >= MEAN_FROM:
        mean = scores.rolling(MEAN_OVER, center=True, min_periods=MEAN_OVER).mean().dropna()
        ax.plot(mean.index, mean, color=style.INK, linewidth=1.8, zorder=4)
        ax.annotate(
            f"mean of\n{MEAN_OVER} sentences", (1, mean.iloc[-1]),
            xycoords=("axes fraction", "data"), xytext=(3, 0), textcoords="offset points",
            va="center", fontsize=style.SMALL_SIZE, annotation_clip=False,
        )  # fmt: skip
    style.scale_name(ax, "tone (VADER compound score, −1 to +1)", 3.5 * style.MARGIN)
    return ax


@style.chart(actor_tone="name kind n_judged negative neutral positive mean low high sentence_ids")
def tone_by_actor(actor_tone: pd.DataFrame, *, ax: Axes | None = None, top: int = 15) -> Axes:
    """Draw the mean tone towards each actor as a mark, its interval as a line.

    `actor_tone` is `helpers.tables.tone.tone_by_actor`. The `top` actors with the most judged
    mentions are drawn, from positive to negative; actors with fewer than 3 are below, hollow.
    Without an actor, or without a judged mention, a sentence is shown instead.
    """
    if actor_tone.empty:
        return style.sentence_only(ax, "No actor is mentioned in this article.")
    judged = actor_tone.dropna(subset=["mean"])
    if judged.empty:
        return style.sentence_only(ax, NOT_JUDGED)
    shown = judged.sort_values("n_judged", ascending=False, kind="stable").head(top)
    enough = shown[shown["n_judged"] >= TOO_FEW].sort_values("mean", ascending=False, kind="stable")
    few = shown[shown["n_judged"] < TOO_FEW]
    gap = 1 if len(few) else 0
    labels = [shorten(name) for name in [*enough["name"], *few["name"]]]
    left = style.label_room(labels)
    note = style.left_out(len(judged), len(shown), "with the most judged mentions")
    counts = "On the right: how many mentions were judged negative, neutral and positive."
    title, alt_text = _tone_words(enough, few)
    ax = style.canvas(
        ax,
        title=title,
        alt_text=f"{alt_text} {note}".strip(),
        height=style.ROW * (len(shown) + gap),
        left=left,
        right=19 * style.MARGIN,
        above=16,
        below=32,
        notes=[counts, note],
        keys=[style.kind_key(shown["kind"])],
    )
    rows = [*range(len(enough)), *range(len(enough) + gap, len(shown) + gap)]
    ax.set_ylim(len(shown) + gap - 0.5, -0.5)
    ax.set_xlim(-1.03, 1.03)
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "+0.5", "+1"])
    ax.grid(axis="x", color=style.RULE, linewidth=0.6)
    ax.axvline(0, color=style.INK, linewidth=0.9)
    for row, actor in zip(rows, [*enough.itertuples(), *few.itertuples()], strict=True):
        kind, solid = style.kind_of(actor.kind), actor.n_judged >= TOO_FEW
        if solid and pd.notna(actor.low) and pd.notna(actor.high):
            ax.plot([actor.low, actor.high], [row, row], color=style.QUIET, linewidth=2.2, zorder=2)
        ax.plot(
            actor.mean,
            row,
            marker=kind.marker,
            markersize=8 * kind.scale,
            markeredgecolor=style.INK,
            markerfacecolor=kind.colour if solid else style.PANEL,
            markeredgewidth=0.9,
            zorder=3,
        )
    ax.set_xlabel("mean tone towards the actor (−1 to +1), 95% interval", loc="left")
    ordered = pd.concat([enough, few])
    style.row_labels(ax, rows, labels)
    for column, place in (("negative", 5), ("neutral", 11), ("positive", 17)):
        style.column_of_numbers(ax, column, rows, [*ordered[column]], place * style.MARGIN)
    if gap:
        ax.annotate(
            f"Hollow: fewer than {TOO_FEW} judged mentions, too few to say",
            (0, len(enough)),
            xycoords=("axes fraction", "data"),
            xytext=(style.MARGIN - left, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=style.SMALL_SIZE,
            color=style.QUIET,
            annotation_clip=False,
            bbox={"facecolor": style.PANEL, "edgecolor": "none", "pad": 1.5},
        )
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
    """Write the numbers of the most extreme sentences at both ends beside their marks."""
    taken: list[tuple[float, float, bool]] = []
    points_per_sentence = style.width_of(ax) / len(scores)
    for above in (True, False):
        ends = scores[scores > 0] if above else scores[scores < 0]
        ends = ends.sort_values(ascending=not above, kind="stable").head(LABELLED)
        for rank, (place, score) in enumerate(ends.items()):
            number = f"{place:,}"
            label = number if rank else f"sentence {number}: {signed(score)}"
            centre, half = place * points_per_sentence, text_width(label, style.SMALL_SIZE) / 2 + 3
            shift = max(
                0, half - centre - 2.5 * style.MARGIN
            )  # no further left than the scale's name
            left, right = centre + shift - half, centre + shift + half
            if any(side == above and left < b and a < right for a, b, side in taken):
                continue
            taken.append((left, right, above))
            ax.annotate(
                label, (place, score), xytext=(shift, 6 if above else -6),
                textcoords="offset points", ha="center", va="bottom" if above else "top",
                fontsize=style.SMALL_SIZE, zorder=5, annotation_clip=False,
            )  # fmt: skip


def _extremes(scores: pd.Series) -> str:
    """Which sentences are most negative and most positive; those that tie are counted."""
    parts = []
    for tone, end in (("negative", scores.min()), ("positive", scores.max())):
        if tone_of(end) == tone:
            at = scores.index[scores == end]
            parts.append(
                f"The most {tone} is sentence {at[0]} ({signed(end)})"
                if len(at) == 1
                else f"{len(at)} sentences are equally the most {tone} ({signed(end)})"
            )
    return "".join(f"{words}. " for words in parts).strip()


def _tone_title(actor_tone: pd.DataFrame) -> str:
    """The actors towards whom the tone is clearly positive or negative, if any."""
    parts = []
    for tone in ("positive", "negative"):
        names = clearly(tone, actor_tone)["name"].map(shorten).tolist()
        if len(names) > 2:
            names = [names[0], f"{len(names) - 1} others"]
        if names:
            parts.append(f"clearly {tone} towards {listed(names)}")
    if not parts:
        return "The tone is not clearly positive or negative towards any actor"
    return f"The tone is {', '.join(parts)}"


def _tone_words(enough: pd.DataFrame, few: pd.DataFrame) -> tuple[str, str]:
    """The title, and the alternative text, from the actors judged often enough and too rarely."""
    if enough.empty:
        title = f"Fewer than {TOO_FEW} mentions of each actor were judged: too few for a mean tone"
        return title, f"{title}. {count(len(few), 'actor')} with fewer."
    high, low = enough.iloc[0], enough.iloc[-1]
    top, bottom = shorten(high["name"]), shorten(low["name"])
    title = _tone_title(enough)
    means = f"The mean is {signed(high['mean'])} over {high['n_judged']} mentions for {top}"
    if len(enough) > 1:
        means += f", {signed(low['mean'])} over {low['n_judged']} for {bottom}"
    others = (
        f" {count(len(few), 'actor')} with fewer than {TOO_FEW}: too few to say."
        if len(few)
        else ""
    )
    return title, (
        f"Chart of the mean tone, from −1 to +1, towards {count(len(enough), 'actor')} with at "
        f"least {TOO_FEW} judged mentions. {means}.{others}"
    )
