"""What makes tables sort, filter and copy: in a report's page once, in a Lab with each table."""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
# From here on a Lab's table gets the tools: a small one is seen at a glance.
FROM_ROWS = 6


def table_script() -> str:
    """Return the script that gives each table of a page its tools."""
    return (TEMPLATES / "tables.js").read_text(encoding="utf-8")


def lab_tools() -> str:
    """Return style and script as HTML, for an output of a notebook.

    A report's page has both already, and leaves this text out.
    """
    style = (TEMPLATES / "tables.css").read_text(encoding="utf-8")
    return f"<style>{style}</style><script>{table_script()}</script>"
