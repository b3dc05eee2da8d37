import pandas as pd
import pytest
from conftest import article_of

from helpers import findings, tables
from helpers.annotation.pipeline import annotate
from helpers.findings.statements import who_gets_to_speak
from helpers.tables import network, speaking, terms
from helpers.tables.tone import tone_by_actor


def all_findings(text):
    """Return every finding of every notebook on a text."""
    doc = annotate(article_of(text))
    sentences, tokens = tables.sentences(doc), tables.tokens(doc)
    actors, mentions = tables.actors(doc), tables.mentions(doc)
    sentiment = tables.sentence_sentiment(doc)
    statements = tables.statements(doc)
    pairs = network.pair_names(actors, network.cooccurrence(mentions, sentences, sentiment))
    return [
        *findings.article_findings(sentences),
        *findings.term_findings(
            terms.term_frequencies(tokens),
            terms.key_terms(tokens, sentences),
            terms.collocations(tokens),
        ),
        *findings.actor_findings(actors, mentions, sentences),
        *findings.tone_findings(sentiment, tone_by_actor(actors, tables.actor_sentiment(doc))),
        *findings.statement_findings(statements, speaking.speakers(actors, mentions, statements)),
        *findings.network_findings(actors, pairs, sentences),
        *findings.event_findings(actors, tables.events(doc)),
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
        (
            "Clara Novak slept. Norway won.",
            "Neither of the two actors shares a sentence with the other.",
        ),
        ("It rained.", "This article reports no event between two actors."),
        (
            "Norway sued Sweden.",
            "One act between two actors is reported as done: Norway sued Sweden.",
        ),
        ("Norway may sue Sweden.", "1 of 1 event is reported as negated, planned"),
        (
            "Norway sued Sweden.",
            "1 event between actors reported as having happened: 1 of conflict",
        ),
        ("Clara Novak slept in Norway.", "1 of 1 possible pair of actors shares"),
        (
            "Clara Novak slept in Norway.",
            "No pair appears together more often than chance could explain",
        ),
    ],
)
def test_short_texts_are_shown_as_they_are(text, expected):
    assert any(expected in finding.text for finding in all_findings(text))


def said_by(*sources):
    """Return speech by sources, each with its naming and its gender."""
    rows = [
        {"form": "speech", "source": who, "source_actor_id": None, "source_naming": naming,
         "source_gender": gender, "sentence_id": i}
        for i, (who, naming, gender) in enumerate(sources)
    ]  # fmt: skip
    return pd.DataFrame(rows)


MEN = [(f"Mr {letter}", "named", "male") for letter in "ABCDE"] * 2


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([*MEN, ("Ms F", "named", "female")],
         ["Men make 10 of the 11 statements by a single person whose gender the article shows."]),
        ([("Ms A", "named", "female")] * 12, []),
        (MEN[:9], []),
        ([*MEN, *[("Ms F", "named", "female")] * 5], []),
        ([("officials", "unnamed", None)] * 5 + [("Acme Foods", "named", None)] * 5,
         ["5 of the 10 statements come from sources without a name."]),
        ([("officials", "unnamed", None)] * 3 + [("Acme Foods", "named", None)] * 9, []),
        ([("officials", "unnamed", None)] * 4, []),
    ],
)  # fmt: skip
def test_who_gets_to_speak_is_reported_only_if_clear(sources, expected):
    found = who_gets_to_speak(said_by(*sources))
    assert [finding.text for finding in found] == expected
    assert all(finding.sentence_ids for finding in found)


