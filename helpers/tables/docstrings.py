"""Docstrings of functions that return a frame: parameters and columns are written once.

In a notebook, Shift+Tab shows the function's own summary and examples, and between them the
sections `Parameters` and `Columns` in numpy's style, made from its signature and from the table of
columns that also defines the frame.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

Columns = Mapping[str, tuple[str, str]]
"""The columns of a frame in order: name → dtype and meaning (unit, range, when it is missing)."""

# Parameters with the same meaning in every function. Frames are those of `helpers.tables`.
_MEANINGS = {
    "doc": "an article, as `helpers.annotation.pipeline.annotate` returns it",
    "text": "the article's text, to which the offsets in the frames refer",
    "top": "how many rows at most",
    "corpus": "a corpus opened by `helpers.corpus.load`, with its articles chosen",
    "voices": 'keep only mentions in these voices: "narrator", "quoted", "reported"; empty for all',
    "network": "a graph, as `helpers.tables.network.graph` returns it",
    **{
        name: f"the frame `{name}` of the article"
        for name in "tokens sentences actors mentions sentence_sentiment actor_sentiment "
        "statements events cooccurrence".split()
    },
}
_EXAMPLES = "Examples\n--------"


def documented(columns: Columns, **parameters: str) -> Callable:
    """Return a decorator that adds parameters and columns to a function's docstring.

    `parameters` describes parameters that only this function has. The sections come before the
    examples, or at the end. Raises `KeyError` if a parameter is not described anywhere.
    """

    def decorate(function: Callable) -> Callable:
        summary, examples, rest = inspect.cleandoc(function.__doc__).partition(_EXAMPLES)
        sections = [
            summary.strip(),
            _section("Parameters", _parameters(function, parameters)),
            "Returns\n-------\nDataFrame",
            _section("Columns", columns.items()),
            *([examples + rest] if examples else []),
        ]
        function.__doc__ = "\n\n".join(sections) + "\n"
        return function

    return decorate


def typed(rows: Iterable, columns: Columns) -> pd.DataFrame:
    """Return rows (tuples, dicts or a frame) as a frame with these columns and types.

    >>> typed([("Rain", 2)], {"term": ("str", "the word"), "n": ("int64", "times seen")})
       term  n
    0  Rain  2
    """
    table = pd.DataFrame(rows if isinstance(rows, pd.DataFrame) else list(rows), columns=[*columns])
    return table.astype({name: dtype for name, (dtype, _) in columns.items()})


def _parameters(function: Callable, own: Mapping[str, str]):
    for name, parameter in inspect.signature(function).parameters.items():
        default = parameter.default
        given = "" if default is parameter.empty else f", default {_shown(default)}"
        kind = re.sub(r"(\w+\.)+(?=\w)", "", inspect.formatannotation(parameter.annotation))
        yield name, (kind + given, own.get(name) or _MEANINGS[name])


def _shown(default: Any) -> str:
    return (
        repr(default) if default is None or isinstance(default, str | int | bool) else "see below"
    )


def _section(title: str, entries: Iterable[tuple[str, tuple[str, str]]]) -> str:
    lines = [f"{name} : {kind}\n    {meaning}" for name, (kind, meaning) in entries]
    return "\n".join([title, "-" * len(title), *lines])
