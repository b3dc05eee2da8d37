"""Replaces folders and files as a whole or not at all, whatever happens on the way.

The new one is made in a scratch folder beside the old one. The process that makes it holds a lock
in it, which the system releases when the process ends, however it ends. So whether a scratch folder
is in use does not depend on process ids or clocks, and the next run removes those without a lock.
"""

import ctypes
import hashlib
import os
import platform
import re
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Set
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

_SCRATCH = re.compile(r"\..*\.[0-9a-f]{8}\.new")
_NAME_LENGTH = 40  # characters of the target's name; file systems take 255 bytes in all
_LOCK, _NEW = "lock", "new"  # what a scratch folder holds
# Programs that read a folder of tables ignore names that begin with _.
_WRITER, _WRITER_LOCK = "_writer.txt", "_writer.lock"
WRITER_FILES = frozenset({_WRITER, _WRITER_LOCK})

_unfinished: set[Path] = set()  # what this process has to remove before it ends

_EXCHANGE = 2  # RENAME_EXCHANGE on Linux and RENAME_SWAP on macOS
_AT_FDCWD = -100


class FolderError(OSError):
    """A folder can't be replaced; the message is one line that says why and what to do."""


@contextmanager
def replacing(target: Path, *, marks: tuple[str, ...]) -> Iterator[Path]:
    """Yield a new folder that replaces `target` when the block ends without an error.

    A folder that lacks one of the files `marks` is not ours and is never replaced: `FolderError`.
    If the system can exchange two folders in one step (Linux, macOS), there is a complete one at
    `target` at any moment, even if the process is killed. Otherwise the earlier one is moved aside
    during the exchange; if the process is killed just then, the next run puts it back. Processes
    that replace the same folder do so one after the other, and the last one stays.
    """
    earlier = target.with_name(f".{target.name}.earlier")
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target):
        if earlier.exists() and not target.exists():
            earlier.rename(target)
    _check(target, marks)
    with _scratch(target) as new:
        new.mkdir()
        yield new
        with locked(target):
            _check(target, marks)
            if not target.exists():
                new.rename(target)
            elif not _exchanged(new, target):
                shutil.rmtree(earlier, ignore_errors=True)
                target.rename(earlier)
                new.rename(target)
                shutil.rmtree(earlier, ignore_errors=True)


def carry_over(earlier: Path, new: Path, made: Set[str]) -> None:
    """Copy the files that people added to a folder into the one that replaces it.

    `made` has the paths, within the folder, of the files that are not theirs.
    """
    for path in sorted(earlier.rglob("*")):
        place = new / path.relative_to(earlier)
        if path.is_file() and place.relative_to(new).as_posix() not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                shutil.copy2(path, place)


@contextmanager
def replacing_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to; the file replaces `path` if the block raises no error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _scratch(path) as new:
        yield new
        new.replace(path)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that readers see either the earlier or the new text."""
    with replacing_file(path) as new:
        new.write_text(text, encoding="utf-8")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Make other processes that lock the same path wait while the block runs."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]
    with FileLock(_folder_for_locks() / f"{name}.lock"):
        yield


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Keep other writers out of `folder` while the block runs.

    Raises `FolderError`, which says who is writing there, if there is another writer.
    """
    note = folder / _WRITER
    try:
        lock = FileLock(folder / _WRITER_LOCK, blocking=False).acquire()
    except Timeout:
        try:
            who = note.read_text(encoding="utf-8")
        except FileNotFoundError:  # it has just begun, or just finished
            who = "another run"
        raise FolderError(
            f"{folder}: is being written by {who}; wait until it is done, or give another --out"
        ) from None
    with lock:
        _unfinished.add(note)
        since = datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")
        write_whole(note, f"process {os.getpid()} on {platform.node()} since {since}")
        try:
            yield
        finally:
            note.unlink(missing_ok=True)
            _unfinished.discard(note)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a folder of this user's own, which is removed after the block."""
    folder = temporary_path()
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _unfinished.discard(folder)


def temporary_path() -> Path:
    """Return a new path for temporary files, which `remove_unfinished` removes."""
    path = Path(tempfile.gettempdir()) / f"news-actors-{secrets.token_hex(8)}"
    _unfinished.add(path)
    return path


def remove_unfinished() -> None:
    """Remove what this process has begun and not finished, as it ends.

    A run that is stopped while it removes something leaves the rest to this.
    """
    for path in [*_unfinished]:
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            path.unlink(missing_ok=True)


def remove_abandoned(folder: Path) -> None:
    """Remove the scratch folders in `folder` whose processes no longer run."""
    with locked(folder), suppress(OSError):
        for path in folder.iterdir():
            if _SCRATCH.fullmatch(path.name) and (path / _LOCK).exists():
                with suppress(OSError, Timeout), FileLock(path / _LOCK, blocking=False):
                    _remove(path)


@contextmanager
def _scratch(target: Path) -> Iterator[Path]:
    """Yield a path in a scratch folder beside `target`; the folder is removed after the block."""
    folder = target.with_name(f".{target.name[:_NAME_LENGTH]}.{secrets.token_hex(4)}.new")
    lock = FileLock(folder / _LOCK)
    remove_abandoned(target.parent)
    _unfinished.add(folder)
    try:
        with locked(target.parent):  # no other process sees the folder before it is locked
            folder.mkdir()
            lock.acquire()
        yield folder / _NEW
    finally:
        lock.release()
        _remove(folder)
        if not folder.exists():
            _unfinished.discard(folder)


def _remove(scratch: Path) -> None:
    """Remove a scratch folder, its lock last: what another process is still writing goes later."""
    new = scratch / _NEW
    shutil.rmtree(new, ignore_errors=True)
    with suppress(OSError):
        new.unlink(missing_ok=True)
    if not new.exists():
        shutil.rmtree(scratch, ignore_errors=True)


def _folder_for_locks() -> Path:
    """Return a folder of this user's own; in the shared one, files of others can't be locked."""
    user = os.getuid() if hasattr(os, "getuid") else "user"  # Windows has no shared folder
    folder = Path(tempfile.gettempdir()) / f"news-actors-{user}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or user not in {"user", found.st_uid}:
        raise FolderError(f"{folder}: is not a folder of yours; remove it, or set TMPDIR")
    return folder


def _check(target: Path, marks: tuple[str, ...]) -> None:
    if target.exists() and not all((target / name).exists() for name in marks):
        raise FolderError(f"{target} exists and is not a report; remove it, or give another --out")


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, if this system can."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return ctypes.CDLL(None).renamex_np(*paths, _EXCHANGE) == 0
        libc = ctypes.CDLL(None)
        return libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0
    except (AttributeError, OSError, TypeError):
        return False
