"""A corpus made of files of all kinds, good and bad, as a user makes it."""

import csv
import json
import subprocess
import sys

import duckdb
import pandas as pd
import pytest
from conftest import BUNDLED

from helpers.corpus import CorpusError, annotate_corpus
from helpers.corpus.load import DatasetError, open_corpus
from helpers.corpus.parquet import NOT_KEPT, TABLES
from helpers.corpus.plan import plan
from helpers.reading.chosen_article import PROJECT
from helpers.tables import article_frames
from helpers.tables.schema import COLUMNS, CORPUS_COLUMNS

JOINED = "SELECT count(*) FROM identities JOIN actors USING (doc_id, actor_id)"
STORY = "Clara Novak met Tom Baker of Acme Foods in Norway on day {}. Novak praised the deal."
BAD_LINES = {
    4: (b'{"id": "cut", "text": "Clara', "not JSON"),
    5: (b'{"id": "latin", "text": "Fran\xe7ois spoke."}', "wrong encoding"),
    6: (b'{"id": "none", "title": "No text"}', "has no text"),
    7: (b'{"id": "empty", "text": " \\n"}', "has no text"),
    8: (b'{"id": "number", "text": 17}', "not text but another type"),
    9: (b'["a list"]', "not a JSON object"),
    10: (b'{"id": "lost", "text": "Fran\\udce7ois spoke."}', "wrong encoding"),
    11: (json.dumps({"id": "long", "text": "word " * 200_001}).encode(), "longer than 1,000,000"),
    12: (
        json.dumps(
            {"text": "Der Minister hat am Montag gesagt, dass er nicht kommt. " * 5}
        ).encode(),
        "is in German",
    ),
}


