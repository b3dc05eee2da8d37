"""Charts: frames in, matplotlib Axes out, each with a title and alternative text.

Every chart takes frames, leaves them as they are, and draws on `ax` or, without it, on a figure of
its own at the width of a report. No chart uses pyplot, so nothing is shown or kept behind the
caller's back. A frame with nothing to draw gives Axes with one sentence in place of the chart. A
frame that lacks a column raises `ValueError`. `ax.alt_text` says in words what the chart shows.
"""

from helpers.charts.chance import chance_of_sharing
from helpers.charts.comparison import (
    actor_shares,
    first_appearances,
    quoted_actors,
    tone_by_group,
    tone_over_time,
)
from helpers.charts.events import event_timeline
from helpers.charts.matrix import cooccurrence_matrix
from helpers.charts.network import actor_network
from helpers.charts.sentences import sentence_lengths
from helpers.charts.speaking import speakers
from helpers.charts.style import KINDS
from helpers.charts.svg import figure_html, register, to_svg
from helpers.charts.terms import key_terms, term_frequencies
from helpers.charts.timeline import actor_timeline
from helpers.charts.tone import tone_along_article, tone_by_actor

__all__ = [
    "KINDS",
    "actor_network",
    "actor_shares",
    "actor_timeline",
    "chance_of_sharing",
    "cooccurrence_matrix",
    "event_timeline",
    "figure_html",
    "first_appearances",
    "key_terms",
    "quoted_actors",
    "register",
    "sentence_lengths",
    "speakers",
    "term_frequencies",
    "to_svg",
    "tone_along_article",
    "tone_by_actor",
    "tone_by_group",
    "tone_over_time",
]
