"""The neural network that judges the tone of a sentence towards a target in it, and its input.

It does not need spaCy: `benchmarks/train_tone.py` trains it with the same input as is built here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.annotation.onnx_models import (
    MODELS,
    first_line,
    open_session,
    read_tokenizer,
    threads_wanted,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer

POLARITIES = ("negative", "neutral", "positive")
UNSURE = "unsure"
# With less, the other two tones together are as probable.
SURE = 0.5
MODEL = MODELS / "tone"
MAX_TOKENS = 128
# Two of the vocabulary's unused tokens, [unused1] and [unused2].
MARKS = (2, 3)
GROUP = 1 + len(MARKS)
# No word piece is longer than a word, and few words have more than 16 characters: text outside the
# window need not be tokenised.
MAX_CHARACTERS = 16 * MAX_TOKENS
# Sentences of one length, rounded up to steps, are read together, and no more tokens than are added
# up in one go: sums in another order differ in their last digits. So the tone of a sentence does
# not depend on what is read with it.
STEP, BATCH = 8, 128

Target = tuple[str, int, int]


class Read(NamedTuple):
    """A sentence's token ids, and its targets: number, first token, end of its tokens."""

    ids: list[int]
    targets: list[tuple[int, int, int]]


class ToneModelError(RuntimeError):
    """The model can't be used; the message names the file and says what to do."""


class ToneModel:
    """The model in a folder: `model.onnx` and `tokenizer.json`.

    `threads` is the number of threads it runs on; 0 means one for each core. Raises
    `ToneModelError` if a file is missing or damaged.
    """

    def __init__(self, folder: Path = MODEL, threads: int = 0):
        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ToneModelError(
                    f"{folder / name}: the tone model's file is missing; {_REPAIR}"
                )
        path = folder / "tokenizer.json"
        try:
            self._tokenizer = read_tokenizer(path)
            path = folder / "model.onnx"
            self._session = open_session(path, threads)
            self._session.run(None, batch([Read([0, 0], [(0, 0, 1)])]))
        except Exception as error:  # both libraries raise their own errors
            raise ToneModelError(
                f"{path}: the tone model's file is damaged ({first_line(error)}); {_REPAIR}"
            ) from None

    def predict_proba(self, targets: Sequence[Target]) -> np.ndarray:
        """Return the probabilities of `POLARITIES` for each target, float32 of shape (n, 3).

        A target is a sentence and the offsets of the target in it, end exclusive. A sentence is
        read once for all its targets; batches have sentences of similar length. Raises
        `ValueError` for a target that is empty or not within its sentence.
        """
        unique = {target: row for row, target in enumerate(dict.fromkeys(targets))}
        probabilities = np.empty((len(unique), len(POLARITIES)), dtype=np.float32)
        for read in batches(encode(self._tokenizer, list(unique))):
            (logits,) = self._session.run(None, batch(read))
            probabilities[[row for one in read for row, _, _ in one.targets]] = _softmax(logits)
        return probabilities[[unique[target] for target in targets]]


def polarity_of(probabilities: Sequence[float]) -> str:
    """Return the most probable of `POLARITIES`, or `UNSURE` if its probability is below one half.

    >>> polarity_of([0.45, 0.2, 0.35])
    'unsure'
    """
    best = max(zip(probabilities, POLARITIES, strict=True))
    return best[1] if best[0] >= SURE else UNSURE


_REPAIR = "install the project again, or restore data/models from the repository"


@cache
def tone_model() -> ToneModel:
    """Return the model that comes with the project, loaded once per process."""
    return ToneModel(threads=threads_wanted())


