import pytest
from conftest import article_of

from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One line only", ["One line only"]),
        (
            "A headline without a stop\n\nIt rained. It snowed.",
            ["A headline without a stop", "It rained. It snowed."],
        ),
        ("First.\n\n\n\nSecond.\n", ["First.", "Second."]),
    ],
)
def test_paragraphs_end_at_line_breaks_and_sentences_stay_within_them(text, paragraphs):
    doc = annotate(article_of(text))
    assert [span.text for span in doc.spans["paragraphs"]] == paragraphs
    for sentence in doc.spans["sentences"]:
        assert sentence.text in paragraphs[int(sentence.label_)]


def test_every_word_is_in_exactly_one_sentence(bundled_doc):
    counted = [token.i for span in bundled_doc.spans["sentences"] for token in span]
    assert counted == sorted(set(counted))
    assert {token.i for token in bundled_doc if not token.is_space} <= set(counted)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Points\n\n- Acme sold\n\n* Norway agreed", ["Points", "- Acme sold", "* Norway agreed"]),
        (
            "Eight of ten firms are writing custom iOS apps, Tom Baker told Ida Holm.",
            ["Eight of ten firms are writing custom iOS apps, Tom Baker told Ida Holm."],
        ),
        (
            "Storm\n\nESB Networks says 200 homes are dark. It rains.\n\nGardaí have said so.",
            [
                "Storm",
                "ESB Networks says 200 homes are dark.",
                "It rains.",
                "Gardaí have said so.",
            ],
        ),
        ("“It rained.” She left.", ["“It rained.”", "She left."]),
        ('"It rained." She left.', ['"It rained."', "She left."]),
        ("“Is it raining?” she asked.", ["“Is it raining?” she asked."]),
        ("The sign “No entry.” was blue.", ["The sign “No entry.” was blue."]),
        (
            "Inga was making tea. 'He'll not tell you,' she said.",
            ["Inga was making tea.", "'He'll not tell you,' she said."],
        ),
        ("He said so. ''If he went, he left.''", ["He said so.", "''If he went, he left.''"]),
        ("***", ["***"]),
    ],
)
def test_a_bullet_or_a_quotation_mark_is_not_a_sentence(text, sentences):
    doc = annotate(article_of(text))
    assert [span.text for span in doc.spans["sentences"]] == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("They met until 2 a.m. Nina Berg rose.", ["They met until 2 a.m.", "Nina Berg rose."]),
        ("At 6 a.m. Captain Roe woke the crew.", ["At 6 a.m. Captain Roe woke the crew."]),
        ("Nobody but Hon. Ada Bello came.", ["Nobody but Hon. Ada Bello came."]),
        ("He paid £2.4m. She left.", ["He paid £2.4m.", "She left."]),
        ("It shuts at 5 p.m. Monday.", ["It shuts at 5 p.m. Monday."]),
        ("It began at 9 p.m. Oslo time.", ["It began at 9 p.m. Oslo time."]),
        ("It aired at 9 p.m. ET. Some sang.", ["It aired at 9 p.m. ET.", "Some sang."]),
        ("Pell missed the 10 a.m. Mass.", ["Pell missed the 10 a.m. Mass."]),
        ('He said: "At 8 p.m. Nina rang."', ['He said: "At 8 p.m. Nina rang."']),
    ],
)
def test_an_hour_ends_a_sentence_or_not_by_what_stands_around_it(text, sentences):
    doc = annotate(article_of(text))
    assert [span.text for span in doc.spans["sentences"]] == sentences
