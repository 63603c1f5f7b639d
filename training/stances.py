#!/usr/bin/env python3
"""Weigh the formulas of stances against the network: python training/stances.py CASES... [--dossiers FOLDER] [--write]

CASES are the folders of worked cases that `training/judging/train.py` was given, in the same order, --dossiers a folder
of dossiers that it was not given. How often a formula is right is counted on all cases; how much the network and the
formulas weigh is fitted (a log-linear model, by gradient descent with an L2 penalty) on the dossiers and the cases that
the judge was not trained on. --write stores both in src/spadework/weights/stances.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from logistic import calibration_error
from worked import ROOT, Worked, kept, of_dossiers, of_folders

from spadework.coding.judge import STANCES
from spadework.coding.matching import Matcher
from spadework.coding.stances import stance_of, toward

KINDS = STANCES[1:]
PENALTY = 2.0
SMOOTHED = 2.0  # clauses that each stance is taken to have been seen in beforehand

Row = tuple[str, bool, np.ndarray, str]


def rows_of(one: Worked) -> list[Row]:
    """For each gold position that a clause shows: the formula's stance, whether told, the network's, the gold's."""
    matcher = Matcher(one.agenda, one.documents.values())
    found: dict[int, tuple[float, Row]] = {}
    said = [u for u in one.units if not u.requirement]
    matcher.judge((u.document, u.start, u.end) for u in said)
    for unit in said:
        shown = [(n, p) for n, p in enumerate(one.case["gold"]["positions"]) if one.shared(p, unit) >= 0.5]
        if not shown:
            continue
        at = unit.document, unit.start, unit.end
        ranked = {(m.issue, m.option): m for m in matcher.ranked(*at, unit.matter, cue=unit.cue, hinge=unit.hinge)}
        judged = matcher.judged(*at)
        stance, told = stance_of(unit.text, unit.cue, unit.hinge)
        for n, p in shown:
            match = ranked[p["issue"], p["option"]]
            network = judged[matcher.number(p["issue"], p["option"]), 1 : len(STANCES)]
            row = toward(match.negative, stance).value, told, network, p["stance"]
            if n not in found or match.probability > found[n][0]:
                found[n] = match.probability, row
    return [row for _, row in found.values()]


def counted(rows: list[Row]) -> dict[str, list[float]]:
    """For what a formula says, how often each of KINDS was right."""
    out = {}
    for kind in KINDS:
        for told in (True, False):
            right = np.array([sum(r[0] == kind and r[1] == told and r[3] == k for r in rows) for k in KINDS])
            if right.sum():
                everywhere = np.array([sum(r[3] == k for r in rows) for k in KINDS]) / len(rows)
                share = (right + SMOOTHED * everywhere) / (right.sum() + SMOOTHED)
                out[f"{kind} {'told' if told else 'by default'}"] = [max(round(float(x), 4), 1e-4) for x in share]
    return out


def features(rows: list[Row], shares: dict[str, list[float]]) -> np.ndarray:
    """[rows, 2, 5]: log-probabilities by the network, and by the formula."""
    fallback = [0.2] * len(KINDS)
    said = [np.log(shares.get(f"{s} {'told' if told else 'by default'}", fallback)) for s, told, _, _ in rows]
    net = [n - np.logaddexp.reduce(n) for _, _, n, _ in rows]
    return np.stack([np.array(net), np.array(said)], 1)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of the two, then a bias for each stance."""
    w = np.array([0.5, 0.5] + [0.0] * len(KINDS))
    for _ in range(3000):
        p = chances(x, w)
        off = p - np.eye(len(KINDS))[y]
        grad = np.concatenate(((x * off[:, None, :]).sum((0, 2)), off.sum(0) + PENALTY * w[2:]))
        w = w - 0.3 * grad / len(y)
    return w


def chances(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    score = (x * w[:2, None]).sum(1) + w[2:]
    score = np.exp(score - score.max(1, keepdims=True))
    return score / score.sum(1, keepdims=True)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, nargs="+", metavar="CASES")
    ap.add_argument("--dossiers", type=Path)
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    every = [rows_of(w) for w in of_folders(args.cases)]
    some = [*kept(every), *map(rows_of, of_dossiers(args.dossiers))]
    fold = np.concatenate([np.full(len(rows), n % 5) for n, rows in enumerate(some)])
    rows = [r for one in some for r in one]
    y = np.array([KINDS.index(r[3]) for r in rows])
    p = np.zeros((len(y), len(KINDS)))
    for k in range(5):
        own = [one for n, one in enumerate(some) if n % 5 == k]
        x = features(rows, counted([r for one in every if not any(one is o for o in own) for r in one]))
        p[fold == k] = chances(x[fold == k], fit(x[fold != k], y[fold != k]))
    shares = counted([r for one in every for r in one])
    x = features(rows, shares)
    right = p.argmax(1) == y
    print(f"{len(y)} positions of {len(some)} cases")
    print(f"right: formula {np.mean([r[0] == r[3] for r in rows]):.3f}, network {(x[:, 0].argmax(1) == y).mean():.3f}")
    print(f"both, out of fold: {right.mean():.3f}, calibration error {calibration_error(p.max(1), right):.3f}")
    w = fit(x, y)
    found = {"network": w[0], "formula": w[1], **dict(zip(KINDS, w[2:], strict=True))}
    result = {name: round(float(v), 4) for name, v in found.items()} | {"shares": shares}
    print(json.dumps(result, indent=1))
    if args.write:
        (ROOT / "src/spadework/weights/stances.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
