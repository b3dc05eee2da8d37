"""Reports in a real browser: nothing runs that should not, and what should does."""

import csv
import re

import pytest
from browsers import expect, violations
from conftest import BUNDLED

REPORTS = [path.stem for path in BUNDLED]


@pytest.mark.parametrize("name", [*REPORTS, "hostile", "every-trick", "nobody", "word"])
@pytest.mark.parametrize("width", [360, 1600])
def test_a_report_is_quiet_and_never_wider_than_the_screen(open_page, name, width):
    page = open_page(name, width=width)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [
        *((name, "light", 360) for name in [*REPORTS, "index.html"]),
        *((name, "dark", 1200) for name in [*REPORTS, "index.html"]),
        ("every-trick", "light", 1200),
    ],
)
def test_nothing_violates_wcag_2_2_aa(open_page, name, scheme, width):
    assert violations(open_page(name, width=width, color_scheme=scheme)) == []


def test_pointing_at_an_actor_lights_up_all_its_mentions_and_shows_its_card(open_page):
    page = open_page()
    pronoun = page.locator(".article-text .mention", has_text=re.compile("^his$")).first
    actor = pronoun.get_attribute("data-actors")
    pronoun.hover()
    n = page.locator(f'.article-text .mention[data-actors~="{actor}"]').count()
    assert n > 2
    expect(page.locator(".article-text .mention.on")).to_have_count(n)
    name = page.locator(f'[id="actor-{actor}"] h3').inner_text()
    expect(page.locator("#panel .name")).to_have_text(name)
    expect(page.locator("#panel-why")).to_contain_text("pronoun")
    page.mouse.move(0, 0)
    expect(page.locator(".mention.on")).to_have_count(0)


def test_the_keyboard_does_the_same_and_escape_ends_it(open_page):
    page = open_page()
    first = page.locator(".article-text .mention").first
    first.focus()
    name = page.locator(f'[id="{first.get_attribute("href")[1:]}"] h3').inner_text()
    expect(page.locator("#panel .name")).to_have_text(name)
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_have_class(re.compile("pinned"))
    page.keyboard.press("Tab")
    expect(first).not_to_be_focused()
    expect(page.locator("#panel .name")).to_have_text(name)
    page.keyboard.press("Escape")
    expect(page.locator(".mention.on")).to_have_count(0)
    expect(first).to_be_focused()


def test_pointing_at_a_mark_of_the_map_keeps_its_neighbours_bright_and_its_card_in_view(open_page):
    page = open_page()
    node = page.locator("svg.map.wide .node").first
    actor = node.get_attribute("data-actors")
    node.hover()
    lines = page.locator(f'svg.map.wide .edge:visible[data-ends~="{actor}"]')
    ends = {end for line in lines.all() for end in line.get_attribute("data-ends").split()}
    near = page.locator("svg.map.wide .node.near")
    expect(near).to_have_count(len(ends))
    assert {mark.get_attribute("data-actors") for mark in near.all()} == ends
    assert 1 < len(ends) < page.locator("svg.map.wide .node").count()
    faint = page.locator("svg.map.wide .node:not(.near)").first
    expect(faint).to_have_css("opacity", re.compile(r"^0\.\d+$"))
    expect(near.first).to_have_css("opacity", "1")
    expect(page.locator("#panel .card")).to_be_visible()
    box = page.locator("#panel").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
    assert box["x"] + box["width"] <= page.locator("svg.map.wide").bounding_box()["x"]


def test_a_button_shows_all_lines_of_the_map(open_page):
    page = open_page()
    shown = page.locator("svg.map.wide .edge:visible")
    n, n_in_all = shown.count(), page.locator("svg.map.wide .edge").count()
    assert n < n_in_all
    page.locator("#all-lines").click()
    expect(shown).to_have_count(n_in_all)
    page.locator("#all-lines").click()
    expect(shown).to_have_count(n)


def test_by_keyboard_the_sentences_of_a_finding_are_walked_through(open_page):
    page = open_page()
    claim = page.locator("a[data-sentences*=' ']:visible").first
    ids = claim.get_attribute("data-sentences").split()
    claim.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#sentence-{ids[1]}.here")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"#sentence-{ids[-1]}.here")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("#evidence :focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#evidence")).to_be_hidden()
    expect(page.locator(".sentence.here")).to_have_count(0)
    expect(claim).to_be_focused()


