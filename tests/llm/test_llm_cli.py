"""`spadework brief --reader openai`: asked for, named, bounded, and ended without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from llm_stub import Reply, Request, answer, closed_port, failure, serving

from spadework.cli import app
from spadework.cli import brief as command
from spadework.model import Record, from_json

Run = Callable[..., Result]

TEXT = """\
---
title: Talks on Corran Strait
published: 2025-05-13
---
The government of Saint Ambrel rejects foreign observers, Defence Minister Paulo Stenn said on Monday.
"""
ROW = {
    "content": ["The government of Saint Ambrel rejects foreign observers"],
    "source": "Defence Minister Paulo Stenn",
    "cue": "said",
}


def script(request: Request, n: int) -> Reply:
    return answer({"positions": []} if request.coding else {"statements": [ROW]})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("SPADEWORK_API_KEY", raising=False)
    (tmp_path / "talks.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    def call(*args: str) -> Result:
        return CliRunner().invoke(app, ["brief", "talks.txt", *args], prog_name="spadework")

    return call


def model(url: str) -> tuple[str, ...]:
    return "--reader", "openai", "--base-url", url, "--model", "tiny"


def test_a_brief_by_a_model_of_one_s_own(run: Run, folder: Path) -> None:
    with serving(script) as stub:
        done = run(*model(stub.url))
        assert done.exit_code == 0, done.output
        assert {r.payload["model"] for r in stub.requests} == {"tiny"}
    assert "by the model “tiny”" in done.stdout and "Agreement with the reader" in " ".join(done.stdout.split())
    assert "Agreement with the reader" in (folder / "brief.html").read_text(encoding="utf-8")


def test_json_has_nothing_but_the_record_on_stdout(run: Run) -> None:
    with serving(script) as stub:
        done = run(*model(stub.url), "--json")
    record = from_json(done.stdout_bytes, Record)
    assert [s.speaker for s in record.statements] == ["Paulo Stenn"]
    assert "is sent to" in done.stderr


def test_the_host_is_named_before_the_first_byte_goes_out(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []
    with serving(script) as stub:
        monkeypatch.setattr(command, "say", lambda message: told.append((message, len(stub.requests))))
        run(*model(stub.url))
        where = f"{stub.url.split('/')[2]} (on this machine)"
        assert told[0] == (f"The text of 1 document is sent to {where}, for the model “tiny” to read.", 0)
        assert stub.requests


def test_nothing_is_sent_without_being_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(script) as stub:
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
            monkeypatch.setenv(name, stub.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
        assert run().exit_code == 0
        done = run("--base-url", stub.url, "--model", "tiny")
        assert done.exit_code == 2 and "--reader openai" in done.stderr
        assert stub.requests == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--reader", "openai"], "needs --base-url and --model"),
        (["--reader", "openai", "--model", "m"], "needs --base-url and --model"),
        (["--reader", "openai", "--base-url", "http://127.0.0.1:1/v1"], "needs --base-url and --model"),
        (["--reader", "openai", "--base-url", "models", "--model", "m"], "--base-url: "),
        (["--budget", "5"], "--budget is about a language model"),
        (["--timeout", "5"], "--timeout is about a language model"),
        (["--concurrency", "5"], "--concurrency is about a language model"),
        ([*model("http://127.0.0.1:1/v1"), "--budget", "0"], "budget"),
        ([*model("http://127.0.0.1:1/v1"), "--timeout", "0"], "timeout"),
        ([*model("http://127.0.0.1:1/v1"), "--concurrency", "x"], "concurrency"),
    ],
)
def test_options_that_do_not_go_together(run: Run, folder: Path, args: list[str], told: str) -> None:
    done = run(*args)
    assert done.exit_code == 2 and told in done.stderr and "is sent to" not in done.stderr
    assert not (folder / "brief.html").exists()


def test_the_bounds_are_those_given(run: Run) -> None:
    with serving(lambda request, n: failure(429)) as stub:
        done = run(*model(stub.url), "--budget", "1", "--timeout", "5", "--concurrency", "1")
        assert len(stub.requests) == 1
    assert done.exit_code == 2 and "the budget of 1 request" in done.stderr


def test_a_server_that_is_not_there_is_told_in_a_line(run: Run, folder: Path) -> None:
    port = closed_port()
    done = run(*model(f"http://127.0.0.1:{port}/v1"), "--budget", "1")
    assert done.exit_code == 2 and done.stdout == ""
    assert f"spadework: 127.0.0.1:{port}: nothing could be read: " in done.stderr
    assert not (folder / "brief.html").exists()


def test_a_refusal_is_told_with_its_remedy(run: Run) -> None:
    with serving(lambda request, n: failure(401, "no key")) as stub:
        done = run(*model(stub.url))
    assert done.exit_code == 2 and "HTTP 401 (no key)" in done.stderr and "SPADEWORK_API_KEY" in done.stderr


def test_there_is_no_option_for_a_key() -> None:
    assert not any("key" in option for param in command.command.params for option in param.opts)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a signal")
def test_ctrl_c_ends_it_at_once_and_cleanly(folder: Path) -> None:
    asked = threading.Event()

    def hanging(request: Request, n: int) -> Reply:
        asked.set()
        return Reply(hang=True)

    with serving(hanging) as stub:
        process = subprocess.Popen(
            [sys.executable, "-c", "from spadework.cli import main; main()", "brief", "talks.txt", *model(stub.url)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
        )
        assert asked.wait(60)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1 and out == b""
    assert b"Aborted" in err and b"Traceback" not in err and b"fault" not in err
    assert not (folder / "brief.html").exists()
