"""An article's text while it is being cleaned: its paragraphs, and what was removed."""

from collections.abc import Iterable
from typing import NamedTuple


class Removed(NamedTuple):
    """A piece of text that was left out.

    `paragraph` is the number, from 0, of the paragraph of the remaining text that it was in or
    before; after the last one, it is the number of paragraphs.
    """

    paragraph: int
    text: str
    reason: str


class Draft:
    """The paragraphs of a text, the metadata of its article, and the pieces removed so far.

    Paragraphs keep their positions while others are dropped. `removed` is what was removed from the
    text before.
    """

    def __init__(self, text: str, metadata: dict[str, str], removed: Iterable[Removed] = ()):
        self.paragraphs: list[str | None] = text.split("\n\n")
        self.metadata = dict(metadata)
        self._pieces: list[tuple[int, int, str, str]] = []  # position, order, text, reason
        for piece in removed:
            self._note(min(piece.paragraph, len(self.paragraphs)), piece.text, piece.reason)

    def kept(self) -> list[int]:
        """Return the positions of the paragraphs that are left."""
        return [i for i, paragraph in enumerate(self.paragraphs) if paragraph is not None]

    def drop(self, position: int, reason: str) -> None:
        """Remove a whole paragraph."""
        self._note(position, self.paragraphs[position], reason)
        self.paragraphs[position] = None

    def cut(self, position: int, start: int, end: int, reason: str) -> None:
        """Remove the characters from `start` to `end`, or the whole paragraph if none is left."""
        paragraph = self.paragraphs[position]
        left = f"{paragraph[:start].rstrip()} {paragraph[end:].lstrip()}".strip()
        if not left:
            self.drop(position, reason)
            return
        self._note(position, paragraph[start:end].strip(), reason)
        self.paragraphs[position] = left

    def learn(self, key: str, value: str | None) -> None:
        """Add to the metadata what the text says about itself, unless it is known already."""
        if value and not self.metadata.get(key):
            self.metadata[key] = value

    def text(self) -> str:
        """Return the text that is left."""
        return "\n\n".join(paragraph for paragraph in self.paragraphs if paragraph is not None)

    def removed(self) -> tuple[Removed, ...]:
        """Return what was removed, in the order of the text."""
        numbers, n_kept = [], 0
        for paragraph in self.paragraphs:
            numbers.append(n_kept)
            n_kept += paragraph is not None
        numbers.append(n_kept)
        return tuple(
            Removed(numbers[position], text, reason)
            for position, _, text, reason in sorted(self._pieces)
        )

    def _note(self, position: int, text: str, reason: str) -> None:
        self._pieces.append((position, len(self._pieces), text, reason))
