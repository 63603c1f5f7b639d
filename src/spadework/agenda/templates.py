"""The built-in agendas: issues of a kind of negotiation, without parties."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from spadework.agenda.parsing import loads
from spadework.errors import AgendaError
from spadework.faults import did_you_mean
from spadework.model import Agenda

_FOLDER = files("spadework.agenda") / "templates"


@lru_cache(maxsize=1)
def templates() -> tuple[str, ...]:
    """The names of the built-in agendas, in alphabetical order."""
    names = (f.name.removesuffix(".toml") for f in _FOLDER.iterdir() if f.name.endswith(".toml"))
    return tuple(sorted(names))


@lru_cache(maxsize=32)
def template(name: str) -> Agenda:
    """The built-in agenda of this name. It names issues and options, no parties and no actors.

    Raises:
        AgendaError: there is no template of this name; the message lists those that there are.
    """
    if name not in templates():
        listed = f"The templates are {', '.join(templates())}."
        near = did_you_mean(name, templates())
        remedy = f"{near} {listed}" if near.startswith("Did") else listed
        raise AgendaError(f"there is no template {name!r}", remedy=remedy)
    return loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"), where=f"template {name}")
