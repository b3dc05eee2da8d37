"""The story of the port strike: the comparison finds what was written into it."""

import re

import pandas as pd
import pytest

from helpers.corpus import comparison, load, turning_point
from helpers.corpus.findings import comparison_findings, slants
from helpers.reading.articles import read_article
from helpers.reading.chosen_article import PROJECT

WRITTEN = (PROJECT / "data" / "stories" / "README.md").read_text(encoding="utf-8")


def written(*heading):
    """Return the README's table whose first columns are these."""
    lines = iter(WRITTEN.splitlines())
    row = next(line for line in lines if cells(line)[: len(heading)] == [*heading])
    columns, rows = cells(row), []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(cells(line))
    return pd.DataFrame(rows[1:], columns=columns)


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Return the story as a corpus, its actors and the tones towards them."""
    kept, load.KEPT = load.KEPT, tmp_path_factory.mktemp("corpora")
    with load.load_corpus() as corpus:
        comparison.choose_documents(corpus, by="source")
        yield corpus, comparison.corpus_actors(corpus)
    load.KEPT = kept


def test_thirty_short_articles_in_three_papers_over_six_weeks():
    articles = [read_article(path) for path in sorted(load.STORY.glob("*.txt"))]
    assert len(articles) == 30
    assert all(115 <= len(article.text.split()) <= 200 for article in articles)
    known = pd.DataFrame([article.metadata for article in articles])
    assert set(known["source"].value_counts()) == {10}
    days = pd.to_datetime(known["date"])
    assert 35 <= (days.max() - days.min()).days <= 42


def test_the_slant_of_each_paper_is_found(story):
    corpus, actors = story
    found = slants(comparison.actor_tones(corpus, actors))
    comparison.choose_documents(corpus, by="source", until="2026-03-26")
    before = slants(comparison.actor_tones(corpus, actors))
    comparison.choose_documents(corpus, by="source")
    found = pd.concat([found, before]).groupby(["group", "slant"])["name"].agg(set)
    quoted = comparison.quoted_actors(corpus, actors)
    for row in written("source", "favours").itertuples(index=False):
        assert found[row.source, "kindest to"] == {row.favours}
        criticised = set(row.criticises.split(", "))
        assert found[row.source, "harshest on"] & criticised, row
        own = quoted[quoted["group"] == row.source]
        assert own.loc[own["n"].idxmax(), "name"] == row[3], row


def test_the_turning_point_is_found_and_nothing_else_turns(story):
    corpus, actors = story
    turns = turning_point.turning_points(turning_point.tone_by_article(corpus, actors))
    sure = turns[turns["p_adjusted"] < 0.05].set_index("name")
    assert set(sure.index) == set(written("turns")["turns"])
    events = written("date", "event")
    (day,) = pd.to_datetime(events.loc[events["event"].str.contains("turning point"), "date"])
    assert ((sure["date"] - day).abs() <= pd.Timedelta(days=2)).all(), "an estimate by few articles"
    assert (sure["after"] < -0.4).all()


def test_actors_are_joined_under_all_their_names(story):
    corpus, actors = story
    forms = corpus.sql(
        """
        SELECT corpus_actor_id, list(DISTINCT m.text) AS forms
        FROM identities i JOIN mentions m USING (doc_id, actor_id) GROUP BY ALL
        """
    ).df()
    forms = {form: row.corpus_actor_id for row in forms.itertuples() for form in row.forms}
    for one, others in [
        ("Thomas Reyland", ["Tom Reyland", "Reyland"]),
        ("Katrin Aldous", ["Aldous"]),
        ("Harbour Workers’ Union", ["HWU"]),
        ("Norrhaven Logistics", ["Norrhaven"]),
        ("Maritime Safety Board", ["MSB"]),
    ]:
        assert one in set(written("actor")["actor"])
        assert {forms[other] for other in others} == {forms[one]}, one
    assert len(actors[actors["name"].str.contains("Reyland|Norrhaven|Aldous")]) == 3


def test_findings_are_reported(story):
    corpus, actors = story
    groups = comparison.choose_documents(corpus, by="source")
    tones = comparison.actor_tones(corpus, actors)
    told = " ".join(
        finding.text
        for finding in comparison_findings(
            groups, actors, comparison.actor_shares(corpus, actors), tones, pd.DataFrame(),
            comparison.joined_actors(corpus), quoted=comparison.quoted_actors(corpus, actors),
            turns=turning_point.turning_points(turning_point.tone_by_article(corpus, actors)),
        )
    )  # fmt: skip
    assert "Varnholm Courier is harshest on Thomas Reyland (−0." in told
    assert "Eastmark Daily is kindest to Ingrid Sorel (+0." in told
    assert re.search("towards Norrhaven Logistics turned with the articles from 2[4-8] March", told)


def test_a_folder_of_own_articles_is_compared_and_nothing_is_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(load, "KEPT", tmp_path / "kept")
    folder = tmp_path / "own"
    folder.mkdir()
    for number, verb in enumerate(("praised", "attacked")):
        text = f"Title {number}\n\nClara Novak {verb} Tom Baker in a long speech on Monday."
        (folder / f"{number}.txt").write_text(text)
    (folder / "empty.txt").write_text("")
    with load.load_corpus(folder) as corpus:
        assert len(comparison.choose_documents(corpus)) == 2
        assert corpus.sql("SELECT origin FROM rejected").fetchall()[0][0].endswith("empty.txt")
    (folder / "2.txt").write_text("Title 2\n\nClara Novak met Tom Baker and Anna Keller in a park.")
    with load.load_corpus(folder) as corpus:
        assert len(comparison.choose_documents(corpus)) == 3
    with pytest.raises(load.DatasetError, match="does not exist; name a folder"):
        load.load_corpus(tmp_path / "nowhere")
