"""What kind of file it is, by its content, and by its name if that is not enough."""

import re
import zipfile
import zlib
from pathlib import PurePath
from typing import BinaryIO

from helpers.reading.formats import addresses
from helpers.reading.formats.delimited import is_table
from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.feeds import is_feed
from helpers.reading.formats.mail import is_mail
from helpers.reading.formats.markup import is_html
from helpers.reading.formats.record import MAX_FILE_BYTES, Unreadable
from helpers.reading.formats.ris import is_ris

# Kinds and the module of each, with the function unless it is `read` or `documents`.
TABLES = {
    "delimited": ("delimited", "read"),
    "json_lines": ("json_records", "read"),
    "json": ("json_records", "read_document"),
    "parquet": ("parquet", "read"),
    "workbook": ("workbook", "read"),
}
# One article each; several, or files with any number of them.
SINGLE = {"text", "markdown", "page", "docx", "rtf", "pdf", "odt", "mail"}
SEVERAL = {
    "export": "exports",
    "feed": "feeds",
    "addresses": "addresses",
    "ris": "ris",
    "epub": "epub",
    "saved_page": "saved_pages",
    "zip": "zipped",
    "warc": "warc",
}

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
    ".odt": "odt",
    ".epub": "epub",
    **dict.fromkeys((".mhtml", ".mht", ".webarchive"), "saved_page"),
    ".eml": "mail",
    **dict.fromkeys((".rss", ".atom", ".xml"), "feed"),
    ".ris": "ris",
    ".zip": "zip",
    ".warc": "warc",
    ".rtf": "rtf",
    ".pdf": "pdf",
}
SUFFIXES = frozenset(BY_SUFFIX)
# What a file with an extension of these kinds has to be.
INSIDE = {
    "feed": "an RSS or Atom feed",
    "mail": "an e-mail",
    "ris": "a list of references in RIS",
    "saved_page": "a saved web page",
}
HEAD = 1_000_000
PACKED = {".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar", ".tgz"}
# Parts of packages that show what they are, and the types that packages name.
IN_PACKAGE = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "workbook",
    "xl/workbook.bin": "workbook",
}
MIME_IN_PACKAGE = {
    b"application/vnd.oasis.opendocument.spreadsheet": "workbook",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/epub+zip": "epub",
}
# The first bytes of files, whatever their names.
SIGNS = {
    re.compile(rb"PAR1"): "parquet",
    re.compile(rb"\s*\{\\rtf"): "rtf",
    re.compile(rb"(?s).*%PDF-"): "pdf",
    re.compile(rb"WARC/\d"): "warc",
    re.compile(rb"bplist\d\d|\s*<\?xml(?s:.)*<plist"): "saved_page",
}
GZIP = b"\x1f\x8b"
# Kinds that are never text, whatever the name; kinds recognised by their first lines.
NEVER_TEXT = {"docx", "rtf", "pdf", "odt", "epub", "zip", "warc"}
MARKED = {"mail", "saved_page", "feed", "ris"}
PLAIN = {"text", "markdown"}
FRONT_MATTER = re.compile(
    rb"(?:\xef\xbb\xbf)?---[^\S\n]*\r?\n(?=[^\n]*:|\? )(?s:.*?)^---[^\S\n]*\r?$", re.MULTILINE
)
BY_LINES = {"ris": is_ris, "addresses": addresses.is_list, "delimited": is_table}
MHTML = re.compile(rb"(?im)^(snapshot-content-location|content-location):|<saved by ")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(file: BinaryIO, name: str) -> str:
    """Return the kind of a file by its content; raise `Unreadable` if it can't be read."""
    suffix = PurePath(name).suffix.lower()
    file.seek(0)
    head = file.read(HEAD)
    if not head.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise Unreadable("is empty; put the article's text into it")
    kind = _binary_kind(file, head, suffix) or _table_by_name(suffix)
    if kind in {"docx", "rtf", "pdf"}:
        return "export" if _database_of(_sample(kind, file)) else kind
    return kind or _text_kind(file, head, suffix)


