"""How long 1,000 draws of the uncertain numbers take: 6 issues of 5 options, 4 parties.

    python bench/robustness.py            five fresh processes, medians
    python bench/robustness.py --one      one, in this process, as a line of JSON

Every value, weight and reserve is uncertain (148 numbers), and all 15,625 packages are gone through in each draw. The
scenario is settled first; that is timed apart.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace

from spadework.model import Preference, Scenario, Value

ISSUES, OPTIONS, PARTIES, DRAWS = 6, 5, 4, 1000


def scenario() -> Scenario:
    """Random additive preferences as `bench/settling.py` has them, each number with ends around it."""
    rng = random.Random(4006)
    issues = [{"name": f"i{i}", "options": [f"o{o}" for o in range(OPTIONS)]} for i in range(ISSUES)]
    weights, values = [], []
    for _ in range(PARTIES):
        drawn = [rng.gammavariate(1, 1) for _ in range(ISSUES)]
        weights.append([w / sum(drawn) for w in drawn])
        values.append([[rng.random() for _ in range(OPTIONS)] for _ in range(ISSUES)])
    made = Scenario.additive([f"P{p}" for p in range(PARTIES)], issues, values, weights, [0.45] * PARTIES)
    return replace(made, preferences=tuple(map(_uncertain, made.preferences)))


def _uncertain(p: Preference) -> Preference:
    return replace(
        p,
        values={k: _around(v, 0.15) for k, v in p.values.items()},
        weights={k: _around(w, 0.3 * w.likely) for k, w in p.weights.items()},
        reserve=_around(p.reserve, 0.1) if p.reserve else None,
    )


def _around(value: Value, by: float) -> Value:
    return Value(low=value.likely - by, likely=value.likely, high=value.likely + by)


def one() -> dict[str, float]:
    """Settle, then draw; seconds each, and the peak of memory in MiB."""
    from spadework.settling import robustness, settle

    s = scenario()
    start = time.perf_counter()
    settlement = settle(s)
    settled = time.perf_counter()
    made = robustness(s, settlement, draws=DRAWS)
    done = time.perf_counter()
    return {
        "settle": settled - start,
        "draws": done - settled,
        "packages": len(made.prospects),
        "deal": made.deal[0],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--one", action="store_true", help="one run in this process, as JSON")
    if parser.parse_args().one:
        print(json.dumps(one()))
        return
    runs = [
        json.loads(subprocess.run([sys.executable, __file__, "--one"], capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    middle = {k: statistics.median(r[k] for r in runs) for k in runs[0]}
    print(f"settled in {middle['settle']:.2f} s; {DRAWS:,} draws in {middle['draws']:.2f} s (five fresh processes:")
    times = ", ".join(f"{r['draws']:.2f}" for r in runs)
    print(f"{times}); {middle['packages']:.0f} packages looked at,")
    print(f"any deal in {middle['deal']:.1%} of the draws; peak {middle['peak']:.0f} MiB")


if __name__ == "__main__":
    main()
