"""The parts of a page, with and without the frames that not every article has."""

import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import MEETING, article_of

from helpers.report.article_html import linked_article_html
from helpers.report.network_map import draw_map, left_out
from helpers.report.page import page_html, policy
from helpers.report.page_data import page_parts
from helpers.tables import article_frames


def rows(**columns):
    return pd.DataFrame({"doc_id": "meeting", **columns})


@pytest.fixture
def frames(meeting):
    """Return the frames of the meeting, with hand-made statements, tone and events."""
    frames = article_frames(meeting)
    quote, words = MEETING.index("We lost"), "We lost everything,"
    frames["statements"] = rows(
        statement_id=[0, 1], sentence_id=[2, 3], kind=["direct", "indirect"],
        start_char=[quote - 1, MEETING.index("The Norwegian")],
        end_char=[quote + 34, len(MEETING)], text=["…", "…"],
        source=["Baker", None], source_actor_id=["person:tom-baker", None],
        source_actor_ids=[["person:tom-baker"], []], form=["speech", "speech"],
        source_start_char=pd.array([quote + 22, None], dtype="Int64"),
        source_end_char=pd.array([quote + 27, None], dtype="Int64"),
        cue=["said", None], content=[words, None],
        content_start_char=pd.array([quote, None], dtype="Int64"),
        content_end_char=pd.array([quote + len(words), None], dtype="Int64"),
    )  # fmt: skip
    frames["actor_sentiment"] = rows(
        mention_id=[0, 1], actor_id=["person:clara-novak", "person:tom-baker"],
        sentence_id=[1, 1], polarity=["positive", "negative"], voice=["narrator", "narrator"],
    )  # fmt: skip
    frames["events"] = rows(
        event_id=[0], sentence_id=[1], text=["praised"], start_char=[MEETING.index("praised")],
        end_char=[MEETING.index("praised") + 7], source_actor_id=["person:clara-novak"],
        action=["praise"], event_class=["support"],
        object=[None], summary=[None], target=["the deal"], target_actor_id=[None], mutual=[False],
        negated=[True], modality=["future"],
    )  # fmt: skip
    return frames


def page(doc, frames, chapters=()):
    html = page_html(article_of(MEETING), page_parts(doc, frames), list(chapters), about={})
    return BeautifulSoup(html, "lxml")


def card(soup, name):
    return next(c for c in soup.select(".card") if c.h3.get_text() == name)


def test_parts_are_plain_json(meeting, frames):
    parts = page_parts(meeting, frames)
    assert json.loads(json.dumps(parts)) == parts


def test_a_page_does_without_statements_tone_events_and_chapters(meeting):
    found = article_frames(meeting)
    empty = {name: found[name].head(0) for name in ("statements", "actor_sentiment", "events")}
    soup = page(meeting, {**found, **empty})
    assert not soup.select("#statements, .sign, .said, #chapters")
    assert "Tone of these sentences" in card(soup, "Clara Novak").get_text()


def test_an_attitude_is_not_shaded_as_if_somebody_had_said_it(meeting, frames):
    frames["statements"]["form"] = ["speech", "attitude"]
    soup = page(meeting, frames)
    assert {span["data-statement"] for span in soup.select(".said")} == {"0"}
    assert soup.select_one("#statement-1") is not None
    assert [a["href"] for a in soup.select(".sign")] == ["#statement-0"]


def test_statements_are_marked_listed_and_on_the_speakers_card(meeting, frames):
    soup = page(meeting, frames)
    assert [sign["href"] for sign in soup.select(".sign")] == ["#statement-0", "#statement-1"]
    assert soup.select_one("#sentence-2 .said").get_text() == "We lost everything,"
    row = soup.select_one("#statement-0")
    assert "Tom Baker (Baker)" in row.get_text()
    assert row.select_one("a[href='#sentence-2']")
    assert "nobody named" in soup.select_one("#statement-1").get_text()
    assert "We lost everything," in card(soup, "Tom Baker").get_text()
    assert soup.select_one("#uses-2 a[href='#statement-0']")
    assert "1 statement has no speaker" in soup.select_one(".notes").get_text()


def test_tone_and_deeds_are_on_the_card(meeting, frames):
    soup = page(meeting, frames)
    novak = card(soup, "Clara Novak")
    assert novak.select_one(".tone.positive")["data-sentences"] == "1"
    assert "Tone towards this actor" in novak.get_text()
    assert "not to praise → the deal" in novak.get_text()


