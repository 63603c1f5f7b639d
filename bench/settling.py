#!/usr/bin/env python3
"""The settlement engine, alone and beside NegMAS: python bench/settling.py [INPUTS] [--peer PYTHON] [--json]

INPUTS is a folder of scenarios p2_1e6.json and so on (party names, issues, weights, values, reserve). Without it they
are drawn here, as they were: gamma weights, uniform values scaled to 0 to 1, ten options an issue, reserve 0.4. --peer
is the Python of an environment with negmas 0.16. Each run is a process of its own; medians are told, and the peak
memory of the process. CPU seconds and ratios of them are what to read on a machine that others use too.
"""

from __future__ import annotations

import argparse
import bisect
import json
import math
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BESIDE = [(p, k) for k in (3, 4, 5, 6, 7) for p in (2, 3, 5)]
ALONE = [(2, 50), (3, 20), (5, 10), (10, 30)]
SLOW = 20.0
"""Seconds after which a case is run once only."""


def drawn(
    parties: int, issues: int, options: int = 10, reserve: float = 0.4, seed: int | None = None
) -> dict[str, Any]:
    rng = random.Random(1000 * parties + issues if seed is None else seed)
    weights, values = [], []
    for _ in range(parties):
        w = [rng.gammavariate(1, 1) for _ in range(issues)]
        weights.append([x / sum(w) for x in w])
        rows = []
        for _ in range(issues):
            v = [rng.random() for _ in range(options)]
            rows.append([(x - min(v)) / (max(v) - min(v)) for x in v])
        values.append(rows)
    return {
        "name": f"p{parties}_1e{issues}",
        "parties": [f"P{p}" for p in range(parties)],
        "issues": [{"name": f"i{j}", "options": [f"o{o}" for o in range(options)]} for j in range(issues)],
        "weights": weights,
        "values": values,
        "reserve": [reserve] * parties,
    }


def linked(seed: int) -> dict[str, Any]:
    """15 issues of 5 options, 4 parties, 20 constraints across issues."""
    case = drawn(4, 15, 5, seed=seed)
    rng = random.Random(seed)
    case["constraints"] = []
    for _ in range(20):
        a, b = rng.sample(range(15), 2)
        kind = rng.choice(["requires", "excludes"])
        case["constraints"].append([kind, [f"i{a}.o{rng.randrange(5)}", f"i{b}.o{rng.randrange(5)}"]])
    return case | {"name": f"linked_{seed}"}


def ours(case: dict[str, Any]) -> dict[str, Any]:
    from spadework.model import Constraint, ConstraintKind
    from spadework.settling import Scenario, settle

    rules = tuple(Constraint(kind=ConstraintKind(k), options=tuple(o)) for k, o in case.get("constraints", ()))
    scenario = Scenario.additive(
        case["parties"], case["issues"], case["values"], case["weights"], case["reserve"], constraints=rules
    )
    began, busy = time.perf_counter(), time.process_time()
    found = settle(scenario)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    solutions = {k: [list(d.utilities) for d in s.deals] for k, s in found.solutions.items()}
    gaps = {k: s.gap for k, s in found.solutions.items()}
    points = found.frontier.utilities.tolist() if len(found.frontier) < 20_000 else []
    return {
        "seconds": seconds,
        "cpu": busy,
        "frontier": len(found.frontier),
        "exact": found.exact,
        "gap": max(gaps.values()),
        "gaps": gaps,
        "solutions": solutions,
        "points": points,
    }


