"""A report's page, and the index page beside several: parts in, one HTML file out, no network.

Nothing on the page comes from elsewhere, and nothing in it runs except this project's scripts: its
Content-Security-Policy names them by their hash. All text is escaped by the templates.
"""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from helpers.atomic import FolderError, locked, write_whole
from helpers.charts.web import KINDS, SHAPES, base_style, is_ours, policy
from helpers.reading.articles import Article
from helpers.reading.chosen_article import PROJECT
from helpers.reading.corrections import Correction
from helpers.reading.dates import now
from helpers.reading.plain_text import visible
from helpers.report.outputs import TEMPLATES, table_script
from helpers.wording import kind_name, quoted

PAGE = "index.html"
SUMMARY = "report.json"
SUMMARY_TYPES = {
    "doc_id": str, "title": str, "date": str, "facts": list, "findings": list, "actors": list
}  # fmt: skip
ACCURACY = PROJECT / "data" / "accuracy.json"
# The chapter that explains each kind of finding, by the number in its file name.
CHAPTER_OF_KIND = {
    "lead": "02",
    "sentence": "02",
    "tone": "04",
    "statement": "05",
    "silence": "05",
    "act": "05",
    "network": "06",
}
MOST_COMPARED = 8
# Meaning of the lines on the map.
LOOKS = {
    "act": "an act reported between the two",
    "sure": "together more often than chance explains",
    "chance": "in the same sentences, which may be chance",
}


def page_html(
    article: Article,
    parts: dict,
    chapters: list[dict],
    *,
    about: dict[str, str],
    files: Iterable[str] = (),
    index: bool = False,
    made_on: date | None = None,
) -> str:
    """Return the page of one article.

    `parts` is its `helpers.report.page_data.page_parts`, `chapters` are the
    `helpers.report.chapters.chapter` of each notebook, `about` has versions; `files` are beside the
    page, and if `index` is true there is an index page in the folder above.
    """
    findings = [{**f, **_chapter_of(f["kind"], chapters)} for f in parts["findings"]]
    for use in parts["uses"]:
        use["findings"] = [
            i for i, f in enumerate(findings, start=1) if use["id"] in f["sentence_ids"]
        ]
    present = {actor["kind"] for actor in parts["actors"]}
    applied, unmatched = _corrections(parts["corrections"])
    css = _styles()
    js = _script()
    return _template("page.html.j2").render(
        article=article,
        facts=_facts(article),
        web_address=_web_address(article),
        findings=findings,
        parts=parts,
        statement_of={statement["id"]: statement for statement in parts["statements"]},
        has_actions=any(pair["actions"] for pair in parts["pairs"]),
        chapters=chapters,
        name_of={actor["id"]: actor["name"] for actor in parts["actors"]},
        kinds=[(kind, name) for kind, name in KINDS.items() if kind in present],
        kind_name=kind_name,
        shapes=SHAPES,
        looks=LOOKS,
        accuracy=accuracy(),
        applied=applied,
        unmatched=unmatched,
        about=about,
        made_on=long_date((made_on or now().date()).isoformat()),
        command=f"python -m helpers report {quoted(article.origin)}",
        files=list(files),
        index=index,
        css=css,
        js=js,
        policy=policy(css, js),
    )


def _chapter_of(kind: str, chapters: list[dict]) -> dict:
    for chapter in chapters:
        if chapter["id"].startswith(CHAPTER_OF_KIND[kind]):
            return {"chapter": chapter["id"], "chapter_title": chapter["title"]}
    return {"chapter": None, "chapter_title": None}


def summary(article: Article, parts: dict) -> dict:
    """Return what an index page needs from a report, in a form that JSON can hold."""
    return {
        "doc_id": article.doc_id,
        "title": article.title,
        "facts": _facts(article),
        "date": article.metadata.get("date", ""),
        "findings": [finding["text"] for finding in parts["findings"]],
        "actors": [
            {key: actor[key] for key in ("id", "name", "kind", "n_mentions")}
            for actor in parts["actors"]
        ],
    }


