"""JSON: an object per line, or one document with a list of articles, as news services return it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, BinaryIO

from helpers.reading.formats.columns import SAMPLE, Columns, columns_of
from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.markup import has_tags
from helpers.reading.formats.record import MAX_BYTES, MAX_FILE_BYTES, Record, Unreadable

SAMPLE_BYTES = 5_000_000
MAX_DEPTH = 3  # how deep in a document the list of its articles may be, and in them their parts
# Keys under which an object holds what it stands for: a source its name, a headline of The New York
# Times its main form, WordPress's content what it is as HTML.
SAID = ("name", "rendered", "main", "original")
# An object with only these keys is a text.
TEXTS = ("text", "content", "value", "html", "body")
BESIDE_TEXT = {*TEXTS, "type", "kind", "id", "format", "language", "lang", "order", "style"}


def read(
    file: BinaryIO, at: int = 0, line: int = 1, said: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """Yield the object of each line, from the one at byte `at`, whose number is `line`."""
    columns = None
    sample = [row for *_, row, _ in _sampled(_lines(file, 0, 1))]
    if any(row is not None for row in sample):
        columns = _columns([row for row in sample if row is not None], said)
    file.seek(0)
    for start, number, raw, row, reason in _lines(file, at, line):
        values = columns.values(row) if columns and row is not None else None
        yield Record(f"{number}", number, start, raw, values, reason)


def read_document(
    file: BinaryIO, at: int = 0, line: int = 1, said: Mapping[str, str] | None = None
) -> Iterator[Record]:
    """Yield each object of the longest list of objects in a JSON document, from number `at`."""
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable("is too large; save it with one JSON object per line, as .jsonl")
    try:
        content = json.loads(data.decode(encoding_of(data)).removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is not valid JSON ({_one_line(error)}); save it again") from None
    found = [_flat(row) for row in _longest_list(content, MAX_DEPTH)]
    if not found:
        raise Unreadable(
            "has no list of articles; save it with one JSON object per line, as .jsonl"
        )
    columns = _columns(found[:SAMPLE], said)
    for number, row in enumerate(found):
        if number >= at:
            raw = json.dumps(row, default=str).encode(errors="surrogatepass")
            yield Record(f"{number + 1}", number + 1, number, raw, columns.values(row))


def _columns(rows: list[dict], said: Mapping[str, str] | None) -> Columns:
    return columns_of(list(dict.fromkeys(key for row in rows for key in row)), rows, said)


def _sampled(rows: Iterable) -> Iterator:
    for n, found in enumerate(rows):
        yield found
        if n >= SAMPLE or found[0] > SAMPLE_BYTES:
            return


def _lines(
    file: BinaryIO, at: int, line: int
) -> Iterator[tuple[int, int, bytes, dict | None, str | None]]:
    """Where each line starts, its number, its bytes, and its object or why it can't be read."""
    file.seek(at)
    while raw := file.readline(MAX_BYTES):
        start, number = at, line
        at, line = at + len(raw), line + 1
        if len(raw) == MAX_BYTES and not raw.endswith(b"\n"):
            while rest := file.readline(MAX_BYTES):
                at += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield start, number, raw, None, f"line is longer than {MAX_BYTES:,} bytes"
        elif raw.strip(b" \t\r\n\xef\xbb\xbf"):
            yield start, number, raw, *_object(raw)


def _object(raw: bytes) -> tuple[dict | None, str | None]:
    try:
        values = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return None, f"wrong encoding: not UTF-8 at byte {error.start} of the line"
    except json.JSONDecodeError as error:
        return None, f"not JSON: {error.msg} at character {error.pos + 1} of the line"
    except (RecursionError, ValueError) as error:
        return None, f"not readable JSON: {_one_line(error)}"
    return (_flat(values), None) if isinstance(values, dict) else (None, "not a JSON object")


def _longest_list(content: Any, depth: int) -> list[dict]:
    """The longest list of objects within a document; the document itself if it is one object."""
    if isinstance(content, list):
        return [item for item in content if isinstance(item, dict)]
    if not isinstance(content, dict) or not depth:
        return []
    lists = [_longest_list(value, depth - 1) for value in content.values()]
    longest = max(lists, key=len, default=[])
    has_text = any(isinstance(value, str) and len(value) > 200 for value in content.values())
    return longest if longest and not has_text else [content]


def _flat(values: dict[str, Any], depth: int = MAX_DEPTH) -> dict[str, Any]:
    """An object without nested objects: what each of them says, or its keys beside the outer ones.

    >>> _flat({"source": {"id": 1, "name": "The Post"}, "main": {"text": "It rained.", "n": 2}})
    {'source': 'The Post', 'main': {'text': 'It rained.', 'n': 2}, 'text': 'It rained.', 'n': 2}
    """
    flat = {key: _plain(value) for key, value in values.items()}
    for value in flat.copy().values():
        if isinstance(value, dict) and depth:
            for key, inner in _flat(value, depth - 1).items():
                flat.setdefault(key, inner)
    return flat


def _plain(value: Any) -> Any:
    """An object as its one text, a list of objects as their texts; other values unchanged.

    Names are joined to a list; other texts are paragraphs, as content management systems keep them.
    """
    if isinstance(value, dict):
        said = _said(value)
        return value if said is None else said
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        said = [text for item in value if (text := _said(item)) is not None]
        are_names = all(isinstance(item.get("name"), str) for item in value)
        return (", " if are_names else "\n\n").join(said) if said else value
    return value


def _said(item: dict[str, Any]) -> str | None:
    """The text that an object represents."""
    for key in SAID:
        if isinstance(text := item.get(key), str):
            return unescape(text) if key == "rendered" and not has_tags(text) else text
    if set(item) <= BESIDE_TEXT:
        return next((item[key] for key in TEXTS if isinstance(item.get(key), str)), None)
    return None


def _one_line(error: Exception) -> str:
    if type(error) is ValueError:  # Python's limit for integers
        return "a number has thousands of digits; leave it out"
    return " ".join(str(error).split())[:200]
