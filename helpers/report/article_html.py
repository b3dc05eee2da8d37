"""The article's text as HTML: numbered sentences, with actors and statements marked."""

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from helpers.report.outputs import NO_MATH


class Mark(NamedTuple):
    """A place in the article where actors are mentioned; offsets count in the article's text."""

    start: int
    end: int
    actors: tuple[str, ...]
    kind: str
    why: str
    sure: bool


class Said(NamedTuple):
    """The content of a statement, where its margin mark is, and what that mark says."""

    start: int
    end: int
    mark: int
    statement_id: int
    label: str


def article_html(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
) -> str:
    """Return the article as HTML paragraphs with a number before each sentence.

    With `mentions` and `actors`, each mention is a `<mark>` whose class is the kind of actor and
    whose tooltip has its name and the rule that found it. If two mentions are in one place, or one
    is inside another, both are named. All text of the article is escaped, and marked so that
    MathJax leaves it alone.
    """
    marks = [] if mentions is None else _marks(mentions, actors)

    def sentence(row) -> str:
        return (
            f'<span class="sentence"><sup>{row.sentence_id}</sup>'
            f"{_segments(row, marks, [], _tooltip)}</span>"
        )

    return _paragraphs(sentences, sentence)


def linked_article_html(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    statements: pd.DataFrame | None = None,
) -> str:
    """Return the article like `article_html`, as the text that a page's links lead to.

    A mention is a link to `#actor-<actor_id>`, with the ids of all actors meant there in
    `data-actors` and the rule in `data-why`. A sentence has the id `sentence-<number>`, and its
    number links to `#uses-<number>`. Speech is marked, attitudes are not, and a sign in the margin
    links to `#statement-<number>`.
    """
    marks = _marks(mentions, actors)
    said = [] if statements is None else _said(statements)

    def sentence(row) -> str:
        i = row.sentence_id
        signs = "".join(
            f'<a class="sign" href="#statement-{s.statement_id}" aria-label="{escape(s.label)}">'
            '<span aria-hidden="true">“</span></a>'
            for s in said
            if row.start_char <= s.mark < row.end_char
        )
        return (
            f'<span class="sentence" id="sentence-{i}" tabindex="-1">{signs}<a class="n" '
            f'href="#uses-{i}" aria-label="Sentence {i}: where it is used">{i}</a>'
            f"{_segments(row, marks, said, _link)}</span>"
        )

    return _paragraphs(sentences, sentence)


def finding_html(
    text: str, sentence_ids: Iterable[int], mentions: pd.DataFrame, actors: pd.DataFrame
) -> str:
    """Return a finding as HTML, with the names of its sentences' actors in bold."""
    here = mentions[mentions["sentence_id"].isin(list(sentence_ids)) & (mentions["kind"] == "name")]
    names = actors.loc[actors["actor_id"].isin(here["actor_id"]), "name"]
    forms = {" ".join(form.split()) for form in [*here["text"], *names]}
    forms = sorted(forms, key=len, reverse=True)
    if not forms:
        return escape(text)
    marked = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, forms)) + r")(?!\w)")
    return "".join(
        f'<span class="who">{escape(part)}</span>' if i % 2 else escape(part)
        for i, part in enumerate(marked.split(text))
    )


def _paragraphs(sentences: pd.DataFrame, sentence) -> str:
    paragraphs = (
        f"<p>{' '.join(sentence(row) for row in group.itertuples())}</p>"
        for _, group in sentences.groupby("paragraph_id", sort=True)
    )
    return f'<div class="article-text {NO_MATH}">{"".join(paragraphs)}</div>'


def _marks(mentions: pd.DataFrame, actors: pd.DataFrame) -> list[Mark]:
    """The places of mentions in order, longer ones first; mentions in one place share a mark."""
    by_id = actors.set_index("actor_id")
    known = mentions[mentions["actor_id"].isin(by_id.index)]
    marks = []
    for (start, end), group in known.groupby(["start_char", "end_char"]):
        ids = tuple(dict.fromkeys(group["actor_id"]))
        names = " and ".join(by_id["name"][list(ids)])
        rule = group["rule"].iloc[0]
        sure = float(group["confidence"].min()) >= 1
        marks.append(
            Mark(int(start), int(end), ids, by_id["kind"][ids[0]], f"{names} ({rule})", sure)
        )
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _said(statements: pd.DataFrame) -> list[Said]:
    said = []
    # Attitudes are in the narrator's words: nobody said them.
    for row in statements[statements["form"] == "speech"].itertuples():
        start, end = row.content_start_char, row.content_end_char
        if pd.isna(start) or pd.isna(end):
            start, end = row.start_char, row.end_char
        source = "nobody named" if pd.isna(row.source) else str(row.source)
        label = f"Statement {row.statement_id}, {row.kind}: {source}"
        said.append(Said(int(start), int(end), int(row.start_char), row.statement_id, label))
    return said


def _segments(row, marks: list[Mark], said: list[Said], draw) -> str:
    """The sentence in pieces covered by the same marks, each drawn by `draw`."""
    first, last = row.start_char, row.end_char
    here, content = _touching(marks, first, last), _touching(said, first, last)
    cuts = {first, last}
    for span in (*here, *content):
        cuts |= {max(span.start, first), min(span.end, last)}
    parts = []
    for start, end in pairwise(sorted(cuts)):
        piece = escape(row.text[start - first : end - first])
        if within := _around(here, start, end):
            piece = draw(piece, within)
        if around := _around(content, start, end):
            ids = " ".join(str(s.statement_id) for s in around)
            piece = f'<span class="said" data-statement="{ids}">{piece}</span>'
        parts.append(piece)
    return "".join(parts)


def _touching(spans: list, start: int, end: int) -> list:
    return [span for span in spans if span.start < end and span.end > start]


def _around(spans: list, start: int, end: int) -> list:
    return [span for span in spans if span.start <= start and span.end >= end]


def _tooltip(piece: str, within: list[Mark]) -> str:
    why = "; ".join(mark.why for mark in reversed(within))
    return f'<mark class="kind-{within[-1].kind}" title="{escape(why)}">{piece}</mark>'


def _link(piece: str, within: list[Mark]) -> str:
    """The innermost mark decides where the link leads and how it looks."""
    inner = within[-1]
    ids = dict.fromkeys(actor_id for mark in reversed(within) for actor_id in mark.actors)
    unsure = "" if inner.sure else " unsure"
    return (
        f'<a class="mention kind-{inner.kind}{unsure}" href="#actor-{escape(inner.actors[0])}" '
        f'data-actors="{escape(" ".join(ids))}" data-why="{escape(inner.why)}">{piece}</a>'
    )
