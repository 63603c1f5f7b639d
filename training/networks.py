"""A trained network as an ONNX file with weights of one byte, fused as the runtime would fuse it on loading."""

from __future__ import annotations

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
        onnxruntime.InferenceSession(plain if fp32 else small, options, providers=["CPUExecutionProvider"])
    onnx.checker.check_model(onnx.load(target), full_check=False)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