def negmas(case: dict[str, Any], mode: str) -> dict[str, Any]:
    """Run in the peer's Python, where spadework is not installed."""
    import numpy as np
    from negmas import LinearAdditiveUtilityFunction, make_issue, make_os
    from negmas.preferences import ops
    from negmas.preferences.value_fun import TableFun

    reserve = np.array(case["reserve"])
    if mode == "ready":
        columns = []
        for w, rows in zip(case["weights"], case["values"], strict=True):
            line = np.zeros(1)
            for x, v in zip(w, rows, strict=True):
                line = (line[:, None] + x * np.asarray(v)).ravel()
            columns.append(line)
        worth = np.stack(columns, axis=1)
        worth = worth[(worth >= reserve).all(axis=1)]
        began, busy = time.perf_counter(), time.process_time()
        points = worth[ops.pareto_frontier_numpy(worth)]
        seconds, busy = time.perf_counter() - began, time.process_time() - busy
        return {"seconds": seconds, "cpu": busy, "frontier": len(points), "points": points.tolist()}
    issues = [make_issue(x["options"], x["name"]) for x in case["issues"]]
    space = make_os(issues)
    ufuns = [
        LinearAdditiveUtilityFunction(
            values=[
                TableFun(dict(zip(x["options"], v, strict=True))) for x, v in zip(case["issues"], rows, strict=True)
            ],
            weights=w,
            outcome_space=space,
            reserved_value=r,
            name=p,
        )
        for p, rows, w, r in zip(case["parties"], case["values"], case["weights"], case["reserve"], strict=True)
    ]
    began, busy = time.perf_counter(), time.process_time()
    points, _ = ops.pareto_frontier(ufuns, issues=issues)
    found = {
        "nash": ops.nash_points(ufuns, points, outcome_space=space),
        "spread": ops.ks_points(ufuns, points, outcome_space=space),
        "kalai": ops.kalai_points(ufuns, points, outcome_space=space),
    }
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    named = {k: [list(map(float, x[0])) for x in v] for k, v in found.items()}
    kept = [list(map(float, x)) for x in points if (np.array(x) >= reserve - 1e-9).all()]
    return {"seconds": seconds, "cpu": busy, "frontier": len(kept), "points": kept, "solutions": named}


def fresh(python: str, file: Path, mode: str, runs: int) -> dict[str, Any]:
    """The median of several processes."""
    done: list[dict[str, Any]] = []
    for _ in range(runs):
        ran = subprocess.run([python, __file__, "--one", mode, str(file)], capture_output=True, text=True)
        if ran.returncode:
            return {"failed": (ran.stderr.strip().splitlines() or [""])[-1]}
        done.append(json.loads(ran.stdout.splitlines()[-1]))
        if done[0]["seconds"] > SLOW:
            break
    middle = statistics.median(x["seconds"] for x in done)
    busy = statistics.median(x["cpu"] for x in done)
    return done[0] | {
        "seconds": middle,
        "cpu": busy,
        "mib": statistics.median(x["mib"] for x in done),
        "runs": len(done),
    }


def same(a: list[list[float]], b: list[list[float]]) -> bool:
    """Equal as sets, to 1e-9."""

    def within(x: list[list[float]], y: list[list[float]]) -> bool:
        rows = sorted(y)
        firsts = [r[0] for r in rows]
        for p in x:
            low, high = bisect.bisect_left(firsts, p[0] - 1e-9), bisect.bisect_right(firsts, p[0] + 1e-9)
            if not any(max(abs(u - v) for u, v in zip(p, q, strict=True)) <= 1e-9 for q in rows[low:high]):
                return False
        return True

    return within(a, b) and within(b, a)


def agreement(
    case: dict[str, Any], mine: dict[str, Any], peer: dict[str, Any], ready: dict[str, Any]
) -> dict[str, bool]:
    out = {}
    for name, other in (("frontier", peer), ("frontier of the ready matrix", ready)):
        if "points" in other:
            out[name] = same(mine["points"], other["points"])
    if "solutions" in peer:
        theirs = peer["solutions"]
        for name, key in (("nash", "nash"), ("egalitarian", "kalai")):
            if theirs[key]:
                out[name] = same(mine["solutions"][name], theirs[key])
        if theirs["spread"]:
            # Its KS has the least spread of normalised gains, its ideal being the best of all packages, deals or
            # not: sought here on our frontier.
            reserve = case["reserve"]
            both = zip(case["weights"], case["values"], strict=True)
            ideal = [sum(w * max(v) for w, v in zip(ws, vs, strict=True)) for ws, vs in both]

            def spread(p: list[float]) -> float:
                shares = [(u - r) / (m - r) for u, r, m in zip(p, reserve, ideal, strict=True)]
                return max(shares) - min(shares)

            least = min(map(spread, mine["points"]))
            out["ks by its definition"] = any(
                abs(spread(p) - least) <= 1e-9 and any(same([p], [q]) for q in mine["points"]) for p in theirs["spread"]
            )
    return out


