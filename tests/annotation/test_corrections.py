"""Corrections as a user writes them, from the file to the frames."""

import os

import pandas as pd
import pytest
from conftest import MEETING, article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.reading.corrections import (
    FILE_VARIABLE,
    CorrectionsError,
    add_correction,
    read_corrections,
    undo_correction,
    unmatched,
)
from helpers.tables.corrected import preview
from helpers.tables.parameters import ParameterError

HEAD = "doc_id,action,name,value\n"


@pytest.fixture
def correct(tmp_path, monkeypatch):
    """Return a function that writes lines of corrections and annotates a text with them."""
    file = tmp_path / "corrections.csv"
    monkeypatch.setenv(FILE_VARIABLE, str(file))

    def corrected(*lines, text=MEETING, doc_id="meeting"):
        file.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return annotate(article_of(text, doc_id))

    corrected.file = file
    return corrected


def actors(doc):
    """Return the texts of the mentions, by name of actor."""
    named = tables.mentions(doc).merge(tables.actors(doc)[["actor_id", "name"]], on="actor_id")
    return named.groupby("name")["text"].agg(list).to_dict()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            ",merge,Tom Baker,Clara Novak",
            {"Clara Novak": ["Clara Novak", "Tom Baker", "Novak", "Baker", "Baker", "Novak"]},
        ),
        (",merge,person:tom-baker,clara novak", {"Tom Baker": None}),
        (",split,Baker,Anna Baker", {"Tom Baker": ["Tom Baker"], "Anna Baker": ["Baker", "Baker"]}),
        (",rename,Acme Foods,Acme Group", {"Acme Foods": None, "Acme Group": ["Acme Foods"] * 2}),
        (",ignore,Acme Foods,", {"Acme Foods": None}),
        (",ignore,Baker,", {"Tom Baker": ["Tom Baker"]}),
        ("meeting,ignore,Norway,", {"Norway": None}),
        ("another,ignore,Norway,", {"Norway": ["Norway", "Norwegian"]}),
    ],
)
def test_a_correction_changes_who_is_meant(correct, line, expected):
    found = actors(correct(line))
    for name, forms in expected.items():
        got = found.get(name)
        shown = got and [form for form in got if form[:1].isupper()]
        assert shown == forms


def test_another_kind_is_another_id_and_label(correct):
    doc = correct(",retype,Acme Foods,person")
    row = tables.actors(doc).set_index("name").loc["Acme Foods"]
    assert row["kind"] == "person"
    assert row["actor_id"] == "person:acme-foods"
    entities = tables.entities(doc).set_index("text")
    assert set(entities.loc["Acme Foods", "label"]) == {"PERSON"}


def test_corrected_mentions_say_so_and_are_sure(correct):
    mentions = tables.mentions(correct(",merge,Tom Baker,Clara Novak"))
    changed = mentions[mentions["rule"].str.startswith("correction: ")]
    assert {"Tom Baker", "Baker"} <= set(changed["text"])
    assert (changed["confidence"] == 1).all()
    assert "line 2" in changed["rule"].iloc[0]


def test_pronouns_follow_the_correction(correct):
    text = "Tom Baker spoke in Norway. He left early."
    doc = correct(",rename,Tom Baker,Thomas Baker", text=text)
    assert actors(doc)["Thomas Baker"] == ["Tom Baker", "He"]


def test_a_changed_file_is_noticed_and_taking_it_back_restores_all(correct):
    before = tables.mentions(correct())
    assert "Acme Foods" not in actors(correct(",ignore,Acme Foods,"))
    pd.testing.assert_frame_equal(tables.mentions(correct()), before)


def test_an_actor_that_was_missed_can_be_added(correct):
    text = "The quiet harbour met Tom Baker. Later the harbour left."
    found = actors(correct(",add,harbour,organisation", text=text))
    assert found["harbour"] == ["harbour", "harbour"]


