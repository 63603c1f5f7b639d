#!/usr/bin/env python3
"""Choose from which probability a clause shows a position or a condition.

    python training/coding/thresholds.py CASES... --coder FOLDER [--write]

CASES are folders of worked cases that the network was not trained on. Prints, with the gold's statements, F1 by
threshold, the share of positions that the measure of likeness lets through, and how often each confidence is right;
--write stores the best thresholds in the coder's folder, as coder.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from examples import IGNORED, of_case

from spadework.coding.judge import Judge

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from logistic import calibration_error, tenths

KINDS = (("position", "stances"), ("condition", "roles"))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, nargs="+")
    ap.add_argument("--coder", type=Path, required=True)
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    judge = Judge(args.coder)
    examples = [e for folder in args.cases for path in sorted(folder.glob("*.json")) for e in of_case(path)]
    answers = list(judge.judge(e.question for e in examples))
    chosen = {"likeness": 0.01}
    for name, field in KINDS:
        chances = np.concatenate([getattr(a, field) for a in answers])
        labels = np.concatenate([getattr(e, field) for e in examples])
        on = labels != IGNORED
        chances, labels = chances[on], labels[on]
        best = (0.0, 0.0)
        print(f"{name}: {int((labels > 0).sum())} of {len(labels)} options")
        for t in np.arange(0.2, 0.85, 0.05):
            said = 1 - chances[:, 0] >= t
            found = int((said & (labels > 0)).sum())
            right = int((said & (labels > 0) & (chances[:, 1:].argmax(1) + 1 == labels)).sum())
            f1, strict = (2 * n / max(said.sum() + (labels > 0).sum(), 1) for n in (found, right))
            best = max(best, (f1 + strict, round(float(t), 2)))
            print(f"  from {t:.2f}: found F1 {f1:.3f}, with the right kind {strict:.3f}")
        sure = chances[:, 1:].max(1)
        right = (chances[:, 1:].argmax(1) + 1 == labels) & (1 - chances[:, 0] >= best[1])
        said = 1 - chances[:, 0] >= best[1]
        for low, n, mean, true in tenths(sure[said], right[said].astype(float)):
            print(f"  said {low:.1f}-{low + 0.1:.1f} ({mean:.2f}): right {true:.2f} of {n}")
        print(f"  expected calibration error {calibration_error(sure[said], right[said].astype(float)):.3f}")
        chosen[name] = best[1]
    print(json.dumps(chosen))
    if args.write:
        (args.coder / "coder.json").write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
