"""Archives (.zip) of files in any of the formats. Standard library `zipfile`.

Nothing is unpacked to disk. What would take more memory than an archive of articles needs is
refused before it is read.
"""

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from helpers.reading.folders import why_passed_over
from helpers.reading.formats.record import MAX_FILE_BYTES, Inner, Unreadable

MAX_MEMBERS = 100_000
# Texts shrink to a fifth, seldom to a fiftieth; a bomb to a thousandth.
MAX_RATIO = 200
FROM_BYTES = 1_000_000  # below that, no ratio is harmful


def check(file: BinaryIO) -> None:
    """Raise `Unreadable` if an archive, or a document that is one, is damaged or a zip bomb."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        raise Unreadable("is damaged; open it and save it again") from None
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_MEMBERS or total > MAX_FILE_BYTES or any(map(_is_bomb, infos)):
        raise Unreadable(
            f"would unpack to {total / 1e6:,.0f} MB in {len(infos):,} files, more than articles "
            "need; unpack it and give the articles"
        )


def documents(data: bytes) -> Iterator[Inner | Unreadable]:
    """Yield each file in an archive that may have articles, in order of names."""
    check(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.filename.casefold())
        for info in infos:
            path = PurePosixPath(info.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts:
                yield Unreadable("has a name that leads out of the archive", place=path.name)
            elif info.is_dir() or _is_passed_over(path):
                continue
            elif stat.S_ISLNK(info.external_attr >> 16):
                yield Unreadable("is a link; pack the file that it leads to", place=str(path))
            elif info.flag_bits & 1:
                yield Unreadable("asks for a password; unpack it first", place=str(path))
            else:
                yield _member(archive, info, path)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: PurePosixPath
) -> Inner | Unreadable:
    try:
        return Inner(str(path), archive.read(info), path.suffix.lower())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError,
            zipfile.LargeZipFile) as error:  # fmt: skip
        return Unreadable(f"is damaged ({type(error).__name__}); pack it again", place=str(path))


def _is_passed_over(path: PurePosixPath) -> bool:
    from pathlib import Path

    return not path.parts or why_passed_over(Path(*path.parts)) is not None


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > FROM_BYTES and info.file_size > MAX_RATIO * max(1, info.compress_size)
