"""The neural network that reads the sentences around a pronoun and compares it with candidates.

The model card is data/models/coreference/README.md. It does not need spaCy:
`benchmarks/train_references.py` trains it with the same input as is built here.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import erf

from helpers.annotation.onnx_models import (
    MODELS,
    first_line,
    open_session,
    read_tokenizer,
    threads_wanted,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL = MODELS / "coreference"
TOKENIZER = MODELS / "tone" / "tokenizer.json"  # both networks have the same vocabulary
NETWORK, HEAD = "encoder.onnx", "head.npz"
MAX_TOKENS = 144
# A pronoun at the very start of what is read has this many tokens before it instead.
FEWEST_BEFORE, TOKENS_BEFORE = 8, 60
# No word piece is longer than a word; of more characters than these nothing can be read.
MAX_CHARACTERS = 100

Pieces = dict[int, tuple[int, int]]


class EncoderError(RuntimeError):
    """The network can't be used; the message names the file and says what to do."""


class Window(NamedTuple):
    """What was read: a vector for each word piece, and the pieces, start and end, of each word."""

    vectors: np.ndarray
    pieces: Pieces

    def mean(self, start: int, end: int) -> np.ndarray | None:
        """Return the mean vector of the words `start` to `end`, None if some are not read."""
        if start not in self.pieces or end - 1 not in self.pieces:
            return None
        first, last = self.pieces[start][0], self.pieces[end - 1][1]
        return self.vectors[first:last].mean(axis=0) if first < last else None


class Encoder:
    """The network in a folder: `encoder.onnx`, and the weights of its last layers, `head.npz`.

    `threads` is the number of threads it runs on; 0 means one for each core. Raises `EncoderError`
    if a file is missing or damaged.
    """

    def __init__(self, folder: Path = MODEL, tokenizer: Path = TOKENIZER, threads: int = 0):
        path = tokenizer
        try:
            self._tokenizer = read_tokenizer(_existing(path))
            path = folder / HEAD
            with np.load(_existing(path), allow_pickle=False) as saved:
                self._head = {name: saved[name].astype(np.float32) for name in saved.files}
            path = folder / NETWORK
            self._session = open_session(_existing(path), threads)
            vectors = self.read(["."], 0).vectors
            self.compare(vectors[0], vectors)
        except Exception as error:  # the libraries raise their own errors
            name = path.relative_to(MODELS.parents[1]) if path.is_relative_to(MODELS) else path
            state = "missing" if isinstance(error, FileNotFoundError) else "damaged"
            reason = "" if state == "missing" else f" ({first_line(error)})"
            raise EncoderError(
                f"{name}: the network that reads references is {state}{reason}; restore the file "
                "from the repository"
            ) from None

    def read(self, words: Sequence[str], pronoun: int) -> Window:
        """Read words, as many around the one numbered `pronoun` as fit."""
        ids, pieces = word_pieces(self._tokenizer, words, pronoun)
        return Window(self._vectors(ids), pieces)

    def _vectors(self, ids: list[int]) -> np.ndarray:
        inputs = {
            "ids": np.array([ids], np.int64),
            "positions": np.arange(len(ids), dtype=np.int64)[None],
        }
        (vectors,) = self._session.run(None, inputs)
        return vectors[0]

    def compare(self, pronoun: np.ndarray, mentions: np.ndarray) -> tuple[np.ndarray, float]:
        """Return the logit of each mention, by their vectors, and that of somebody else."""
        head = self._head
        same = np.broadcast_to(pronoun, mentions.shape)
        pairs = np.concatenate([same, mentions, same * mentions, np.abs(same - mentions)], axis=1)
        inner = pairs @ head["pair.weight"].T + head["pair.bias"]
        inner = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))  # GELU
        logits = inner @ head["mention.weight"].T + head["mention.bias"]
        nobody = pronoun @ head["nobody.weight"].T + head["nobody.bias"]
        return logits[:, 0], float(nobody[0])


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def word_pieces(
    tokenizer: "Tokenizer", words: Sequence[str], pronoun: int
) -> tuple[list[int], Pieces]:
    """Return the ids to read, and the pieces of each word that is read whole.

    If there are more than `MAX_TOKENS`, it is the last that are read, or those around the pronoun.
    """
    texts = [word.strip()[:MAX_CHARACTERS] for word in words]
    encoded = tokenizer.encode(texts, is_pretokenized=True, add_special_tokens=False)
    ids = encoded.ids
    ends = np.searchsorted(encoded.word_ids, range(len(texts)), side="right").tolist()
    pieces = {i: (start, end) for i, (start, end) in enumerate(pairwise([0, *ends]))}
    room = MAX_TOKENS - 2
    cut = max(0, len(ids) - room)
    if pieces[pronoun][0] - cut < FEWEST_BEFORE:
        cut = max(0, pieces[pronoun][0] - TOKENS_BEFORE)
    opening, closing = tokenizer.encode("").ids
    kept = [opening, *ids[cut : cut + room], closing]
    placed = {i: (a - cut + 1, b - cut + 1) for i, (a, b) in pieces.items()}
    return kept, {i: (a, b) for i, (a, b) in placed.items() if a >= 1 and b < len(kept)}


@cache
def encoder() -> Encoder:
    """Return the network that comes with the project, loaded once per process."""
    # A few sentences are too short for several threads to be faster.
    return Encoder(threads=threads_wanted() or 1)
