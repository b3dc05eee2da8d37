import pytest
from conftest import meant_by


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        pytest.param(
            "his aid",
            "Tom Baker fell into the river. Paul Reed rushed to his aid.",
            "Tom Baker",
            id="nobody rushes to his own aid",
        ),
        pytest.param(
            "her for",
            "Emily Carter resigned. Anna Keller rejected the letter but thanked her for the work.",
            "Emily Carter",
            id="not the subject that two verbs share",
        ),
        pytest.param(
            "he said",
            "Paul Reed opened the meeting. As a rule, if a student is late, Tom Baker waits, he "
            "said.",
            "Paul Reed",
            id="not somebody in what is said",
        ),
        pytest.param(
            "his team",
            "A doctor met the patient. After questioning the patient on the matter, Paul Reed and "
            "his team found a source.",
            "Paul Reed",
            id="a partner",
        ),
        pytest.param(
            "he disagreed",
            "A doctor saw the patient. The doctor called it normal. But when Paul Reed, a surgeon "
            "in Oslo, took a look, he disagreed.",
            "Paul Reed",
            id="the subject of the clause before",
        ),
        pytest.param(
            "his friendship",
            "Tom Baker met Paul Reed. The chairman waved. Reed often bragged about his friendship "
            "with the chairman.",
            "Paul Reed",
            id="the subject, with only others in the sentence before",
        ),
        pytest.param(
            "his party",
            "Tom Baker met the mayor, Paul Reed. Reed promised that his party would help.",
            "Paul Reed",
            id="the subject above the pronoun's own noun",
        ),
        pytest.param(
            "He had",
            "The best player of the night was Tom Baker. He had two goals.",
            "Tom Baker",
            id="a description of somebody named after it",
        ),
        pytest.param(
            "he had",
            "A climber fell into the lake. Tom Baker jumped in. Paramedics said that he had saved "
            "the life of the climber.",
            "Tom Baker",
            id="not somebody whose life is saved",
        ),
    ],
)
def test_grammar_says_whom_a_pronoun_means(words, text, expected):
    assert meant_by(words, text) == [expected]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param(
            "his car",
            "A man was shot. Tom Baker said a driver and his car were missing.",
            id="the partner has no name",
        ),
        pytest.param(
            "his staff",
            "A minister resigned. Neither his staff nor Paul Reed spoke.",
            id="named beside what is his",
        ),
        pytest.param(
            "he was",
            "A man was robbed on Monday. When the man saw Paul Reed, he was hurt.",
            id="the subject of the clause before has no name",
        ),
    ],
)
def test_what_belongs_to_somebody_without_a_name_stays_open(words, text):
    assert not meant_by(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param(
            "his part",
            "The crowd waved at Tom Baker. He said that Baker was right. For his part, he would be "
            "honoured to serve.",
            id="somebody who speaks of the only person named",
        ),
        pytest.param(
            "his campaign",
            "Tom Baker lost again. Tom Baker has hurt the party, some say. Baker disagrees. Baker "
            "is 70.\n\nOther leaders lost too, among them Paul Reed, who fell in 1992. He rose "
            "again by the work of his campaign.",
            id="no surer than the pronoun before",
        ),
    ],
)
def test_a_pronoun_whose_person_is_unclear_leaves_the_next_one_open(words, text):
    assert not meant_by(words, text)


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        pytest.param(
            "it had",
            "Harbour Front met Acme Foods. On Monday, Acme Foods said it had paid the fine.",
            ["Acme Foods"],
            id="the subject of the clause above",
        ),
        pytest.param(
            "its staff",
            "Harbour Front lost a dispute with Acme Foods, and Acme Foods cut its staff.",
            ["Acme Foods"],
            id="the subject of the verb",
        ),
        pytest.param(
            "it possible",
            "Harbour Front met Acme Foods. Acme Foods made it possible to pay online.",
            [],
            id="it that is nothing",
        ),
        pytest.param(
            "its plan",
            "Harbour Front met Acme Foods. Acme Foods criticised the union for its plan.",
            [],
            id="another noun between",
        ),
    ],
)
def test_it_means_the_organisation_that_is_the_subject(words, text, expected):
    assert meant_by(words, text) == expected
