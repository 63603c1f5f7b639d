#!/usr/bin/env python3
"""Write a trained judge as `spadework` loads it: python training/judging/export.py ENCODER RUN OUT

ENCODER is the folder the run was trained from, RUN the run's folder with its checkpoint, OUT the file: the layers as
int8 (`--fp32` leaves them), what compares clauses and options as it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch
from judge import Judge
from transformers import AutoModel

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
from networks import write

HEAD = ("heed", "clause", "option", "asks", "tells", "pair", "before", "after", "alike", "score")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("run", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--fp32", action="store_true")
    args = ap.parse_args()
    encoder = AutoModel.from_pretrained(args.encoder, attn_implementation="eager", add_pooling_layer=False)
    judge = Judge(encoder)
    judge.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=False, map_location="cpu")["judge"])
    width = encoder.config.hidden_size
    inputs = {
        "window": (torch.randn(9, width), {0: "tokens"}),
        "clauses": (torch.eye(9)[2:4] + torch.eye(9)[3:5], {0: "clauses", 1: "tokens"}),
        "options": (torch.randn(5, width), {0: "words"}),
        "owners": (torch.tensor([0, 0, 1, 1, 2]), {0: "words"}),
        "issues": (torch.tensor([0, 0, 0, 0, 1]), {0: "words"}),
        "told": (torch.tensor([[1.0, 1, 0, 0, 0], [0, 0, 1, 1, 0], [0, 0, 0, 0, 1]]), {0: "options", 1: "words"}),
    }
    write(judge, inputs, {"scores": {0: "clauses", 1: "options"}}, args.out, fp32=args.fp32, plain=HEAD)


if __name__ == "__main__":
    main()
