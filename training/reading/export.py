#!/usr/bin/env python3
"""Write a trained reader as the folder that `spadework` loads: python training/reading/export.py ENCODER RUN OUT

ENCODER is the folder the run was trained from, RUN the run's folder with its checkpoint. OUT receives reader.onnx,
weights as int8 (`--fp32` leaves them), reader.json with the chain's steps, and the encoder's tokenizer.json.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

import torch
from tagger import Tagger
from transformers import AutoModel
from windows import LABELS, tokenizer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from networks import write


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("run", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--fp32", action="store_true")
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = Tagger(AutoModel.from_pretrained(args.encoder, attn_implementation="eager", add_pooling_layer=False))
    run = torch.load(args.run / "checkpoint.pt", weights_only=False, map_location="cpu")
    model.load_state_dict(run["model"])
    one, shape = torch.ones(2, 9, dtype=torch.long), {0: "windows", 1: "tokens"}
    write(
        model,
        dict.fromkeys(("ids", "mask", "schemes"), (one, shape)),
        dict.fromkeys(("emissions", "links", "meaning"), shape),
        args.out / "reader.onnx",
        fp32=args.fp32,
    )
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