def call(*arguments):
    """Call the command line as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "helpers", "corpus", *map(str, arguments)],
        cwd=PROJECT, capture_output=True, text=True, timeout=600,
    )  # fmt: skip


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """Return a folder with records in all formats, good and bad ones."""
    folder = tmp_path_factory.mktemp("inputs")
    good = [
        {"id": f"wire-{i}", "text": STORY.format(i), "title": f"Day {i}", "date": f"2026-03-0{i}",
         "source": "The Post", "url": f"https://example.org/{i}", "desk": "world", "rank": i}
        for i in (1, 2, 3)
    ]  # fmt: skip
    lines = [json.dumps(record).encode() for record in good] + [
        raw for raw, _ in BAD_LINES.values()
    ]
    lines += [b"", json.dumps({"id": "wire-1", "text": "Norway thanked Clara Novak."}).encode()]
    (folder / "a.jsonl").write_bytes(b"\n".join(lines))
    with (folder / "b.csv").open("w", newline="", encoding="utf-8") as file:
        rows = [["id", "text", "date"], ["7", "Tom Baker spoke,\n\nand Acme paid.", "3 March 2026"]]
        csv.writer(file).writerows([*rows, ["8", "one cell too few"], ["9", "Norway won.", ""]])
    pd.DataFrame({"text": ["Acme Foods sued Norway.", None], "views": [3, 4]}).to_parquet(
        folder / "c.parquet"
    )
    (folder / "d.txt").write_text("Clara Novak resigned\n\nShe left Norway.", encoding="utf-8")
    (folder / "e.pdf").write_bytes(b"%PDF-1.7")
    (folder / "f.csv").write_text("id,remark\n1,Rain", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(inputs, tmp_path_factory):
    """Return the folder of a corpus, and what the command said."""
    out = tmp_path_factory.mktemp("made") / "corpus"
    said = call(inputs, *BUNDLED, inputs / "d.txt", "--out", out, "--workers", 1, "--part-size", 8)
    return out, said


@pytest.fixture(scope="module")
def documents(made):
    return pd.read_parquet(made[0] / "documents").set_index("doc_id")


@pytest.fixture(scope="module")
def rejected(made):
    return pd.read_parquet(made[0] / "rejected")


def test_the_command_ends_with_a_status_and_says_what_was_rejected(made):
    said = made[1]
    assert said.returncode == 1, said.stderr
    assert "Traceback" not in said.stderr
    assert "11 articles" in said.stdout
    assert "Rejected (13)" in said.stderr
    assert "has no text" in said.stderr


def test_every_good_record_is_a_document_once(documents):
    assert sorted(documents.index) == sorted(
        ["wire-1", "wire-2", "wire-3", "wire-1-2", "7", "9", "c-1", "d", *(p.stem for p in BUNDLED)]
    )


def test_every_bad_record_is_listed_with_its_line_and_reason(rejected, inputs):
    assert len(rejected) == len(BAD_LINES) + 4
    lines = rejected[rejected["origin"] == str(inputs / "a.jsonl")].set_index("line")["reason"]
    assert sorted(lines.index) == sorted(BAD_LINES)
    for line, (_, reason) in BAD_LINES.items():
        assert reason in lines[line]
    others = rejected.set_index("origin")["reason"]
    assert others[str(inputs / "b.csv")] == "has 2 cells where the header has 3"
    assert others[str(inputs / "c.parquet")] == "has no text"
    assert others[str(inputs / "e.pdf")].startswith("is a damaged PDF")
    assert "its columns are id, remark; say which" in others[str(inputs / "f.csv")]


def test_what_a_record_says_of_itself_is_kept(documents):
    wire = documents.loc["wire-2"]
    assert (wire["title"], wire["source"], wire["url"]) == (
        "Day 2", "The Post", "https://example.org/2",
    )  # fmt: skip
    assert wire["date"] == pd.Timestamp("2026-03-02")
    assert json.loads(wire["metadata"]) == {"desk": "world", "rank": 2}
    assert wire["line"] == 2
    assert documents.loc["wire-1-2", "given_id"] == "wire-1"
    assert documents.loc["7", "date"] == pd.Timestamp("2026-03-03")
    assert documents.loc["7", "text"] == "Tom Baker spoke,\n\nand Acme paid."
    assert json.loads(documents.loc["c-1", "metadata"]) == {"views": 3}
    assert documents["given_id"].isna().sum() == 2 + len(BUNDLED)


def test_tables_have_the_documented_columns_and_types(made):
    for table in (*TABLES, "identities"):
        columns = {**COLUMNS, **CORPUS_COLUMNS}[table]
        frame = pd.read_parquet(made[0] / table)
        dtypes = {column: dtype for column, (dtype, _) in columns.items()}
        assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == dtypes, table


def test_an_article_has_the_same_rows_alone_and_in_a_corpus(made, bundled_doc):
    doc_id = bundled_doc.user_data["doc_id"]
    for table, alone in article_frames(bundled_doc).items():
        if table in NOT_KEPT:
            continue
        frame = pd.read_parquet(made[0] / table, filters=[("doc_id", "==", doc_id)])
        for column in frame.columns[frame.dtypes == "object"]:
            frame[column] = frame[column].map(list)
        pd.testing.assert_frame_equal(frame, alone)


def test_rows_are_in_the_text_where_they_say(made, documents):
    mentions = pd.read_parquet(made[0] / "mentions")
    assert len(mentions)
    for row in mentions.itertuples():
        assert documents.loc[row.doc_id, "text"][row.start_char : row.end_char] == row.text


def test_dask_and_duckdb_read_the_tables(made, documents):
    import dask.dataframe as dd

    pattern = str(made[0] / "documents" / "*.parquet")
    with duckdb.connect() as database:
        counted = database.execute("SELECT count(*) FROM read_parquet(?)", [pattern]).fetchone()
    assert counted == (len(documents),)
    assert len(dd.read_parquet(made[0] / "documents")) == len(documents)
    with open_corpus(made[0]) as corpus:
        (n,) = corpus.execute(JOINED).fetchone()
    assert n == len(pd.read_parquet(made[0] / "actors"))


def test_repeating_the_command_remakes_nothing(made, inputs):
    before = {path: path.stat().st_mtime_ns for path in made[0].rglob("part-*.parquet")}
    said = call(inputs, *BUNDLED, inputs / "d.txt", "--out", made[0], "--part-size", 8)
    assert "11 of them made earlier" in said.stdout
    assert {path: path.stat().st_mtime_ns for path in made[0].rglob("part-*.parquet")} == before


def test_parts_are_known_by_their_records_and_the_pipeline(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n' * 5)
    names = [part.name for part in plan([str(path)], "one", 2)[0]]
    assert len(names) == len(set(names)) == 3
    assert [part.name for part in plan([str(path)], "two", 2)[0]] != names
    with path.open("a") as file:
        file.write('{"text": "b"}\n')
    longer = [part.name for part in plan([str(path)], "one", 2)[0]]
    assert longer[:2] == names[:2]
    assert longer[2] != names[2]


def test_a_part_that_is_out_of_date_is_removed(tmp_path):
    path, out = tmp_path / "a.txt", tmp_path / "out"
    path.write_text("Clara Novak met Tom Baker.", encoding="utf-8")
    annotate_corpus([str(path)], out, workers=1, progress=False)
    path.write_text("Tom Baker left Norway.", encoding="utf-8")
    corpus = annotate_corpus([str(path)], out, workers=1, progress=False)
    assert corpus.n_made_before == 0
    assert pd.read_parquet(out / "documents")["text"].tolist() == ["Tom Baker left Norway."]


def test_a_folder_that_is_not_a_corpus_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CorpusError, match="exists and is not a corpus; give another --out"):
        annotate_corpus([str(BUNDLED[0])], tmp_path, progress=False)
    with pytest.raises(DatasetError, match="is not a corpus; make one with"):
        open_corpus(tmp_path)


def test_a_corpus_is_not_emptied_by_naming_other_inputs(made):
    said = call(BUNDLED[0], "--out", made[0])
    assert said.returncode == 1
    assert "name these inputs too, or give another --out" in said.stderr


def test_a_cluster_that_runs_elsewhere_does_the_work(tmp_path):
    from distributed import LocalCluster

    options = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "threads_per_worker": 1}
    with LocalCluster(n_workers=1, **options) as cluster:
        corpus = annotate_corpus(
            [str(BUNDLED[0])], tmp_path / "out", scheduler=cluster.scheduler_address, progress=False
        )
        assert corpus.n_documents == 1
        assert len(cluster.scheduler_info["workers"]) == 1  # it is left running


def test_a_scheduler_that_is_not_there_is_named(tmp_path):
    scheduler = "tcp://ann:secret@127.0.0.1:9"
    said = call(BUNDLED[0], "--out", tmp_path / "out", "--scheduler", scheduler)
    assert said.returncode == 1
    assert said.stderr.startswith("tcp://127.0.0.1:9: no Dask scheduler answers")
