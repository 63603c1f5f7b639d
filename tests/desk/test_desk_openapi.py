"""The description of the API, and the API held against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import hypothesis
import jsonschema
import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient

from spadework.desk.describing import TAGS
from spadework.desk.jobs import Jobs


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def test_every_route_is_described(app: FastAPI) -> None:
    schema = app.openapi()
    assert not schema.get("servers")
    found = list(operations(schema))
    assert len(found) > 20
    ids = [o["operationId"] for _, _, o in found]
    assert len(set(ids)) == len(ids)
    for method, path, operation in found:
        where = f"{method} {path}"
        assert path.startswith("/api/"), where
        assert operation["description"].strip() and operation["summary"].strip(), f"{where} has no docstring"
        assert len(operation["summary"]) < 150, where
        assert len(operation["tags"]) == 1 and operation["tags"][0] in TAGS, f"{where}: {operation['tags']}"
        for code, answer in operation["responses"].items():
            assert answer["description"], f"{where} {code}"
            if code != "204":
                kinds = answer.get("content", {})
                assert kinds, f"{where} {code} has no content"
                assert all(kind.get("schema") for kind in kinds.values()), f"{where} {code} has no response model"
        assert {"401", "403", "422", "503"} <= set(operation["responses"]), where
        if method != "GET":
            assert {"409", "413"} <= set(operation["responses"]), where
            assert operation["security"] == [{"cookie": [], "token": []}], where


def test_tags_stand_in_order(app: FastAPI) -> None:
    order = list(TAGS)
    places = [order.index(o["tags"][0]) for _, _, o in operations(app.openapi())]
    assert places == sorted(places)
    assert [t["name"] for t in app.openapi()["tags"]] == order


def test_a_refusal_is_what_is_described(client: TestClient, app: FastAPI) -> None:
    schema = app.openapi()["components"]["schemas"]["Problem"]
    for answer in (
        client.get("/api/jobs/nothing"),
        client.get("/api/nothing"),
        client.post("/api/session", json={}),
        client.delete("/api/session", headers={"x-csrf-token": ""}),
        client.post("/api/session", content=b"x" * (1 << 21)),
    ):
        assert answer.headers["content-type"] == "application/problem+json"
        jsonschema.validate(answer.json(), schema)
        assert answer.json()["status"] == answer.status_code


@pytest.mark.parametrize("examples", [2, pytest.param(60, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_nothing_that_is_sent_makes_a_fault(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch, examples: int
) -> None:
    """Requests made up from the description: none is answered with a fault, and 503 is a problem that says why."""
    monkeypatch.setattr(Jobs, "_run", lambda self, job: None)  # nothing is fetched
    schema = schemathesis.openapi.from_dict(app.openapi())
    quick = hypothesis.settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.generate],
    )
    answered: Counter[int] = Counter()
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.method.upper() == "DELETE" and operation.path == "/api/session":
            continue  # the token would be another one

        @quick
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            sent = case.as_transport_kwargs(base_url="http://127.0.0.1:8321")
            headers = {k: v for k, v in sent["headers"].items() if k.lower() not in ("x-csrf-token", "cookie", "host")}
            more = {k: sent[k] for k in ("params", "json", "data", "files") if sent.get(k) is not None}
            if isinstance(more.get("data"), bytes | str):
                more["content"] = more.pop("data")
            answer = client.request(sent["method"], sent["url"], headers=headers, **more)
            answered[answer.status_code // 100] += 1
            told = f"{sent['method']} {sent['url']} {more}: {answer.status_code} {answer.text[:300]}"
            assert answer.status_code < 500 or answer.status_code == 503, told
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == "application/problem+json", told

        ask()
    assert answered[2] and answered[4], answered
