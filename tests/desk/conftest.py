"""What tests of the desk share.

    folder      a dossier of examples/sulen-pass, a copy of its own for each test
    dossier     that, opened
    app         the application over it; override `settings` for another set-up
    accounts    a file with Mira Anand, analyst, and Otto Reed, reader
    passwords   of the two
    signed_in   clients of an application where people have to sign in, by name; "" is somebody who has not
    client      asks the application without a network, as its own pages do: with the token against forged requests
    live        its address on a port of this machine
    page        Chromium at that address, 1440 x 900; fails the test on whatever goes wrong on any page (see `Watched`)
    watched     what went wrong so far, and what of it the test expects
    shot        takes pictures where the environment variable SPADEWORK_SHOTS names a folder

`browsing` has `check_accessible`, `check_fits` and `live` for further servers.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import browsing
from spadework import Dossier, agenda
from spadework.desk import Settings, make_app
from spadework.desk.asking import DeskRole
from spadework.desk.guard.accounts import Accounts
from spadework.stored import StoredDossier

EXAMPLE = Path(__file__).parents[2] / "examples" / "sulen-pass"


@pytest.fixture(scope="session")
def sulen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier that is copied; not to be written to."""
    folder = tmp_path_factory.mktemp("sulen") / "dossier"
    with Dossier.create(folder, agenda.load(EXAMPLE / "agenda.toml")) as made:
        for _ in made.add_each(*sorted(p for p in EXAMPLE.iterdir() if p.suffix != ".toml")):
            pass
        made.findings()
    return folder


@pytest.fixture
def folder(sulen: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sulen, tmp_path / "dossier"))


@pytest.fixture
def dossier(folder: Path) -> Iterator[StoredDossier]:
    with Dossier.open(folder) as opened:
        yield opened


@pytest.fixture
def settings() -> Settings:
    return Settings(by="Mira Anand")


@pytest.fixture
def app(dossier: StoredDossier, settings: Settings) -> FastAPI:
    return make_app(dossier, settings)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:8321", raise_server_exceptions=False) as asking:
        asking.headers["x-csrf-token"] = token_of(asking)
        yield asking


def token_of(client: TestClient, path: str = "/") -> str:
    """The token against forged requests, out of a page."""
    found = re.search(r'<meta name="csrf-token" content="([^"]*)"', client.get(path).text)
    return found.group(1) if found else ""


@pytest.fixture(scope="session")
def passwords() -> dict[str, str]:
    return {"Mira Anand": "four sheep over a pass", "Otto Reed": "nobody counts the ferries"}


@pytest.fixture(scope="session")
def made_accounts(passwords: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("accounts") / "accounts.json"
    for name, role in (("Mira Anand", DeskRole.ANALYST), ("Otto Reed", DeskRole.READER)):
        Accounts(path).add(name, role, passwords[name])
    return path


@pytest.fixture
def accounts(made_accounts: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy2(made_accounts, tmp_path / "accounts.json"))


@pytest.fixture
def guarded_app(dossier: StoredDossier, accounts: Path) -> FastAPI:
    """The application, where people have to sign in."""
    return make_app(dossier, Settings(by="nobody", sign_in=True, accounts=accounts))


@pytest.fixture
def signed_in(guarded_app: FastAPI, passwords: dict[str, str]) -> Callable[[str], TestClient]:
    def enter(name: str) -> TestClient:
        asking = TestClient(guarded_app, base_url="http://127.0.0.1:8321", raise_server_exceptions=False)
        asking.headers["x-csrf-token"] = asking.get("/api/session").json()["token"]
        if name:
            answer = asking.post("/api/session", json={"name": name, "password": passwords[name]})
            asking.headers["x-csrf-token"] = answer.json()["token"]
        return asking

    return enter


@pytest.fixture
def live(app: FastAPI) -> Iterator[str]:
    with browsing.live(app) as address:
        yield address


@pytest.fixture
def context(browser: Any, live: str) -> Iterator[Any]:
    made = browser.new_context(base_url=live, viewport={"width": 1440, "height": 900}, color_scheme="light")
    made.set_default_timeout(30_000)
    yield made
    made.close()


@pytest.fixture
def watched(context: Any) -> Iterator[browsing.Watched]:
    watching = browsing.Watched(context)
    yield watching
    watching.check()


@pytest.fixture
def page(context: Any, watched: browsing.Watched) -> Any:
    return context.new_page()


@pytest.fixture
def shot(page: Any) -> Callable[[str], None]:
    return partial(browsing.shoot, page)
