"""Exports of LexisNexis, split into their articles: batches of numbered documents, and Nexis Uni.

The lines may come from any file format. A batch has one of two forms: the headline without a label
and labels for the rest, or the copyright first and labels for everything. The same rules read both,
and the labels in several languages.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from helpers.reading.dates import read_date
from helpers.reading.formats.labels import COPYRIGHT, labels_of, names_of, one_of
from helpers.reading.formats.record import Text, Unreadable

CUT_OFF = "is cut off before its end; export it again"
# Lines of a batch are wrapped at 78 characters, headings centred.
CENTRED = re.compile(r" {8,}\S")


def is_batch(text: str) -> bool:
    """Return whether a text is a batch of numbered documents."""
    return bool(_number().search(text)) and bool(_label().search(text))


def is_uni(text: str) -> bool:
    """Return whether a text is an export of Nexis Uni or Lexis Advance."""
    return bool(
        _end().search(text) and re.search(r"(?m)^\s*(load-date|length|body|copyright)", text, re.I)
    )


def batch(text: str) -> Iterator[Text | Unreadable]:
    """Yield each article of a batch, whose lines may be wrapped."""
    pieces = _number().split(text)[1:]
    closed = [bool(_after().search(piece)) for piece in pieces]
    for number, piece in enumerate(pieces):
        if not closed[number] and any(closed) and number == len(pieces) - 1:
            yield Unreadable(CUT_OFF)
        else:
            yield _article(_blocks(piece))


def uni(lines: list[str]) -> Iterator[Text | Unreadable]:
    """Yield each article of an export of Nexis Uni, given as paragraphs."""
    start = 0
    for place, line in enumerate(lines):
        if _end().fullmatch(line.strip()):
            yield _uni_article(lines[start:place])
            start = place + 1
    rest = lines[start:]
    if any(_is_body(line) for line in rest):
        yield Unreadable(CUT_OFF)


def _uni_article(lines: list[str]) -> Text | Unreadable:
    body = next((place for place, line in enumerate(lines) if _is_body(line)), None)
    if body is None:
        return Unreadable("has no text; export the full documents")
    head, metadata = lines[:body], {}
    own = [place for place, line in enumerate(head) if not _is_cover(line)]
    dated = max((place for place in own if _is_date(head[place])), default=None)
    if dated is None:  # then the labels follow the source
        end = min((place for place in own if place > 1 and _part(head[place])), default=len(head))
    else:
        end = dated
        metadata["date"] = read_date(head[dated]).isoformat()
    metadata |= zip(("source", "title"), reversed(head[max(0, end - 2) : end]), strict=False)
    for line in head[end:]:
        _add(metadata, line)
    return Text("\n\n".join(_until_after(lines[body + 1 :])), metadata)


def _article(blocks: list[list[str]]) -> Text | Unreadable:
    """The article in the blocks of lines of one document in a batch."""
    metadata: dict[str, str] = {}
    is_labelled = any(part and part[0] == "title" for part in (_part(block[0]) for block in blocks))
    for place, block in enumerate(blocks):
        joined = " ".join(" ".join(block).split())
        if _is_label_of_text(joined):
            following = [[_without_label(joined)]] if _without_label(joined) else []
            return _text([*following, *blocks[place + 1 :]], metadata)
        if _part(block[0]):
            _add(metadata, joined)
        elif _is_text(block, metadata, is_labelled):
            return _text(blocks[place:], metadata)
        elif "date" in metadata and not is_labelled and not _is_date(joined):
            metadata["title"] = joined
        else:
            _add_head(metadata, _without_copyright(block))
    return Unreadable("has no text; export the full documents")


def _is_text(block: list[str], metadata: dict[str, str], is_labelled: bool) -> bool:
    """Whether the text begins with an unlabelled block, as the text itself has no label."""
    if "title" not in metadata or CENTRED.match(block[0]) or _after().match(block[0]):
        return False
    return not is_labelled or bool({"length", "author", "section"} & {*metadata})


def _text(blocks: list[list[str]], metadata: dict[str, str]) -> Text | Unreadable:
    text = _until_after(_paragraphs(blocks))
    if not text:
        return Unreadable("has no text; export the full documents")
    return Text("\n\n".join(text), metadata)


def _add_head(metadata: dict[str, str], lines: list[str]) -> None:
    """Take source and date from lines without labels; what follows a date is the edition."""
    for line in lines:
        if _is_date(line):
            metadata.setdefault("date", read_date(line.strip()).isoformat())
        elif "source" not in metadata:
            metadata["source"] = " ".join(line.split())
        elif "date" in metadata:
            metadata.setdefault("edition", " ".join(line.split()))


def _without_copyright(block: list[str]) -> list[str]:
    last = max(
        (place for place, line in enumerate(block) if COPYRIGHT.match(line.strip())), default=-1
    )
    return block[last + 1 :]


def _blocks(text: str) -> list[list[str]]:
    """Lines between empty lines."""
    blocks = [[line for line in block.split("\n") if line.strip()] for block in _EMPTY.split(text)]
    return [block for block in blocks if block]


_EMPTY = re.compile(r"\n\s*\n")


def _paragraphs(blocks: list[list[str]]) -> list[str]:
    """Blocks as paragraphs: wrapped lines are joined, indented ones are not."""
    found = []
    for block in blocks:
        paragraph = block[0]
        for before, line in pairwise(block):
            if re.match(r"\s{2,}\S", line) and not CENTRED.match(line) and len(before) < 72:
                found.append(paragraph)
                paragraph = line
            else:
                paragraph += f"\n{line}"
        found.append(paragraph)
    return [" ".join(paragraph.split()) for paragraph in found]


def _until_after(paragraphs: list[str]) -> list[str]:
    """The paragraphs up to the labels that follow the text, without a copyright at their end."""
    text = []
    for paragraph in paragraphs:
        if _after().match(paragraph) or _heading().fullmatch(paragraph):
            break
        text.append(paragraph)
    while text and COPYRIGHT.match(text[-1]) and len(text[-1]) < 250:
        text.pop()
    return text


def _add(metadata: dict[str, str], line: str) -> None:
    found = _part(line)
    if not found:
        return
    part, value = found
    value = " ".join(value.split())
    if part == "author":
        value = names_of(value)
    if part == "dateline":
        part = "place"
    if value:
        metadata.setdefault(part, value)


def _part(line: str) -> tuple[str, str] | None:
    match = _label().match(line.strip())
    return (_by_label()[match[1].casefold()], match[2]) if match else None


def _is_date(line: str) -> bool:
    """Whether a line is a date, with a weekday, time and edition at most, and not a sentence."""
    line = line.strip()
    return len(line) < 100 and read_date(line) is not None and not line.endswith((".", "”", '"'))


def _is_body(line: str) -> bool:
    return bool(re.fullmatch(rf"{one_of(labels_of('nexis')['body'])}:?", line.strip()))


def _is_label_of_text(line: str) -> bool:
    return bool(
        re.match(
            rf"{one_of([w.upper() for w in labels_of('nexis')['body']], ignore_case=False)}:", line
        )
    )


def _without_label(line: str) -> str:
    return line.partition(":")[2].strip()


def _is_cover(line: str) -> bool:
    return bool(re.match(rf"({'|'.join(labels_of('nexis')['cover'])})\b", line.strip()))


@cache
def _number() -> re.Pattern:
    return re.compile(rf"(?m)^[ \t]*(?:{'|'.join(labels_of('nexis')['number'])})[ \t]*$", re.I)


@cache
def _end() -> re.Pattern:
    return re.compile(rf"(?m)^[ \t]*{one_of(labels_of('nexis')['end'])}[ \t]*$")


@cache
def _by_label() -> dict[str, str]:
    labels = labels_of("nexis")["labels"]
    return {name.casefold(): part for part, names in labels.items() for name in names}


@cache
def _label() -> re.Pattern:
    return re.compile(rf"(?m)^({one_of([*_by_label()])})[ \xa0]*:[ \xa0]*(.*)")


@cache
def _after() -> re.Pattern:
    return re.compile(rf"(?m)^[ \t]*{one_of(labels_of('nexis')['after'])}[ \xa0]*:")


@cache
def _heading() -> re.Pattern:
    return re.compile(one_of(labels_of("nexis")["headings"]))
