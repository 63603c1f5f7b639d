"""Signing in and out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from spadework.desk import Settings, make_app
from spadework.desk.asking import DeskRole
from spadework.desk.guard.accounts import Accounts
from spadework.desk.guard.throttle import FREE
from spadework.desk.pages.sign_in import local
from spadework.errors import DeskError
from spadework.stored import StoredDossier

Enter = Callable[[str], TestClient]
MIRA = {"name": "Mira Anand", "password": "four sheep over a pass"}


def cookie_of(client: TestClient) -> str:
    return str(client.cookies["spadework-8321"])


def field(client: TestClient, path: str = "/sign-in") -> str:
    found = re.search(r'name="csrf_token" value="(\w+)"', client.get(path).text)
    assert found
    return found.group(1)


def test_the_way_in_and_out_without_a_script(signed_in: Enter) -> None:
    client = signed_in("")
    del client.headers["x-csrf-token"]
    sent = client.get("/ledger?q=sheep%26goats", follow_redirects=False)
    assert sent.status_code == 303 and sent.headers["location"] == "/sign-in?next=%2Fledger%3Fq%3Dsheep%2526goats"
    assert "Sulen" not in client.get("/sign-in").text  # not even the dossier's name is told
    before = cookie_of(client)
    form = {**MIRA, "csrf_token": field(client), "next": "/?x=1"}
    inside = client.post("/sign-in", data=form, follow_redirects=False)
    assert inside.status_code == 303 and inside.headers["location"] == "/?x=1"
    set_cookie = inside.headers["set-cookie"]
    assert "HttpOnly" in set_cookie and "SameSite=Strict" in set_cookie and "Path=/" in set_cookie
    assert cookie_of(client) != before
    assert "Mira Anand" in client.get("/").text
    assert client.get("/sign-in?next=/ledger", follow_redirects=False).headers["location"] == "/ledger"
    signed = cookie_of(client)
    out = client.post("/sign-out", data={"csrf_token": field(client, "/")})
    assert "You have signed out" in out.text and cookie_of(client) != signed
    client.cookies.set("spadework-8321", signed, domain="127.0.0.1")
    assert client.get("/api/table").status_code == 401  # the session has ended on the server too


def test_a_wrong_name_and_a_wrong_password_look_the_same(signed_in: Enter) -> None:
    told = []
    for name in ("Mira Anand", "Nobody At All"):
        answer = signed_in("").post("/api/session", json={"name": name, "password": "wrong but long enough"})
        told.append((answer.status_code, answer.json(), sorted(answer.headers)))
    assert told[0] == told[1] and told[0][0] == 401


def test_guessing_is_slowed_down_for_names_that_there_are_and_that_there_are_not(signed_in: Enter) -> None:
    for name in ("Mira Anand", "Nobody At All"):
        client = signed_in("")
        client.app.state.door.throttle.__init__()  # type: ignore[attr-defined]
        guess = {"name": name, "password": "wrong but long enough"}
        told = [client.post("/api/session", json=guess) for _ in range(FREE + 2)]
        assert [t.status_code for t in told] == [401] * (FREE + 1) + [429]
        assert int(told[-1].headers["retry-after"]) >= 1 and "Try again in" in told[-1].json()["detail"]
        # the right password does not help now, and is not even looked at
        assert client.post("/api/session", json=MIRA | {"name": name}).status_code == 429


def test_an_id_that_somebody_else_chose_does_not_become_a_session(signed_in: Enter) -> None:
    client = signed_in("")
    client.cookies.set("spadework-8321", "A" * 43, domain="127.0.0.1")
    client.headers["x-csrf-token"] = client.get("/api/session").json()["token"]
    assert client.post("/api/session", json=MIRA).status_code == 200
    assert [c.value for c in client.cookies.jar if c.name == "spadework-8321"][-1] != "A" * 43
    fixed = signed_in("")
    fixed.cookies.clear()
    fixed.cookies.set("spadework-8321", "A" * 43, domain="127.0.0.1")
    assert fixed.get("/api/table").status_code == 401


def test_the_token_of_one_session_is_none_of_another(signed_in: Enter) -> None:
    mira, otto = signed_in("Mira Anand"), signed_in("Otto Reed")
    mira.headers["x-csrf-token"] = otto.headers["x-csrf-token"]
    assert mira.delete("/api/session").status_code == 403
    assert mira.get("/api/session").json()["name"] == "Mira Anand"


@pytest.mark.parametrize(
    "change",
    [
        lambda known: known.remove("Mira Anand"),
        lambda known: known.change("Mira Anand", role=DeskRole.READER),
        lambda known: known.change("Mira Anand", password="a summer without ferries"),
    ],
)
def test_a_session_ends_when_the_account_changes(
    signed_in: Enter, accounts: Path, change: Callable[[Accounts], object]
) -> None:
    client = signed_in("Mira Anand")
    assert client.get("/api/table").status_code == 200
    change(Accounts(accounts))
    assert client.get("/api/table").status_code == 401


def test_an_accounts_file_that_is_damaged_meanwhile_lets_nobody_in(signed_in: Enter, accounts: Path) -> None:
    client = signed_in("Mira Anand")
    accounts.write_bytes(b"{")
    for answer in (client.get("/api/table"), client.get("/"), client.post("/api/session", json=MIRA)):
        assert answer.status_code == 503
        assert str(accounts.parent) not in answer.text  # whoever has not signed in is not told where things are


def test_by_https_the_cookie_is_for_https_alone(guarded_app: FastAPI) -> None:
    with TestClient(guarded_app, base_url="https://127.0.0.1:8321") as client:
        set_cookie = client.get("/api/session").headers["set-cookie"]
    assert set_cookie.startswith("__Host-spadework-8321=") and "; Secure" in set_cookie and "Domain" not in set_cookie


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/ledger?q=1", "/ledger?q=1"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\nx", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_nowhere_else(asked: str, goes: str) -> None:
    assert local(asked) == goes


@pytest.mark.parametrize(
    "reached",
    [{"host": "0.0.0.0"}, {"host": "192.0.2.1"}, {"names": ("desk.example",)}, {"proxies": ("127.0.0.1",)}],
)
def test_a_desk_that_others_can_reach_has_accounts_or_does_not_open(
    dossier: StoredDossier, reached: dict[str, object]
) -> None:
    with pytest.raises(DeskError, match="spadework account add"):
        make_app(dossier, Settings(by="Mira", **reached))  # type: ignore[arg-type]


def test_on_this_machine_nobody_has_to_sign_in(client: TestClient) -> None:
    assert client.get("/api/session").json()["name"] == "Mira Anand"
    assert client.get("/sign-in", follow_redirects=False).headers["location"] == "/"
    assert client.post("/api/session", json=MIRA).status_code == 401
