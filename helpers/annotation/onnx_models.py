"""How the neural networks that come with the project are run, and their tokenizer."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODELS = Path(__file__).resolve().parents[2] / "data" / "models"


def open_session(path: Path, threads: int = 0) -> "InferenceSession":
    """Return the network in a file, ready to run.

    `threads` is the number of threads it runs on; 0 means one for each core. Raises whatever
    onnxruntime raises if the file is damaged.
    """
    # It takes a third of a second, which callers without an actor need not wait.
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # as helpers/__init__.py does, for Windows
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that spin while waiting would take the processor from the rest of the pipeline.
    # The graph has the fastest operators; joining more of them would make it slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def threads_wanted() -> int:
    """Return how many threads `OMP_NUM_THREADS` says, as for numerical libraries, or 0.

    Of a list, such as "4,2", it is the first.
    """
    threads = re.match(r"\s*(\d{1,4})\b", os.environ.get("OMP_NUM_THREADS", ""))
    return int(threads[1]) if threads else 0


def read_tokenizer(path: Path | str) -> "Tokenizer":
    """Return a tokenizer that neither pads nor truncates, whatever its file says.

    What a text writes in brackets, such as [SEP] or [MASK], is text to it like any other.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True
    return tokenizer


def first_line(error: Exception) -> str:
    """Return the first line of an error's message, shortened, or the name of its kind."""
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
