"""The notebooks, run in order on an article, as one HTML page that needs no network.

One kernel serves all notebooks and all articles: it imports the libraries and loads the pipeline
while this process imports nbconvert. The kernel does all that needs the pipeline; this process only
reads articles, passes cells on, and puts the page together.
"""

import asyncio
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager

from helpers import FINDINGS_MIMETYPE
from helpers.articles import Article, ArticleError, find_articles, read_article, write_article
from helpers.chosen_article import PROJECT, article_notebooks, located

TEMPLATES = Path(__file__).parent / "templates"
PAGE = "index.html"
ARTICLE_FILE = "article.txt"
CHOICE_TAG = "choose-article"
ABANDONED_AFTER = 3600  # seconds after which a half-made report belongs to no running process

# What the kernel runs besides the notebooks. The article reaches it as a file of a fixed name, so
# that no text of an article ever becomes code.
# Nothing imported is garbage: to look for some while importing, and after each notebook in all that
# was imported, costs seconds.
WARM_UP = (
    "import gc; gc.disable(); import helpers.pipeline, helpers.sentiment, helpers.show; "
    "helpers.pipeline.load_pipeline(); helpers.sentiment.vader(); gc.freeze(); gc.enable()"
)
RESET = "get_ipython().reset(new_session=False)"
EXPORT = f"""
from helpers.articles import read_article
from helpers.export import export_article
from helpers.pipeline import annotate
export_article(annotate(read_article({ARTICLE_FILE!r})), ".")
"""


class ReportError(RuntimeError):
    """A report could not be made; the message is one line that says where and why."""


@dataclass(frozen=True)
class Report:
    """A report that was made: its page, and its main findings as sentences."""

    page: Path
    findings: list[str]


def make_reports(
    origins: Iterable[str], out: str | Path, *, progress: bool = True
) -> tuple[list[Report], list[str]]:
    """Make a report of each article; return the reports, and a line for each article left out.

    `origins` are paths of files or folders, or URLs. Each report is a folder `out/<doc_id>` with
    `index.html`, the executed notebooks, `article.txt`, `article.conllu`, `network.graphml`,
    `about.json` and `tables/`. An article that can't be read, or a notebook that fails on it, is
    left out with the reason and the others go on; an earlier report of it stays as it was.
    `progress` draws a bar on standard error.
    """
    return asyncio.run(_make_reports(origins, Path(out), progress))


async def _make_reports(
    origins: Iterable[str], out: Path, progress: bool
) -> tuple[list[Report], list[str]]:
    reports: list[Report] = []
    async with _kernel() as kernel:
        articles, left_out = _read_articles(origins)
        if not articles:
            return reports, left_out
        from tqdm import tqdm

        paths = article_notebooks()
        n_steps = len(articles) * (len(paths) + 1)
        with (
            ThreadPoolExecutor(1) as exporting,
            tqdm(total=n_steps, unit="step", disable=not progress, leave=False) as bar,
        ):
            exporter = exporting.submit(_chapter_exporter)
            client = await _connect(kernel)
            for article in articles:
                bar.set_description(article.doc_id[:40])
                try:
                    with _replacing(out / article.doc_id) as folder:
                        write_article(article, folder / ARTICLE_FILE)
                        await _run_code(client, _chdir(folder.resolve()))
                        chapters = []
                        for path in paths:
                            notebook = await _run_notebook(path, kernel, client, folder)
                            chapters.append(
                                exporting.submit(_chapter, exporter.result(), path, notebook)
                            )
                            bar.update()
                        await _run_code(client, EXPORT)
                        await _run_code(client, _chdir(PROJECT))
                        findings = _write_page(article, [c.result() for c in chapters], folder)
                        bar.update()
                    reports.append(Report(out / article.doc_id / PAGE, findings))
                except (ReportError, OSError) as error:
                    left_out.append(f"{article.origin}: {_one_line(error)}")
                    if not await kernel.is_alive():
                        await kernel.restart_kernel(now=True)
                        client = await _connect(kernel)
    return reports, left_out


def _read_articles(origins: Iterable[str]) -> tuple[list[Article], list[str]]:
    articles, left_out, doc_ids = [], [], set()
    for origin in origins:
        try:
            found = find_articles(located(origin))
        except ArticleError as error:
            left_out.append(str(error))
            continue
        for place in found:
            try:
                article = read_article(place)
            except ArticleError as error:
                left_out.append(str(error))
                continue
            doc_id, number = article.doc_id, 2
            while doc_id in doc_ids:
                doc_id, number = f"{article.doc_id}-{number}", number + 1
            doc_ids.add(doc_id)
            articles.append(replace(article, doc_id=doc_id, origin=_public_origin(article.origin)))
    return articles, left_out


def _public_origin(origin: str) -> str:
    """The origin without folders above the present one: a report is handed to others."""
    path = Path(origin)
    if "://" in origin or not path.is_absolute():
        return origin
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.name


@asynccontextmanager
async def _kernel() -> AsyncIterator[AsyncKernelManager]:
    """A kernel that warms itself up, free of the user's own IPython settings."""
    manager = AsyncKernelManager(kernel_name="python3")
    with tempfile.TemporaryDirectory() as settings:
        await manager.start_kernel(
            extra_arguments=[
                f"--IPKernelApp.exec_lines={WARM_UP}",
                "--HistoryManager.enabled=False",
            ],
            env={**os.environ, "IPYTHONDIR": settings},
            cwd=str(PROJECT),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield manager
        finally:
            await manager.shutdown_kernel(now=True)


async def _connect(kernel: AsyncKernelManager):
    client = kernel.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=120)
    except RuntimeError as error:
        raise ReportError(f"the notebooks' kernel did not start: {_one_line(error)}") from None
    client.allow_stdin = False
    return client


