#!/usr/bin/env python3
"""Weigh the ways to read a condition: python training/conditions.py CASES... [--write]

CASES are the folders of worked cases that `training/reading/train.py` was given, in the same order; of them those that
the judge was not trained on are learnt from. A way to read a clause is right if the gold has that condition of that
party in that clause. Logistic regression with an L2 penalty; five-fold cross-validation over cases; the threshold that
gives the best F1 over (party, kind, requires, before) out of fold. --write stores a fit on all of them in
src/spadework/weights/conditions.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from logistic import chances, fit
from matching import ROOT, kept

sys.path.insert(0, str(ROOT / "bench"))
from cases import agenda_of, documents_of, gold_statements
from spadework.coding import conditions as module
from spadework.coding.matching import Matcher
from spadework.coding.units import units

PENALTY = 1.0


def ways_of(path: Path) -> tuple[list[tuple[Any, dict[Any, list[float]], set[Any]]], set[Any]]:
    """For each clause its ways with their features and those that are right; and the keys of the case's gold."""
    case = json.loads(path.read_text(encoding="utf-8"))
    documents, agenda = documents_of(case), agenda_of(case)
    by_id = {d.id: d for d in documents.values()}
    names = {d.id: n for n, d in documents.items()}
    matcher = Matcher(agenda, documents.values())
    said = [u for u in units(gold_statements(case, documents), by_id, agenda) if not u.requirement]
    matcher.judge((u.document, u.start, u.end) for u in said)
    out = []
    for unit in said:
        right = set()
        for c in case["gold"]["conditions"]:
            at = documents[c["doc"]].text.find(c["quote"])
            shared = min(at + len(c["quote"]), unit.end) - max(at, unit.start)
            near = shared >= 0.5 * min(len(c["quote"]), unit.end - unit.start)
            if c["doc"] == names[unit.document.id] and c["party"] in unit.holders and near:
                right.add((c["kind"], c["requires"], c["before"]))
        out.append((unit, module.readings(unit, matcher), right))
    gold = {(path.stem, c["party"], c["kind"], c["requires"], c["before"]) for c in case["gold"]["conditions"]}
    return out, gold


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, nargs="+", metavar="CASES")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    paths = kept([p for folder in args.cases for p in sorted(folder.glob("*.json"))])
    data = [ways_of(p) for p in paths]
    gold = set().union(*(g for _, g in data))

    def table(some: list[int]) -> tuple[np.ndarray, np.ndarray]:
        rows = [
            (row, (w.kind.value, w.requires, w.before) in right)
            for n in some
            for _, ways, right in data[n][0]
            for w, row in ways.items()
        ]
        return np.array([r for r, _ in rows]), np.array([y for _, y in rows], float)

    def said(n: int, w: np.ndarray, threshold: float) -> set[Any]:
        module.weights = lambda: {"threshold": threshold}
        weighed = [
            (unit, dict(zip(ways, np.clip(chances(np.array(list(ways.values())), w), 1e-9, 1), strict=True)))
            for unit, ways, _ in data[n][0]
            if ways
        ]
        return {
            (paths[n].stem, party, way.kind.value, way.requires, way.before)
            for _, _, way, party, _ in module.chosen(weighed)
        }

    order = list(range(len(paths)))
    fits = {k: fit(*table([n for n in order if n % 5 != k]), PENALTY) for k in range(5)}
    best = (0.0, 0.0)
    for t in (0.03, 0.05, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
        found = set().union(*(said(n, fits[n % 5], t) for n in order))
        right = len(found & gold)
        f1 = 2 * right / (len(found) + len(gold))
        print(f"from {t:.2f}: F1 {f1:.3f} precision {right / max(len(found), 1):.3f} recall {right / len(gold):.3f}")
        best = max(best, (f1, t))
    x, y = table(order)
    print(f"{len(paths)} cases, {len(gold)} conditions, {len(y)} ways, {int(y.sum())} right")
    w = fit(x, y, PENALTY)
    result = {name: round(float(v), 4) for name, v in zip(module.FEATURES, w, strict=True)} | {"threshold": best[1]}
    print(json.dumps(result, indent=1))
    if args.write:
        (ROOT / "src/spadework/weights/conditions.json").write_text(
            json.dumps(result, indent=1) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
