"""A trained encoder as an ONNX graph of whole numbers, for the networks that the project ships.

Weights become int8, with a scale for each output; the numbers between the layers become uint8, with
scales from sentences of the training data, so that what is said of a text does not depend on what
else is read with it. The operators are the fastest on a processor: onnxruntime's own optimiser
would join sums with the normalisations after them, which is slower.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import nn

# How far large columns of an input are made smaller at the cost of the weights (SmoothQuant's α).
# With 0.5 the tone's probabilities differ by 0.019 on average from those of the network in float32,
# with 0.8 by 0.004 (100 targets of the training data).
SMOOTHING = 0.8
# Operators of onnxruntime's own.
FUSED = frozenset("MatMulIntegerToFloat MultiHeadAttention Gelu".split())
OPSETS = {"": 17, "com.microsoft": 1}
IR = 8  # the version of the file format that goes with them


class Range(NamedTuple):
    """The least and the largest number in each column of a layer's input, 0 included."""

    low: np.ndarray
    high: np.ndarray


@torch.inference_mode()
def ranges(encoder: nn.Module, read_all: Callable[[], None]) -> dict[str, Range]:
    """Return the range of each layer's input while `read_all` runs, by the layer's name."""
    found: dict[str, Range] = defaultdict(lambda: Range(np.zeros(1, "f4"), np.zeros(1, "f4")))

    def measure(name: str, read: torch.Tensor) -> None:
        columns, so_far = read.flatten(0, -2).numpy(), found[name]
        low, high = columns.min(axis=0), columns.max(axis=0)
        found[name] = Range(np.minimum(so_far.low, low), np.maximum(so_far.high, high))

    hooks = [
        layer.register_forward_pre_hook(lambda _, inputs, name=name: measure(name, inputs[0]))
        for name, layer in encoder.named_modules()
        if isinstance(layer, nn.Linear)
    ]
    read_all()
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

    def __init__(self, network: nn.Module, measured: dict[str, Range], max_tokens: int):
        self.nodes, self.tensors, self._measured = [], [], measured
        self._max_tokens = max_tokens
        self._weights = {name: w.numpy() for name, w in network.state_dict().items()}
        self.config = network.encoder.config

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
        places = (table["position"] + table["token_type"][0])[: self._max_tokens]
        chosen = self.add("Gather", [rounded, "ids"], "words_rounded")
        words = self.add("DequantizeLinear", [chosen, scale, np.int8(0)], "words")
        places = self.add("Gather", [places, "positions"], "places")
        return self._normal([words, places], "encoder.embeddings.LayerNorm")

    def layer(self, number: int, hidden: str, mask: str = "") -> str:
        """Add a layer of the encoder; return its hidden states.

        `mask` is what is added to the attention, if anything.
        """
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
            num_heads=self.config.num_attention_heads,
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
        return self.add("LayerNormalization", inputs, norm, epsilon=self.config.layer_norm_eps)

    def model(self, name: str, inputs: dict, outputs: dict) -> onnx.ModelProto:
        """Return the model; inputs and outputs are their names with their types and shapes."""
        described = [
            [helper.make_tensor_value_info(one, *of) for one, of in part.items()]
            for part in (inputs, outputs)
        ]
        made = helper.make_graph(self.nodes, name, *described, self.tensors)
        opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS.items()]
        return helper.make_model(made, opset_imports=opsets, ir_version=IR)
