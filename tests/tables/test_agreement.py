"""Corrected annotations as gold: what comes back from the tools, and how it is scored."""

import json
import zipfile

import cassis
import pytest
from conftest import article_of, call

from helpers.annotation.pipeline import annotate
from helpers.tables import article_frames
from helpers.tables.agreement import agreement
from helpers.tables.files import inception, label_studio
from helpers.tables.files.annotations import (
    ACTOR,
    Annotated,
    AnnotationError,
    Span,
    annotated,
    read_annotated,
)

TEXT = "🎉 Clara Novak met Tom Baker in Norway. “We lost everything,” Baker said. Novak left."


@pytest.fixture(scope="module")
def article():
    doc = annotate(article_of(TEXT, "party"))
    return annotated("A party", doc.text, article_frames(doc))


def exported(article, tmp_path, change=lambda result: None):
    """What Label Studio exports after somebody accepted the predictions, or changed them."""
    path = tmp_path / "ls.json"
    label_studio.write(article, path)
    tasks = json.loads(path.read_text())
    result = tasks[0].pop("predictions")[0]["result"]
    change(result)
    tasks[0]["annotations"] = [{"result": result}]
    path.write_text(json.dumps(tasks))
    return path


def test_both_tools_give_back_what_they_got(article, tmp_path):
    assert {span.layer for span in article.spans} == {"actor", "statement", "act"}
    inception.write(article, tmp_path / "cas.json", [(0, len(TEXT))], [(2, 7)])
    assert read_annotated(tmp_path / "cas.json") == [article]
    assert read_annotated(exported(article, tmp_path)) == [article]


def test_an_archive_of_inception_is_read(article, tmp_path):
    inception.write(article, tmp_path / "cas.json", [(0, len(TEXT))], [(2, 7)])
    cas = cassis.load_cas_from_json((tmp_path / "cas.json").read_text())
    with zipfile.ZipFile(tmp_path / "anna.zip", "w") as archive:
        archive.writestr("party.xmi", cas.to_xmi())
        archive.writestr("TypeSystem.xml", cas.typesystem.to_xml())
    assert read_annotated(tmp_path / "anna.zip") == [article]


def test_a_marked_text_is_the_text_of_its_offsets(article):
    words = {TEXT[span.start : span.end] for span in article.spans if span.layer == ACTOR}
    assert {"Clara Novak", "Tom Baker", "Norway"} <= words


def test_scores_count_what_people_removed_and_added():
    text = "Ann met Bob in Norway."
    found = Annotated("x", "", text, (
        Span(ACTOR, 0, 3, "person", "person:ann"), Span(ACTOR, 8, 11, "person", "person:bob"),
    ))  # fmt: skip
    gold = Annotated("x", "", text, (
        Span(ACTOR, 0, 3, "person", "person:ann"), Span(ACTOR, 15, 21, "country", "country:NOR"),
    ))  # fmt: skip
    table = agreement([gold], [found]).set_index("label")
    assert table.loc["all", ["n_gold", "n_found", "n_right"]].tolist() == [2, 2, 1]
    assert table.loc["all", "precision"] == table.loc["all", "recall"] == 0.5
    assert table.loc["country", "recall"] == 0
    # Six words; person, country or none: both agree on 4 of 6, by chance on
    # (1*2 + 1*0 + 4*4) / 36 = 0.5.
    assert table.loc["all", "kappa"] == pytest.approx((4 / 6 - 0.5) / 0.5)


def test_the_wrong_person_is_an_error_of_who_is_meant_alone():
    text = "Ann left."
    gold = [Annotated("x", "", text, (Span(ACTOR, 0, 3, "person", "person:ann-hill"),))]
    found = [Annotated("x", "", text, (Span(ACTOR, 0, 3, "person", "person:ann"),))]
    table = agreement(gold, found).set_index("label")
    assert table.loc["all", "f1"] == 1
    assert table.loc["who is meant", "f1"] == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", "{", "is not JSON"),
        ("a.json", "[]", "nobody has annotated"),
        ("a.json", '{"a": 1}', "is not UIMA CAS"),
        (
            "a.json",
            '[{"annotations": [{"result": [{"value": 1}]}]}]',
            "not an export of Label",
        ),
        ("a.zip", "no archive", "is not UIMA CAS"),
        ("a.xmi", "<x/>", "needs its TypeSystem.xml"),
    ],
)
def test_other_files_are_refused_in_one_line(tmp_path, name, content, reason):
    (tmp_path / name).write_text(content)
    with pytest.raises(AnnotationError, match=reason) as error:
        read_annotated(tmp_path / name)
    assert "\n" not in str(error.value)


def test_a_region_outside_the_text_is_refused(article, tmp_path):
    def beyond(result):
        result[0]["value"]["end"] = 10_000

    with pytest.raises(AnnotationError):
        read_annotated(exported(article, tmp_path, beyond))


@pytest.mark.parametrize(
    "wrong",
    [
        {"labels": [{"a": 1}]},
        {"labels": [None]},
        {"start": float("inf")},
        {"start": -1},
        {"end": 0},
    ],
    ids=str,
)
def test_a_region_with_odd_values_is_refused(article, tmp_path, wrong):
    path = exported(article, tmp_path, lambda result: result[0]["value"].update(wrong))
    with pytest.raises(AnnotationError) as error:
        read_annotated(path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("end", [None, "a", 80.5, 10_000])
def test_a_mark_of_inception_with_an_odd_end_is_refused(article, tmp_path, end):
    inception.write(article, tmp_path / "cas.json", [(0, len(TEXT))], [(2, 7)])
    cas = json.loads((tmp_path / "cas.json").read_text())
    kind = inception.LAYERS[ACTOR][0]
    actor = next(one for one in cas["%FEATURE_STRUCTURES"] if one["%TYPE"] == kind)
    actor["end"] = end
    (tmp_path / "cas.json").write_text(json.dumps(cas))
    with pytest.raises(AnnotationError) as error:
        read_annotated(tmp_path / "cas.json")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000, '[{"data": {"text": "\\ud800 left."}, "annotations": [{"result": []}]}]'],
    ids=["nested too deep", "half a character"],
)
def test_json_that_is_no_text_is_refused(tmp_path, content):
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(AnnotationError, match="can't be read"):
        read_annotated(tmp_path / "a.json")


def test_the_command_scores_and_says_what_it_left_out(article, tmp_path):
    path = exported(article, tmp_path, lambda result: result.pop())
    said = call("agreement", path, tmp_path / "none.json", "--csv", tmp_path / "scores.csv")
    assert said.returncode == 1
    assert "1 article that people corrected" in said.stdout
    assert "there is no such file" in said.stderr
    assert "Traceback" not in said.stderr
    assert (tmp_path / "scores.csv").read_text(encoding="utf-8-sig").startswith("layer,label")
