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
