"""The source of a statement if the sentence does not state it plainly."""

import pandas as pd
import pytest
from conftest import article_of
from statement_table import said

from helpers import tables
from helpers.annotation.pipeline import annotate


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Rain falls everywhere on the island, but the southern coasts are drier than the "
            "hills, said study co-author Anna Keller, a Red Cross research fellow.",
            "study co-author Anna Keller, a Red Cross research fellow",
            "Rain falls everywhere on the island, but the southern coasts are drier than the hills",
        ),
        (
            'A senior adviser said the plan, "as written," would hurt the mill.',
            "A senior adviser",
            'the plan, "as written," would hurt the mill',
        ),
        (
            'Clara Novak said the men, "all heroes," saved the town.',
            "Clara Novak",
            'the men, "all heroes," saved the town',
        ),
        (
            'Police said Tom Baker "grabbed the bag," ran to a car and drove off.',
            "Police",
            'Tom Baker "grabbed the bag," ran to a car and drove off',
        ),
        (
            'Clara Novak asked the board, "Who pays," but nobody answered.',
            "Clara Novak",
            '"Who pays,"',
        ),
        (
            "Clara Novak said in a speech to farmers, “We will win.”",
            "Clara Novak",
            "“We will win.”",
        ),
        (
            "Clara Novak said it was over, declined to comment and left.",
            "Clara Novak",
            "it was over",
        ),
        (
            "Tom Baker spent 30 minutes explaining why the mill had closed.",
            "Tom Baker",
            "why the mill had closed",
        ),
        (
            "One of the drivers, according to Clara Novak, had worked for three nights.",
            "Clara Novak",
            "One of the drivers … had worked for three nights",
        ),
        ("It was a mess, the worst according to Jo Lind.", "Jo Lind", "the worst"),
        (
            "The health board recommends all people above age 6 months drink less sugar.",
            "The health board",
            "all people above age 6 months drink less sugar",
        ),
        (
            "Farmhand Tom Baker tells the paper that he wrestled with the masked man.",
            "Farmhand Tom Baker",
            "that he wrestled with the masked man",
        ),
        (
            "The coast is dry, said co-author Anna Keller.",
            "co-author Anna Keller",
            "The coast is dry",
        ),
        ("Some chanted “Go! Go!” Hundreds came.", "Some", "“Go! Go!”"),
        (
            "“Some, including Lind and Ern,” Mr. Conan, the consultant, said, “are late.”",
            "Mr. Conan, the consultant",
            "“Some, including Lind and Ern,” … “are late.”",
        ),
        (
            "Clara Novak, the 2012 nominee, tweeted in response: “They won.”",
            "Clara Novak, the 2012 nominee",
            "“They won.”",
        ),
        (
            "As Harbour Today's Jo Lind pointed out in May, “The delegates can change it.”",
            "Harbour Today's Jo Lind",
            "“The delegates can change it.”",
        ),
        (
            "Clara Novak told them that after all those years, “it is time.”",
            "Clara Novak",
            "that after all those years … “it is time.”",
        ),
        ("The vote was early - Jo Lind: “It was close.”", "Jo Lind", "“It was close.”"),
        (
            '"This is a stock that until this year had been getting clobbered," Jo Lind said.',
            "Jo Lind",
            '"This is a stock that until this year had been getting clobbered,"',
        ),
    ],
)
def test_whose_words_a_quotation_is(text, source, content):
    ((found, _, words),) = said(text)
    assert (found, words) == (source, content)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Clara Novak seemed to regret the deal.", "Clara Novak", "seemed to regret"),
        ("Clara Novak spent much of the speech defending the deal.", "Clara Novak", "defending"),
        ("Clara Novak emailed supporters saying that it was over.", "Clara Novak", "saying"),
        ("Clara Novak replied in an article stating that it was over.", "Clara Novak", "stating"),
        (
            "Tom Baker, like his rivals in Oslo, says it is over.",
            "Tom Baker, like his rivals in Oslo",
            "says",
        ),
        ("Clara Novak faced criticism for leaving early.", None, "criticism"),
        ("Oslo has dropped its inquiry into a fraud allegation against Novak.", None, "allegation"),
        ("Police closed their case over claims that Novak lied.", None, "claims"),
        ("The court examined the claim that Novak lied.", None, "claim"),
        (
            "In it, Clara Novak raised, and Tom Baker rejected, the theory that it is over.",
            None,
            "theory",
        ),
        ("Clara Novak appears to be losing.", None, "appears"),
    ],
)
def test_who_speaks_where_the_verb_has_no_subject_of_its_own(text, source, cue):
    assert said(text)[0][:2] == (source, cue)


