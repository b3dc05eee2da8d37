"""Write trained networks as the ONNX model that the project ships.

    python benchmarks/export_tone.py MODEL.pt [MODEL.pt ...] [--to FOLDER]

Of several networks trained from one start it takes the mean of their weights (Wortsman et al., ICML
2022). Weights become int8, with a scale for each output; the numbers between the layers become
uint8, with scales from sentences of the training data, so that what is said of a target does not
depend on what else is read with it. It runs in the environment of requirements-train.txt.
"""

import argparse
import random
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from train_tone import (
    DATA,
    Network,
    inputs_of,
    read_parts,
    start_from,
    tensors,
)
from transformers import AttentionInterface

from helpers.annotation.tone_model import MODEL, Read, batch

CALIBRATION = 300  # targets
EXAMPLE = [Read([0, 1, 2, 3], [(0, 1, 2), (1, 2, 3)]), Read([0, 1, 2], [(2, 1, 2)])]
AXES = {
    "ids": {0: "n", 1: "length"},
    "positions": {0: "n", 1: "length"},
    "groups": {0: "n", 1: "length"},
    "pool": {0: "m", 2: "tokens"},
    "logits": {0: "m"},
}


class MultiHeadAttention(torch.autograd.Function):
    """Attention as one operator of onnxruntime, which is faster than its parts."""

    @staticmethod
    def forward(ctx, query, key, value, bias, heads):
        """Stand in while the network is traced: only shapes matter."""
        return query.clone()

    @staticmethod
    def symbolic(graph, query, key, value, bias, heads):
        """Return the operator's node."""
        left_out = graph.op("prim::Constant").setType(torch._C.OptionalType.ofTensor())
        inputs = query, key, value, left_out, left_out, bias
        node = graph.op("com.microsoft::MultiHeadAttention", *inputs, num_heads_i=heads)
        return node.setType(query.type())


def attention(module, query, key, value, mask, **_):
    """Return what transformers' attention functions do, n × length × heads × size, and nothing."""
    heads, size = int(module.num_attention_heads), int(module.attention_head_size)
    flat = [part.transpose(1, 2).flatten(2) for part in (query, key, value)]
    return MultiHeadAttention.apply(*flat, mask, heads).unflatten(2, (heads, size)), None


def mean_of(paths: list[str]) -> tuple[Network, object]:
    """Return the mean of several networks, and their tokenizer."""
    network, tokenizer = start_from(paths[0])
    saved = [torch.load(path)["weights"] for path in paths]
    network.load_state_dict(
        {name: torch.stack([weights[name] for weights in saved]).mean(0) for name in saved[0]}
    )
    return network.eval(), tokenizer


def export(network: Network, folder: Path) -> Path:
    """Write a network with fused operators, in float32, to a folder; return the file."""
    AttentionInterface.register("fused", attention)
    network.encoder.set_attn_implementation("fused")
    plain, fused = folder / "plain.onnx", folder / "fused.onnx"
    example = tensors(EXAMPLE)
    torch.onnx.export(
        network, tuple(example.values()), str(plain), input_names=list(example),
        output_names=["logits"], dynamic_axes=AXES, dynamo=False, opset_version=17,
        custom_opsets={"com.microsoft": 1},
    )  # fmt: skip
    config, options = network.encoder.config, FusionOptions("bert")
    options.enable_attention = False  # it is one operator already
    optimizer.optimize_model(
        str(plain), "bert", config.num_attention_heads, config.hidden_size, opt_level=0,
        optimization_options=options,
    ).save_model_to_file(str(fused))  # fmt: skip
    return fused


class Rounding(NamedTuple):
    """How the numbers that enter a layer become uint8: a scale for each column, and one for all."""

    columns: np.ndarray
    scale: float
    zero: int


def smoothed(model: onnx.ModelProto, sentences: list[Read]) -> dict[str, Rounding]:
    """Scale each layer's input and weights against each other; return the roundings of the inputs.

    Few columns of an input are much larger than the others, which would leave little of the others
    when rounded; what the input loses the weights gain (SmoothQuant: Xiao et al., ICML 2023). The
    weights in the model are changed.
    """
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    layers = defaultdict(list)
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            layers[node.input[0]].append(weights[node.input[1]])
    low, high = ranges(model, list(layers), sentences)
    roundings = {}
    for name, tensors_of in layers.items():
        arrays = [numpy_helper.to_array(tensor) for tensor in tensors_of]
        largest = np.max([np.abs(array).max(axis=1) for array in arrays], axis=0)
        columns = np.sqrt(np.maximum(-low[name], high[name]) / largest).clip(1e-4)
        for tensor, array in zip(tensors_of, arrays, strict=True):
            tensor.CopyFrom(numpy_helper.from_array(array * columns[:, None], tensor.name))
        least, most = (low[name] / columns).min(), (high[name] / columns).max()
        scale = (most - least) / 255
        roundings[name] = Rounding(columns.astype("f4"), float(scale), round(-least / scale))
    return roundings


def ranges(model: onnx.ModelProto, names: list[str], sentences: list[Read]) -> tuple[dict, dict]:
    """Return the least and the largest number in each column of some tensors, 0 included."""
    measured = onnx.ModelProto()
    measured.CopyFrom(model)
    measured.graph.output.extend(
        helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names
    )
    session = onnxruntime.InferenceSession(measured.SerializeToString())
    low, high = defaultdict(float), defaultdict(float)
    for sentence in sentences:
        for name, value in zip(names, session.run(names, batch([sentence])), strict=True):
            rows = value.reshape(-1, value.shape[-1])
            low[name] = np.minimum(low[name], rows.min(axis=0))
            high[name] = np.maximum(high[name], rows.max(axis=0))
    return low, high


def fix(model: onnx.ModelProto, roundings: dict[str, Rounding]) -> None:
    """Let a quantised model round as told instead of by the numbers that it happens to see."""
    nodes = []
    for node in model.graph.node:
        if node.op_type == "DynamicQuantizeLinear":
            name, (rounded, scale, zero) = node.input[0], node.output
            rounding = roundings[name]
            values = {
                scale: np.float32(rounding.scale),
                zero: np.uint8(rounding.zero),
                f"{name}_factors": 1 / rounding.columns,
            }
            model.graph.initializer.extend(
                numpy_helper.from_array(value, key) for key, value in values.items()
            )
            scaled = f"{name}_scaled"
            nodes.append(helper.make_node("Mul", [name, f"{name}_factors"], [scaled]))
            node = helper.make_node("QuantizeLinear", [scaled, scale, zero], [rounded])
        nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def main() -> None:
    """Read the command line, write the mean of the networks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="+")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--to", type=Path, default=MODEL)
    args = parser.parse_args()
    network, tokenizer = mean_of(args.models)
    args.to.mkdir(parents=True, exist_ok=True)
    rows = random.Random(1).sample(read_parts(args.data)[0], CALIBRATION)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        path, quantised = export(network, Path(folder)), Path(folder) / "quantised.onnx"
        model = onnx.load(path)
        roundings = smoothed(model, inputs_of(tokenizer, rows))
        onnx.save(model, path)
        quantize_dynamic(
            path, quantised, per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=[f"{n.name}_MatMul" for n in model.graph.node if n.op_type == "Gemm"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
        model = onnx.load(quantised)
    fix(model, roundings)
    onnx.save(model, args.to / "model.onnx")
    tokenizer.save(str(args.to / "tokenizer.json"))


if __name__ == "__main__":
    main()
