"""Reports on paper, as Chromium prints them."""

from io import BytesIO

import pytest
from conftest import MAIN

A4_INSIDE = 680  # pixels: 180 mm at 96 to the inch


@pytest.mark.parametrize("name", [MAIN, "every-trick"])
def test_it_prints_with_all_chapters_and_nothing_cut(open_page, name):
    from pypdf import PdfReader

    page = open_page(name, width=A4_INSIDE)
    titles = page.locator(".chapter h3:first-child").all_inner_texts()
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert len(titles) >= 5
    for title in [*titles, "The article", "The actors", "How far to trust this"]:
        assert title in text
    pairs = page.locator("#pairs tbody tr")
    if pairs.count():  # folded on the screen, open on paper
        one, _, other = pairs.last.locator("th").text_content().partition(" and ")
        unfolded = text[text.index("of the map, with their sentences") :]
        assert f"{one} and {other}" in unfolded
    assert "Show code" not in text
    page.emulate_media(media="print")
    cut = page.evaluate(
        """width => [...document.querySelectorAll('figure, svg, table, pre.output')]
        .filter(e => e.getClientRects().length && !e.closest('details.code'))
        .filter(e => e.getBoundingClientRect().right > width + 1
            || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
        .map(e => e.outerHTML.slice(0, 99))""",
        A4_INSIDE,
    )
    assert cut == []


def test_on_paper_a_report_is_short_and_breaks_no_word(open_page):
    from pypdf import PdfReader

    page = open_page(width=A4_INSIDE)
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) <= 16
    letters = [len(sheet.extract_text()) for sheet in sheets]
    assert min(letters[:-1]) > 0.25 * sorted(letters)[len(letters) // 2]  # no page is left empty
    page.emulate_media(media="print")
    broken = page.evaluate(
        """() => {
            const found = [], range = document.createRange();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const node = texts.currentNode;
                if (node.parentElement.closest("svg, script, .tight, code")) continue;
                for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
                    range.setStart(node, index);
                    range.setEnd(node, index + word.length);
                    const tops = [...range.getClientRects()].map((r) => Math.round(r.top));
                    if (new Set(tops).size > 1) found.push(word);
                }
            }
            return found;
        }"""
    )
    assert broken == []