def fitted(rows: list[dict[str, Any]]) -> float | None:
    """The exponent b of CPU seconds = a * frontier ** b, by least squares on logarithms; None of too few points."""
    pairs = [
        (math.log(r["ours"]["frontier"]), math.log(r["ours"]["cpu"])) for r in rows if r["ours"]["frontier"] > 2000
    ]
    if len(pairs) < 3:
        return None
    mx, my = (statistics.mean(x[k] for x in pairs) for k in (0, 1))
    return sum((x - mx) * (y - my) for x, y in pairs) / sum((x - mx) ** 2 for x, _ in pairs)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("inputs", type=Path, nargs="?")
    ap.add_argument("--peer", help="the Python of an environment with negmas")
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--most", type=int, default=7, help="largest power of ten of outcomes beside the peer")
    ap.add_argument("--only", default="", help="cases whose name fits this regular expression")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--one", help=argparse.SUPPRESS)
    args = ap.parse_args()
    if args.one:
        case = json.loads(args.inputs.read_text(encoding="utf-8"))
        result = ours(case) if args.one == "ours" else negmas(case, args.one)
        result["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(result))
        return 0
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        cases = [(drawn(p, k), True) for p, k in BESIDE if k <= args.most]
        if args.inputs:
            cases = [(json.loads((args.inputs / f"{c['name']}.json").read_text("utf-8")), True) for c, _ in cases]
        cases += [(drawn(p, k), False) for p, k in ALONE]
        cases += [(drawn(3, k), False) for k in (12, 16)] + [(drawn(5, k, seed=k), False) for k in (8, 9, 11)]
        cases += [(linked(seed), False) for seed in range(3)]
        for case, beside in (c for c in cases if re.search(args.only, c[0]["name"])):
            file = Path(folder) / "case.json"
            file.write_text(json.dumps(case), encoding="utf-8")
            row: dict[str, Any] = {"case": case["name"], "ours": fresh(sys.executable, file, "ours", args.runs)}
            if args.peer and beside:
                row["peer"] = fresh(args.peer, file, "whole", args.runs)
                row["ready"] = fresh(args.peer, file, "ready", args.runs)
                row["agrees"] = agreement(case, row["ours"], row["peer"], row["ready"])
            for side in ("ours", "peer", "ready"):
                row.get(side, {}).pop("points", None)
            rows.append(row)
            print(row["case"], f"{row['ours'].get('seconds', math.nan):.3f} s", file=sys.stderr)
    exponents = {
        p: fitted([r for r in rows if r["case"].startswith(f"p{p}") and r["ours"].get("exact")]) for p in (3, 5)
    }
    if args.json:
        print(json.dumps({"rows": rows, "exponents": exponents}))
        return 0
    heads = "case, s, CPU s, MiB, frontier, exact, largest gap"
    heads += ", NegMAS s, CPU s, MiB, CPU ratio, ready matrix s, CPU s, MiB, CPU ratio, agrees"
    print("| " + heads.replace(", ", " | ") + " |")
    print("| --- |" + " --- |" * 15)
    for row in rows:
        mine, peer, ready = row["ours"], row.get("peer", {}), row.get("ready", {})
        if "seconds" not in mine:
            print(f"| {row['case']} | {mine['failed']} |")
            continue
        cells = [
            row["case"],
            f"{mine['seconds']:.3f}",
            f"{mine['cpu']:.3f}",
            f"{mine['mib']:.0f}",
            f"{mine['frontier']:,}",
        ]
        cells += ["yes" if mine["exact"] else "no", f"{mine['gap']:.2%}"]
        for other in (peer, ready):
            if "seconds" in other:
                ratio = other["cpu"] / mine["cpu"]
                cells += [f"{other['seconds']:.3f}", f"{other['cpu']:.3f}", f"{other['mib']:.0f}", f"{ratio:,.0f}"]
            else:
                cells += [other.get("failed", "")[:40], "", "", ""]
        bad = [k for k, v in row.get("agrees", {}).items() if not v]
        cells.append("" if "agrees" not in row else "all" if not bad else "not: " + ", ".join(bad))
        print("| " + " | ".join(cells) + " |")
    for p, power in exponents.items():
        if power is not None:
            print(f"\n{p} parties: CPU seconds grow as the frontier to the power {power:.2f}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
