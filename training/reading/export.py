#!/usr/bin/env python3
"""Write a trained reader as the folder that `spadework` loads: python training/reading/export.py ENCODER RUN OUT

ENCODER is the folder the run was trained from, RUN the run's folder with its checkpoint. OUT receives reader.onnx,
weights as int8 (`--fp32` leaves them), reader.json with the chain's steps, and the encoder's tokenizer.json. The judge,
whose weights are few and stay as they are, goes to `--judge`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

import torch
from judge import WIDTH, Judge
from tagger import Tagger
from transformers import AutoModel
from windows import LABELS, tokenizer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from networks import write


def write_judge(judge: Judge, target: Path) -> None:
    """The judge as ONNX; its weights are few and stay as they are."""
    judge.eval()
    inputs = {
        "window": (torch.randn(2, 9, WIDTH), ("clauses", "tokens")),
        "places": (torch.tensor([[0, 0, 1, 1, 2, 2, 2, 3, 3]] * 2), ("clauses", "tokens")),
        "options": (torch.randn(3, 5, WIDTH), ("options", "words")),
        "filled": (torch.ones(3, 5), ("options", "words")),
        "same": (torch.tensor([[1, 1, 0], [1, 1, 0], [0, 0, 1]]), ("options", "others")),
    }
    axes = {name: dict(enumerate(shape)) for name, (_, shape) in inputs.items()}
    torch.onnx.export(
        judge,
        tuple(x for x, _ in inputs.values()),
        str(target),
        input_names=list(inputs),
        output_names=["scores"],
        dynamic_axes=axes | {"scores": {0: "clauses", 1: "options"}},
        dynamo=False,
        opset_version=17,
    )
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("run", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--judge", type=Path, help="the file that receives the judge, else judge.onnx in OUT")
    ap.add_argument("--fp32", action="store_true")
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = Tagger(AutoModel.from_pretrained(args.encoder, attn_implementation="eager", add_pooling_layer=False))
    run = torch.load(args.run / "checkpoint.pt", weights_only=False, map_location="cpu")
    model.load_state_dict(run["model"])
    write(
        model, ("ids", "mask", "schemes"), ("emissions", "links", "meaning"), args.out / "reader.onnx", fp32=args.fp32
    )
    judge = Judge()
    judge.load_state_dict(run["judge"])
    write_judge(judge, args.judge or args.out / "judge.onnx")
    ids = tokenizer(str(args.encoder / "tokenizer.json")).get_vocab()
    steps = [*model.steps.tolist(), model.first.tolist()]
    about = {
        "labels": LABELS,
        "steps": [[round(x, 4) for x in row] for row in steps],
        "ends": ["[CLS]", "[SEP]"] if "[CLS]" in ids else ["<s>", "</s>"],
    }
    (args.out / "reader.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()
