"""Inputs that hypothesis makes up, and what has to hold of whatever is read of them."""

import re
import unicodedata

from hostile import HOSTILE
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from seeds import SEEDS

from helpers.reading.article import Article, Rejected

# The budget of `make test`; benchmarks/fuzz.py has one of its own.
settings.register_profile(
    "few",
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("few")

SENTENCE = "Clara Novak met Tom Baker."
ODD = [
    "", "\0", "\ufeff", "\x1b[31m", "\u202e", "\u2028", "\r", "\r\n", "\n\n", "---", "---\n", "#",
    '"', '""', "'", ",", ";", "\t", "|", "{", "}", "[", "]", "<", ">", "&", "&#0;", "<p>", "</p>",
    "<!--", "]]>", "\\", "\\UFFFFFFFF", "%00", "\ud800", "\udcff", "\uffff", "é", "e\u0301", "“",
    "Â", "â€™", "=1+1", "@", "-", "1e400", "NaN", "Infinity", "2019", "2026-03-13", "99999-99-99",
    "10" * 40, "https://ann:secret@host.example/", "OSLO, March 3, 2026 (Reuters) - ", "By Ann Lee",
    "Read more: ", "title: ", "origin: ", "doc_id: ../x", "sep=;\n", "text,title\n", SENTENCE,
]  # fmt: skip

odd = st.sampled_from([*ODD, *(text for text in HOSTILE.values() if len(text) < 500)])
pieces = st.one_of(odd, st.text(max_size=20), st.just(SENTENCE), st.just("\n\n"), st.just(" "))
texts = st.lists(pieces, max_size=12).map("".join)
articles = texts.map(lambda text: f"{SENTENCE} {text}")
lines = texts.map(lambda text: " ".join(text.split()))


@st.composite
def damaged(draw) -> tuple[str, bytes]:
    """A file of some format with some bytes changed, lost, repeated or put in, and its name."""
    name = draw(st.sampled_from(sorted(SEEDS)))
    data = SEEDS[name]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        n = draw(st.sampled_from([0, 1, 4, 30, 1000]))
        new = draw(st.one_of(
            st.just(b""), st.binary(max_size=8), texts.map(_bytes), st.just(data[at : at + n] * 3),
        ))  # fmt: skip
        data = data[:at] + new + data[at + n :]
    if draw(st.integers(0, 9)) == 0:
        name = draw(st.sampled_from(sorted(SEEDS)))  # a name that says something else
    return name, data


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def is_sound(found) -> None:
    """Assert that something read is an article whose parts are plain, or a reason on one line."""
    if isinstance(found, Rejected):
        assert found.reason
        assert str(found).isprintable(), str(found)
        assert len(found.reason) <= 500
        assert "Traceback" not in found.reason
        return
    assert isinstance(found, Article)
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", found.doc_id), found.doc_id
    assert "\n" not in found.title
    assert found.text
    assert all(line == " ".join(line.split()) for line in found.text.split("\n\n"))
    known = [*found.metadata.items(), ("title", found.title), ("text", found.text)]
    for name, value in known:
        assert isinstance(value, str), name
        assert not hidden(f"{name} {value}"), (name, value)
        assert "secret@" not in value or name == "text", value
    for piece in found.removed:
        assert piece.paragraph >= 0
        assert not hidden(f"{piece.text} {piece.reason}")


def hidden(text: str) -> set[str]:
    """Return the characters that no reader sees and that do something."""
    return {
        char
        for char in set(text) - set("\n\u200c\u200d")
        if unicodedata.category(char) in {"Cc", "Cf", "Cs"}
    }
