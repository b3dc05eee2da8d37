"""The network that compares a pronoun with its candidates, in training, and its input.

`train_references.py` trains it and `export_coreference.py` writes it for the project, whose
`helpers/annotation/reference_encoder.py` cuts and compares in the same way.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F
from transformers import AutoModel

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from helpers.annotation.onnx_models import read_tokenizer  # noqa: E402
from helpers.annotation.reference_encoder import TOKENIZER, word_pieces  # noqa: E402

# MPNet's vocabulary has four tokens before those of BERT, and its own for the start, the end and
# nothing.
MPNET_TOKENS, MPNET_START, MPNET_END, MPNET_PADDING = 4, 0, 2, 1
HIDDEN, DROPOUT = 256, 0.1
NOT_READ = -30.0  # the logit of a candidate that is cut off
AT_ONCE = 16


class Example(NamedTuple):
    """A pronoun to judge: word pieces, its own, those of mentions and whose each is."""

    ids: list[int]
    pronoun: tuple[int, int]
    mentions: list[tuple[int, int]]
    owners: list[int]
    n: int


class Network(nn.Module):
    """An encoder, and two layers over a pronoun and a mention; one more says "nobody of these"."""

    def __init__(self, start: str):
        super().__init__()
        self.start = start
        self.encoder = AutoModel.from_pretrained(
            start, add_pooling_layer=False, dtype=torch.float32
        )
        self.mpnet = self.encoder.config.model_type == "mpnet"
        size = self.encoder.config.hidden_size
        self.pair = nn.Linear(4 * size, HIDDEN)
        self.mention = nn.Linear(HIDDEN, 1)
        self.nobody = nn.Linear(size, 1)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, ids, mask, pronoun, mentions):
        """Return the logit of each mention, n × m, and of nobody, n × 1."""
        if self.mpnet:
            ids = torch.where(mask > 0, ids + MPNET_TOKENS, MPNET_PADDING)
            ids[:, 0] = MPNET_START
            ends = mask.sum(1) - 1
            ids[torch.arange(len(ids)), ends] = MPNET_END
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        own, others = pronoun @ hidden, mentions @ hidden
        same = own.expand_as(others)
        pairs = torch.cat([same, others, same * others, (same - others).abs()], -1)
        inner = F.gelu(self.pair(self.dropout(pairs)))
        logits = self.mention(self.dropout(inner)).squeeze(-1)
        return logits, self.nobody(self.dropout(own)).squeeze(-1)


def start_from(start: str) -> Network:
    """Return the network of a START, or one that `train_references.py` wrote."""
    if not start.endswith(".pt"):
        return Network(start)
    saved = torch.load(start)
    network = Network(saved["start"])
    network.load_state_dict(saved["weights"])
    return network


def encode(tokenizer: Tokenizer, row: dict) -> Example | None:
    """Return the example of a row of reference_windows.py.

    It is None if the pronoun or all its candidates are cut off.
    """
    ids, pieces = word_pieces(tokenizer, [word for word, _ in row["tokens"]], row["pronoun"])

    def placed(start: int, end: int) -> tuple[int, int] | None:
        if start not in pieces or end - 1 not in pieces:
            return None
        first, last = pieces[start][0], pieces[end - 1][1]
        return (first, last) if first < last else None

    found = [(placed(*span), n) for n, chain in enumerate(row["chains"]) for span in chain["spans"]]
    found = [(span, n) for span, n in found if span]
    pronoun = placed(row["pronoun"], row["pronoun"] + 1)
    if pronoun is None or not found:
        return None
    return Example(ids, pronoun, [s for s, _ in found], [n for _, n in found], len(row["chains"]))


def bert_tokenizer() -> Tokenizer:
    """Return the tokenizer of the project's networks."""
    return read_tokenizer(TOKENIZER)


def batch(examples: Sequence[Example]) -> tuple[torch.Tensor, ...]:
    """Return the network's input: ids, mask, and the weights of the means over word pieces."""
    n, length = len(examples), max(len(one.ids) for one in examples)
    most = max(len(one.mentions) for one in examples)
    ids, mask = torch.zeros(n, length, dtype=torch.long), torch.zeros(n, length, dtype=torch.long)
    pronoun, mentions = torch.zeros(n, 1, length), torch.zeros(n, most, length)
    for row, one in enumerate(examples):
        ids[row, : len(one.ids)], mask[row, : len(one.ids)] = torch.tensor(one.ids), 1
        start, end = one.pronoun
        pronoun[row, 0, start:end] = 1 / (end - start)
        for k, (start, end) in enumerate(one.mentions):
            mentions[row, k, start:end] = 1 / (end - start)
    return ids, mask, pronoun, mentions


def log_probabilities(example: Example, logits, nobody) -> torch.Tensor:
    """Return the log probability of each candidate, and of nobody last."""
    scores = []
    for n in range(example.n):
        own = [k for k, owner in enumerate(example.owners) if owner == n]
        scores.append(torch.logsumexp(logits[own], 0) if own else torch.tensor(NOT_READ))
    return F.log_softmax(torch.cat([torch.stack(scores), nobody]), 0)


def judged(network: Network, examples: Sequence[Example]) -> list[torch.Tensor]:
    """Return the log probabilities of examples of similar length."""
    with torch.autocast("cpu", torch.bfloat16):
        logits, nobody = network(*batch(examples))
    return [
        log_probabilities(one, logits[n].float(), nobody[n].float())
        for n, one in enumerate(examples)
    ]


@torch.inference_mode()
def answers(network: Network, examples: Sequence[Example | None]) -> list[np.ndarray | None]:
    """Return the probabilities of each example's candidates and of nobody."""
    network.eval()
    said: list[np.ndarray | None] = [None] * len(examples)
    known = [n for n, one in enumerate(examples) if one is not None]
    known.sort(key=lambda n: len(examples[n].ids))
    for at in range(0, len(known), AT_ONCE):
        chosen = known[at : at + AT_ONCE]
        for n, logs in zip(chosen, judged(network, [examples[n] for n in chosen]), strict=True):
            said[n] = logs.exp().numpy()
    return said
