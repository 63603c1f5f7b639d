"""A desk that runs in this process, and somebody who asks it over HTTP."""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from settling import drawn

Took = tuple[float, float]
"""Milliseconds until the answer, and those of the processor in them; the desk runs in this process."""

PARTIES, ISSUES, OPTIONS = 4, 8, 5


class Asking:
    """A connection to a desk that is kept open, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = HTTPConnection("127.0.0.1", port)
        self._cookie = ""
        self._token = json.loads(self.get("/api/session")[1])["token"]

    def get(self, path: str) -> tuple[Took, bytes]:
        return self._ask("GET", path, None)

    def post(self, path: str, body: Any) -> tuple[Took, bytes]:
        return self._ask("POST", path, json.dumps(body))

    def told(self, path: str) -> Any:
        """What the API tells there."""
        return json.loads(self.get(path)[1])

    def _ask(self, method: str, path: str, body: str | None) -> tuple[Took, bytes]:
        headers = {"content-type": "application/json"}
        if self._cookie:
            headers |= {"cookie": self._cookie, "x-csrf-token": self._token}
        began, busy = time.perf_counter(), time.process_time()
        self._connection.request(method, path, body, headers)
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


def middle(took: Sequence[float]) -> float:
    """The median."""
    return round(statistics.median(took), 1)


def high(took: Sequence[float]) -> float:
    """The 95th percentile."""
    return round(sorted(took)[max(0, round(0.95 * len(took)) - 1)], 1)