def _chdir(folder: Path) -> str:
    return f"import os; os.chdir({str(folder)!r})"


async def _run_code(client, code: str) -> None:
    reply = await client.execute(code, silent=True, reply=True)
    if reply["content"]["status"] != "ok":
        raise ReportError(_one_line(reply["content"].get("evalue", "the kernel failed")))


async def _run_notebook(path: Path, kernel, client, folder: Path):
    """Run a notebook on the article in `folder`, in names of its own; save and return it."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [c for c in notebook.cells if CHOICE_TAG not in c.metadata.get("tags", [])]
    _inject_parameters(notebook, f"ARTICLE = {ARTICLE_FILE!r}")
    await _run_code(client, RESET)
    runner = NotebookClient(notebook, km=kernel, timeout=None)
    runner.kc = client
    try:
        for index, cell in enumerate(notebook.cells):
            await runner.async_execute_cell(
                cell, index, execution_count=runner.code_cells_executed + 1
            )
    except CellExecutionError as error:
        raise ReportError(f"{path.name} failed with {error.ename}: {error.evalue}") from None
    except DeadKernelError:
        raise ReportError(
            f"the kernel died in {path.name}; is there enough memory for this text?"
        ) from None
    nbformat.write(notebook, folder / path.name)
    return notebook


def _inject_parameters(notebook, source: str) -> None:
    """Insert a cell after the one tagged `parameters`, as papermill does.

    papermill itself takes two seconds to import.
    """
    from nbformat.v4 import new_code_cell

    for index, cell in enumerate(notebook.cells):
        if "parameters" in cell.metadata.get("tags", []):
            injected = new_code_cell(source, metadata={"tags": ["injected-parameters"]})
            notebook.cells.insert(index + 1, injected)
            return


def _chapter_exporter():
    from nbconvert.exporters import HTMLExporter

    exporter = HTMLExporter(
        template_name="chapter",
        extra_template_basedirs=[str(TEMPLATES)],
        extra_template_paths=[str(TEMPLATES)],
        exclude_anchor_links=True,
    )
    exporter.register_filter("chapter_headings", _chapter_headings)
    return exporter


def _chapter(exporter, path: Path, notebook) -> dict:
    """The notebook as part of the page: `id`, `title`, `html` and `findings`."""
    chapter_id = path.stem.replace("_", "-")
    html, _ = exporter.from_notebook_node(
        notebook, resources={"chapter_id": chapter_id, "findings_mimetype": FINDINGS_MIMETYPE}
    )
    title = re.search(r"^# (.+)$", notebook.cells[0].source, re.MULTILINE)
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    findings = [f for o in outputs for f in o.get("data", {}).get(FINDINGS_MIMETYPE, [])]
    return {
        "id": chapter_id,
        "title": title.group(1) if title else path.stem,
        "html": html,
        "findings": findings,
    }


def _chapter_headings(html: str, chapter_id: str) -> str:
    """Prose one heading level lower, below the page's own h1, with ids of the chapter's own."""
    lowered = re.sub(r"<(/?)h([1-5])\b", lambda m: f"<{m[1]}h{int(m[2]) + 1}", html)
    return re.sub(r'(<h\d\b[^>]*\bid=")', rf"\g<1>{chapter_id}-", lowered)


def _write_page(article: Article, chapters: list[dict], folder: Path) -> list[str]:
    """Write the page into `folder`; return the text of the main findings."""
    from jinja2 import Environment, FileSystemLoader
    from pygments.formatters import HtmlFormatter

    findings = [f for chapter in chapters for f in chapter["findings"] if f["main"]]
    facts = [article.metadata.get("source"), _long_date(article.metadata.get("date"))]
    facts.append(article.metadata.get("author"))
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    template = Environment(loader=FileSystemLoader(TEMPLATES)).get_template("page.html.j2")  # noqa: S701
    page = template.render(
        article=article,
        facts=[fact for fact in facts if fact],
        findings=findings,
        chapters=chapters,
        about=about,
        made_on=_long_date(date.today().isoformat()),
        command=f"python -m helpers report {article.origin}",
        files=sorted(
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
        ),
        css=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
        code_css=HtmlFormatter(style="default").get_style_defs(".highlight"),
    )
    (folder / PAGE).write_text(page, encoding="utf-8")
    return [finding["text"] for finding in findings]


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A new folder that takes the place of `target` once the block is done without an error.

    A folder that is no earlier report is never replaced. The earlier report is moved aside for the
    moment of the exchange; should the process be killed just then, the next run puts it back.
    """
    earlier = target.with_name(f".{target.name}.earlier")
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    target.parent.mkdir(parents=True, exist_ok=True)
    if earlier.exists() and not target.exists():
        earlier.rename(target)
    if target.exists() and not all((target / name).exists() for name in (PAGE, ARTICLE_FILE)):
        raise ReportError(f"{target} exists and is no report; remove it, or give another --out")
    for abandoned in target.parent.glob(f".{target.name}.*.new"):
        if time.time() - abandoned.stat().st_mtime > ABANDONED_AFTER:
            shutil.rmtree(abandoned, ignore_errors=True)
    new.mkdir()
    try:
        yield new
        shutil.rmtree(earlier, ignore_errors=True)
        if target.exists():
            target.rename(earlier)
        new.rename(target)
        shutil.rmtree(earlier, ignore_errors=True)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _long_date(iso: str | None) -> str | None:
    """27 October 2020 for 2020-10-27; what is no ISO date stays as it is."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return iso
    return f"{day.day} {day:%B} {day.year}"


def _one_line(error: object) -> str:
    return " ".join(str(error).split())
