#!/usr/bin/env python3
"""How fast the desk answers, asked over HTTP on this machine: python bench/desk.py settle [--moves 50] [--json]

settle: slider moves on the settlement page. Scenarios of 8 issues with 5 options each for 4 parties (390,625 packages),
drawn as in bench/settling.py, with uncertain values; each move sets one weight and one reserve anew, so that nothing
was settled before. Told are the median and the 95th percentile of what the API and the page's own part take, in ms, and
of the chances that follow; and of the processor time in it, which is what to read on a machine that others use too.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent))

from settling import drawn

Took = tuple[float, float]
"""Milliseconds until the answer, and those of the processor in them; the desk runs in this process."""

PARTIES, ISSUES, OPTIONS, SEEDS = 4, 8, 5, 5


class Asking:
    """A connection to a desk that is kept open, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port)
        self._token = ""
        page = self.get("/settlement")[1].decode()
        self._token = page.partition('name="csrf-token" content="')[2].partition('"')[0]

    def get(self, path: str) -> tuple[Took, bytes]:
        return self._ask("GET", path, None)

    def post(self, path: str, body: Any) -> tuple[Took, bytes]:
        return self._ask("POST", path, json.dumps(body))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[Took, bytes]:
        headers = {"content-type": "application/json", "x-csrf-token": self._token}
        cookie = getattr(self, "_cookie", "")
        began, busy = time.perf_counter(), time.process_time()
        self._connection.request(method, path, body, headers | ({"cookie": cookie} if cookie else {}))
        answer = self._connection.getresponse()
        told = answer.read()
        took = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - busy)
        if given := answer.getheader("set-cookie"):
            self._cookie = given.partition(";")[0]
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {answer.status} {told[:300]!r}")
        return took, told


@contextmanager
def desk(dossier: Any) -> Iterator[Asking]:
    """A desk that serves this dossier on a free port."""
    import uvicorn

    from spadework.desk import Settings, make_app

    config = uvicorn.Config(make_app(dossier, Settings(by="bench")), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Asking(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)


def scenario(seed: int) -> Any:
    """One of the drawn scenarios, each value known to a tenth."""
    from spadework.model import Value
    from spadework.settling import Scenario

    case = drawn(PARTIES, ISSUES, OPTIONS, seed=seed)
    made = Scenario.additive(
        case["parties"], case["issues"], case["values"], case["weights"], case["reserve"], name=case["name"]
    )

    def unsure(v: Value) -> Value:
        return Value(low=max(0.0, v.likely - 0.05), likely=v.likely, high=min(1.0, v.likely + 0.05))

    unsured = tuple(replace(p, values={k: unsure(v) for k, v in p.values.items()}) for p in made.preferences)
    return replace(made, preferences=unsured)


def settle(moves: int) -> dict[str, Any]:
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
        "ms": {way: {"median": middle(0, v), "p95": high(0, v), "cpu": middle(1, v)} for way, v in took.items()},
    }


def middle(part: int, took: list[Took]) -> float:
    """The median."""
    return round(statistics.median(t[part] for t in took), 1)


def high(part: int, took: list[Took]) -> float:
    """The 95th percentile."""
    return round(sorted(t[part] for t in took)[max(0, round(0.95 * len(took)) - 1)], 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    part = parts.add_parser("settle", help="slider moves on the settlement page")
    part.add_argument("--moves", type=int, default=50)
    part.add_argument("--json", action="store_true")
    told = parser.parse_args()
    measure: Callable[[int], dict[str, Any]] = settle
    found = measure(told.moves)
    if told.json:
        print(json.dumps(found, indent=1))
        return
    least, usual, most = found["efficient deals"]
    deals = f"{least} to {most} efficient deals (median {usual})"
    print(f"{found['moves']} moves, {found['packages']:,} packages, {deals}")
    for way, ms in found["ms"].items():
        print(f"{way:8} median {ms['median']:7.1f} ms   p95 {ms['p95']:7.1f} ms   processor {ms['cpu']:7.1f} ms")


if __name__ == "__main__":
    main()
