"""Write trained networks as the ONNX model of the tone that the project ships.

    python benchmarks/export_tone.py MODEL.pt [MODEL.pt ...] [--to FOLDER]

Of several networks trained from one start it takes the mean of their weights (Wortsman et al., ICML
2022). It runs in the environment of requirements-train.txt.
"""

import argparse
import random
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto
from quantized_graph import Graph, ranges
from tone_network import HIDDEN, Network, inputs_of, start_from, tensors
from train_tone import DATA, parts

from helpers.annotation.tone_model import MAX_TOKENS, MODEL, POLARITIES, Read

CALIBRATION = 300  # targets
INPUTS = {
    "ids": (TensorProto.INT64, ["n", "length"]),
    "positions": (TensorProto.INT64, ["n", "length"]),
    "groups": (TensorProto.INT64, ["n", "length"]),
    "pool": (TensorProto.FLOAT, ["m", 4, "tokens"]),
}
OUTPUTS = {"logits": (TensorProto.FLOAT, ["m", len(POLARITIES)])}


def mean_of(paths: list[str]) -> tuple[Network, object]:
    """Return the mean of several networks, and their tokenizer."""
    network, tokenizer = start_from(paths[0])
    saved = [torch.load(path)["weights"] for path in paths]
    network.load_state_dict(
        {name: torch.stack([weights[name] for weights in saved]).mean(0) for name in saved[0]}
    )
    return network.eval(), tokenizer


def mask(graph: Graph) -> str:
    """Add what is added to the attention: 0, or `HIDDEN` where a token is not read."""
    keys = graph.add("Unsqueeze", ["groups", np.array([1, 2])], "keys")
    queries = graph.add("Unsqueeze", ["groups", np.array([1, 3])], "queries")
    sentence = graph.add("Equal", [keys, np.array(0)], "is_sentence")
    target = graph.add("Greater", [keys, np.array(0)], "is_target")
    same = graph.add("Equal", [keys, queries], "is_same")
    own = graph.add("And", [target, same], "is_own")
    seen = graph.add("Or", [sentence, own], "is_seen")
    return graph.add("Where", [seen, np.float32(0), np.float32(HIDDEN)], "mask")


def head(graph: Graph, hidden: str) -> str:
    """Add what judges the targets by the last hidden states."""
    flat = graph.add("Reshape", [hidden, np.array([-1, graph.config.hidden_size])], "flat")
    vectors = graph.add("MatMul", ["pool", flat], "vectors")
    flat = graph.add("Flatten", [vectors], "flat_vectors")
    return graph.add("Gemm", [flat, *graph.parameters("head")], "logits")


def model_of(network: Network, sentences: list[Read]) -> onnx.ModelProto:
    """Return a network with whole numbers, in operators that onnxruntime has for transformers."""

    def read_all() -> None:
        for sentence in sentences:
            network(**tensors([sentence]))

    graph = Graph(network, ranges(network.encoder, read_all), MAX_TOKENS)
    hidden, added = graph.embeddings(), mask(graph)
    for number in range(network.encoder.config.num_hidden_layers):
        hidden = graph.layer(number, hidden, added)
    head(graph, hidden)
    return graph.model("tone", INPUTS, OUTPUTS)


def main() -> None:
    """Read the command line, write the mean of the networks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="+")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--to", type=Path, default=MODEL)
    args = parser.parse_args()
    torch.set_num_threads(1)
    network, tokenizer = mean_of(args.models)
    args.to.mkdir(parents=True, exist_ok=True)
    learned, _ = parts(args.data, [], None)
    rows = random.Random(1).sample(learned, CALIBRATION)  # noqa: S311
    onnx.save(model_of(network, inputs_of(tokenizer, rows)), args.to / "model.onnx")
    tokenizer.save(str(args.to / "tokenizer.json"))


if __name__ == "__main__":
    main()