def test_a_strip_of_tone_leads_to_the_sentence_under_the_pointer(open_page):
    page = open_page()
    strip = page.locator(".strip svg").first
    judged = strip.get_attribute("data-strip").split()
    box = strip.bounding_box()
    strip.click(position={"x": box["width"] - 2, "y": 10})
    expect(page.locator(f"#sentence-{judged[-1]}.here")).to_have_count(1)


def test_a_place_where_two_are_meant_shows_both(open_page):
    page = open_page()
    page.locator(".article-text .mention[data-actors*=' ']").first.hover()
    expect(page.locator("#panel .card")).to_have_count(2)


def test_tapping_on_a_telephone_opens_the_card(open_page):
    page = open_page(width=360, has_touch=True)
    page.locator(".article-text .mention").first.tap()
    expect(page.locator("#panel .name")).to_be_visible()
    page.locator("#panel-close").tap()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_line_of_the_map_leads_to_its_sentences_and_back(open_page):
    page = open_page()
    claim = page.locator(".map a[data-sentences*=' ']:visible").first
    ids = claim.get_attribute("data-sentences").split()
    claim.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sentence.proof")).to_have_count(len(ids))
    expect(page.locator(f"#sentence-{ids[0]}.here")).to_have_count(1)
    said = re.compile(f" 1 of {len(ids)}$")
    expect(page.locator("#evidence [role=status]")).to_have_text(said)
    page.locator("#evidence .next").click()
    expect(page.locator(f"#sentence-{ids[1]}.here")).to_have_count(1)
    page.locator("#evidence .back").click()
    expect(page.locator(".sentence.proof")).to_have_count(0)
    expect(claim).to_be_focused()


def test_a_finding_leads_to_its_sentences_and_back(open_page):
    page = open_page()
    claim = page.locator(".claim").first
    ids = claim.get_attribute("data-sentences").split()
    claim.click()
    expect(page.locator(".sentence.proof")).to_have_count(len(ids))
    expect(page.locator(f"#sentence-{ids[0]}.here")).to_have_count(1)
    page.locator("#evidence .back").click()
    expect(page.locator(".sentence.proof")).to_have_count(0)
    expect(claim).to_be_focused()


def test_the_back_button_ends_the_evidence(open_page):
    page = open_page()
    page.locator("#actors .card a").first.click()
    expect(page.locator("#evidence")).to_be_visible()
    page.go_back()
    expect(page.locator("#evidence")).to_be_hidden()


def test_a_line_of_the_map_leads_to_its_sentences(open_page):
    page = open_page()
    line = page.locator("svg.map.wide .edge").first
    ids = line.get_attribute("data-sentences").split()
    line.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sentence.proof")).to_have_count(len(ids))


def test_a_sentence_says_where_it_is_used(open_page):
    page = open_page()
    page.locator("#sentence-1 .n").click()
    expect(page.locator("#uses-1 a[href^='#finding-']").first).to_be_visible()
    expect(page.locator("#uses-1 a[href^='#actor-']").first).to_be_visible()


