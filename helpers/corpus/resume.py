"""Resuming a run: whether a folder may be continued, and which of its parts are kept.

A part that is complete, and that the same pipeline would make again from the same records, keeps
its name (see `helpers.corpus.plan`) and so is not made again.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpers.atomic import WRITER_FILES, write_whole
from helpers.corpus.fingerprint import fingerprint, made_with
from helpers.corpus.parquet import ABOUT, IDENTITIES, TABLES, part_counts, remove_others, write_json
from helpers.corpus.scheduler import CorpusError
from helpers.reading.articles import is_url
from helpers.reading.url_secrets import without_secrets
from helpers.tables import describe


def check_folder(out: Path, inputs: Iterable[str]) -> None:
    """Raise `CorpusError` if `out` is not a corpus, or has inputs that are not among these."""
    if out.exists() and not out.is_dir():
        raise CorpusError(f"{out}: is a file; name a folder")
    if not (out / ABOUT).exists():
        if out.exists() and any(path.name not in WRITER_FILES for path in out.iterdir()):
            raise CorpusError(f"{out}: exists and is not a corpus; give another --out")
        return
    missing = sorted(set(read_about(out)["inputs"]) - set(_places(inputs)))
    if missing:
        others = "" if len(missing) == 1 else f" and {len(missing) - 1} more"
        raise CorpusError(
            f"{out}: holds the articles of {missing[0]}{others}; name these inputs too, or give "
            "another --out"
        )


def read_about(out: Path) -> dict[str, Any]:
    """Return what `write_about` recorded; raise `CorpusError` if it is something else."""
    try:
        about = json.loads((out / ABOUT).read_text(encoding="utf-8"))
        if {*map(type, about["inputs"])} <= {str} and isinstance(about["n_records"], int):
            return about
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise CorpusError(f"{out / ABOUT}: is damaged; give another --out")


def write_about(out: Path, inputs: Iterable[str], n_records: int) -> None:
    """Record what `out` is made from, and what its columns mean."""
    about = {
        "inputs": _places(inputs),
        "n_records": n_records,
        "fingerprint": fingerprint(),
        "made_with": made_with(),
    }
    write_json(about, out / ABOUT)
    write_whole(out / "data_dictionary.csv", describe(*TABLES, IDENTITIES).to_csv(index=False))


def keep_made(names: Iterable[str], others: Iterable[str], out: Path) -> dict[str, dict[str, int]]:
    """Return, for those of the parts `names` that are complete, the number of rows by table.

    All parts but these and `others` are removed: their inputs or the pipeline have changed.
    """
    names = list(names)
    remove_others([*names, *others], out)
    return {name: counts for name in names if (counts := part_counts(name, out))}


def _places(inputs: Iterable[str]) -> list[str]:
    """Inputs as absolute paths, which are the same wherever the command is run."""
    return sorted(
        {without_secrets(one) if is_url(one) else str(Path(one).absolute()) for one in inputs}
    )
