"""docs/cli.md tells every command, argument and option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from spadework.cli import app

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        with click.Context(command) as ctx:
            for name in command.list_commands(ctx):
                child = command.get_command(ctx, name)
                assert child is not None and child.name == name
                yield from _commands(child, f"{path} {name}")


COMMANDS = dict(_commands(app, "spadework"))


def _section(path: str) -> str:
    found = re.search(rf"^## `{re.escape(path)}`$(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert found, f"docs/cli.md has no section “## `{path}`”"
    return found[1]


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_is_documented_with_all_its_parameters(path: str) -> None:
    section = _section(path)
    for param in COMMANDS[path].params:
        names = [param.human_readable_name] if isinstance(param, click.Argument) else [*param.opts]
        for name in names:
            assert name in section, f"docs/cli.md does not tell {name} of {path}"


def test_no_command_is_documented_that_is_not_there() -> None:
    told = re.findall(r"^## `(spadework[^`]*)`$", PAGE.read_text(encoding="utf-8"), re.M)
    assert sorted(told) == sorted(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_and_its_options_have_help(path: str) -> None:
    command = COMMANDS[path]
    assert command.help
    assert all(p.help for p in command.params if isinstance(p, click.Option))
