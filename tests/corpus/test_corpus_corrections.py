"""Corrections in a corpus: which ones matched nothing."""

from helpers.corpus import Corpus
from helpers.corpus.parquet import ABOUT
from helpers.tables.schema import frame


def corpus_with(folder, *corrections):
    """Return a corpus with corrections: article, line, name, mentions, the question if any."""
    (folder / "corrections").mkdir(parents=True)
    (folder / ABOUT).write_text("{}", encoding="utf-8")
    rows = (
        {"doc_id": doc_id, "line": line, "action": "ignore", "name": name, "value": "",
         "n_mentions": n, "question": question[0] if question else None}
        for doc_id, line, name, n, *question in corrections
    )  # fmt: skip
    frame("corrections", rows).to_parquet(folder / "corrections" / "part.parquet")
    return Corpus(folder, 2, 0, 0)


def test_corrections_that_match_in_no_article_are_named(tmp_path):
    corpus = corpus_with(
        tmp_path / "corpus",
        ("a", 2, "Norway", 0),
        ("b", 2, "Norway", 3),
        ("a", 3, "Amazon", 0),
        ("b", 3, "Amazon", 0),
    )
    assert corpus.unmatched_corrections() == ["“Amazon” is not an actor (line 3)"]


def test_a_correction_that_could_mean_several_is_asked_back(tmp_path):
    question = "does that mean “Anna Keller” or “Paul Keller”?"
    corpus = corpus_with(
        tmp_path / "corpus",
        ("a", 2, "Keller", 0, question),
        ("b", 2, "Keller", 3),
        ("c", 2, "Keller", 0),
    )
    assert corpus.unmatched_corrections() == [f"“Keller” is not an actor (line 2): {question}"]


def test_a_corpus_without_corrections_has_none_that_matched_nothing(tmp_path):
    (tmp_path / ABOUT).write_text("{}", encoding="utf-8")
    assert Corpus(tmp_path, 2, 0, 0).unmatched_corrections() == []