def test_a_clause_about_a_name_is_not_part_of_what_was_said():
    assert said("Clara Novak praised Tom Baker, who has lived in Oslo since May.") == [
        ("Clara Novak", "praised", "Tom Baker")
    ]


def test_the_kind_of_an_article_says_nothing():
    assert said("Exclusive: The talks have failed in Oslo\n\nIt rained.") == []
    assert said("Police: The talks have failed in Oslo\n\nIt rained.")[0][0] == "Police"


@pytest.mark.parametrize(
    "text",
    ["Only Tom Baker will be there, but expect Clara Novak to dominate the evening."],
)
def test_what_the_reader_is_told_to_expect_is_nobodys_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Baker hit the post and Novak saw a shot cleared off the line by Lind.",
        "It is not difficult to see why people like the place.",
        "Clara Novak, who had run the library, was told on Monday.",
    ],
)
def test_what_nobody_says_is_no_statement(text):
    assert said(text) == []


def test_what_follows_a_noun_of_saying_is_not_what_the_verb_says():
    text = (
        "Peru banned access to the base in June, in anger at the parliament's declaration that the "
        "killings amounted to genocide."
    )
    assert [cue for _, cue, _ in said(text)] == ["declaration"]


def test_the_speaker_goes_on_after_an_abbreviation():
    text = (
        "“You will see more people,” says Gavin Moss, 23, a student from Fresno, Calif. “I think "
        "it would offer more jobs.”"
    )
    ((_, _, content),) = said(text)
    assert content == "“You will see more people,” … “I think it would offer more jobs.”"


def test_a_short_answer_in_a_scene_is_not_the_last_speakers():
    text = (
        "“He cried when the letter came,” Clara Novak said.\n\n“I did not.”\n\n“You did, Tom. In "
        "the shed, with the door shut.”"
    )
    assert [content for _, _, content in said(text)] == ["“He cried when the letter came,”"]


def test_a_ticker_is_not_a_label():
    text = "Acme Foods, Inc. (Nasdaq: ACME), a maker of soup, has closed its plant in Oslo."
    assert said(text) == []


def test_who_answers_in_a_scene_is_left_open():
    text = "“Higher,” said Clara Novak.\n\n“It is higher.”\n\n“Not to me it isn't.”"
    assert [content for _, _, content in said(text)] == ["“Higher,”"]


@pytest.mark.parametrize(
    "text",
    [
        "Tom Baker died. His aunt, the novelist Clara Novak, said it was over.",
        "Tom Baker left. His lawyer, Clara Novak QC, said it was over.",
    ],
)
def test_who_is_described_before_the_name_is_the_source(text):
    doc = annotate(article_of(text))
    assert list(tables.statements(doc)["source_actor_id"]) == ["person:clara-novak"]


def test_a_quotation_after_a_colon_is_of_the_one_who_says_what_is_before_it():
    text = "Clara Novak said she hoped it was over: “We lost a lot of money.”"
    assert [(source, content) for source, _, content in said(text)] == [
        ("Clara Novak", "she hoped it was over"),
        ("Clara Novak", "“We lost a lot of money.”"),
    ]


def test_what_a_speaker_did_later_is_not_said():
    text = "Clara Novak said the crew had gone home, but later deleted the message."
    assert [content for _, _, content in said(text)] == ["the crew had gone home"]


def test_two_speakers_around_a_semicolon():
    text = "Clara Novak said the firm would pay; a spokesman for the union said it was too late."
    assert [(source, content) for source, _, content in said(text)] == [
        ("Clara Novak", "the firm would pay"),
        ("a spokesman for the union", "it was too late"),
    ]


