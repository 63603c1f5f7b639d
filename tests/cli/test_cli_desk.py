"""`spadework serve` and `spadework account`."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from click.testing import Result

Run = Callable[..., Result]
PASSWORD = "four sheep over a pass\n"


@pytest.fixture
def kept(run: Run, folder: Path) -> Path:
    """A dossier without documents."""
    assert run("init", "talks").exit_code == 0
    return folder / "talks"


@contextmanager
def serving(kept: Path, *args: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command in a process of its own; its address, once it listens."""
    command = [sys.executable, "-c", "from spadework.cli import main; main()", "serve", "--port", "0", *args]
    process = subprocess.Popen(
        command, cwd=kept, stderr=subprocess.PIPE, text=True, env=os.environ | {"BROWSER": "true"}
    )
    assert process.stderr
    told = ""
    try:
        for line in process.stderr:
            told += line
            if found := re.search(r"The desk is at (\S+)", line):
                yield found[1], process
                break
        else:
            raise AssertionError(told)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(20)
        process.stderr.close()


def get(address: str) -> str:
    opener = build_opener(ProxyHandler({}))
    with opener.open(address, timeout=20) as answer:
        return str(answer.read().decode())


def test_it_finds_a_port_tells_it_and_ends_cleanly(kept: Path) -> None:
    with serving(kept, "--by", "Mira") as (address, process):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert json.loads(get(f"{address}api/session"))["name"] == "Mira"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr and "Traceback" not in process.stderr.read()


def test_a_port_that_is_taken(run: Run, kept: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--dossier", str(kept), "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2 and "something listens on this port already" in result.stderr
    assert "--port" in result.stderr


def test_no_dossier(run: Run) -> None:
    result = run("serve", "--dossier", "nowhere")
    assert result.exit_code == 2 and "spadework init" in result.stderr


@pytest.mark.parametrize("more", [["--sign-in"], ["--host", "0.0.0.0"], ["--name", "desk.example"], ["--proxy", "::1"]])
def test_without_accounts_it_does_not_open_to_others(run: Run, kept: Path, more: list[str]) -> None:
    result = run("serve", "--dossier", str(kept), "--port", "0", *more)
    assert result.exit_code == 2 and "spadework account add" in result.stderr


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--host", "192.0.2.1", "--accounts", "a.json"], "no address of this machine"),
        (["--host", "no host of ours"], "there is no such address"),
        (["--tls-key", "key.pem"], "--tls-certificate"),
        (["--tls-certificate", "nowhere.pem"], "the certificate or its key cannot be used"),
        (["--tls-certificate", "first.txt"], "the certificate or its key cannot be used"),
    ],
)
def test_what_cannot_be_served(run: Run, kept: Path, more: list[str], told: str) -> None:
    run("account", "add", "Mira", "--role", "analyst", "--dossier", str(kept), input=PASSWORD)
    run("account", "add", "Mira", "--role", "analyst", "--accounts", "a.json", input=PASSWORD)
    result = run("serve", "--dossier", str(kept), "--port", "0", *more)
    assert result.exit_code == 2 and told in result.stderr, result.stderr


def test_a_dossier_that_can_only_be_read_is_looked_at(kept: Path, as_reader: Callable[[Path], None]) -> None:
    as_reader(kept)
    with serving(kept) as (address, _):
        assert "Where the parties stand" in get(address)


@pytest.fixture
def as_reader() -> Callable[[Path], None]:
    def closed(folder: Path) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
        (folder / "dossier.db").chmod(0o444)
        folder.chmod(0o555)

    return closed


def test_by_https(run: Run, kept: Path, tmp_path: Path) -> None:
    pem = tmp_path / "desk.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    try:
        subprocess.run(
            [*made, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(pem), "-out", str(tmp_path / "c.pem")],
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    pem.write_bytes(pem.read_bytes() + (tmp_path / "c.pem").read_bytes())
    with serving(kept, "--tls-certificate", str(pem)) as (address, _):
        assert address.startswith("https://")
        port = int(address.rstrip("/").rpartition(":")[2])
        context = ssl.create_default_context(cafile=tmp_path / "c.pem")
        with context.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname="127.0.0.1") as s:
            s.sendall(b"GET /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            answer = b""
            while more := s.recv(65536):
                answer += more
    assert b" 200 " in answer.split(b"\r\n")[0] and b"__Host-spadework-" in answer


def test_accounts_are_made_listed_changed_and_removed(run: Run, kept: Path) -> None:
    where = ("--dossier", str(kept))
    made = run("account", "add", "Mira Anand", "--role", "reader", *where, input=PASSWORD)
    assert made.exit_code == 0 and "may sign in as reader" in made.stderr
    assert run("account", "role", "mira anand", "--role", "analyst", *where).exit_code == 0
    assert run("account", "password", "Mira Anand", *where, input="a summer without ferries\n").exit_code == 0
    listed = json.loads(run("account", "list", "--json", *where).stdout)
    assert [(a["name"], a["role"]) for a in listed] == [("Mira Anand", "analyst")]
    assert run("account", "list", *where).stdout.startswith("Mira Anand\tanalyst\t2")
    assert (kept / "accounts.json").stat().st_mode & 0o777 == 0o600
    assert run("account", "remove", "Mira Anand", *where).exit_code == 0
    assert run("account", "list", *where).stdout == ""


@pytest.mark.parametrize(
    ("args", "password", "told"),
    [
        (["add", "Mira", "--role", "analyst"], "short\n", "12 to"),
        (["add", "Mira", "--role", "analyst"], "", "12 to"),
        (["password", "Mira"], PASSWORD, "there is no account Mira"),
        (["role", "Mira", "--role", "reader"], "", "there is no account Mira"),
        (["remove", "Mira"], "", "there is no account Mira"),
        (["add", "Mira", "--role", "owner"], PASSWORD, "is not one of"),
        (["list", "--dossier", "nowhere"], "", "there is no such folder"),
        (["list", "--dossier", "postgresql://x@/y"], "", "--accounts"),
    ],
)
def test_what_is_no_account_is_refused(run: Run, kept: Path, args: list[str], password: str, told: str) -> None:
    where = [] if "--dossier" in args else ["--dossier", str(kept)]
    result = run("account", *args, *where, input=password)
    assert result.exit_code == 2 and told in result.stderr
    assert "Traceback" not in result.stderr and not (kept / "accounts.json").exists()


def test_a_password_is_never_an_argument(run: Run, kept: Path) -> None:
    result = run("account", "add", "Mira", "secret secret secret", "--role", "analyst", "--dossier", str(kept))
    assert result.exit_code == 2 and not (kept / "accounts.json").exists()
