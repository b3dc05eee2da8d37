"""The network that judges the tone towards targets, in training, and what it says of rows.

`train_tone.py` trains it and `export_tone.py` writes it for the project, whose
`helpers/annotation/tone_model.py` encodes sentences for both.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from helpers.annotation.onnx_models import read_tokenizer  # noqa: E402
from helpers.annotation.tone_model import (  # noqa: E402
    POLARITIES,
    Read,
    batch,
    batches,
    encode,
)

MAX_TOKENS = 96
HIDDEN = -1e4  # added where a token is not read: nothing of it is left
# MPNet's vocabulary has four tokens before those of BERT, and its positions start at 2.
MPNET_TOKENS, MPNET_POSITIONS = 4, 2
AT_ONCE = 1024  # tokens that are judged in one go
# Of a target's four vectors those that are its alone: [CLS] and marks.
OWN = [0, 3]


class Network(nn.Module):
    """An encoder, and one linear layer over the four vectors of a target."""

    def __init__(self, start: str, attention_dropout: float = 0.1):
        super().__init__()
        self.start = start
        self.encoder = AutoModel.from_pretrained(
            start,
            add_pooling_layer=False,
            dtype=torch.float32,
            attention_probs_dropout_prob=attention_dropout,
        )
        self.mpnet = self.encoder.config.model_type == "mpnet"
        self.head = nn.Linear(4 * self.encoder.config.hidden_size, len(POLARITIES))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids, positions, groups, pool):
        """Return the logits of `POLARITIES`, m × 3; the input is that of `tone_model.batch`."""
        return self.judge(self.vectors(ids, positions, groups, pool))

    def judge(self, vectors):
        """Return the logits of targets by their vectors."""
        return self.head(self.dropout(vectors.flatten(1)))

    def vectors(self, ids, positions, groups, pool):
        """Return the four vectors of each target, m × 4 × the hidden size."""
        keys, queries = groups[:, None, None, :], groups[:, None, :, None]
        seen = (keys == 0) | ((keys == queries) & (keys > 0))
        mask = torch.where(seen, 0.0, HIDDEN)
        if self.mpnet:
            ids = torch.where((groups > 0) & (ids > 0), ids + MPNET_TOKENS, ids)
            bias = relative_bias(self.encoder.encoder, positions)
            self.encoder.encoder.compute_position_bias = lambda _: bias
            positions = positions + MPNET_POSITIONS
        hidden = self.encoder(
            input_ids=ids, position_ids=positions, attention_mask=mask
        ).last_hidden_state
        return pool @ hidden.float().flatten(0, 1)


def relative_bias(encoder: nn.Module, positions: torch.Tensor) -> torch.Tensor:
    """Return MPNet's attention bias, n × heads × length × length, by the positions of tokens."""
    distances = positions[:, None, :] - positions[:, :, None]
    bias = encoder.relative_attention_bias(encoder.relative_position_bucket(distances))
    return bias.permute(0, 3, 1, 2)


def start_from(start: str, attention_dropout: float = 0.1) -> tuple[Network, Tokenizer]:
    """Return the network and tokenizer of a START, or of a network that `fit` wrote."""
    if not start.endswith(".pt"):
        return Network(start, attention_dropout), read_tokenizer(f"{start}/tokenizer.json")
    saved = torch.load(start)
    network = Network(saved["start"], attention_dropout)
    network.load_state_dict(saved["weights"])
    return network, read_tokenizer(f"{saved['start']}/tokenizer.json")


def tensors(read: list[Read]) -> dict[str, torch.Tensor]:
    """Return the network's input as tensors."""
    return {name: torch.from_numpy(array) for name, array in batch(read).items()}


def inputs_of(tokenizer: Tokenizer, rows: list[dict]) -> list[Read]:
    """Return the sentences to read, whose targets are numbered as the rows."""
    return encode(tokenizer, [(r["text"], r["start"], r["end"]) for r in rows], MAX_TOKENS)


def probabilities(network: Network, tokenizer: Tokenizer, rows: list[dict]) -> np.ndarray:
    """Return the network's probabilities for rows, n × 3."""
    return judged(network, tokenizer, rows)[0]


@torch.inference_mode()
def judged(network: Network, tokenizer: Tokenizer, rows: list[dict]) -> tuple[np.ndarray, ...]:
    """Return probabilities for rows, n × 3, and the targets' own vectors, n × 2 × hidden size."""
    network.eval()
    size = network.encoder.config.hidden_size
    said = torch.empty(len(rows), 3)
    own = torch.empty(len(rows), len(OWN), size, dtype=torch.float16)
    for chosen in batches(inputs_of(tokenizer, rows), AT_ONCE):
        with torch.autocast("cpu", torch.bfloat16):
            vectors = network.vectors(**tensors(chosen))
            logits = network.judge(vectors)
        at = [row for one in chosen for row, _, _ in one.targets]
        said[at], own[at] = logits.float().softmax(1), vectors[:, OWN].half()
    return said.numpy(), own.numpy()
