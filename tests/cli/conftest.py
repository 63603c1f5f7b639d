"""Files to work on, and the command line inside and outside this process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_texts import FIRST, SECOND
from click.testing import CliRunner, Result

from spadework.cli import app

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two documents in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Run the command line in this process, in the folder."""

    def call(*args: str, **more: object) -> Result:
        return CliRunner().invoke(app, args, prog_name="spadework", **more)  # type: ignore[arg-type]

    return call


@pytest.fixture
def spawn(folder: Path) -> Spawn:
    """Run the command line as a process of its own, in the folder."""

    def call(*args: str, input: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", "from spadework.cli import main; main()", *args],
            input=input,
            capture_output=True,
            timeout=60,
            cwd=folder,
            env=os.environ | environment,
        )

    return call
