"""Pronouns and descriptions that stay open, because they mean, or may mean, somebody else."""

import pytest
from conftest import meant_by


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param(
            "his shutout",
            "Jonas Berg saved eleven shots. Peter Falk scored in the last minute to spoil his "
            "shutout bid.",
            id="what is spoiled is another's",
        ),
        pytest.param(
            "he had been",
            "A man was found dead in a car. Sergeant Ian Cole said he had been shot.",
            id="the speaker is new and was not shot",
        ),
        pytest.param(
            "she died",
            "A woman screamed. Chief Maria Santos said she was taken to hospital, where she died.",
            id="so is the next pronoun",
        ),
        pytest.param(
            "He had not",
            "Mike Dorn ended Carl Vance's run of nine wins. He had not lost since 2018.",
            id="the owner of what was ended",
        ),
        pytest.param(
            "He was",
            "Felix Brandt coaches the side. And the Bulgarian is a striker who works hard. He was "
            "signed in May.",
            id="somebody called by a nationality only",
        ),
        pytest.param(
            "his arm",
            "Pilot Jonas Berg flew the plane. Berg did his job. The co-pilot broke his arm.",
            id="a word with a hyphen is a person",
        ),
        pytest.param(
            "he had been",
            "A 52-year-old was found in a canal. Inspector Ian Cole said he had been missing "
            "since March.",
            id="the speaker is new, and somebody is missing",
        ),
        pytest.param(
            "her plea",
            "The nurse asked for mercy. Judge Helen Stokes rejected her plea.",
            id="what is decided on is another's",
        ),
        pytest.param(
            "He said",
            "Simon Drury, the chief executive, resigned. Drury ran the firm for years. Drury said "
            "he was sorry. A banker in London, who follows the firm, said Drury had been too "
            "greedy. He said that it should have paid in cash.",
            id="the speaker of before, who has no name",
        ),
        pytest.param(
            "she cared",
            "A driver was jailed. Her barrister, Helen Stokes, asked the court to consider that "
            "she cared for her father.",
            id="the owner of whoever speaks",
        ),
        pytest.param(
            "her patience",
            "Anna Keller brought him down. He had unfurled a banner. Mayor Helen Stokes thanked "
            "her for her patience.",
            id="the one thanked",
        ),
        pytest.param(
            "his passport",
            "A trader has vanished. Ursula Heim said she knew nothing of his bets. Her "
            "predecessor, Max Roth, had hired him. He praised his instinct. Police searched his "
            "flat. They found his passport.",
            id="after a pronoun that is open",
        ),
        pytest.param(
            "he did not",
            "Jonas Berg wrote to the landlord, but he did not reply.",
            id="the one written to answers",
        ),
        pytest.param(
            "he read",
            "Mark Tully interrupted Ivo Brandt when he read out a statement.",
            id="either party of a verb",
        ),
        pytest.param(
            "She rejected",
            "Mayor Helen Stokes accused councillor Judith Marr of lying. She rejected the claim.",
            id="the one accused",
        ),
        pytest.param(
            "he said",
            "Prosecutors charged Peter Adams with forgery and Daniel Roke with theft. He denies "
            "it. “I have done nothing,” he said outside the court.",
            id="the speaker of before, who is not known",
        ),
        pytest.param(
            "She deleted",
            "Helen Marsh said Joanna Frith had searched the internet. She deleted the searches the "
            "next morning, Marsh said.",
            id="not the speaker named after it",
        ),
        pytest.param(
            "he would",
            "Jordan Weir limped off, and Neil Crane said he would have a scan on Monday.",
            id="the subject beside the speaker",
        ),
        pytest.param(
            "her drawings",
            "Mary Soames went to Lund. Her teacher, Greta Holm, sold her drawings.",
            id="the one who has the teacher",
        ),
        pytest.param(
            "She cried",
            "Emma Rowe told Laura Finch that she had been chosen. She cried.",
            id="nobody said anything",
        ),
        pytest.param(
            "The council meets",
            "Tilford Council closed the pool. The county council had paid for it. The council "
            "meets on Friday.",
            id="another council",
        ),
    ],
)
def test_another_may_be_meant(words, text):
    assert not meant_by(words, text)


def test_a_speaker_in_the_news_already_may_be_the_one_concerned():
    text = "Anna Keller spoke first. Keller said she had been dismissed in May."
    assert meant_by("she had", text) == ["Anna Keller"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Keller told the Peruvian that Norway's aid will come if the country votes.", []),
        ("Anna Keller met the Norwegian in Norway before the country held a vote.", ["Norway"]),
    ],
)
def test_the_country_is_open_after_somebody_of_another(text, names):
    assert meant_by("the country", text) == names
