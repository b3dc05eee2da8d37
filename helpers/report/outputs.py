"""What notebook outputs and the page made from them share.

A page has the script and style of its tables once; in a Lab each table brings its own. Nothing here
needs pandas, so the process that runs the notebooks starts without it.
"""

import re
from functools import cache
from pathlib import Path

from helpers.wording import kind_name

TEMPLATES = Path(__file__).parent / "templates"
NO_MATH = "tex2jax_ignore mathjax_ignore"  # MathJax would typeset a dollar sign
LABEL = 'aria-label="Table: '
# A MIME type of our own: the template of chapters shows findings in its own way.
FINDINGS = "application/vnd.news-actors.findings+json"
# In the HTML of `table_html`: cells with ids, the text of headings, and cells with kinds.
_IDS = re.compile(r'<t[hd][^>]* class="id">[^<]*</t[hd]>')
_HEADINGS = re.compile(r'(?<=<th scope="col")[^>]*>[^<]*')
_KINDS = re.compile(r'(<t[hd][^>]* class="kind">)([^<]*)')


def table_script() -> str:
    """Return the script that adds the tools to each table of a page."""
    return (TEMPLATES / "tables.js").read_text(encoding="utf-8")


def page_table(html: str, number: str) -> str:
    """Return an output with a table as a page shows it: numbered, without a Lab's tools.

    Its readers don't write code: headings and kinds of actors are in words, and ids are left out.
    """
    html = html.replace(lab_style(), "").replace(lab_script(), "")
    html = _IDS.sub("", html)
    html = _HEADINGS.sub(lambda match: in_words(match[0]), html)
    html = _KINDS.sub(lambda match: match[1] + kind_name(match[2]), html)
    return html.replace(LABEL, f"{LABEL.removesuffix(': ')} {number}: ")


def in_words(heading: str) -> str:
    """Return a column name as a heading for readers.

    >>> in_words("n_mentions")
    'n mentions'
    """
    return heading.replace("_", " ")


@cache
def lab_style() -> str:
    """Return the style of tables in a notebook's output, as HTML."""
    return f"<style>{(TEMPLATES / 'tables.css').read_text(encoding='utf-8')}</style>"


@cache
def lab_script() -> str:
    """Return the script of tables in a notebook's output, as HTML."""
    return f"<script>{table_script()}</script>"
