"""Slider moves on the settlement page."""

from __future__ import annotations

import json
import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from desk_asking import ISSUES, OPTIONS, PARTIES, Took, desk, high, middle, scenario

SEEDS = 5


def settle(moves: int) -> dict[str, Any]:
    """What a move takes. Scenarios of 8 issues with 5 options each for 4 parties (390,625 packages), drawn as in
    settling.py, with uncertain values; each move sets one weight and one reserve anew, so that nothing was settled
    before."""
    from spadework import Dossier

    rng = random.Random(8)
    took: dict[str, list[Took]] = {"api": [], "page": [], "chances": []}
    sizes: list[int] = []
    with tempfile.TemporaryDirectory() as folder, Dossier.create(Path(folder) / "dossier") as dossier:
        for seed in range(1, SEEDS + 1):
            dossier.ledger.keep_scenario(f"s{seed}", scenario(seed), by="bench")
        with desk(dossier) as asking:
            for n in range(moves):
                for way in ("api", "page"):
                    name = f"s{n % SEEDS + 1}"
                    query = {
                        f"w{rng.randrange(PARTIES)}.{rng.randrange(ISSUES)}": f"{rng.uniform(0.02, 0.6):.3f}",
                        f"r{rng.randrange(PARTIES)}": f"{rng.uniform(0.1, 0.5):.3f}",
                    }
                    if way == "api":
                        ms, told = asking.post("/api/settle", {"name": name, "query": urlencode(query)})
                        sizes.append(json.loads(told)["efficient"])
                        took["api"].append(ms)
                    else:
                        address = urlencode({"scenario": name} | query)
                        took["page"].append(asking.get(f"/settlement/answer?{address}")[0])
                        took["chances"].append(asking.get(f"/settlement/prospects?{address}")[0])
    return {
        "moves": moves,
        "packages": OPTIONS**ISSUES,
        "efficient deals": [min(sizes), round(statistics.median(sizes)), max(sizes)],
        "ms": {way: summed(v) for way, v in took.items()},
    }


def summed(took: list[Took]) -> dict[str, float]:
    wall, busy = [t[0] for t in took], [t[1] for t in took]
    return {"median": middle(wall), "p95": high(wall), "cpu": middle(busy)}


def shown(found: dict[str, Any]) -> Iterator[str]:
    """The same in words."""
    least, usual, most = found["efficient deals"]
    deals = f"{least} to {most} efficient deals (median {usual})"
    yield f"{found['moves']} moves, {found['packages']:,} packages, {deals}"
    for way, ms in found["ms"].items():
        yield f"{way:8} median {ms['median']:7.1f} ms   p95 {ms['p95']:7.1f} ms   processor {ms['cpu']:7.1f} ms"
