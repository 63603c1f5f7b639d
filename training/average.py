#!/usr/bin/env python3
"""Average two readers: python training/average.py RUN READER OUT --share 0.35

RUN is a run's folder with its checkpoint, READER a run or an exported reader that it was begun from, however many runs
ago. OUT receives a checkpoint with the weights of both, `--share` of them READER's. Weights between a network and what
it was fine-tuned into often do both jobs better than either (Wortsman and others, CVPR 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from networks import reader_state


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("run", type=Path)
    ap.add_argument("reader", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--share", type=float, required=True)
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    run = torch.load(args.run / "checkpoint.pt", weights_only=False, map_location="cpu")
    other = reader_state(args.reader)
    run["model"] = {
        name: value if name not in other else torch.lerp(value, other[name], args.share)
        for name, value in run["model"].items()
    }
    run["pass"] = run["step"] = 0
    run.pop("optimiser", None)
    torch.save(run, args.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
