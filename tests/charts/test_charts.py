"""Charts: what they say, that nothing overlaps, and that hostile or scarce data do no harm."""

import json
import warnings
from itertools import combinations, islice, pairwise
from xml.etree import ElementTree as ET

import matplotlib.pyplot
import pandas as pd
import pytest
from conftest import article_of
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers import charts, tables
from helpers.annotation.pipeline import annotate
from helpers.charts import plain
from helpers.reading.chosen_article import PROJECT
from helpers.tables import network, terms, tone
from helpers.tables.network import SIGNIFICANT
from helpers.tables.schema import frame

DEVELOPMENT = PROJECT.parent / "shared" / "benchmarks" / "actors" / "dev" / "dwie_train.jsonl"
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
        scores["voice"] = "quoted" if i % 3 else "narrator"
        sentiment_rows.append({**doc, **span, **scores})
        for j in range(n_actors):
            if i % (j // 2 + 1) == j % 2:
                mention_rows.append(
                    {**doc, "mention_id": len(mention_rows), "actor_id": f"a{j}", **span,
                     "kind": "name", "rule": "r", "confidence": 1.0, "rivals": None,
                     "statement_id": None, "event_id": None}
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


def events_of(mentions):
    """Return events in which each actor of a sentence acts on the next one there."""
    quads = ["verbal cooperation", "material cooperation", "verbal conflict", None]
    rows = []
    for _, group in mentions.groupby("sentence_id"):
        row = group.iloc[0]
        for source, target in pairwise(group["actor_id"]):
            i = len(rows)
            rows.append(
                {"doc_id": "d", "event_id": i, "sentence_id": row.sentence_id,
                 "start_char": row.start_char, "end_char": row.end_char, "text": row.text,
                 "source": source, "source_actor_id": source, "action": f"act {HOSTILE}",
                 "event_class": "other", "quad_class": quads[i % 4], "target": target,
                 "target_actor_id": target if i % 5 else None, "negated": i % 7 == 0,
                 "modality": "asserted" if i % 3 else "future", "time": None, "object": None,
                 "mutual": False, "date": None, "summary": None}
            )  # fmt: skip
    return frame("events", rows)


def judged(mentions):
    """Return the tone towards each mention, by an invented model."""
    rows = mentions.drop(
        columns=["kind", "rule", "confidence", "rivals", "statement_id", "event_id"]
    ).to_dict("records")
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
    yield charts.event_timeline(actors, events_of(mentions), sentences, ax=ax)
    yield charts.actor_network(actors, pairs, ax=ax)
    yield charts.cooccurrence_matrix(actors, pairs, ax=ax)
    named = network.pair_names(actors, pairs)
    yield charts.chance_of_sharing(named, max(len(sentences), 1), ax=ax)


def frames_of_doc(doc):
    """Return actors, mentions, sentences, sentiment and co-occurrence of a Doc."""
    mentions, sentences = tables.mentions(doc), tables.sentences(doc)
    sentiment = tables.sentence_sentiment(doc)
    pairs = network.cooccurrence(mentions, sentences, sentiment)
    return tables.actors(doc), mentions, sentences, sentiment, pairs


def title_of(ax):
    """Return the title on one line."""
    return " ".join(ax.get_title(loc="left").split())


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
    figure = Figure(figsize=(8, 6))
    ax = figure.add_subplot()
    drawn = list(all_charts(*story(4, 12), ax=ax))
    assert len(drawn) == 10
    assert all(own is ax for own in drawn)
    assert len(figure.axes) == 1


def overlapping(ax):
    """Return the pairs of labels whose rendered boxes overlap by more than a point."""
    ax.figure.draw_without_rendering()
    slack = ax.figure.dpi / 72
    boxes = [(t.get_text(), t.get_window_extent()) for t in ax.texts if t.get_text().strip()]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > slack and min(a.y1, b.y1) - max(a.y0, b.y0) > slack
    ]


def is_cut_off(ax):
    """Return whether anything drawn leaves the figure."""
    ax.figure.draw_without_rendering()
    drawn, page = ax.get_tightbbox(), ax.figure.bbox
    return drawn.x0 < page.x0 or drawn.y0 < page.y0 or drawn.x1 > page.x1 or drawn.y1 > page.y1


@pytest.mark.parametrize("n", [3, 4, 12, 40, 120])
def test_labels_of_the_network_do_not_overlap_and_stay_inside(n):
    frames = story(n, 60, name="Somebody Important {}")
    ax = charts.actor_network(frames[0], frames[4])
    assert sum("Important" in text.get_text() for text in ax.texts) >= min(len(frames[0]), 40)
    assert not overlapping(ax)
    assert not is_cut_off(ax)


def test_no_chart_of_an_article_is_cut_off_and_no_label_of_its_network_overlaps(bundled_doc):
    frames = frames_of_doc(bundled_doc)
    for ax in all_charts(*frames):
        assert not is_cut_off(ax), ax.get_gid()
        if ax.get_gid() == "actor_network":
            assert not overlapping(ax)


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the development data are not here")
def test_no_label_overlaps_on_articles_that_nobody_wrote_for_it():
    with DEVELOPMENT.open(encoding="utf-8") as lines:
        for line in islice(lines, 20):
            frames = frames_of_doc(annotate(article_of(json.loads(line)["text"])))
            ax = charts.actor_network(frames[0], frames[4])
            assert not overlapping(ax), line[:40]
            assert not is_cut_off(ax), line[:40]


def test_a_large_network_says_what_it_leaves_out():
    frames = story(120, 150)
    n = len(frames[0])
    ax = charts.actor_network(frames[0], frames[4])
    assert f"{n - 40} others are left out" in ax.alt_text


def test_a_dense_network_shows_its_backbone_and_says_so():
    frames = story(30, 60)
    pairs = frames[4]
    ax = charts.actor_network(frames[0], pairs)
    n_drawn = sum(len(lines.get_segments()) for lines in ax.collections[:2])
    assert n_drawn < len(pairs)
    assert f"Only {n_drawn} of {len(pairs)} lines are drawn" in ax.alt_text
    assert n_drawn >= (pairs["p_adjusted"] < SIGNIFICANT).sum()


def test_the_network_uses_its_width():
    for n in (8, 12, 40):
        frames = story(n, 40, name="Somebody Important {}")
        ax = charts.actor_network(frames[0], frames[4])
        ax.figure.draw_without_rendering()
        boxes = [text.get_window_extent() for text in ax.texts]
        used = max(box.x1 for box in boxes) - min(box.x0 for box in boxes)
        assert used > 0.85 * ax.figure.bbox.width


def test_lines_of_chance_are_dashed_and_the_others_solid():
    frames = story(12, 60)
    pairs = frames[4]
    significant = pairs["p_adjusted"] < SIGNIFICANT
    assert 0 < significant.sum() < len(pairs) <= 60
    dashed, solid = charts.actor_network(frames[0], pairs).collections[:2]
    assert len(solid.get_segments()) == significant.sum()
    assert len(dashed.get_segments()) == (~significant).sum()
    assert solid.get_linestyle()[0][1] is None
    assert dashed.get_linestyle()[0][1] is not None


def test_a_map_without_a_solid_line_says_why():
    frames = story(4, 6)
    ax = charts.actor_network(frames[0], frames[4])
    assert "No pair appears together more often than chance explains" in ax.alt_text


def test_the_chance_chart_shows_the_p_value():
    pair = pd.DataFrame(
        {"source": ["Ann"], "target": ["Bob"], "unit": "sentence", "n": 9, "n_source": 13,
         "n_target": 11}
    )  # fmt: skip
    ax = charts.chance_of_sharing(pair, 17)
    heights = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in ax.patches}
    assert sum(heights.values()) == pytest.approx(1)
    p = sum(height for shared, height in heights.items() if shared >= 9)
    assert f"chance alone would give that many or more in {p:.0%}" in title_of(ax)
    assert not is_cut_off(ax)
    assert "nothing to explain" in charts.chance_of_sharing(pair.head(0), 17).alt_text


