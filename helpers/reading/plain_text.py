"""Files as plain text: encodings, Markdown, hard-wrapped lines.

Plain text here means: Unicode in form NFC, each paragraph on one line, an empty line between
paragraphs, single spaces within, and no control characters or invisible marks.
"""

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from io import StringIO
from itertools import pairwise
from unicodedata import normalize

from helpers.reading.hyphenation import join_lines, words_of

# Lines longer than this were not broken at a margin by hand, and none is broken shorter than the
# other bound.
WIDEST_MARGIN, NARROWEST_MARGIN = 120, 40
# Share of the breaks within paragraphs that have to look like breaks at a margin.
MOSTLY = 0.6

BLOCKS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr", "hr", "br"]
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
KEPT = "\n\t\u200c\u200d"  # the latter two join Persian words and emoji
# "the books ." and "‘No ,’": a slip, but not the dots of " . . ."
SPACE_BEFORE_STOP = re.compile(
    r"(?:(?<=[^\W_])[ \u00a0]+(?=[,.;])|(?<=[a-z])[ \u00a0]+(?=:))(?=.(?:[\s\"'”’)]|$))(?![.] [.])"
)
IN_BRACKETS = re.compile(r"\( (\w[^()]{0,60}?) \)")  # "( Labour )"
PLAIN = re.compile(r"[\n\t -~]*")  # nothing to repair
# Unicode categories of characters that nobody types. What is valid UTF-8 is hardly ever something
# else than text, so characters that Python does not know yet are no sign there.
ODD, CONTROL = frozenset("Cc Cn Co".split()), frozenset(("Cc",))
LONG_LINE = 100_000  # characters
MOST_ROUNDS = 4  # of repair: removing characters may reveal mojibake that they had split
# Normalising takes time that grows with the square of their number; this many are enough for any
# text (Unicode Standard Annex #15, section 13, "Stream-Safe Text Format").
MOST_MARKS = 30
FIRST_MARK, BEYOND_MARKS = 0x300, 0x20000  # of all characters that are put on a letter
NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")  # forbidden in XML and HTML


def decoded(data: bytes, encodings: Iterable[str] = ()) -> str | None:
    """Return the text of a file, or None if it is not text.

    UTF-16 is recognised by its byte order mark, or by every other byte being zero. Otherwise the
    text is UTF-8 if that is valid, with or without a mark; else in the first of `encodings` that
    fits, such as a page's own declaration; else in Windows-1252.
    """
    utf_16 = _utf_16(data)
    if utf_16 is None and b"\0" in data:
        return None
    candidates = [utf_16] if utf_16 else ["utf-8-sig", *encodings, "windows-1252", "latin-1"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        return None if _is_noise(text, CONTROL if encoding == "utf-8-sig" else ODD) else text
    return None


def cleaned(text: str) -> str:
    """Return text without control characters, invisible marks, terminal codes and mojibake.

    Line breaks become `\\n`, page breaks an empty line. Quotation marks stay as they are, and
    `&lt;` is not changed to `<`.
    """
    return "".join(map(_cleaned_line, StringIO(text.replace("\f", "\n\n").replace("\v", "\n"))))


def _cleaned_line(line: str) -> str:
    from ftfy import fix_text
    from ftfy.chardata import UTF8_DETECTOR_RE
    from ftfy.fixes import remove_terminal_escapes

    for _ in range(MOST_ROUNDS):
        if PLAIN.fullmatch(line):
            return line
        whole = _composed(remove_terminal_escapes(line))
        if len(whole) > LONG_LINE:
            whole = UTF8_DETECTOR_RE.sub(_decoded_once, whole)
        repaired = fix_text(whole, _repairs())  # until there is nothing to repair
        before, line = line, _composed(visible(repaired))
        is_one_line = "\n" not in line[:-1]  # each of several would be looked at by itself
        if line == before or (line == repaired and is_one_line):
            break
    return line


def _decoded_once(found: re.Match) -> str:
    """What ftfy does to each piece of mojibake in a line, but once for all that are the same."""
    return _decoded(found[0])


@lru_cache(maxsize=1000)
def _decoded(piece: str) -> str:
    from ftfy import fix_encoding, is_bad

    return fix_encoding(piece) if is_bad(piece) else piece


@cache
def _repairs():
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        explain=False,
        unescape_html=False,
        uncurl_quotes=False,
        fix_character_width=False,
        normalization=None,
    )


