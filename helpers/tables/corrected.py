"""Previews a correction, saves it, or undoes it."""

import pandas as pd

from helpers.annotation.pipeline import annotate
from helpers.reading.articles import Article
from helpers.reading.corrections import (
    CorrectionsError,
    add_correction,
    tried_correction,
    undo_correction,
)
from helpers.tables import from_doc
from helpers.tables.docstrings import Columns, documented, typed
from helpers.tables.parameters import one_of
from helpers.tables.schema import COLUMNS

_COMPARED = ("name", "kind", "role", "n_mentions")
PREVIEW: Columns = {
    "actor_id": ("str", "an actor that the correction affects"),
    **{
        f"{column}_{when}": (
            "Int64" if column == "n_mentions" else "str",
            f"{column} {when} it; missing if there is no such actor then",
        )
        for column in _COMPARED
        for when in ("before", "after")
    },
}
_MEANINGS = {
    "article": "an article, as `helpers.reading.chosen_article.load_article` returns it",
    "action": "merge, split, rename, retype, ignore, add, alias or mention",
    "name": "what is corrected: an actor's name or id, or a form of it; empty: nothing",
    "value": "what it should be; empty for ignore",
}


@documented(PREVIEW, **_MEANINGS)
def preview(article: Article, action: str, name: str, value: str = "") -> pd.DataFrame:
    """Return the actors that a correction would change, before and after; nothing is written.

    Raises `CorrectionsError` if it is not a valid correction, matches nothing in the article, or
    could mean several actors; the message gives the choices.
    """
    if not name.strip():
        return typed([], PREVIEW)
    before = from_doc.actors(annotate(article))
    with tried_correction(action, name, value, article.doc_id):
        doc = annotate(article)
    wanted = [" ".join(field.split()) for field in (action, name, value)]
    (tried,) = (
        record
        for record in doc.spans["mentions"].attrs["corrections"]
        if [record[field] for field in ("action", "name", "value")] == wanted
    )
    if tried["question"]:
        raise CorrectionsError(tried["question"])
    if not tried["n"]:
        raise CorrectionsError(
            f"“{name}” matches nothing that {action} could change; copy a name from the actors"
        )
    columns = ["actor_id", *_COMPARED]
    both = before[columns].merge(
        from_doc.actors(doc)[columns], on="actor_id", how="outer", suffixes=("_before", "_after")
    )
    differs = [
        both[f"{c}_before"].fillna("").astype(str) != both[f"{c}_after"].fillna("").astype(str)
        for c in ("name", "kind", "role")
    ]
    differs.append(both["n_mentions_before"].fillna(0) != both["n_mentions_after"].fillna(0))
    touched = both[pd.concat(differs, axis=1).any(axis=1)]
    return typed(touched[[*PREVIEW]].reset_index(drop=True), PREVIEW)


@documented(COLUMNS["corrections"], do="save, undo, or empty: only list", **_MEANINGS)
def correct(do: str, article: Article, action: str, name: str, value: str = "") -> pd.DataFrame:
    """Save or undo a correction of an article; return all corrections that apply to it."""
    change = {"save": add_correction, "undo": undo_correction, "": None}
    if (write := change[one_of("DO", do, [*change])]) and name.strip():
        write(action, name, value, article.doc_id)
    return from_doc.corrections(annotate(article))
