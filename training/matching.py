#!/usr/bin/env python3
"""Train the matcher of clauses to options: python training/matching.py CASES... [--dossiers FOLDER] [--write]

CASES are the folders of worked cases that `training/judging/train.py` was given, in the same order, --dossiers a folder
of dossiers that it was not given. A clause of a gold statement and an option make a positive when a gold position of
the statement's party lies in the clause. Logistic regression with an L2 penalty, by Newton's method: what the words say
is weighed on all cases, and then, from there, with what the network says on the cases that the judge was not trained
on and the dossiers. Five-fold cross-validation over those, no fold's cases being in either; the threshold that gives
the best F1 over (document, party, issue, option) of cases out of fold. --write stores the weights in
src/spadework/weights/matching.json, and those of words alone in words.json beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from logistic import chances, fit, tenths
from worked import ROOT, Worked, kept, of_dossiers, of_folders

from spadework.coding.matching import FEATURES, JUDGED, Matcher, doubted

PENALTY = 5.0
KEPT = 1000.0  # penalty of words' weights where they are weighed with the network: they stay near what they were
EQUAL = 0.002  # F1 that is no difference

TOGETHER = np.array([KEPT] * len(FEATURES) + [PENALTY] * len(JUDGED))


class Rows(NamedTuple):
    """Features [N, F], labels [N] and keys of all (clause, option) pairs of a case, and the keys of its gold."""

    x: np.ndarray
    y: np.ndarray
    keys: list[list[Any]]
    gold: set[Any]


def rows_of(one: Worked) -> Rows:
    matcher = Matcher(one.agenda, one.documents.values())
    gold: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for p in one.case["gold"]["positions"]:
        gold.setdefault((p["issue"], p["option"]), []).append(p)
    said = list(one.units)
    matcher.judge((u.document, u.start, u.end) for u in said)
    x, y, keys = [], [], []
    for unit in said:
        rows = matcher.features(
            unit.document,
            unit.start,
            unit.end,
            unit.matter,
            cue=unit.cue,
            hinge=unit.hinge,
            requirement=unit.requirement,
        )
        told = matcher.told(unit.document, unit.start, unit.end, unit.requirement)
        name = one.name(unit.document)
        for words, row, says in zip(matcher.options, rows, told, strict=True):
            shown = gold.get((words.issue.id, words.option.id), ())
            x.append([*row, *doubted(row, says)])
            y.append(int(any(one.shared(p, unit) >= 0.5 for p in shown)))
            keys.append([(one.case["id"], name, party, words.issue.id, words.option.id) for party in unit.holders])
    held = {(one.case["id"], p["doc"], p["party"], p["issue"], p["option"]) for p in one.case["gold"]["positions"]}
    return Rows(np.array(x).reshape(-1, len(FEATURES) + len(JUDGED)), np.array(y), keys, held)


def best_threshold(p: np.ndarray, keys: list[Any], gold: set[Any]) -> tuple[float, float, float, float]:
    """F1, precision, recall and the threshold: the highest of those about as good, for fewer false rows."""
    best: dict[Any, float] = {}
    for value, ks in zip(p, keys, strict=True):
        for k in ks:
            best[k] = max(best.get(k, 0.0), value)
    found = []
    for t in np.arange(0.1, 0.9, 0.02):
        said = {k for k, v in best.items() if v >= t}
        right = len(said & gold)
        if right:
            precision, recall = right / len(said), right / len(gold)
            found.append((2 * precision * recall / (precision + recall), precision, recall, float(t)))
    highest = max((f[0] for f in found), default=0.0)
    return max((f for f in found if f[0] >= highest - EQUAL), key=lambda f: f[3], default=(0.0, 0.0, 0.0, 0.0))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, nargs="+", metavar="CASES")
    ap.add_argument("--dossiers", type=Path)
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    every = [rows_of(w) for w in of_folders(args.cases)]
    # What the network says of cases that it was trained on is surer than what it says of others.
    cases = kept(every)
    data = [*cases, *(rows_of(w) for w in of_dossiers(args.dossiers))]

    def by_words(without: list[Rows]) -> np.ndarray:
        """Weights of words alone, with nothing for what the network says."""
        some = [d for d in every if not any(d is w for w in without)]
        x = np.concatenate([d.x[:, : len(FEATURES)] for d in some])
        return np.concatenate((fit(x, np.concatenate([d.y for d in some]), PENALTY), np.zeros(len(JUDGED))))

    def weighed(some: list[Rows], prior: np.ndarray) -> np.ndarray:
        return fit(np.concatenate([d.x for d in some]), np.concatenate([d.y for d in some]), TOGETHER, prior)

    found: list[np.ndarray] = [np.zeros(0)] * len(data)
    for k in range(5):
        own = [n for n in range(len(data)) if n % 5 == k]
        w = weighed([d for n, d in enumerate(data) if n not in own], by_words([data[n] for n in own]))
        for n in own:
            found[n] = chances(data[n].x, w)
    p, y = np.concatenate(found[: len(cases)]), np.concatenate([d.y for d in cases])
    keys, gold = [k for d in cases for k in d.keys], set().union(*(d.gold for d in cases))
    f1, precision, recall, threshold = best_threshold(p, keys, gold)
    print(f"{len(cases)} cases, {len(y)} pairs, {int(y.sum())} positive")
    print(f"out of fold: F1 {f1:.3f} precision {precision:.3f} recall {recall:.3f} at {threshold:.2f}")
    for low, n, _, true in tenths(p, y):
        print(f"  said {low:.1f}-{low + 0.1:.1f}: true {true:.2f} of {n}")
    prior = by_words([])
    w = weighed(data, prior)
    names = (*FEATURES, *JUDGED)
    result = {**{n: round(float(v), 4) for n, v in zip(names, w, strict=True)}, "threshold": round(threshold, 2)}
    print(json.dumps(result, indent=1))
    if args.write:
        alone = {n: round(float(v), 4) for n, v in zip(FEATURES, prior, strict=False)}
        (ROOT / "src/spadework/weights/matching.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        (ROOT / "src/spadework/weights/words.json").write_text(json.dumps(alone, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
