"""A frame as an HTML table whose cells lead to actors and sentences."""

import re
from collections.abc import Callable
from functools import cache
from html import escape
from typing import NamedTuple

import pandas as pd

from helpers.report.outputs import LABEL, NO_MATH, TEMPLATES, lab_script, lab_style
from helpers.wording import kind_name

FROM_ROWS = 6  # from here on a Lab's table gets the tools: a small one is seen at a glance
MAX_ROWS = 200
MAX_CELL_CHARS = 400
SHOWN_LINKS = 10
SENTENCES = re.compile(r"(\w+_)?sentence_ids?|most_(negative|positive)|(said|spoken_about)_in")
# Columns of actor ids, and the column that gives the name of the same actor.
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
    """A column of a table: its heading, what it holds, its values, how to write one as HTML."""

    heading: str
    kind: str
    values: list
    write: Callable[[object], str]


def table_html(table: pd.DataFrame) -> str:
    """Return a frame as an HTML table that scrolls, and from some rows on sorts and filters.

    Column names are in words. At most 200 rows are shown, and 400 characters a cell; below the
    table stands how many rows there are. The index is not shown; the first column heads the rows.
    The classes of cells say what they hold: `number`, `sentences` (numbers of sentences), `actor`.

    Sentences link to `#sentence-<number>`, all of a cell being in `data-sentences`. An actor links
    to `#actor-<actor_id>`, its id being in `data-actor`: a column `actor_id` makes the names in the
    column `name` links and is not shown itself; so do `source_id` for `source`, and the other
    columns of `NAME_OF`. A name without its id is no link.
    """
    columns = _columns(table.head(MAX_ROWS))
    cells = {
        number: pd.Series(column.values, dtype=object) for number, column in enumerate(columns)
    }
    styler = _styler()(pd.DataFrame(cells)).hide(axis="index")
    styler.format({number: column.write for number, column in enumerate(columns)}, na_rep="")
    html = styler.to_html(exclude_styles=True, columns=columns)
    note = ""
    if table.empty:
        note = '<p class="note">No rows.</p>'
    elif len(table) > MAX_ROWS:
        note = f'<p class="note">The first {MAX_ROWS} of {len(table):,} rows.</p>'
    headings = ", ".join(column.heading for column in columns)
    return (
        f'<div class="table {NO_MATH}" role="region" {LABEL}{headings}" tabindex="0">{html}</div>'
        f"{note}{lab_style()}{lab_script() if len(table) >= FROM_ROWS else ''}"
    )


def actor_link(name: object, actor_id: str) -> str:
    """Return an actor's name as a link to its card."""
    anchor = escape(actor_id)
    return f'<a href="#actor-{anchor}" data-actor="{anchor}">{_in_words(name)}</a>'


def sentence_links(ids: list[int]) -> str:
    """Return numbers of sentences as links, those beyond the tenth folded away."""
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
    # Only who makes tables needs it: the process that runs the notebooks starts without it.
    from pandas.io.formats.style import Styler

    return Styler.from_custom_template(str(TEMPLATES), html_table="table.html.j2")


def _columns(table: pd.DataFrame) -> list[Column]:
    """The columns that are shown; one of ids whose names are shown is not."""
    ids = {NAME_OF[c]: c for c in table.columns if c in NAME_OF and NAME_OF[c] in table.columns}
    columns = []
    for name, values in table.items():
        heading = escape(str(name).replace("_", " "))
        if name in ids.values():
            continue
        if name in ids or name in NAME_OF:
            pairs = list(zip(values, table[ids.get(name, name)], strict=True))
            columns.append(Column(heading, "actor", pairs, _actor))
        elif SENTENCES.fullmatch(str(name)):
            columns.append(Column(heading, "sentences", values.tolist(), _sentences))
        elif values.dtype.kind in "iuf":
            columns.append(Column(heading, "number", values.tolist(), _number))
        elif name == "kind":
            columns.append(Column(heading, "", values.map(kind_name).tolist(), _in_words))
        else:
            columns.append(Column(heading, "", values.tolist(), _in_words))
    return columns


def _actor(cell: tuple) -> str:
    name, actor_id = cell
    if pd.isna(actor_id):
        return "" if pd.isna(name) else _in_words(name)
    return actor_link(name, actor_id)


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
