"""What the outputs of notebooks and the page made of them agree on.

A page has script and style of its tables once; in a Lab each table brings them along. Nothing here
needs pandas, so that the process that runs the notebooks starts without it.
"""

from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
NO_MATH = "tex2jax_ignore mathjax_ignore"  # MathJax would typeset a dollar sign
LABEL = 'aria-label="Table: '
# As Jupyter tells outputs apart: the template of chapters shows findings in its own way.
FINDINGS = "application/vnd.news-actors.findings+json"


def table_script() -> str:
    """Return the script that gives each table of a page its tools."""
    return (TEMPLATES / "tables.js").read_text(encoding="utf-8")


def page_table(html: str, number: str) -> str:
    """Return an output with a table as a page has it: under a number, without a Lab's tools."""
    html = html.replace(lab_style(), "").replace(lab_script(), "")
    return html.replace(LABEL, f"{LABEL.removesuffix(': ')} {number}: ")


@cache
def lab_style() -> str:
    """Return the style of tables in a notebook's output, as HTML."""
    return f"<style>{(TEMPLATES / 'tables.css').read_text(encoding='utf-8')}</style>"


@cache
def lab_script() -> str:
    """Return the script of tables in a notebook's output, as HTML."""
    return f"<script>{table_script()}</script>"
