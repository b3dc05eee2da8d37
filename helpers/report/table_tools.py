"""What makes tables sort, filter and copy: in a report's page once, in a Lab with each table."""

from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
# From here on a Lab's table gets the tools: a small one is seen at a glance.
FROM_ROWS = 6


def table_script() -> str:
    """Return the script that gives each table of a page its tools."""
    return (TEMPLATES / "tables.js").read_text(encoding="utf-8")


@cache
def lab_style() -> str:
    """Return the style of tables in a notebook's output, as HTML."""
    return f"<style>{(TEMPLATES / 'tables.css').read_text(encoding='utf-8')}</style>"


@cache
def lab_script() -> str:
    """Return the script of tables in a notebook's output, as HTML."""
    return f"<script>{table_script()}</script>"


def without_lab_tools(html: str) -> str:
    """Return an output without its style and script, which a report's page has once for all."""
    return html.replace(lab_style(), "").replace(lab_script(), "")
