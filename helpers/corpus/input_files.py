"""Files of a corpus: found by what an input names."""

import glob
from pathlib import Path

from helpers.reading.articles import ArticleError, find_articles, is_url


class InputError(ValueError):
    """An input names nothing that can be read; the message says why and what to do."""


def find_files(origin: str) -> list[str]:
    """Return the files that an input names: itself, those that fit a pattern, or all in a folder.

    Raises `InputError` if there are none.
    """
    if is_url(origin):
        raise InputError("is a web address; save the page, and name the file")
    path = Path(origin)
    if path.is_dir():
        try:
            return find_articles(origin)
        except ArticleError as error:
            raise InputError(str(error).removeprefix(f"{origin}: ")) from None
    if path.exists():
        return [origin]
    fitting = sorted(glob.glob(origin, recursive=True))
    if not fitting:
        raise InputError("there is no such file or folder; check the path")
    return [file for place in fitting for file in find_files(place)]