def test_an_alias_holds_where_only_one_of_the_names_occurs(correct):
    text = "Doc Baker spoke. Baker smiled. Everybody thanked Doc Baker."
    doc = correct(",alias,Doc Baker,Jonathan Baker", text=text)
    assert set(tables.actors(doc)["actor_id"]) == {"person:jonathan-baker"}
    assert actors(doc)["Jonathan Baker"] == ["Doc Baker", "Baker", "Doc Baker"]


def test_one_mention_can_be_given_to_another_actor(correct):
    text = "Anna Keller met Paul Keller in Oslo. Keller smiled. Keller left."
    doc = correct("meeting,mention,Keller #3,Anna Keller", text=text)
    assert actors(doc) == {
        "Anna Keller": ["Anna Keller", "Keller"],
        "Paul Keller": ["Paul Keller", "Keller"],
    }


def test_a_merge_that_could_mean_two_people_changes_nothing_and_asks(correct):
    text = "Anna Keller met Paul Keller in Oslo. Keller smiled."
    doc = correct(",merge,Keller,Anna Keller", text=text)
    assert actors(doc)["Paul Keller"] == ["Paul Keller", "Keller"]
    (line,) = unmatched([doc.spans["mentions"].attrs["corrections"]])
    assert "does that mean “Paul Keller” or “Anna Keller”?" in line
    assert "\n" not in line


def test_a_merge_in_question_is_asked_back_though_it_holds_in_another_article(correct):
    logs = [
        correct(",merge,Keller,Anna Keller", text=text).spans["mentions"].attrs["corrections"]
        for text in ("Anna Keller met Paul Keller. Keller left.", "Keller left. Anna Keller too.")
    ]
    (line,) = unmatched(logs)
    assert "does that mean “Paul Keller” or “Anna Keller”?" in line


def test_adding_an_actor_that_was_found_is_no_unmatched_correction(correct):
    doc = correct(",add,Harbour Union,organisation", text="The Harbour Union met in Oslo.")
    assert unmatched([doc.spans["mentions"].attrs["corrections"]]) == []


def test_roles_and_affiliations_follow_the_correction(correct):
    text = "Tom Baker arrived. Chairman Ed Baker of Acme Foods smiled."
    doc = correct(",merge,Ed Baker,Tom Baker", text=text)
    row = tables.actors(doc).set_index("name").loc["Tom Baker"]
    assert (row["role"], row["affiliation"]) == ("Chairman", "Acme Foods")


def test_unmatched_corrections_are_reported(correct):
    doc = correct(",ignore,Nobody,", ",ignore,Norway,", "another,ignore,Norway,")
    table = tables.corrections(doc)
    assert table["n_mentions"].tolist() == [0, 2]
    logs = [doc.spans["mentions"].attrs["corrections"]]
    assert unmatched(logs) == ["“Nobody” is not an actor (line 2)"]


def test_corrections_stay_with_a_doc_that_is_stored(correct):
    from spacy.tokens import DocBin

    doc = correct(",rename,Norway,Norge")
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(doc.vocab)
    pd.testing.assert_frame_equal(tables.corrections(again), tables.corrections(doc))
    assert actors(again) == actors(doc)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name,value\n", "line 1: the first line has to be doc_id,action,name,value"),
        (HEAD + ",join,A,B\n", "line 2: “join” is not an action; write merge, split"),
        (HEAD + "\n# note\n,merge,A,\n", "line 4: merge needs something in the column value"),
        (HEAD + ",retype,A,planet\n", "line 2: “planet” is not a kind of actor"),
        (HEAD + ",ignore,,\n", "line 2: names no actor"),
        (HEAD + ",ignore,A,B\n", "line 2: ignore takes no value"),
        (HEAD + ",add,A,planet\n", "line 2: “planet” is not a kind of actor"),
        (HEAD + "a,mention,Keller,Anna Keller\n", "line 2: “Keller” is not a single mention"),
        (HEAD + ",mention,Keller #2,Anna Keller\n", "line 2: mention applies to one article"),
        (HEAD + ",merge,A,B,C\n", "line 2: has 5 fields instead of 4"),
        (HEAD + ',merge,"A"x,B\n', "line 2: is not valid CSV"),
        (HEAD.encode() + b",ignore,\xff\xfe,\n", "is not UTF-8"),
    ],
)
def test_a_file_with_a_mistake_is_refused_in_one_line(correct, content, says):
    data = content if isinstance(content, bytes) else content.encode()
    correct.file.write_bytes(data)
    with pytest.raises(CorrectionsError, match=r"corrections\.csv") as caught:
        read_corrections()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_added_is_read_and_added_once(correct):
    correct()
    for _ in range(2):
        add_correction("rename", "Acme, Inc.", "Acme “Foods”", doc_id="meeting")
    (correction,) = read_corrections()
    assert correction[1:5] == ("meeting", "rename", "Acme, Inc.", "Acme “Foods”")
    add_correction("merge", "", "")
    assert len(read_corrections()) == 1
    before = correct.file.read_bytes()
    with pytest.raises(CorrectionsError, match="not an action"):
        add_correction("explode", "Acme Foods")
    assert correct.file.read_bytes() == before
    assert sorted(os.listdir(correct.file.parent)) == [".corrections.added.csv", "corrections.csv"]


