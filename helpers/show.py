"""How notebooks show an article, its frames, charts and findings.

Importing this module in a notebook registers the displays; elsewhere it changes nothing. All text
is escaped, and marked so that MathJax takes no dollar sign for a formula.
"""

from html import escape

import pandas as pd
from IPython import get_ipython
from IPython.display import HTML

from helpers import FINDINGS_MIMETYPE, charts
from helpers.articles import Article, ArticleError
from helpers.findings import Finding
from helpers.highlight import NO_MATH, article_html

MAX_ROWS = 25
MAX_CELL_CHARS = 400
NUMBER = ' class="number"'


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
    """Return the article's text with numbered sentences; see `helpers.highlight.article_html`."""
    return HTML(article_html(sentences, mentions, actors, anchors=anchors))


class Findings(list[Finding]):
    """Findings that a notebook shows as a list and that a report reads as JSON."""

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        items = "".join(f"<li>{escape(finding.text)}{_evidence(finding)}</li>" for finding in self)
        return {
            "text/plain": "\n".join(f"- {finding.text}" for finding in self),
            "text/html": f'<ul class="findings {NO_MATH}">{items}</ul>',
            FINDINGS_MIMETYPE: [finding._asdict() for finding in self],
        }


def table_html(table: pd.DataFrame) -> str:
    """Return a frame as an HTML table: column names in words, long frames and cells cut.

    At most 25 rows are shown, and 400 characters a cell; below the table stands how many rows there
    are. The index is not shown.
    """
    shown = table.head(MAX_ROWS)
    numeric = [dtype.kind in "iuf" for dtype in shown.dtypes]
    head = "".join(
        f'<th scope="col"{NUMBER if n else ""}>{escape(str(column).replace("_", " "))}</th>'
        for column, n in zip(shown.columns, numeric, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(_cell(value, n) for value, n in zip(row, numeric, strict=True))}</tr>"
        for row in shown.itertuples(index=False)
    )
    note = ""
    if table.empty:
        note = '<p class="note">No rows.</p>'
    elif len(table) > MAX_ROWS:
        note = f'<p class="note">The first {MAX_ROWS} of {len(table):,} rows.</p>'
    return (
        f'<div class="table {NO_MATH}" role="region" aria-label="Table" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
    )


def register() -> None:
    """Show frames as tables and charts with alternative text in the IPython that runs this."""
    shell = get_ipython()
    if shell is None:
        return
    shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, table_html)
    shell.set_custom_exc((ArticleError,), _show_article_error)
    charts.register()


def _show_article_error(shell, error_type, error, traceback, tb_offset=None) -> None:
    print(error)


def _cell(value, numeric: bool) -> str:
    if isinstance(value, list):
        text = ", ".join(map(str, value))
    elif pd.isna(value):
        text = ""
    elif isinstance(value, pd.Timestamp):
        text = f"{value:%Y-%m-%d}"
    elif isinstance(value, float):
        text = f"{value:.2f}" if value == 0 or abs(value) >= 0.01 else f"{value:.1g}"
    elif numeric:
        text = f"{value:,}"
    else:
        text = str(value)
    if len(text) > MAX_CELL_CHARS:
        text = text[: MAX_CELL_CHARS - 1] + "…"
    return f"<td{NUMBER}>{text}</td>" if numeric else f"<td>{escape(text)}</td>"


def _evidence(finding: Finding) -> str:
    if not finding.sentence_ids:
        return ""
    noun = "sentence" if len(finding.sentence_ids) == 1 else "sentences"
    return f" <small>({noun} {', '.join(map(str, finding.sentence_ids))})</small>"


register()
