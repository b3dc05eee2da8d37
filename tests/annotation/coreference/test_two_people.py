"""A pronoun near two people of its gender: whom grammar favours, and when it stays open."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def meant_by(words, text):
    """Return the actor that the pronoun at the first of the words means, or None."""
    mentions = tables.mentions(annotate(article_of(text)))
    return next(iter(mentions[mentions["start_char"] == text.index(words)]["actor_id"]), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "John Brand opened the meeting. Mark Stamp, Brand's son, declared an interest because "
            "his firm sells firewood.",
            "person:mark-stamp",
            id="by whose relative",
        ),
        pytest.param(
            "The chairman, John Brand, opened the meeting. Mark Stamp, the chairman's son, "
            "declared an interest because his firm sells firewood.",
            "person:mark-stamp",
            id="by the relative of a description",
        ),
        pytest.param(
            "John Brand opened the meeting. Mark Stamp, who beat Brand in May, declared an "
            "interest because his firm sells firewood.",
            "person:mark-stamp",
            id="by a relative clause",
        ),
        pytest.param(
            "John Brand opened the meeting. Mary Stamp, Brand's wife, declared an interest because "
            "his firm sells firewood.",
            "person:john-brand",
            id="but a person of the other gender",
        ),
    ],
)
def test_who_only_describes_the_subject_is_not_meant_after_it(text, expected):
    assert meant_by("his firm", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Helen Bright told the jury that Peter Adams had forged notes and that Simon Roke had "
            "sold the fuel. “This was greed,” she said. “He knew nobody counted the cans.”",
            id="in a quotation",
        ),
        pytest.param(
            "Peter Adams forged the notes and Simon Roke sold the fuel. He knew nobody counted.",
            id="in the next sentence",
        ),
    ],
)
def test_of_two_who_act_in_clauses_side_by_side_either_may_be_meant(text):
    assert meant_by("He knew", text) is None


def test_who_acts_beside_somebody_of_the_other_gender_is_meant():
    text = "Peter Adams forged the notes and Helen Roke sold the fuel. He knew nobody counted."
    assert meant_by("He knew", text) == "person:peter-adams"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        pytest.param(
            "her.",
            "Mary Okafor fell on the ward. The nurse, Carol Hines, said that nobody had warned "
            "her.",
            None,
            id="another in the sentence before",
        ),
        pytest.param(
            "her.",
            "Mrs Nolan denied this, and the clerk, Wendy Moxon, confirmed that no copy had been "
            "sent to her.",
            None,
            id="another in the same sentence",
        ),
        pytest.param(
            "her.",
            "The ward closed in June. Carol Hines said that nobody had warned her.",
            "person:carol-hines",
            id="nobody else",
        ),
        pytest.param(
            "him.",
            "Tom Baker met Paul Reed in June. Reed said that the board had tried to silence him.",
            "person:paul-reed",
            id="the speaker is spoken of before",
        ),
    ],
)
def test_a_speaker_may_speak_of_what_others_do_to_somebody_else(words, text, expected):
    assert meant_by(words, text) == expected


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        pytest.param(
            "her lawyer",
            "Carol Hines lost her post in May. Mary Okafor is her lawyer.",
            "person:carol-hines",
            id="of somebody else",
        ),
        pytest.param("her lawyer", "Mary Okafor was her lawyer.", None, id="of nobody named"),
        pytest.param(
            "her own", "Mary Okafor is her own lawyer.", "person:mary-okafor", id="of herself"
        ),
        pytest.param(
            "his party",
            "Tom Baker was his party's leader until May.",
            "person:tom-baker",
            id="of the person's party",
        ),
    ],
)
def test_nobody_is_their_own_lawyer_unless_the_text_says_so(words, text, expected):
    assert meant_by(words, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tom Baker met Paul Reed. Reed saw him leave the house.",
        "Tom Baker met Paul Reed. Reed wanted him to leave the house.",
        "Tom Baker rang the bell and Paul Reed opened the door and let him in.",
    ],
)
def test_whom_somebody_sees_or_lets_do_something_is_another(text):
    assert meant_by("him", text) == "person:tom-baker"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        pytest.param(
            "He had",
            "Natasha was found dead on Friday. He had fled before officers came.",
            None,
            id="not the only one named",
        ),
        pytest.param(
            "his car",
            "Natasha was hit by a driver. Police found his car near the river.",
            None,
            id="not the victim",
        ),
        pytest.param(
            "She left",
            "Colin Baker met Natasha in June. She left the country a week later.",
            "person:natasha",
            id="of two people the one whose name fits",
        ),
        pytest.param(
            "She said",
            "Grant was appointed on Friday. She said that nobody had called.",
            None,
            id="a given name that is also a surname stays open",
        ),
        pytest.param(
            "She said",
            "Carol Grant was appointed on Friday. Grant smiled. She said that nobody had called.",
            "person:carol-grant",
            id="a surname of somebody whose given name is known",
        ),
    ],
)
def test_a_given_name_alone_shows_the_gender(words, text, expected):
    assert meant_by(words, text) == expected