def test_what_both_deny_is_not_what_is_said_before_a_semicolon():
    text = "Clara Novak met Tom Baker on Monday; both deny having discussed the plan."
    assert [content for _, _, content in said(text)] == ["having discussed the plan"]


def test_a_woman_can_be_chairman():
    doc = annotate(article_of("Acme's chairman, Dame Clara Novak, said it was over."))
    assert list(tables.statements(doc)["source_gender"]) == ["female"]


def test_the_speaker_whose_name_is_cut_by_the_parser_is_found():
    text = "Its spokesperson Dilip More alleged that Home Minister Vasant Patil had lied."
    assert list(tables.statements(annotate(article_of(text)))["source_actor_id"]) == [
        "person:dilip-more"
    ]


def test_a_clause_keeps_the_subject_that_a_parser_takes_for_an_object():
    text = (
        "Halden's public works office said on Friday that six boats had sunk, but added the exact "
        "causes of the leaks and losses remained unclear."
    )
    assert said(text)[1][2] == "the exact causes of the leaks and losses remained unclear"


def test_what_stands_in_brackets_does_not_go_on_after_them():
    text = (
        "A new poll has lower numbers for the plan (40 percent of voters say they want the bridge "
        "to be built), but also shows that most drivers want the council to repair the road."
    )
    assert [source for source, _, _ in said(text)] == ["40 percent of voters", "A new poll"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Another adviser, former envoy to Peru Tom Baker, changed his story to say that it was "
            "late.",
            "person:tom-baker",
        ),
        ("A lawyer, a friend of Clara Novak, said it was late.", None),
        ("A lawyer, an old friend in Peru of Clara Novak, said it was late.", None),
    ],
)
def test_a_name_right_after_the_country_of_an_office_says_who_speaks(text, actor):
    (found,) = tables.statements(annotate(article_of(text)))["source_actor_id"]
    assert found == actor if actor else pd.isna(found)


def test_the_subject_that_a_parser_joins_to_the_verb_before():
    text = "The bank froze our loan in the second year, and the Homes Minister, Tom Baker, "
    text += "never once answered my letters."
    table = tables.statements(annotate(article_of(text)))
    assert list(table["source_actor_id"]) == ["person:tom-baker"]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Clara Novak said it was late and criticised Tom Baker.", ["it was late", "Tom Baker"]),
        ("Leader Tom Baker said he was disappointed and accused Clara Novak of lying to members.",
         ["he was disappointed", "lying to members"]),
        ("Clara Novak said the plan was flawed and thanked Tom Baker.",
         ["the plan was flawed", "Tom Baker"]),
        ("Clara Novak said the tide rose and threatened homes.",
         ["the tide rose and threatened homes"]),
        ("Clara Novak said Tom Baker was late and criticised her.",
         ["Tom Baker was late and criticised her"]),
        ("She said he was late and criticised Tom Baker.",
         ["he was late and criticised Tom Baker"]),
        ("Clara Novak told reporters on a call that December had been brutal.",
         ["that December had been brutal"]),
        ("Tom Baker told voters at a meeting that the port would close.",
         ["that the port would close"]),
        ("Tom Baker, reviewing the book in May, accused the author of loving her footnotes.",
         ["loving her footnotes"]),
        ("Tom Baker would have liked to stay.", ["to stay"]),
        ("Clara Novak alleged that they were paid to sign, a claim which the bank dismissed.",
         ["that they were paid to sign"]),
        ("Clara Novak said Tom Baker had lied, an allegation he denied.", ["Tom Baker had lied"]),
        ("Clara Novak said they faced a charge, a claim and a fine that hurt.",
         ["they faced a charge, a claim and a fine that hurt"]),
        ("It paid for itself, its defenders say; it did so because Oslo wrote off half the debt.",
         ["It paid for itself"]),
    ],
)  # fmt: skip
def test_a_verb_of_saying_has_the_clauses_that_are_its_own(text, contents):
    assert [content for _, _, content in said(text)] == contents
