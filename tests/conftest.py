"""Texts of our own that several tests read, and the articles that the project brings along."""

import pytest

from helpers.articles import Article
from helpers.chosen_article import ARTICLES
from helpers.pipeline import annotate

MEETING = """\
Trade Minister Clara Novak met Tom Baker of Acme Foods in Norway on Monday. Novak praised the \
wonderful deal, while Baker warned of terrible losses.

“We lost everything,” Baker said. The Norwegian government welcomed Novak and thanked Acme Foods."""

BUNDLED = sorted(ARTICLES.glob("*.txt"))


def article_of(text, doc_id="test"):
    """Return an article with nothing but a text."""
    return Article(doc_id=doc_id, title="A test", text=text, metadata={}, origin="test.txt")


@pytest.fixture(scope="session")
def meeting():
    """Return the Doc of a short invented story."""
    return annotate(article_of(MEETING, "meeting"))


@pytest.fixture(scope="session", params=BUNDLED, ids=lambda path: path.stem)
def bundled_doc(request):
    """Return the Doc of each bundled article in turn."""
    from helpers.articles import read_article

    return annotate(read_article(request.param))
