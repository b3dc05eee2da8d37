"""Comparing articles: figures that can be worked out by hand, and their charts."""

import math
import warnings
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from helpers import charts
from helpers.annotation.actor_ids import kind_of
from helpers.corpus import comparison, network
from helpers.corpus.findings import comparison_findings
from helpers.corpus.load import connect
from helpers.tables.parameters import ParameterError

DAYS = ["2026-01-01", "2026-01-02", "2026-02-01", "2026-02-02", "2026-03-01", "2026-03-02"]
NOVAK, BAKER, NORWAY = "person:clara-novak", "person:tom-baker", "country:NOR"
NAMES = {NOVAK: "Clara Novak", BAKER: "Tom Baker", NORWAY: "Norway"}
# By article: the actors in each sentence.
SENTENCES = [
    [[NOVAK], [NOVAK, BAKER], []],
    [[NOVAK], [NOVAK], [BAKER]],
    [[NOVAK, BAKER], [], []],
    [[NORWAY], [NOVAK, NORWAY], []],
    [[NORWAY], [NOVAK, NORWAY], [NOVAK, NORWAY]],
    [[NORWAY, NOVAK], [NORWAY], []],
]


@pytest.fixture
def corpus():
    """Return six articles of two sources as a corpus; the Post likes Novak, the Sun does not."""
    documents, mentions, actors, judged, said = [], [], [], [], []
    for number, (day, sentences) in enumerate(zip(DAYS, SENTENCES, strict=True)):
        doc_id, source = f"d{number}", ("The Post", "The Sun")[number % 2]
        documents.append((doc_id, f"Story {number}", pd.Timestamp(day), source, len(sentences)))
        places = [(i, a) for i, present in enumerate(sentences) for a in present]
        for mention_id, (sentence_id, actor_id) in enumerate(places):
            mentions.append((doc_id, mention_id, actor_id, sentence_id))
            good = 0.9 if source == "The Post" else 0.1
            judged.append((doc_id, mention_id, actor_id, good, 1 - good, "narrator"))
        for actor_id in sorted({a for _, a in places}):
            n = sum(a == actor_id for _, a in places)
            kind = kind_of(actor_id)
            actors.append((doc_id, actor_id, NAMES[actor_id], kind, None, n))
        said.append((doc_id, NOVAK, "direct" if number else "indirect"))
    identities = [(d, a, a, "its own name", True) for d, a, *_ in actors]
    with connect() as found:
        for name, rows, columns in (
            ("documents", documents, "doc_id title date source n_sentences"),
            ("mentions", mentions, "doc_id mention_id actor_id sentence_id"),
            ("actors", actors, "doc_id actor_id name kind role n_mentions"),
            ("actor_sentiment", judged, "doc_id mention_id actor_id positive negative voice"),
            ("statements", said, "doc_id source_actor_id kind"),
            ("identities", identities, "doc_id actor_id corpus_actor_id rule certain"),
        ):
            frame = pd.DataFrame(rows, columns=columns.split())
            found.register(name, frame.astype({"role": "str"}) if "role" in frame else frame)
        yield found


def chosen(corpus, **options):
    groups = comparison.choose_documents(corpus, by="source", **options)
    return groups, comparison.corpus_actors(corpus)


def row(frame, **values):
    """Return the only row with these values."""
    for column, value in values.items():
        frame = frame[frame[column] == value]
    (found,) = frame.to_dict("records")
    return found


def test_a_role_in_capitals_is_no_second_role(corpus):
    def role(row):
        return {"d0": "mayor", "d1": "Mayor", "d2": "Mayor", "d3": "Deputy"}.get(row["doc_id"])

    actors = corpus.execute("SELECT * FROM actors").df()
    corpus.register("actors", actors.assign(role=actors.apply(role, axis=1).astype("str")))
    comparison.choose_documents(corpus)
    found = comparison.corpus_actors(corpus).set_index("actor_id")["roles"]
    assert found[NOVAK] == "Mayor; Deputy"
    assert found[NORWAY] == "Deputy"