def test_tables_filter_sort_and_copy(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    tools = page.locator(".chapter .tools:has(input)").first
    rows = page.locator(".chapter .tools:has(input) + .table").first.locator("tbody tr")
    n, word = rows.count(), rows.nth(2).inner_text().split()[0]
    tools.locator("input").fill(word)
    status = tools.locator("[role=status]")
    expect(status).to_have_text(re.compile(f"^[1-9]\\d* of {n} rows$"))
    shown = [rows.nth(i).is_visible() for i in range(n)]
    assert sum(shown) > 0
    assert all(word.lower() in rows.nth(i).inner_text().lower() for i in range(n) if shown[i])
    tools.locator("input").fill("no such words")
    expect(status).to_have_text(f"0 of {n} rows")
    assert not any(rows.nth(i).is_visible() for i in range(n))
    tools.locator("input").fill("")

    table = page.locator(".chapter .tools:has(input) + .table", has=page.locator("th.number")).first
    heading = table.locator("thead th.number").last
    column = heading.evaluate("e => e.cellIndex")
    heading.locator("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    cells = table.locator("tbody tr").evaluate_all(
        "(rows, i) => rows.map(r => parseFloat(r.cells[i].textContent.replaceAll(',', '')))",
        column,
    )
    assert cells == sorted(cells, reverse=True)

    tools.locator("button", has_text="Copy").click()
    expect(status).to_contain_text("copied")


def test_every_table_is_saved_as_csv_with_all_its_sentence_numbers(open_page):
    page = open_page()
    tables = page.locator(".table:has(tbody tr)")
    saving = page.locator(".tools button", has_text="Download CSV")
    expect(saving).to_have_count(tables.count())
    table = page.locator(".chapter .table:has(details.more)").first
    with page.expect_download() as saved:
        table.evaluate(
            "e => [...e.previousElementSibling.querySelectorAll('button')].at(-1).click()"
        )
    assert re.fullmatch(r"table-\d\.\d+\.csv", saved.value.suggested_filename)
    with open(saved.value.path(), encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    assert len(rows) == table.locator("tbody tr").count()
    folded = table.locator("tr:has(details.more)").first
    ids = folded.locator("[data-sentences]").first.get_attribute("data-sentences")
    row = rows[folded.evaluate("e => e.sectionRowIndex")]
    assert ids.replace(" ", ", ") in row
    assert "more" not in ",".join(row)
    assert len(heading) == len(row)


def test_on_a_telephone_findings_come_first_and_wide_charts_say_that_they_scroll(open_page):
    page = open_page(width=390)
    claim, pictures = page.locator(".claim").first, page.locator(".network")
    assert claim.bounding_box()["y"] < pictures.bounding_box()["y"]
    chart = page.locator("figure.chart").first
    hint = "e => getComputedStyle(e, '::before').content"
    assert "scroll" in chart.evaluate(hint)
    assert open_page(width=1200).locator("figure.chart").first.evaluate(hint) == "none"


def test_the_contents_name_the_sections_of_a_chapter(open_page):
    page = open_page()
    links = page.locator("#chapters .contents ol a")
    assert links.count() > 10
    page.locator(".chapter").nth(1).locator("h4").nth(1).scroll_into_view_if_needed()
    current = page.locator("#chapters .contents > li.current")
    expect(current).to_have_count(1)
    expect(current.locator("ol").first).to_be_visible()


def test_the_keyboard_reaches_everything(open_page):
    page = open_page(width=360)
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    out_of_reach = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input, summary')]
        .filter(e => e.tabIndex < 0).map(e => e.outerHTML.slice(0, 99))"""
    )
    assert out_of_reach == []
    unreachable_areas = page.evaluate(
        """[...document.querySelectorAll('body *')].filter(e => {
            const style = getComputedStyle(e);
            return /auto|scroll/.test(style.overflowX + style.overflowY)
                && e.getClientRects().length
                && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
                && e.tabIndex < 0;
        }).map(e => e.outerHTML.slice(0, 99))"""
    )
    assert unreachable_areas == []


def test_without_scripts_all_is_there_and_linked(open_page):
    page = open_page(java_script_enabled=False)
    expect(page.locator(".article-text")).to_be_visible()
    expect(page.locator("#actors .card").first).to_be_visible()
    expect(page.locator("#panel")).to_be_hidden()
    page.locator(".article-text .mention").first.click()
    expect(page).to_have_url(re.compile("#actor-"))


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_shows_headline_and_findings(open_page, width, scheme, tmp_path):
    page = open_page(width=width, color_scheme=scheme)
    picture = tmp_path / "page.png"
    page.screenshot(path=picture)
    assert int.from_bytes(picture.read_bytes()[16:20]) == width
    for selector in ("h1", ".facts", ".claim >> nth=0"):
        box = page.locator(selector).bounding_box()
        assert box["y"] + box["height"] < 900
    if width > 1000:
        assert page.locator(".network svg.wide").bounding_box()["y"] < 500
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", dark)[:3])) < 200) == (scheme == "dark")


def test_charts_are_dark_in_the_dark(open_page):
    charts = open_page(color_scheme="dark").locator("figure.chart svg")
    assert "invert" in charts.first.evaluate("e => getComputedStyle(e).filter")
