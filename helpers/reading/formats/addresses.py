"""Lists of web addresses, one per line: each is fetched, because the user gave it."""

from collections.abc import Iterator

from helpers.reading.formats.columns import ADDRESS
from helpers.reading.formats.encodings import encoding_of
from helpers.reading.formats.record import Text, Unreadable


def is_list(text: str) -> bool:
    """Return whether a text has only addresses, apart from lines that begin with #."""
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    return bool(lines) and all(ADDRESS.match(line) for line in lines[:100])


def documents(data: bytes) -> Iterator[Text | Unreadable]:
    """Yield each address as an article without text."""
    text = data.decode(encoding_of(data), "replace").removeprefix("\ufeff")
    for line in text.splitlines():
        address = line.strip()
        if address and not address.startswith("#"):
            yield (
                Text("", {"url": address})
                if ADDRESS.match(address)
                else Unreadable("is not a web address; it has to begin with http:// or https://")
            )
