import pytest
from conftest import article_of

from helpers import findings, network, tables, terms
from helpers.pipeline import annotate
from helpers.tone import tone_by_actor


def all_findings(text):
    """Return every finding of every notebook on a text."""
    doc = annotate(article_of(text))
    sentences, tokens = tables.sentences(doc), tables.tokens(doc)
    actors, mentions = tables.actors(doc), tables.mentions(doc)
    sentiment = tables.sentence_sentiment(doc)
    pairs = network.pair_names(actors, network.cooccurrence(mentions, sentences, sentiment))
    return [
        *findings.article_findings(sentences, tokens),
        *findings.term_findings(
            terms.term_frequencies(tokens),
            terms.key_terms(tokens, sentences),
            terms.collocations(tokens),
        ),
        *findings.actor_findings(actors, mentions, sentences),
        *findings.tone_findings(sentiment, tone_by_actor(actors, tables.actor_sentiment(doc))),
        *findings.network_findings(actors, pairs, sentences),
    ]


def test_findings_say_what_the_frames_hold(meeting):
    actors, mentions = tables.actors(meeting), tables.mentions(meeting)
    sentences = tables.sentences(meeting)
    texts = [f.text for f in findings.actor_findings(actors, mentions, sentences)]
    assert texts[0] == "4 actors appear: 2 people, 1 organisation and 1 country."
    top = actors.iloc[0]
    assert f"is mentioned {top['n_mentions']} times" in texts[1]
    assert f"in {top['n_sentences']} of 4 sentences." in texts[1]


def test_a_finding_names_the_sentences_it_was_counted_from(meeting):
    actors, mentions = tables.actors(meeting), tables.mentions(meeting)
    finding = findings.actor_findings(actors, mentions, tables.sentences(meeting))[1]
    named = mentions[mentions["actor_id"] == actors["actor_id"].iloc[0]]
    assert set(finding.sentence_ids) == set(named["sentence_id"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained.", "No person, organisation or country is named in this article."),
        ("It rained.", "With fewer than two actors there is no pair to look at."),
        ("Clara Novak slept.", "1 actor appears: 1 person."),
        ("Clara Novak slept.", "is mentioned once, in 1 of 1 sentence."),
        ("Clara Novak slept. Norway won.", "None of the 2 actors shares a sentence with another."),
        ("Clara Novak slept in Norway.", "1 of 1 possible pair of actors shares"),
        ("Clara Novak slept in Norway.", "No pair meets more often than chance could explain"),
    ],
)
def test_short_texts_are_told_as_they_are(text, expected):
    assert any(expected in finding.text for finding in all_findings(text))


def test_every_finding_is_one_sentence_with_a_stop(bundled_doc):
    for finding in all_findings(bundled_doc.text):
        assert finding.text.endswith(".")
        assert "\n" not in finding.text
        assert "nan" not in finding.text.split()


def test_a_report_opens_with_five_to_ten_of_them(bundled_doc):
    assert 5 <= sum(finding.main for finding in all_findings(bundled_doc.text)) <= 10


def test_reading_takes_at_least_a_minute():
    assert findings.reading_minutes(1) == 1
    assert findings.reading_minutes(1150) == 5