def test_groups_are_sources_or_articles_within_the_days_asked_for(corpus):
    groups, _ = chosen(corpus)
    assert groups["group"].tolist() == ["The Post", "The Sun"]
    assert groups["n_documents"].tolist() == [3, 3]
    assert groups["n_mentions"].sum() == sum(len(s) for a in SENTENCES for s in a)
    later = comparison.choose_documents(corpus, since="2026-02-01", until="2026-03-01")
    assert later["group"].tolist() == ["Story 2", "Story 3", "Story 4"]


def test_shares_are_of_all_mentions_of_a_group(corpus):
    _, actors = chosen(corpus)
    post = row(comparison.actor_shares(corpus, actors), actor_id=NOVAK, group="The Post")
    # Articles 0, 2 and 4: 2 of 3, 1 of 2 and 2 of 5 mentions.
    assert post["n"] == 5
    assert post["mean"] == pytest.approx(5 / 10)
    assert 0 <= post["low"] < 0.5 < post["high"] <= 1


def test_tone_is_positive_less_negative_by_group(corpus):
    _, actors = chosen(corpus)
    tones = comparison.actor_tones(corpus, actors)
    assert row(tones, actor_id=NOVAK, group="The Post")["mean"] == pytest.approx(0.8)
    assert row(tones, actor_id=NOVAK, group="The Sun")["mean"] == pytest.approx(-0.8)
    assert pd.isna(row(tones, actor_id=NORWAY, group="The Post")["low"])  # in only one article
    assert comparison.actor_tones(corpus, actors, voices=("quoted",)).empty


def test_tone_over_time_has_a_row_a_period(corpus):
    _, actors = chosen(corpus)
    times = comparison.tone_over_time(corpus, actors, period="month")
    novak = times[times["actor_id"] == NOVAK]
    assert novak["period"].dt.month.tolist() == [1, 2, 3]
    # Two mentions of the Post and two of the Sun, then one each, then two and one.
    assert novak["mean"].tolist() == pytest.approx([0, 0, 0.8 / 3])
    with pytest.raises(ValueError, match="period is 'hour', expected one of day, week"):
        comparison.tone_over_time(corpus, actors, period="hour")


def test_statements_are_counted_by_speaker(corpus):
    _, actors = chosen(corpus)
    post = row(comparison.quoted_actors(corpus, actors), actor_id=NOVAK, group="The Post")
    assert (post["n"], post["n_direct"], post["n_group"], post["mean"]) == (3, 2, 3, 1.0)


def test_an_actor_appears_first_on_its_earliest_day(corpus):
    _, actors = chosen(corpus)
    first = comparison.first_appearances(corpus, actors)
    norway = row(first, actor_id=NORWAY)
    assert (norway["date"], norway["doc_id"]) == (pd.Timestamp("2026-02-02"), "d3")
    assert len(norway["days"]) == 3


def test_pairs_add_up_over_articles(corpus):
    _, actors = chosen(corpus)
    pairs = network.corpus_pairs(corpus, actors)
    pair = row(pairs, source_id=NOVAK, target_id=BAKER)
    assert (pair["n"], pair["n_documents"]) == (2, 2)
    # Sentences of each, times each other, by 3: 2·1, 2·1 and 1·1.
    assert pair["expected"] == pytest.approx(2 / 3 + 2 / 3 + 1 / 3)
    mean = 5 / 3
    assert pair["p_value"] == pytest.approx(1 - math.exp(-mean) * (1 + mean))
    assert pair["p_value"] <= pair["p_adjusted"] <= 1


def test_the_network_changes_from_the_earlier_half_to_the_later(corpus):
    _, actors = chosen(corpus)
    split = network.split_in_time(corpus)
    assert split == pd.Timestamp("2026-02-02")
    changes = network.pair_changes(corpus, actors, split)
    pair = changes.iloc[0]
    assert {pair["source"], pair["target"]} == {"Norway", "Clara Novak"}
    assert (pair["before"], pair["after"], pair["change"]) == (0, 3, 1.0)
    assert pair["p_value"] == pytest.approx(2 / 20)  # 1 of the 20 ways to draw 3 of 6, two-sided


