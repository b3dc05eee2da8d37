"""The notebooks, run in order on an article, as one HTML page that needs no network.

One kernel runs all notebooks for all articles: it imports the libraries and loads the pipeline
while this process imports nbconvert. The kernel does everything that needs the pipeline; this
process only reads articles, passes cells on, and assembles the page.
"""

import asyncio
import json
import os
import subprocess
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from helpers.atomic import FolderError, carry_over, replacing, temporary_folder
from helpers.charts.web import is_ours
from helpers.reading.articles import Article, Rejected, read_articles, write_article
from helpers.reading.chosen_article import PROJECT, article_notebooks, located
from helpers.reading.corrections import read_corrections, unmatched
from helpers.reading.dates import unread_date
from helpers.report.chapters import chapter, chapter_exporter
from helpers.report.page import PAGE, SUMMARY, page_html, summary, write_index
from helpers.wording import printable, strict_json

ARTICLE_FILE = "article.txt"
MARKS = (PAGE, ARTICLE_FILE, SUMMARY)  # distinguish a report from somebody else's folder
PARTS = "parts.json"  # what the kernel passes back; not kept
# Cells for use in a Lab only, where an article is chosen or a correction made.
LAB_TAGS = {"choose-article", "lab-only"}

# What the kernel runs besides the notebooks. It gets the article as a file with a fixed name, so
# that no text of an article ever becomes code.
# Nothing imported is garbage: collecting while importing, and looking through everything imported
# after each notebook, would take seconds.
WARM_UP = (
    "import gc; gc.disable(); import helpers.report.show; "
    "from helpers.annotation import pipeline, sentence_tone; "
    "pipeline.load_pipeline(); sentence_tone.vader(); gc.freeze(); gc.enable()"
)
RESET = "get_ipython().reset(new_session=False)"
EXPORT = f"""
from pathlib import Path
from helpers.reading.articles import read_article
from helpers.report.export import export_article
from helpers.tables import article_frames
from helpers.report.page_data import page_parts
from helpers.annotation.pipeline import annotate
from helpers.wording import strict_json
doc = annotate(read_article({ARTICLE_FILE!r}))
frames = article_frames(doc)
export_article(doc, ".", frames)
Path({PARTS!r}).write_text(strict_json(page_parts(doc, frames)), encoding="utf-8")
"""


class ReportError(RuntimeError):
    """A report could not be made; the message is one line that says where and why."""


@dataclass(frozen=True)
class Report:
    """A report that was made: its page, its main findings, and the corrections that apply to it.

    `corrections` are those that `helpers.reading.corrections` stores on a Doc. `unread_date` is the
    article's date as written, if it is not a clear day.
    """

    page: Path
    findings: list[str]
    corrections: list[dict]
    unread_date: str | None = None


def make_reports(
    origins: Iterable[str],
    out: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    progress: bool = True,
) -> tuple[list[Report], list[str]]:
    """Make a report of each article; return the reports, and a line for each article left out.

    `origins` are files, folders or addresses, and `columns` the columns of tables, as in
    `helpers.reading.articles.read_articles`. Each report is a folder `out/<doc_id>` with
    `index.html`, the executed notebooks, `article.txt`, `article.conllu`, `network.graphml`,
    `about.json`, `report.json` and `tables/`; `out/index.html` links all reports there. An article
    that can't be read, or on which a notebook fails, is left out with the reason, an earlier report
    of it stays as it was, and the others are made. `progress` draws a bar on standard error.
    Raises `CorrectionsError` if the corrections file is malformed.
    """
    read_corrections()
    return asyncio.run(_make_reports(origins, Path(out), columns, progress))


def unmatched_corrections(reports: Iterable[Report]) -> list[str]:
    """Return descriptions of the corrections for these reports that matched nothing in any."""
    return unmatched([report.corrections for report in reports])


async def _make_reports(
    origins: Iterable[str], out: Path, columns: Mapping[str, str] | None, progress: bool
) -> tuple[list[Report], list[str]]:
    reports: list[Report] = []
    async with _kernel() as kernel:
        articles, left_out = _read_articles(origins, columns, progress)
        if not articles:
            return reports, left_out
        from tqdm import tqdm

        paths = article_notebooks()
        n_steps = len(articles) * (len(paths) + 1)
        with (
            ThreadPoolExecutor(1) as exporting,
            tqdm(total=n_steps, unit="step", disable=not progress, leave=False) as bar,
        ):
            exporter = exporting.submit(chapter_exporter)
            client = await _connect(kernel)
            index = is_ours(out / PAGE)
            for article in articles:
                bar.set_description(article.doc_id[:40])
                try:
                    with replacing(out / article.doc_id, marks=MARKS) as folder:
                        write_article(article, folder / ARTICLE_FILE)
                        await _run_code(client, _chdir(folder.resolve()))
                        chapters = []
                        for path in paths:
                            notebook = await _run_notebook(path, kernel, client, folder)
                            chapters.append(
                                exporting.submit(chapter, exporter.result(), path, notebook)
                            )
                            bar.update()
                        await _run_code(client, EXPORT)
                        await _run_code(client, _chdir(PROJECT))
                        chapters = [c.result() for c in chapters]
                        report = _write_page(article, chapters, folder, index=index)
                        _carry_over(out / article.doc_id, folder)
                        bar.update()
                    reports.append(replace(report, page=out / article.doc_id / PAGE))
                except Exception as error:  # whatever this one does, the others are made
                    left_out.append(str(Rejected(article.origin, None, None, _reason(error))))
                    if not await kernel.is_alive():
                        await kernel.restart_kernel(now=True)
                        client = await _connect(kernel)
    if reports:
        try:
            write_index(out)
        except OSError as error:
            left_out.append(str(Rejected(str(out / PAGE), None, None, _reason(error))))
    return reports, left_out


