"""Dates of a corpus that are not a clear day are reported as they are written."""

import pandas as pd

from helpers.corpus import Corpus


def test_unclear_dates_are_reported_with_their_place(tmp_path):
    (tmp_path / "documents").mkdir()
    day = pd.Timestamp("2026-03-11")
    pd.DataFrame(
        [
            (day, "{}", "news.csv", 2),
            (pd.NaT, '{"date": "11/03/2026"}', "news.csv", 3),
            (pd.NaT, '{"date": "spring"}', "story.txt", None),
            (pd.NaT, "{}", "other.txt", None),
        ],
        columns=["date", "metadata", "origin", "line"],
    ).to_parquet(tmp_path / "documents" / "part-1.parquet")
    assert Corpus(tmp_path, 4, 0, 0).unread_dates() == [
        "news.csv, line 3: 11/03/2026",
        "story.txt: spring",
    ]
