"""What is not part of the article is removed from its text, and kept with the reason."""

import pytest
from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate
from helpers.reading.articles import article_from_text, read_article, write_article
from helpers.reading.cleaning import Removed, clean
from helpers.reading.plain_text import decoded


def test_what_was_removed_lies_on_the_doc_and_survives_writing(tmp_path):
    article = article_of("The ferry sails again.", "ferry")
    article = type(article)(**{**vars(article), "removed": (Removed(1, "Read more", "link"),)})
    write_article(article, tmp_path / "copy.txt")
    assert read_article(tmp_path / "copy.txt").removed == article.removed
    assert tables.removed(annotate(article)).to_dict("records") == [
        {"doc_id": "ferry", "paragraph": 1, "text": "Read more", "reason": "link"}
    ]


PARAGRAPHS = (
    "The ferry to Brenholm will sail again on Friday, the harbour master said, after the engines "
    "had been mended by the engineers of the yard.",
    "She thanked the crew for the work that they had done through the night, and the people of the "
    "island for their patience.",
)

STORY = "The ferry sails again on Friday, the mayor of Brenholm said."


@pytest.mark.parametrize(
    ("line", "known"),
    [
        (
            "BRENHOLM, March 3, 2026 (Reuters) - ",
            {"place": "Brenholm", "agency": "Reuters", "date": "2026-03-03"},
        ),
        ("BRENHOLM, Tuesday, 3 March 2026 (dpa) — ", {"place": "Brenholm", "date": "2026-03-03"}),
        ("PORT ASHBY, Ore. — ", {"place": "Port Ashby, Ore."}),
        ("NEW DELHI: ", {"place": "New Delhi"}),
        ("BRENHOLM, Maine – March 3, 2026 – ", {"place": "Brenholm, Maine", "date": "2026-03-03"}),
        ("BRENHOLM--(BUSINESS WIRE)--", {"place": "Brenholm", "agency": "BUSINESS WIRE"}),
        ("BRENHOLM (Isle Wire) — ", {"place": "Brenholm", "agency": "Isle Wire"}),
        ("Kuala Lumpur, 4 Nov (Bernama) — ", {"place": "Kuala Lumpur", "agency": "Bernama"}),
    ],
)
def test_a_dateline_is_metadata(line, known):
    cleaned = clean(line + STORY, {"title": "Ferry"})
    assert cleaned.text == STORY
    assert known.items() <= cleaned.metadata.items()


@pytest.mark.parametrize("line", ["ARNESCO (NYSE: ARN) — ", "Brenholm (the port) — "])
def test_other_words_in_brackets_are_no_agency(line):
    assert clean(line + STORY, {"title": "Ferry"}).text == line + STORY


def test_a_dateline_below_the_headline_and_in_a_digest_is_removed():
    text = f"Ferry sails.\n\nBRENHOLM (AP) — {STORY}\n\nParis (AFP) - {STORY}"
    cleaned = clean(text, {"title": "Ferry"})
    assert cleaned.text == f"Ferry sails.\n\n{STORY}\n\n{STORY}"
    assert (cleaned.metadata["place"], cleaned.metadata["agency"]) == ("Brenholm", "AP")


def test_the_datelines_of_a_round_up_are_removed():
    text = f"Ferry sails.\n\nATHENS - {STORY}\n\nLima is wet.\n\nSEOUL – {STORY}"
    cleaned = clean(text, {"title": "Ferry"})
    assert cleaned.text == f"Ferry sails.\n\n{STORY}\n\nLima is wet.\n\n{STORY}"


def test_a_signature_behind_a_link_tells_the_agencies():
    cleaned = clean(f"{STORY} Read more: Minister quits pier tj/sms (AFP, dpa)", {"title": "Ferry"})
    assert (cleaned.text, cleaned.metadata["agency"]) == (STORY, "AFP, dpa")


def test_an_author_who_tells_in_the_lead_whose_article_it_is():
    for site in ("DW's ", "The Pier Post’s ", ""):
        lead = f"The harbour law is a mistake, writes {site}Ann Lee."
        cleaned = clean(f"{lead}\n\n{STORY} Author: Ann Lee Editor: Bo Poe", {"title": "Ferry"})
        assert cleaned.text == f"The harbour law is a mistake.\n\n{STORY}"
    other = f"The law is a mistake, argues Owen Tarr.\n\n{STORY}"
    assert clean(other, {"title": "Ferry", "author": "Ann Lee"}).text == other


