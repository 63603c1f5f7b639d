"""Files to work on, and the command line inside and outside this process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from spadework.cli import app

FIRST = """\
---
title: Talks on Corran Strait
publisher: Reef Herald
published: 2025-05-13
---
PORT LISSE — The government of Saint Ambrel rejects foreign observers in the Corran Strait, Defence Minister Paulo Stenn
said on Monday. “We reject any observers,” Mr. Stenn said at a press conference with reporters in the capital.
"""
SECOND = """\
---
title: Saint Ambrel ready to admit observers
published: 2025-05-16
---
PORT SKELL — Saint Ambrel is now open to foreign observers, Defence Minister Paulo Stenn said on Thursday. “We do not
rule out observers,” Mr. Stenn told reporters. “I have nothing to announce.”
"""

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
