"""Ten questions of an analyst, each in at most three lines of pandas on the exported frames."""

import inspect

import pandas as pd
import pytest
from conftest import article_of

from helpers.annotation.pipeline import annotate
from helpers.report.export import export_article

STORY = """\
President Maria Lopez of Chile met Prime Minister Erik Solberg of Norway in Oslo on 3 March 2026. \
Lopez praised the Norwegian government.

“Erik Solberg is a liar and a coward,” Tom Baker, the head of Acme Foods, said on Tuesday. \
“He betrayed our workers.”

Solberg rejected the accusation. He said that Baker had paid bribes to officials. Norway will sign \
a trade agreement with Chile in April 2026, but did not sanction Acme Foods.

Lopez said that Solberg was a trusted friend. Chile thanked Norway on 5 March 2026."""
LOPEZ, SOLBERG, BAKER = "person:maria-lopez", "person:erik-solberg", "person:tom-baker"


@pytest.fixture(scope="module")
def f(tmp_path_factory):
    """Return the frames of a story as found in a report's folder, by name."""
    folder = tmp_path_factory.mktemp("export")
    article = article_of(STORY)
    article.metadata["date"] = "2026-03-06"
    export_article(annotate(article), folder)
    return {path.stem: pd.read_parquet(path) for path in folder.glob("tables/*.parquet")}


def negative_mentions_by_voice(f, actor):
    tone = f["actor_sentiment"].query("actor_id == @actor and polarity == 'negative'")
    return tone["voice"].value_counts().to_dict()


def who_speaks_about_whom(f):
    both = f["mentions"].merge(f["statements"], on="statement_id")
    pairs = both.query("actor_id != source_actor_id").groupby(["source_actor_id", "actor_id"])
    return pairs["statement_id"].nunique().to_dict()


def acts_of_one_country_by_class_and_month(f, country):
    acts = f["events"].query("source_actor_id == @country and not negated")
    return acts.groupby(["event_class", acts["date"].str[:7]]).size().to_dict()


def who_is_only_spoken_about(f):
    inside = f["mentions"].dropna(subset="statement_id")["actor_id"]
    return set(inside) - set(f["statements"]["source_actor_ids"].explode())


def tone_of_one_speaker_towards_another(f, speaker, about):
    said = f["mentions"].merge(f["statements"], on="statement_id").set_index("mention_id")
    tones = f["actor_sentiment"].join(said["source_actor_id"], on="mention_id")
    return tones.groupby(["source_actor_id", "actor_id"])["polarity"].value_counts()[speaker, about]


def share_of_mentions_by_kind(f, actor):
    own = f["mentions"].query("actor_id == @actor")
    return own["kind"].value_counts(normalize=True).to_dict()


def planned_acts_between_countries(f):
    planned = f["events"].query("modality == 'future' or negated")
    both = planned.dropna(subset=["source_actor_id", "target_actor_id"])
    return both[["source_actor_id", "action", "target_actor_id", "negated"]].values.tolist()


def sentences_in_which_two_stand(f, one, other):
    pairs = f["cooccurrence"].set_index(["source_id", "target_id"])
    ids = pairs.loc[(one, other), "sentence_ids"]
    return f["sentences"].set_index("sentence_id").loc[ids, "text"].tolist()


def first_and_last_paragraph_of_each_actor(f):
    where = f["mentions"].merge(f["sentences"][["sentence_id", "paragraph_id"]])
    return where.groupby("actor_id")["paragraph_id"].agg(["min", "max"])


def words_said_by_sense(f):
    said = f["statements"].assign(words=f["statements"]["content"].str.split().str.len())
    return said.groupby("sense")["words"].sum().sort_values(ascending=False)


QUESTIONS = [
    negative_mentions_by_voice,
    who_speaks_about_whom,
    acts_of_one_country_by_class_and_month,
    who_is_only_spoken_about,
    tone_of_one_speaker_towards_another,
    share_of_mentions_by_kind,
    planned_acts_between_countries,
    sentences_in_which_two_stand,
    first_and_last_paragraph_of_each_actor,
    words_said_by_sense,
]


def test_each_question_takes_at_most_three_lines():
    assert len(QUESTIONS) == 10
    for question in QUESTIONS:
        assert len(inspect.getsource(question).strip().splitlines()) <= 1 + 3, question.__name__


def test_who_is_judged_and_who_speaks(f):
    assert negative_mentions_by_voice(f, SOLBERG) == {"quoted": 2}
    speaks = who_speaks_about_whom(f)
    assert speaks[BAKER, SOLBERG] == speaks[LOPEZ, SOLBERG] == speaks[SOLBERG, BAKER] == 1
    assert tone_of_one_speaker_towards_another(f, BAKER, SOLBERG).to_dict() == {"negative": 2}
    assert tone_of_one_speaker_towards_another(f, LOPEZ, SOLBERG).to_dict() == {"positive": 1}
    assert who_is_only_spoken_about(f) == {"organisation:acme-foods"}
    assert words_said_by_sense(f)["neutral"] > words_said_by_sense(f)["denying"] == 2


def test_who_does_what_and_when(f):
    done = acts_of_one_country_by_class_and_month(f, "country:CHL")
    assert done == {("support", "2026-03"): 1}
    planned = planned_acts_between_countries(f)
    assert ["country:NOR", "agreement", "country:CHL", False] in planned
    assert ["country:NOR", "sanction", "organisation:acme-foods", True] in planned


def test_where_and_how_actors_are_placed(f):
    assert share_of_mentions_by_kind(f, SOLBERG) == {
        "name": pytest.approx(4 / 6),
        "pronoun": pytest.approx(2 / 6),
    }
    shared = sentences_in_which_two_stand(f, SOLBERG, BAKER)
    assert len(shared) == 2
    assert shared[1] == "He said that Baker had paid bribes to officials."
    places = first_and_last_paragraph_of_each_actor(f)
    assert places.loc[BAKER].tolist() == [1, 2]
    assert places.loc["country:NOR"].tolist() == [0, 3]
