"""The command line as its users have it: a process with streams, signals of failure and an environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_from_file_to_brief(spawn: Spawn, folder: Path) -> None:
    done = spawn("brief", "first.txt", "nope.txt", "second.txt")
    assert done.returncode == 0, done.stderr
    assert "2 documents" in done.stdout.decode()
    assert b"left out: nope.txt" in done.stderr and b"Traceback" not in done.stderr
    assert (folder / "brief.html").stat().st_size > 1000


def test_standard_input_is_bytes(spawn: Spawn) -> None:
    text = "“We reject it,” said the minister in Genève on Tuesday."
    done = spawn("brief", "-", "--json", input=text.encode("cp1252"), PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"][0]["text"] == text


def test_nothing_done_is_exit_code_2(spawn: Spawn) -> None:
    done = spawn("brief", "-", input=b"")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"spadework: stdin: the file is empty.\n"


def test_colour_only_where_it_is_wanted(spawn: Spawn) -> None:
    assert b"\x1b" not in spawn("brief", "first.txt").stdout
    assert b"\x1b[3" not in spawn("brief", "first.txt", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm").stdout


def test_a_poor_terminal_gets_what_it_can_show(spawn: Spawn) -> None:
    done = spawn("brief", "first.txt", "nope–.txt", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0 and b"Traceback" not in done.stderr


def test_the_names_of_files_cannot_drive_the_terminal(spawn: Spawn) -> None:
    assert b"\x1b" not in spawn("brief", "\x1b[31mred").stderr


def test_a_reader_who_leaves_early_is_no_fault(folder: Path) -> None:
    code = "from spadework.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "brief", "first.txt", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert b"fault" not in process.stderr.read()


@pytest.mark.parametrize("args", [["--help"], ["brief", "--help"], ["agenda", "--help"], ["--version"]])
def test_help_loads_no_stage(args: list[str]) -> None:
    code = (
        "import sys; from spadework.cli import app\n"
        f"app({args!r}, standalone_mode=False)\n"
        "heavy = {'trafilatura', 'lxml', 'jinja2', 'rich', 'spadework.dossier', 'spadework.reading', 'msgspec'}\n"
        "print(*sorted(heavy & set(sys.modules)), sep=', ', end='', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, env=os.environ)
    assert done.stdout and done.stderr == b""


def test_help_comes_at_once(spawn: Spawn) -> None:
    times = []
    for _ in range(3):
        start = time.monotonic()
        spawn("--help")
        times.append(time.monotonic() - start)
    assert min(times) < 1  # 0.1 seconds on an idle machine
