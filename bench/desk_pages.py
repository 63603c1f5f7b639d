"""What people ask a desk for, with ever other parameters, and how long each page takes."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from desk_asking import Asking, Took, desk, high, middle, scenario

SCENARIO = "bench"
FIRST = {
    "table": "/", "ledger": "/ledger", "findings": "/findings", "timeline": "/timeline", "conditions": "/conditions",
    "commitments": "/commitments", "settlement": "/settlement", "actors": "/actors", "documents": "/documents",
    "import": "/import", "export": "/export", "brief": "/brief",
}  # fmt: skip
"""The pages as they are opened from the navigation."""


class Reader:
    """Somebody who looks at one thing after the other: addresses that are hardly ever the same."""

    def __init__(self, asking: Asking, seed: int = 1) -> None:
        self._asking, self._pick = asking, random.Random(seed)
        table = asking.told("/api/table")
        self._first, self._last = (date.fromisoformat(table[end]) for end in ("first", "last"))
        self._parties = [p["id"] for p in table["parties"]]
        self._places = [
            (c["party"], i["id"], o["id"])
            for i in table["issues"]
            for o in i["options"]
            for c in o["cells"]
            if c["held"]
        ]
        listed = asking.told("/api/documents?limit=100")["documents"]
        self._documents = [d["document"]["id"] for d in listed]
        said = asking.told("/api/statements?limit=100")["statements"]
        self.statements = [s["id"] for s in said]
        self._words = sorted({w for s in said for w in re.findall(r"\w{4,}", "".join(q["text"] for q in s["quote"]))})
        while (actors := asking.told("/api/actors"))["counting"]:
            time.sleep(0.5)
        self._speakers = [a["name"] for camp in actors["camps"] for a in camp["actors"]]

    def _day(self) -> str:
        return str(self._first + timedelta(days=self._pick.randrange((self._last - self._first).days + 1)))

    def _some(self, **choices: Callable[[], Any]) -> str:
        """Each parameter in every other address."""
        return "?" + urlencode({k: make() for k, make in choices.items() if self._pick.random() < 0.5})

    def _party(self) -> str:
        return self._pick.choice(self._parties)

    def _sought(self) -> str:
        return self._some(
            words=lambda: self._pick.choice(self._words),
            party=self._party,
            issue=lambda: self._pick.choice(self._places)[1],
            said_from=self._day,
            status=lambda: "proposed",
        )

    def addresses(self) -> dict[str, tuple[str, str]]:
        """By what it is called: an address of every page, and that of the API which gives the same."""
        pick = self._pick
        as_of = self._some(as_of=self._day)
        party, issue, option = pick.choice(self._places)
        cell = "?" + urlencode({"party": party, "issue": issue, "option": option})
        cell += self._some(as_of=self._day).replace("?", "&")
        sought, documents = self._sought(), self._sought()
        some = self._some(party=self._party, kind=lambda: "shift", page=lambda: pick.randrange(1, 20))
        begin = self._first + timedelta(days=pick.randrange((self._last - self._first).days))
        span = "?" + urlencode({"from": begin, "to": begin + timedelta(days=pick.choice([7, 30, 365]))})
        wanted = self._some(party=self._party, page=lambda: pick.randrange(1, 10))
        due = self._some(party=self._party, due=lambda: pick.choice(["overdue", "soon", "kept"]), as_of=self._day)
        name = "?" + urlencode({"name": pick.choice(self._speakers)})
        document, statement = pick.choice(self._documents), pick.choice(self.statements)
        return {
            "table": (f"/{as_of}", f"/api/table{as_of}"),
            "cell": (f"/cell{cell}", f"/api/table/cell{cell}"),
            "ledger": (f"/ledger{sought}", f"/api/statements{sought}"),
            "row": (f"/ledger?row={statement}", f"/api/rows/{statement}"),
            "findings": (f"/findings{some}", f"/api/findings{some}"),
            "timeline": (f"/timeline{span}", f"/api/timeline{span}"),
            "conditions": (f"/conditions{wanted}", f"/api/conditions{wanted}"),
            "commitments": (f"/commitments{due}", f"/api/commitments{due}"),
            "settlement": (f"/settlement?scenario={SCENARIO}", f"/api/scenarios/{SCENARIO}"),
            "actors": (f"/actors{wanted}", f"/api/actors{wanted}"),
            "actor": (f"/actors/one{name}", f"/api/actors/one{name}"),
            "documents": (f"/documents{documents}", f"/api/documents{documents}"),
            "document": (f"/documents/{document}", f"/api/documents/{document}"),
            "import": ("/import", "/api/jobs"),
            "export": ("/export", "/api/export/choices"),
            "brief": ("/brief", "/api/brief/choices"),
        }

    def decided(self) -> Iterator[str]:
        """Rows of all kinds that somebody may decide about, one kind after the other."""
        asking = self._asking
        said = asking.told("/api/statements?limit=50&issue=" + self._places[0][1])["statements"]
        kinds = [
            [s["id"] for s in said],
            [p["id"] for s in said for p in s["positions"]],
            [f["id"] for f in asking.told("/api/findings")["findings"]],
            *([c["words"]["row"] for c in asking.told(f"/api/{what}")[what]] for what in ("conditions", "commitments")),
        ]
        for rows in cycle(kinds):
            yield rows.pop()


def pages(folder: Path, requests: int, changes: int) -> dict[str, Any]:
    """How long each page takes, and its API: the first time, ever after, and right after a change.

    What is changed is undone at the end; a scenario is kept in the dossier if there is none.
    """
    from spadework import Dossier

    took: dict[str, dict[str, list[Took]]] = {}
    sizes: dict[str, list[int]] = {}
    slowest: dict[str, tuple[Took, str]] = {}

    def ask(name: str, path: str, sort: str) -> None:
        ms, told = asking.get(path)
        took.setdefault(name, {}).setdefault(sort, []).append(ms)
        if sort == "page":
            slowest[name] = max(slowest.get(name, ((0.0, 0.0), "")), (ms, path))
            sizes.setdefault(name, []).append(len(told))

    with Dossier.open(folder) as dossier:
        if SCENARIO not in {kept.name for kept in dossier.ledger.scenarios()}:
            dossier.ledger.keep_scenario(SCENARIO, scenario(1), by="bench")
        with desk(dossier) as asking:
            for name, path in FIRST.items():
                ask(name, path, "first")
            reader = Reader(asking)
            for _ in range(requests):
                for name, (page, api) in reader.addresses().items():
                    ask(name, page, "page")
                    ask(name, api, "api")
            rows, made = reader.decided(), 0
            for n in range(changes):
                for name in FIRST:
                    id = next(rows)
                    revision = asking.told(f"/api/rows/{id}")["revision"]
                    before = dossier.ledger.last_revision
                    asking.post(f"/api/rows/{id}/{('accept', 'reject')[n % 2]}", {"seen": revision})
                    made += dossier.ledger.last_revision > before
                    ask(name, FIRST[name] if name != "settlement" else reader.addresses()[name][0], "changed")
            for _ in range(made):
                asking.post("/api/undo", {})
        counted = dossier.ledger.counts()["statement"]
    return {
        "statements": counted,
        "requests": requests,
        "pages": {
            name: {sort: summed(times) for sort, times in by_sort.items()}
            | {"kB": round(middle(sizes[name]) / 1000), "slowest": slowest[name][1]}
            for name, by_sort in took.items()
        },
    }


def summed(took: Sequence[Took]) -> dict[str, float]:
    """Milliseconds that half of the requests, and 19 of 20, took at most; wall and processor."""
    wall, busy = [t[0] for t in took], [t[1] for t in took]
    return {"p50": middle(wall), "p95": high(wall), "cpu50": middle(busy), "cpu95": high(busy)}


def shown(found: dict[str, Any]) -> Iterator[str]:
    """The same as a table."""
    yield f"{found['statements']:,} statements, {found['requests']} requests a page; ms"
    columns = (("first", 8), ("p50", 8), ("p95", 8), ("cpu95", 8), ("API p95", 9), ("cpu95", 8), ("changed", 9))
    yield " " * 12 + "".join(f"{name:>{width}}" for name, width in (*columns, ("cpu95", 8), ("kB", 6)))
    for name, p in found["pages"].items():
        first, page, api, changed = (p.get(sort, {}) for sort in ("first", "page", "api", "changed"))
        told = (
            (first.get("p50"), 8), (page["p50"], 8), (page["p95"], 8), (page["cpu95"], 8), (api["p95"], 9),
            (api["cpu95"], 8), (changed.get("p95"), 9), (changed.get("cpu95"), 8), (p["kB"], 6),
        )  # fmt: skip
        yield f"{name:12}" + "".join(f"{value if value is not None else '':>{width}}" for value, width in told)