def test_all_links_within_the_page_have_a_target(meeting, frames):
    soup = page(meeting, frames)
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    links = {a["href"][1:] for a in soup.select("a[href^='#']")}
    assert links <= set(ids)


def test_actors_of_one_name_link_each_to_themselves(meeting, frames):
    frames["actors"] = frames["actors"].assign(name='Georgia "<i>"')
    soup = page(meeting, frames)
    ids = {f"#actor-{actor_id}" for actor_id in frames["actors"]["actor_id"]}
    assert len(ids) > 2
    for part in ("#pairs", "#uses", "svg.wide"):
        links = {a["href"] for a in soup.select(f"{part} a[href^='#actor-']")}
        assert links == ids, part
    assert {strip["href"] for strip in soup.select(".strip a")} <= ids
    assert not soup.select("i")


def test_mentions_that_overlap_name_all_their_actors():
    text = "The Norway Bank board, the two, met."
    sentences = rows(sentence_id=[0], paragraph_id=[0], start_char=[0], end_char=[36], text=[text])
    actors = pd.DataFrame(
        {"actor_id": ["c:n", "o:b", "p:x"], "name": ["Norway", "Bank", "X"],
         "kind": ["country", "organisation", "person"]}
    )  # fmt: skip
    mentions = pd.DataFrame(
        {
            "actor_id": ["o:b", "c:n", "o:b", "p:x", "o:b", "p:x"],
            "start_char": [4, 4, 23, 23, 11, 16],
            "end_char": [15, 10, 30, 30, 21, 32],
            "rule": "r", "confidence": [1, 1, 1, 0.5, 1, 1],
        }
    )  # fmt: skip
    soup = BeautifulSoup(linked_article_html(sentences, mentions, actors), "lxml")
    marks = {a.get_text(): a["data-actors"] for a in soup.select(".mention")}
    assert marks["Norway"] == "c:n o:b"  # the country within the bank's name
    assert marks["the two"] == "o:b p:x"  # two actors in one place
    assert "".join(soup.select_one(".sentence").get_text().split()) == "0" + "".join(text.split())
    assert "unsure" in soup.find("a", string="the two")["class"]


def test_the_map_draws_each_pair_and_no_actor_without_one(meeting):
    frames = article_frames(meeting)
    soup = BeautifulSoup(draw_map(frames["actors"], frames["cooccurrence"]).html, "lxml")
    wide = soup.select_one("svg.wide")
    assert len(wide.select(".edge")) == len(frames["cooccurrence"])
    assert len(wide.select(".node")) == len(frames["actors"])
    assert draw_map(frames["actors"], frames["cooccurrence"].head(0)).html == ""


def test_the_map_says_which_actors_it_leaves_out(meeting):
    frames = article_frames(meeting)
    assert left_out(frames["actors"], frames["cooccurrence"]) == []
    assert left_out(frames["actors"], frames["cooccurrence"].head(0)) == [
        *frames["actors"]["actor_id"]
    ]
    assert left_out(frames["actors"], frames["cooccurrence"], top=2) == [
        *frames["actors"]["actor_id"][2:]
    ]


def test_labels_of_the_map_stay_within_it_and_apart(bundled_doc):
    from helpers.charts.text import text_width

    frames = article_frames(bundled_doc)
    soup = BeautifulSoup(draw_map(frames["actors"], frames["cooccurrence"]).html, "lxml")
    for svg in soup.select("svg"):
        width = float(svg["viewbox"].split()[2])
        boxes = []
        for text in svg.select("text"):
            half = text_width(text.get_text(), 14) / 2
            x, y = float(text["x"]), float(text["y"])
            assert x - half >= -1
            assert x + half <= width + 1
            boxes.append((x - half, x + half, y - 11, y + 2))
        for i, (left, right, top, bottom) in enumerate(boxes):
            for a, b, c, d in boxes[:i]:
                assert right <= a or b <= left or bottom <= c or d <= top


def test_the_policy_names_script_and_style_by_their_hash():
    assert "'sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='" in policy("x", "test")
    assert "unsafe-inline" not in policy("x", "test").split("style-src-attr")[0]
