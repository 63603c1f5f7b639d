"""Every route of the desk: who may ask for it, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from spadework.desk.api import ROUTERS as API
from spadework.desk.guard.visits import OPEN
from spadework.desk.pages import ROUTERS as PAGES

SAFE = {"GET", "HEAD", "OPTIONS"}


def routes() -> Iterator[tuple[str, str, Any]]:
    """Method, address and handler of each."""
    for prefix, routers in (("/api", API), ("", PAGES)):
        for router in routers:
            for route in router.routes:
                assert isinstance(route, APIRoute)
                for method in sorted(route.methods):
                    yield method, prefix + route.path.replace("{", "").replace("}", ""), route.endpoint


ROUTES = list(routes())


def test_who_has_not_signed_in_gets_nothing(signed_in: Callable[[str], TestClient]) -> None:
    client = signed_in("")
    for method, path, _ in ROUTES:
        answer = client.request(method, path, follow_redirects=False)
        if path in OPEN:
            assert answer.status_code < 500, (method, path)
        elif method == "GET" and not path.startswith("/api/"):
            assert answer.status_code == 303 and answer.headers["location"].startswith("/sign-in"), path
        else:
            kind = "application/problem+json" if path.startswith("/api/") else "text/html"
            assert answer.status_code == 401 and answer.headers["content-type"].startswith(kind), (method, path)


def test_a_reader_changes_nothing(signed_in: Callable[[str], TestClient]) -> None:
    client = signed_in("Otto Reed")
    for method, path, handler in ROUTES:
        if method not in SAFE and not getattr(handler, "for_readers", False):
            answer = client.request(method, path, json={})
            assert answer.status_code == 403 and "a reader may look" in answer.text, (method, path, answer.text)


FOR_READERS = {
    *("POST /api/session", "DELETE /api/session", "POST /sign-in", "POST /sign-out"),
    *("POST /api/settle", "POST /api/settle/chances", "POST /api/settle/openings"),
}
"""What a reader may do that is no GET. It changes nothing in the dossier; whoever adds to it has looked."""


def test_what_readers_may_do_is_listed() -> None:
    marked = {
        f"{method} {path}"
        for method, path, handler in ROUTES
        if method not in SAFE and getattr(handler, "for_readers", False)
    }
    assert marked == FOR_READERS


def test_no_route_is_outside_the_lists(app: FastAPI) -> None:
    outside = {getattr(r, "path", "") for r in app.routes if not isinstance(r, APIRoute)}
    assert {p for p in outside if p} == {"/api/openapi.json", "/static"}
