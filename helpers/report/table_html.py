"""A frame as an HTML table whose cells lead to actors and sentences."""

import re
from collections.abc import Callable
from functools import cache
from html import escape
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from helpers.report.outputs import LABEL, NO_MATH, TEMPLATES, in_words, lab_script, lab_style

FROM_ROWS = 6  # a Lab's table has tools from this size; smaller ones are seen at a glance
MAX_ROWS = 200
MAX_CELL_CHARS = 400
SHOWN_LINKS = 10
SENTENCES = re.compile(r"(\w+_)?sentence_ids?|most_(negative|positive)|(said|spoken_about)_in")
# Columns of actor ids, and the column with the name of the same actor.
NAME_OF = {
    "actor_id": "name",
    "source_id": "source",
    "target_id": "target",
    "source_actor_id": "source",
    "target_actor_id": "target",
    "speaker_id": "speaker",
    "about_id": "about",
}


class Column(NamedTuple):
    """A column of a table: its heading, its type, its values, and how to write one as HTML."""

    heading: str
    kind: str
    values: list
    write: Callable[[object], str]


def table_html(table: pd.DataFrame) -> str:
    """Return a frame as an HTML table that scrolls and, from some rows on, sorts and filters.

    Columns have the same names as in the frame, so that a name can be copied into code, and the
    index is shown unless it only counts the rows. At most 200 rows are shown, and 400 characters
    per cell; the number of rows is given below the table. Rows are headed by the index, or by the
    first column that is not an id. The classes of cells show their content: `number`, `sentences`
    (their numbers), `actor`, `kind` (of an actor), `date`, or `id`, which only code needs and
    `helpers.report.outputs.page_table` leaves out of a report.

    Sentences link to `#sentence-<number>`, with all sentences of a cell in `data-sentences`. An
    actor links to `#actor-<actor_id>`, with its id in `data-actor`: a column `actor_id` turns the
    names in the column `name` into links, as `source_id` does for `source`, and so on (`NAME_OF`).
    A name without its id is not a link. The words in the column `because` are marked in the column
    `sentence`.
    """
    shown = table.head(MAX_ROWS)
    index, columns = _columns(shown)
    both = [*index, *columns]
    cells = {number: pd.Series(column.values, dtype=object) for number, column in enumerate(both)}
    styler = _styler()(pd.DataFrame(cells)).hide(axis="index")
    styler.format({number: column.write for number, column in enumerate(both)}, na_rep="")
    # Rows are headed by the index, or by the first column that means something to a reader.
    first = next((i for i, column in enumerate(columns) if column.kind != "id"), 0)
    heads = range(len(index)) if any(c.kind != "id" for c in index) else [len(index) + first]
    html = styler.to_html(
        exclude_styles=True,
        columns=both,
        index=index,
        heads=list(heads),
        groups=_groups(table.columns),
    )
    note = ""
    if table.empty:
        note = '<p class="note">No rows.</p>'
    elif len(table) > MAX_ROWS:
        note = f'<p class="note">The first {MAX_ROWS} of {len(table):,} rows.</p>'
    names = [in_words(column.heading) for column in both if column.heading and column.kind != "id"]
    return (
        f'<div class="table {NO_MATH}" role="region" {LABEL}{", ".join(names)}" tabindex="0">'
        f"{html}</div>{note}{lab_style()}{lab_script() if len(table) >= FROM_ROWS else ''}"
    )


def actor_link(name: object, actor_id: str) -> str:
    """Return an actor's name as a link to its card."""
    anchor = escape(actor_id)
    return f'<a href="#actor-{anchor}" data-actor="{anchor}">{_in_words(name)}</a>'


def sentence_links(ids: list[int]) -> str:
    """Return sentence numbers as links, with those beyond the tenth folded away."""
    links = [f'<a href="#sentence-{i}">{i}</a>' for i in ids]
    html = ", ".join(links[:SHOWN_LINKS])
    if len(links) > SHOWN_LINKS:
        html += (
            f'<details class="more"><summary> and {len(links) - SHOWN_LINKS} more</summary> '
            f"{', '.join(links[SHOWN_LINKS:])}</details>"
        )
    return f'<span data-sentences="{" ".join(map(str, ids))}">{html}</span>'


@cache
def _styler() -> type:
    # Only needed for making tables: the process that runs the notebooks starts without it.
    from pandas.io.formats.style import Styler

    return Styler.from_custom_template(str(TEMPLATES), html_table="table.html.j2")


