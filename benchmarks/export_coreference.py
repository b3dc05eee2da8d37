"""Write a trained network as the files that the project ships, to read references with.

    python benchmarks/export_coreference.py MODEL.pt WINDOWS.jsonl [--to FOLDER]

WINDOWS.jsonl are the rows that it learned from (reference_windows.py). It runs in the environment
of requirements-train.txt; the weights that join the network's answers with those of the trees are
written afterwards by `join_coreference.py`.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import onnx
import torch
from coreference_network import Example, Network, bert_tokenizer, encode, start_from
from onnx import TensorProto
from quantized_graph import Graph, ranges

from helpers.annotation.reference_encoder import HEAD, MAX_TOKENS, MODEL, NETWORK

CALIBRATION = 300  # pronouns
TO_READ = {name: (TensorProto.INT64, ["n", "length"]) for name in ("ids", "positions")}
PARTS = ("pair", "mention", "nobody")


def model_of(network: Network, examples: list[Example]) -> onnx.ModelProto:
    """Return the encoder with whole numbers, in operators that onnxruntime has for transformers."""

    def read_all() -> None:
        for one in examples:
            network.encoder(input_ids=torch.tensor([one.ids]))

    graph = Graph(network, ranges(network.encoder, read_all), MAX_TOKENS)
    hidden = graph.embeddings()
    for number in range(network.encoder.config.num_hidden_layers):
        hidden = graph.layer(number, hidden)
    size = network.encoder.config.hidden_size
    return graph.model("references", TO_READ, {hidden: (TensorProto.FLOAT, ["n", "length", size])})


def main() -> None:
    """Read the command line, write the network and the weights of its last layers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model")
    parser.add_argument("windows", type=Path)
    parser.add_argument("--to", type=Path, default=MODEL)
    args = parser.parse_args()
    torch.set_num_threads(1)
    network = start_from(args.model).eval()
    rows = args.windows.read_text(encoding="utf-8").splitlines()
    sample = random.Random(1).sample(rows, CALIBRATION)  # noqa: S311
    tokenizer = bert_tokenizer()
    examples = [one for row in sample if (one := encode(tokenizer, json.loads(row))) is not None]
    args.to.mkdir(parents=True, exist_ok=True)
    onnx.save(model_of(network, examples), args.to / NETWORK)
    head = {
        name: weights.numpy().astype(np.float16)
        for name, weights in network.state_dict().items()
        if name.split(".")[0] in PARTS
    }
    np.savez(args.to / HEAD, **head)


if __name__ == "__main__":
    main()
