"""What kind of file it is, by its content, and by its name where contents are alike."""

import re
import zipfile
from pathlib import PurePath
from typing import BinaryIO

from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.record import MAX_FILE_BYTES, Unreadable

# Kinds and the module of each, with the function where it is not `read` or `documents`.
TABLES = {
    "delimited": ("delimited", "read"),
    "json_lines": ("json_records", "read"),
    "json": ("json_records", "read_document"),
    "parquet": ("parquet", "read"),
    "workbook": ("workbook", "read"),
}
SINGLE = {"text", "markdown", "page", "docx", "rtf", "pdf"}
EXPORTS: dict[str, str] = {"nexis": "nexis_files"}
CONTAINERS: dict[str, str] = {}

TEXT_SUFFIXES = {".txt", ".text"}
MARKDOWN_SUFFIXES = {".md", ".markdown"}
PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}
BY_SUFFIX = {
    **dict.fromkeys(TEXT_SUFFIXES, "text"),
    **dict.fromkeys(MARKDOWN_SUFFIXES, "markdown"),
    **dict.fromkeys(PAGE_SUFFIXES, "page"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "delimited"),
    **dict.fromkeys((".jsonl", ".ndjson"), "json_lines"),
    ".json": "json",
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), "workbook"),
    ".docx": "docx",
    ".rtf": "rtf",
    ".pdf": "pdf",
}
SUFFIXES = frozenset(BY_SUFFIX)
HEAD = 65_536
PACKED = {".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".tgz"}
# Parts of packages that tell what they are.
IN_PACKAGE = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "workbook",
    "xl/workbook.bin": "workbook",
}
MIME_IN_PACKAGE = {b"application/vnd.oasis.opendocument.spreadsheet": "workbook"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = re.compile(r"<(?:!doctype html|html|head|body|article)[\s>]", re.IGNORECASE)


def kind_of(file: BinaryIO, name: str) -> str:
    """Return the kind of a file by what is in it; raise `Unreadable` if it can't be read."""
    suffix = PurePath(name).suffix.lower()
    file.seek(0)
    head = file.read(HEAD)
    if not head.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise Unreadable("is empty; put the article's text into it")
    kind = _binary_kind(file, head, suffix) or _table_by_name(suffix)
    if kind in {"docx", "rtf", "pdf"}:
        return _export_kind(_sample(kind, file)) or kind
    return kind or _text_kind(file, head, suffix)


def _binary_kind(file: BinaryIO, head: bytes, suffix: str) -> str | None:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _package_kind(file)
    if head.startswith(OLE):
        return _old_office_kind(file, suffix)
    return None


def _package_kind(file: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:100].strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        raise Unreadable("is damaged; open it and save it again") from None
    found = [kind for part, kind in IN_PACKAGE.items() if part in names]
    found += [kind for prefix, kind in MIME_IN_PACKAGE.items() if mime.startswith(prefix)]
    if found:
        return found[0]
    raise _unsupported(".zip")


def _old_office_kind(file: BinaryIO, suffix: str) -> str:
    """Files of Office before 2007, and those of later ones that ask for a password."""
    file.seek(0)
    data = file.read(MAX_FILE_BYTES)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("asks for a password; open it and save it without one")
    if "Workbook".encode("utf-16-le") in data and suffix != ".doc":
        return "workbook"
    raise Unreadable("is of an old Office format; open it and save it as .docx or .xlsx")


def _table_by_name(suffix: str) -> str | None:
    kind = BY_SUFFIX.get(suffix)
    return kind if kind in TABLES else None


def _sample(kind: str, file: BinaryIO) -> str:
    from importlib import import_module

    file.seek(0)
    return import_module(f"helpers.reading.formats.{kind}").sample(file.read(MAX_FILE_BYTES))


def _text_kind(file: BinaryIO, head: bytes, suffix: str) -> str:
    """The kind of a file that is text: by what its first lines are, else by its name."""
    known = BY_SUFFIX.get(suffix)
    if known in {"docx", "rtf", "pdf"}:
        raise Unreadable(f"is no {suffix} file inside, or damaged; open it and save it again")
    if b"\0" in head and not encoding_of(head).startswith("utf-"):
        if known == "text":
            raise Unreadable("is not text; save the article as .txt, .docx or .html")
        raise _unsupported(suffix)
    text = head.decode(encoding_of(head), "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    if known == "page" or (known != "markdown" and HTML.search(text[:2000])):
        return "page"
    if known == "markdown":
        return "markdown"
    if export := _export_kind(text):
        return export
    from helpers.reading.formats.delimited import is_table

    if is_table(text):
        return "delimited"
    if known is None:
        raise _unsupported(suffix)
    return known


def _export_kind(text: str) -> str | None:
    from helpers.reading.formats import nexis

    if nexis.is_batch(text) or nexis.is_uni(text):
        return "nexis"
    return None


def _unsupported(suffix: str) -> Unreadable:
    if suffix in PACKED:
        return Unreadable(f"can't read {suffix}; unpack it first")
    return Unreadable(
        f"can't read {suffix or 'files without an ending'}; what can be read are "
        f"{', '.join(sorted(SUFFIXES))}"
    )
