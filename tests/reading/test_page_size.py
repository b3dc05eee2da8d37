"""Pages that are deep, very large, or laid out by tables lose nothing without saying so."""

import pytest

from helpers.reading.page_size import MAX_TEXT
from helpers.reading.pages import TOO_MUCH, from_page

STORY = [
    f"The harbour master of pier {n} said that the ferry would sail again on Friday, and thanked "
    f"the {n} engineers of the yard."
    for n in range(12)
]


def story():
    return "".join(f"<p>{line}</p>" for line in STORY)


def text_of(body):
    return from_page(f"<html><body><h1>Ferry sails</h1>{body}</body></html>").text


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 700 + "".join(f"<p>{line}</p>" for line in STORY) + "</div>" * 700,
        "<span>" * 5000 + "".join(f"<p>{line}</p>" for line in STORY),
        "".join("<font>" * 40 + f"<p>{line}" for line in STORY),
        "<x-box>" * 3000 + "".join(f"<p>{line}</p>" for line in STORY),
        "".join("<div>" * 30 + line for line in STORY),
    ],
    ids=["blocks", "open spans", "open fonts", "own tags", "text in open blocks"],
)
def test_a_page_nested_very_deep_keeps_its_paragraphs(body):
    assert text_of(body).split("\n\n") == STORY


def test_line_breaks_part_paragraphs_on_any_page():
    for lines in (STORY, STORY * 500):
        text = text_of(f"<div>{'<br><br>'.join(lines)}</div>")
        assert text.split("\n\n")[: len(STORY)] == STORY


def test_a_table_that_lays_out_a_page_is_not_a_table():
    columns = "".join(f"<td>{''.join(f'<p>{x}</p>' for x in part)}</td>" for part in (STORY,))
    assert text_of(f"<table><tr>{columns}</tr></table>").split("\n\n") == STORY


def test_marked_words_do_not_make_a_page_too_large():
    words = [f"<p>{' '.join(f'<b>{word}</b>' for word in line.split())}</p>" for line in STORY]
    page = from_page(f"<html><body><article>{''.join(words) * 60}</article></body></html>")
    assert len(page.text.split("\n\n")) == 60 * len(STORY)
    assert TOO_MUCH not in {piece.reason for piece in page.removed}


def test_links_within_sentences_do_not_make_a_page_too_large():
    links = " ".join(f"<a href='/{n}'>pier {n}</a>" for n in range(8))
    paragraphs = "".join(
        f"<p>{line} {links} and day {n}.</p>" for n in range(400) for line in STORY
    )
    page = from_page(f"<html><body><article>{paragraphs}</article></body></html>")
    assert len(page.text.split("\n\n")) == 400 * len(STORY)


def test_nothing_of_a_page_that_is_far_too_large_is_lost_unsaid():
    words = "<b>pier</b> " * 20
    paragraphs = "".join(f"<p>{STORY[0]} {words} Day {n}.</p>" for n in range(5_000))
    page = from_page(f"<html><body><article>{paragraphs}<p>Last.</p></article></body></html>")
    assert page.removed[-1].reason == TOO_MUCH
    assert len(page.text.split("\n\n")) > 4_000


def test_what_is_beyond_the_limit_is_reported():
    paragraphs = "".join(f"<p>{line} It was day {n}.</p>" for n in range(900) for line in STORY)
    page = from_page(f"<html><body><article>{paragraphs}</article></body></html>")
    last = page.removed[-1]
    assert last.reason == TOO_MUCH
    assert last.text.startswith("The harbour master of pier")
    assert last.paragraph == len(page.text.split("\n\n"))


@pytest.mark.parametrize("tag", ["p", "b", "br"])
def test_text_beyond_the_limit_is_reported_and_none_before_it_is_lost(tag):
    words = f"<{tag}>First.</{tag}>" + "The harbour master said so again. " * 45_000
    page = from_page(f"<html><body><article>{story()}{words}<p>Last.</p></article></body></html>")
    assert page.removed[-1].reason == TOO_MUCH
    assert page.removed[-1].text.endswith(" …")
    assert len(page.text) == pytest.approx(MAX_TEXT, rel=0.001)


def test_megabytes_of_white_space_hide_no_article():
    page = from_page(f"<html><body>{' ' * 3_000_000}<article>{story()}</article></body></html>")
    assert page.text.split("\n\n") == STORY
    assert page.removed == ()


def test_a_number_of_words_of_a_thousand_digits_costs_no_article():
    data = '{"isAccessibleForFree": false, "wordCount": "' + "9" * 5_000 + '"}'
    page = from_page(
        f'<html><head><script type="application/ld+json">{data}</script></head><body><article>'
        f"{story()}</article></body></html>"
    )
    assert page.text.split("\n\n") == STORY
