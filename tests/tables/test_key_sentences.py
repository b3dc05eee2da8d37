import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.tables.key_sentences import key_sentences


def keys_of(text, title=""):
    doc = annotate(article_of(text))
    return key_sentences(tables.sentences(doc), tables.tokens(doc), title)


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Norway will close two of its embassies in the spring.", True),
        ("“We will close two of our embassies,” said the minister on Monday.", True),
        ("He will close two of the embassies in the spring.", False),
        ("But Norway will close two of its embassies in the spring.", False),
        ("On Monday he said that two of the embassies will close.", False),
        ("Will Norway close two of its embassies in the spring?", False),
        ("“Norway will close two of its embassies in the spring.", False),
        ("Embassies: Norway closes two of its houses in the spring.", False),
        ("Two embassies of the kingdom of Norway in the far south.", False),
        ("Norway left.", False),
        ("Either way, Norway will close two of its embassies in the spring.", False),
        ("A spokesman for Norway did not respond to a request for comment on Monday.", False),
        ("Norway will respond to the closing of its embassies in the spring.", True),
        ("The two were reconciled in the spring before the embassy closed.", False),
        ("The two embassies were closed by the ministry in the spring.", True),
        ("The three of the embassies in the south will close in the spring.", True),
        ("The court in Norway will decide the rest in the spring.", False),
        ("The court will close the rest of the embassies in the spring.", True),
        ("The pair closed two of the embassies in the spring of that year.", False),
        ("The former minister closed two of the embassies in the spring.", True),
        ("In addition to its house in Oslo, it bought two other houses in the spring.", False),
        ("In the year of their many losses, they bought two houses in the spring.", False),
        ("In addition to its house in Oslo, the ministry bought two houses in the spring.", True),
        ("Since Norway lost its embassy in Lima, it bought two houses in the south.", True),
    ],
)
def test_a_sentence_stands_alone_if_it_is_whole_and_refers_to_none_before(sentence, alone):
    assert keys_of(sentence)["stands_alone"].tolist() == [alone]


def test_the_sentence_that_shares_most_with_the_others_is_the_most_central():
    keys = keys_of(
        "The ferry company raised its fares. Passengers of the ferry complained about the fares. "
        "The ferry company will refund fares to passengers. A dog barked."
    )
    assert keys["centrality"].max() == 1
    assert keys["centrality"].idxmin() == 3


def test_words_of_the_title_count():
    keys = keys_of("The ferry raised its fares. A dog barked.", "Ferry fares go up")
    assert keys["title_words"].tolist() == [["fare", "ferri"], []]


def test_a_text_without_content_words_has_keys_too():
    assert len(keys_of("It was. It is.")) == 2
