"""What a request may take."""

from __future__ import annotations

import socket
import threading

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from spadework.desk import Settings, make_app, serving
from spadework.desk.settings import Limits
from spadework.stored import StoredDossier


@pytest.fixture
def settings() -> Settings:
    return Settings(by="Mira", limits=Limits(body=2_000, idle=0.2, body_seconds=0.5))


def test_a_body_that_says_it_is_too_large(client: TestClient) -> None:
    answer = client.post("/api/session", content=b"x" * 2_001)
    assert answer.status_code == 413 and answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_turns_out_to_be_too_large(client: TestClient) -> None:
    answer = client.post("/api/session", content=iter([b"x" * 1_000] * 3), headers={"content-type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "1e3"])
def test_a_length_that_is_no_number(client: TestClient, length: str) -> None:
    assert client.get("/api/session", headers={"content-length": length}).status_code == 400


def test_work_that_takes_too_long_is_not_waited_for(dossier: StoredDossier) -> None:
    app = make_app(dossier, Settings(by="Mira", limits=Limits(seconds=0.1)))
    free = threading.Event()
    app.get("/api/slow")(lambda: free.wait(10) and None)
    try:
        with TestClient(app, base_url="http://127.0.0.1:8321") as client:
            answer = client.get("/api/slow")
            assert answer.status_code == 503 and "retry-after" in answer.headers
            free.set()
    finally:
        free.set()


def raw(address: str, *pieces: bytes) -> bytes:
    """What a server answers to bytes that come as they like; empty if it closes the connection without a word."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        for piece in pieces:
            connection.sendall(piece)
        answer = b""
        while more := connection.recv(65536):
            answer += more
            if b"\r\n\r\n" in answer:
                break
        return answer


def test_a_body_that_does_not_come_is_not_waited_for(live: str) -> None:
    head = b"POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    asked = httpx2.get(f"{live}/api/session", trust_env=False)
    cookie, token = asked.headers["set-cookie"].partition(";")[0], asked.json()["token"]
    more = f"Cookie: {cookie}\r\nX-CSRF-Token: {token}\r\nContent-Length: 100\r\n\r\n".encode()
    assert b" 408 " in raw(live, head + more, b'{"name":').split(b"\r\n")[0]


def test_heads_that_are_too_long_or_do_not_come(live: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert b" 400 " in raw(live, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"x" * 40_000).split(b"\r\n")[0]
    monkeypatch.setattr(serving, "_HEADER_SECONDS", 0.1)
    assert raw(live, b"GET / HTTP/1.1\r\n") == b""
    second = b"GET /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    assert b" 200 " in raw(live, second).split(b"\r\n")[0]


def test_a_fault_is_told_without_its_inside(app: FastAPI) -> None:
    def broken() -> None:
        raise RuntimeError("the secret of the inside")

    app.get("/api/broken")(broken)
    app.get("/broken")(broken)
    with TestClient(app, base_url="http://127.0.0.1:8321") as client:
        for path in ("/api/broken", "/broken"):
            answer = client.get(path)
            assert answer.status_code == 500 and "RuntimeError" in answer.text and "secret" not in answer.text
            assert "content-security-policy" in answer.headers
