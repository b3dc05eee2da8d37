"""Numbers, names and lists in English sentences."""

import re
from collections.abc import Iterable

# Names of countries and international bodies that have an article in a sentence.
WITH_ARTICLE = re.compile(
    r"(United|European|African|Arab|Czech|Dominican|Central African|World|International) .+"
    r"|.+ (Islands|Republic|Emirates|Kingdom|States|Federation|Union|Nations|League)"
    r"|(Netherlands|Philippines|Gambia|Bahamas|Maldives|Seychelles|Comoros|Vatican)"
)


KIND_NAMES = {"bloc": "international body"}


def kind_name(kind: str) -> str:
    """Return a kind of actors as readers know it.

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


def named(name: str, kind: str, *, start: bool = False) -> str:
    """Return an actor's name as a sentence has it, with its article; `start` at its beginning.

    >>> named("United States", "country"), named("European Union", "bloc", start=True)
    ('the United States', 'The European Union')
    >>> named("India", "country"), named("United Steel", "organisation")
    ('India', 'United Steel')
    """
    if kind not in {"country", "bloc"} or not WITH_ARTICLE.fullmatch(name):
        return name
    return f"{'The' if start else 'the'} {name}"


def listed(items: Iterable[str]) -> str:
    """Return items as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *others, last = items
    return f"{', '.join(others)} and {last}" if others else last


def signed(score: float) -> str:
    """Return a tone score with its sign, as a reader writes it.

    >>> signed(-0.5), signed(0.001)
    ('−0.50', '0.00')
    """
    text = f"{score:+.2f}".replace("-", "−")
    return "0.00" if text[1:] == "0.00" else text


def percent(share: float) -> str:
    """Return a share in percent, as exact as a reader needs it.

    >>> percent(0.05), percent(0.333), percent(0.0042), percent(0.00001), percent(0.999)
    ('5%', '33%', '0.4%', 'less than 0.1%', 'more than 99%')
    """
    if 0 < share < 0.001:
        return "less than 0.1%"
    if 0.99 < share < 1:
        return "more than 99%"
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"


def printable(text: object) -> str:
    """Return a text such that it shows as it is: what is no visible character as its code.

    >>> printable("caf\\xe9\\x1b[31m.txt")
    'café\\\\x1b[31m.txt'
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in str(text)
    )
