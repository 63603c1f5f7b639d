#!/usr/bin/env python3
"""Write a trained coder as the folder that `spadework` loads: python training/coding/export.py ENCODER RUN OUT

ENCODER is the folder the run was trained from, RUN the run's folder with its checkpoint. OUT receives coder.onnx and
the encoder's tokenizer.json.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import torch
from network import Coder
from transformers import AutoModel

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
    model = Coder(AutoModel.from_pretrained(args.encoder, attn_implementation="eager", add_pooling_layer=False))
    model.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=False, map_location="cpu")["model"])
    write(model, ("ids", "mask", "segments"), ("scores",), args.out / "coder.onnx", fp32=args.fp32)
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()
