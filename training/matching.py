#!/usr/bin/env python3
"""Train the matcher of clauses to options: python training/matching.py CASES... [--write]

CASES are the folders of worked cases that `training/reading/train.py` was given, in the same order. A clause of a gold
statement and an option make a positive when a gold position of the statement's party lies in the clause. Logistic
regression with an L2 penalty, by Newton's method: what the words say is weighed on all cases, and then, from there,
with what the network says on the cases that the judge was not trained on. Five-fold cross-validation over those, no
fold's cases being in either; the threshold that gives the best F1 over (document, party, issue, option) out of fold.
--write stores the weights in src/spadework/weights/matching.json, and those of words alone in words.json beside it.
"""

from __future__ import annotations

import argparse
import json
import operator
import sys
from pathlib import Path
from typing import Any

import numpy as np
from logistic import chances, fit, tenths

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))
from cases import agenda_of, documents_of, gold_statements  # noqa: E402
from spadework.coding.matching import FEATURES, JUDGED, Matcher  # noqa: E402
from spadework.coding.units import units  # noqa: E402

PENALTY = 5.0
KEPT = 1000.0  # penalty of words' weights where they are weighed with the network: they stay near what they were
EQUAL = 0.005  # F1 that is no difference

TOGETHER = np.array([KEPT] * len(FEATURES) + [PENALTY] * len(JUDGED))

Key = tuple[str, str, str, str]


def kept(cases: list[Any]) -> list[Any]:
    """Those that the judge was not trained on: every fourth of the folders together, in their order."""
    return cases[3::4]


def rows_of(path: Path) -> tuple[list[list[float]], list[int], list[tuple[Any, ...]], set[tuple[Any, ...]]]:
    """Features, labels and keys of all (clause, option) pairs of a case, and the keys of its gold."""
    case = json.loads(path.read_text(encoding="utf-8"))
    documents, agenda = documents_of(case), agenda_of(case)
    names = {d.id: n for n, d in documents.items()}
    by_id = {d.id: d for d in documents.values()}
    matcher = Matcher(agenda, documents.values())
    gold: dict[tuple[str, str, str, str], list[tuple[int, int]]] = {}
    for p in case["gold"]["positions"]:
        text = documents[p["doc"]].text
        at = text.find(p["quote"])
        gold.setdefault((p["doc"], p["party"], p["issue"], p["option"]), []).append((at, at + len(p["quote"])))
    x, y, keys = [], [], []
    for unit in units(gold_statements(case, documents), by_id, agenda):
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
        for words, row in zip(matcher.options, map(operator.add, rows, told), strict=True):
            hit = False
            for party in unit.holders:
                key = (names[unit.document.id], party, words.issue.id, words.option.id)
                for a, b in gold.get(key, ()):
                    shared = min(b, unit.end) - max(a, unit.start)
                    hit |= shared >= 0.5 * min(b - a, unit.end - unit.start)
            x.append(row)
            y.append(int(hit))
            keys.append(
                [(path.stem, names[unit.document.id], party, words.issue.id, words.option.id) for party in unit.holders]
            )
    return x, y, keys, {(path.stem, *k) for k in gold}


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
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    paths = [p for folder in args.cases for p in sorted(folder.glob("*.json"))]
    every = [rows_of(p) for p in paths]
    # What the network says of cases that it was trained on is surer than what it says of others.
    data = kept(every)
    folds = [(np.array(d[0]), np.array(d[1])) for d in data]
    gold = set().union(*(d[3] for d in data))

    def by_words(without: list[Any]) -> np.ndarray:
        """Weights of words alone, with nothing for what the network says."""
        some = [d for d in every if not any(d is w for w in without)]
        x = np.concatenate([np.array(d[0])[:, : len(FEATURES)] for d in some])
        return np.concatenate((fit(x, np.concatenate([d[1] for d in some]), PENALTY), np.zeros(len(JUDGED))))

    p = np.concatenate([np.zeros(len(f[1])) for f in folds])
    ends = np.cumsum([0, *(len(f[1]) for f in folds)])
    for k in range(5):
        train = [f for n, f in enumerate(folds) if n % 5 != k]
        prior = by_words([d for n, d in enumerate(data) if n % 5 == k])
        w = fit(np.concatenate([f[0] for f in train]), np.concatenate([f[1] for f in train]), TOGETHER, prior)
        for n, f in enumerate(folds):
            if n % 5 == k:
                p[ends[n] : ends[n + 1]] = chances(f[0], w)
    paths = kept(paths)
    prior = by_words([])
    keys = [k for d in data for k in d[2]]
    y = np.concatenate([f[1] for f in folds])
    f1, precision, recall, threshold = best_threshold(p, keys, gold)
    print(f"{len(paths)} cases, {len(y)} pairs, {int(y.sum())} positive")
    print(f"out of fold: F1 {f1:.3f} precision {precision:.3f} recall {recall:.3f} at {threshold:.2f}")
    for low, n, _, true in tenths(p, y):
        print(f"  said {low:.1f}-{low + 0.1:.1f}: true {true:.2f} of {n}")
    w = fit(np.concatenate([f[0] for f in folds]), y, TOGETHER, prior)
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