def test_the_timeline_marks_who_speaks_and_who_acts():
    actors, mentions, sentences, *_ = story(4, 12)
    statements = pd.DataFrame(
        {"source_actor_ids": [["a0"], ["a0"], []], "form": "speech", "sentence_id": [2, 4, 5]}
    )
    events = pd.DataFrame(
        {"source_actor_id": ["a2", None], "target_actor_id": ["a0", "a9"], "sentence_id": [3, 3]}
    )
    plain = charts.actor_timeline(actors, mentions, sentences)
    ax = charts.actor_timeline(actors, mentions, sentences, statements=statements, events=events)
    assert title_of(ax) == f"{title_of(plain)} and speaks in 2"
    marked = [tuple(line.get_xdata()) for line in ax.lines]
    assert (2, 4) in marked
    assert marked.count((3,)) == 2, "a2 acts, a0 is acted on; a9 is nobody"
    assert {"speaks", "acts", "is acted on"} <= {t.get_text() for t in ax.figure.findobj(Text)}


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
    repeated = phrases[phrases["n"] > 1]["term"].iloc[0]
    assert charts.key_terms(phrases).get_title(loc="left").startswith(f"“{repeated}”")


def test_pandas_plots_follow_the_style_and_are_described():
    with matplotlib.rc_context():
        plain.follow_style()
        ax = pd.Series([3, 1], index=["India", "$x$ <b>"], name="n").plot.barh()
        ax.set_title("Mentions")
    svg, root = svg_of(ax)
    words = "".join(root.find(".//{*}desc").itertext())
    assert words == "Mentions. India: 3, $x$ <b>: 1."
    assert "<b>" not in svg
    assert charts.style.PANEL in svg
    assert not any(spine.get_visible() for spine in ax.spines.values())
    plain.shown_once(ax)
    assert ax.figure.number not in matplotlib.pyplot.get_fignums()
