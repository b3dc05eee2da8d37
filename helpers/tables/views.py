"""What the views of an annotated Doc share: from a generator of rows to a function of a Doc."""

from collections.abc import Callable, Iterator

import pandas as pd
from spacy.tokens import Doc, Span

from helpers.tables.docstrings import documented
from helpers.tables.schema import COLUMNS, frame

Rows = Callable[[Doc], Iterator[dict]]


def view(name: str) -> Callable[[Rows], Callable[[Doc], pd.DataFrame]]:
    """Return a decorator that makes a generator of rows return them as the frame `name`.

    The generator stays available as the function's `rows`: with it, the rows of many Docs become
    one frame, which takes a small part of the time of a frame for each.
    """

    def decorate(rows: Rows) -> Callable[[Doc], pd.DataFrame]:
        def table(doc: Doc) -> pd.DataFrame:
            return frame(name, rows(doc))

        for attribute in ("__module__", "__name__", "__qualname__", "__doc__"):
            setattr(table, attribute, getattr(rows, attribute))
        table.rows = rows
        return documented(COLUMNS[name])(table)

    return decorate


def doc_id_of(doc: Doc) -> dict:
    """Return the column with the article that a row belongs to."""
    return {"doc_id": doc.user_data["doc_id"]}


def place_of(span: Span) -> dict:
    """Return the columns with a row's place in the text, and its words."""
    return {"start_char": span.start_char, "end_char": span.end_char, "text": span.text}