@pytest.mark.parametrize(
    ("above", "date"),
    [
        ("March 11, 2026", "2026-03-11"),
        ("Wednesday, March 11, 2026", "2026-03-11"),
        ("Published: 11 March 2026, 8:00 a.m.", "2026-03-11"),
        ("2026-03-11", "2026-03-11"),
        ("By ANN LEE | March 11, 2026 at 8:00 a.m. EDT", "2026-03-11"),
        ("Last updated: 11 March 2026", None),
    ],
)
def test_a_stamp_above_the_text_gives_the_date(above, date):
    cleaned = clean(f"{above}\n\n{STORY}\n\n{PARAGRAPHS[0]}", {"title": "Ferry"})
    assert cleaned.text == f"{STORY}\n\n{PARAGRAPHS[0]}"
    assert cleaned.metadata.get("date") == date


@pytest.mark.parametrize(
    ("above", "known"),
    [
        ("BY ANN LEE AND BO POE", {"author": "Ann Lee, Bo Poe"}),
        ("By Ann Lee\n\nReporting from Brenholm\n\nMarch 11, 2026",
         {"author": "Ann Lee", "date": "2026-03-11"}),
        ("March 11, 2026 8:00 AM GMT+1 Updated an hour ago", {"date": "2026-03-11"}),
        ("By Ann Lee\n\nLocal Democracy Reporter", {"author": "Ann Lee"}),
        ("Editor's note: This article contains language that may offend.", {}),
        ("PTI\n\nNew Delhi: ", {"agency": "PTI", "place": "New Delhi"}),
    ],
)  # fmt: skip
def test_lines_above_the_text_are_metadata(above, known):
    gap = "" if above.endswith(": ") else "\n\n"
    cleaned = clean(f"{above}{gap}{STORY}\n\n{PARAGRAPHS[0]}", {"title": "Ferry"})
    assert cleaned.text == f"{STORY}\n\n{PARAGRAPHS[0]}"
    assert known.items() <= cleaned.metadata.items()


def test_who_is_quoted_in_the_last_paragraph_stays():
    text = f"{STORY}\n\n{PARAGRAPHS[0]}\n\n“We are ready.”\n\n— Nora Lind"
    assert clean(text, {"title": "Ferry"}).text == text


def test_a_label_before_a_dash_is_not_a_place():
    assert "place" not in clean(f"KINO - {STORY}", {"title": "Ferry"}).metadata
    there = clean(f"OSTERVIK - {STORY}\n\nThe crew waits in Ostervik.", {"title": "Ferry"})
    assert there.metadata["place"] == "Ostervik"


@pytest.mark.parametrize(
    "text",
    [
        f"PIER POST: Were you warned? {STORY}",
        f"Paris — not London — sends a ferry. {STORY}",
        f"Reuters said on Monday that it had bought the ferry. {STORY}",
        f"{STORY}\n\nHe contributed to the crisis in the harbour, the mayor said.",
    ],
)
def test_the_article_keeps_its_own_words(text):
    assert clean(text, {"title": "Ferry"}) == (text, {"title": "Ferry"}, ())


@pytest.mark.parametrize(
    "ending",
    [
        " abc/de (AFP, Reuters)",
        " Ann Lee contributed to this report.",
        " This interview was conducted by Ann Lee.",
        " Author: Nora Lind (AFP) Editor: Owen Tarr",
        "\n\n(Reporting by Nora Lind; Editing by Owen Tarr)",
        "\n\nSign up for our newsletter and never miss a ferry.",
        "\n\nRead more: Mayor attacks harbour master",
        "\n\nCorrection: An earlier version of this article said that Mr Lind had drowned.",
        "\n\n© 2026 The Pier Post. All rights reserved.",
    ],
)
def test_credits_and_appeals_go_and_are_kept_as_removed(ending):
    cleaned = clean(STORY + ending, {"title": "Ferry"})
    assert cleaned.text == STORY
    assert [piece.text for piece in cleaned.removed] == [ending.strip()]
    assert clean(cleaned.text, cleaned.metadata).removed == ()


