"""The encoding of a text file, found from its bytes."""

import codecs

# Encodings in which texts in English are saved besides UTF-8, the most common first: of Windows in
# the West and in central Europe, of old Macs, and of DOS.
SINGLE_BYTE = ("windows-1252", "mac-roman", "windows-1250", "cp850")
PUNCTUATION = "“”‘’„–—…•«»°©®™½¼¾\xa0"
CURRENCIES = "€£¥¢"
SAMPLE = 1_000_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(data: bytes) -> str:
    """Return the encoding of a text, from its first million bytes.

    UTF-8, UTF-16 and UTF-32 are recognised by their byte order mark or their form. A text in which
    more lines are non-ASCII UTF-8 than are not UTF-8 is UTF-8 with damaged lines. Otherwise it is
    the single-byte encoding that gives the fewest characters out of place. (charset-normalizer
    takes Windows-1252 for Windows-1250 and Mac for Windows in texts with little beyond ASCII.)
    """
    data = data[:SAMPLE]
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if wide := _without_mark(data[:4096]):
        return wide
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    valid = sum(_is_utf_8(line) for line in lines)
    if valid >= len(lines) - valid:
        return "utf-8"
    return _judged(b"\n".join(lines)[:20_000])


def _without_mark(head: bytes) -> str | None:
    """UTF-16 is recognised by every other byte being zero."""
    zeros = [head[start::2].count(0) / max(1, len(head) / 2) for start in (0, 1)]
    if max(zeros) < 0.7 or min(zeros) > 0.1:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        # The sample may end inside a character.
        return error.end == len(line) and "unexpected end" in error.reason
    return True


def _judged(sample: bytes) -> str:
    """The first of the encodings that gives the fewest characters out of place."""
    return min(SINGLE_BYTE, key=lambda encoding: _out_of_place(sample.decode(encoding, "replace")))


def _out_of_place(text: str) -> int:
    """How many characters beyond ASCII are neither usual punctuation nor inside a word."""
    n = 0
    for place, char in enumerate(text):
        before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
        if char.isascii() or char in PUNCTUATION:
            continue
        if char in CURRENCIES:
            n += before.isalpha() or after.isalpha()
        else:
            n += _oddity_of_letter(char, before, after) if char.isalpha() else 1
    return n


def _oddity_of_letter(char: str, before: str, after: str) -> int:
    """How odd a letter is between its neighbours, which may be empty."""
    n = 0
    if char.isupper():  # capitals stand at the beginning of a word, or among capitals
        n += before.islower() or (before.isspace() and not after.isalpha())
        n += not before.isalpha() and not after.isalpha()
    is_within = before and not before.isspace()
    return n + bool(is_within and not before.isalnum() and after.isalpha())
