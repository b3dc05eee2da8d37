"""What actors say about themselves is no tone towards them."""

import pytest

from helpers.corpus import annotate_corpus, comparison
from helpers.corpus.load import open_corpus

TEXT = (
    "Arda Foods said that it was brave, honest and kind. “We are proud of our fine work,” said "
    "Mara Lind of Arda Foods. Lind cheated her customers."
)


@pytest.fixture
def tones(tmp_path):
    """Return the tones towards the actors of one article, by name."""
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    annotate_corpus([str(tmp_path / "story.txt")], tmp_path / "out", workers=0, progress=False)
    with open_corpus(tmp_path / "out") as corpus:
        comparison.choose_documents(corpus)
        actors = comparison.corpus_actors(corpus)
        return comparison.actor_tones(corpus, actors).set_index("name")


def test_praise_of_oneself_does_not_count(tones):
    assert tones.loc["Mara Lind", "n"] == 3  # her name twice, and "her"
    assert tones.loc["Mara Lind", "mean"] < 0
    assert tones.loc["Arda Foods", "n"] == 2, "“it” is in its own words"
