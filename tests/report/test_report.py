"""Reports as a user makes them: the page, the files beside it, and what happens to bad input."""

import json
import re
import shutil
import subprocess
import sys
import time
from html.parser import HTMLParser

import html5lib
import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import ALL, MEETING, call

from helpers.reading.chosen_article import PROJECT, article_notebooks
from helpers.reading.corrections import FILE_VARIABLE
from helpers.report.run import make_reports


class Page(HTMLParser):
    """What a page refers to, and what is in it."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.references, self.links = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
            return
        names = ("src", "href", "srcset", "data", "action", "poster")
        self.references += [attributes[name] for name in names if name in attributes]


@pytest.fixture(params=ALL)
def html(request, made):
    """Return each page in turn."""
    return (made[0] / request.param / "index.html").read_text(encoding="utf-8")


def test_the_command_says_where_the_pages_are_and_what_was_found(made):
    folder, said = made
    assert said.returncode == 0, said.stderr
    assert "Traceback" not in said.stderr
    for name in ALL:
        assert str(folder / name / "index.html") in said.stdout
    assert "The article begins: “" in said.stdout


def test_the_page_is_valid_html(html):
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html)


def test_nothing_in_the_page_comes_from_elsewhere(html):
    page = Page(html)
    assert all(ref.startswith(("#", "data:")) for ref in page.references), page.references
    assert page.tags.count("script") == 1
    styles = [html[html.index("<style>") : html.index("</style>")]]
    styles += re.findall(r'\bstyle="[^"]*"', html)
    assert not any("@import" in style or re.search(r"url\((?!#)", style) for style in styles)


def test_links_within_the_page_have_a_target(html):
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    targets = {link[1:] for link in page.links if link.startswith("#")}
    assert targets
    assert targets <= set(page.ids)


def test_the_page_has_its_parts(html):
    page = Page(html)
    assert page.tags.count("h1") == 1
    assert '<html lang="en">' in html
    assert "Show code" in html
    notebooks = article_notebooks()
    for path in notebooks:
        assert path.stem.replace("_", "-") in page.ids
    assert {"findings", "article", "chapters", "trust"} <= set(page.ids)
    assert page.tags.count("svg") >= 5 or "No person" in html
    assert html.index('id="findings"') < html.index('id="01-load-article"')
    assert len(html.encode()) < 3_000_000
    body = html[html.index("<body>") :]
    assert "Traceback" not in body
    assert "Error" not in body


def test_the_page_opens_with_title_source_and_date(made):
    html = (made[0] / "india-us-two-plus-two" / "index.html").read_text(encoding="utf-8")
    head = html[html.index("<header>") : html.index("</header>")]
    assert "AFP" in head
    assert "27 October 2020" in head
    assert "<h1>India and the United States" in head


def test_the_files_beside_the_page(made):
    for name in ALL:
        folder = made[0] / name
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
        assert {"index.html", "article.txt", "article.conllu", "network.graphml"} <= files
        assert {"tables/actors.csv", "tables/cooccurrence.parquet"} <= files
        notebooks = sorted(path.name for path in folder.glob("*.ipynb"))
        assert notebooks == [path.name for path in article_notebooks()]


def test_json_has_no_number_that_json_has_not(made):
    def refused(name):
        raise ValueError(name)

    files = [path for pattern in ("*.json", "*.ipynb") for path in made[0].rglob(pattern)]
    assert len(files) > 50
    for path in files:
        json.loads(path.read_text(encoding="utf-8"), parse_constant=refused)


def test_executed_notebooks_hold_their_results_and_run_again(made):
    folder = made[0] / "one"
    notebook = nbformat.read(folder / "03_entities_and_actors.ipynb", as_version=4)
    sources = [cell.source for cell in notebook.cells]
    assert "ARTICLE = 'article.txt'" in sources
    assert any(cell.get("outputs") for cell in notebook.cells)
    assert not any("choose_article" in source for source in sources)


def test_notebooks_do_not_see_each_others_names(tmp_path, monkeypatch):
    sources = ["left_behind = 1", "left_behind"]
    for name, source in zip(("01_first", "02_second"), sources, strict=True):
        cells = [nbformat.v4.new_markdown_cell("# Who?"), nbformat.v4.new_code_cell(source)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
    monkeypatch.setattr("helpers.reading.chosen_article.NOTEBOOKS", tmp_path)
    (tmp_path / "story.txt").write_text(MEETING, encoding="utf-8")
    reports, left_out = make_reports(
        [str(tmp_path / "story.txt")], tmp_path / "reports", progress=False
    )
    assert reports == []
    assert "02_second.ipynb failed with NameError: name 'left_behind'" in left_out[0]


def test_an_article_is_shown_as_text_and_never_run(made):
    html = (made[0] / "hostile" / "index.html").read_text(encoding="utf-8")
    page = Page(html)
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "&lt;script&gt;alert(" in html
    assert "{ 7*7 }" in html
    assert "$x$" in html
    table = pd.read_csv(made[0] / "hostile" / "tables" / "sentences.csv")
    assert not table["text"].str.startswith("=").any()
    exact = pd.read_parquet(made[0] / "hostile" / "tables" / "sentences.parquet")
    assert exact["text"].str.startswith("=HYPERLINK").any()


def test_a_report_carries_no_folder_of_this_machine(made):
    folder = made[0]
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".ipynb", ".txt", ".csv", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert str(PROJECT) not in text, path
            assert str(folder) not in text, path


def test_bad_inputs_are_listed_and_the_others_go_on(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "german.txt").write_text(
        "Die Ministerin traf am Montag den Vorsitzenden der Firma und lobte die gute Arbeit. "
        "Er warnte vor schweren Verlusten für die Firma und ihre Leute. Das Haus ist sehr alt.",
        encoding="utf-8",
    )
    (tmp_path / "good.txt").write_text(MEETING, encoding="utf-8")
    said = call(
        "report", tmp_path, tmp_path / "missing.txt", "ftp://example.invalid/x", "--out",
        tmp_path / "reports",
    )  # fmt: skip
    assert said.returncode == 1
    assert "Traceback" not in said.stderr
    assert (tmp_path / "reports" / "good" / "index.html").exists()
    left_out = [line.strip() for line in said.stderr.splitlines() if line.startswith("  ")]
    assert len(left_out) == 5
    for name in ("empty.txt", "binary.txt", "german.txt", "missing.txt", "ftp://"):
        assert sum(name in line for line in left_out) == 1, name


@pytest.mark.parametrize("arguments", [["no-such-file.txt"], ["."]])
def test_one_clear_line_when_nothing_can_be_read(tmp_path, arguments):
    said = call("report", *arguments, "--out", tmp_path / "r", cwd=tmp_path)
    assert said.returncode == 1
    assert said.stdout == ""
    assert len(said.stderr.strip().splitlines()) == 2
    assert not (tmp_path / "r").exists()


@pytest.fixture(scope="module", autouse=True)
def one_day():
    """Let all reports state one time of making, though the tests may run over midnight."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(time.time())))
        yield


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """Return a folder with an article and the report of it."""
    folder = tmp_path_factory.mktemp("reported")
    (folder / "story.txt").write_text(MEETING, encoding="utf-8")
    make_reports([str(folder / "story.txt")], folder / "reports", progress=False)
    return folder


