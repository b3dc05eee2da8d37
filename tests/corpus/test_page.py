"""The page of a corpus in a real browser: what it shows, where it links, and what it survives."""

import csv
import json
import re

import pytest
from browsers import expect, violations
from conftest import MIXED
from corpus_files import different_words, make_corpus, story
from hostile import HOSTILE

from helpers.corpus.page import packing


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The folder of the story's corpus."""
    return make_corpus(tmp_path_factory.mktemp("story"), story())


@pytest.fixture
def opened(browser):
    """Return a function that opens the page of a corpus and asserts that nothing goes wrong."""
    contexts, trouble = [], []

    def opened(out, *, width=1200, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        own = out.as_uri()
        page.on("console", lambda m: trouble.append(m.text) if m.type != "log" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda r: trouble.append(r.url) if not r.url.startswith((own, "blob:")) else None,
        )
        page.goto(f"{own}/index.html")
        page.wait_for_selector("html.ready")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def look_for(page, words, reported):
    """Search, and wait until the page reports this."""
    page.locator("#query").fill("")
    expect(page.locator("#search-status")).to_have_text("")
    page.locator("#query").fill(words)
    expect(page.locator("#search-status")).to_contain_text(reported)


def count_all(page, words):
    """Wait until the page says that these articles are counted."""
    expect(page.locator("#kept")).to_have_text(words)


def test_the_first_screen_tells_the_slant_and_who_came_in(told, opened):
    page = opened(told)
    said = page.locator(".claims").inner_text()
    assert re.search(r"Mara Lind is friendlier in The Harbour Post .* than in North Star", said)
    assert re.search(r"(Berg Shipping|Norway) gained coverage from \d+ February 2026 on", said)
    for claim in page.locator(".claim").all()[:4]:
        box = claim.bounding_box()
        assert box["y"] + box["height"] < 900


def test_a_finding_leads_to_its_sentences_and_on_to_the_article(told, opened):
    page = opened(told)
    claim = page.locator(".claims li", has_text="friendlier in The Harbour Post")
    claim.locator("button").nth(1).click()
    sentences = page.locator("#reader .sentences-list li")
    expect(page.locator("#reader [role=status]")).to_contain_text(" sentences in ")
    expect(sentences.first).to_contain_text("Mara Lind")
    assert all("North Star" in words for words in sentences.all_inner_texts())
    sentences.first.locator("button").click()
    page.locator("#reader .sentence.here").wait_for()
    expect(page.locator("#reader mark.kind-person").nth(1)).to_be_visible()
    expect(page.locator("#reader .findings")).to_contain_text("Tom Hale met Mara Lind")
    page.locator("#reader-back").click()
    sentences.first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()


def test_filters_recount(told, opened):
    page = opened(told)
    count_all(page, "All 36 articles")
    page.locator("#source").select_option(label="North Star")
    count_all(page, "18 of 36 articles")
    page.locator("#since").fill("2026-02-01")
    page.locator("#since").dispatch_event("change")
    count_all(page, "12 of 36 articles")
    page.locator("#actor").fill("berg shipping")
    page.locator("#actor").press("Enter")
    page.locator("#actor").blur()
    count_all(page, "9 of 36 articles")
    page.locator("#actor").fill("nobody of this name")
    page.locator("#actor").blur()
    expect(page.locator("#actor-unknown")).to_be_visible()
    page.locator("#clear").click()
    count_all(page, "All 36 articles")


def test_search_finds_sentences_with_all_words_and_actors(told, opened):
    page = opened(told)
    look_for(page, "crane docks", "12 sentences")
    look_for(page, "“the docks”", "36 sentences")
    page.locator("#query").fill("mara")
    page.locator("#search-results .chip", has_text="Mara Lind").click()
    expect(page.locator("#actor")).to_have_value("Mara Lind")


def test_search_needs_no_accents_and_talks_have_no_direction(tmp_path, opened):
    texts = ("Norway met Chile in Oslo.", "Chile met Norway.", "Norway sued José Núñez’s bank.")
    records = (
        {"id": f"n{i}", "text": f"{own} {different_words(i)}"} for i, own in enumerate(texts)
    )
    page = opened(make_corpus(tmp_path, records))
    for words, marked in (("nunez's", "Núñez’s"), ("Núñez’s", "Núñez’s"), ("JOSE", "José")):
        look_for(page, words, "1 sentence")
        expect(page.locator("#search-results b")).to_have_text(marked)
    page.locator("#pairs summary").click()
    row = page.locator("#pairs tbody tr", has_text="↔")
    expect(row).to_have_count(1)  # drawn when the browser reports that the part is unfolded
    row.locator("button").click()
    expect(page.locator("#reader")).to_contain_text("2 sentences in 2 articles")


def test_csv_has_the_numbers_and_runs_no_formula(told, opened):
    page = opened(told)
    with page.expect_download() as download:
        page.locator("#quotes .tools button", has_text="CSV").click()
    raw = download.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert {row["source"]: row["women"] for row in rows} == {
        "The Harbour Post": "18", "North Star": "18",
    }  # fmt: skip


def test_every_row_of_numbers_leads_to_its_sentences(told, opened):
    page = opened(told)
    for name in ("time", "tone", "quotes", "speakers", "acts", "pairs"):
        page.locator(f"#{name} summary").click()
        page.locator(f"#{name} td button").first.click()
        page.locator("#reader .sentences-list li").first.wait_for()
        page.locator("#reader-close").click()
        expect(page.locator("#reader")).to_be_hidden()


def test_the_keyboard_moves_the_window_of_the_network(told, opened):
    page = opened(told)
    edges, window = page.locator("#map-wide .edge"), page.locator("#window")
    expect(edges).to_have_count(2)
    window.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#all-time")).not_to_be_checked()
    expect(edges).to_have_count(1)
    page.keyboard.press("End")
    expect(edges).to_have_count(2)
    expect(window).to_have_attribute("aria-valuetext", re.compile("March"))
    edges.first.focus()
    page.keyboard.press("Enter")
    page.locator("#reader .sentences-list li").first.wait_for()


def test_the_keyboard_reaches_everything(told, opened):
    page = opened(told, width=390)
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    out_of_reach = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input, select, summary, textarea')]
        .filter(e => e.tabIndex < 0).map(e => e.outerHTML.slice(0, 99))"""
    )
    assert out_of_reach == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1200)])
def test_nothing_violates_wcag_2_2_aa(told, opened, scheme, width):
    page = opened(told, color_scheme=scheme, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for unfolded in page.locator("#look details").all():
        unfolded.locator("summary").click()
        expect(unfolded.locator("th").first).to_be_visible()
    look_for(page, "docks", "36 sentences")
    page.locator("#search-results li").first.wait_for()
    assert violations(page) == []
    page.locator("#article-list button").first.click()
    page.locator("#reader .article-text").wait_for()
    assert violations(page) == []


def test_without_scripts_the_findings_are_there(told, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{told.as_uri()}/index.html")
    expect(page.locator(".claim").nth(3)).to_be_visible()
    expect(page.locator("#look")).to_be_hidden()


def test_data_beside_the_page_are_read_from_a_folder(tmp_path, opened, monkeypatch):
    monkeypatch.setattr(packing, "INLINE", 1000)
    out = make_corpus(tmp_path, story(4))
    assert len((out / "index.html").read_text()) < 120_000
    assert (out / "page" / "corpus.js").exists()
    page = opened(out)
    look_for(page, "docks", "4 sentences")


def test_an_unfinished_part_is_named(tmp_path, browser, monkeypatch):
    monkeypatch.setattr(packing, "INLINE", 1000)
    out = make_corpus(tmp_path, story(4))
    (out / "page" / "text-0.js").unlink()
    page = browser.new_page()
    page.goto(f"{out.as_uri()}/index.html")
    page.wait_for_selector("html.ready")
    look_for(page, "docks", "text-0.js is missing")
    page.close()


def test_texts_beyond_the_limit_are_left_out_and_reported(tmp_path, opened, monkeypatch):
    monkeypatch.setattr("helpers.corpus.page.MOST", 10)
    page = opened(make_corpus(tmp_path, story(4)))
    reported = "texts of 4 articles are left out"
    expect(page.locator("#trust")).to_contain_text(reported, use_inner_text=True)
    page.locator("#article-list button").first.click()
    expect(page.locator("#reader-body")).to_contain_text("not on this page")


SAME = {"text": "Clara Novak met Tom Baker of Acme Foods in Norway. “We agree,” she said."}


def numbered(n, **fields):
    for i in range(n):
        text = f"{SAME['text']} {different_words(i)}"
        yield {"id": f"n{i}", "text": text, "title": f"Part {i}"} | {
            name: value(i) for name, value in fields.items()
        }


FIRST = "Anna Ben Carl Dora Emil Fay Greta Hans Ida Jon Karl Lena Mona Nils Olga Paul".split()
CROWD = [f"{one} {two}" for one, two in zip(FIRST, reversed(FIRST), strict=True)]
ODD = {
    "one article": [SAME],
    "no dates": list(numbered(8, source=lambda i: f"s{i % 2}")),
    "one source": list(numbered(8, source=lambda i: "A", date=lambda i: f"2026-03-0{i + 1}")),
    "many sources": list(numbered(60, source=lambda i: f"The Evening Newspaper of Town {i}")),
    "two centuries": list(
        numbered(8, date=lambda i: f"{[1851, 1900, 1969, 2099][i % 4]}-05-0{i + 1}")
    ),
    "a crowd": [{"text": f"{', '.join(CROWD)} and Tom Baker met in Oslo. " * 2}],
    "nobody": [{"text": "It rained all day. Nobody minded."}],
    "hostile": [
        *({"text": f"{words} Clara Novak met Norway.", "title": words, "source": words,
           "url": "javascript:alert(1)"} for words in HOSTILE.values() if len(words) < 500),
        {"text": MIXED, "title": "</script><script>window.hacked=1</script>", "source": "=1+1"},
    ],
}  # fmt: skip


CUT_OFF = """[...document.querySelectorAll('svg.drawn text')].filter((text) => {
    const box = text.getBBox();
    return box.x < -1 || box.x + box.width > text.ownerSVGElement.viewBox.baseVal.width + 1;
}).map((text) => text.textContent)"""


@pytest.mark.parametrize("name", ODD)
def test_any_corpus_has_a_page_without_errors(tmp_path, opened, name):
    page = opened(make_corpus(tmp_path, ODD[name]), width=390)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".claim").first).to_be_visible()
    assert page.evaluate(CUT_OFF) == []
    page.locator("#article-list button").first.click()
    page.locator("#reader .article-text").wait_for()
    assert page.evaluate("window.hacked") is None


def test_copies_count_once_and_say_who_ran_them(tmp_path, opened):
    page = opened(make_corpus(tmp_path, [{**SAME, "source": f"Paper {i}"} for i in range(6)]))
    expect(page.locator("h1")).to_have_text("1 article from 1 source")
    expect(page.locator(".facts").first).to_contain_text("5 copies counted once")
    expect(page.locator("#article-list")).to_contain_text("ran in 6 papers")


def test_rejected_and_missing_articles_are_reported(tmp_path, opened):
    records = [*numbered(4), {"id": "x", "text": ""}, {"id": "y", "text": " "}]
    page = opened(make_corpus(tmp_path, records, n_records=10))
    expect(page.locator(".warning:visible")).to_contain_text("6 of 10 records are in this page")
    expect(page.locator("#trust table")).to_contain_text("has no text", use_inner_text=True)


def test_a_doubtful_join_becomes_a_line_of_corrections(tmp_path, opened):
    company = "Tom Baker of Acme Foods and Ida Olsen were there."
    page = opened(make_corpus(tmp_path, [
        {"id": "a", "text": f"Clara Novak spoke. {company}", "title": "One"},
        {"id": "b", "text": f"Ms. Novak left the hall at noon. {company}", "title": "Two"},
    ]))  # fmt: skip
    row, lines = page.locator("[data-join]", has_text="Novak").first, page.locator("#join-lines")
    expect(row.locator("td").first).to_have_text("Clara Novak")
    row.locator("select").select_option("same")
    expect(lines).to_have_value("b,alias,Novak,Clara Novak")
    row.locator("select").select_option("different")
    row.locator("input").fill("Novak, Ann")
    expect(lines).to_have_value('b,alias,Novak,"Novak, Ann"')
    assert violations(page) == []


def test_the_data_of_a_page_are_not_markup(told):
    html = (told / "index.html").read_text(encoding="utf-8")
    data = re.findall(r'<script type="text/plain"[^>]*>([^<]*)</script>', html)
    assert len(data) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9+/=]+", text) for text in data)
    assert json.loads(json.dumps(data[0]))