def encode(
    tokenizer: "Tokenizer", targets: Sequence[Target], max_tokens: int = MAX_TOKENS
) -> list[Read]:
    """Return the sentences to read, each once, and the targets to judge in them.

    A sentence with more than `max_tokens` tokens is reduced to a window for each target, with the
    target in its middle.
    """
    rows_of: dict[str, list[tuple[int, int, int]]] = {}
    for row, (text, start, end) in enumerate(targets):
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no target at {start}–{end} of a text of {len(text)} characters")
        cut = max(0, start - MAX_CHARACTERS) if len(text) > MAX_CHARACTERS else 0
        near = text[cut : start + MAX_CHARACTERS] if len(text) > MAX_CHARACTERS else text
        rows_of.setdefault(near, []).append((row, start - cut, end - cut))
    cls, sep = tokenizer.encode("").ids
    read = []
    for tokens, wanted in zip(
        tokenizer.encode_batch(list(rows_of), add_special_tokens=False),
        rows_of.values(),
        strict=True,
    ):
        ids, room = tokens.ids, max_tokens - 2
        starts, ends = [start for start, _ in tokens.offsets], [end for _, end in tokens.offsets]
        places = [(row, *_place(starts, ends, start, end)) for row, start, end in wanted]
        if len(ids) <= room:
            read.append(Read([cls, *ids, sep], places))
            continue
        for row, first, last in places:
            # The closing token may be the target of a text that ends in nothing but white space.
            at = min(max(0, (first + last - room) // 2), len(ids) - room)
            within = max(first - at, 1), min(last - at, room + 1)
            read.append(Read([cls, *ids[at : at + room], sep], [(row, *within)]))
    return read


def _place(starts: list[int], ends: list[int], start: int, end: int) -> tuple[int, int]:
    """Where the target's tokens start and end, counted with the opening one.

    Of a target without a token, such as a control character, it is the token after it.
    """
    first, last = bisect_right(ends, start), bisect_left(starts, end)
    return first + 1, max(first, last - 1) + 2


def batches(read: Sequence[Read], tokens: int = BATCH) -> Iterator[list[Read]]:
    """Yield the sentences in batches of one length, of at most `tokens` if there are several."""
    for length, same in groupby(sorted(read, key=_length), key=_length):
        alike = list(same)
        size = max(1, tokens // length)
        yield from (alike[at : at + size] for at in range(0, len(alike), size))


def _length(read: Read) -> int:
    """How many tokens are read for a sentence and its targets, with padding."""
    return -(-(len(read.ids) + GROUP * len(read.targets)) // STEP) * STEP


def batch(read: Sequence[Read]) -> dict[str, np.ndarray]:
    """Return the network's input for n sentences of at most `length` tokens, with m targets.

    The tokens of a sentence are followed by three more for each target, its group: [CLS], and a
    mark at the position of the target's first and of its last token. They attend to the sentence
    and each other, but the sentence does not attend to them, so no target affects another
    (levitated markers: Zhong and Chen, NAACL 2021; Ye et al., ACL 2022).

    `ids`, `positions` and `groups` are int64, n × length; `groups` is 0 on the sentence, counts the
    targets from 1, and is -1 on the padding. `pool` (float32, m × 4 × n·length) has the weights of
    the four vectors that a target is judged by: its [CLS], the mean of the sentence, the mean of
    the target's tokens, the mean of its marks. Targets come in the order of `read`.
    """
    n, m = len(read), sum(len(one.targets) for one in read)
    length = max(map(_length, read))
    ids, positions = np.zeros((n, length), np.int64), np.zeros((n, length), np.int64)
    groups = np.full((n, length), -1, np.int64)
    pool = np.zeros((m, 4, n, length), np.float32)
    number = 0
    for row, one in enumerate(read):
        words = len(one.ids)
        ids[row, :words], positions[row, :words], groups[row, :words] = one.ids, range(words), 0
        for group, (_, first, end) in enumerate(one.targets, start=1):
            at = words + GROUP * (group - 1)
            ids[row, at : at + GROUP] = one.ids[0], *MARKS
            positions[row, at : at + GROUP] = 0, first, end - 1
            groups[row, at : at + GROUP] = group
            pool[number, 0, row, at] = 1
            pool[number, 1, row, :words] = 1 / words
            pool[number, 2, row, first:end] = 1 / (end - first)
            pool[number, 3, row, at + 1 : at + GROUP] = 1 / 2
            number += 1
    return {"ids": ids, "positions": positions, "groups": groups, "pool": pool.reshape(m, 4, -1)}


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
