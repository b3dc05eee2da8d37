"""How notebooks show an article, its frames, charts and findings.

Importing this module in a notebook registers the displays; elsewhere it changes nothing. All text
is escaped, and marked so that MathJax does not take dollar signs for formulas.
"""

import json
from html import escape

import numpy as np
import pandas as pd
from IPython import get_ipython
from IPython.display import HTML

from helpers import charts
from helpers.findings import Finding
from helpers.reading.articles import Article, ArticleError
from helpers.reading.chosen_article import PROJECT
from helpers.reading.corrections import CorrectionsError
from helpers.report.article_html import article_html
from helpers.report.outputs import FINDINGS, NO_MATH
from helpers.report.table_html import table_html
from helpers.tables.parameters import ParameterError
from helpers.wording import count, printable

# How mentions look in a Lab, in the colours of the charts.
_LINES = {"person": "solid", "organisation": "double", "country": "dashed", "bloc": "dotted"}
_ON_DARK = {"person": "#56b4e9", "organisation": "#f0b840", "country": "#3fbf9a"}
MARKS = (
    "<style>.article-text{max-width:46rem;line-height:1.8;font-size:1.05em}.article-text mark"
    "{background:none;color:inherit;text-decoration:underline 2px;text-underline-offset:.2em}"
    + "".join(
        f".article-text .kind-{name}{{text-decoration-color:{kind.colour};"
        f"text-decoration-style:{_LINES[name]}}}"
        for name, kind in charts.KINDS.items()
    )
    # The same hues, light enough for a dark theme.
    + "".join(
        f"[data-jp-theme-light=false] .article-text .kind-{name}{{text-decoration-color:{colour}}}"
        for name, colour in _ON_DARK.items()
    )
    + "</style>"
)


def article_card(article: Article) -> HTML:
    """Return title, source, date, author and origin of an article, for the top of a notebook.

    Parameters
    ----------
    article : Article
        As `helpers.reading.chosen_article.load_article` returns it.

    Returns
    -------
    HTML
    """
    facts = [article.metadata.get(key, "") for key in ("source", "date", "author")]
    line = " · ".join(escape(fact) for fact in facts if fact)
    return HTML(
        f'<div class="article-card {NO_MATH}"><strong>{escape(article.title)}</strong><br>'
        f"{line}{'<br>' if line else ''}"
        f"<small>read from <code>{escape(printable(article.origin))}</code></small></div>"
    )


def article(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
) -> HTML:
    """Return the article's text with numbered sentences and, if given, its mentions underlined.

    Parameters
    ----------
    sentences, mentions, actors : DataFrame
        Frames of the article.

    Returns
    -------
    HTML
        The tooltip of a mention gives the actor's name and the rule that found it.
    """
    return HTML(MARKS + article_html(sentences, mentions, actors))


def folded(table: pd.DataFrame, title: str) -> HTML:
    """Return a table that is folded away under its title and number of rows."""
    rows = count(len(table), "row")
    return HTML(
        f'<details class="folded"><summary>{escape(title)} ({rows})</summary>'
        f"{table_html(table)}</details>"
    )


def notebooks() -> HTML:
    """Return the notebooks as links in reading order, each with the question that it answers."""
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
            FINDINGS: [finding._asdict() for finding in self],
        }


def register() -> None:
    """Show frames as tables and charts with alternative text in the IPython that runs this."""
    shell = get_ipython()
    if shell is None:
        return
    shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, table_html)
    # A newcomer asks for a sum and wants to see 125, not np.int64(125).
    plain = shell.display_formatter.formatters["text/plain"]
    for number in {*np.sctypeDict.values()}:
        plain.for_type(number, lambda value, printer, cycle: printer.text(repr(value.item())))
    shell.set_custom_exc((ArticleError, CorrectionsError, ParameterError), _show_in_one_line)
    charts.register()


def _show_in_one_line(shell, error_type, error, traceback, tb_offset=None) -> None:
    # Shown like a traceback of IPython's, so that papermill and nbconvert see an error too.
    shell._showtraceback(error_type, error, [str(error)])


def _evidence(finding: Finding) -> str:
    if not finding.sentence_ids:
        return ""
    noun = "sentence" if len(finding.sentence_ids) == 1 else "sentences"
    return f" <small>({noun} {', '.join(map(str, finding.sentence_ids))})</small>"


register()
