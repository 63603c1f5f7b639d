"""Many who read at the same time, each looking at one page after the other without a pause."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from desk_asking import Asking, high, middle
from desk_pages import Reader


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The port of a desk that runs in a process of its own, as people start it."""
    run = "from spadework.cli import main; main()"
    command = [sys.executable, "-c", run, "serve", "--dossier", str(folder), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        told = ""
        while not (port := re.search(r"http://127\.0\.0\.1:(\d+)/", told)):
            line = process.stdout.readline()
            if not line:
                raise SystemExit(f"the desk does not start: {told}")
            told += line
        yield int(port.group(1))
    finally:
        process.terminate()
        process.wait(30)


def readers(folder: Path, count: int, seconds: float) -> dict[str, Any]:
    """Pages a second, what each took, and every answer that was none."""
    wrong: Counter[str] = Counter()
    took: list[float] = []
    with served(folder) as port:
        asking = Asking(port)
        those = [Reader(asking, seed) for seed in range(count)]
        until = time.monotonic() + seconds

        def read(reader: Reader) -> None:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            cookie = ""
            while True:
                for name, (page, _) in reader.addresses().items():
                    if time.monotonic() > until:
                        return
                    began = time.perf_counter()
                    try:
                        connection.request("GET", page, headers={"cookie": cookie} if cookie else {})
                        answer = connection.getresponse()
                        answer.read()
                    except (OSError, HTTPException) as e:
                        wrong[f"{name}: {type(e).__name__}"] += 1
                        connection.close()
                        continue
                    cookie = (answer.getheader("set-cookie") or "").partition(";")[0] or cookie
                    if answer.status != 200:
                        wrong[f"{name}: {answer.status}"] += 1
                    took.append(1000 * (time.perf_counter() - began))

        threads = [threading.Thread(target=read, args=(reader,)) for reader in those]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        lasted = time.monotonic() - began
    return {
        "readers": count,
        "seconds": round(lasted, 1),
        "pages": len(took),
        "a second": round(len(took) / lasted, 1),
        "ms": {"median": middle(took), "p95": high(took), "most": round(max(took), 1)},
        "errors": dict(wrong),
    }


def shown(found: dict[str, Any]) -> Iterator[str]:
    """The same in words."""
    yield f"{found['readers']} readers, {found['seconds']} s: {found['pages']} pages, {found['a second']} a second"
    yield "   ".join(f"{what} {ms} ms" for what, ms in found["ms"].items())
    yield f"errors: {found['errors'] or 'none'}"
