"""The neural network that judges the tone of a sentence towards a target in it, and its input.

It does not need spaCy: `benchmarks/train_tone.py` trains it with the same input as is built here.
"""

import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

POLARITIES = ("negative", "neutral", "positive")
UNSURE = "unsure"
# With less, the other two tones together are as probable.
SURE = 0.5
MODEL = Path(__file__).resolve().parents[2] / "data" / "models" / "tone"
MAX_TOKENS = 128
# Space for a target of many words; more of it would add nothing.
MAX_TARGET = 24
# No word piece is longer than a word, and few words have more than 16 characters: text outside the
# window need not be tokenised.
MAX_CHARACTERS = 16 * MAX_TOKENS
BATCH = 8

Target = tuple[str, int, int]


class ToneModelError(RuntimeError):
    """The model can't be used; the message names the file and says what to do."""


class ToneModel:
    """The model in a folder: `model.onnx` and `tokenizer.json`.

    `threads` is the number of threads it runs on; 0 means one for each core. Raises
    `ToneModelError` if a file is missing or damaged.
    """

    def __init__(self, folder: Path = MODEL, threads: int = 0):
        # They take a third of a second, which callers without an actor need not wait.
        import onnxruntime

        for name in ("model.onnx", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ToneModelError(
                    f"{folder / name}: the tone model's file is missing; {_REPAIR}"
                )
        onnxruntime.disable_telemetry_events()  # as helpers/__init__.py does, for Windows
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Threads that spin while waiting would take the processor from the rest of the pipeline.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 4
        path = folder / "tokenizer.json"
        try:
            self._tokenizer = read_tokenizer(path)
            path = folder / "model.onnx"
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
            self._session.run(None, batch([([0], 0, 1)]))
        except Exception as error:  # both libraries raise their own errors
            raise ToneModelError(
                f"{path}: the tone model's file is damaged ({_first_line(error)}); {_REPAIR}"
            ) from None

    def predict_proba(self, targets: Sequence[Target]) -> np.ndarray:
        """Return the probabilities of `POLARITIES` for each target, float32 of shape (n, 3).

        A target is a sentence and the offsets of the target in it, end exclusive. Identical targets
        are judged once; batches have targets of similar length. Raises `ValueError` for a target
        that is empty or not within its sentence.
        """
        unique = {target: row for row, target in enumerate(dict.fromkeys(targets))}
        encoded = encode(self._tokenizer, list(unique))
        probabilities = np.empty((len(unique), len(POLARITIES)), dtype=np.float32)
        by_length = sorted(range(len(encoded)), key=lambda row: len(encoded[row][0]))
        for at in range(0, len(by_length), BATCH):
            rows = by_length[at : at + BATCH]
            (logits,) = self._session.run(None, batch([encoded[row] for row in rows]))
            probabilities[rows] = _softmax(logits)
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
    """Return the model that comes with the project, loaded once per process.

    It uses as many threads as `OMP_NUM_THREADS` says, like numerical libraries; of a list, such as
    "4,2", the first.
    """
    threads = re.match(r"\s*(\d{1,4})\b", os.environ.get("OMP_NUM_THREADS", ""))
    return ToneModel(threads=int(threads[1]) if threads else 0)


def read_tokenizer(path: Path | str) -> "Tokenizer":
    """Return a tokenizer that neither pads nor truncates, whatever its file says."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def encode(
    tokenizer: "Tokenizer", targets: Sequence[Target], max_tokens: int = MAX_TOKENS
) -> list[tuple[list[int], int, int]]:
    """Return for each target its token ids, and where the target's tokens start and end in them.

    The target is put between two of the vocabulary's unused tokens. A sentence with more than
    `max_tokens` tokens is reduced to a window with the target in its middle.
    """
    pieces = []
    for text, start, end in targets:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no target at {start}–{end} of a text of {len(text)} characters")
        left, right = text[max(0, start - MAX_CHARACTERS) : start], text[end : end + MAX_CHARACTERS]
        pieces += [left, text[start : min(end, start + MAX_CHARACTERS)], right]
    ids = [e.ids for e in tokenizer.encode_batch(pieces, add_special_tokens=False)]
    cls, sep = tokenizer.encode("").ids
    opening, closing, unknown = map(tokenizer.token_to_id, ("[unused1]", "[unused2]", "[UNK]"))
    encoded = []
    for left, target, right in zip(ids[::3], ids[1::3], ids[2::3], strict=True):
        target = target[:MAX_TARGET] or [unknown]
        room = max_tokens - len(target) - 4
        on_left = max(room - len(right), min(len(left), room // 2))
        left = left[max(0, len(left) - on_left) :]
        right = right[: room - len(left)]
        row = [cls, *left, opening, *target, closing, *right, sep]
        first = len(left) + 2
        encoded.append((row, first, first + len(target)))
    return encoded


def batch(encoded: Sequence[tuple[list[int], int, int]]) -> dict[str, np.ndarray]:
    """Return the network's input: `ids` (int64), `mask` and `target` (float32), n × longest.

    `mask` is 1 for tokens and 0 for padding, `target` is 1 for the target's tokens.
    """
    shape = len(encoded), max(len(ids) for ids, _, _ in encoded)
    ids, mask, target = np.zeros(shape, np.int64), np.zeros(shape, "f4"), np.zeros(shape, "f4")
    for row, (tokens, start, end) in enumerate(encoded):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
        target[row, start:end] = 1
    return {"ids": ids, "mask": mask, "target": target}


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
