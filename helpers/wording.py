"""Numbers, names and lists in English sentences."""

import json
import math
import re
import shlex
from collections.abc import Iterable
from typing import Any

# Names of countries and international bodies that take "the" in a sentence.
WITH_ARTICLE = re.compile(
    r"(United|European|African|Arab|Czech|Dominican|Central African|World|International) .+"
    r"|(Council|Court|Bank|Commission|Union|Association|Organi[sz]ation|League) (of|for) .+"
    r"|.+ (Islands|Republic|Emirates|Kingdom|States|Federation|Union|Nations|League)"
    r"|(Netherlands|Philippines|Gambia|Bahamas|Maldives|Seychelles|Comoros|Vatican)"
)


KIND_NAMES = {"bloc": "international body"}


def kind_name(kind: str) -> str:
    """Return a kind of actor in the reader's words.

    >>> kind_name("bloc"), kind_name("person")
    ('international body', 'person')
    """
    return KIND_NAMES.get(kind, kind)


def count(n: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "time"), count(2000, "time"), count(2, "country", "countries")
    ('1 time', '2,000 times', '2 countries')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def none_shares(n: int) -> str:
    """Return the sentence about `n` actors of whom no two share a sentence.

    >>> none_shares(2)
    'Neither of the two actors shares a sentence with the other.'
    >>> none_shares(3)
    'None of the 3 actors shares a sentence with another.'
    """
    if n == 2:
        return "Neither of the two actors shares a sentence with the other."
    return f"None of the {n:,} actors shares a sentence with another."


def number_of_words(text: str) -> int:
    """Return how many words a text has, as a reader counts them.

    >>> number_of_words("India’s two-plus-two talks – no news.")
    5
    """
    return sum(any(map(str.isalnum, word)) for word in text.split())


def named(name: str, kind: str, *, start: bool = False) -> str:
    """Return an actor's name as used in a sentence, with "the" if needed; `start` at its beginning.

    >>> named("United States", "country"), named("European Union", "bloc", start=True)
    ('the United States', 'The European Union')
    >>> named("Council of Europe", "bloc")
    'the Council of Europe'
    >>> named("India", "country"), named("United Steel", "organisation")
    ('India', 'United Steel')
    """
    if kind not in {"country", "bloc"} or not WITH_ARTICLE.fullmatch(name):
        return name
    return f"{'The' if start else 'the'} {name}"


def listed(items: Iterable[str]) -> str:
    """Return items as an enumeration for a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *others, last = items
    return f"{', '.join(others)} and {last}" if others else last


def signed(score: float) -> str:
    """Return a tone score with its sign, as readers expect it.

    >>> signed(-0.5), signed(0.001)
    ('−0.50', '0.00')
    """
    text = f"{score:+.2f}".replace("-", "−")
    return "0.00" if text[1:] == "0.00" else text


def percent(share: float) -> str:
    """Return a share in percent, as precise as a reader needs.

    >>> percent(0.05), percent(0.333), percent(0.0042), percent(0.00001), percent(0.999)
    ('5%', '33%', '0.4%', 'less than 0.1%', 'more than 99%')
    """
    if 0 < share < 0.001:
        return "less than 0.1%"
    if 0.99 < share < 1:
        return "more than 99%"
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"


def printable(text: object) -> str:
    """Return a text with its invisible characters replaced by their codes.

    >>> printable("caf\\xe9\\x1b[31m.txt")
    'café\\\\x1b[31m.txt'
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in str(text)
    )


def quoted(path: str) -> str:
    """Return a path as a word of a shell command, with everything in it visible.

    Invisible characters are written as bytes, in the form that bash, zsh and ksh read.

    >>> quoted("news/may.txt"), quoted("$(rm x).txt"), quoted("a\\tb.txt")
    ('news/may.txt', "'$(rm x).txt'", "$'a\\\\x09b.txt'")
    """
    if path.startswith("-"):
        path = f"./{path}"
    if path.isprintable():
        return shlex.quote(path)
    coded = (char if char.isprintable() and char not in "'\\" else _bytes_of(char) for char in path)
    return f"$'{''.join(coded)}'"


def _bytes_of(char: str) -> str:
    of_a_name = "\udc80" <= char <= "\udcff"  # Python's form of file name bytes that are not UTF-8
    code = char.encode("utf-8", "surrogateescape" if of_a_name else "surrogatepass")
    return "".join(f"\\x{byte:02x}" for byte in code)


def strict_json(content: Any, **options: Any) -> str:
    """Return a value as JSON that any program can read: no NaN, infinity or broken characters.

    `options` are those of `json.dumps`.

    >>> strict_json({"p": float("nan"), "n": [1, float("inf")]})
    '{"p": null, "n": [1, null]}'
    """
    return json.dumps(_plain(content), allow_nan=False, **options)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return (
            value
            if value.isascii()
            else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )
    if isinstance(value, dict):
        return {
            _plain(key) if isinstance(key, str) else key: _plain(item)
            for key, item in value.items()
        }
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
