import pytest
from conftest import article_of

from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("The mayor of Malvo, Bram Oster, asked both sides to return.", "Oster", "mayor"),
        ("The head of the Norwegian Fish Board, Eva Falk, resigned.", "Falk", "head"),
        ("Clara Novak blamed the operator Brightwater for the fire.", "Brightwater", "operator"),
        ("She met the brother of Carl Dahl, Tom, in Oslo.", "Tom", "Dahl"),
        ("Dahl praised the mediator, Judge Alan Roe, but not the firm.", "Roe", "mediator"),
    ],
)
def test_a_name_is_joined_to_the_noun_that_says_who_it_is(text, name, noun):
    token = next(token for token in annotate(article_of(text)) if token.text == name)
    assert (token.dep_, token.head.text) == ("appos", noun)


def test_a_day_and_a_state_are_nobodys_name():
    doc = annotate(article_of("The mayor of Dover, Delaware, told reporters Monday that he won."))
    assert not any(token.dep_ == "appos" and token.head.text == "mayor" for token in doc)
    assert next(token for token in doc if token.text == "Monday").dep_ == "npadvmod"


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("Peru said the ferry had entered its waters and accused Chile of theft.", "said"),
        ("Peru said talks had collapsed and blamed Chile.", "said"),
        ("Peru said the envoy had lied and accused Chile of theft.", "lied"),
    ],
)
def test_a_thing_accuses_nobody(text, above):
    verb = next(t for t in annotate(article_of(text)) if t.text in {"accused", "blamed"})
    assert verb.head.text == above


def test_a_charge_belongs_to_the_verb_and_a_relative_clause_to_its_noun():
    text = "She accused Detective Inspector Paul Wray of withholding e-mails that proved him wrong."
    heads = {token.text: token.head.text for token in annotate(article_of(text))}
    assert (heads["of"], heads["proved"]) == ("accused", "e-mails")


@pytest.mark.parametrize(
    ("text", "verb", "above"),
    [
        ("Clara Novak said talks were on; a clerk for Peru said they were off.", "were", "said"),
        ("She will sail with Eva Falk, who has won and says so often.", "says", "won"),
        ("Clara Novak said Peru had been right, but warned Chile.", "warned", "said"),
    ],
)
def test_a_clause_is_joined_to_the_one_it_continues(text, verb, above):
    last = [token for token in annotate(article_of(text)) if token.text == verb][-1]
    assert last.head.text == above


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Brightwater, which owns a third, called on Clara Novak to go.", "called", "Brightwater"),
        (
            "The firm cut its price after its owner, the fund Falk Capital, said no.",
            "said",
            "owner",
        ),
    ],
)
def test_a_verb_has_the_subject_before_what_is_set_off(text, verb, subject):
    found = next(token for token in annotate(article_of(text)) if token.text == verb)
    assert [child.text for child in found.lefts if child.dep_ == "nsubj"] == [subject]