def write_index(out: Path) -> Path:
    """Write `out/index.html`, which links all reports in `out`, and return its path.

    Reports made by several processes at once are all included. A page that is not ours is never
    replaced: `FolderError`.
    """
    with locked(out / PAGE):
        if not is_ours(out / PAGE):
            raise FolderError(
                "is not a page of reports and stays as it is; move it, or give another --out"
            )
        found = ((path.parent, _summary_in(path)) for path in sorted(out.glob(f"*/{SUMMARY}")))
        reports = [{**report, "folder": folder.name} for folder, report in found if report]
        write_whole(out / PAGE, index_html(reports))
    return out / PAGE


def _summary_in(path: Path) -> dict | None:
    """The `summary` of a report; None if it is just being replaced, or is not ours."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        is_one = (path.parent / PAGE).is_file() and all(
            isinstance(report[name], kind) for name, kind in SUMMARY_TYPES.items()
        )
        texts = [path.parent.name, report["title"], report["date"]]
        texts += [*report["facts"], *report["findings"]]
        texts += [actor[name] for actor in report["actors"] for name in ("id", "name", "kind")]
        numbers = [actor["n_mentions"] for actor in report["actors"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    is_one &= all(isinstance(text, str) and text == visible(text) for text in texts)
    is_one &= all(isinstance(number, int) for number in numbers)
    return report if is_one else None


def index_html(reports: list[dict]) -> str:
    """Return the page that links reports, given their `summary` and the `folder` of each."""
    css, js = _styles(), table_script()
    reports = sorted(reports, key=lambda report: (report["date"], report["title"]), reverse=True)
    shown = reports[:MOST_COMPARED]
    return _template("index.html.j2").render(
        reports=reports, shown=shown, shared=_shared(shown), css=css, js=js, policy=policy(css, js)
    )


@cache
def accuracy() -> list[dict]:
    """Return the measured accuracy of each step, if benchmarks/accuracy.py has written it.

    `data/accuracy.json` is a list of objects: `step`, `measure`, `value` (0 to 1), `data` and
    `command`, all but `value` texts.
    """
    if not ACCURACY.exists():
        return []
    return json.loads(ACCURACY.read_text(encoding="utf-8"))


def long_date(iso: str | None) -> str | None:
    """Return 27 October 2020 for 2020-10-27; anything that is not an ISO date is unchanged."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return iso
    return f"{day.day} {day:%B} {day.year}"


def _facts(article: Article) -> list[str]:
    facts = [article.metadata.get("source"), long_date(article.metadata.get("date"))]
    return [fact for fact in [*facts, article.metadata.get("author")] if fact]


def _web_address(article: Article) -> str | None:
    url = article.metadata.get("url", "")
    return url if url.startswith(("https://", "http://")) else None


def _corrections(log: list[dict]) -> tuple[list[tuple[str, int]], list[str]]:
    """The corrections applied, with the number of mentions changed, and the unmatched ones."""
    applied, unmatched = [], []
    for record in log:
        fields = {**record}
        n = fields.pop("n")
        if n:
            applied.append((str(Correction(**fields)), n))
        elif record["doc_id"] or record["question"]:
            unmatched.append(str(Correction(**fields)))
    return applied, unmatched


def _shared(reports: list[dict]) -> list[dict]:
    """The actors in several reports: `id`, `name`, and their mentions by folder in `places`."""
    actors: dict[str, dict] = {}
    for report in reports:
        for actor in report["actors"]:
            entry = actors.setdefault(actor["id"], {**actor, "places": {}})
            entry["places"][report["folder"]] = actor["n_mentions"]
    shared = [actor for actor in actors.values() if len(actor["places"]) > 1]
    return sorted(
        shared,
        key=lambda a: (-len(a["places"]), -sum(a["places"].values()), a["name"]),
    )


@cache
def _template(name: str):
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template(name)


@cache
def _styles() -> str:
    from pygments.formatters import HtmlFormatter

    light = HtmlFormatter(style="default").get_style_defs(".highlight")
    dark = HtmlFormatter(style="github-dark").get_style_defs(".highlight")
    own = [(TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "print.css")]
    return "\n".join(
        [
            light,
            f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}",
            base_style(),
            *own,
        ]
    )


@cache
def _script() -> str:
    # Tables come first: only with their tools is it known which areas scroll.
    return table_script() + (TEMPLATES / "page.js").read_text(encoding="utf-8")
