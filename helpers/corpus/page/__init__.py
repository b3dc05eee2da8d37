"""The page of a corpus: findings, charts, search and every article, in a file that needs no server.

Without scripts it shows the findings. Everything else is counted in the page, from arrays that it
contains, so filters, charts and search work without a server. Everything from articles reaches the
page as text or as packed data, never as HTML or code.
"""

import json
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from jinja2 import Environment, FileSystemLoader

from helpers.atomic import FolderError, write_whole
from helpers.charts.web import KINDS as KIND_PLURALS
from helpers.charts.web import SHAPES, base_style, is_ours, policy
from helpers.corpus.load import open_corpus
from helpers.corpus.page import model as modelling
from helpers.corpus.page.compared import CorpusFinding
from helpers.corpus.page.doubtful import doubtful_joins, joined_names
from helpers.corpus.page.findings import corpus_findings
from helpers.corpus.page.model import Model, read_model
from helpers.corpus.page.network import pairs_by_article, planned
from helpers.corpus.page.packing import MOST, packed, write_parts
from helpers.corpus.page.texts import parts_of
from helpers.corpus.resume import read_about
from helpers.reading.dates import now
from helpers.wording import count, kind_name

PAGE = "index.html"
TEMPLATES = Path(__file__).parents[1] / "templates"
SCRIPTS = ("dom", "data", "counts", "charts", "views", "network", "reader", "main")
DATA = "corpus"  # the part that the page reads first
MOST_REASONS = 20


def write_page(out: Path) -> Path:
    """Write the page of the corpus in `out`, and return its path.

    Data that are too large for one file go into `out/page`, which has to stay beside the page. If
    the texts exceed 30 MB, those of the earliest articles are left out, and the page says so. A
    page of somebody else's is never replaced: `FolderError`.
    """
    if not is_ours(out / PAGE):
        raise FolderError(
            f"{out / PAGE}: is not a page of ours and stays as it is; move it, and run this again"
        )
    pattern = str(out / "documents" / "*.parquet")
    with open_corpus(out) as corpus:
        model = read_model(corpus, pattern)
        pairs = pairs_by_article(corpus)
        content = {**_arrays(model, pairs), "map": planned(model, pairs)}
        parts, content["parts"], content["withText"] = _texts(corpus, model, packed(content))
        parts = {DATA: packed(content), **parts}
        corpus.register("page_names", model.actors[["actor_id", "name"]])
        joins, n_joins = doubtful_joins(corpus)
        findings = corpus_findings(model, *joined_names(corpus), n_joins)
        facts = _facts(corpus, out, model, content["withText"])
    beside = write_parts(parts, out)
    html = page_html(
        findings,
        facts,
        joins=joins,
        n_joins=n_joins,
        parts={} if beside else parts,
        has_map=content["map"] is not None,
        kinds=[kind for kind in modelling.KINDS if (model.actors["kind"] == kind).any()],
    )
    write_whole(out / PAGE, html)
    return out / PAGE


def page_html(
    findings: list[CorpusFinding],
    facts: dict,
    *,
    joins: list[dict],
    n_joins: int,
    parts: dict[str, str],
    has_map: bool,
    kinds: list[str],
) -> str:
    """Return the page; `parts` are the packed data inside it, empty if they are files beside it."""
    css, js = _styles(), _script()
    return _template().render(
        findings=[
            {
                "text": finding.text,
                "detail": finding.detail,
                "links": [{"label": link.label, "question": _question(link)} for link in
                          finding.links],
            }
            for finding in findings
        ],
        facts=facts,
        joins=joins,
        n_joins=n_joins,
        parts=parts,
        has_map=has_map,
        kinds=[(kind, KIND_PLURALS[kind], SHAPES[kind]) for kind in kinds],
        css=css,
        js=js,
        policy=policy(css, js, loads_parts=True),
    )  # fmt: skip


def _question(link) -> str:
    """What the page looks up for a link, as JSON, without empty fields."""
    asked = {
        "what": link.what,
        "actor": link.actor,
        "source": link.source,
        "since": link.since,
        "until": link.until,
        "target": link.target,
        "gender": link.gender,
        "aimed": link.aimed or None,
    }
    return json.dumps({key: value for key, value in asked.items() if value not in (None, -1, "")})