def _composed(text: str) -> str:
    """Return text in form NFC, with at most as many marks on a letter as any language needs."""
    return text if text.isascii() else normalize("NFC", _more_marks().sub(r"\1", text))


@cache
def _more_marks() -> re.Pattern:
    marks = "".join(filter(unicodedata.combining, map(chr, range(FIRST_MARK, BEYOND_MARKS))))
    return re.compile(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+")


def visible(text: str) -> str:
    """Return text without control characters, invisible marks and halves of characters."""
    if text.removesuffix("\n").isprintable():
        return text
    unwanted = {
        char
        for char in set(text) - set(KEPT)
        if unicodedata.category(char) in {"Cc", "Cf", "Cs"} or NONCHARACTER.match(char)
    }
    return text.translate(dict.fromkeys(map(ord, unwanted)))


def paragraphs(text: str) -> str:
    """Return text with each paragraph on one line and an empty line between paragraphs.

    Empty lines separate paragraphs. A single line break does too, unless the text is hard-wrapped:
    then lines that end only because the next word did not fit are joined.
    """
    blocks = [
        [line for raw in block.split("\n") if (line := _one_line(raw))]
        for block in re.split(r"\n[^\S\n]*\n", text)
    ]
    margin = _margin(blocks)
    words = frozenset() if margin is None else words_of(line for block in blocks for line in block)
    return "\n\n".join(
        paragraph for block in blocks for paragraph in _joined(block, margin, words) if paragraph
    )


def _one_line(raw: str) -> str:
    """A line with single spaces between words, and none before a stop or inside brackets."""
    return IN_BRACKETS.sub(r"(\1)", SPACE_BEFORE_STOP.sub("", " ".join(raw.split())))


def from_markdown(source: str) -> tuple[str, str | None]:
    """Return the prose of a Markdown file, and its first top-level heading if it has one.

    Links keep their words; pictures, comments and scripts are left out; each list item and each row
    of a table is a paragraph.
    """
    import mistune
    from bs4 import BeautifulSoup, Comment

    html = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])(source)
    soup = BeautifulSoup(f"<html><body>{html}", "lxml")  # whatever it begins with, it is not XML
    heading = soup.h1.get_text() if soup.h1 else None
    for element in soup(["script", "style", "img", "template"]):
        element.decompose()
    for string in soup.find_all(string=True):
        if isinstance(string, Comment):
            string.extract()
        elif not string.find_parent("pre"):
            string.replace_with(string.replace("\n", " "))
    for cell in soup(["td", "th"]):
        if cell.find_next_sibling():
            cell.append(", ")
    for block in soup(BLOCKS):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    return soup.get_text(), " ".join(heading.split()) if heading else None


def _utf_16(data: bytes) -> str | None:
    """The variant of UTF-16 that `data` is in, if any."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:4096]
    zeros = [head[start::2].count(0) / max(1, len(head) / 2) for start in (0, 1)]
    if max(zeros) < 0.7 or min(zeros) > 0.1:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _is_noise(text: str, categories: frozenset[str]) -> bool:
    """Whether many characters are of categories that nobody types."""
    head = text[:4096]
    odd = sum(c not in "\n\r\t\f" and unicodedata.category(c) in categories for c in head)
    return odd > 0.1 * len(head)


def _margin(blocks: list[list[str]]) -> int | None:
    """The column at which lines were broken, or None if they end where paragraphs do."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if not pairs:
        return None
    margin = max(len(line) for line, _ in pairs)
    if not NARROWEST_MARGIN <= margin <= WIDEST_MARGIN:
        return None
    broken = [line for line, following in pairs if _did_not_fit(line, following, margin)]
    # If most lines end a sentence, they are paragraphs of about the same length.
    n_sentences = sum(bool(SENTENCE_END.search(line)) for line in broken)
    return margin if len(broken) >= MOSTLY * len(pairs) and 2 * n_sentences < len(broken) else None


def _did_not_fit(line: str, following: str, margin: int) -> bool:
    """Whether a line ends where it does only because the next word did not fit."""
    if re.search(r"[^\W\d_]-$", line) and following[0].isalpha():
        return True
    return len(line) + 1 + len(following.split(" ", 1)[0]) > margin


def _joined(block: list[str], margin: int | None, words: Set[str]) -> list[str]:
    if not block or margin is None:
        return block
    joined = [[block[0]]]
    for line, following in pairwise(block):
        if _did_not_fit(line, following, margin):
            joined[-1].append(following)
        else:
            joined.append([following])
    return [join_lines(lines, words) for lines in joined]
