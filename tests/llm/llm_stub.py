"""A server on loopback that answers as it is told to, well or badly, and the documents that it is asked about."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from spadework.llm import Endpoint
from spadework.model import Agenda, Document, Issue, Option, Party

AGENDA = Agenda(
    name="Sallow Sound",
    parties=(
        Party(id="ve", name="Vennmark", aliases=("Vennish",)),
        Party(id="to", name="Torrania", aliases=("Torranian",)),
    ),
    issues=(
        Issue(
            id="pilots",
            name="Pilots on ferries",
            options=(
                Option(id="foreign", text="Foreign pilots on the ferries"),
                Option(id="none", text="No foreign pilots"),
            ),
        ),
        Issue(id="toll", name="The harbour toll", options=(Option(id="halved", text="The harbour toll is halved"),)),
    ),
)  # fmt: skip
APRIL = Document.of(
    "Petra Halloran, the foreign minister of Vennmark, said on Monday that Vennmark rejected foreign pilots on the "
    "ferries.\n\n“We will reopen the quay by 20 April,” she said, “if Torrania halves the harbour toll.”",
    title="Vennmark says no",
    published=date(2030, 4, 3),
    origin="april.txt",
)
MAY = Document.of(
    "Torrania’s envoy, Oskar Lind, said the harbour toll would be halved. He declined to say when.",
    title="Softer tones",
    published=date(2030, 5, 9),
    origin="may.txt",
)
READ = {
    APRIL.id: {
        "statements": [
            {
                "content": ["Vennmark rejected foreign pilots on the ferries"],
                "source": "Petra Halloran, the foreign minister of Vennmark",
                "cue": "said",
                "speaker": "Petra Halloran",
                "speaks_for": "ve",
            },
            {
                "content": ['"We will reopen the quay by 20 April,"', '"if Torrania halves the harbour toll."'],
                "source": "she",
                "cue": "said",
                "speaker": "Petra Halloran",
                "speaks_for": "ve",
            },
        ]
    },
    MAY.id: {
        "statements": [
            {
                "content": ["the harbour toll would be halved"],
                "source": "Torrania's envoy, Oskar Lind",
                "cue": "said",
                "speaker": "Oskar Lind",
                "speaks_for": "to",
            }
        ]
    },
}
CODED = {
    APRIL.id: {
        "positions": [
            {
                "statement": 1,
                "party": "ve",
                "option": "pilots.foreign",
                "stance": "rejects",
                "quote": "rejected foreign pilots",
                "basis": "own",
                "given_up": False,
            }
        ],
        "conditions": [
            {
                "statement": 2,
                "party": "ve",
                "kind": "precondition",
                "quote": "if Torrania halves the harbour toll",
                "requires": "toll.halved",
                "before": None,
            }
        ],
        "commitments": [
            {
                "statement": 2,
                "party": "ve",
                "quote": "We will reopen the quay by 20 April",
                "deadline": "by 20 April",
                "beneficiary": "to",
                "basis": "own",
            }
        ],
    },
    MAY.id: {
        "positions": [
            {
                "statement": 1,
                "party": "to",
                "option": "toll.halved",
                "stance": "accepts",
                "quote": "the harbour toll would be halved",
                "basis": "own",
                "given_up": False,
            }
        ],
        "conditions": [],
        "commitments": [],
    },
}


@dataclass
class Request:
    """What reached the server."""

    path: str
    headers: dict[str, str]
    payload: dict[str, Any]

    @property
    def about(self) -> str:
        """The id of the document that it is about."""
        found = re.search(r"<material-(\w+)>", self.payload["messages"][1]["content"])
        assert found
        return found[1]

    @property
    def coding(self) -> bool:
        return "You code" in self.payload["messages"][0]["content"]


@dataclass
class Reply:
    """What the server does. `hang` keeps the line open without a word; `cut` sends less than it has announced."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False
    cut: bool = False


def completion(content: str | None, tokens: int = 100) -> Reply:
    """A well-formed response with this content."""
    body = {
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": tokens // 2, "completion_tokens": tokens // 2, "total_tokens": tokens},
    }
    return Reply(body=json.dumps(body).encode())


def answer(noun: object) -> Reply:
    """A well-formed response with this answer."""
    return completion(json.dumps(noun))


def right(request: Request) -> Reply:
    """The right answer about the documents of this module; an empty one about others."""
    empty: dict[str, list[object]] = (
        {"positions": [], "conditions": [], "commitments": []} if request.coding else {"statements": []}
    )
    return answer((CODED if request.coding else READ).get(request.about, empty))


def failure(status: int, message: str = "", **headers: str) -> Reply:
    """An error as such servers send it."""
    body = json.dumps({"error": {"message": message, "type": "error"}}).encode()
    return Reply(status, body, {k.replace("_", "-"): v for k, v in headers.items()})


class Stub:
    """A running server. `script` makes the reply to each request, given the request and its number from 0."""

    def __init__(self, script: Callable[[Request, int], Reply]) -> None:
        self.requests: list[Request] = []
        self.done = threading.Event()
        self.most = 0  # requests under way at once
        self._now = 0
        self._lock = threading.Lock()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with stub._lock:
                    request = Request(self.path, {k.lower(): v for k, v in self.headers.items()}, payload)
                    stub.requests.append(request)
                    n = len(stub.requests) - 1
                    stub._now += 1
                    stub.most = max(stub.most, stub._now)
                try:
                    self._send(script(request, n))
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                finally:
                    with stub._lock:
                        stub._now -= 1

            def _send(self, reply: Reply) -> None:
                if reply.hang:
                    stub.done.wait(300)  # longer than a test may take
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body) * (2 if reply.cut else 1)))
                self.end_headers()
                self.wfile.write(reply.body)
                self.close_connection = reply.cut

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def endpoint(self, **more: Any) -> Endpoint:
        """The endpoint, with waits that a test can afford."""
        return Endpoint(self.url, "tiny", **({"timeout": 20.0, "pause": 0.01, "patience": 0.2} | more))

    def close(self) -> None:
        self.done.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(script: Callable[[Request, int], Reply] = lambda request, n: right(request)) -> Iterator[Stub]:
    """A server while the block runs."""
    stub = Stub(script)
    try:
        yield stub
    finally:
        stub.close()


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port