def test_a_deleted_line_stays_deleted_when_the_notebook_runs_again(correct):
    correct()
    add_correction("ignore", "Acme Foods")
    correct.file.write_text(HEAD, encoding="utf-8")
    add_correction("ignore", "Acme Foods")
    assert read_corrections() == ()


def test_an_undone_correction_is_removed_and_can_be_added_again(correct):
    correct("meeting,ignore,Norway,")
    add_correction("ignore", "Acme Foods", doc_id="meeting")
    for _ in range(2):
        undo_correction("ignore", "Acme Foods", doc_id="meeting")
        assert [correction.name for correction in read_corrections()] == ["Norway"]
    add_correction("ignore", "Acme Foods", doc_id="meeting")
    assert [correction.name for correction in read_corrections()] == ["Norway", "Acme Foods"]


def test_a_preview_shows_what_would_change_and_writes_nothing(correct):
    correct("meeting,ignore,Norway,")
    before = correct.file.read_bytes()
    article = article_of(MEETING, "meeting")
    assert preview(article, "merge", " ", "").empty
    table = preview(article, "rename", "Acme Foods", "Acme Bakeries")
    (row,) = table.to_dict("records")
    assert (row["name_before"], row["name_after"]) == ("Acme Foods", "Acme Bakeries")
    merged = preview(article, "merge", "Acme Foods", "Tom Baker")
    counts = merged.set_index("actor_id")[["n_mentions_before", "n_mentions_after"]]
    assert counts.loc["person:tom-baker"].tolist() == [3, 5]
    assert pd.isna(counts.loc["organisation:acme-foods", "n_mentions_after"])
    for name, problem in (("Nobody", "matches nothing"), ("Acme Foods", "needs something")):
        with pytest.raises(CorrectionsError, match=problem):
            preview(article, "merge", name, "Tom Baker" if name == "Nobody" else "")
    assert correct.file.read_bytes() == before
    assert "Norway" not in set(tables.actors(annotate(article))["name"])


def test_a_correction_is_saved_and_taken_back_in_one_cell(correct):
    correct()
    article = article_of(MEETING, "meeting")
    saved = tables.corrected.correct("save", article, "ignore", "Acme Foods")
    assert saved[["name", "n_mentions"]].values.tolist() == [["Acme Foods", 2]]
    assert len(tables.corrected.correct("", article, "ignore", "Acme Foods")) == 1
    assert tables.corrected.correct("undo", article, "ignore", "Acme Foods").empty
    with pytest.raises(ParameterError, match='DO is \'write\'; it can be "save" or "undo"'):
        tables.corrected.correct("write", article, "ignore", "Acme Foods")


def test_without_a_file_nothing_is_corrected(tmp_path, monkeypatch):
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "none.csv"))
    assert read_corrections() == ()
    assert tables.corrections(annotate(article_of(MEETING, "meeting"))).empty
