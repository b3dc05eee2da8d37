"""Do two versions of the code find the same in the same articles?

    python benchmarks/same_tables.py save DIR [GOLD.jsonl]       # with the version before
    python benchmarks/same_tables.py compare DIR [GOLD.jsonl]    # with the version after

Annotates the bundled articles, and those of GOLD.jsonl (a document per line with `text`), and
writes every table of each as Parquet into DIR, or compares them with what is there, row by row and
column by column; floats may differ by 1e-9, because of rounding. It prints the rows that differ and
ends with status 1 if there are any. Tables that DIR lacks are counted as new.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.annotation.pipeline import annotate_many
from helpers.reading.articles import Article, make_article, read_article
from helpers.tables import article_frames

BUNDLED = Path(__file__).resolve().parents[1] / "data" / "articles"
ROUNDING = 1e-9  # absolute difference of floats that can come from another library's arithmetic
SHOWN = 5  # differing rows shown of a table


def articles(gold: Path | None) -> Iterator[Article]:
    """Yield the bundled articles and those of a file of gold documents."""
    for path in sorted(BUNDLED.glob("*.txt")):
        yield read_article(path)
    for line in gold.open(encoding="utf-8") if gold else ():
        record = json.loads(line)
        name = str(record.get("id") or record.get("doc_id"))
        yield make_article(name, record["text"], {}, name=name)


def frames(gold: Path | None) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each table of each article under the name of its file."""
    for doc in annotate_many(articles(gold)):
        for name, frame in article_frames(doc).items():
            yield f"{doc.user_data['doc_id']}.{name}.parquet", frame


def difference(before: pd.DataFrame, after: pd.DataFrame) -> str | None:
    """Say how two tables differ, or None if they are equal."""
    if list(before) != list(after):
        return f"columns: {sorted(set(before) ^ set(after))}"
    try:
        pd.testing.assert_frame_equal(before, after, check_dtype=True, rtol=0, atol=ROUNDING)
    except AssertionError:
        rows = pd.concat([before.assign(version="before"), after.assign(version="after")])
        texts = rows.drop(columns="version").astype(str)
        changed = rows[~texts.duplicated(keep=False)]
        return f"{len(changed)} rows\n{changed.head(SHOWN * 2).to_string()}"
    return None


def main() -> int:
    """Save or compare; return 1 if a table differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=["save", "compare"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    n = n_different = n_new = 0
    for name, frame in frames(options.gold):
        n += 1
        if options.what == "save":
            frame.to_parquet(options.folder / name, index=False)
            continue
        if not (options.folder / name).exists():
            n_new += 1
            continue
        found = difference(pd.read_parquet(options.folder / name), _through_parquet(frame))
        if found:
            n_different += 1
            print(f"{name}: {found}\n")
    compared = f", {n_different} differ, {n_new} new"
    print(f"{n} tables{compared if options.what == 'compare' else ' saved'}")
    return int(n_different > 0)


def _through_parquet(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as it comes back from a file: lists as arrays."""
    from io import BytesIO

    buffer = BytesIO()
    frame.to_parquet(buffer, index=False)
    return pd.read_parquet(buffer)


if __name__ == "__main__":
    sys.exit(main())
