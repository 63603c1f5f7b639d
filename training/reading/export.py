#!/usr/bin/env python3
"""Write a trained reader as the folder that `spadework` loads: python training/reading/export.py ENCODER RUN OUT

ENCODER is the folder the run was trained from, RUN the run's folder with its checkpoint. OUT receives reader.onnx,
weights as int8 (`--fp32` leaves them), reader.json with the chain's steps, and the encoder's tokenizer.json.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagger import Tagger
from torch import nn
from transformers import AutoModel
from windows import LABELS, tokenizer


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("run", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--fp32", action="store_true")
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = Tagger(AutoModel.from_pretrained(args.encoder, attn_implementation="eager", add_pooling_layer=False))
    model.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=False, map_location="cpu")["model"])
    model.eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch, "plain.onnx"), Path(scratch, "small.onnx")
        _export(model, plain)
        if not args.fp32:
            # Seven bits of eight: without VNNI, products of two full bytes overflow when they are added in pairs.
            quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        _fused(plain if args.fp32 else small, args.out / "reader.onnx")
    ids = tokenizer(str(args.encoder / "tokenizer.json")).get_vocab()
    steps = [*model.steps.tolist(), model.first.tolist()]
    about = {
        "labels": LABELS,
        "steps": [[round(x, 4) for x in row] for row in steps],
        "ends": ["[CLS]", "[SEP]"] if "[CLS]" in ids else ["<s>", "</s>"],
    }
    (args.out / "reader.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    print(f"{args.out / 'reader.onnx'}: {(args.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


def _export(model: nn.Module, path: Path) -> None:
    one = torch.ones(2, 9, dtype=torch.long)
    shape = {0: "windows", 1: "tokens"}
    torch.onnx.export(
        model,
        (one, one, one),
        str(path),
        input_names=["ids", "mask", "schemes"],
        output_names=["emissions", "links"],
        dynamic_axes={"ids": shape, "mask": shape, "schemes": shape, "emissions": shape, "links": shape},
        dynamo=False,
        opset_version=17,
    )


def _fused(source: Path, target: Path) -> None:
    """The graph as the runtime would fuse it on loading, so that loading is quick; nothing bound to one processor."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    onnx.checker.check_model(onnx.load(target), full_check=False)


if __name__ == "__main__":
    main()
