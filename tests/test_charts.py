"""Charts: what they say, that nothing overlaps, and that hostile or scarce data does no harm."""

import warnings
from itertools import combinations
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from matplotlib.figure import Figure

from helpers import charts, network, tables, terms, tone
from helpers.findings import SIGNIFICANT
from helpers.schema import frame

HOSTILE = 'A $x_1$ <b>&"B"</b> \\frac{1}{2} % _ ^ ]]> 王小明 🎉 \x07'


def story(n_actors, n_sentences, name="Actor {}"):
    """Return actors, mentions, sentences, sentiment and co-occurrence of an invented article."""
    doc = {"doc_id": "d"}
    kinds = ["person", "organisation", "country", "bloc"]
    sentence_rows, mention_rows, sentiment_rows = [], [], []
    for i in range(n_sentences):
        span = {"sentence_id": i, "start_char": 10 * i, "end_char": 10 * i + 9, "text": "x" * 9}
        sentence_rows.append({**doc, "paragraph_id": i // 3, **span, "n_tokens": 5 + 7 * i % 30})
        scores = {"negative": 0.0, "neutral": 1.0, "positive": 0.0, "compound": (i % 5 - 2) / 2.5}
        sentiment_rows.append({**doc, **span, **scores})
        for j in range(n_actors):
            if i % (j // 2 + 1) == j % 2:
                mention_rows.append(
                    {**doc, "mention_id": len(mention_rows), "actor_id": f"a{j}", **span,
                     "kind": "name", "rule": "r", "confidence": 1.0}
                )  # fmt: skip
    mentions = frame("mentions", mention_rows)
    actor_rows = []
    for actor_id, group in mentions.groupby("actor_id", sort=False):
        j = int(actor_id[1:])
        actor_rows.append(
            {**doc, "actor_id": actor_id, "name": name.replace("{}", str(j)), "kind": kinds[j % 4],
             "role": None, "affiliation": None, "role_evidence": None, "aliases": "",
             "n_mentions": len(group), "n_sentences": group["sentence_id"].nunique(),
             "first_sentence_id": group["sentence_id"].min()}
        )  # fmt: skip
    sentences = frame("sentences", sentence_rows)
    sentiment = frame("sentence_sentiment", sentiment_rows)
    pairs = network.cooccurrence(mentions, sentences, sentiment)
    return frame("actors", actor_rows), mentions, sentences, sentiment, pairs


def judged(mentions):
    """Return the tone towards each mention, of an invented model."""
    rows = mentions.drop(columns=["kind", "rule", "confidence"]).to_dict("records")
    for row in rows:
        negative = row["mention_id"] % 5 / 4
        row |= {"negative": negative, "neutral": 0.0, "positive": 1 - negative}
        row |= {"polarity": "negative" if negative > 0.5 else "positive", "voice": "narrator"}
    return frame("actor_sentiment", rows)


def all_charts(actors, mentions, sentences, sentiment, pairs, *, ax=None):
    """Yield every chart of an article."""
    words = pd.DataFrame({"term": actors["name"], "n": actors["n_mentions"]})
    yield charts.sentence_lengths(sentences, ax=ax)
    yield charts.term_frequencies(words.head(20), ax=ax)
    yield charts.key_terms(words.assign(score=0.5).head(20), ax=ax)
    yield charts.actor_timeline(actors, mentions, sentences, ax=ax)
    yield charts.tone_along_article(sentiment, ax=ax)
    yield charts.tone_by_actor(tone.tone_by_actor(actors, judged(mentions)), ax=ax)
    yield charts.actor_network(actors, pairs, ax=ax)
    yield charts.cooccurrence_matrix(actors, pairs, ax=ax)


def svg_of(ax):
    svg = charts.to_svg(ax)
    return svg, ET.fromstring(svg)


@pytest.mark.parametrize(
    "size", [(0, 0), (0, 1), (1, 1), (2, 2), (4, 12), (12, 40), (40, 60), (120, 150)]
)
def test_every_chart_draws_with_any_number_of_actors(size):
    frames = story(*size)
    before = [table.copy() for table in frames]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ax in all_charts(*frames):
            svg, root = svg_of(ax)
            assert ax.alt_text.strip()
            assert root.get("role") == "img"
            assert ax.get_title(loc="left") or ax.alt_text in "".join(root.itertext())
            assert "<image" not in svg
    for table, copy in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_article_text_in_a_chart_stays_text():
    for ax in all_charts(*story(6, 20, name=HOSTILE)):
        svg, root = svg_of(ax)
        assert "<b>" not in svg
        assert "\x07" not in svg
        if ax.get_gid() not in {"sentence_lengths", "tone_along_article"}:
            assert "A $x_1$ <b>" in "".join(root.itertext())


def test_ids_of_charts_on_one_page_do_not_meet():
    seen = set()
    for ax in all_charts(*story(6, 20)):
        ids = [element.get("id") for element in svg_of(ax)[1].iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert not seen & set(ids)
        seen |= set(ids)


def test_a_chart_is_the_same_each_time():
    frames = story(12, 30)
    first = [charts.to_svg(ax) for ax in all_charts(*frames)]
    assert first == [charts.to_svg(ax) for ax in all_charts(*frames)]


def test_charts_draw_on_the_axes_that_they_are_given():
    for index in range(8):
        figure = Figure(figsize=(8, 6))
        ax = figure.add_subplot()
        drawn = list(all_charts(*story(4, 12), ax=ax))[index]
        assert drawn is ax
        assert len(figure.axes) == 1


@pytest.mark.parametrize("n", [3, 4, 12, 40])
def test_labels_of_the_network_do_not_overlap_and_stay_inside(n):
    frames = story(n, 40, name="Somebody Important {}")
    ax = charts.actor_network(frames[0], frames[4])
    renderer = ax.figure._get_renderer()
    boxes = [text.get_window_extent(renderer) for text in ax.texts if text.get_text()]
    assert len(boxes) >= n
    for one, other in combinations(boxes, 2):
        shared = min(one.x1, other.x1) - max(one.x0, other.x0)
        tall = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert shared <= 1 or tall <= 2, "two labels overlap"
    width, height = ax.figure.get_size_inches() * ax.figure.dpi
    for box in boxes:
        assert box.x0 >= 0
        assert box.x1 <= width
        assert box.y0 >= 0
        assert box.y1 <= height


def test_a_large_network_says_what_it_leaves_out():
    frames = story(120, 150)
    n = len(frames[0])
    ax = charts.actor_network(frames[0], frames[4])
    assert f"{n - 40} others are left out" in ax.alt_text


def test_lines_of_chance_are_dashed_and_the_others_solid():
    frames = story(12, 40)
    pairs = frames[4]
    ax = charts.actor_network(frames[0], pairs)
    dashed, solid = ax.collections[:2]
    assert len(solid.get_segments()) == (pairs["p_value"] < SIGNIFICANT).sum() > 0
    assert len(dashed.get_segments()) == (pairs["p_value"] >= SIGNIFICANT).sum() > 0


def test_the_matrix_shows_the_counts():
    frames = story(3, 12)
    ax = charts.cooccurrence_matrix(frames[0], frames[4])
    numbers = [text.get_text() for text in ax.texts if text.get_text().isdigit()]
    expected = [*frames[0]["n_sentences"], *frames[4]["n"], *frames[4]["n"]]
    assert sorted(numbers) == sorted(map(str, expected))


def test_sentences_have_the_number_of_the_tables(bundled_doc):
    sentiment = tables.sentence_sentiment(bundled_doc)
    ax = charts.tone_along_article(sentiment)
    lowest = sentiment.loc[sentiment["compound"].idxmin(), "sentence_id"]
    assert f"The most negative is sentence {lowest} " in ax.alt_text
    lengths = charts.sentence_lengths(tables.sentences(bundled_doc))
    longest = tables.sentences(bundled_doc)["n_tokens"].idxmax()
    assert lengths.get_title(loc="left").startswith(f"Sentence {longest} is the longest")


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="actors lacks the columns kind"):
        charts.actor_network(pd.DataFrame(columns=["actor_id", "name", "n_mentions"]), None)


def test_kinds_differ_by_more_than_colour():
    kinds = charts.KINDS.values()
    assert len({kind.marker for kind in kinds}) == len(kinds)


def test_words_of_an_article_can_be_drawn(bundled_doc):
    tokens, sentences = tables.tokens(bundled_doc), tables.sentences(bundled_doc)
    frequencies = terms.term_frequencies(tokens)
    ax = charts.term_frequencies(frequencies)
    assert frequencies["term"].iloc[0] in ax.alt_text
    phrases = terms.key_terms(tokens, sentences)
    assert phrases["term"].iloc[0] in charts.key_terms(phrases).get_title(loc="left")
