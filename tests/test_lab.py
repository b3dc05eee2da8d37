"""The notebooks in a real JupyterLab, driven by a browser: choose, correct, undo, run again."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from helpers.reading.chosen_article import PROJECT
from helpers.reading.corrections import FILE_VARIABLE

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no Chromium; on Debian, apt-get install chromium"
)
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
PATIENCE = 60_000  # milliseconds; a busy machine is slow to start a kernel
HEADLINE = "Minister praises <b>bakers</b>"
PASTED = f"""{HEADLINE}

Trade Minister Clara Novak met Tom Baker of Acme Foods in Norway on Monday.

“We lost everything,” Baker said. Novak praised him."""
# The part of Lab's own commands that a browser needs.
RUN = "name => { window.jupyterapp.commands.execute(name); }"
OPEN = "path => { window.jupyterapp.commands.execute('docmanager:open', {path}); }"
READY = """path => {
    const {context, sessionContext} = window.jupyterapp.shell.currentWidget ?? {};
    return context?.path === path && sessionContext?.session?.kernel?.status === 'idle';
}"""
SET_CELL = """([beginning, source]) => {
    const cells = window.jupyterapp.shell.currentWidget.content.widgets;
    const number = cells.findIndex(cell => cell.model.sharedModel.source.includes(beginning));
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = number;
    cells[number].model.sharedModel.setSource(source);
    window.jupyterapp.commands.execute('notebook:run-cell');
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a copy of the project, without anybody's choices and corrections."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("helpers", "notebooks"):
        ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "chosen_article.txt")
        shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
    (folder / "data").symlink_to(PROJECT / "data")
    return folder


@pytest.fixture(scope="module")
def address(project, tmp_path_factory):
    """Return the address of a JupyterLab started as `make lab` starts it."""
    own = tmp_path_factory.mktemp("jupyter")
    server = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0",
            "--ip=127.0.0.1", "--IdentityProvider.token=", "--ServerApp.password=",
            f"--notebook-dir={project}", "--LabApp.expose_app_in_browser=True",
        ],
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": str(project),
            FILE_VARIABLE: str(own / "corrections.csv"),
            **{f"JUPYTER_{name}_DIR": str(own / name.lower()) for name in ("CONFIG", "RUNTIME")},
            "JUPYTER_CONFIG_PATH": str(project / "notebooks" / ".lab"),
            "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
            "IPYTHONDIR": str(own / "ipython"),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield _when_up(server, own / "runtime" / f"jpserver-{server.pid}.json")
    finally:
        server.terminate()
        server.wait(timeout=30)


def _when_up(server, says_where):
    """Return the address of a server, which tries ports until one is free, once it answers."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end and server.poll() is None:
        try:
            address = json.loads(says_where.read_text())["url"].rstrip("/")
            urlopen(f"{address}/api").close()
            return address
        except (OSError, ValueError):
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start")


@pytest.fixture(scope="module")
def page(address):
    """Return the Lab in a browser, at the page that `make lab` opens."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    (start,) = re.findall(r"--LabApp\.default_url=([^\s']+)", makefile)
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = chromium.new_context(viewport={"width": 1300, "height": 1000}).new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address + start)
        page.locator(".jp-Notebook .jp-RenderedMarkdown h1").first.wait_for()
        yield page
        chromium.close()


def opened(page, path):
    """Wait until a notebook is in front and its kernel is ready."""
    page.evaluate(OPEN, path)
    page.wait_for_function(READY, arg=path)


def shown(page, text):
    """Wait until an output or the text of the notebook in front contains a text; return it."""
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    found = panel.locator(".jp-OutputArea-output, .jp-RenderedMarkdown").filter(has_text=text).first
    found.wait_for()
    return found


def test_a_pasted_article_is_read_chosen_and_stays_chosen(page, project):
    page.locator(".jp-DirListing-itemText", has_text="data").first.wait_for()
    assert page.get_by_text("Jupyter news").count() == 0
    opened(page, "notebooks/start.ipynb")
    page.evaluate(RUN, "notebook:run-all-cells")
    page.get_by_placeholder("headline").fill(PASTED)
    page.get_by_role("button", name="Read it").click()
    shown(page, "22 words in 2 paragraphs")
    page.get_by_role("button", name="Use it in all notebooks").click()
    shown(page, f"All notebooks now read “{HEADLINE}”")
    chosen = (project / "notebooks" / "chosen_article.txt").read_text(encoding="utf-8")
    assert chosen.strip().endswith("articles/minister-praises-b-bakers-b.txt")
    page.evaluate(RUN, "notebook:run-all-cells")
    shown(page, f"All notebooks read “{HEADLINE}”")
    assert (project / "notebooks" / "chosen_article.txt").read_text(encoding="utf-8") == chosen


def test_a_correction_is_looked_at_saved_and_taken_back(page):
    opened(page, "notebooks/03_entities_and_actors.ipynb")
    page.evaluate(RUN, "notebook:run-all-cells")
    shown(page, HEADLINE)
    shown(page, "actors appear: ")
    page.evaluate(
        SET_CELL, ["ACTION, NAME", 'ACTION, NAME, VALUE = "rename", "Acme Foods", "Acme Bread"']
    )
    page.evaluate(SET_CELL, ["import preview", "preview(article, ACTION, NAME, VALUE)"])
    shown(page, "name_after")
    shown(page, "Acme Bread")
    page.evaluate(SET_CELL, ["import correct", 'correct("save", article, ACTION, NAME, VALUE)'])
    shown(page, "minister-praises-b-bakers-b")
    page.evaluate(SET_CELL, ['correct("save"', 'correct("undo", article, ACTION, NAME, VALUE)'])
    saved = page.locator(".jp-Cell.jp-mod-active .jp-OutputArea-output")
    playwright.expect(saved.get_by_text("No rows.")).to_be_visible(timeout=PATIENCE)


def test_a_wrong_value_is_one_line_and_no_traceback(page):
    page.evaluate(SET_CELL, ["number(", 'parameters.number("THRESHOLD", 5, 0, 1)'])
    wrong = shown(page, "THRESHOLD is 5; it can be a number from 0 to 1")
    assert "Traceback" not in wrong.inner_text()


def test_running_leaves_nothing_for_git_to_see(page, project):
    opened(page, "notebooks/start.ipynb")
    page.evaluate(RUN, "docmanager:save")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    info = re.search(r"^LAB_INFO := (.+)$", makefile, re.MULTILINE)[1].split()
    keys = " ".join(f"metadata.language_info.{key}" for key in info)
    assert '"outputs": [\n' in (project / "notebooks" / "start.ipynb").read_text(encoding="utf-8")
    cleaned = subprocess.run(
        [Path(sys.executable).with_name("nbstripout"), "--keep-id", "--extra-keys", keys],
        input=(project / "notebooks" / "start.ipynb").read_bytes(), capture_output=True, check=True,
    )  # fmt: skip
    assert cleaned.stdout == (PROJECT / "notebooks" / "start.ipynb").read_bytes()
