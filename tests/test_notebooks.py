"""The notebooks as they are committed, and each run alone; test_report runs them in order."""

import nbformat
import pytest
from conftest import BUNDLED
from nbclient import NotebookClient

from helpers.articles import read_article
from helpers.chosen_article import PROJECT, article_notebooks

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
