"""Readability and speed of charts: label overlaps, truncated text, seconds.

    python benchmarks/charts.py [GOLD.jsonl] [--documents 20] [--json]

It draws all charts of the bundled articles and of the first documents of GOLD.jsonl (a document per
line with `doc_id` and `text`), and measures the rendered boxes: two labels of the network chart
overlap if their boxes share more than a point in both directions; a chart is cut off if something
leaves its figure. Times are for drawing all charts of an article to SVG, after imports, and for
placing the 120 actors of an invented network.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import command_line
import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from spacy.tokens import Doc

from helpers import charts, tables
from helpers.annotation.pipeline import annotate
from helpers.charts.layout import Box, pack
from helpers.charts.style import WIDTH
from helpers.reading.articles import Article, read_article
from helpers.reading.chosen_article import ARTICLES
from helpers.tables import network, terms
from helpers.tables.tone import tone_by_actor

SLACK = 1.0  # points that boxes may share: ink does not reach the edge of its box


def main() -> int:
    """Draw, measure, print."""
    number = {"--documents": {"type": int, "default": 20, "help": "of GOLD.jsonl at most"}}
    return command_line.run(__doc__, read, score, report, default=Path(os.devnull), options=number)


def read(path: Path) -> list[dict]:
    """Return the documents of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(gold: list[dict], options: argparse.Namespace) -> dict:
    """Return the measurements for the charts of all articles."""
    articles = [read_article(path) for path in sorted(ARTICLES.glob("*.txt"))]
    articles += [
        Article(g["doc_id"], g["doc_id"], g["text"], {}, g["doc_id"])
        for g in gold[: options.documents]
    ]
    measured = [measure(annotate(article)) for article in articles]
    seconds = [m["seconds"] for m in measured]
    return {
        "articles": len(measured),
        "charts": sum(m["charts"] for m in measured),
        "network_labels": sum(m["labels"] for m in measured),
        "network_labels_overlapping": sum(m["overlaps"] for m in measured),
        "charts_cut_off": sum(m["cut_off"] for m in measured),
        "seconds_all_charts_median": statistics.median(seconds),
        "seconds_all_charts_most": max(seconds),
        "seconds_layout_120_actors": layout_seconds(120),
    }


def measure(doc: Doc) -> dict:
    """Return the measurements for the charts of one article."""
    found = frames(doc)
    list(map(charts.to_svg, drawn(found)))  # imports, caches
    start = time.perf_counter()
    axes = list(drawn(found))
    for ax in axes:
        charts.to_svg(ax)
    seconds = time.perf_counter() - start
    (map_of_actors,) = [ax for ax in axes if ax.get_gid() == "actor_network"]
    return {
        "seconds": seconds,
        "charts": len(axes),
        "labels": len(map_of_actors.texts),
        "overlaps": overlaps(map_of_actors),
        "cut_off": sum(map(is_cut_off, axes)),
    }


def frames(doc: Doc) -> dict[str, pd.DataFrame]:
    """Return the frames that charts are drawn from."""
    sentences, sentiment = tables.sentences(doc), tables.sentence_sentiment(doc)
    actors, mentions, tokens = tables.actors(doc), tables.mentions(doc), tables.tokens(doc)
    pairs = network.cooccurrence(mentions, sentences, sentiment)
    return {
        "sentences": sentences,
        "sentiment": sentiment,
        "actors": actors,
        "mentions": mentions,
        "pairs": pairs,
        "named_pairs": network.pair_names(actors, pairs),
        "frequencies": terms.term_frequencies(tokens),
        "phrases": terms.key_terms(tokens, sentences),
        "tone": tone_by_actor(actors, tables.actor_sentiment(doc)),
    }


def drawn(found: dict[str, pd.DataFrame]) -> Iterator[Axes]:
    """Yield every chart of an article."""
    yield charts.sentence_lengths(found["sentences"])
    yield charts.term_frequencies(found["frequencies"])
    yield charts.key_terms(found["phrases"])
    yield charts.actor_timeline(found["actors"], found["mentions"], found["sentences"])
    yield charts.tone_along_article(found["sentiment"])
    yield charts.tone_by_actor(found["tone"])
    yield charts.actor_network(found["actors"], found["pairs"])
    yield charts.cooccurrence_matrix(found["actors"], found["pairs"])
    yield charts.chance_of_sharing(found["named_pairs"], len(found["sentences"]))


def overlaps(ax: Axes) -> int:
    """Return how many pairs of labels on a chart overlap."""
    ax.figure.draw_without_rendering()
    slack = SLACK * ax.figure.dpi / 72
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text().strip()]
    return sum(
        min(a.x1, b.x1) - max(a.x0, b.x0) > slack and min(a.y1, b.y1) - max(a.y0, b.y0) > slack
        for a, b in combinations(boxes, 2)
    )


def is_cut_off(ax: Axes) -> bool:
    """Return whether anything that a chart draws leaves its figure."""
    ax.figure.draw_without_rendering()
    box, page = ax.get_tightbbox(), ax.figure.bbox
    return bool(box.x0 < page.x0 or box.y0 < page.y0 or box.x1 > page.x1 or box.y1 > page.y1)


def layout_seconds(n: int) -> float:
    """Return the seconds needed to place this many actors, each with a label of usual size."""
    invented = nx.barabasi_albert_graph(n, 2, seed=0)
    invented = nx.relabel_nodes(invented, {node: str(node) for node in invented})
    boxes = dict.fromkeys(invented, Box(40.0, 8.0, 30.0))
    start = time.perf_counter()
    pack(invented, boxes, WIDTH, seed=0)
    return time.perf_counter() - start


def report(result: dict) -> str:
    """Return the result as text."""
    return "\n".join(
        f"{name.replace('_', ' '):28} {value:.2f}" if isinstance(value, float)
        else f"{name.replace('_', ' '):28} {value:,}"
        for name, value in result.items()
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
