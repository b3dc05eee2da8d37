"""Wherever a text begins, breaks and ends, it is annotated, and its tables fit its characters."""

from conftest import article_of
from generated import lines
from hypothesis import given
from hypothesis import strategies as st

from helpers import tables
from helpers.annotation.pipeline import annotate_many
from helpers.reading.articles import read_article
from helpers.reading.chosen_article import ARTICLES

LONGEST = 300  # characters


@st.composite
def pieces(draw):
    """Return pieces of the bundled articles after odd ones, joined without regard for sentences."""
    texts = [read_article(path).text for path in sorted(ARTICLES.glob("*.txt"))]
    found = [draw(lines).encode("utf-8", "ignore").decode()]
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(texts))
        start = draw(st.integers(0, len(text) - 1))
        found.append(text[start : start + draw(st.integers(1, LONGEST))])
    return draw(st.sampled_from(("", " ", "\n\n", ", "))).join(found)


@given(pieces())
def test_a_text_cut_anywhere_is_annotated(text):
    if not text.strip():
        return
    (doc,) = annotate_many([article_of(text)])
    for name in ("mentions", "statements", "events", "actor_sentiment"):
        for row in getattr(tables, name)(doc).itertuples():
            assert doc.text[row.start_char : row.end_char] == row.text
