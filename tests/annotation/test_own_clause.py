import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.own_clause import own_clause
from helpers.annotation.pipeline import annotate


def clause_of(text, name, other):
    doc = annotate(article_of(text))
    mentions = {span.text: span for span in doc.spans["mentions"]}
    return own_clause(mentions[name], [mentions[other]])


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Voters admire Clara Novak, but they distrust Tom Baker.", "Voters admire Clara Novak"),
        ("Critics mocked Tom Baker and praised Clara Novak.", "Critics praised Clara Novak"),
        ("Norway thanked Clara Novak, who had warned Tom Baker.", None),
        ("Clara Novak met Tom Baker.", None),
        ("Clara Novak sang and Clara Novak danced with Tom Baker.", None),
    ],
)
def test_the_clause_is_its_own_where_another_is_about_somebody_else(text, clause):
    found = clause_of(text, "Clara Novak", "Tom Baker")
    assert (found and found[0]) == clause
    if found:
        words, start, end = found
        assert words[start:end] == "Clara Novak"


def test_praise_and_scorn_in_one_sentence_go_to_the_right_actors():
    doc = annotate(article_of("Voters admire Clara Novak, but they do not trust Tom Baker."))
    judged = tables.actor_sentiment(doc).set_index("actor_id")["polarity"]
    assert judged["person:clara-novak"] == "positive"
    assert judged["person:tom-baker"] == "negative"
