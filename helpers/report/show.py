"""How notebooks show an article, its frames, charts and findings.

Importing this module in a notebook registers the displays; elsewhere it changes nothing. All text
is escaped, and marked so that MathJax takes no dollar sign for a formula.
"""

import json
import re
from html import escape

import pandas as pd
from IPython import get_ipython
from IPython.display import HTML

from helpers import charts
from helpers.findings.finding import MIMETYPE, Finding
from helpers.reading.articles import Article, ArticleError
from helpers.reading.chosen_article import PROJECT
from helpers.reading.corrections import CorrectionsError
from helpers.report.article_html import NO_MATH, article_html
from helpers.report.table_tools import FROM_ROWS, lab_script, lab_style

MAX_ROWS = 200
MAX_CELL_CHARS = 400
SENTENCES = re.compile(r"(\w+_)?sentence_ids?|most_(negative|positive)|(said|spoken_about)_in")
ACTORS = {
    "name", "source", "target", "actor", "actor_id", "source_id", "target_id", "source_actor_id",
    "target_actor_id",
}  # fmt: skip

# How mentions look in a Lab, in the colours of the charts.
_LINES = {"person": "solid", "organisation": "double", "country": "dashed", "bloc": "dotted"}
MARKS = (
    "<style>.article-text{max-width:46rem;line-height:1.8;font-size:1.05em}.article-text mark"
    "{background:none;color:inherit;text-decoration:underline 2px;text-underline-offset:.2em}"
    + "".join(
        f".article-text .kind-{name}{{text-decoration-color:{kind.colour};"
        f"text-decoration-style:{_LINES[name]}}}"
        for name, kind in charts.KINDS.items()
    )
    + "</style>"
)


def article_card(article: Article) -> HTML:
    """Return which article a notebook reads, for its top: title, source, date, author, origin."""
    facts = [article.metadata.get(key, "") for key in ("source", "date", "author")]
    line = " · ".join(escape(fact) for fact in facts if fact)
    return HTML(
        f'<div class="article-card {NO_MATH}"><strong>{escape(article.title)}</strong><br>'
        f"{line}{'<br>' if line else ''}"
        f"<small>read from <code>{escape(article.origin)}</code></small></div>"
    )


def article(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    *,
    anchors: bool = False,
) -> HTML:
    """Return the article's text with numbered sentences; see `helpers.report.article_html`."""
    return HTML(MARKS + article_html(sentences, mentions, actors, anchors=anchors))


def notebooks() -> HTML:
    """Return the notebooks in reading order, each with the question that it answers, as links."""
    items = []
    for path in sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        question = "".join(cells[0]["source"]).splitlines()[0].removeprefix("# ")
        items.append(f'<li><a href="{path.name}">{path.stem}</a>: {escape(question)}</li>')
    return HTML(f"<ul>{''.join(items)}</ul>")


class Findings(list[Finding]):
    """Findings that a notebook shows as a list and that a report reads as JSON."""

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        items = "".join(f"<li>{escape(finding.text)}{_evidence(finding)}</li>" for finding in self)
        return {
            "text/plain": "\n".join(f"- {finding.text}" for finding in self),
            "text/html": f'<ul class="findings {NO_MATH}">{items}</ul>',
            MIMETYPE: [finding._asdict() for finding in self],
        }


def table_html(table: pd.DataFrame) -> str:
    """Return a frame as an HTML table that scrolls, and from some rows on sorts and filters.

    Column names are in words. At most 200 rows are shown, and 400 characters a cell; below the
    table stands how many rows there are. The index is not shown; the first column heads the rows.
    The classes of cells say what they hold: `number`, `sentences` (numbers of sentences), `actor`
    (its name or id).
    """
    shown = table.head(MAX_ROWS)
    classes = [
        _class_of(str(column), dtype)
        for column, dtype in zip(shown.columns, shown.dtypes, strict=True)
    ]
    names = [str(column).replace("_", " ") for column in shown.columns]
    head = "".join(
        f'<th scope="col"{_class(kind)}>{escape(name)}</th>'
        for name, kind in zip(names, classes, strict=True)
    )
    body = "".join(f"<tr>{_cells(row, classes)}</tr>" for row in shown.itertuples(index=False))
    note = ""
    if table.empty:
        note = '<p class="note">No rows.</p>'
    elif len(table) > MAX_ROWS:
        note = f'<p class="note">The first {MAX_ROWS} of {len(table):,} rows.</p>'
    return (
        f'<div class="table {NO_MATH}" role="region" aria-label="Table: '
        f'{escape(", ".join(names))}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
        f"{lab_style()}{lab_script() if len(shown) >= FROM_ROWS else ''}"
    )


def register() -> None:
    """Show frames as tables and charts with alternative text in the IPython that runs this."""
    shell = get_ipython()
    if shell is None:
        return
    shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, table_html)
    shell.set_custom_exc((ArticleError, CorrectionsError), _show_article_error)
    charts.register()


def _show_article_error(shell, error_type, error, traceback, tb_offset=None) -> None:
    print(error)


def _class_of(column: str, dtype) -> str:
    if SENTENCES.fullmatch(column):
        return "sentences"
    if column in ACTORS:
        return "actor"
    return "number" if dtype.kind in "iuf" else ""


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _cells(row: tuple, classes: list[str]) -> str:
    cells = [
        f"{_class(kind)}>{escape(_in_words(value, kind))}"
        for value, kind in zip(row, classes, strict=True)
    ]
    if not cells:
        return ""
    first, *others = cells
    return f'<th scope="row"{first}</th>' + "".join(f"<td{cell}</td>" for cell in others)


def _in_words(value, kind: str) -> str:
    if isinstance(value, list | tuple):
        text = ", ".join(map(str, value))
    elif pd.isna(value):
        text = ""
    elif kind == "sentences":
        text = str(int(value))
    elif isinstance(value, pd.Timestamp):
        text = f"{value:%Y-%m-%d}"
    elif isinstance(value, float):
        text = f"{value:.2f}" if value == 0 or abs(value) >= 0.01 else f"{value:.1g}"
    elif kind == "number":
        text = f"{value:,}"
    else:
        text = str(value)
    cut = MAX_CELL_CHARS if kind != "sentences" else len(text)
    return text if len(text) <= cut else text[: cut - 1] + "…"


def _evidence(finding: Finding) -> str:
    if not finding.sentence_ids:
        return ""
    noun = "sentence" if len(finding.sentence_ids) == 1 else "sentences"
    return f" <small>({noun} {', '.join(map(str, finding.sentence_ids))})</small>"


register()