def _binary_kind(file: BinaryIO, head: bytes, suffix: str) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        return _package_kind(file)
    if head.startswith(OLE):
        return _old_office_kind(file, suffix)
    if head.startswith(GZIP) and _unpacked(head).startswith(b"WARC/"):
        return "warc"
    return next((kind for sign, kind in SIGNS.items() if sign.match(head[:1024])), None)


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 100)
    except zlib.error:
        return b""


def _package_kind(file: BinaryIO) -> str:
    from helpers.reading.formats import zipped

    zipped.check(file)
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        mime = archive.read("mimetype")[:100].strip() if "mimetype" in names else b""
    found = [kind for part, kind in IN_PACKAGE.items() if part in names]
    found += [kind for prefix, kind in MIME_IN_PACKAGE.items() if mime.startswith(prefix)]
    if "META-INF/container.xml" in names:
        found.append("epub")
    return found[0] if found else "zip"


def _old_office_kind(file: BinaryIO, suffix: str) -> str:
    """Files of Office before 2007, and those of later ones that ask for a password."""
    file.seek(0)
    data = file.read(MAX_FILE_BYTES)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("asks for a password; open it and save it without one")
    if "Workbook".encode("utf-16-le") in data and suffix != ".doc":
        return "workbook"
    raise Unreadable("is in an old Office format; open it and save it as .docx or .xlsx")


def _table_by_name(suffix: str) -> str | None:
    kind = BY_SUFFIX.get(suffix)
    return kind if kind in TABLES else None


def _sample(kind: str, file: BinaryIO) -> str:
    from importlib import import_module

    file.seek(0)
    return import_module(f"helpers.reading.formats.{kind}").sample(file.read(MAX_FILE_BYTES))


def _text_kind(file: BinaryIO, head: bytes, suffix: str) -> str:
    """The kind of a text file: by its first lines, otherwise by its name."""
    known = BY_SUFFIX.get(suffix)
    if known in NEVER_TEXT:
        raise Unreadable(f"is not a {suffix} file inside, or is damaged; open it and save it again")
    if known in PLAIN and FRONT_MATTER.match(head):
        return known  # whatever the following lines look like
    if is_mail(head):
        is_page = b"multipart/related" in head[:5000].lower() and MHTML.search(head)
        return "saved_page" if is_page else "mail"
    encoding = encoding_of(head)
    if b"\0" in head and not encoding.startswith("utf-"):
        if known == "text":
            raise Unreadable("is not text; save the article as .txt, .docx or .html")
        raise _unsupported(suffix)
    text = head.decode(encoding, "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    kind = _kind_of_lines(text, known)
    if kind is None:
        raise _unsupported(suffix)
    return kind


def _kind_of_lines(text: str, known: str | None) -> str | None:
    """The kind of a text by its first lines, otherwise by its name; None if neither is known."""
    if known == "markdown":
        return known
    if is_feed(text):
        return "feed"
    if known == "page" or is_html(text):
        return "export" if _database_of(text, is_page=True) else "page"
    if _database_of(text):
        return "export"
    found = next((kind for kind, is_one in BY_LINES.items() if is_one(text)), None)
    return found or (None if known in MARKED else known)


def _database_of(text: str, *, is_page: bool = False) -> str | None:
    from helpers.reading.formats.exports import database_of

    return database_of(text, is_page=is_page)


def _unsupported(suffix: str) -> Unreadable:
    if suffix in PACKED:
        return Unreadable(f"can't read {suffix}; unpack it first")
    if kind := INSIDE.get(BY_SUFFIX.get(suffix)):
        return Unreadable(f"is not {kind} inside; save its articles as .txt, .docx or .html")
    return Unreadable(
        f"can't read {suffix or 'files without an ending'}; supported are "
        f"{', '.join(sorted(SUFFIXES))}"
    )