@pytest.fixture
def article(reported, tmp_path):
    """Return an article of the test's own, which has a report in `reports` beside it."""
    shutil.copytree(reported, tmp_path, dirs_exist_ok=True)
    return tmp_path / "story.txt"


def test_a_notebook_that_fails_leaves_the_earlier_report_as_it_was(article, tmp_path, monkeypatch):
    page = tmp_path / "reports" / "story" / "index.html"
    before = page.read_bytes()
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    broken = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    nbformat.write(broken, notebooks / "01_broken.ipynb")
    monkeypatch.setattr("helpers.reading.chosen_article.NOTEBOOKS", notebooks)
    reports, left_out = make_reports([str(article)], tmp_path / "reports", progress=False)
    assert reports == []
    assert "01_broken.ipynb failed with ZeroDivisionError: division by zero" in left_out[0]
    assert page.read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["index.html", "story"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there")
def test_runs_at_once_and_a_killed_one_leave_a_whole_report(article):
    reports = article.parent / "reports"
    page = reports / "story" / "index.html"
    before = page.read_bytes()
    command = [sys.executable, "-m", "helpers", "report", str(article), "--out", str(reports)]
    killed = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    while not list(reports.glob(".story.*.new/new/*.ipynb")):
        assert killed.poll() is None
        time.sleep(0.02)
    killed.kill()
    killed.wait()
    assert page.read_bytes() == before
    both = [subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(timeout=300) for process in both] == [0, 0]
    assert page.read_bytes() == before
    index = (reports / "index.html").read_text(encoding="utf-8")
    assert Page(index).links.count("story/index.html") == 1


def test_an_index_page_links_all_reports_and_what_they_share(made):
    page = Page((made[0] / "index.html").read_text(encoding="utf-8"))
    for name in ALL:
        assert f"{name}/index.html" in page.links
    shared = [link for link in page.links if "index.html#actor-" in link]
    assert shared
    for link in shared:
        file, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in (made[0] / file).read_text(encoding="utf-8")


def test_corrections_are_shown_and_unmatched_ones_reported(tmp_path, monkeypatch):
    (tmp_path / "story.txt").write_text(MEETING, encoding="utf-8")
    file = tmp_path / "corrections.csv"
    monkeypatch.setenv(FILE_VARIABLE, str(file))
    head = "doc_id,action,name,value\n"
    file.write_text(f"{head},rename,Acme Foods,Acme Group\nstory,ignore,Nobody,\n")
    said = call("report", tmp_path / "story.txt", "--out", tmp_path / "reports")
    assert said.returncode == 0, said.stderr
    assert "matched nothing:\n  “Nobody” is not an actor (line 3)" in said.stdout
    html = (tmp_path / "reports" / "story" / "index.html").read_text(encoding="utf-8")
    assert "<h3>Acme Group</h3>" in html
    assert "Corrected by hand: “Acme Foods” is called “Acme Group” (line 2)" in html
    assert "This correction matched nothing here: “Nobody” is not an actor (line 3)" in html
    table = pd.read_csv(tmp_path / "reports" / "story" / "tables" / "mentions.csv")
    assert table["rule"].str.startswith("correction: ").sum() == 2
    file.write_text(f"{head},explode,Acme Foods,\n")
    said = call("report", tmp_path / "story.txt", "--out", tmp_path / "reports")
    assert said.returncode == 1
    assert len(said.stderr.strip().splitlines()) == 1
    assert "corrections.csv, line 2: “explode” is not an action" in said.stderr


def test_each_number_and_row_leads_to_sentences(made):
    html = (made[0] / "india-us-two-plus-two" / "index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "lxml")
    claims = soup.select("#findings .claim")
    assert 5 <= len(claims) <= 8
    assert all(claim["href"].startswith("#sentence-") for claim in claims)
    for edge in soup.select("svg.map .edge"):
        assert edge["data-sentences"]
        assert soup.select_one(f"{edge['href']} a[href^='#sentence-']")
    # The accuracy of the tone model on other texts has no sentences; members are named above.
    elsewhere = {"macro-F1", "readers say", "members"}
    tables = [
        table
        for table in soup.select(".chapter table")
        if not elsewhere & {head.get_text(strip=True) for head in table.select("thead th")}
    ]
    rows = [row for t in tables for row in t.select("tbody tr") if len(row.select("td")) > 1]
    assert len(rows) > 50
    ids = {card["id"] for card in soup.select("#actors .card")}
    for cell in soup.select(".chapter th.actor a, .chapter td.actor a"):
        assert cell["href"] == f"#actor-{cell['data-actor']}"
        assert cell["href"][1:] in ids
    for row in rows:
        assert row.select("a[href^='#sentence-'], a[href^='#actor-']"), row


def test_two_files_of_one_name_give_two_reports(tmp_path):
    for folder, name in (("a", "Clara Novak"), ("b", "Tom Baker")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(f"{name} met Acme Foods.", encoding="utf-8")
    reports, left_out = make_reports([str(tmp_path)], tmp_path / "reports", progress=False)
    assert left_out == []
    assert [report.page.parent.name for report in reports] == ["story", "story-2"]
