"""Which part of a page is its article: among links, quotations, captions and labels."""

import pytest

from helpers.reading.articles import ArticleError, read_article
from helpers.reading.pages import from_page

STORY = [
    f"The harbour master of pier {n} said that the ferry would sail again on Friday, and thanked "
    f"the {n} engineers of the yard."
    for n in range(6)
]
HEADLINE = "Ferry sails again. Why it matters."


def page_of(body, headline=HEADLINE):
    html = (
        f"<html><head><title>{headline}</title></head><body><article>{body}</article></body></html>"
    )
    return from_page(html)


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize("source", ["[<a href='/x'>The Pier Post</a>]", "— <a>Pier Post</a>"])
def test_who_is_quoted_stays_behind_the_quotation(source):
    quoted = f"<blockquote><p>{STORY[3]}</p></blockquote><p>{source}</p>"
    page = page_of(paragraphs(STORY[:3]) + quoted + paragraphs(STORY[4:]))
    assert "Pier Post" in page.text


def test_a_paragraph_that_is_a_link_is_removed():
    link = "<p><a href='/other'>Minister resigns over pier</a></p>"
    page = page_of(paragraphs(STORY[:3]) + link + paragraphs(STORY[3:]))
    assert page.text.split("\n\n") == STORY
    assert ("Minister resigns over pier", "links") in {(p.text, p.reason) for p in page.removed}


def test_a_headline_that_is_a_sentence_is_removed_with_its_label():
    page = page_of(f"<p>Shipping</p><h1>{HEADLINE}</h1>{paragraphs(STORY)}")
    assert page.text.split("\n\n") == STORY


def test_a_pull_quote_is_removed():
    pulled = f"<div class='pull-quote'><p>{STORY[1]}</p></div>"
    page = page_of(paragraphs(STORY[:3]) + pulled + paragraphs(STORY[3:]))
    assert page.text.split("\n\n") == STORY


TEASER = paragraphs(STORY[:3])


@pytest.mark.parametrize(
    "mark",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry sails", '
        '"isAccessibleForFree": "False"}</script>',
        '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
        "<div class='wall'>Subscribe to continue reading this story.</div>",
        "<p>This article is exclusively for subscribers.</p>",
    ],
)
def test_the_beginning_of_an_article_before_a_paywall_is_refused(write, mark):
    def page(story):
        return f"<html><body><article><h1>Ferry sails</h1>{story}{mark}</article></body></html>"

    with pytest.raises(ArticleError, match="behind a paywall; open it where you are signed in"):
        read_article(write("teaser.html", page(TEASER)))
    whole = read_article(write("whole.html", page(paragraphs(STORY * 3))))
    assert STORY[5] in whole.text


def test_a_short_report_that_a_subscriber_saved_is_read(write):
    known = '{"@type": "NewsArticle", "isAccessibleForFree": false, "wordCount": 66}'
    page = f'<article>{TEASER}</article><script type="application/ld+json">{known}</script>'
    assert read_article(write("short.html", page)).text.split("\n\n") == STORY[:3]


def test_a_short_report_that_is_free_is_read(write):
    page = (
        f"<html><body><p>Already a subscriber? Log in</p><article>{TEASER}</article></body></html>"
    )
    assert read_article(write("short.html", page)).text.split("\n\n") == STORY[:3]


def test_rows_of_tables_and_items_of_lists_are_plain_lines():
    rows = "".join(f"<tr><td>Pier {n}</td><td>{n} boats</td></tr>" for n in range(3))
    body = f"{paragraphs(STORY)}<table>{rows}</table><ul><li>Free for children.</li></ul>"
    lines = page_of(body + paragraphs(STORY[:1])).text.split("\n\n")
    assert [line for line in lines if line not in STORY] == [
        "Pier 0, 0 boats", "Pier 1, 1 boats", "Pier 2, 2 boats", "Free for children.",
    ]  # fmt: skip


@pytest.mark.parametrize("block", ["section", "article", "div class='post'"])
def test_headings_within_the_article_stay(block):
    parts = [f"<{block}><h2>Day {n}</h2><p>{STORY[n]}</p></{block.split()[0]}>" for n in range(6)]
    lines = page_of(f"<div>{''.join(parts)}</div>").text.split("\n\n")
    assert [line for line in lines if line in STORY] == STORY
    assert [f"Day {n}" for n in range(1, 6)] == [x for x in lines if x not in {*STORY, "Day 0"}]


def test_a_headline_below_the_name_of_the_site_is_the_title():
    page = from_page(
        "<html><head><title>The Pier Post: Ferry sails again</title><meta property='og:site_name' "
        "content='The Pier Post'></head><body><h1>The Pier Post</h1><div><h2>Ferry sails again</h2>"
        f"{paragraphs(STORY)}</div></body></html>"
    )
    assert (page.metadata["title"], page.text.split("\n\n")) == ("Ferry sails again", STORY)
