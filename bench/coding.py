#!/usr/bin/env python3
"""How well what was said is coded, and how quickly.

    python bench/coding.py --plover PLV.tsv
    python bench/coding.py CASES... [--speed]

--plover trains and measures the model of PLOVER's root codes in ten folds, beside TF-IDF with logistic regression
(needs scikit-learn) in the same folds. CASES are folders of worked cases, of which the gold's statements are coded: of
the gold positions that are found, how often the stance is right, by kind; whether a confidence of 0.7 is right seven
times in ten (expected calibration error; Naeini and others, 2015). --speed reads the cases, codes and compares what was
read, and tells the processor time of each.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))
from logistic import calibration_error, tenths  # noqa: E402

from cases import agenda_of, documents_of, gold_statements  # noqa: E402
from spadework import reading  # noqa: E402
from spadework.coding.coder import code  # noqa: E402
from spadework.comparing.compare import compare  # noqa: E402
from spadework.model import Record  # noqa: E402


def plover(path: Path) -> None:
    """Macro-F1 of the model and of the plain one, each row judged by models that have not seen it."""
    import plover as training
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    from spadework.coding.roots import ROOTS, features

    data = training.sentences(path)
    codes = [d[3] for d in data]
    scores = training.out_of_fold([features(*d[:3]) for d in data], codes)
    said = {"spadework": [ROOTS[n] for n in scores.argmax(1)]}
    plain = np.empty(len(codes), object)
    for held in training.folds(codes):
        rest = np.setdiff1d(np.arange(len(codes)), held)
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        model = LogisticRegression(C=10, max_iter=300)
        model.fit(words.fit_transform([data[n][0] for n in rest]), [codes[n] for n in rest])
        plain[held] = model.predict(words.transform([data[n][0] for n in held]))
    said["TF-IDF, logistic regression"] = list(plain)
    print("| model | macro-F1 | right |\n| --- | --- | --- |")
    for name, answers in said.items():
        right = np.mean([a == b for a, b in zip(answers, codes, strict=True)])
        print(f"| {name} | {training.macro_f1(answers, codes):.3f} | {right:.3f} |")


def positions(folders: list[Path]) -> None:
    """Stances by kind, and calibration."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    seen: list[tuple[float, bool]] = []
    for path in _cases(folders):
        case = json.loads(path.read_text(encoding="utf-8"))
        documents = documents_of(case)
        names = {d.id: n for n, d in documents.items()}
        coding = code(gold_statements(case, documents), _ordered(documents), agenda_of(case))
        said: dict[tuple[str, ...], set[str]] = {}
        for p in coding.positions:
            said.setdefault((names[p.evidence.document], p.party, p.issue, p.option), set()).add(p.stance.value)
        gold = {(p["doc"], p["party"], p["issue"], p["option"]): p["stance"] for p in case["gold"]["positions"]}
        for key, stance in gold.items():
            if key in said:
                found[stance] += 1
                right[stance] += stance in said[key]
        seen += [
            (p.confidence, gold.get((names[p.evidence.document], p.party, p.issue, p.option)) == p.stance.value)
            for p in coding.positions
        ]
    print("| stance | right | of those found |\n| --- | --- | --- |")
    for stance in sorted(found):
        print(f"| {stance} | {right[stance] / found[stance]:.2f} | {found[stance]} |")
    print(f"| all | {right.total() / max(found.total(), 1):.2f} | {found.total()} |\n")
    said_, true = np.array([s for s, _ in seen]), np.array([float(r) for _, r in seen])
    print(f"{len(seen)} positions, expected calibration error {calibration_error(said_, true):.3f}\n")
    print("| from | said | right | of |\n| --- | --- | --- | --- |")
    for low, n, mean, share in tenths(said_, true):
        print(f"| {low:.1f} | {mean:.2f} | {share:.2f} | {n} |")


def speed(folders: list[Path]) -> None:
    """Processor seconds of reading, and of coding and comparing what was read."""
    took = {"reading": 0.0, "coding": 0.0, "comparing": 0.0}
    texts = words = 0
    for path in _cases(folders):
        case = json.loads(path.read_text(encoding="utf-8"))
        documents, agenda = _ordered(documents_of(case)), agenda_of(case)
        if not texts:
            reading.read(documents[0], agenda)  # loads the network
        texts, words = texts + len(documents), words + sum(len(d.text.split()) for d in documents)
        begun = time.process_time()
        statements = [s for d in documents for s in reading.read(d, agenda)]
        read = time.process_time()
        coding = code(statements, documents, agenda)
        coded = time.process_time()
        compare(Record(agenda=agenda, documents=tuple(documents), statements=tuple(statements), coding=coding))
        took["reading"] += read - begun
        took["coding"] += coded - read
        took["comparing"] += time.process_time() - coded
    print(f"{texts} documents, {words:,} words. Processor seconds:")
    for name, seconds in took.items():
        print(f"| {name} | {seconds:.2f} | {seconds / took['reading']:.2f} of reading |")


def _cases(folders: list[Path]) -> list[Path]:
    return sorted(p for folder in folders for p in folder.glob("*.json"))


def _ordered(documents: dict) -> list:
    return sorted(documents.values(), key=lambda d: d.published)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, nargs="*", metavar="CASES")
    ap.add_argument("--plover", type=Path, metavar="PLV.tsv")
    ap.add_argument("--speed", action="store_true")
    args = ap.parse_args()
    if args.plover:
        plover(args.plover)
    elif not _cases(args.cases):
        print("no case files there", file=sys.stderr)
        return 2
    elif args.speed:
        speed(args.cases)
    else:
        positions(args.cases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
