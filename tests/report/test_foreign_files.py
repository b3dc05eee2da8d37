"""What is not ours is not touched: pages, folders and files that others put where reports go."""

import json
import os
from contextlib import suppress

import pytest
from conftest import MEETING

from helpers.atomic import FolderError, replacing
from helpers.charts.web import is_ours
from helpers.corpus.parquet import remove_others
from helpers.report.page import PAGE, SUMMARY, write_index
from helpers.report.run import MARKS, _carry_over, make_reports

OURS = {"doc_id": "a", "title": "Ferry", "date": "", "facts": [], "findings": ["It sails."],
        "actors": [{"id": "person:x", "name": "X", "kind": "person", "n_mentions": 1}]}  # fmt: skip


def report_in(folder, summary, page="<html>"):
    folder.mkdir(parents=True)
    (folder / SUMMARY).write_text(json.dumps(summary))
    (folder / PAGE).write_text(page)


def test_a_page_of_somebody_else_stays(tmp_path):
    (tmp_path / PAGE).write_text("<html><title>My site</title>")
    with pytest.raises(FolderError, match="is not a page of reports and stays as it is; move it"):
        write_index(tmp_path)
    assert (tmp_path / PAGE).read_text() == "<html><title>My site</title>"


def test_our_own_page_is_written_again(tmp_path):
    report_in(tmp_path / "a", OURS)
    for _ in range(2):
        assert "Ferry" in write_index(tmp_path).read_text(encoding="utf-8")
    assert is_ours(tmp_path / PAGE)


@pytest.mark.parametrize(
    "summary",
    [
        [], {}, {"title": "Their report"}, {**OURS, "actors": [1]}, {**OURS, "findings": [{}]},
        {**OURS, "title": "a\x1b[31m"},
        {**OURS, "title": None}, {**OURS, "actors": [{"id": "x"}]}, "text", None,
    ],
    ids=str,
)  # fmt: skip
def test_a_report_of_another_program_is_passed_over(tmp_path, summary):
    report_in(tmp_path / "a", OURS)
    report_in(tmp_path / "theirs", summary)
    html = write_index(tmp_path).read_text(encoding="utf-8")
    assert "Ferry" in html
    assert "theirs/" not in html


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff\xfe", b"", b"NaN"])
def test_a_report_that_is_no_json_is_passed_over(tmp_path, content):
    report_in(tmp_path / "a", OURS)
    report_in(tmp_path / "b", OURS)
    (tmp_path / "b" / SUMMARY).write_bytes(content)
    assert write_index(tmp_path).read_text(encoding="utf-8").count("It sails.") == 1
    (tmp_path / "new").mkdir()
    _carry_over(tmp_path / "b", tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows makes links only for administrators")
def test_a_link_in_a_report_s_place_goes_or_stays_but_what_it_leads_to_is_not_touched(tmp_path):
    (tmp_path / "theirs").mkdir()
    for name in MARKS:
        (tmp_path / "theirs" / name).write_text("theirs")
    for name, place in (("a", "theirs"), ("b", "nowhere"), ("c", "c")):
        (tmp_path / name).symlink_to(place)
        with suppress(OSError), replacing(tmp_path / name, marks=MARKS) as new:
            for mark in MARKS:
                (new / mark).write_text("ours")
    assert {(tmp_path / "theirs" / name).read_text() for name in MARKS} == {"theirs"}
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "c", "theirs"}


def test_a_folder_with_a_page_and_a_text_is_not_a_report_yet(tmp_path):
    for name in ("index.html", "article.txt"):
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / name).write_text("mine")
    with pytest.raises(FolderError), replacing(tmp_path / "site", marks=MARKS):
        pass
    assert (tmp_path / "site" / "index.html").read_text() == "mine"


def test_notes_that_somebody_keeps_in_a_report_stay_in_the_next_one(tmp_path):
    report_in(earlier := tmp_path / "a", {**OURS, "files": [PAGE, SUMMARY, "old.csv"]})
    (earlier / "old.csv").write_text("ours")
    (earlier / "mine").mkdir()
    (earlier / "mine" / "notes.txt").write_text("mine")
    (new := tmp_path / "new").mkdir()
    _carry_over(earlier, new)
    assert [path.name for path in new.rglob("*.*")] == ["notes.txt"]


def test_a_run_says_what_stood_in_its_way_and_makes_the_report(tmp_path):
    (tmp_path / "meeting.txt").write_text(MEETING)
    (out := tmp_path / "out").mkdir()
    (out / PAGE).write_text("mine")
    reports, left_out = make_reports([str(tmp_path / "meeting.txt")], out, progress=False)
    assert [report.page for report in reports] == [out / "meeting" / PAGE]
    assert "../index.html" not in reports[0].page.read_text(encoding="utf-8")
    assert left_out == [
        f"{out / PAGE}: is not a page of reports and stays as it is; move it, or give another --out"
    ]
    assert (out / PAGE).read_text() == "mine"


def test_a_corpus_removes_its_own_parts_alone(tmp_path):
    (folder := tmp_path / "documents").mkdir()
    for name in ("part-0123456789abcdef.parquet", "notes.parquet", "part-mine.parquet"):
        (folder / name).write_text("x")
    remove_others([], tmp_path)
    assert {path.name for path in folder.iterdir()} == {"notes.parquet", "part-mine.parquet"}
