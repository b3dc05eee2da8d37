"""An input that can't be read affects nothing else: one line says why, and the rest is read."""

import json
import os
import sys
import zipfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reading_texts import FERRY

from helpers.corpus.input_files import find_files
from helpers.reading.article import Article, Rejected
from helpers.reading.articles import read_articles
from helpers.reading.folders import passed_over

STORY = " ".join(FERRY)
TEXTS = {
    "escape.txt": f'---\ntitle: "\\UFFFFFFFF"\n---\n{STORY}',
    "deep.txt": f"---\n{'[' * 9000}\n---\n{STORY}",
    "endless.txt": f"---\n{''.join(f'k{i}: v' + chr(10) for i in range(60_000))}---\n{STORY}",
    "list-as-key.txt": f"---\n[a]: b\n---\n{STORY}",
    "removed.txt": f"---\nremoved:\n- paragraph: {10**35}\n  text: [a]\n  reason: x\n---\n{STORY}",
    "codec.html": f'<html><head><meta charset="unicode_escape"></head><p>{STORY} \\UFFFFFFFF</p>',
    "no-text-codec.html": f'<html><head><meta charset="rot13"></head><p>{STORY} café</p></html>',
    "dates.jsonl": "\n".join(
        json.dumps({"text": STORY, "date": date})
        for date in (10**35, -(10**35), 1e308, float("nan"), float("inf"), "9" * 40, [1])
    ),
    "digits.jsonl": f'{{"text": "x", "date": {"9" * 5000}}}',
    "nothing.warc": "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    "header.csv": "title,text\n",
}
PARQUET = {
    "late.parquet": pa.array([2**62], pa.timestamp("us")),
    "mars.parquet": pa.array([5], pa.timestamp("us", "Mars/Olympus")),
    "days.parquet": pa.array([2**31 - 1], pa.date32()),
    "bytes.parquet": pa.array([b"\xff\xfe"], pa.binary()),
    "long.parquet": pa.array([2**62], pa.duration("s")),
}


@pytest.fixture
def folder(tmp_path):
    """Return a folder of bad inputs and one good one, which comes last."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    for name, dates in PARQUET.items():
        pq.write_table(pa.table({"text": [STORY], "date": dates}), tmp_path / name)
    (tmp_path / "zz-good.txt").write_text(STORY)
    return tmp_path


def test_a_folder_of_bad_files_yields_its_good_one(folder):
    found = list(read_articles(folder))
    assert "zz-good" in {one.doc_id for one in found if isinstance(one, Article)}
    reasons = [one for one in found if isinstance(one, Rejected)]
    assert all(str(one).isprintable() and "; " in one.reason for one in reasons)
    (digits,) = (one for one in reasons if "digits" in one.origin)
    assert digits.reason.endswith("a number has thousands of digits; leave it out")
    named = {os.path.basename(one.origin.partition("#")[0]) for one in found}
    assert named == {*TEXTS, *PARQUET, "zz-good.txt"}  # nothing is skipped


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_not_a_file_is_reported(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "fifo.txt")
    os.symlink("self.txt", tmp_path / "self.txt")
    places = [tmp_path / "folder.txt", tmp_path / "fifo.txt", tmp_path / "self.txt", "/dev/zero"]
    for origin in map(str, [*places, "x/" * 5000, "x" * 300, "a\0b", ""]):
        for found in (list(read_articles(origin)), list(find_files(origin))):
            for one in found:
                assert isinstance(one, Rejected) or one == origin
                assert isinstance(one, str) or str(one).isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_that_are_not_utf_8_are_read_and_shown(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m.txt")
    with open(path, "w") as file:
        file.write(STORY)
    (article,) = read_articles(tmp_path)
    assert article.origin == path
    assert str(Rejected(path, None, None, "x")).endswith(r"/caf\udce9\x1b[31m.txt: x")


def test_a_pattern_follows_no_links_and_one_bad_place_costs_itself(tmp_path):
    (tmp_path / "news" / "may").mkdir(parents=True)
    (tmp_path / "news" / "may" / "a.txt").write_text(STORY)
    (tmp_path / "news" / "empty.txt").mkdir()
    for name in ("news/up", "news/may/up"):
        os.symlink(tmp_path, tmp_path / name)
    found = list(find_files(f"{tmp_path}/news/**/*.txt"))
    assert [one for one in found if isinstance(one, str)] == [f"{tmp_path}/news/may/a.txt"]
    (empty,) = [one for one in found if isinstance(one, Rejected)]
    assert "has no article" in empty.reason


def test_a_text_with_the_line_ends_of_old_macs_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes("\r".join(FERRY).encode())
    (article,) = read_articles(tmp_path / "a.txt")
    assert article.text.split("\n\n") == [*FERRY]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_of_two_columns_of_one_name_the_first_counts_and_none_is_lost(tmp_path, suffix):
    names, cells = ["title", "text", "text"], ["Ferry", STORY, "Nothing new."]
    path = tmp_path / f"a.{suffix}"
    if suffix == "parquet":
        pq.write_table(pa.Table.from_arrays([[cell] for cell in cells], names=names), path)
    elif suffix == "csv":
        path.write_text(f'title,text,text\nFerry,"{STORY}",Nothing new.\n')
    else:
        pd.DataFrame([names, cells]).to_excel(path, index=False, header=False)
    (article,) = read_articles(path)
    assert (article.title, article.text) == ("Ferry", STORY)
    assert article.metadata == {"text 2": "Nothing new."}


def test_links_in_an_archive_and_names_that_lead_out_of_it_are_reported(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../out.txt", STORY)
        archive.writestr("good.txt", STORY)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    out, good, link = read_articles(tmp_path / "a.zip")
    assert out.reason == "has a name that leads out of the archive"
    assert good.text == STORY
    assert link.reason == "is a link; pack the file that it leads to"


def test_what_is_missing_in_metadata_is_missing(tmp_path):
    (tmp_path / "a.txt").write_text(f"---\ntitle: ~\nauthor: null\nsource: 'null'\n---\n{STORY}")
    (tmp_path / "b.jsonl").write_text(
        f'{{"text": {json.dumps(STORY)}, "date": -1e999, "rank": NaN}}'
    )
    texts, records = read_articles(tmp_path)
    assert texts.metadata == {"source": "null"}
    assert records.metadata == {}


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_what_a_folder_has_besides_files_is_reported(tmp_path):
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [line.partition(": ")[2] for line in passed_over(tmp_path)] == [
        "is a link that leads to no file",
        "is not a file",
    ]
