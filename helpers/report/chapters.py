"""Executed notebooks as chapters of a report's page, by nbconvert and a template of ours."""

import re
from html import escape, unescape
from pathlib import Path

from helpers.findings.finding import MIMETYPE
from helpers.report.table_tools import TEMPLATES, without_lab_tools

LEVELS = 2  # a notebook's own title is a heading of the third level
SHOWN_LINKS = 10


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
    """Return the notebook as part of a page: `id`, `title`, `html` and `findings`."""
    chapter_id = path.stem.replace("_", "-")
    html, _ = exporter.from_notebook_node(
        notebook, resources={"chapter_id": chapter_id, "findings_mimetype": MIMETYPE}
    )
    title = re.search(r"^# (.+)$", notebook.cells[0].source, re.MULTILINE)
    title = title.group(1) if title else path.stem
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    findings = [
        {**finding, "chapter": chapter_id, "chapter_title": title}
        for output in outputs
        for finding in output.get("data", {}).get(MIMETYPE, [])
    ]
    return {"id": chapter_id, "title": title, "html": html, "findings": findings}


def with_actor_links(html: str, actors: list[dict]) -> str:
    """Return chapters with a link to its card on each name or id of an actor in a table."""
    numbers = {str(actor[key]): i for i, actor in enumerate(actors) for key in ("name", "id")}

    def linked(cell: re.Match) -> str:
        number = numbers.get(unescape(cell[3]))
        if number is None:
            return cell[0]
        return f'{cell[1]}<a href="#actor-{number}">{cell[3]}</a></{cell[2]}>'

    return re.sub(r'(<(t[dh])\b[^<>]*\bclass="actor"[^<>]*>)([^<>]+)</\2>', linked, html)


def with_table_names(chapters: list[str]) -> list[str]:
    """Return chapters whose tables have names of their own: "Table 3: name, kind, role"."""
    number = 0

    def named(start: re.Match) -> str:
        nonlocal number
        number += 1
        return f"{start[1]} {number}: "

    return [re.sub(r'(<div\b[^<>]*\baria-label="Table): ', named, html) for html in chapters]


def sentence_links(ids: list[str], evidence: str = "") -> str:
    """Return numbers of sentences as links, those beyond the tenth folded away."""
    links = [f'<a href="#sentence-{i}">{i}</a>' for i in ids]
    html = ", ".join(links[:SHOWN_LINKS])
    if len(links) > SHOWN_LINKS:
        html += (
            f'<details class="more"><summary> and {len(links) - SHOWN_LINKS} more</summary> '
            f"{', '.join(links[SHOWN_LINKS:])}</details>"
        )
    words = evidence or ("sentence " if len(ids) == 1 else "sentences ") + ", ".join(ids[:3])
    return f'<span data-evidence="{escape(words)}">{html}</span>'


def _chapter_headings(html: str, chapter_id: str) -> str:
    """Prose some heading levels lower, below the page's own, with ids of the chapter's own."""
    lowered = re.sub(r"<(/?)h([1-4])\b", lambda m: f"<{m[1]}h{int(m[2]) + LEVELS}", html)
    return re.sub(r'(<h\d\b[^>]*\bid=")', rf"\g<1>{chapter_id}-", lowered)


def _page_output(html: str) -> str:
    """An output whose tables lead to sentences, without what only a Lab needs."""
    html = without_lab_tools(html)
    html = html.replace('<figure class="chart', '<figure tabindex="0" class="chart')
    return re.sub(
        r'<(t[dh])( scope="row")? class="sentences">([\d, ]+)</\1>',
        lambda m: (
            f'<{m[1]}{m[2] or ""} class="sentences">'
            f"{sentence_links(re.findall(r'[0-9]+', m[3]))}</{m[1]}>"
        ),
        html,
    )
