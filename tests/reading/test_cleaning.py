"""What is not the article's goes out of its text, and is kept with the reason."""

from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.reading.articles import read_article, write_article
from helpers.reading.cleaning import Removed


def test_what_was_removed_lies_on_the_doc_and_survives_writing(tmp_path):
    article = article_of("The ferry sails again.", "ferry")
    article = type(article)(**{**vars(article), "removed": (Removed(1, "Read more", "link"),)})
    write_article(article, tmp_path / "copy.txt")
    assert read_article(tmp_path / "copy.txt").removed == article.removed
    assert tables.removed(annotate(article)).to_dict("records") == [
        {"doc_id": "ferry", "paragraph": 1, "text": "Read more", "reason": "link"}
    ]
