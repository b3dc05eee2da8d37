"""Who speaks where a label, initials, a signature or a question says so."""

import pytest
from conftest import article_of
from statement_table import said

from helpers import tables
from helpers.annotation.pipeline import annotate


def test_a_label_after_a_signed_quotation_names_the_next_speaker():
    text = "“We lost the vote.” – Clara Novak\n\nAnd from Tom Baker:\n\n“We won the vote.”"
    assert [source for source, _, _ in said(text)] == ["Clara Novak", "Tom Baker"]


def test_an_interviews_answers_are_the_guests():
    text = (
        "Interview\n\nMinister Clara Novak spoke on Monday.\n\nQ: Were you warned?\n\n"
        "A: Yes. I called the ministry.\n\nIt did not answer.\n\nQ: Why?\n\nA: I do not know.\n\n"
        "The interview was edited for length."
    )
    table = tables.statements(annotate(article_of(text)))
    assert table["source"].tolist() == ["Q", "A", "Q", "A"]
    answers = table[table["source"] == "A"]
    assert set(answers["source_actor_id"]) == {"person:clara-novak"}
    assert table["source_actor_id"].isna().sum() == 2
    assert answers["content"].tolist() == [
        "Yes. I called the ministry … It did not answer", "I do not know"
    ]  # fmt: skip
    assert set(table["kind"]) == {"direct"}


def test_initials_mean_the_only_actor_with_them():
    text = (
        "Clara Novak met Tom Baker.\n\nTB: Were you warned?\n\nCN: No.\n\nTB: Why?\n\nCN: Ask Oslo."
    )
    table = tables.statements(annotate(article_of(text)))
    assert table["source_actor_id"].tolist() == ["person:tom-baker", "person:clara-novak"] * 2


def test_answers_without_labels_are_the_guests_where_there_is_only_one():
    asked = (
        "Were you warned?\n\nI called the ministry.\n\nDid you wait?\n\nI waited for hours.\n\n"
        "What will you do now?\n\nI will resign.\n\nThe storm killed twelve people."
    )
    alone = said(f"‘We waited’\n\nClara Novak runs the coast guard.\n\n{asked}")
    answers = [content for source, _, content in alone if source == "Clara Novak"]
    assert answers == ["I called the ministry", "I waited for hours", "I will resign"]
    two = said(f"‘We waited’\n\nClara Novak and Tom Baker run the coast guard.\n\n{asked}")
    assert not any(source == "Clara Novak" for source, _, _ in two)


INTERVIEW = "\n\n".join(
    ["You were warned. Did you act?", "I called the ministry.",
     "And the bridge? The press called it a fiasco.", "I paid for it.",
     "You had threats.", "Of course we had.", "Do you sleep?", "I sleep well.",
     "Will you rest?", "I will resign."]
)  # fmt: skip


@pytest.mark.parametrize(
    "introduction",
    [
        "Clara Novak ran the port. She spoke to Tom Baker about storms.",
        "Clara Novak ran the port. Tom Baker asked her about storms.",
    ],
)
def test_who_asks_is_not_the_guest(introduction):
    answers = [text for who, cue, text in said(f"{introduction}\n\n{INTERVIEW}") if cue is None]
    assert answers == [
        "I called the ministry", "I paid for it", "Of course we had", "I sleep well",
        "I will resign",
    ]  # fmt: skip


def test_of_two_who_talk_either_may_ask():
    every = said(f"Clara Novak talks to Tom Baker about storms.\n\n{INTERVIEW}")
    assert not any(cue is None for _, cue, _ in every)


@pytest.mark.parametrize(
    "text",
    [
        "The board met.\n\nQ: What is it?\n\nNovak left.",
        "Clara Novak met Tom Baker.\n\nQ: Who won?\n\nA: Nobody won.",
        "Plan A: It rained.\n\nPlan B: It snowed.",
        "EU: it rained.\n\nIt snowed.",
    ],
)
def test_labels_that_nobody_is_known_for_stay_open(text):
    table = tables.statements(annotate(article_of(text)))
    assert not table["source_actor_id"].astype("object").isin(
        ["person:clara-novak", "person:tom-baker"]
    ).any()  # fmt: skip


@pytest.mark.parametrize(
    "signature",
    ["Clara Novak, minister of trade", "Minister Clara Novak", "Clara Novak (@novak) May 2, 2026"],
)
@pytest.mark.parametrize("between", [" — ", "\n\n— ", " – "])
def test_a_signature_after_a_dash_says_who_speaks(signature, between):
    ((source, _, content),) = said(f"“We lost the vote.”{between}{signature}")
    assert source in {"Clara Novak", "Minister Clara Novak"}
    assert content == "“We lost the vote.”"


@pytest.mark.parametrize(
    "text",
    ["“We lost” — a line that everybody knows", "“We lost” — Oslo, where it rained, is far."],
)
def test_not_every_dash_signs(text):
    assert said(text) == []


def test_a_heading_about_somebody_is_not_a_label():
    text = "The candidates\n\nTom Baker: A plan. Tom Baker wants to tax land.\n\nIt rained."
    assert not any(cue == ":" for _, cue, _ in said(text))


def test_a_question_without_a_verb_has_a_label_if_others_have():
    text = (
        "Clara Novak talked to Tom Baker.\n\nBaker: Who was the best mayor?\n\nNovak: It was my "
        "aunt.\n\nBaker: And the worst?\n\nNovak: I do not say that."
    )
    assert ("Baker", ":", "And the worst?") in said(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Clara Novak issued a statement on the plant. “I will fight it.”", "Clara Novak"),
        ("The union released a note on Monday. “We won.”", "The union"),
        ("The court published a letter on Friday. “I hate him,” it begins.", "it"),
        ("Clara Novak issued a fine on Monday. “I will pay it.”", None),
        ("The ministry did not issue a statement. “We knew nothing.”", None),
    ],
)
def test_a_quotation_after_words_that_somebody_issued_is_of_them(text, source):
    sources = [found for found, _, content in said(text) if content[0] == "“"]
    assert sources == ([source] if source else [])
