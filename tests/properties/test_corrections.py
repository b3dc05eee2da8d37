"""Whatever is in the corrections file is read, or one line says what is wrong with it."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from generated import hidden, lines, texts
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading.corrections import (
    ACTIONS,
    COLUMNS,
    FILE_VARIABLE,
    KINDS,
    CorrectionsError,
    add_correction,
    read_corrections,
)
from helpers.reading.plain_text import visible
from helpers.wording import printable


@contextmanager
def corrections(content: bytes | None = None):
    """Make a corrections file that is used during the block."""
    before = os.environ.get(FILE_VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corrections.csv")
        if content is not None:
            path.write_bytes(content)
        os.environ[FILE_VARIABLE] = str(path)
        try:
            yield path
        finally:
            os.environ.pop(FILE_VARIABLE)
            if before is not None:
                os.environ[FILE_VARIABLE] = before


def is_told(error: CorrectionsError) -> None:
    assert "\n" not in printable(error)
    assert len(str(error)) < 2000


@given(st.binary(max_size=40) | texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
       st.booleans())  # fmt: skip
def test_any_file_is_read_or_reported_in_one_line(content, with_header):
    head = (",".join(COLUMNS) + "\n").encode() if with_header else b""
    with corrections(head + content):
        try:
            found = read_corrections()
        except CorrectionsError as error:
            is_told(error)
            return
    assert all(one.action in ACTIONS and one.name for one in found)
    assert not any(hidden(str(one)) or "\n" in str(one) for one in found)


@given(st.sampled_from(ACTIONS), lines, lines | st.sampled_from(KINDS), lines)
def test_what_is_added_is_read_again_and_only_once(action, name, value, doc_id):
    with corrections():
        for _ in range(2):
            try:
                add_correction(action, name, value, doc_id)
            except CorrectionsError as error:
                is_told(error)
        found = read_corrections()
    assert len(found) <= 1
    for one in found:
        written = [" ".join(visible(field).split()) for field in (name, value, doc_id)]
        assert [one.action, one.name, one.value, one.doc_id] == [action, *written]
