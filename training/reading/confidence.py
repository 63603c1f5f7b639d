#!/usr/bin/env python3
"""Weigh what the two readers say: python training/reading/confidence.py CASES... [--reader FOLDER] [--write]

CASES are folders of worked cases that neither the network was trained on nor the rules were written with: else both
look surer than they are. Logistic regression with an L2 penalty by Newton's method; five-fold cross-validation over
cases. Prints F1 by threshold, and how often each confidence is right; --write stores the weights of a fit on all cases,
and the lowest threshold that is within 0.005 of the best F1 out of fold, in src/spadework/weights/reading.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from corpora import Article, cases

from spadework.reading.combining import Candidate, candidates, trimmed
from spadework.reading.confidence import FEATURES, features
from spadework.reading.tagger import SHIPPED, Tagger

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from logistic import calibration_error, chances, fit, tenths

PENALTY = 1.0
TARGET = Path(__file__).resolve().parents[2] / "src/spadework/weights/reading.json"


def judged(article: Article, tagger: Tagger) -> tuple[list[Candidate], list[bool], int]:
    """The candidates of a text, whether each is right (half of the characters are a gold one's), and the gold's number.

    Of several that fit one gold attribution only the closest is right.
    """
    every = next(candidates([article.text], tagger))
    gold = [{n for p in a.content if (t := trimmed(article.text, *p)) for n in range(*t)} for a in article.attributions]
    pairs = []
    for i, one in enumerate(every):
        mine = {n for p in one.content for n in range(*p)}
        pairs += [
            (len(mine & g) / len(mine | g), i, j) for j, g in enumerate(gold) if len(mine & g) * 2 >= len(mine | g)
        ]
    right, taken = [False] * len(every), set()
    for _, i, j in sorted(pairs, reverse=True):
        if not right[i] and j not in taken:
            right[i] = True
            taken.add(j)
    return every, right, len(gold)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, nargs="+")
    ap.add_argument("--reader", type=Path, default=SHIPPED)
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    tagger = Tagger(args.reader)
    articles = [a for folder in args.cases for a in cases(folder)]
    names = sorted({a.name.split("/")[0] for a in articles})
    seen = [judged(a, tagger) for a in articles]
    fold = np.array([names.index(a.name.split("/")[0]) % 5 for a, s in zip(articles, seen, strict=True) for _ in s[0]])
    x = np.array([features(one) for every, *_ in seen for one in every])
    y = np.array([r for _, right, _ in seen for r in right], float)
    gold = sum(n for *_, n in seen)
    p = np.zeros(len(y))
    for k in range(5):
        p[fold == k] = chances(x[fold == k], fit(x[fold != k], y[fold != k], PENALTY))
    print(
        f"{len(names)} cases, {gold} statements, {len(y)} candidates, {int(y.sum())} right: recall {y.sum() / gold:.3f}"
    )
    tried = {}
    for t in np.arange(0.2, 0.7, 0.05):
        right, said = y[p >= t].sum(), (p >= t).sum()
        f1 = 2 * right / (said + gold)
        tried[round(float(t), 2)] = f1
        print(f"  from {t:.2f}: F1 {f1:.3f} precision {right / said:.3f} recall {right / gold:.3f}")
    for low, n, _, true in tenths(p, y):
        print(f"  said {low:.1f}-{low + 0.1:.1f}: right {true:.2f} of {n}")
    print(f"expected calibration error out of fold {calibration_error(p, y):.3f}")
    # Many thresholds are as good as each other: the lowest of them, for a doubtful statement says that it is doubtful.
    keep = min(t for t, f1 in tried.items() if f1 > max(tried.values()) - 0.005)
    w = fit(x, y, PENALTY)
    told = {name: round(float(v), 3) for name, v in zip(FEATURES, w, strict=True)} | {"keep": keep}
    print(json.dumps(told))
    if args.write:
        TARGET.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
