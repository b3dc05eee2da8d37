"""Folders and files that are replaced whole or not at all, whatever happens on the way."""

import ctypes
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

ABANDONED_AFTER = 3600  # seconds after which a half-made folder belongs to no running process
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS
_AT_FDCWD = -100


class FolderError(OSError):
    """A folder can't be replaced; the message is one line that says why and what to do."""


@contextmanager
def replacing(target: Path, *, marks: tuple[str, ...]) -> Iterator[Path]:
    """A new folder that takes the place of `target` once the block is done without an error.

    A folder without one of the files `marks` is none of ours and never replaced: `FolderError`.
    Where the system can exchange two folders at one stroke (Linux, macOS), there is a whole one at
    `target` at any moment, even if the process is killed. Elsewhere the earlier one is moved aside
    for the moment of the exchange; should the process be killed just then, the next run puts it
    back. Two processes that replace the same folder do so one after the other, and the later one
    stays.
    """
    earlier = target.with_name(f".{target.name}.earlier")
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    target.parent.mkdir(parents=True, exist_ok=True)
    with _lock(target):
        if earlier.exists() and not target.exists():
            earlier.rename(target)
    _check(target, marks)
    for abandoned in target.parent.glob(f".{target.name}.*.new"):
        if time.time() - abandoned.stat().st_mtime > ABANDONED_AFTER:
            shutil.rmtree(abandoned, ignore_errors=True)
    new.mkdir()
    try:
        yield new
        with _lock(target):
            _check(target, marks)
            if not target.exists():
                new.rename(target)
            elif not _exchanged(new, target):
                shutil.rmtree(earlier, ignore_errors=True)
                target.rename(earlier)
                new.rename(target)
                shutil.rmtree(earlier, ignore_errors=True)
    finally:
        shutil.rmtree(new, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes that do the same out of `folder` while the block runs."""
    with _lock(folder):
        yield


def write_whole(path: Path, text: str) -> None:
    """Write a file so that readers see the earlier or the new text, and nothing in between."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _check(target: Path, marks: tuple[str, ...]) -> None:
    if target.exists() and not all((target / name).exists() for name in marks):
        raise FolderError(f"{target} exists and is no report; remove it, or give another --out")


def _lock(target: Path) -> FileLock:
    """A lock that the system lets go when its process ends, kept apart from what it guards."""
    name = hashlib.sha256(str(target.resolve()).encode()).hexdigest()[:16]
    return FileLock(Path(tempfile.gettempdir()) / f"news-actors-{name}.lock")


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders at one stroke, if this system can."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return ctypes.CDLL(None).renamex_np(*paths, _EXCHANGE) == 0
        libc = ctypes.CDLL(None)
        return libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0
    except (AttributeError, OSError, TypeError):
        return False
