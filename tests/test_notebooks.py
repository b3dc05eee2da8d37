"""The notebooks as committed, and each run by itself; test_report runs them in order."""

import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import BUNDLED
from nbclient import NotebookClient

from helpers.reading.articles import read_article
from helpers.reading.chosen_article import PROJECT, article_notebooks

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))


# Calls to the field's libraries: pandas and its plotting, spaCy, NLTK, networkx, scipy, SQL.
LIBRARY = re.compile(
    r"""\.(groupby|agg|head|tail|query|pivot_table|merge|sort_values|assign|value_counts|describe\(\)
    |nsmallest|nlargest|plot|str\.|isin|map|dropna|isna|size|mean|sum|min|max|rank|reset_index|rename
    |to_frame|i?loc|notna|set_index|rename_axis|columns|ax[hv]line|set_(title|xlabel|ylabel)
    |invert_yaxis|sql|df\(\)|ents|polarity_scores)\b
    |\b(pd|nx|spacy|finder|analyzer|matcher|pattern|graph|distribution|hypergeom|token|span)\.
    |\b(FreqDist|BigramCollocationFinder|BigramAssocMeasures|Text|KeywordExtractor|Matcher)\b
    |\b(SELECT|FROM)\b|\[\[|^(import|from)\ (pandas|networkx|spacy|nltk|scipy|yake)\b""",
    re.VERBOSE,
)


def run(path, origin):
    """Run a notebook in its own kernel, like papermill, and return it."""
    notebook = nbformat.read(path, as_version=4)
    (index,) = [
        i for i, c in enumerate(notebook.cells) if "parameters" in c.metadata.get("tags", [])
    ]
    if origin is not None:
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
    opening = notebook.cells[0].source
    assert opening.startswith("# ")
    assert opening.splitlines()[0].endswith("?")
    assert "By the end of this notebook you will be able to say" in opening
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    tags = [tag for cell in code for tag in cell.metadata.get("tags", [])]
    assert tags.count("parameters") == tags.count("findings") == 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_ends_with_three_things_to_try(path):
    notebook = nbformat.read(path, as_version=4)
    (start,) = [i for i, c in enumerate(notebook.cells) if c.source.startswith("## Your turn")]
    last = notebook.cells[start:]
    assert "findings" in notebook.cells[start - 1].metadata.get("tags", [])
    assert [cell.cell_type for cell in last] == ["markdown", "code"] * 3 + ["markdown"]
    assert sum("<summary>Solution</summary>" in cell.source for cell in last) == 3


def test_notebooks_are_essays_that_compute():
    lines, library, words = [], 0, {}
    for path in NOTEBOOKS:
        own = 0
        for cell in nbformat.read(path, as_version=4).cells:
            text = [line for line in cell.source.splitlines() if line.strip()]
            if cell.cell_type == "code":
                lines.append(len(text))
                own += len(text)
                library += sum(bool(LIBRARY.search(line)) for line in text)
            else:
                words[path.stem] = words.get(path.stem, 0) + len(re.findall(r"\w+", cell.source))
        assert words[path.stem] >= 15 * own, path.stem
    assert statistics.median(lines) <= 3
    assert max(lines) <= 10
    assert library >= sum(lines) / 3


@pytest.fixture(scope="module", params=range(len(NOTEBOOKS)), ids=lambda i: NOTEBOOKS[i].stem)
def alone(request):
    """Return words of an article, and what each notebook shows of it in its own kernel."""
    path = NOTEBOOKS[request.param]
    if path not in article_notebooks():
        return "Courier", outputs(run(path, None))
    article = BUNDLED[request.param % len(BUNDLED)]
    return read_article(article).title.split()[0], outputs(run(path, article))


def test_a_notebook_runs_alone_and_says_which_article_it_reads(alone):
    title, shown = alone
    assert any(title in html for html in shown[:2])
    assert sum(html.startswith('<ul class="findings') for html in shown) >= 1


def test_a_wrong_parameter_is_one_line_at_the_end_of_what_papermill_says(tmp_path):
    path = PROJECT / "notebooks" / "06_actor_network.ipynb"
    said = subprocess.run(
        [
            sys.executable, "-m", "papermill", str(path), str(tmp_path / "out.ipynb"),
            "--no-progress-bar", "-p", "UNIT", "page",
        ],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert said.returncode != 0
    last = said.stderr.strip().splitlines()[-1]
    assert last == 'UNIT is \'page\'; it can be "sentence" or "paragraph" or "window"'


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


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_a_notebook_that_fails_stops_no_other(tmp_path):
    (tmp_path / "notebooks").mkdir()
    for name, code in (("01_fails", "1 / 0"), ("02_runs", "6 * 7")):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
        nbformat.write(notebook, tmp_path / "notebooks" / f"{name}.ipynb")
    for name in ("Makefile", "helpers", "pyproject.toml", "requirements.txt"):
        (tmp_path / name).symlink_to(PROJECT / name)
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "bin").symlink_to(Path(sys.executable).parent)
    (tmp_path / "venv" / "installed").touch()
    said = subprocess.run(
        ["make", "notebooks", "VENV=venv"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert said.returncode != 0
    assert "ZeroDivisionError" in said.stderr
    assert [path.name for path in (tmp_path / "build/notebooks").iterdir()] == ["02_runs.html"]


def test_the_start_page_lists_articles_and_notebooks():
    path = PROJECT / "notebooks" / "start.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].source.splitlines()[0].endswith("?")
    assert not any(cell.get("outputs") for cell in notebook.cells)
    shown = outputs(NotebookClient(notebook, timeout=120).execute(cwd=str(path.parent)))
    for other in NOTEBOOKS:
        assert f'href="{other.name}"' in shown[0]
    for article in BUNDLED:
        assert article.name in shown[-1]
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
