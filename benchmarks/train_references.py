"""Train the network that reads the sentences around a pronoun, from rows of reference_windows.py.

    python benchmarks/train_references.py WINDOWS.jsonl --start START [--teacher TEACHER.pt]
        [--layers-kept N] [--epochs N] [--rate R] --to MODEL.pt

A teacher learns from the pronouns that GAP asks for. Its student also learns from the teacher's
probabilities, for these and for all other pronouns (Hinton, Vinyals and Dean 2015); in every epoch
with other names and genders, which change nothing of who is meant. The texts of one fold are left
out, and scored after each epoch. It runs in the environment of requirements-train.txt.
"""

import argparse
import json
import math
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from coreference_network import (
    AT_ONCE,
    Example,
    Network,
    answers,
    bert_tokenizer,
    encode,
    judged,
    start_from,
)
from reference_variants import Names, variant
from torch import nn

LEFT_OUT = 0  # the fold
COPIES = 0.4  # the share of texts of which the copy is read, in an epoch
WARM_UP = 0.08  # of all steps
HEAD_RATE = 8  # times that of the encoder
MOST_WRONG = 0.15

Row = dict
Known = tuple[Example, Row, np.ndarray | None]


def fit(network: Network, rows: Sequence[Row], taught: dict[int, np.ndarray], args) -> None:
    """Train a network; `taught` are a teacher's probabilities by the row's number."""
    chance = random.Random(1)  # noqa: S311
    names = Names(row for row in rows if row["asked"])
    held = [row for row in rows if row["asked"] and row["fold"] == LEFT_OUT]
    learned = [n for n, row in enumerate(rows) if row["fold"] != LEFT_OUT]
    keep(network, args.layers_kept)
    steps = math.ceil(args.epochs * len(chosen(rows, learned, bool(taught), chance)) / AT_ONCE)
    optimiser, schedule = optimiser_of(network, args.rate, steps)
    for epoch in range(args.epochs):
        network.train()
        some = chosen(rows, learned, bool(taught), chance)
        for batch in batches([(rows[n], taught.get(n)) for n in some], names, chance):
            said = judged(network, [example for example, _, _ in batch])
            losses = [loss_of(logs, *known) for logs, known in zip(said, batch, strict=True)]
            torch.stack(losses).mean().backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
        print_figures(f"epoch {epoch + 1}", network, held)
        saved = {"start": network.start, "weights": network.state_dict()}
        torch.save(saved, args.to)


def keep(network: Network, layers: int) -> None:
    """Leave the embeddings and the lowest layers as they are, if any."""
    parts = [network.encoder.embeddings, *network.encoder.encoder.layer[:layers]] if layers else []
    for part in parts:
        part.requires_grad_(False)


def batches(
    rows: Iterable[tuple[Row, np.ndarray | None]], names: Names, chance: random.Random
) -> list[list[Known]]:
    """Return rows with other names, in batches of about the same length and in any order."""
    tokenizer = bert_tokenizer()
    variants = ((encode(tokenizer, variant(row, names, chance)), row, soft) for row, soft in rows)
    known = [one for one in variants if one[0] is not None]
    known.sort(key=lambda one: len(one[0].ids) + chance.uniform(-6, 6))
    found = [known[at : at + AT_ONCE] for at in range(0, len(known), AT_ONCE)]
    chance.shuffle(found)
    return found


def print_figures(title: str, network: Network, rows: Sequence[Row]) -> None:
    """Print how good a network is on texts and on their copies."""
    tokenizer = bert_tokenizer()
    for is_copy in (False, True):
        part = [row for row in rows if row["copy"] == is_copy]
        figures = scored(part, answers(network, [encode(tokenizer, row) for row in part]))
        print(f"{title}, copies {is_copy}: {figures}", flush=True)


def chosen(rows: Sequence[Row], learned: Sequence[int], all_rows: bool, chance) -> list[int]:
    """Return the rows of an epoch: of a text that is asked about, it or its copy."""
    return [
        n
        for n in learned
        if (all_rows and not rows[n]["asked"])
        or (rows[n]["asked"] and chance.random() < (COPIES if rows[n]["copy"] else 1 - COPIES))
    ]


def optimiser_of(network: Network, rate: float, steps: int):
    """Return AdamW and its schedule: a rise over the first steps, then a fall to nothing."""
    body = [w for w in network.encoder.parameters() if w.requires_grad]
    head = [w for name, w in network.named_parameters() if not name.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": head, "lr": HEAD_RATE * rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: max(0.01, min((step + 1) / (WARM_UP * steps), 1 - step / steps))
    )
    return optimiser, schedule


def loss_of(
    logs: torch.Tensor, example: Example, row: Row, soft: np.ndarray | None
) -> torch.Tensor:
    """Return the loss of a row: its label's, its teacher's, or the mean of both."""
    losses = []
    if row["asked"]:
        losses.append(-torch.logsumexp(logs[possible(example, row)], 0))
    if soft is not None:
        losses.append(-(torch.from_numpy(soft) * logs).sum())
    return torch.stack(losses).mean()


def possible(example: Example, row: Row) -> list[int]:
    """Return the candidates that may be meant as far as GAP says, nobody of them included."""
    nobody = example.n
    if right := [n for n in row["right"] if n in example.owners]:
        return right
    if row["named"]:
        return [nobody]
    return [n for n in range(nobody + 1) if n not in row["wrong"]]


def scored(rows: Sequence[Row], said: Sequence[np.ndarray | None]) -> dict[str, float]:
    """Return F1 and the share wrong if all is answered, and F1 with at most 15% wrong."""
    points = []
    for row, probabilities in zip(rows, said, strict=True):
        if probabilities is None:
            points.append((0.0, None, row["named"]))
            continue
        best = int(np.argmax(probabilities[:-1]))
        known = bool(row["right"]) or best in row["wrong"]
        points.append((probabilities[best], best in row["right"] if known else None, row["named"]))

    def at(cut: float) -> tuple[float, float]:
        given = [result for sure, result, _ in points if sure >= cut]
        right, wrong = given.count(True), given.count(False)
        return 2 * right / (right + wrong + sum(named for *_, named in points)), wrong / max(
            1, right + wrong
        )

    fits = [at(cut)[0] for cut in np.arange(0, 1, 0.02) if at(cut)[1] <= MOST_WRONG]
    f1, wrong = at(0)
    return {"f1": round(f1, 3), "wrong": round(wrong, 3), "f1 at 15%": round(max(fits), 3)}


def main() -> None:
    """Read the command line, ask the teacher, train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("windows", type=Path)
    parser.add_argument("--start", required=True, help="a folder of transformers, or a MODEL.pt")
    parser.add_argument("--teacher")
    parser.add_argument("--layers-kept", type=int, default=0, help="the lowest, left as they are")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--to", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(1)
    rows = [json.loads(line) for line in args.windows.read_text(encoding="utf-8").splitlines()]
    taught: dict[int, np.ndarray] = {}
    if args.teacher:
        tokenizer = bert_tokenizer()
        said = answers(start_from(args.teacher), [encode(tokenizer, row) for row in rows])
        taught = {n: soft for n, soft in enumerate(said) if soft is not None}
    fit(start_from(args.start), rows, taught, args)


if __name__ == "__main__":
    main()
