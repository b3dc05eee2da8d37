"""The files that the inputs of a corpus name."""

import glob
from collections.abc import Iterator
from pathlib import Path

from helpers.reading.articles import Rejected, exists, find_articles, is_url, rejected


def find_files(origin: str) -> Iterator[str | Rejected]:
    """Yield the files that an input names: itself, matches of a pattern, or all files in a folder.

    `**` in a pattern matches folders at any depth, except hidden ones and links to folders. If an
    input, or a match of it, has no file, the reason is yielded. A web address names itself.
    """
    if is_url(origin):
        yield origin
        return
    try:
        places = [origin] if exists(origin) else _fitting(origin)
    except Exception as error:  # whatever a file system does, the other inputs continue
        yield rejected(origin, error)
        return
    for place in places or [origin]:
        try:
            yield from find_articles(place)
        except Exception as error:
            yield rejected(place, error)


def _fitting(pattern: str) -> list[str]:
    """The files and folders that match a pattern, in order."""
    parts = Path(pattern).parts
    n = next((n for n, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    if n == len(parts):
        return []
    top = Path(*parts[:n])
    # Unlike `glob.glob`, this does not follow links to folders, so it always terminates.
    found = top.glob("/".join(parts[n:]))
    return sorted(str(path) for path in found if not _is_hidden(path.relative_to(top)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