def test_repetitions_are_removed_once():
    whole = "\n\n".join(PARAGRAPHS)
    for twice in (f"{whole}\n\n{whole}", f"{whole}\n\nIt rained.\n\n{PARAGRAPHS[0]}"):
        cleaned = clean(twice, {"title": "Ferry"})
        assert all(cleaned.text.count(paragraph) == 1 for paragraph in PARAGRAPHS)
        assert {piece.reason for piece in cleaned.removed} == {"repeated paragraph"}


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(PARAGRAPHS * 3),  # a refrain
        "\n\n".join(  # the lines of a list
            ["Monday", "2 cups oats, 1 cup milk, 2 eggs, 1 tsp. salt, 3 oz. cheese (or 2 oz. ham), "
             "1 apple, 1 cup tea, 2 oz. nuts, 1 pear", "Tuesday", "1 egg", "Wednesday",
             "2 cups oats, 1 cup milk, 2 eggs, 1 tsp. salt, 3 oz. cheese (or 2 oz. ham), "
             "1 apple, 1 cup tea, 2 oz. nuts, 1 pear"]
        ),
        f"{STORY}\n\n“We are ready,” she said.\n\nIt rained.\n\n“We are ready,” she said.",
        "\n\n".join([*[STORY] * 3, "Tickets", "www.ferry.example", *["Adults: 20"] * 4]),
    ],
    ids=["refrain", "list", "short", "address for tickets"],
)  # fmt: skip
def test_what_comes_again_on_purpose_stays(text):
    assert clean(text, {"title": "Ferry"}).removed == ()


def test_characters_that_are_not_known_yet_are_text_and_control_characters_are_not():
    text = "Clara Novak met Tom Baker. " + 5 * "\ud7fc"
    assert decoded(text.encode()) == text
    assert decoded(text.encode().replace("\ud7fc".encode(), b"\x01")) is None


def test_a_correction_above_related_links_goes():
    ending = "Correction: An earlier version said that Mr Lind had drowned. He has not."
    links = "\n\n".join(["Related stories", *(f"Mayor of town {n} opens pier" for n in range(6))])
    assert clean(f"{STORY}\n\n{ending}\n\n{links}", {"title": "Ferry"}).text == STORY


def test_what_a_press_release_says_about_its_company_goes():
    portrait = "About Pier Robotics\n\nPier Robotics builds cranes for 30 countries."
    outlook = "Forward-Looking Statements\n\nThis release contains forward-looking statements."
    contact = "Media Contact:\n\nAnn Lee\n\n(207) 555-0188"
    text = "\n\n".join([STORY, PARAGRAPHS[0], portrait, outlook, contact])
    assert clean(text, {"title": "Ferry"}).text == f"{STORY}\n\n{PARAGRAPHS[0]}"


def test_two_portraits_and_their_notice_go():
    portraits = "About Pier\n\nPier builds cranes.\n\nAbout Quay\n\nQuay buys cranes."
    text = "\n\n".join([STORY, PARAGRAPHS[0], portraits])
    assert clean(text, {"title": "Ferry"}).text == f"{STORY}\n\n{PARAGRAPHS[0]}"


def test_a_heading_about_something_else_stays():
    text = f"{STORY}\n\nAbout Time\n\nThe ferry had waited for a year, the mayor said."
    assert clean(text, {"title": "Ferry"}).text == text


def test_headings_of_a_live_blog_lose_their_time_but_sentences_keep_it():
    headings = [f"{h}:05 Ferry {h} cancelled" for h in (10, 11, 12)]
    told = "13:10 The ferry sails again, the mayor says."
    text = "\n\n".join([STORY, *headings, told])
    cleaned = clean(text, {"title": "Ferry"}).text
    assert cleaned.split("\n\n") == [STORY, *(f"Ferry {h} cancelled" for h in (10, 11, 12)), told]


def test_the_headline_of_a_press_release_is_below_its_label():
    article = article_from_text(f"FOR IMMEDIATE RELEASE\n\nNew Ferry\n\n{STORY}", {})
    assert (article.title, article.text) == ("New Ferry", STORY)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("The ferry , he said , sails .", "The ferry, he said, sails."),
        ("She said : ‘No one was told .’", "She said: ‘No one was told.’"),
        ("Ann Lee ( Pier Party ) said so.", "Ann Lee (Pier Party) said so."),
        ("They waited . . . and waited.", "They waited . . . and waited."),
        ("It cost .5 crowns in section A : B.", "It cost .5 crowns in section A : B."),
    ],
)
def test_spaces_before_stops_go(typed, text):
    assert article_from_text(f"Ferry\n\n{typed}", {}).text == text
