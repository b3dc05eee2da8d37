"""Data of a page, packed so that a page opened from a folder can read them without a server.

Everything is JSON, compressed with gzip and encoded as base64. Up to `INLINE` bytes are put in the
page itself; larger data are split into script files in a folder beside it, each of which only
passes its text to the page.
"""

import base64
import gzip
import json
import re
from contextlib import suppress
from pathlib import Path

from helpers.atomic import write_whole

INLINE = 3_000_000  # bytes of packed data
MOST = 28_500_000  # bytes of packed data; with scripts, findings and joins, a page is below 30 MB
FOLDER = "page"
PART = re.compile(r"corpus|text-\d+")  # names of parts
RECEIVER = "corpusPart"  # the page's function that script files pass their data to


def packed(content) -> str:
    """Return data as base64 of compressed JSON."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    whole = text.encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(whole, 9, mtime=0)).decode()


def write_parts(parts: dict[str, str], out: Path) -> list[str]:
    """Write parts that are too large for a page as script files in `out/page`; return the names.

    Files from an earlier page are removed.
    """
    folder = out / FOLDER
    if sum(map(len, parts.values())) <= INLINE:
        _remove_others(folder, {})
        return []
    folder.mkdir(exist_ok=True)
    for name, text in parts.items():
        write_whole(folder / f"{name}.js", f'{RECEIVER}("{name}","{text}");\n')
    _remove_others(folder, parts)
    return [f"{FOLDER}/{name}.js" for name in parts]


def _remove_others(folder: Path, parts: dict[str, str]) -> None:
    """Remove the parts of an earlier page, and the folder if nothing else is in it."""
    for path in folder.glob("*.js"):
        if path.stem not in parts and PART.fullmatch(path.stem):
            path.unlink()
    with suppress(OSError):
        folder.rmdir()
