"""The words that decided the tone towards a mention, and where there are none."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.annotation.tone_reasons import reasons
from helpers.tables import tone


def because(text, name):
    """Return the words that decided the tone towards the first mention of `name`."""
    doc = annotate(article_of(text))
    mention = next(span for span in doc.spans["mentions"] if span.text == name)
    return [span.text for span in reasons(doc, [mention.id_])[mention.id_]]


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("Voters condemned Tom Baker as a corrupt, ruthless liar.", "Tom Baker", "liar"),
        ("Clara Novak was hailed as a brave and gifted leader on Monday.", "Clara Novak", "gifted"),
    ],
)
def test_the_telling_words_decide(text, name, word):
    found = because(text, name)
    assert word in " ".join(found)
    assert not {"Monday", name} & set(found)


def test_a_mention_that_was_not_judged_has_no_reasons():
    doc = annotate(article_of("It rained."))
    assert reasons(doc, ["0"]) == {"0": []}


def test_evidence_says_why_where_the_article_is_given():
    doc = annotate(article_of("Judges condemned Tom Baker as a corrupt liar."))
    frames = tables.actors(doc), tables.actor_sentiment(doc), tables.sentence_sentiment(doc)
    (row,) = tone.evidence(*frames, "negative", doc=doc).itertuples()
    assert any("liar" in words for words in row.because)
    assert all(words in row.sentence for words in row.because)
    (row,) = tone.evidence(*frames, "negative").itertuples()
    assert row.because == []
