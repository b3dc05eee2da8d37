"""Titles of charts: they say most, only or different only if the data support it."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.legend import Legend

from helpers import charts
from helpers.tables.tone import BY_ACTOR


def title_of(ax):
    """Return the title on one line."""
    return " ".join(ax.get_title(loc="left").split())


def sentences(*lengths):
    n = len(lengths)
    return pd.DataFrame({"sentence_id": range(n), "paragraph_id": 0, "n_tokens": lengths})


@pytest.mark.parametrize(
    ("lengths", "title"),
    [
        ((5, 9, 3), "Sentence 1 is the longest, with 9 tokens; the average is 6"),
        ((9, 9, 3), "Sentences 0 and 1 are the longest, with 9 tokens each; the average is 7"),
        ((7, 7), "All 2 sentences have 7 tokens"),
    ],
)
def test_the_longest_sentence_is_named_only_without_a_tie(lengths, title):
    assert title_of(charts.sentence_lengths(sentences(*lengths))) == title


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ((4, 2, 1), "“a” is the most frequent word: 4 times"),
        ((4, 4, 1), "“a” and “b” are the most frequent words: 4 times each"),
        # Others that are not in the frame may tie.
        ((2, 2, 2), "No word is used more than 2 times"),
        ((1, 1, 1), "No word is used more than once"),
    ],
)
def test_the_most_frequent_word_is_named_only_without_a_tie(counts, title):
    words = pd.DataFrame({"term": ["a", "b", "c"], "n": counts})
    assert title_of(charts.term_frequencies(words)) == title


@pytest.mark.parametrize(
    ("scores", "counts", "title"),
    [
        ((0.9, 0.8), (1, 1), "No key phrase is used more than once"),
        ((0.9, 0.8), (1, 2), "“b” is the strongest key phrase used more than once"),
        ((0.9, 0.9), (2, 2), "“a” and “b” are the strongest key phrases used more than once"),
    ],
)
def test_the_strongest_key_phrase_is_used_more_than_once_and_no_tie(scores, counts, title):
    phrases = pd.DataFrame({"term": ["a", "b"], "score": scores, "n": counts})
    assert title_of(charts.key_terms(phrases)) == title


def tone(*rows):
    """Return the tone towards actors from name, judged, positive, negative, mean, low and high."""
    return pd.DataFrame(
        [
            {"actor_id": name, "name": name, "kind": "person", "n_judged": n,
             "positive": positive, "negative": negative, "neutral": n - positive - negative,
             "mean": mean, "low": low, "high": high, "most_negative": 0, "most_positive": 0,
             "sentence_ids": [*range(n)]}
            for name, n, positive, negative, mean, low, high in rows
        ],
        columns=list(BY_ACTOR),
    )  # fmt: skip


NOBODY = "The tone is not clearly positive or negative towards any actor"


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("Ann", 6, 5, 0, 0.8, 0.5, 1.0)], "The tone is clearly positive towards Ann"),
        (
            [("Ann", 6, 5, 0, 0.8, 0.5, 1.0), ("Bob", 6, 0, 5, -0.8, -1.0, -0.5)],
            "The tone is clearly positive towards Ann, clearly negative towards Bob",
        ),
        (
            [(name, 6, 5, 0, 0.8, 0.5, 1.0) for name in ("Ann", "Bob", "Cy")],
            "The tone is clearly positive towards Ann and 2 others",
        ),
        ([("Ann", 6, 0, 0, 0.1, 0.02, 0.2)], NOBODY),  # not one positive mention
        ([("Ann", 4, 4, 0, 0.8, 0.5, 1.0)], NOBODY),  # too few
        ([("Ann", 6, 3, 2, 0.2, -0.3, 0.7)], NOBODY),  # may be neither
        (
            [("Ann", 1, 1, 0, 0.9, np.nan, np.nan)],
            "Fewer than 3 mentions of each actor were judged: too few for a mean tone",
        ),
    ],
)
def test_a_tone_towards_an_actor_is_reported_only_if_clear(rows, title):
    assert title_of(charts.tone_by_actor(tone(*rows))) == title


def test_extremes_of_the_tone_have_its_sign_and_ties_are_counted():
    def alt_text(*scores):
        table = pd.DataFrame(
            {"sentence_id": range(len(scores)), "compound": scores, "voice": "narrator"}
        )
        return charts.tone_along_article(table).alt_text

    assert "most negative" not in alt_text(0.2, 0.5, 0.9)
    assert "2 sentences are equally the most positive (+0.90)" in alt_text(0.9, -0.5, 0.9)
    assert "The most" not in alt_text(0.0, 0.0)


def statements(*rows):
    return pd.DataFrame(rows, columns=["name", "n_statements", "n_about"])


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("Ann", 3, 0), ("Bob", 1, 0)], "Ann speaks most: 3 statements"),
        ([("Ann", 2, 0), ("Bob", 2, 0)], "2 actors speak equally often: 2 statements each"),
        (
            [("Ann", 1, 0), ("Bob", 0, 1)],
            "Ann is the only actor that speaks: 1 statement; 1 actor is only spoken about",
        ),
        ([("Ann", 0, 1)], "No actor speaks; 1 actor is only spoken about"),
    ],
)
def test_who_speaks_most_leads(rows, title):
    assert title_of(charts.speakers(statements(*rows))) == title


def events(*pairs):
    """Return actors and events; an event is its source, target and whether it is negated."""
    actors = pd.DataFrame(
        {"actor_id": ["a", "b", "c"], "name": ["Ann", "Bob", "Cy"], "aliases": ""}
    )
    rows = [
        {"sentence_id": 0, "source_actor_id": source, "target_actor_id": target, "source": source,
         "target": target, "action": "meet", "quad_class": None, "negated": negated,
         "modality": "asserted", "mutual": False, "summary": None}
        for source, target, negated in pairs
    ]  # fmt: skip
    return actors, pd.DataFrame(rows), sentences(5)


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        ([("a", "b", False)], "1 event between actors: Ann towards Bob"),
        (
            [("a", "b", False), ("b", "c", False)],
            "2 events between actors, no pair with more than one",
        ),
        (
            [("a", "b", False), ("a", "b", True), ("b", "c", False)],
            "3 events between actors, most often Ann towards Bob (2)",
        ),
        (
            [("a", "b", False), ("a", "b", False), ("b", "c", True), ("b", "c", True)],
            "4 events between actors, at most 2 for a pair",
        ),
    ],
)
def test_the_pair_with_most_events_leads(pairs, title):
    assert title_of(charts.event_timeline(*events(*pairs))) == title


def network(*pairs):
    names = "abcd"
    actors = pd.DataFrame(
        {"actor_id": [*names], "name": [n.upper() for n in names], "kind": "person",
         "n_mentions": [9, 8, 7, 6], "n_sentences": [9, 8, 7, 6]}
    )  # fmt: skip
    rows = pd.DataFrame(pairs, columns=["source_id", "target_id", "n"])
    return actors, rows.assign(unit="sentence", p_value=0.5, p_adjusted=1.0)


@pytest.mark.parametrize(
    ("pairs", "top", "title"),
    [
        (
            [("a", "b", 3), ("b", "c", 1)],
            40,
            "A and B share 3 sentences, more than any other pair",
        ),
        ([("a", "b", 3), ("b", "c", 3)], 40, "A and B share 3 sentences, as does 1 other pair"),
        (
            [("a", "b", 1), ("b", "c", 1), ("a", "c", 1)],
            40,
            "No two actors share more than one sentence; 3 pairs share one",
        ),
        (
            [("a", "b", 3), ("c", "d", 5)],
            2,
            "A and B share 3 sentences, more than any other pair shown",
        ),
    ],
)
def test_the_pair_of_the_network_that_shares_most_leads(pairs, top, title):
    assert title_of(charts.actor_network(*network(*pairs), top=top)) == title


def test_the_matrix_names_a_pair_only_without_a_tie():
    tied = charts.cooccurrence_matrix(*network(("a", "b", 2), ("b", "c", 2)))
    assert "2 pairs share most: 2 each" in tied.alt_text
    assert (
        "A and B share most: 3"
        in charts.cooccurrence_matrix(*network(("a", "b", 3), ("b", "c", 2))).alt_text
    )
    shown = charts.cooccurrence_matrix(*network(("a", "b", 3), ("b", "c", 2)), top=3)
    assert title_of(shown) == "B shares sentences with 2 of the 2 other actors shown"


def groups(*rows, name="n"):
    """Return figures of actors in groups from actor, group, n, mean, low and high."""
    table = pd.DataFrame(rows, columns=["actor_id", "group", "n", "mean", "low", "high"])
    return table.assign(name=table["actor_id"].str.title(), kind="person")


APART = [("ann", "x", 9, 0.5, 0.4, 0.6), ("ann", "y", 9, 0.1, 0.0, 0.2)]
OVERLAPPING = [("ann", "x", 9, 0.5, 0.1, 0.9), ("ann", "y", 9, 0.2, 0.0, 0.4)]
WIDER = [("bob", "x", 9, 0.9, -0.1, 1.0), ("bob", "y", 9, -0.3, -0.9, 0.5)]
UNSURE = [("ann", "x", 2, 0.5, np.nan, np.nan), ("ann", "y", 2, 0.1, np.nan, np.nan)]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (APART, "The share of Ann differs: 50% of the mentions in x, 10% in y"),
        # Bob's are further apart, but may be the same.
        ([*APART, *WIDER], "The share of Ann differs: 50% of the mentions in x, 10% in y"),
        (OVERLAPPING, "No actor’s share of the mentions differs by more than chance explains"),
        (UNSURE, "The share of 1 actor: too few articles to compare"),
        (APART[:1], "Ann has 50% of the mentions"),
    ],
)
def test_shares_differ_where_intervals_are_apart(rows, title):
    assert title_of(charts.actor_shares(groups(*rows))) == title


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (APART, "The tone towards Ann differs: +0.50 in x, +0.10 in y"),
        ([*WIDER, *APART], "The tone towards Ann differs: +0.50 in x, +0.10 in y"),
        (OVERLAPPING, "The tone towards each actor differs by no more than chance explains"),
        (UNSURE, "The tone towards 1 actor: too few articles to compare"),
        (APART[:1], "No actor appears in two groups, so tones cannot be compared"),
    ],
)
def test_tones_differ_where_intervals_are_apart(rows, title):
    assert title_of(charts.tone_by_group(groups(*rows))) == title


def test_who_is_quoted_most_leads():
    most = groups(("ann", "x", 6, 0.6, 0, 0), ("bob", "x", 4, 0.4, 0, 0))
    assert (
        title_of(charts.quoted_actors(most)) == "Ann makes 60% of the statements in x: 6 statements"
    )
    tied = groups(("ann", "x", 5, 0.5, 0, 0), ("bob", "x", 5, 0.5, 0, 0))
    assert "Ann" not in title_of(charts.quoted_actors(tied))


def periods(*rows):
    table = pd.DataFrame(rows, columns=["mean", "low", "high"])
    dates = pd.date_range("2024-01-01", periods=len(table), freq="MS")
    return table.assign(name="Ann", period=dates, n=9, n_documents=4)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            [(-0.2, -0.3, -0.1), (-0.7, -0.9, -0.5)],
            "The tone towards Ann is more positive in the period from 1 January 2024 (−0.20) than "
            "in the one from 1 February 2024 (−0.70)",
        ),
        # The means that are furthest apart are uncertain, two others are not.
        (
            [(0.9, -0.5, 1.0), (0.3, 0.2, 0.4), (-0.2, -0.3, -0.1)],
            "The tone towards Ann is more positive in the period from 1 February 2024 (+0.30) than "
            "in the one from 1 March 2024 (−0.20)",
        ),
        ([(0.9, -0.5, 1.0), (0.1, 0.0, 0.3)], "The tone towards Ann does not clearly change"),
    ],
)
def test_the_tone_changes_where_intervals_are_apart(rows, title):
    assert title_of(charts.tone_over_time(periods(*rows))) == title


def appearances(*days):
    dates = pd.to_datetime(list(days))
    names = ["Ann", "Bob", "Cy"][: len(days)]
    return pd.DataFrame(
        {"name": names, "kind": "person", "date": dates, "days": [[day] for day in dates]}
    )


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (("2024-01-01", "2024-02-03"), "Bob is the last to appear, on 3 February 2024"),
        (
            ("2024-01-01", "2024-02-03", "2024-02-03"),
            "Bob and Cy are the last to appear, on 3 February 2024",
        ),
    ],
)
def test_who_appears_last_is_alone_or_in_company(days, title):
    assert title_of(charts.first_appearances(appearances(*days))) == title


def test_two_actors_of_one_name_have_rows_of_their_own():
    table = groups(*APART, *WIDER).assign(name="Georgia")
    ax = charts.tone_by_group(table)
    labels = [text.get_text() for text in ax.texts]
    assert labels.count("Georgia") == 2


@pytest.mark.parametrize("loc", [None, "left", "center"])
def test_a_custom_title_has_space_and_covers_no_key(loc):
    frame = pd.DataFrame({"name": ["Ann Hill", "Bo"], "n_statements": [3, 0], "n_about": [1, 2]})
    ax = charts.speakers(frame)
    height = ax.bbox.height
    long = "Words that this article about the bridge over the river returns to, " * 2
    title = ax.set_title(long, loc=loc)
    assert ax.bbox.height == pytest.approx(height)
    ax.figure.draw_without_rendering()
    box = title.get_window_extent()
    legends = [c for c in ax.get_children() if isinstance(c, Legend)]
    tops = [legend.get_window_extent().y1 for legend in legends]
    assert legends
    assert max(tops) < box.y0
    assert box.y1 <= ax.figure.bbox.y1
    assert ax.figure.bbox.x0 <= box.x0 < box.x1 <= ax.figure.bbox.x1
    assert sum(bool(ax.get_title(loc=where)) for where in ("left", "center", "right")) == 1


def test_days_and_their_year_are_written_as_people_write_them():
    weeks = periods(*[(0, 0, 0)] * 6)
    weeks["period"] = pd.date_range("2026-03-02", periods=6, freq="7D")
    ax = charts.tone_over_time(weeks)
    ax.figure.draw_without_rendering()
    days = [label.get_text() for label in ax.get_xticklabels()]
    assert {"8 Mar", "1 Apr"} < set(days)
    assert ax.xaxis.get_offset_text().get_text() == "2026"
