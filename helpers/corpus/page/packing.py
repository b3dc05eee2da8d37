"""Data of a page, packed so that a page opened from a folder can read them without a server.

Everything is JSON, compressed with gzip and written as base64. Up to `INLINE` bytes it all stands
in the page itself; more is split into script files in a folder beside it, each of which hands its
text to the page and does nothing else.
"""

import base64
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from helpers.atomic import write_whole

INLINE = 3_000_000  # bytes of packed data
MOST = 30_000_000  # of a page with all its parts
FOLDER = "page"
RECEIVER = "corpusPart"  # what the page calls the function that a script file hands its data to


def packed(content) -> str:
    """Return data as base64 of compressed JSON."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    whole = text.encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(whole, 9, mtime=0)).decode()


def within(parts: Iterator[str], room: int) -> list[str]:
    """Return the first parts that are no longer than `room` together."""
    kept = []
    for part in parts:
        room -= len(part)
        if room < 0:
            break
        kept.append(part)
    return kept


def write_parts(parts: dict[str, str], out: Path) -> list[str]:
    """Write parts as script files in `out/page` if they are too large for a page; return names.

    Files of an earlier page go.
    """
    folder = out / FOLDER
    if sum(map(len, parts.values())) <= INLINE:
        shutil.rmtree(folder, ignore_errors=True)
        return []
    folder.mkdir(exist_ok=True)
    for name, text in parts.items():
        write_whole(folder / f"{name}.js", f'{RECEIVER}("{name}","{text}");\n')
    for path in folder.glob("*.js"):
        if path.stem not in parts:
            path.unlink()
    return [f"{FOLDER}/{name}.js" for name in parts]