def _arrays(model: Model, pairs: pd.DataFrame) -> dict:
    """The model in a form that JSON can hold, with the names that the scripts use."""
    documents, actors, acts = model.documents, model.actors, model.acts
    number = {source: place for place, source in enumerate(model.sources)}
    actions, action = np.unique(acts["action"].astype("str"), return_inverse=True)
    classes, event_class = np.unique(acts["event_class"].astype("str"), return_inverse=True)
    return {
        "documents": {
            "id": documents["doc_id"].tolist(),
            "title": documents["title"].fillna("").tolist(),
            "day": [None if pd.isna(day) else int(day) for day in documents["day"]],
            "source": documents["source"].tolist(),
            "url": [_web(url) for url in documents["url"]],
            "copies": [
                [number.get(source, source) for source in own] or 0 for own in documents["copies"]
            ],
        },
        "sources": model.sources,
        "kinds": list(modelling.KINDS),
        "kindNames": [kind_name(kind) for kind in modelling.KINDS],
        "genders": list(modelling.GENDERS),
        "actors": {
            "name": actors["name"].tolist(),
            "kind": [modelling.KINDS.index(kind) for kind in actors["kind"]],
            "gender": [modelling.GENDERS.index(g) if g else 0 for g in actors["gender"]],
            "roles": actors["roles"].fillna("").tolist(),
            "n": actors["n_documents"].tolist(),
        },
        "present": {
            "document": model.present["document"].tolist(),
            "actor": model.present["actor"].tolist(),
            "n": model.present["n"].tolist(),
            "judged": model.present["judged"].tolist(),
            "tone": (1000 * model.present["tone"]).round().astype("int64").tolist(),
        },
        "statements": {
            "document": model.statements["document"].tolist(),
            "actor": model.statements["actor"].tolist(),
            "direct": model.statements["direct"].astype("int64").tolist(),
        },
        "acts": {
            **{
                name: acts[name].tolist()
                for name in ("document", "source", "target", "quad", "sentence_id")
            },
            "done": acts["done"].astype("int64").tolist(),
            "mutual": acts["mutual"].astype("int64").tolist(),
            "action": action.tolist(),
            "event_class": event_class.tolist(),
        },
        "actions": actions.tolist(),
        "classes": classes.tolist(),
        "pairs": {name: pairs[name].tolist() for name in ("document", "source", "target", "n")},
    }


def _web(url) -> str:
    return url if isinstance(url, str) and url.startswith(("https://", "http://")) else ""


def _texts(
    corpus: duckdb.DuckDBPyConnection, model: Model, rest: str
) -> tuple[dict[str, str], list[int], int]:
    """The parts with texts, the first article of each, and the number of articles with a text."""
    parts: dict[str, str] = {}
    firsts: list[int] = []
    n, room = 0, MOST - len(rest)
    for size, text in parts_of(corpus, model):
        room -= len(text)
        if room < 0:
            break
        firsts.append(n)
        parts[f"text-{len(parts)}"] = text
        n += size
    return parts, firsts or [0], n


def _facts(corpus: duckdb.DuckDBPyConnection, out: Path, model: Model, with_text: int) -> dict:
    """What the page says about the corpus as a whole."""
    n = len(model.documents)
    days = model.documents["date"].dropna()
    about = read_about(out)
    rejected = corpus.execute(
        "SELECT reason, count(*) AS n FROM rejected GROUP BY reason ORDER BY n DESC, reason "
        "LIMIT ?",
        [MOST_REASONS],
    ).fetchall()
    (n_rejected,) = corpus.execute("SELECT count(*) FROM rejected").fetchone()
    n_copies = sum(map(len, model.copies_of.values()))
    planned_articles = about["n_records"]
    return {
        "n": n,
        "articles": count(n, "article"),
        "sources": count(len(model.sources), "source"),
        "actors": count(len(model.actors), "actor"),
        "span": _span(days),
        "undated": n - len(days),
        "copies": n_copies,
        "rejected": rejected,
        "n_rejected": n_rejected,
        "missing": max(0, planned_articles - n - n_copies - n_rejected),
        "planned": planned_articles,
        "without_text": n - with_text,
        "made_on": _long(now()),
        "made_with": about.get("made_with", {}),
        "files": sorted(path.name for path in (out / "exports").glob("*") if path.is_file()),
    }


def _span(days: pd.Series) -> str:
    if days.empty:
        return "without dates"
    first, last = days.min(), days.max()
    return _long(first) if first == last else f"{_long(first)} to {_long(last)}"


def _long(day) -> str:
    return f"{day.day} {day:%B} {day.year}"


@cache
def _template():
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template(
        "page.html.j2"
    )


@cache
def _styles() -> str:
    return f"{base_style()}\n{(TEMPLATES / 'page.css').read_text(encoding='utf-8')}"


@cache
def _script() -> str:
    parts = ((TEMPLATES / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    return "(() => {\n" + "\n".join(parts) + "\n})();\n"
