"""The Parquet datasets of a corpus: their schemas, and how a part is written.

A corpus is a folder. Each table is a folder in it with a file for each part;
`_parts/<part>.json` marks a part as complete. pandas, Dask and Spark read a table's folder,
DuckDB `<table>/*.parquet`; all of them ignore names that begin with `_` or a dot.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.atomic import remove_abandoned, replacing_file, write_whole
from helpers.tables.schema import COLUMNS, CORPUS_COLUMNS
from helpers.wording import strict_json

# Many times as large as the text itself, and can be made from `documents` when needed.
NOT_KEPT = frozenset({"tokens", "entities"})
TABLES = (*(name for name in COLUMNS if name not in NOT_KEPT), "documents", "rejected")
IDENTITIES = "identities"
PARTS = "_parts"
_PART = re.compile(r"part-[0-9a-f]{16}")
ABOUT = "_about.json"

_TYPES = {
    "str": pa.string(),
    "int64": pa.int64(),
    "Int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "datetime64[us]": pa.timestamp("us"),
}
# Types of list elements; all other lists hold text.
_ITEMS = {"sentence_ids": pa.int64()}


def schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table, from `helpers.tables.schema`."""
    return pa.schema(
        [
            (column, _TYPES.get(dtype) or pa.list_(_ITEMS.get(column, pa.string())))
            for column, (dtype, _) in {**COLUMNS, **CORPUS_COLUMNS}[table].items()
        ]
    )


def empty(table: str) -> pa.Table:
    """Return a table without rows."""
    return schema(table).empty_table()


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame of the table that the folder is named after, as a whole or not at all."""
    table = pa.Table.from_pandas(frame, schema(path.parent.name), preserve_index=False)
    with replacing_file(path) as new:
        pq.write_table(table, new, compression="zstd")


def write_part(name: str, frames: dict[str, list[pd.DataFrame]], out: Path) -> dict[str, int]:
    """Write the frames of a part; return the number of rows by table.

    The part counts as complete only at the end: the file that marks it so is written last.
    """
    counts = {}
    for table, pieces in frames.items():
        whole = pd.concat(pieces, ignore_index=True) if len(pieces) > 1 else pieces[0]
        write(whole, out / table / f"{name}.parquet")
        counts[table] = len(whole)
    write_json(counts, out / PARTS / f"{name}.json")
    return counts


def part_counts(name: str, out: Path) -> dict[str, int] | None:
    """Return the number of rows by table of a part, or None if it is not complete, or damaged."""
    try:
        counts = json.loads((out / PARTS / f"{name}.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    if not isinstance(counts, dict) or not all(isinstance(n, int) for n in counts.values()):
        return None
    complete = all((out / table / f"{name}.parquet").exists() for table in counts)
    return counts if complete else None


def write_json(content: dict, path: Path) -> None:
    """Write a JSON file as a whole or not at all."""
    write_whole(path, strict_json(content, indent=2))


def remove_others(names: Iterable[str], out: Path) -> None:
    """Remove the files of all parts but those named."""
    kept = set(names)
    for folder in (*(out / table for table in TABLES), out / PARTS):
        for path in folder.glob("[!.]*"):
            name = path.name.split(".")[0]
            if _PART.fullmatch(name) and name not in kept:
                path.unlink(missing_ok=True)


def remove_half_written(out: Path) -> None:
    """Remove what workers that no longer run left half-written."""
    for name in (*TABLES, IDENTITIES, PARTS, "."):
        if (out / name).is_dir():
            remove_abandoned(out / name)