def findings_of(corpus, groups, actors, named=None):
    split = network.split_in_time(corpus)
    return comparison_findings(
        groups,
        actors if named is None else named,
        comparison.actor_shares(corpus, actors),
        comparison.actor_tones(corpus, actors),
        network.pair_changes(corpus, actors, split),
        comparison.joined_actors(corpus),
    )


def test_findings_say_who_differs(corpus):
    texts = " ".join(finding.text for finding in findings_of(corpus, *chosen(corpus)))
    assert "6 articles in 2 groups" in texts
    assert "towards Clara Novak differs most (beyond chance): +0.80 in The Post" in texts
    assert "none does so more or less often in the later articles" in texts


@pytest.mark.parametrize(
    ("n_documents", "expected"),
    [
        ([6, 2], "The United States is in more articles than any other actor: 6 of 6."),
        ([4, 4, 1], "The United States and Ann are in more articles than any other actor: 4 of 6"),
        ([3, 3, 3, 3], "4 actors are each in 3 of 6 articles, and none in more."),
    ],
)
def test_actors_in_as_many_articles_are_named_together(corpus, n_documents, expected):
    groups, actors = chosen(corpus)
    tied = actors.head(0).reindex(range(len(n_documents)))
    tied = tied.assign(n_documents=n_documents, n_groups=1, kind="person")
    tied["name"] = ["United States", "Ann", "Bo", "Cy"][: len(n_documents)]
    tied.loc[0, "kind"] = "country"
    texts = [finding.text for finding in findings_of(corpus, groups, actors, tied)]
    assert any(text.startswith(expected) for text in texts)


def all_charts(corpus, actors):
    yield charts.actor_shares(comparison.actor_shares(corpus, actors))
    yield charts.tone_by_group(comparison.actor_tones(corpus, actors))
    yield charts.quoted_actors(comparison.quoted_actors(corpus, actors))
    yield charts.tone_over_time(comparison.tone_over_time(corpus, actors.head(1), period="month"))
    yield charts.first_appearances(comparison.first_appearances(corpus, actors))
    yield charts.actor_network(actors, network.corpus_pairs(corpus, actors))


@pytest.mark.parametrize("since", ["", "2026-03-02", None])
def test_charts_and_findings_come_with_any_number_of_articles(corpus, since):
    groups, actors = chosen(corpus, since=since or "")
    if since is None:
        corpus.execute("DELETE FROM chosen")
        groups, actors = groups.head(0), actors.head(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ax in all_charts(corpus, actors):
            assert ET.fromstring(charts.to_svg(ax)).get("role") == "img"
            assert ax.alt_text.strip()
        assert findings_of(corpus, groups, actors)


def test_days_without_an_article_are_refused_in_one_line(corpus):
    with pytest.raises(ParameterError, match="no article is from 2027-01-01 to the end; the first"):
        chosen(corpus, since="2027-01-01")


def test_hostile_names_stay_text(corpus):
    corpus.execute("CREATE TABLE own AS SELECT * REPLACE (name || ' <b>&$x$' AS name) FROM actors")
    corpus.unregister("actors")
    corpus.execute("ALTER TABLE own RENAME TO actors")
    _, actors = chosen(corpus)
    for ax in all_charts(corpus, actors):
        assert "<b>" not in charts.to_svg(ax)


def test_a_corpus_of_an_earlier_version_without_tones_is_compared_all_the_same(corpus):
    corpus.unregister("actor_sentiment")
    corpus.unregister("statements")
    groups, actors = chosen(corpus)
    for ax in all_charts(corpus, actors):
        assert ax.alt_text
    assert "No tone" in " ".join(f.text for f in findings_of(corpus, groups, actors))
