"""A trained network as an ONNX file with weights of one byte, fused as the runtime would fuse it on loading."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

Axes = dict[int, str]


def write(
    model: nn.Module,
    inputs: Mapping[str, tuple[torch.Tensor, Axes]],
    outputs: Mapping[str, Axes],
    target: Path,
    *,
    fp32: bool = False,
    plain: Collection[str] = (),
) -> None:
    """Write `model` with the names of its inputs and outputs, an example of each input, and which axes may vary.

    `fp32` leaves all weights as they are, `plain` those of the parts of the model that bear these names.
    """
    model.eval()
    with tempfile.TemporaryDirectory() as scratch:
        whole, small = Path(scratch, "whole.onnx"), Path(scratch, "small.onnx")
        torch.onnx.export(
            model,
            tuple(x for x, _ in inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={n: axes for n, (_, axes) in inputs.items()} | dict(outputs),
            dynamo=False,
            opset_version=17,
        )
        if not fp32:
            named = [n.name for n in onnx.load(whole).graph.node]
            # Seven bits of eight: without VNNI, products of two full bytes overflow when they are added in pairs.
            quantize_dynamic(
                whole,
                small,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                # A linear map with a bias becomes a product of another name on the way.
                nodes_to_exclude=[
                    name for n in named if n.split("/")[1:] and n.split("/")[1] in plain for name in (n, f"{n}_MatMul")
                ],
            )
        # Fused here so that loading is quick; nothing in it is bound to one processor.
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(target)
        onnxruntime.InferenceSession(
            whole if fp32 else small,
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
    graph = onnx.load(folder / "reader.onnx").graph
    return weights(graph) | {"steps": torch.tensor(steps), "first": torch.tensor(first)}


def judge_state(run: Path) -> dict[str, torch.Tensor]:
    """The parameters of a judge: of a run's checkpoint, or of the file that `judging/export.py` wrote."""
    if run.suffix == ".onnx":
        return weights(onnx.load(run).graph)
    state: dict[str, torch.Tensor] = torch.load(run / "checkpoint.pt", weights_only=False, map_location="cpu")["judge"]
    return state


def weights(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    """The parameters that `write` put into a network, by their names in the model, as near as one byte holds them.

    Checkpoints are large and do not stay; the network in place does, and a later run may begin from it.
    """
    held = _held(graph)
    out = {}
    for name in [n.removesuffix("_quantized") for n in held if n.endswith("_quantized")]:
        scale, zero = held[f"{name}_scale"], held[f"{name}_zero_point"]
        held[name] = (held.pop(f"{name}_quantized").astype("float32") - zero) * scale
    for node in graph.node:
        # A linear map has lost its own name, not its bias's, or the node still bears it; it is stored as [in, out].
        bias = next((n for n in node.input if n.endswith(".bias")), "")
        matrix = next((n.removesuffix("_quantized") for n in node.input if n.startswith("onnx::MatMul")), "")
        if matrix:
            *_, name = re.sub(r"(?:_1)?/MatMul.*", "", node.name).split("/")  # used twice, it is numbered
            out[(bias.removesuffix("bias") if bias else f"{name}.") + "weight"] = torch.tensor(held[matrix].T.copy())
    for name in [n for n in held if n.endswith(".weight_Transposed")]:
        out[name.removesuffix("_Transposed")] = torch.tensor(held[name].T.copy())
    plain = (".weight", ".bias", "relation")
    return out | {n: torch.tensor(v) for n, v in held.items() if n.endswith(plain) and n not in out}


def _held(graph: onnx.GraphProto) -> dict[str, Any]:
    return {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
