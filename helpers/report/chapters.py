"""Executed notebooks as chapters of a report's page, with nbconvert and a template of ours."""

import re
from html import unescape
from itertools import count
from pathlib import Path

from helpers.report.outputs import FINDINGS, TEMPLATES, page_table

LEVELS = 2  # a notebook's own title is a heading of the third level
SECTION = re.compile(r"<h4\b[^>]*>(.*?)</h4>", re.DOTALL)


def chapter_exporter():
    """Return nbconvert's exporter with the template of chapters; it takes a second to import."""
    from nbconvert.exporters import HTMLExporter

    exporter = HTMLExporter(
        template_name="chapter",
        extra_template_basedirs=[str(TEMPLATES)],
        extra_template_paths=[str(TEMPLATES)],
        exclude_anchor_links=True,
    )
    exporter.register_filter("chapter_headings", _chapter_headings)
    exporter.register_filter("page_output", _page_output)
    return exporter


def chapter(exporter, path: Path, notebook) -> dict:
    """Return the notebook as part of a page: `id`, `title`, `html`, and its `sections`.

    A section is a heading below the notebook's own, with its own `id` and `title`.
    """
    chapter_id = path.stem.replace("_", "-")
    html, resources = exporter.from_notebook_node(
        notebook,
        resources={
            "chapter_id": chapter_id,
            "findings_mimetype": FINDINGS,
            "sections": [],
            "table_numbers": count(1),
        },
    )
    title = re.search(r"^# (.+)$", notebook.cells[0].source, re.MULTILINE)
    title = title.group(1) if title else path.stem
    return {"id": chapter_id, "title": title, "html": html, "sections": resources["sections"]}


def _chapter_headings(html: str, resources: dict) -> str:
    """Prose with its headings lowered below the page's own; sections get ids and are listed."""

    def noted(match: re.Match) -> str:
        title = unescape(re.sub(r"<[^>]*>", "", match[1])).strip()
        number = len(resources["sections"]) + 1
        anchor = f"{resources['chapter_id']}-{number}"
        resources["sections"].append({"id": anchor, "title": title})
        return f'<h4 id="{anchor}">{match[1]}</h4>'

    lowered = re.sub(r"<(/?)h([1-4])\b", lambda m: f"<{m[1]}h{int(m[2]) + LEVELS}", html)
    return SECTION.sub(noted, lowered)


def _page_output(html: str, resources: dict) -> str:
    """An output as the page shows it, with its table numbered by chapter: Table 3.1, 3.2, …"""
    chapter_number = resources["chapter_id"].partition("-")[0].lstrip("0")
    return page_table(html, f"{chapter_number}.{next(resources['table_numbers'])}")
