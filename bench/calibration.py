#!/usr/bin/env python3
"""Is a confidence of 0.7 right seven times in ten? python bench/calibration.py DIR

Reads the worked cases of DIR and compares the confidence of statements and positions with how often they are right: a
statement when half of its characters are a gold statement's (Jaccard), a position when document, party, issue, option
and stance are the gold's. Prints a table for each and the expected calibration error over ten bins (Naeini et al.,
AAAI 2015).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from cases import agenda_of, documents_of, pieces
from spadework import Dossier

Seen = list[tuple[float, bool]]


def judge(path: Path) -> tuple[Seen, Seen]:
    """Confidence and rightness of each statement and each position that is read from a case."""
    case = json.loads(path.read_text(encoding="utf-8"))
    documents = documents_of(case)
    names = {d.id: name for name, d in documents.items()}
    dossier = Dossier(agenda_of(case))
    for document in documents.values():
        dossier.add(document)
    record = dossier.record()
    gold: dict[str, list[set[int]]] = {}
    for g in case["gold"]["statements"]:
        content = pieces(documents[g["doc"]], g["content"])
        gold.setdefault(g["doc"], []).append({n for piece in content for n in range(piece.start, piece.end)})
    statements = []
    for s in record.statements:
        mine = {n for piece in s.content for n in range(piece.start, piece.end)}
        theirs = gold.get(names[s.document], [])
        statements.append((s.confidence, any(len(mine & t) >= 0.5 * len(mine | t) for t in theirs)))
    held = {(p["doc"], p["party"], p["issue"], p["option"], p["stance"]) for p in case["gold"]["positions"]}
    positions = [
        (p.confidence, (names[p.evidence.document], p.party, p.issue, p.option, p.stance.value) in held)
        for p in record.coding.positions
    ]
    return statements, positions


def table(name: str, seen: Seen) -> str:
    """The bins as Markdown, with the expected calibration error."""
    rows, error = [], 0.0
    for n in range(10):
        inside = [(c, r) for c, r in seen if n <= c * 10 < n + 1 or (n == 9 and c == 1)]
        if inside:
            said, right = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            error += abs(said - right) * len(inside) / len(seen)
            rows.append(f"| {n / 10:.1f} to {(n + 1) / 10:.1f} | {said:.2f} | {right:.2f} | {len(inside)} |")
    head = f"{name}: {len(seen)}, expected calibration error {error:.3f}"
    return "\n".join([head, "", "| bin | said | right | of |", "| --- | --- | --- | --- |", *rows])


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("cases", type=Path, metavar="DIR")
    paths = sorted(ap.parse_args().cases.glob("*.json"))
    if not paths:
        print("no case files there", file=sys.stderr)
        return 2
    judged = [judge(p) for p in paths]
    print(table("statements", [x for s, _ in judged for x in s]), end="\n\n")
    print(table("positions", [x for _, p in judged for x in p]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
