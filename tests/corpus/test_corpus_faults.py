"""What happens to a corpus when things break: workers killed, everything killed, poison records."""

import json
import os
import signal
import sys
import time

import faults
import pandas as pd
import pytest

from helpers.annotation.pipeline import load_pipeline
from helpers.corpus import CorpusError, annotate_corpus, write_views
from helpers.corpus.fingerprint import fingerprint
from helpers.corpus.parquet import ABOUT, PARTS, empty, part_counts, write, write_json
from helpers.corpus.plan import plan
from helpers.corpus.worker import DEATHS_OF_BATCH, DEATHS_OF_RECORD, annotate_part

N = 60
STORY = "Clara Novak met Tom Baker of Acme Foods in Norway on day {}. Novak praised deal {} there. "


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    path = tmp_path_factory.mktemp("inputs") / "news.jsonl"
    lines = [json.dumps({"id": f"n{i}", "text": STORY.format(i, i) * 4}) for i in range(N)]
    lines[7] = '{"id": "n7"}'
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="module")
def undisturbed(inputs, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    _, errors = faults.start(inputs, out).communicate(timeout=300)
    found = faults.tables(out)
    assert len(found["documents"]) == N - 1, errors
    return found


def test_killed_workers_change_nothing(inputs, undisturbed, tmp_path):
    assert faults.kill_workers(inputs, tmp_path / "out", times=3, pause=0) == 3
    assert faults.differences(faults.tables(tmp_path / "out"), undisturbed) == []


def test_a_killed_run_resumes_where_it_stopped(inputs, undisturbed, tmp_path):
    out = tmp_path / "out"
    said = faults.kill_all(inputs, out, times=1)
    assert "of them made earlier" in said
    assert faults.differences(faults.tables(out), undisturbed) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_second_run_says_who_writes_and_an_ended_one_leaves_nothing_half_made(inputs, tmp_path):
    out = tmp_path / "out"
    first = faults.start(inputs, out)
    while not faults.is_at_work(out):
        assert first.poll() is None
        time.sleep(0.02)
    os.killpg(first.pid, signal.SIGSTOP)  # so that it is not done before the second has begun
    _, errors = faults.start(inputs, out).communicate(timeout=300)
    assert errors.startswith(f"{out}: is being written by process {first.pid} on ")
    assert errors.endswith("; wait until it is done, or give another --out\n")
    os.killpg(first.pid, signal.SIGINT)  # Ctrl-C reaches the workers too
    os.killpg(first.pid, signal.SIGCONT)
    assert first.communicate(timeout=60) == ("", "\nStopped; nothing half-finished is left.\n")
    assert first.returncode == 130
    assert not [path for path in out.rglob(".*")]
    assert not (out / "_writer.txt").exists()


@pytest.fixture
def with_component():
    """Return a function that adds a component to the pipeline for the duration of a test."""
    from spacy.language import Language

    nlp = load_pipeline()
    added = []

    def add(name, component):
        Language.component(name, func=component)
        nlp.add_pipe(name)
        added.append(name)

    yield add
    for name in added:
        nlp.remove_pipe(name)


def texts(tmp_path, lines):
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": text}) for i, text in enumerate(lines)))
    ((part,), _) = plan([str(path)], fingerprint())
    return part


@pytest.mark.parametrize(
    "about",
    [b"null", b"[]", b'{"inputs": [[]], "n_records": 1}', b"\xff\xfe", b"[" * 100_000, b"{"],
)
def test_a_folder_whose_description_is_damaged_is_refused_in_one_line(inputs, tmp_path, about):
    (tmp_path / ABOUT).write_bytes(about)
    write(empty("documents").to_pandas(), tmp_path / "documents" / "part-1.parquet")
    before = sorted(tmp_path.rglob("*"))
    for run in (lambda: annotate_corpus([inputs], tmp_path), lambda: write_views(tmp_path)):
        with pytest.raises(CorpusError, match=rf"^\S+{ABOUT}: is damaged; give another --out$"):
            run()
    assert {*tmp_path.rglob("*")} >= {*before}
    assert (tmp_path / ABOUT).read_bytes() == about


def test_a_folder_whose_tables_are_damaged_is_refused_in_one_line(tmp_path):
    write_json({"inputs": [], "n_records": 1}, tmp_path / ABOUT)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "part-1.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(CorpusError, match="or is damaged; remove it"):
        write_views(tmp_path)


def test_a_corpus_of_which_everything_was_rejected_has_no_page_and_says_so(tmp_path):
    write_json({"inputs": [], "n_records": 1}, tmp_path / ABOUT)
    write(empty("documents").to_pandas(), tmp_path / "documents" / "part-1.parquet")
    with pytest.raises(CorpusError, match="has no article"):
        write_views(tmp_path)


@pytest.mark.parametrize("counts", ["null", "[]", "{}", '{"documents": null}', "{", "[" * 100_000])
def test_a_part_whose_mark_is_damaged_is_made_again(tmp_path, counts):
    (tmp_path / PARTS).mkdir()
    (tmp_path / PARTS / "part-1.json").write_text(counts)
    assert not part_counts("part-1", tmp_path)


def test_an_exception_in_a_component_costs_one_record(tmp_path, with_component):
    def fails(doc):
        if "Unlucky" in doc.text:
            raise ValueError("can't\nread this")
        return doc

    with_component("fails", fails)
    part = texts(tmp_path, ["Norway won.", "Unlucky Tom Baker lost.", "Clara Novak left."])
    annotate_part(part, str(tmp_path), fingerprint())
    assert pd.read_parquet(tmp_path / "documents")["doc_id"].tolist() == ["0", "2"]
    (row,) = pd.read_parquet(tmp_path / "rejected").to_dict("records")
    assert (row["doc_id"], row["line"]) == ("1", 2)
    assert row["reason"] == "fails failed with ValueError: can't read this"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes that are forked")
def test_a_record_that_kills_workers_is_rejected_after_some_deaths(tmp_path, with_component):
    def kills(doc):
        if "Poison" in doc.text:
            os._exit(9)
        return doc

    with_component("kills", kills)
    part = texts(tmp_path, ["Norway won.", "Poison came to Tom Baker.", "Clara Novak left."])
    deaths = 0
    while not (tmp_path / "documents").exists():
        child = os.fork()
        if not child:
            annotate_part(part, str(tmp_path), fingerprint())
            os._exit(0)
        deaths += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        assert deaths <= DEATHS_OF_BATCH + DEATHS_OF_RECORD
    assert deaths == DEATHS_OF_BATCH + DEATHS_OF_RECORD
    assert pd.read_parquet(tmp_path / "documents")["doc_id"].tolist() == ["0", "2"]
    (row,) = pd.read_parquet(tmp_path / "rejected").to_dict("records")
    assert row["reason"] == f"the worker died {DEATHS_OF_RECORD} times over it"
    assert not list((tmp_path / PARTS).glob("*.journal"))
