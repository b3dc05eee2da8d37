import pandas as pd
import pytest
from conftest import article_of

from helpers import charts, findings, tables
from helpers.annotation.pipeline import annotate
from helpers.tables import speaking

STORY = """\
Clara Novak said that Tom Baker had lied to Norway. Novak also told reporters that Baker was gone.

“Norway will not forget,” Tom Baker said. Acme Foods was silent."""


def frames(text):
    doc = annotate(article_of(text))
    actors, mentions = tables.actors(doc), tables.mentions(doc)
    statements = tables.statements(doc)
    return (
        statements,
        speaking.speakers(actors, mentions, statements),
        speaking.about_whom(actors, mentions, statements),
    )


def test_speakers_counts_who_speaks_and_who_is_spoken_about():
    _, speakers, _ = frames(STORY)
    counted = speakers.set_index("name")[["n_statements", "n_about"]]
    assert counted.loc["Clara Novak"].tolist() == [2, 0]
    assert counted.loc["Tom Baker"].tolist() == [1, 2]
    assert counted.loc["Norway"].tolist() == [0, 2]
    assert counted.loc["Acme Foods"].tolist() == [0, 0]


def test_every_count_names_its_sentences():
    _, speakers, pairs = frames(STORY)
    rows = speakers.set_index("name")
    assert rows.loc["Clara Novak", "said_in"] == [0, 1]
    assert rows.loc["Norway", "spoken_about_in"] == [0, 2]
    top = pairs.iloc[0]
    assert (top["source"], top["target"], top["n"]) == ("Clara Novak", "Tom Baker", 2)
    assert top["sentence_ids"] == [0, 1]


def test_nobody_speaks_about_himself():
    _, speakers, pairs = frames("Clara Novak said that Clara Novak was tired.")
    assert speakers["n_about"].tolist() == [0]
    assert pairs.empty


def test_findings_say_who_speaks_and_who_does_not():
    statements, speakers, _ = frames(STORY)
    texts = [f.text for f in findings.statement_findings(statements, speakers)]
    assert texts == [
        "The article reports 3 statements; 3 of them come from a known actor.",
        "Clara Novak speaks most, with 2 of 3 statements.",
        "Norway is spoken about (in 2 statements) but never speaks.",
    ]


def test_an_article_in_which_nobody_speaks():
    statements, speakers, pairs = frames("It rained in Norway.")
    assert statements.empty
    assert pairs.empty
    (finding,) = findings.statement_findings(statements, speakers)
    assert finding.text == "No statement was found in this article."
    assert charts.speakers(speakers).alt_text == (
        "No actor speaks in this article or is spoken about."
    )


def test_the_chart_says_its_finding_and_what_it_leaves_out():
    speakers = pd.DataFrame(
        {
            "name": [f"Actor {i} <b>$x$</b>" for i in range(14)],
            "n_statements": [9, *[1] * 12, 0],
            "n_about": [0, *[1] * 12, 5],
        }
    )
    ax = charts.speakers(speakers)
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "Actor 0 <b>$x$</b> speaks most: 9 statements; 1 actor is only spoken about"
    )
    assert "2 others are left out" in ax.alt_text
    assert "<title" in charts.to_svg(ax)


def test_the_chart_names_a_missing_column():
    with pytest.raises(ValueError, match="speaking lacks the columns n_about"):
        charts.speakers(pd.DataFrame({"name": [], "n_statements": []}))
