import json

import pandas as pd
import pytest
from conftest import call

from helpers.corpus.load import open_corpus

REPORT = (
    "The ferry company Brightwater raised its fares on Monday. Minister Clara Novak criticised "
    "Brightwater for the rise, and passengers from the islands asked the council for help."
)
OTHER = "A bakery in Ostervik has to close. Its owner, Per Holm, asked the council for help."
RECORDS = [
    {"id": "late", "date": "2026-03-05", "source": "The Post", "text": f"OSTERVIK - {REPORT}"},
    {"id": "first", "date": "2026-03-04", "source": "The Wire", "text": REPORT},
    {"id": "undated", "source": "The Echo", "text": f"{REPORT} (The Wire)"},
    {"id": "other", "date": "2026-03-04", "source": "The Wire", "text": OTHER},
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    lines = "\n".join(map(json.dumps, RECORDS))
    (folder / "wire.jsonl").write_text(lines, encoding="utf-8")
    said = call("corpus", folder / "wire.jsonl", "--out", folder / "corpus", "--workers", 1)
    return folder / "corpus", said


def test_the_same_report_in_other_papers_is_marked_as_a_copy_of_the_earliest(made):
    documents = pd.read_parquet(made[0] / "documents").set_index("doc_id")
    assert documents["duplicate_of"].dropna().to_dict() == {"late": "first", "undated": "first"}
    assert "2 articles are copies of others" in made[1].stdout


def test_a_report_counts_once_unless_copies_are_asked_for(made):
    ids = "SELECT doc_id FROM documents ORDER BY doc_id"
    with open_corpus(made[0]) as corpus:
        assert corpus.execute(ids).df()["doc_id"].tolist() == ["first", "other"]
        sources = corpus.execute("SELECT DISTINCT doc_id FROM mentions ORDER BY doc_id").df()
        assert sources["doc_id"].tolist() == ["first", "other"]
    with open_corpus(made[0], copies=True) as corpus:
        assert len(corpus.execute(ids).df()) == len(RECORDS)
