"""Files in folders: which may hold articles, and which are skipped."""

import os
from pathlib import Path

from helpers.reading.article import ArticleError
from helpers.wording import printable

# Pictures, sounds, films, fonts, and files that belong to a page.
NO_ARTICLES = frozenset(
    ".png .jpg .jpeg .gif .webp .svg .bmp .tif .tiff .ico .avif .heic .mp3 .mp4 .m4a .wav .ogg "
    ".mov .avi .mkv .webm .woff .woff2 .ttf .otf .css .js .mjs .map .pyc .lock .ini .db".split()
)
MAX_SHOWN = 300  # characters of a path that does not exist
RUBBISH = {"thumbs.db", "desktop.ini", "__macosx"}


def find_articles(origin: str | Path) -> list[str]:
    """Return the files at `origin`: itself if it is a file or address, or all files in a folder.

    Folders are searched with their subfolders, in order of names, without following links to
    folders. Hidden files, README files, pictures and the like are skipped, as are the folders of
    those that browsers save beside a page. Files of unknown types are included, so that reading
    them reports what to do.
    """
    origin = str(origin)
    if is_url(origin):
        return [origin]
    path = existing(origin)
    if not path.is_dir():
        return [origin]
    found = [place for place in _files(path) if why_passed_over(place.relative_to(path)) is None]
    if not found:
        raise ArticleError(f"{origin}: this folder has no article; put files with articles into it")
    return [str(place) for place in found]


def passed_over(origin: str | Path) -> list[str]:
    """Return a line for each file in a folder that `find_articles` skips: which, and why."""
    path = Path(origin)
    if is_url(str(origin)) or not exists(str(origin)) or not path.is_dir():
        return []
    reasons = (
        (place, why_passed_over(place.relative_to(path)) or _why_no_file(place))
        for place in _entries(path)
    )
    return [f"{place}: {reason}" for place, reason in reasons if reason]


def _files(path: Path) -> list[Path]:
    """The files of a folder, in order of names."""
    return [place for place in _entries(path) if not _why_no_file(place)]


def _entries(path: Path) -> list[Path]:
    """What a folder and its subfolders have besides folders, in order of names."""
    found = [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
    return sorted(found, key=lambda p: p.as_posix().casefold())


def _why_no_file(path: Path) -> str | None:
    if path.is_file():
        return None
    return "is a link that leads to no file" if path.is_symlink() else "is not a file"


def is_url(origin: str) -> bool:
    """Return whether `origin` is a web address and not a path."""
    return "://" in origin


def file_of(origin: str) -> str:
    """Return the file that `origin` is in: `export.docx` for its second article `export.docx#2`."""
    path, sign, _ = origin.partition("#")
    return path if sign and not is_url(origin) and not exists(origin) else origin


def exists(path: str) -> bool:
    """Return whether a path exists; one that no system could have does not."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def existing(origin: str) -> Path:
    """Return a path that exists; raise `ArticleError` if it does not."""
    if not origin:
        raise ArticleError("an empty path names no file; check what it should have been")
    if not exists(origin):
        shown = printable(origin[:MAX_SHOWN])
        raise ArticleError(f"{shown}: there is no such file or folder; check the path")
    return Path(origin)


def why_passed_over(path: Path) -> str | None:
    """Return why a file's place or name rules it out as an article, or None.

    `path` is in a folder.

    >>> why_passed_over(Path("news/.git/x.txt")), why_passed_over(Path("news/storm.txt"))
    ('is hidden, or in a hidden folder', None)
    """
    if any(part.startswith(".") or part.lower() in RUBBISH for part in path.parts):
        return "is hidden, or in a hidden folder"
    if any(part.endswith(("_files", ".files")) for part in path.parts[:-1]):
        return "belongs to a saved page"
    if path.stem.lower() == "readme":
        return "describes the folder"
    if path.suffix.lower() in NO_ARTICLES:
        return f"is not an article, as it ends in {path.suffix.lower()}"
    return None