def pairs_of(*rows):
    """Return pairs as `network.pair_names` does, as far as findings read them."""
    columns = ["source", "target", "n", "p_value", "p_adjusted", "actions"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(
        source_id="person:" + table["source"].str.lower(),
        target_id="person:" + table["target"].str.lower(),
        unit="sentence",
        n_source=4,
        n_target=3,
        expected=1.2,
        npmi=0.5,
        sentence_ids=[[2, 5]] * len(rows),
    )


def network_texts(pairs, n_actors=5):
    """Return the findings on pairs, in an article of nine sentences."""
    return [
        finding.text
        for finding in findings.network_findings(
            pd.DataFrame({"name": ["x"] * n_actors}), pairs, pd.DataFrame({"sentence_id": range(9)})
        )
    ]


def test_pairs_beyond_chance_are_named_and_others_are_not():
    pairs = pairs_of(("Ann", "Bob", 3, 0.001, 0.01, []), ("Ann", "Cy", 2, 0.04, 0.4, []))
    texts = network_texts(pairs)
    assert any("explains (adjusted p < 0.05): Ann with Bob." in text for text in texts)
    assert not any("No pair appears" in text for text in texts)
    none = network_texts(pairs.tail(1))
    assert any("1 pair would stand out if tested alone" in t for t in none)


def test_names_have_their_article_in_a_sentence():
    pair = pairs_of(("India", "United States", 2, 0.1, 1.0, []))
    pair = pair.assign(source_id="country:IND", target_id="country:USA")
    assert network_texts(pair)[0].startswith("India and the United States appear together most")


def test_ties_have_no_first_place():
    pairs = pairs_of(("Ann", "Bob", 1, 0.1, 1.0, []), ("Ann", "Cy", 1, 0.4, 1.0, []))
    assert network_texts(pairs)[0] == "No two actors share more than one sentence."
    assert "1 other pair shares as many." in network_texts(pairs.assign(n=2))[0]


def test_what_connects_a_pair_is_reported_with_its_source():
    pairs = pairs_of(("Ann", "Bob", 1, 0.1, 1.0, ["→ praise (2)", "← said (about)"]))
    assert network_texts(pairs)[-1] == (
        "What the article reports between Ann and Bob: “praise (2)” by Ann and “said (about)” by "
        "Bob."
    )


def test_the_worked_example_computes_what_it_says():
    pairs = pairs_of(("Ann", "Bob", 3, 0.0476, 0.2, []))
    texts = [finding.text for finding in findings.chance_example(pairs, 9, 10)]
    assert texts[0] == "Counted: of 9 sentences, 4 mention Ann, 3 mention Bob, and 3 both."
    assert "4 × 3 / 9 = 1.2" in texts[1]
    assert "In 5% of all deals, at least 3" in texts[2]
    assert "this pair may be chance" in texts[4]
    once = findings.chance_example(pairs.assign(n_source=1, expected=0.014), 70, 10)
    assert once[0].text.startswith("Counted: of 70 sentences, 1 mentions Ann, 3 mention Bob")
    assert "1 × 3 / 70 = 0.01." in once[1].text
    (nothing,) = findings.chance_example(pairs.head(0), 9, 10)
    assert "nothing to explain" in nothing.text


def test_every_finding_is_one_sentence_with_a_stop(bundled_doc):
    for finding in all_findings(bundled_doc.text):
        assert finding.text.endswith(".")
        assert "\n" not in finding.text
        assert "nan" not in finding.text.split()


def test_reading_takes_at_least_a_minute():
    assert findings.reading_minutes(1) == 1
    assert findings.reading_minutes(1150) == 5


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([3], "The most frequent word is “a” (3 times)."),
        ([3, 2, 1], "The most frequent words are “a” (3 times) and “b” (twice)."),
        ([4, 2, 2, 2], "The most frequent word is “a” (4 times)."),
        ([2, 2, 2, 2], "No content word is used more than twice."),
        ([1, 1], "No content word is used more than once."),
    ],
)
def test_words_that_are_used_equally_often_are_all_named_or_none(counts, expected):
    frequencies = pd.DataFrame({"term": [*"abcd"][: len(counts)], "n": counts})
    frequencies["sentence_ids"] = [[0]] * len(counts)
    no_phrases = pd.DataFrame({"term": [], "n": [], "sentence_ids": []})
    (finding,) = findings.term_findings(frequencies, no_phrases, pd.DataFrame())
    assert finding.text == expected


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([0], "The only sentence has a neutral tone."),
        ([0.5, 0.6], "All 2 sentences have a positive tone."),
        ([0.5, 0, 0], "1 of 3 sentences has a positive tone, 2 a neutral one."),
        ([0.5, -0.5, 0], "1 of 3 sentences has a positive tone, 1 a negative and 1 a neutral one."),
    ],
)
def test_only_tones_that_occur_are_counted(scores, expected):
    sentiment = pd.DataFrame({"sentence_id": range(len(scores)), "compound": scores})
    (finding,) = findings.tone_findings(sentiment, pd.DataFrame())
    assert finding.text == expected


def test_attitudes_are_not_statements():
    statements = tables.statements(
        annotate(
            article_of("Clara Novak said it rained. Tom Baker wants a pool. An aide said it did.")
        )
    )
    assert statements["form"].tolist() == ["speech", "attitude", "speech"]
    speakers = pd.DataFrame(
        {
            "name": ["Clara Novak"], "kind": ["person"], "n_statements": [1], "n_about": [0],
            "said_in": [[0]], "spoken_about_in": [[]],
        }
    )  # fmt: skip
    texts = [finding.text for finding in findings.statement_findings(statements, speakers)]
    assert texts[0].startswith(
        "The article reports 2 statements; 1 of them comes from a known actor. "
        "It also reports 1 attitude"
    )
    assert texts[1:] == ["The only known actor that speaks is Clara Novak, with 1 of 2 statements."]


def test_a_tie_between_the_longest_sentences_is_reported():
    sentences = pd.DataFrame(
        {"sentence_id": [0, 1, 2], "paragraph_id": 0, "n_tokens": [3, 3, 2], "text": "It rains."}
    )
    finding = findings.article_findings(sentences)[1]
    assert finding.text.startswith("The longest sentences have 3 words and punctuation marks")
    assert finding.sentence_ids == (0, 1)
