"""The map at the top of a page: what its lines say, and which are shown."""

from itertools import combinations

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import article_of

from helpers.annotation.pipeline import annotate
from helpers.report.network_map import draw_map
from helpers.tables import article_frames
from helpers.tables.act_words import ACTS, acts
from helpers.tables.docstrings import typed

TREATY = (
    "Norway and Sweden will sign a treaty on Monday. Tom Baker thanked Clara Novak in Norway. "
    "Clara Novak, Tom Baker, Peter Lind and Anna Weber came from Sweden. Norway, Sweden and "
    "Anna Weber are old names in the files of Peter Lind."
)


def drawn(text):
    frames = article_frames(annotate(article_of(text)))
    told = acts(frames["events"], frames["tokens"])
    return frames, draw_map(frames["actors"], frames["cooccurrence"], told)


def wide(drawn_map):
    return BeautifulSoup(drawn_map.html, "lxml").select_one("svg.wide")


def network(n, n_acts):
    """Return actors who all appear together, and acts of the first of them towards the others."""
    ids = [f"person:a{i}" for i in range(n)]
    actors = pd.DataFrame(
        {"actor_id": ids, "name": [f"Somebody Important {i}" for i in range(n)], "kind": "person",
         "n_mentions": range(n, 0, -1)}
    )  # fmt: skip
    pairs = pd.DataFrame(
        [
            {"source_id": a, "target_id": b, "n": 1 + i % 3, "p_value": 0.5, "p_adjusted": 1.0,
             "unit": "sentence", "sentence_ids": [0]}
            for i, (a, b) in enumerate(combinations(ids, 2))
        ]
    )  # fmt: skip
    rows = [
        {"source_id": ids[0], "target_id": other, "words": "to sign a long agreement",
         "mutual": False, "modality": "future", "sentence_id": 0}
        for other in ids[1 : n_acts + 1]
    ]  # fmt: skip
    return actors, pairs, typed(rows, ACTS)


def test_an_act_is_written_on_its_line_and_points_at_the_target():
    frames, mapped = drawn(TREATY)
    svg = wide(mapped)
    words = [" ".join(t.get_text() for t in g.select("text")) for g in svg.select(".act-words")]
    assert sorted(words) == ["thanked", "to sign a treaty"]
    treaty, thanks = sorted(svg.select(".edge.act"), key=lambda e: "thanked" in e["aria-label"])
    assert "Norway and Sweden: to sign a treaty" in treaty["aria-label"]
    assert "Tom Baker towards Clara Novak: thanked" in thanks["aria-label"]
    assert not treaty.select("polygon")  # both do it
    assert len(thanks.select("polygon")) == 1
    assert "act" in mapped.looks
    assert len(svg.select(".edge")) == len(frames["cooccurrence"])


def test_few_lines_of_chance_are_shown_at_once_and_all_actors_stay_connected():
    _, mapped = drawn(TREATY)
    svg = wide(mapped)
    shown = [edge for edge in svg.select(".edge") if "more" not in edge["class"]]
    assert len(shown) == mapped.n_shown < mapped.n_lines
    assert {end for edge in shown for end in edge["data-ends"].split()} == {
        node["data-actors"] for node in svg.select(".node")
    }
    assert not svg.select(".edge.act.more")


def test_a_map_of_few_lines_shows_them_all():
    _, mapped = drawn("Clara Novak met Tom Baker in Norway.")
    assert mapped.n_shown == mapped.n_lines == 3
    assert mapped.looks == ["act", "chance"]


def test_without_acts_a_map_has_lines_alone():
    actors, pairs, _ = network(4, 0)
    mapped = draw_map(actors, pairs)
    assert mapped.looks == ["chance"]
    assert not wide(mapped).select(".act-words")


@pytest.mark.parametrize(("n", "n_acts"), [(2, 1), (3, 2), (8, 6), (18, 10), (50, 17)])
def test_labels_and_words_of_lines_never_overlap(n, n_acts):
    from helpers.charts.text import text_width

    mapped = draw_map(*network(n, n_acts))
    for svg in BeautifulSoup(mapped.html, "lxml").select("svg"):
        width, height = map(float, svg["viewbox"].split()[2:])
        boxes = []
        for text in svg.select("text"):
            half = text_width(text.get_text(), 13) / 2
            x, y = float(text["x"]), float(text["y"])
            assert x - half >= -1
            assert x + half <= width + 1
            assert 0 <= y <= height
            boxes.append((x - half, x + half, y - 11, y + 2))
        for one, other in combinations(boxes, 2):
            beside = one[1] <= other[0] or other[1] <= one[0]
            assert beside or one[3] <= other[2] or other[3] <= one[2]


def test_names_and_words_are_escaped():
    actors, pairs, told = network(2, 1)
    actors["name"] = ['<b>"Ann"</b>', "Bob & Co"]
    told["words"] = "<i>sued</i>"
    html = draw_map(actors, pairs, told).html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;i&gt;sued" in html
