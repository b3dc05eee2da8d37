"""How well the pipeline agrees with annotations that people corrected.

Agreement beyond chance is Cohen's kappa (Educational and Psychological Measurement 20, 1960) and
Krippendorff's alpha (Content Analysis, 1980), as NLTK computes them, over the words of the texts.
"""

import re
from collections.abc import Iterable

import pandas as pd

from helpers.annotation.pipeline import annotate
from helpers.reading.articles import Article
from helpers.tables.article_frames import article_frames
from helpers.tables.docstrings import Columns, documented, typed
from helpers.tables.files.annotations import ACTOR, LAYERS, Annotated, Span, annotated

ALL = "all"
WHO = "who is meant"
_NONE = "-"
_WORD = re.compile(r"\w+|[^\w\s]")

AGREEMENT: Columns = {
    "layer": ("str", "actor, statement or act"),
    "label": ("str", f"a label of the layer; {ALL}; or {WHO}: only place and actor ids"),
    "n_gold": ("int64", "spans that people marked"),
    "n_found": ("int64", "spans that the pipeline marks"),
    "n_right": ("int64", "spans that both mark, with the same first and last character"),
    "precision": ("float64", "n_right / n_found, 0 to 1; missing if none was found"),
    "recall": ("float64", "n_right / n_gold, 0 to 1; missing if none was marked"),
    "f1": ("float64", "harmonic mean of the two, 0 to 1"),
    "kappa": ("float64", "Cohen's kappa over words, -1 to 1; only for all labels of a layer"),
    "alpha": ("float64", "Krippendorff's alpha over words, -1 to 1; likewise"),
}


def found_in(gold: Annotated) -> Annotated:
    """Return what the pipeline marks in the text of an annotated article."""
    article = Article(gold.doc_id or "article", gold.title, gold.text, {}, gold.doc_id)
    return annotated(gold.title, gold.text, article_frames(annotate(article)))


@documented(AGREEMENT, gold="articles as people corrected them", found="the same, by the pipeline")
def agreement(gold: list[Annotated], found: list[Annotated]) -> pd.DataFrame:
    """Return how well two annotations of the same articles agree, by layer and label.

    A layer that neither marks is left out.
    """
    rows: list[dict] = []
    for layer in LAYERS:
        marked, given = (
            [[span for span in one.spans if span.layer == layer] for one in side]
            for side in (gold, found)
        )
        if any(marked) or any(given):
            kappa, alpha = _beyond_chance([one.text for one in gold], marked, given)
            of_all = _row(layer, ALL, marked, given, _labelled)
            rows.append(of_all | {"kappa": kappa, "alpha": alpha})
            rows.append(_row(layer, WHO, marked, given, _meant))
            rows += _by_label(layer, marked, given)
    return typed(rows, AGREEMENT)


def _by_label(layer: str, gold: list[list[Span]], found: list[list[Span]]) -> list[dict]:
    """A row for each label of a layer, if it has several."""
    labels = sorted({span.label for spans in (*gold, *found) for span in spans})
    if layer != ACTOR and len(labels) < 2:
        return []
    rows = []
    for label in labels:
        own = ([[s for s in spans if s.label == label] for spans in side] for side in (gold, found))
        rows.append(_row(layer, label, *own, _labelled))
    return rows


def _labelled(span: Span) -> tuple:
    return span.start, span.end, span.label


def _meant(span: Span) -> tuple:
    return span.start, span.end, span.actor_id, span.target_id


def _row(layer: str, label: str, gold: list, found: list, key) -> dict:
    marked = [{key(span) for span in spans} for spans in gold]
    given = [{key(span) for span in spans} for spans in found]
    n_gold, n_found = sum(map(len, marked)), sum(map(len, given))
    right = sum(len(a & b) for a, b in zip(marked, given, strict=True))
    return {
        "layer": layer,
        "label": label,
        "n_gold": n_gold,
        "n_found": n_found,
        "n_right": right,
        "precision": right / n_found if n_found else None,
        "recall": right / n_gold if n_gold else None,
        "f1": 2 * right / (n_gold + n_found) if n_gold + n_found else None,
    }


def _beyond_chance(texts: Iterable[str], gold: list, found: list) -> tuple[float, float]:
    """Kappa and alpha over words; missing if all words have one and the same label."""
    from nltk.metrics.agreement import AnnotationTask

    data = []
    for number, (text, *sides) in enumerate(zip(texts, gold, found, strict=True)):
        words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
        for coder, spans in zip(("gold", "found"), sides, strict=True):
            labels = _labels(words, spans)
            data += [(coder, f"{number}.{place}", label) for place, label in enumerate(labels)]
    task = AnnotationTask(data)
    try:
        return task.kappa(), task.alpha()
    except ZeroDivisionError:
        return float("nan"), float("nan")


def _labels(words: list[tuple[int, int]], spans: list[Span]) -> list[str]:
    """The label of each word; in nested spans the shortest decides."""
    labels = [_NONE] * len(words)
    starts = {start: place for place, (start, _) in enumerate(words)}
    for span in sorted(spans, key=lambda span: span.start - span.end):
        for position in range(span.start, span.end):
            if position in starts:
                labels[starts[position]] = span.label or _NONE
    return labels
