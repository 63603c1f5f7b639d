#!/usr/bin/env python3
"""Weigh the ways to read a condition: python training/conditions.py CASES... [--dossiers FOLDER] [--write]

CASES are the folders of worked cases that `training/judging/train.py` was given, in the same order, --dossiers a folder
of dossiers that it was not given; of the cases those count that the judge was not trained on. Each way to read a clause
of a gold statement (`spadework.coding.conditions.readings`) is right if the clause shows a gold condition with these
ends. Logistic regression with an L2 penalty; the threshold that gives the best F1 out of fold, of five folds by case,
where each clause has its likeliest reading. --write stores the weights in src/spadework/weights/conditions.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from logistic import calibration_error, chances, fit
from worked import ROOT, Worked, kept, of_dossiers, of_folders

from spadework.coding.conditions import FEATURES, readings
from spadework.coding.matching import Matcher

PENALTY = 3.0

Ways = list[tuple[tuple[float, ...], bool, set[Any]]]  # the readings of one clause: features, right, keys


def ways_of(one: Worked) -> tuple[list[Ways], set[Any]]:
    """The readings of each clause, and the keys (party, kind, requires, before) of the gold's conditions."""
    matcher = Matcher(one.agenda, one.documents.values())
    said = [u for u in one.units if not u.requirement]
    matcher.judge((u.document, u.start, u.end) for u in said)
    gold = one.case["gold"]["conditions"]

    def key(row: dict[str, Any]) -> tuple[Any, ...]:
        return row["kind"], row["requires"], row["before"]

    # A dossier's parties are its attributions: there a condition is told by where it stands.
    held = {(c["doc"] if one.placed else "", c["party"], *key(c)) for c in gold if c["before"]}
    out = []
    for unit in said:
        ways: Ways = []
        name = one.name(unit.document) if one.placed else ""
        for reading in readings(unit, matcher):
            shown = any(key(c) == reading.key and one.shared(c, unit) >= 0.3 for c in gold)
            ways.append((reading.features, shown, {(name, party, *reading.key) for party in unit.holders}))
        if ways:
            out.append(ways)
    return out, held


def score(data: list[tuple[list[Ways], set[Any]]], odds: list[np.ndarray], least: float) -> tuple[float, float, float]:
    """F1, precision and recall of the rows that the likeliest readings give."""
    said = right = gold = 0
    for (clauses, held), p in zip(data, odds, strict=True):
        found, at = set(), 0
        for ways in clauses:
            some = p[at : at + len(ways)]
            at += len(ways)
            best = int(some.argmax())
            if some[best] >= least:
                found |= ways[best][2]
        said, right, gold = said + len(found), right + len(found & held), gold + len(held)
    precision, recall = right / max(said, 1), right / max(gold, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, nargs="+", metavar="CASES")
    ap.add_argument("--dossiers", type=Path)
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    cases = [ways_of(w) for w in kept(of_folders(args.cases))]
    data = [*cases, *map(ways_of, of_dossiers(args.dossiers))]
    x = [np.array([f for ways in clauses for f, _, _ in ways]).reshape(-1, len(FEATURES)) for clauses, _ in data]
    y = [np.array([right for ways in clauses for _, right, _ in ways], float) for clauses, _ in data]
    p = [np.zeros(0)] * len(data)
    for k in range(5):
        own = [n for n in range(len(data)) if n % 5 == k]
        rest = [n for n in range(len(data)) if n % 5 != k]
        w = fit(np.concatenate([x[n] for n in rest]), np.concatenate([y[n] for n in rest]), PENALTY)
        for n in own:
            p[n] = chances(x[n], w)
    levels = [(*score(data, p, t), float(t)) for t in np.arange(0.1, 0.8, 0.025)]
    f1, precision, recall, least = max(levels)
    every, right = np.concatenate(p), np.concatenate(y)
    print(f"{len(data)} cases and dossiers with {sum(len(h) for _, h in data)} conditions")
    print(f"{len(right)} readings, {int(right.sum())} right")
    print(f"out of fold: F1 {f1:.3f} precision {precision:.3f} recall {recall:.3f} at {least:.3f}")
    print("of cases: F1 {:.3f} precision {:.3f} recall {:.3f}".format(*score(cases, p[: len(cases)], least)))
    print(f"calibration error {calibration_error(every, right):.3f}")
    w = fit(np.concatenate(x), right, PENALTY)
    result = {**{n: round(float(v), 4) for n, v in zip(FEATURES, w, strict=True)}, "threshold": round(least, 3)}
    print(json.dumps(result, indent=1))
    if args.write:
        stored = ROOT / "src/spadework/weights/conditions.json"
        stored.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
