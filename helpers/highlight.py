"""The article's text as HTML: numbered sentences, with its actors marked."""

from html import escape

import pandas as pd

NO_MATH = "tex2jax_ignore mathjax_ignore"


def article_html(
    sentences: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    *,
    anchors: bool = False,
) -> str:
    """Return the article as HTML paragraphs with a number before each sentence.

    With `mentions` and `actors`, each mention is a `<mark>` whose class says the kind of actor and
    whose tooltip gives its name and the rule that found it; overlapping mentions keep the first.
    With `anchors`, each sentence has the id `sentence-<number>` for links; once a page.
    All text of the article is escaped, and marked so that MathJax leaves it alone.
    """
    marks = {} if mentions is None else _marks(mentions, actors)
    paragraphs = []
    for _, group in sentences.groupby("paragraph_id", sort=True):
        body = " ".join(
            f'<span class="sentence"{_id(row.sentence_id) if anchors else ""}>'
            f"<sup>{row.sentence_id}</sup>"
            f"{_marked(row.text, row.start_char, marks.get(row.sentence_id, []))}</span>"
            for row in group.itertuples()
        )
        paragraphs.append(f"<p>{body}</p>")
    return f'<div class="article-text {NO_MATH}">{"".join(paragraphs)}</div>'


def _marks(mentions: pd.DataFrame, actors: pd.DataFrame) -> dict[int, list]:
    named = mentions.merge(
        actors[["actor_id", "name", "kind"]], on="actor_id", suffixes=("", "_of_actor")
    )
    return {
        sentence_id: list(group.sort_values("start_char").itertuples())
        for sentence_id, group in named.groupby("sentence_id")
    }


def _marked(text: str, offset: int, marks: list) -> str:
    parts, position = [], 0
    for mark in marks:
        start, end = mark.start_char - offset, mark.end_char - offset
        if start < position:
            continue
        parts.append(escape(text[position:start]))
        tooltip = escape(f"{mark.name} ({mark.rule})")
        parts.append(
            f'<mark class="kind-{mark.kind_of_actor}" title="{tooltip}">'
            f"{escape(text[start:end])}</mark>"
        )
        position = end
    parts.append(escape(text[position:]))
    return "".join(parts)


def _id(sentence_id: int) -> str:
    return f' id="sentence-{sentence_id}"'
