"""Scenario files: TOML for analysts, JSON for programs, and the plain form as arrays. See docs/settling.md."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from spadework.errors import ScenarioError
from spadework.model import Document, Scenario
from spadework.settling.files.loading import load, loads
from spadework.settling.files.writing import dumps

__all__ = ["dump", "dumps", "load", "loads", "schema"]


def dump(scenario: Scenario, path: str | Path, documents: Iterable[Document] = ()) -> None:
    """Write the scenario to a file, whole or not at all: JSON where its name ends so, else TOML.

    Args:
        documents: those that were quoted; a TOML file then tells the words behind each number in comments.

    Raises:
        ScenarioError: the file cannot be written.
    """
    path = Path(path)
    text = dumps(scenario, "json" if path.suffix.casefold() == ".json" else "toml", documents)
    try:
        with NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="\n") as file:
            file.write(text)
        whole = Path(file.name)
        whole.chmod(0o666 & ~_umask())
        whole.replace(path)
    except OSError as e:
        raise ScenarioError(f"cannot be written ({e.strerror})", where=str(path), remedy="Choose another place.") from e


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of scenario files."""
    import json
    from importlib.resources import files

    made: dict[str, Any] = json.loads(files(__name__).joinpath("scenario.schema.json").read_text(encoding="utf-8"))
    return made
