"""Requests that another page makes."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

OURS = "http://127.0.0.1:8321"


def ends(client: TestClient, **headers: str) -> int:
    """What comes of a request that needs a token."""
    return client.delete("/api/session", headers={k.replace("_", "-"): v for k, v in headers.items()}).status_code


def test_a_program_with_the_token_may(client: TestClient) -> None:
    assert ends(client) == 200


@pytest.mark.parametrize("token", ["", "0" * 64, "\xe4", "x" * 10_000])
def test_without_the_token_nothing_is_done(client: TestClient, token: str) -> None:
    answer = client.delete("/api/session", headers={b"x-csrf-token": token.encode("latin-1")})
    assert answer.status_code == 403 and "Reload" in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_token_without_the_cookie_is_worth_nothing(client: TestClient) -> None:
    client.cookies.clear()
    assert ends(client) == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": OURS, "sec_fetch_site": "same-origin"}, 200),
        ({"origin": OURS}, 200),
        ({"origin": "http://127.0.0.1:9000", "sec_fetch_site": "same-site"}, 403),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "https://evil.example", "sec_fetch_site": "cross-site"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[", "sec_fetch_site": "none"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}, 403),
    ],
)
def test_where_it_comes_from(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert ends(client, **headers) == status


def test_a_form_shows_the_token_in_a_field(client: TestClient) -> None:
    token = client.headers.pop("x-csrf-token")
    assert client.post("/sign-out", data={"csrf_token": token}, follow_redirects=False).status_code == 303
    assert client.post("/sign-out", data={"csrf_token": "x"}, follow_redirects=False).status_code == 403
    assert client.post("/sign-out", content=b"\xff=1&csrf_token=", follow_redirects=False).status_code == 403
    json = client.post("/sign-out", json={"csrf_token": token}, follow_redirects=False)
    assert json.status_code == 403


def test_what_lies_here_is_not_loaded_into_other_pages(client: TestClient) -> None:
    for dest, mode in (("image", "no-cors"), ("iframe", "navigate"), ("empty", "cors")):
        headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        assert client.get("/api/table", headers=headers).status_code == 403


def test_a_link_from_elsewhere_may_be_followed_and_does_not_end_the_session(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert "Where the parties stand" in client.get("/", headers=headers).text  # the cookie came along
    client.cookies.clear()
    arriving = client.get("/", headers=headers)
    assert arriving.headers["refresh"] == "0" and "set-cookie" not in arriving.headers
    assert "Where the parties stand" not in arriving.text


def test_other_names_are_not_answered(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example:8321"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8321"}).status_code == 200
