"""The notebooks as they are committed, and each run alone; test_report runs them in order."""

import re
import subprocess
import sys

import nbformat
import pytest
from conftest import BUNDLED
from nbclient import NotebookClient

from helpers.reading.articles import read_article
from helpers.reading.chosen_article import PROJECT, article_notebooks

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))


def run(path, origin):
    """Run a notebook in a kernel of its own as papermill would, and return it."""
    notebook = nbformat.read(path, as_version=4)
    (index,) = [
        i for i, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])
    ]
    injected = nbformat.v4.new_code_cell(f"ARTICLE = {str(origin)!r}")
    notebook.cells.insert(index + 1, injected)
    client = NotebookClient(notebook, skip_cells_with_tag="choose-article", timeout=120)
    return client.execute(cwd=str(path.parent))


def outputs(notebook):
    """Return the HTML of all outputs, or their plain text."""
    data = [
        output.get("data", {})
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
    return [d.get("text/html", d.get("text/plain", "")) for d in data]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_notebooks_are_clean_and_open_with_a_question(path):
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].source.startswith("# ")
    assert notebook.cells[0].source.splitlines()[0].endswith("?")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert max(len(cell.source.splitlines()) for cell in code) <= 10
    assert "Findings" in notebook.cells[-2].source


@pytest.fixture(scope="module", params=range(len(NOTEBOOKS)), ids=lambda i: NOTEBOOKS[i].stem)
def alone(request):
    """Return an article, and what each notebook shows of it in a kernel of its own."""
    article = BUNDLED[request.param % len(BUNDLED)]
    return read_article(article), outputs(run(NOTEBOOKS[request.param], article))


def test_a_notebook_runs_alone_and_says_which_article_it_reads(alone):
    article, shown = alone
    assert any(article.title.split()[0] in html for html in shown[:2])
    assert shown[-1].startswith('<ul class="findings')


def test_papermill_runs_a_notebook_on_the_article_it_is_given(tmp_path):
    path, out = PROJECT / "notebooks" / "03_entities_and_actors.ipynb", tmp_path / "out.ipynb"
    said = subprocess.run(
        [
            sys.executable, "-m", "papermill", str(path), str(out), "--no-progress-bar",
            "-p", "ARTICLE", str(BUNDLED[1]),
        ],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert read_article(BUNDLED[1]).title.split()[0] in outputs(nbformat.read(out, as_version=4))[0]


def test_each_notebook_becomes_a_page_that_loads_nothing(tmp_path):
    said = subprocess.run(
        [
            sys.executable, "-m", "nbconvert", "--to", "html", "--template", "notebook",
            "--TemplateExporter.extra_template_basedirs=helpers/report/templates",
            "--output-dir", str(tmp_path), *map(str, NOTEBOOKS),
        ],
        cwd=PROJECT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    for path in NOTEBOOKS:
        html = (tmp_path / f"{path.stem}.html").read_text(encoding="utf-8")
        assert not re.search(r"<(script|link|img)\b[^>]*(src|href)=\"(?!data:|#)", html)


def test_the_start_page_lists_articles_and_notebooks():
    path = PROJECT / "notebooks" / "start.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].source.splitlines()[0].endswith("?")
    assert not any(cell.get("outputs") for cell in notebook.cells)
    shown = outputs(NotebookClient(notebook, timeout=120).execute(cwd=str(path.parent)))
    for other in NOTEBOOKS:
        assert f'href="{other.name}"' in shown[0]
    for article in BUNDLED:
        assert article.name in shown[1]
    assert shown[-1].count("✓") == 1


def test_notebooks_about_many_articles_are_in_no_report_on_one():
    names = [path.stem for path in article_notebooks()]
    assert "07_compare_articles" not in names
    assert names == [path.stem for path in NOTEBOOKS if path.stem != "07_compare_articles"]


def test_charts_have_a_title_and_alternative_text(alone):
    charts = [html for html in alone[1] if "<figure" in html]
    assert charts
    for chart in charts:
        assert "<title" in chart
        # A sentence in place of a chart is its own description.
        assert "<desc" in chart or chart.count("<text") == 1
