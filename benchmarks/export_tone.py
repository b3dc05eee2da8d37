"""Write trained networks as the ONNX model that the project ships.

    python benchmarks/export_tone.py MODEL.pt [MODEL.pt ...] [--to FOLDER]

Of several networks trained from one start it takes the mean of their weights (Wortsman et al., ICML
2022). Weights become int8, with a scale for each output; the numbers between the layers become
uint8, with scales from sentences of the training data, so that what is said of a target does not
depend on what else is read with it. The operators are the fastest on a processor: onnxruntime's own
optimiser would join sums with the normalisations after them, which is slower. It runs in the
environment of requirements-train.txt.
"""

import argparse
import random
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tone_network import HIDDEN, Network, inputs_of, start_from, tensors
from torch import nn
from train_tone import DATA, parts

from helpers.annotation.tone_model import MAX_TOKENS, MODEL, POLARITIES, Read

CALIBRATION = 300  # targets
# How far large columns of an input are made smaller at the cost of the weights (SmoothQuant's α).
# With 0.5 probabilities differ by 0.019 on average from those of the network in float32, with 0.8
# by 0.004 (100 targets of the training data).
SMOOTHING = 0.8
# Operators of onnxruntime's own.
FUSED = frozenset("MatMulIntegerToFloat MultiHeadAttention Gelu".split())
OPSETS = {"": 17, "com.microsoft": 1}
IR = 8  # the version of the file format that goes with them
INPUTS = {
    "ids": (TensorProto.INT64, ["n", "length"]),
    "positions": (TensorProto.INT64, ["n", "length"]),
    "groups": (TensorProto.INT64, ["n", "length"]),
    "pool": (TensorProto.FLOAT, ["m", 4, "tokens"]),
}


def mean_of(paths: list[str]) -> tuple[Network, object]:
    """Return the mean of several networks, and their tokenizer."""
    network, tokenizer = start_from(paths[0])
    saved = [torch.load(path)["weights"] for path in paths]
    network.load_state_dict(
        {name: torch.stack([weights[name] for weights in saved]).mean(0) for name in saved[0]}
    )
    return network.eval(), tokenizer


class Range(NamedTuple):
    """The least and the largest number in each column of a layer's input, 0 included."""

    low: np.ndarray
    high: np.ndarray


@torch.inference_mode()
def ranges(network: Network, sentences: list[Read]) -> dict[str, Range]:
    """Return the range of the input of each layer of the encoder, by the layer's name."""
    found: dict[str, Range] = defaultdict(lambda: Range(np.zeros(1, "f4"), np.zeros(1, "f4")))

    def measure(name: str, read: torch.Tensor) -> None:
        columns, so_far = read.flatten(0, -2).numpy(), found[name]
        low, high = columns.min(axis=0), columns.max(axis=0)
        found[name] = Range(np.minimum(so_far.low, low), np.maximum(so_far.high, high))

    hooks = [
        layer.register_forward_pre_hook(lambda _, inputs, name=name: measure(name, inputs[0]))
        for name, layer in network.encoder.named_modules()
        if isinstance(layer, nn.Linear)
    ]
    for sentence in sentences:
        network(**tensors([sentence]))
    for hook in hooks:
        hook.remove()
    return found


class Rounding(NamedTuple):
    """How numbers that enter layers become uint8: a factor for each column, and a scale."""

    factors: np.ndarray
    scale: np.ndarray
    zero: np.ndarray


def rounding(read: Range, weights: list[np.ndarray]) -> Rounding:
    """Return how to round the input of layers with these weights, inputs × outputs.

    Few columns of an input are much larger than the others, which would leave little of the others
    when rounded; what the input loses the weights gain (SmoothQuant: Xiao et al., ICML 2023).
    """
    largest = np.max([np.abs(array).max(axis=1) for array in weights], axis=0)
    columns = np.maximum(-read.low, read.high) ** SMOOTHING / largest ** (1 - SMOOTHING)
    columns = columns.clip(1e-4)
    least, most = (read.low / columns).min(), (read.high / columns).max()
    scale = (most - least) / 255
    return Rounding((1 / columns).astype("f4"), np.float32(scale), np.uint8(round(-least / scale)))


