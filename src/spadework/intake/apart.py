"""Reading in a process of its own, for kinds of which a small file can take all memory or never end.

A PDF of five kilobytes can unpack to gigabytes inside PDFium, where nothing here could stop it, and a fault there would
end the whole program; a feed of ten megabytes can keep its parser busy for minutes. So a child process reads, within
bounds that the system keeps, and hands back text. It is started when the first such file comes and kept for the next.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any

from spadework import errors
from spadework.errors import InputError, NotText, SpadeworkError, Unforeseen
from spadework.intake.clues import Clues
from spadework.intake.content import Content

SECONDS = 300.0
"""The most that one file may take, on a busy machine too. Five hundred full pages take ten seconds of one core."""
MEMORY = 2_000_000_000
"""The most bytes that the reading process may have, besides six times the file."""

_lock = threading.Lock()


class _Child:
    """The process, and the pipes to it."""

    def __init__(self) -> None:
        # -P: a module that lies among the documents must not be taken for one of Python's.
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "spadework.intake.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.parent = os.getpid()

    def ask(self, head: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer; None if the child has died over the question, or was ended because it took too long."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None and stdout is not None
        self.late = False
        timer = threading.Timer(seconds, self._end_late)
        timer.start()
        try:
            _put(stdin, json.dumps(head).encode())
            _put(stdin, data)
            answer = _got(stdout)
        except (OSError, ValueError):
            answer = None
        finally:
            timer.cancel()
        return None if answer is None else json.loads(answer)

    def _end_late(self) -> None:
        self.late = True
        self.process.kill()

    def end(self) -> None:
        if self.parent == os.getpid():
            self.process.kill()
            self.process.wait()


_child: _Child | None = None


def contents(module: str, data: bytes, where: str) -> list[Content]:
    """What `contents(data, where)` of this module of `spadework.intake` gives, read apart.

    Raises:
        SpadeworkError: as that raises; or `NotText` if the file takes more than `SECONDS` or `MEMORY`, or ends the
            process that reads it.
    """
    global _child
    with _lock:
        if _child is None or _child.parent != os.getpid() or _child.process.poll() is not None:
            _child = _Child()
            atexit.register(_child.end)
        child, answer = _child, None
        try:
            answer = child.ask({"module": module, "where": where, "memory": MEMORY + 6 * len(data)}, data, SECONDS)
        finally:
            if answer is None:  # nor may an answer that nobody waited for be taken for the next file's
                child.end()
                _child = None
    if answer is None:
        why = f"more than {SECONDS:g} seconds" if child.late else "too much memory, or breaks the reader"
        remedy = "Print it to a new PDF, or save it anew, and give that."
        raise NotText(f"reading it takes {why}", where=where, remedy=remedy)
    if "error" in answer:
        kind = getattr(errors, answer["error"], InputError)
        raise kind(answer["what"], where=answer["where"], remedy=answer["remedy"])
    return [
        Content(
            Clues(c["title"], c["publisher"], tuple((place, raw) for place, raw in c["dates"])),
            c["text"],
            tuple(c["pages"]),
            tuple(c["warnings"]),
        )
        for c in answer["contents"]
    ]


def _put(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def _got(stream: IO[bytes]) -> bytes | None:
    """What was put in; None at the end of the stream."""
    size = stream.read(8)
    if len(size) < 8:
        return None
    data = stream.read(int.from_bytes(size, "big"))
    return data if len(data) == int.from_bytes(size, "big") else None


def _bound(memory: int) -> None:
    """Let the system refuse more memory than this to the process. On Windows time alone is bounded."""
    try:
        import resource
    except ImportError:
        return
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (memory if most < 0 else min(memory, most), most))


def _answer(module: str, data: bytes, where: str) -> dict[str, Any]:
    try:
        read: Callable[[bytes, str], list[Content]] = import_module(f"spadework.intake.{module}").contents
        return {
            "contents": [
                {
                    "title": c.clues.title,
                    "publisher": c.clues.publisher,
                    "dates": c.clues.dates,
                    "text": c.text,
                    "pages": c.pages,
                    "warnings": c.warnings,
                }
                for c in read(data, where)
            ]
        }
    except SpadeworkError as e:
        return {"error": type(e).__name__, "what": e.what, "where": e.where, "remedy": e.remedy}
    except MemoryError:
        return {"error": "NotText", "what": "reading it takes too much memory", "where": where, "remedy": "Split it."}
    except Exception as e:
        what = f"reading it met a fault in Spadework ({type(e).__name__}: {str(e)[:200]})"
        return {"error": Unforeseen.__name__, "what": what, "where": where, "remedy": "Please report it."}


def main() -> None:
    """The child: answers until its input ends. Whatever libraries print must not get between the answers."""
    stdin, stdout = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while (raw := _got(stdin)) is not None:
        head = json.loads(raw)
        data = _got(stdin)
        if data is None:
            break
        _bound(head["memory"])
        _put(stdout, json.dumps(_answer(head["module"], data, head["where"])).encode())


if __name__ == "__main__":
    main()
