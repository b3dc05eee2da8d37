"""Rich Text Format (.rtf). Library: striprtf."""

import re

from helpers.reading.formats.record import Text, Unreadable

# Marks for what striprtf does not report: bold begins, a cell or a row of a table ends. They are
# from Unicode's private use area, which no article uses.
BOLD, CELL, ROW = "\ue0b0", "\ue0b1", "\ue0b2"
_MARKED = (
    (re.compile(rb"\\b(?:1)?(?![a-z0-9-])[ ]?"), rb"\\u57520?"),
    (re.compile(rb"\\(?:nest)?cell(?![a-z])[ ]?"), rb"\\u57521?"),
    (re.compile(rb"\\(?:nest)?row(?![a-z])[ ]?"), rb"\\u57522?\\par "),
)


def read(data: bytes) -> Text:
    """Return the text of a document, and its title and author if it states them."""
    return Text("\n\n".join(lines(data)), {})


def lines(data: bytes) -> list[str]:
    """Return the lines of a document; the cells of a table are lines too."""
    plain = re.sub(f"[{CELL}{ROW}]", "\n", marked(data).replace(BOLD, ""))
    return [line for raw in plain.split("\n") if (line := " ".join(raw.split()))]


def marked(data: bytes) -> str:
    """Return the text of a document with the marks `BOLD`, `CELL` and `ROW`."""
    from striprtf.striprtf import rtf_to_text

    data = re.sub(rb"\\\*\\(LXNComment)[^{}]*", rb"", data)
    for pattern, sign in _MARKED:
        data = pattern.sub(sign, data)
    try:
        # Characters beyond ASCII are written as \'e9 or \u233, in the encoding that the file names.
        text = rtf_to_text(data.decode("latin-1"), errors="replace")
    except Exception as error:  # whatever control words do to striprtf
        raise Unreadable(
            f"is a damaged RTF file ({type(error).__name__}); open it in Word and save it again"
        ) from None
    return text.replace("\xa0", " ")


def sample(data: bytes) -> str:
    """Return the words of a document, roughly, to see what kind of document it is."""
    text = re.sub(rb"\\(?:par|line|cell|row|page|sect)\b[ ]?", b"\n", data)
    return re.sub(rb"\\[a-z*]+-?\d*[ ]?|[{}]", b"", text).decode("latin-1")
