"""Acts that a sentence seems to tell of but does not, on sentences of our own."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def acts(text):
    """Return the acts between two known actors: class, then what makes them uncertain."""
    events = tables.events(annotate(article_of(text)))
    known = events.dropna(subset=["source_actor_id", "target_actor_id"])
    return [
        ("not " if event.negated else "")
        + event.event_class
        + ("" if event.modality == "asserted" else f" ({event.modality})")
        for event in known.itertuples()
    ]


def summaries(text):
    """Return the sentences that are made for the acts."""
    return list(tables.events(annotate(article_of(text)))["summary"].dropna())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("House Democrats criticised Clara Novak.", ["accuse"]),
        ("Some Democrats criticised Clara Novak.", []),
        ("Clara Novak criticised fellow Democrats.", []),
        ("These Democrats do not hate Clara Novak.", []),
        ("Clara Novak supported neither of the Republicans.", []),
        ("Sudan accused Chadian soldiers of theft.", ["accuse"]),
        ("Sudan accused former Chadian soldiers of theft.", []),
        ("Sudan's leaders criticised Clara Novak.", ["accuse"]),
        ("Sudanese business leaders criticised Clara Novak.", []),
        ("Clara Novak rejected the Sudanese bid.", []),
        ("Clara Novak recommended the Sudanese offer.", []),
        ("Clara Novak recommended the Sudanese government's offer.", ["support"]),
        ("Clara Novak criticised the Sudanese company.", []),
        ("Clara Novak criticised the Sudanese sanctions.", ["accuse"]),
        ("Clara Novak defeated the Sudanese team.", []),
        ("Chad rejected a Sudanese offer to host talks.", ["reject"]),
        ("Sudan gave an award to Clara Novak.", ["support"]),
        ("Clara Novak received a Sudanese award.", []),
    ],
)
def test_some_or_former_members_are_not_the_body(text, expected):
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If its claims are true, Sudan is attacking Chad.", ["assault (hypothetical)"]),
        (
            "Clara Novak waits to see if Spain met Nokia and sued Ericsson.",
            ["consult (hypothetical)", "accuse (hypothetical)"],
        ),
        ("Unless Chad pays, Sudan is suing Chad.", ["accuse (hypothetical)"]),
        ("Sudan attacked Chad even if nobody saw it.", ["assault"]),
        ("Polls show Clara Novak beating Tom Baker.", ["contest (hypothetical)"]),
        ("Clara Novak beat Tom Baker, exit polls show.", ["contest"]),
        ("Clara Novak beat Tom Baker, a police chief, by two votes.", ["contest"]),
        ("Clara Novak beat Tom Baker with a stick.", ["assault"]),
        ("Norway and Peru have been locked in a face-off.", ["contest"]),
        ("It will rise once Sudan formally attacks Chad.", ["assault (hypothetical)"]),
    ],
)
def test_what_holds_on_a_condition_or_in_polls_is_not_done(text, expected):
    assert acts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Clara Novak is addressing the threat to Sudan.",
        "Clara Novak created a contrast with Tom Baker.",
        "“It is a technical problem Sudan still needs to solve,” Clara Novak said.",
        "Clara Novak described Tom Baker as a road leading right to success.",
        "Clara Novak called Peru her worst mistake.",
        "Clara Novak insisted that Spain's leaders are too worried.",
        "The Northern Police hunt for the Spanish tourist's killers.",
        "Nokia announced the merger of Ericsson with the state's rail operator.",
        "Then Clara Novak turned to Tom Baker.",
        "Clara Novak lost her sister at Nokia.",
        "Clara Novak has shared her life with Tom Baker.",
        "Clara Novak, who covered the White House for years for Nokia, agreed.",
        "The EU's Nokia military operation aims to identify smugglers.",
        "Nokia opposed local efforts to pressure Sudan.",
        "Nokia was able to out-Novak Clara Novak.",
        "Clara Novak has to find the person who is best qualified to replace Tom Baker.",
        "Nokia paid the party - then called Dawn, but since renamed Clara Novak - for it.",
    ],
)
def test_what_only_looks_like_an_act_is_not_told(text):
    assert acts(text) == []


def test_a_sentence_keeps_its_condition_and_says_who_is_meant():
    text = "Clara Novak said in a statement that, if it is true, Sudan is attacking Chad."
    assert summaries(text) == []


def test_a_sentence_ends_without_a_comma():
    text = 'Clara Novak described Nokia as "a great company," and left.'
    assert summaries(text) == ['Clara Novak described Nokia as "a great company".']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On Friday Defence Secretary Clara Novak said Nokia will sue Ericsson.",
            ["Nokia will sue Ericsson, according to Defence Secretary Clara Novak."],
        ),
        ("“Nokia will sue your office,” Clara Novak wrote to Ericsson.", []),
        ("Novak denounces Nokia plan Meanwhile, Clara Novak was in Lima.", []),
        (
            "Several leaders of Nokia, including Sens. Tom Baker and Jeb Moss, criticised Chad.",
            ["Several leaders of Nokia criticised Chad."],
        ),
        (
            "In May on the northern side Clara Novak backed both Tom Baker and Jeb Moss.",
            [],
        ),
        ("Clara Novak (D-Ohio), a star, will sue Nokia.", ["Clara Novak (D-Ohio) will sue Nokia."]),
        (
            "The mayor, Clara Novak, has declared her solidarity with Nokia.",
            ["The mayor, Clara Novak, has declared her solidarity with Nokia."],
        ),
        ("It will celebrate on Monday, which marks what Spain calls its war with Peru.", []),
        ("Tom Baker in Lima In Lima Tom Baker is due to meet Clara Novak.", []),
        ("Clara Novak won Ohio but lost it to Tom Baker.", []),
        (
            "Iran has a long deadline Foreign Minister Clara Novak said that Iran must reply.",
            [],
        ),
        ("Spain's conflict with Peru goes on.", ["Spain's conflict with Peru goes on."]),
        ("The group’s vice-president, who is ill, criticised Clara Novak.", []),
        (
            "Novak praises Baker's 'courage' Tom Baker praised what he called Novak's gift.",
            [],
        ),
        (
            "Clara Novak told Nokia she’d sue Ericsson.",
            ["Clara Novak would sue Ericsson, by their own account."],
        ),
        ("The guards decided to leave after Peru attacked Chad.", []),
        ("Clara Novak asked that Nokia be sued.", ["Clara Novak asked that Nokia be sued."]),
    ],
)
def test_a_sentence_is_whole_or_there_is_none(text, expected):
    assert summaries(text) == expected


def test_what_somebody_is_listed_as_is_about_the_one_listed():
    text = "Clara Novak listed Peru as having been attacked by Sudan."
    (event,) = tables.events(annotate(article_of(text))).itertuples()
    assert (event.source_actor_id, event.target_actor_id) == ("country:SDN", "country:PER")


@pytest.mark.parametrize(
    "text",
    [
        "Clara Novak whipped Tom Baker in the primary.",
        "Clara Novak edged Tom Baker in Ohio.",
        "Clara Novak challenged Tom Baker for the post.",
        "Tom Baker faces a challenge from Clara Novak in the primary.",
        "Clara Novak will not stand against Tom Baker.",
    ],
)
def test_who_wants_a_post_takes_part_in_a_contest(text):
    assert [act.removeprefix("not ").split()[0] for act in acts(text)] == ["contest"]


def test_violence_elsewhere_does_not_make_criticism_an_assault():
    text = "Her son died as a soldier. Clara Novak complained that Tom Baker attacked her unfairly."
    assert set(acts(text)) == {"accuse"}


def test_the_place_of_a_dateline_does_not_act():
    text = "Rain fell. LIMA, Peru -- Tom Baker has charged Clara Novak with theft."
    (event,) = tables.events(annotate(article_of(text))).itertuples()
    assert event.source_actor_id == "person:tom-baker"
    assert event.summary == "Tom Baker has charged Clara Novak with theft."


def test_a_topic_of_words_is_not_a_weapon():
    assert acts("Clara Novak hit Tom Baker on guns.") == ["accuse"]
    assert acts("Clara Novak hit Tom Baker on the head with a gun.") == ["assault"]


def test_what_somebody_is_urged_not_to_do_keeps_its_not():
    (event,) = tables.events(annotate(article_of("Spain urged Peru not to pay."))).itertuples()
    assert event.object == "not to pay"


def test_to_turn_to_somebody_for_something_is_a_request():
    assert acts("Sudan turned to Spain for help.") == ["request"]


def test_what_somebody_would_do_is_to_come():
    text = "Clara Novak told Nokia she’d support Tom Baker."
    assert acts(text) == ["support (future)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nokia has been in open conflict with Clara Novak over her record.", "accuse"),
        ("Spain's conflict with Peru goes on.", "assault"),
        ("The Republican Party is old. Republicans captured the Senate.", "contest"),
        ("Spain captured the ship of Peru.", "coerce"),
    ],
)
def test_a_conflict_in_politics_is_no_assault(text, expected):
    assert acts(text) == [expected]


def test_one_of_two_with_a_surname_is_no_party():
    text = "Clara Novak and Jeb Novak came. Novak criticised Peru."
    assert acts(text) == []
