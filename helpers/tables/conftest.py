"""Fixtures for the examples in this folder's docstrings."""

import pytest

EXAMPLE = "Clara Novak met Tom Baker in Norway on Monday. “We welcome the deal,” Baker said."


@pytest.fixture(autouse=True)
def _example(request, doctest_namespace):
    """Provide `doc`, a short annotated article, to the examples."""
    examples = getattr(getattr(request.node, "dtest", None), "examples", ())
    if not any("(doc" in example.source for example in examples):
        return
    from helpers.annotation.pipeline import annotate
    from helpers.reading.articles import article_from_text

    doctest_namespace["doc"] = annotate(article_from_text(EXAMPLE, {}))
