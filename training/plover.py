#!/usr/bin/env python3
"""Train the model of PLOVER's root codes: python training/plover.py PLV.tsv [--write]

PLV.tsv has the columns marked_sentence (source in <s>, target in <t>) and gold_root. Ridge regression to one column a
code, solved in its dual form; no randomness but the folds'. Prints macro-F1 of ten-fold cross-validation, and with
--write stores a fit on everything in src/spadework/weights/plover.npz, weights as int8.
"""

from __future__ import annotations

import argparse
import csv
import re
import zlib
from collections import Counter
from pathlib import Path

import numpy as np

from spadework.coding.roots import GRAMS, ROOTS, Place, features, row
from spadework.encoding import READER

ROOT = Path(__file__).resolve().parent.parent
SCALES = np.array([1.0, 1.5, 1.0], np.float32)  # how much states, n-grams of words, of letters weigh
PENALTY = 1.2
RARE = 0.4  # how much more a rare code counts
FOLDS, SEED = 10, 0

Features = tuple[np.ndarray, tuple[Counter[int], ...]]


def sentences(path: Path) -> list[tuple[str, Place | None, Place | None, str]]:
    """Sentence, places of source and target, code."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(*unmarked(r["marked_sentence"]), r["gold_root"]) for r in rows]


def unmarked(marked: str) -> tuple[str, Place | None, Place | None]:
    """The sentence without its marks, and where they stood."""
    text, begun, places = "", {}, {}
    for part in re.split(r"(</?[st]>)", marked):
        if re.fullmatch(r"<[st]>", part):
            begun[part[1]] = len(text)
        elif re.fullmatch(r"</[st]>", part) and part[2] in begun:
            places[part[2]] = (begun[part[2]], len(text))
        else:
            text += part
    return text, places.get("s"), places.get("t")


def folds(codes: list[str]) -> list[np.ndarray]:
    """Indices of the rows of each fold; each code is spread evenly."""
    order = np.random.default_rng(SEED).permutation(len(codes))
    order = sorted(order, key=lambda n: codes[n])
    return [np.array(order[k::FOLDS]) for k in range(FOLDS)]


def rarity(counts: list[tuple[Counter[int], ...]]) -> np.ndarray:
    """How telling each n-gram is (smoothed inverse document frequency); those seen once tell nothing."""
    out = np.zeros((2, GRAMS), np.float32)
    for kind in range(2):
        seen = Counter(place for c in counts for place in c[kind])
        for place, n in seen.items():
            if n > 1:
                out[kind, place] = np.log((1 + len(counts)) / (1 + n)) + 1
    return out


def fit(x: np.ndarray, codes: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Weights [features, 15] and bias; rare codes count for more."""
    y = np.array([[1.0 if c == r else -1.0 for r in ROOTS] for c in codes], np.float32)
    often = Counter(codes)
    trust = np.array([(len(codes) / len(often) / often[c]) ** RARE for c in codes], np.float32)
    mean, middle = x.mean(0), y.mean(0)
    centred = x - mean
    kernel = centred @ centred.T + PENALTY * np.diag(1 / trust)
    weights = centred.T @ np.linalg.solve(kernel, y - middle)
    return weights.astype(np.float32), (middle - mean @ weights).astype(np.float32)


def out_of_fold(read: list[Features], codes: list[str]) -> np.ndarray:
    """Scores [rows, 15] by models that have not seen the row."""
    scores = np.zeros((len(codes), len(ROOTS)), np.float32)
    for held in folds(codes):
        rest = np.setdiff1d(np.arange(len(codes)), held)
        telling = rarity([read[n][1] for n in rest])
        weights, bias = fit(np.stack([row(*read[n], telling, SCALES) for n in rest]), [codes[n] for n in rest])
        scores[held] = np.stack([row(*read[n], telling, SCALES) for n in held]) @ weights + bias
    return scores


def macro_f1(said: list[str], codes: list[str]) -> float:
    """The mean over the codes of F1."""
    each = []
    for code in sorted(set(codes)):
        right = sum(a == b == code for a, b in zip(said, codes, strict=True))
        each.append(2 * right / max(said.count(code) + codes.count(code), 1))
    return float(np.mean(each))


def sharpness(scores: np.ndarray, codes: list[str]) -> float:
    """The factor by which scores become the likeliest chances (softmax)."""
    gold = np.array([ROOTS.index(c) for c in codes])

    def likelihood(t: float) -> float:
        z = t * (scores - scores.max(1, keepdims=True))
        return float((z[np.arange(len(gold)), gold] - np.log(np.exp(z).sum(1))).mean())

    return max(np.arange(0.5, 12, 0.25), key=likelihood)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path, metavar="PLV.tsv")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    data = sentences(args.data)
    codes = [d[3] for d in data]
    read = [features(*d[:3]) for d in data]
    scores = out_of_fold(read, codes)
    said = [ROOTS[n] for n in scores.argmax(1)]
    right = np.mean([a == b for a, b in zip(said, codes, strict=True)])
    print(f"{len(codes)} sentences, {FOLDS} folds: macro-F1 {macro_f1(said, codes):.3f}, right {right:.3f}")
    if args.write:
        telling = rarity([counts for _, counts in read])
        weights, bias = fit(np.stack([row(*r, telling, SCALES) for r in read]), codes)
        steps = np.abs(weights).max(1, keepdims=True) / 127 + 1e-12
        np.savez_compressed(
            ROOT / "src/spadework/weights/plover.npz",
            weights=np.round(weights / steps).astype(np.int8),
            steps=steps.astype(np.float32),
            bias=bias,
            rarity=telling.astype(np.float16),
            scales=SCALES,
            network=np.uint32(zlib.crc32((READER / "reader.onnx").read_bytes())),
            sharpness=np.float32(sharpness(scores, codes)),
        )


if __name__ == "__main__":
    main()