class Graph:
    """Collects the nodes and tensors of a model whose hidden states are n × length × size."""

    def __init__(self, network: Network, measured: dict[str, Range]):
        self.nodes, self.tensors, self._measured = [], [], measured
        self._weights = {name: w.numpy() for name, w in network.state_dict().items()}
        self._config = network.encoder.config

    def add(self, kind: str, inputs: list, to: str, **attributes) -> str:
        """Add an operator; arrays among the inputs become tensors. Return the output's name."""
        names = [
            one if isinstance(one, str) else self._tensor(f"{to}.{number}", one)
            for number, one in enumerate(inputs)
        ]
        domain = "com.microsoft" if kind in FUSED else ""
        self.nodes.append(helper.make_node(kind, names, [to], to, domain=domain, **attributes))
        return to

    def _tensor(self, name: str, array: np.ndarray) -> str:
        self.tensors.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def parameters(self, name: str) -> list[np.ndarray]:
        """Return the weight and the bias of a part of the network; of a layer, inputs × outputs."""
        weight, bias = (self._weights[f"{name}.{kind}"] for kind in ("weight", "bias"))
        return [weight.T, bias]

    def embeddings(self) -> str:
        """Add what turns `ids` and `positions` into the first hidden states."""
        table = {
            kind: self._weights[f"encoder.embeddings.{kind}_embeddings.weight"]
            for kind in ("word", "position", "token_type")
        }
        scale = np.float32(np.abs(table["word"]).max() / 127)
        rounded = np.round(table["word"] / scale).astype(np.int8)
        places = (table["position"] + table["token_type"][0])[:MAX_TOKENS]
        chosen = self.add("Gather", [rounded, "ids"], "words_rounded")
        words = self.add("DequantizeLinear", [chosen, scale, np.int8(0)], "words")
        places = self.add("Gather", [places, "positions"], "places")
        return self._normal([words, places], "encoder.embeddings.LayerNorm")

    def mask(self) -> str:
        """Add what is added to the attention: 0, or `HIDDEN` where a token is not read."""
        keys = self.add("Unsqueeze", ["groups", np.array([1, 2])], "keys")
        queries = self.add("Unsqueeze", ["groups", np.array([1, 3])], "queries")
        sentence = self.add("Equal", [keys, np.array(0)], "is_sentence")
        target = self.add("Greater", [keys, np.array(0)], "is_target")
        same = self.add("Equal", [keys, queries], "is_same")
        own = self.add("And", [target, same], "is_own")
        seen = self.add("Or", [sentence, own], "is_seen")
        return self.add("Where", [seen, np.float32(0), np.float32(HIDDEN)], "mask")

    def layer(self, number: int, hidden: str, mask: str) -> str:
        """Add a layer of the encoder; return its hidden states."""
        at = f"encoder.encoder.layer.{number}"
        own = f"{at}.attention.self"
        # What attention weighs is rounded too: its factors can be part of the values' weights.
        (joined_weight, joined_bias) = self.parameters(f"{at}.attention.output.dense")
        joined = rounding(self._range(f"{at}.attention.output.dense"), [joined_weight])
        query, key, value = (self.parameters(f"{own}.{part}") for part in ("query", "key", "value"))
        how = rounding(self._range(f"{own}.query"), [query[0], key[0], value[0]])
        rounded = self._rounded(hidden, how, f"{at}.read")
        parts = [
            self._product(rounded, how, weight, f"{own}.{name}", factors * bias, factors)
            for name, (weight, bias), factors in (
                ("query", query, 1),
                ("key", key, 1),
                ("value", value, joined.factors),
            )
        ]
        attention = self.add(
            "MultiHeadAttention", [*parts, "", "", mask], own,
            num_heads=self._config.num_attention_heads,
        )  # fmt: skip
        rounded = self.add(
            "QuantizeLinear", [attention, joined.scale, joined.zero], f"{own}.rounded"
        )
        joint = self._product(rounded, joined, joined_weight, f"{at}.joint", joined_bias)
        hidden = self._normal([joint, hidden], f"{at}.attention.output.LayerNorm")
        return self._wider(hidden, at)

    def _wider(self, hidden: str, at: str) -> str:
        """Add the two layers with more numbers between them."""
        (up, up_bias), (down, down_bias) = (
            self.parameters(f"{at}.{name}.dense") for name in ("intermediate", "output")
        )
        how = rounding(self._range(f"{at}.intermediate.dense"), [up])
        rounded = self._rounded(hidden, how, f"{at}.intermediate")
        wide = self._product(rounded, how, up, f"{at}.wide", up_bias)
        wide = self.add("Gelu", [wide], f"{at}.gelu")
        how = rounding(self._range(f"{at}.output.dense"), [down])
        rounded = self._rounded(wide, how, f"{at}.output")
        narrow = self._product(rounded, how, down, f"{at}.narrow", down_bias)
        return self._normal([narrow, hidden], f"{at}.output.LayerNorm")

    def _range(self, layer: str) -> Range:
        return self._measured[layer.removeprefix("encoder.")]

    def _rounded(self, name: str, how: Rounding, to: str) -> str:
        scaled = self.add("Mul", [name, how.factors], f"{to}.scaled")
        return self.add("QuantizeLinear", [scaled, how.scale, how.zero], f"{to}.rounded")

    def _product(
        self, rounded: str, how: Rounding, weight: np.ndarray, to: str, bias="", factors=1
    ) -> str:
        """Add a layer over a rounded input; `factors` multiply its outputs."""
        smooth = weight / how.factors[:, None]
        scales = np.abs(smooth).max(axis=0) / 127
        whole = np.round(smooth / scales).astype(np.int8)
        inputs = [rounded, whole, how.scale, (scales * factors).astype("f4"), how.zero, "", bias]
        return self.add("MatMulIntegerToFloat", inputs, to)

    def _normal(self, summed: list[str], norm: str) -> str:
        inputs = [self.add("Add", summed, f"{norm}.summed"), *self.parameters(norm)]
        return self.add("LayerNormalization", inputs, norm, epsilon=self._config.layer_norm_eps)

    def head(self, hidden: str) -> str:
        """Add what judges the targets by the last hidden states."""
        flat = self.add("Reshape", [hidden, np.array([-1, self._config.hidden_size])], "flat")
        vectors = self.add("MatMul", ["pool", flat], "vectors")
        flat = self.add("Flatten", [vectors], "flat_vectors")
        return self.add("Gemm", [flat, *self.parameters("head")], "logits")


def model_of(network: Network, sentences: list[Read]) -> onnx.ModelProto:
    """Return a network with whole numbers, in operators that onnxruntime has for transformers."""
    graph = Graph(network, ranges(network, sentences))
    hidden, mask = graph.embeddings(), graph.mask()
    for number in range(network.encoder.config.num_hidden_layers):
        hidden = graph.layer(number, hidden, mask)
    graph.head(hidden)
    inputs = [helper.make_tensor_value_info(name, *of) for name, of in INPUTS.items()]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["m", len(POLARITIES)])
    made = helper.make_graph(graph.nodes, "tone", inputs, [output], graph.tensors)
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS.items()]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR)


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
