"""Every notebook runs alone, on each bundled article and on awkward ones."""

import nbformat
import pytest
from conftest import BUNDLED
from nbclient import NotebookClient

from helpers.chosen_article import PROJECT

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))
AWKWARD = {
    "no-actor": "It rained all day. Nobody minded.",
    "one-word": "Rain",
    "one-sentence": "Clara Novak met Tom Baker in Norway.",
    "headlines": "CLARA NOVAK WINS\n\nNORWAY AGREES\n\nACME FOODS SOLD",
    "other-scripts": "Ольга Иванова and 王小明 met الوزير in Oslo. “Πάμε!” she said. 🎉",
}


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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("article", BUNDLED, ids=lambda path: path.stem)
def test_a_notebook_runs_alone_on_every_bundled_article(path, article):
    from helpers.articles import read_article

    shown = outputs(run(path, article))
    assert any(read_article(article).title.split()[0] in html for html in shown[:2])
    assert shown[-1].startswith('<ul class="findings')


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_charts_have_a_title_and_alternative_text(path):
    charts = [html for html in outputs(run(path, BUNDLED[0])) if "<figure" in html]
    assert charts or path.stem.startswith("07")
    for chart in charts:
        assert "<title" in chart
        assert "<desc" in chart