def _columns(table: pd.DataFrame) -> tuple[list[Column], list[Column]]:
    """The levels of the index, unless it has no name and only counts the rows, and the columns."""
    levels = _levels(table.index)
    headings = [*(level.name for level in levels), *table.columns.get_level_values(-1)]
    # Columns that a pivot made from values only look like names: a kind of mention is also "name".
    pivoted = table.columns.names[-1] is not None
    names = [None if pivoted and i >= len(levels) else name for i, name in enumerate(headings)]
    values = [*levels, *(table.iloc[:, place] for place in range(table.shape[1]))]
    columns = _typed(headings, names, values)
    index = [
        # Row numbers of sorted or filtered tables mean nothing to readers of a report.
        column._replace(kind="id") if level.name is None and column.kind == "number" else column
        for level, column in zip(levels, columns, strict=False)
    ]
    return index, columns[len(levels) :]


def _typed(headings: list, names: list, values: list) -> list[Column]:
    """Columns by their names: a name links to its actor, and so does an id without its name."""
    ids = {NAME_OF[n]: v for n, v in zip(names, values, strict=True) if n in NAME_OF}
    because = dict(zip(names, values, strict=True)).get("because")
    columns = []
    for heading, name, of_name in zip(headings, names, values, strict=True):
        beside_name = name in NAME_OF and NAME_OF[name] in names
        alone = name in NAME_OF and not beside_name
        column = _column(_heading(heading), name, of_name, of_name if alone else ids.get(name))
        if name == "sentence" and because is not None:
            cells = list(zip(of_name, because, strict=True))
            column = column._replace(values=cells, write=_with_reasons)
        columns.append(column._replace(kind="id") if beside_name else column)
    return columns


def _heading(name: object) -> str:
    return "" if name is None else escape(str(name))


def _levels(index: pd.Index) -> list[pd.Index]:
    if index.names == [None] and index.equals(pd.RangeIndex(len(index))):
        return []
    return [index.get_level_values(n) for n in range(index.nlevels)]


def _column(heading: str, name: object, values: pd.Series | pd.Index, actor_ids=None) -> Column:
    """A column typed by its name, or by what it holds; with `actor_ids`, a column of links."""
    if actor_ids is not None:
        return Column(heading, "actor", list(zip(values, actor_ids, strict=True)), _actor)
    if SENTENCES.fullmatch(str(name)):
        return Column(heading, "sentences", values.tolist(), _sentences)
    if values.dtype.kind in "iuf":
        return Column(heading, "number", values.tolist(), _number)
    kind = name if name in ("kind", "date") else ""
    return Column(heading, kind, values.tolist(), _in_words)


def _groups(columns: pd.Index) -> list[tuple[str, list[tuple[str, int]]]]:
    """The rows above the column names, as in a pivot table: the row's name and its cells."""
    rows = []
    for level in range(columns.nlevels - 1):
        outer = [columns.get_level_values(i) for i in range(level + 1)]
        spans = [(key[-1], len([*same])) for key, same in groupby(zip(*outer, strict=True))]
        rows.append((columns.names[level], spans))
    if columns.names[-1] is not None:
        rows.append((None, [(columns.names[-1], len(columns))]))
    return [
        ("" if name is None else escape(str(name)), [(escape(str(text)), n) for text, n in spans])
        for name, spans in rows
    ]


def _actor(cell: tuple) -> str:
    name, actor_id = cell
    if pd.isna(actor_id):
        return "" if pd.isna(name) else _in_words(name)
    return actor_link(name, actor_id)


def _with_reasons(cell: tuple) -> str:
    text, words = cell
    html, marked = _in_words(text), [escape(word) for word in words]
    return (
        re.sub("|".join(map(re.escape, marked)), r"<strong>\g<0></strong>", html)
        if marked
        else html
    )


def _sentences(cell) -> str:
    return sentence_links([int(i) for i in (cell if isinstance(cell, list | tuple) else [cell])])


def _number(cell: float) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}" if cell == 0 or abs(cell) >= 0.01 else f"{cell:.1g}"
    return f"{cell:,}"


def _in_words(cell: object) -> str:
    if isinstance(cell, list | tuple):
        text = ", ".join(map(str, cell))
    elif isinstance(cell, pd.Timestamp):
        text = f"{cell:%Y-%m-%d}"
    elif isinstance(cell, float):
        return _number(cell)
    else:
        text = str(cell)
    return escape(text if len(text) <= MAX_CELL_CHARS else text[: MAX_CELL_CHARS - 1] + "…")