def _read_articles(
    origins: Iterable[str], columns: Mapping[str, str] | None, progress: bool
) -> tuple[list[Article], list[str]]:
    from tqdm import tqdm

    articles, left_out, doc_ids = [], [], set()
    for origin in origins:
        reading = read_articles(located(origin), columns=columns)
        # Pages are fetched at least a second apart.
        for found in tqdm(reading, "reading", unit="", disable=not progress, leave=False):
            if isinstance(found, Rejected):
                left_out.append(str(found))
                continue
            doc_id, number = found.doc_id, 2
            while doc_id in doc_ids:
                doc_id, number = f"{found.doc_id}-{number}", number + 1
            doc_ids.add(doc_id)
            articles.append(replace(found, doc_id=doc_id, origin=_public_origin(found.origin)))
    return articles, left_out


def _public_origin(origin: str) -> str:
    """The origin without folders above the current one, as reports are passed on to others."""
    path = Path(origin)
    if "://" in origin or not path.is_absolute():
        return origin
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.name


@asynccontextmanager
async def _kernel() -> AsyncIterator[AsyncKernelManager]:
    """A kernel that preloads the pipeline, without the user's own IPython settings."""
    with temporary_folder() as settings:
        manager = AsyncKernelManager(
            kernel_name="python3",
            # The Python that runs this, whatever is in the user's home, which may be read-only.
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
            connection_file=os.path.join(settings, "kernel.json"),
        )
        try:
            await manager.start_kernel(
                extra_arguments=[
                    f"--IPKernelApp.exec_lines={WARM_UP}",
                    "--HistoryManager.enabled=False",
                ],
                env={**os.environ, "IPYTHONDIR": str(settings)},
                cwd=str(PROJECT),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except RuntimeError as error:  # its file can't be private, under some settings
            raise ReportError(f"the notebooks' kernel did not start: {_one_line(error)}") from None
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
    """Run a notebook on the article in `folder`, in its own namespace; save and return it."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [c for c in notebook.cells if not LAB_TAGS & {*c.metadata.get("tags", [])}]
    _inject_parameters(notebook, f"ARTICLE = {ARTICLE_FILE!r}")
    await _run_code(client, RESET)
    runner = NotebookClient(notebook, km=kernel, timeout=None, record_timing=False)
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
            f"the kernel died in {path.name}, possibly because this text needs more memory"
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
            tags = {"tags": ["injected-parameters"]}
            injected = new_code_cell(source, metadata=tags, id="injected-parameters")
            notebook.cells.insert(index + 1, injected)
            return


def _write_page(article: Article, chapters: list[dict], folder: Path, *, index: bool) -> Report:
    """Write the page and its summary into `folder`."""
    parts = json.loads((folder / PARTS).read_text(encoding="utf-8"))
    (folder / PARTS).unlink()
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    summarised = {**summary(article, parts), "files": sorted({*files, SUMMARY, PAGE})}
    (folder / SUMMARY).write_text(strict_json(summarised, indent=1), encoding="utf-8")
    html = page_html(
        article,
        parts,
        chapters,
        about=json.loads((folder / "about.json").read_text(encoding="utf-8")),
        files=sorted({*files, SUMMARY}),
        index=index,
    )
    (folder / PAGE).write_text(html, encoding="utf-8")
    return Report(
        folder / PAGE,
        summarised["findings"],
        parts["corrections"],
        unread_date(article.metadata.get("date")),
    )


def _carry_over(earlier: Path, folder: Path) -> None:
    """Copy what people added to the earlier report's folder into the new one."""
    try:
        made = {*json.loads((earlier / SUMMARY).read_text(encoding="utf-8"))["files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return
    carry_over(earlier, folder, made | {PARTS})


def _reason(error: Exception) -> str:
    if isinstance(error, ReportError | FolderError):
        return _one_line(error)
    if isinstance(error, OSError):
        return f"its report can't be written ({error.strerror or error}); check the disk"
    return f"no report can be made of it ({type(error).__name__}: {_one_line(error)})"


def _one_line(error: object) -> str:
    return printable(" ".join(str(error).split()))
