"""A trained network as an ONNX file with weights of one byte, fused as the runtime would fuse it on loading."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn


def write(model: nn.Module, inputs: Sequence[str], outputs: Sequence[str], target: Path, *, fp32: bool = False) -> None:
    """Write `model`, whose inputs are all integers [windows, tokens]; `fp32` leaves the weights as they are."""
    model.eval()
    one = torch.ones(2, 9, dtype=torch.long)
    shape = {0: "windows", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch, "plain.onnx"), Path(scratch, "small.onnx")
        torch.onnx.export(
            model,
            (one,) * len(inputs),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dict.fromkeys((*inputs, *outputs), shape),
            dynamo=False,
            opset_version=17,
        )
        if not fp32:
            # Seven bits of eight: without VNNI, products of two full bytes overflow when they are added in pairs.
            quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        # Fused here so that loading is quick; nothing in it is bound to one processor.
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(target)
        onnxruntime.InferenceSession(
            plain if fp32 else small,
            options,
            providers=["CPUExecutionProvider"],
            # On processors the fused form takes four times as long as the sum and the norm alone.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
    onnx.checker.check_model(onnx.load(target), full_check=False)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def reader_state(folder: Path) -> dict[str, torch.Tensor]:
    """The parameters of a reader, with its chain's steps: of a run's checkpoint, or as `export.py` wrote them."""
    if (folder / "checkpoint.pt").exists():
        state: dict[str, torch.Tensor] = torch.load(folder / "checkpoint.pt", weights_only=False, map_location="cpu")[
            "model"
        ]
        return state
    *steps, first = json.loads((folder / "reader.json").read_text(encoding="utf-8"))["steps"]
    return weights(folder / "reader.onnx") | {"steps": torch.tensor(steps), "first": torch.tensor(first)}


def weights(source: Path) -> dict[str, torch.Tensor]:
    """The parameters that `write` put into a file, by their names in the model, as near as one byte holds them.

    Checkpoints are large and do not stay; the network in place does, and a later run may begin from it.
    """
    graph = onnx.load(source).graph
    held = {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
    out = {}
    for name in [n.removesuffix("_quantized") for n in held if n.endswith("_quantized")]:
        scale, zero = held[f"{name}_scale"], held[f"{name}_zero_point"]
        held[name] = (held.pop(f"{name}_quantized").astype("float32") - zero) * scale
    for node in graph.node:
        # A linear map has lost its own name, not its bias's; it is stored as [in, out].
        bias = next((n for n in node.input if n.endswith(".bias")), "")
        matrix = next((n.removesuffix("_quantized") for n in node.input if n.startswith("onnx::MatMul")), "")
        if bias and matrix:
            out[bias.removesuffix("bias") + "weight"] = torch.tensor(held[matrix].T.copy())
    return out | {n: torch.tensor(v) for n, v in held.items() if n.endswith((".weight", ".bias"))}
