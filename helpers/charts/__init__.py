"""Charts: frames in, matplotlib Axes out, each with a title and alternative text.

Every chart takes frames, does not change them, and draws on `ax` or, without it, on a figure of its
own with the width of a report. No chart uses pyplot, so nothing is shown or kept without being
asked for. If a frame has nothing to draw, the Axes show one sentence in place of the chart. A frame
that lacks a column raises `ValueError`. `ax.alt_text` describes the chart in words.

Submodules are loaded on first use.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["web"],
    submod_attrs={
        "chance": ["chance_of_sharing"],
        "comparison": [
            "actor_shares",
            "first_appearances",
            "quoted_actors",
            "tone_by_group",
            "tone_over_time",
        ],
        "events": ["event_timeline"],
        "matrix": ["cooccurrence_matrix"],
        "network": ["actor_network"],
        "sentences": ["sentence_lengths"],
        "speaking": ["speakers"],
        "style": ["KINDS"],
        "svg": ["figure_html", "register", "to_svg"],
        "terms": ["key_terms", "term_frequencies"],
        "timeline": ["actor_timeline"],
        "tone": ["tone_along_article", "tone_by_actor"],
    },
)
