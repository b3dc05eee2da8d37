"""What tests on statements share: the statements of a text as plain rows."""

from conftest import article_of

from helpers import tables
from helpers.annotation.pipeline import annotate


def said(text):
    """Return (source, cue, content) of each statement."""
    table = tables.statements(annotate(article_of(text)))
    missing = table[["source", "cue", "content"]].astype(object).where(table.notna(), None)
    return list(missing.itertuples(index=False, name=None))
